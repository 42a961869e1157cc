#!/usr/bin/env python3
"""Plants clones in a throw-away clone of a repository, and says which of them were found.

    plant.py plant BOLE REPOSITORY OUT [--each N] [--seed N] [--language ENDING]
    plant.py judge OUT [TABLE] [--missed TYPE]

`plant` clones REPOSITORY to OUT, copies N functions for each type of clone into new files below OUT/planted, with
hard negatives between them, commits, and writes OUT/.git/plants.json.  `judge` reads what `bole clones --format json`
said of OUT (TABLE; default: standard input; the same columns as tsv, of another tool, will do, too).  README.md says what counts as found.
"""
import argparse
import collections
import csv
import difflib
import json
import os
import random
import re
import subprocess
import sys

import lookalikes
import mutate
from spell import LANGUAGES, LITERAL, NAME

TOKENS_LEAST = 30
COVERED = .7  # of the lines of both sides, by one pair
ALIKE = .65  # tokens that two stretches share, to be true copies though nobody planted them
SHARES = {'3 at 5 %': .05, '3 at 10 %': .10, '3 at 20 %': .20, '3 at 30 %': .30}
TYPES = ['1', '2', *SHARES]
GOALS = dict(zip(TYPES, (.99, .98, .90, .85, .70, .50)))
LEFT_OUT = re.compile(r'(^|[/_-])(tests?|testing|testdata|__tests__|specs?|docs?|examples?|samples?|deps|vendor|third_party|'
                      r'node_modules|generated|_antlr|fixtures?|bench\w*|playground|build|contrib|compat|private)(/|$)|'
                      r'_test\.go$|\.(test|spec|gen|pb|min|d|y)\.\w+$|(^|/)(test_[^/]*|conftest)\.py$|Test\w*\.java$', re.I)


def git(directory, *words):
    subprocess.run(['git', '-C', directory, '-c', 'user.name=plant', '-c', 'user.email=plant@localhost', *words],
                   check=True, stdout=subprocess.DEVNULL)


class Texts:
    """Files of HEAD as lines; nothing is checked out."""
    def __init__(self, directory):
        self.known = {}
        self.asked = subprocess.Popen(['git', '-C', directory, 'cat-file', '--batch'], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE)

    def __getitem__(self, path):
        if path not in self.known:
            self.asked.stdin.write(f'HEAD:{path}\n'.encode())
            self.asked.stdin.flush()
            size = int(self.asked.stdout.readline().split()[-1])
            self.known[path] = self.asked.stdout.read(size + 1).decode(errors='replace').split('\n')
        return self.known[path]


# --- what can be copied ---------------------------------------------------------------------------

class Function:
    def __init__(self, path, row, lines):
        self.path, self.first, self.last = path, int(row['start_line']), int(row['end_line'])
        self.lines = lines[self.first - 1:self.last]
        self.language = LANGUAGES[os.path.splitext(path)[1][1:]]

    def is_whole(self, row):
        """Lines of its own, from its name to its end."""
        name = re.split(r'[.:]', row['name'])[-1]
        end = self.lines[-1].strip() if self.lines else ''
        return row['kind'] in ('function', 'method') and name in ''.join(self.lines[:3]) and (
            not self.language.blocks or end == '}') and not self.lines[0].lstrip().startswith(('}', '/', '*'))

    def is_long_enough(self):
        lines = [line for line in self.lines if not re.match(r'\s*(import|from)\b', line)]
        return len(self.language.code('\n'.join(lines))) >= TOKENS_LEAST


def functions_of(bole, directory, endings):
    table = subprocess.run([bole, '-C', directory, 'scan', '--format', 'tsv'], check=True, capture_output=True, text=True)
    texts, found = Texts(directory), []
    for row in csv.DictReader(table.stdout.splitlines(), delimiter='\t', quoting=csv.QUOTE_NONE):
        path = row['path']
        if os.path.splitext(path)[1][1:] not in endings or LEFT_OUT.search(path):
            continue
        function = Function(path, row, texts[path])
        if function.is_whole(row):
            found.append(function)
    return found


def apart(functions, most):
    """None within another: who plants one must not plant half of its neighbour."""
    taken = collections.defaultdict(list)
    for function in functions:
        if most and function.is_long_enough() and all(function.last < first or function.first > last for first, last in taken[function.path]):
            taken[function.path].append((function.first, function.last))
            most -= 1
            yield function


# --- planting ---------------------------------------------------------------------------------------

def copy_of(function, kind, rng, strangers):
    lines, language = function.lines, function.language
    if kind == '1':
        return mutate.relaid(lines, language, rng), 0
    if kind == '2':
        return mutate.renamed(lines, language, rng), 0
    return mutate.changed(lines, language, rng, SHARES[kind], strangers)


