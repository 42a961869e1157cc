#!/usr/bin/env python3
"""Says which pairs of a report of jscpd `bole clones` has, too.

    beside.py REPORT FOLDER < TABLE

REPORT is jscpd-report.json of a run in FOLDER; TABLE is what `bole clones --format json` said of the same files.  A
pair is had when one of bole's covers half of its tokens on both sides, or when two copies of one class do.
"""
import bisect
import collections
import json
import os
import re
import sys

HALF = .5
TOKEN = re.compile(r'(?P<comment>//[^\n]*|/\*.*?\*/)|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`[^`]*`|\w+|[-+*/%<>=!&|^~]+|\S',
                   re.S)


class Sources:
    """Where the tokens of each file stand."""
    def __init__(self, folder):
        self.folder = folder
        self.known = {}

    def __getitem__(self, path):
        if path not in self.known:
            with open(os.path.join(self.folder, path), encoding='latin-1', newline='') as file:
                text = file.read()
            ends = [m.start() for m in re.finditer('\n', text)]
            self.known[path] = [(m.start(), bisect.bisect_left(ends, m.start()) + 1)
                                for m in TOKEN.finditer(text) if not m['comment']]
        return self.known[path]

    def side(self, place):
        path = os.path.normpath(place['name'])
        first, end = place['startLoc']['position'], place['endLoc']['position']
        return path, [line for at, line in self[path] if first <= at < end]


def share(lines, first, last):
    return sum(first <= line <= last for line in lines) / max(1, len(lines))


def has(one, other, rows, classes):
    for row in rows[one[0], other[0]]:
        for a, b in ('ab', 'ba'):
            if (row['path_' + a], row['path_' + b]) == (one[0], other[0]) and min(
                    share(one[1], row['start_' + a], row['end_' + a]),
                    share(other[1], row['start_' + b], row['end_' + b])) >= HALF:
                return True
    near = [{number for number, first, last in classes[path] if share(lines, first, last) >= HALF} for path, lines in (one, other)]
    return bool(near[0] & near[1])


def main():
    report, folder = sys.argv[1:]
    rows, classes = collections.defaultdict(list), collections.defaultdict(list)
    for row in json.load(sys.stdin)['rows']:
        rows[row['path_a'], row['path_b']].append(row)
        rows[row['path_b'], row['path_a']].append(row)
        for side in 'ab':
            classes[row['path_' + side]].append((row['class'], row['start_' + side], row['end_' + side]))
    sources = Sources(folder)
    with open(report, encoding='utf-8') as file:
        pairs = json.load(file)['duplicates']
    missed = [pair for pair in pairs
              if not has(*(sources.side(pair[file]) for file in ('firstFile', 'secondFile')), rows, classes)]
    print(f'{len(pairs)} pairs, {len(pairs) - len(missed)} had')
    for pair in missed:
        print(*(f"{pair[file]['name']}:{pair[file]['start']}-{pair[file]['end']}" for file in ('firstFile', 'secondFile')))


if __name__ == '__main__':
    main()