def fits(function, kind):
    """Has as many lines as the share needs to mean one of them."""
    return kind not in SHARES or SHARES[kind] * (len(function.lines) - 1) >= 1


def plants_of(functions, each, rng):
    rng.shuffle(functions)
    strangers = [f.lines[i].strip() for f in functions[:200] for i in mutate.simple_lines(f.lines, f.language)]
    left = list(apart(functions, 2 * each * len(TYPES)))
    for kind in reversed(TYPES):
        chosen = [f for f in left if fits(f, kind)][:each]
        left = [f for f in left if f not in chosen]
        for function in chosen:
            text, share = copy_of(function, kind, rng, strangers)
            yield {'kind': kind, 'path': function.path, 'first': function.first, 'last': function.last,
                   'share': share, 'text': text, 'language': function.language}


def negatives_of(language, each, rng):
    for kind in lookalikes.SHAPES:
        for number in range(each):
            for text in lookalikes.pair(kind, language.ending, rng):
                yield {'kind': kind, 'text': text, 'language': language}


def wrapped(item, number):
    """Lines before and behind that make a method stand alone."""
    language = item['language']
    if 'path' not in item or not language.wrap or not item['text'][0][:1].isspace():
        return [], []
    return (language.wrap % f'Planted{number}').split('\n')[:1], ['}'] if language.blocks else []


def write_files(directory, items, rng, package):
    """Five in a file, in any order; each learns where it stands."""
    rng.shuffle(items)
    for at in range(0, len(items), 5):
        group = items[at:at + 5]
        path = f"planted/p{at // 5:04}.{group[0]['language'].ending}"
        lines = [package] if package else []
        for number, item in enumerate(group):
            before, behind = wrapped(item, at + number)
            lines += [''] + before
            item.update(planted=path, at=len(lines) + 1, to=len(lines) + len(item['text']))
            lines += item.pop('text') + behind
            item.pop('language')
        with open(os.path.join(directory, path), 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')


def plant(options):
    rng = random.Random(options.seed)
    git('.', 'clone', '-q', '--shared', '--no-checkout', options.repository, options.out)
    git(options.out, 'read-tree', 'HEAD')
    functions = functions_of(options.bole, options.out, {options.language})
    language = LANGUAGES[options.language]
    items = list(plants_of(functions, options.each, rng)) + list(negatives_of(language, options.each // 5, rng))
    os.mkdir(os.path.join(options.out, 'planted'))
    write_files(options.out, items, rng, 'package planted' if options.language == 'go' else '')
    git(options.out, 'add', 'planted')
    git(options.out, 'commit', '-qm', 'planted', '--no-verify')
    with open(os.path.join(options.out, '.git/plants.json'), 'w', encoding='utf-8') as file:
        json.dump(items, file, indent=0)


# --- judging -----------------------------------------------------------------------------------------

class Judge:
    def __init__(self, directory, rows):
        self.texts = Texts(directory)
        with open(os.path.join(directory, '.git/plants.json'), encoding='utf-8') as file:
            self.items = json.load(file)
        self.by_file = collections.defaultdict(list)
        for item in self.items:
            self.by_file[item['planted']].append(item)
            item.update(covered=0, reported=False)
        self.originals = collections.defaultdict(list)
        for item in self.items:
            if 'path' in item:
                self.originals[item['path']].append(item)
            item.update(classes=set(), classes_there=set())
        self.false = []
        self.true = 0
        for row in rows:
            sides = [(row['path_' + s], int(row['start_' + s]), int(row['end_' + s])) for s in 'ab']
            for side in sides:
                self.note_class(row.get('class'), *side)
            if any(path.startswith('planted/') for path, _, _ in sides):
                self.take(row, sides)

    def lines(self, side):
        path, first, last = side
        return '\n'.join(self.texts[path][first - 1:last])

    def take(self, row, sides):
        hits = [self.item_at(side) for side in sides]
        negative = [hit for hit in hits if hit and 'path' not in hit]
        for hit in negative:
            hit['reported'] = True
        found = any(hit and 'path' in hit and self.cover(hit, side, other)
                    for hit, side, other in (zip(hits, sides, reversed(sides))))
        if not negative and (found or self.alike(*sides) >= ALIKE):
            self.true += 1
        else:
            self.false.append((row, [hit and hit['kind'] for hit in hits]))

    def note_class(self, number, path, first, last):
        """Plant and original may be copies of one class though nobody compared them with each other."""
        for item in self.by_file.get(path, ()):
            if overlap(first, last, item['at'], item['to']) >= COVERED * (item['to'] - item['at'] + 1):
                item['classes'].add(number)
        for item in self.originals.get(path, ()):
            if overlap(first, last, item['first'], item['last']) >= COVERED * (item['last'] - item['first'] + 1):
                item['classes_there'].add(number)

    def item_at(self, side):
        """The item that a side lies on for the most part, or that it covers half of."""
        path, first, last = side
        for item in self.by_file.get(path, ()):
            common = overlap(first, last, item['at'], item['to'])
            if 2 * common >= min(last - first + 1, item['to'] - item['at'] + 1):
                return item
        return None

    @staticmethod
    def cover(item, side, other):
        if other[0] != item['path']:
            return False
        here = overlap(side[1], side[2], item['at'], item['to']) / (item['to'] - item['at'] + 1)
        there = overlap(other[1], other[2], item['first'], item['last']) / (item['last'] - item['first'] + 1)
        item['covered'] = max(item['covered'], min(here, there))
        return here > 0 and there > 0

    def alike(self, one, other):
        """Share of the tokens that agree when each name of one side stands for one of the other."""
        sides = [LANGUAGES[os.path.splitext(s[0])[1][1:]].code(self.lines(s)) for s in (one, other)
                 if os.path.splitext(s[0])[1][1:] in LANGUAGES]
        if len(sides) < 2 or not all(sides):
            return 0
        shapes = [[kind if kind in (NAME, LITERAL) else text for kind, text in side] for side in sides]
        pairs = [(a + i, b + i) for a, b, n in difflib.SequenceMatcher(None, *shapes, False).get_matching_blocks()
                 for i in range(n)]
        meanings = collections.defaultdict(collections.Counter)
        for a, b in pairs:
            meanings[sides[0][a]][sides[1][b]] += 1
        agree = sum(meanings[sides[0][a]].most_common(1)[0][0] == sides[1][b] or sides[0][a][0] == LITERAL
                    for a, b in pairs)
        return 2 * agree / (len(sides[0]) + len(sides[1]))

    def found(self, kind):
        items = [i for i in self.items if i['kind'] == kind]
        return [i for i in items if (self.has(i) if 'path' in i else i['reported'])], items

    @staticmethod
    def has(plant):
        return plant['covered'] >= COVERED or bool(plant['classes'] & plant['classes_there'] - {None})


def overlap(first, last, other_first, other_last):
    return max(0, min(last, other_last) - max(first, other_first) + 1)


def changed_share(items):
    shares = [item['share'] for item in items if item['share']]
    return f"  ({100 * sum(shares) / len(shares):.1f} % of the lines)" if shares else ''


def rows_of(table):
    text = table.read()
    if text.startswith('{'):
        return json.loads(text)['rows']
    return csv.DictReader(text.splitlines(), delimiter='\t', quoting=csv.QUOTE_NONE)


def judge(options):
    with open(options.table, encoding='utf-8', errors='replace') if options.table else sys.stdin as table:
        judged = Judge(options.out, rows_of(table))
    for kind in TYPES:
        found, items = judged.found(kind)
        share = len(found) / max(1, len(items))
        print(f"type {kind:9} {len(found):4} of {len(items):4}  {share:.3f}  goal {GOALS[kind]:.2f}"
              f"{' !' if share < GOALS[kind] else ''}{changed_share(items)}")
    all_pairs = judged.true + len(judged.false)
    print(f"precision      {judged.true:4} of {all_pairs:4}  {judged.true / max(1, all_pairs):.3f}  goal 0.97")
    for kind in lookalikes.SHAPES:
        found, items = judged.found(kind)
        print(f"look-alike {kind:8} {len(found):4} of {len(items):4} reported")
    if options.missed in TYPES:
        found, items = judged.found(options.missed)
        for item in items:
            if item not in found:
                print(f"{item['path']}:{item['first']}-{item['last']} {item['planted']}:{item['at']}-{item['to']} "
                      f"covered {item['covered']:.2f}")
    for row, kinds in judged.false if options.missed == 'false' else ():
        print(kinds, *list(row.values())[:9])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    verbs = parser.add_subparsers(required=True)
    planting = verbs.add_parser('plant')
    planting.add_argument('bole')
    planting.add_argument('repository')
    planting.add_argument('out')
    planting.add_argument('--each', type=int, default=200)
    planting.add_argument('--seed', type=int, default=1)
    planting.add_argument('--language', choices=list(LANGUAGES), required=True)
    planting.set_defaults(run=plant)
    judging = verbs.add_parser('judge')
    judging.add_argument('out')
    judging.add_argument('table', nargs='?')
    judging.add_argument('--missed', help="a type, to list what was missed, or 'false', to list pairs that are none")
    judging.set_defaults(run=judge)
    options = parser.parse_args()
    options.run(options)


if __name__ == '__main__':
    main()
