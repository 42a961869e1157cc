"""Copies of a function as clones of each type.  Every function takes and gives lines of text."""
import re

from spell import COMMENT, LITERAL, NAME, OTHER

WORDS = 'alpha beta gamma delta kappa lambda sigma omega north south east west ruby amber coral ivory'.split()


def indent_of(line):
    return line[:len(line) - len(line.lstrip())]


def within(lines, language):
    """Lines that a comment or a literal runs into or out of."""
    line, found = 0, set()
    for _, word in language.tokens('\n'.join(lines)):
        more = word.count('\n')
        if more and not word.isspace():
            found.update(range(line, line + more + 1))
        line += more
    return found


# --- type 1: layout and comments -------------------------------------------------------------

def relaid(lines, language, rng):
    tokens = language.tokens('\n'.join(lines))
    lines = ''.join(w for k, w in tokens if k != COMMENT or '\n' in w or rng.random() < .5).split('\n')
    fixed, out = within(lines, language), []
    for i, line in enumerate(lines):
        fixed_before = i in fixed or i - 1 in fixed or lines[i - 1].endswith('\\')
        if i and line.strip() and rng.random() < .15 and not fixed_before:
            mark = '#' if language.ending == 'py' else '//'
            out.append(rng.choice((indent_of(line) + mark + ' ' + ' '.join(rng.sample(WORDS, 3)), '')))
        if i not in fixed:
            line = broken(line, language, rng)
            line = wider(line) if language.blocks else line
        out += line.split('\n')
    return out


def wider(line):
    indent = indent_of(line)
    return indent.replace('\t', '   ') + line[len(indent):] if '\t' in indent else indent * 2 + line[len(indent):]


def broken(line, language, rng):
    """Breaks a line behind a comma within round brackets, or before an opening brace."""
    if line.lstrip().startswith(('#', '*', '/*')) or line.endswith('\\'):
        return line
    tokens, depth, out = language.tokens(line), 0, []
    if any(k == COMMENT for k, _ in tokens) or not any(k == OTHER for k, _ in tokens):
        return line
    for kind, word in tokens:
        depth += (word == '(') - (word == ')') if kind == OTHER else 0
        out.append(word)
        if kind == OTHER and word == ',' and depth > 0 and rng.random() < .2:
            out.append('\n' + indent_of(line) + '      ')
    line = ''.join(out)
    if language.ending in ('c', 'java', 'rs') and line.endswith(' {') and rng.random() < .3:
        line = line[:-2] + '\n' + indent_of(line) + '{'
    return line


# --- type 2: names and literals ----------------------------------------------------------------

def renamed(lines, language, rng):
    """Every name that is not the language's own, each always to the same; and every literal."""
    names = {}

    def new_name(old):
        if not language.renames(old):
            return old
        if old not in names:
            word = rng.choice(WORDS) + str(len(names))
            names[old] = word.capitalize() if old[0].isupper() else word
        return names[old]

    def inside(match):
        return match.group(0).replace(match.group(1), re.sub(r'[A-Za-z_]\w*', lambda m: new_name(m.group()),
                                                             match.group(1)))

    out = []
    for kind, word in language.tokens('\n'.join(lines)):
        if kind == NAME:
            word = new_name(word)
        elif kind == LITERAL and language.interpolated and language.interpolated.search(word):
            word = language.interpolated.sub(inside, word)
        elif kind == LITERAL:
            word = other_literal(word, rng)
        out.append(word)
    return ''.join(out).split('\n')


def other_literal(word, rng):
    if word[0].isdigit():
        return str(rng.randrange(2, 999))
    if word[-1] in '"\'`' and '\n' not in word and len(word) > 3:
        return re.sub(r'[A-Za-z]+(?=[^A-Za-z]*$)', rng.choice(WORDS), word) if not re.search(r'[\\%]', word) else word
    return word


# --- type 3: lines ---------------------------------------------------------------------------------

NOT_FIRST = frozenset('. ? : else case default && || ) ] } elif except finally #'.split())
NOT_LAST = frozenset('{ : , \\ + - * / % = < > & | ^ . ~ ( ['.split())


def simple_lines(lines, language):
    """Indexes of lines that are a statement each, with one of the same block beside it."""
    semicolons = language.semicolon and any(line.rstrip().endswith(';') for line in lines)
    found, rounds, new_statement = [], 0, False
    fixed = within(lines, language)
    for i, line in enumerate(lines):
        code = language.code(line)
        if not code:
            continue
        marks = [word for kind, word in code if kind == OTHER]
        balanced = all(marks.count(a) == marks.count(b) for a, b in ('()', '[]', '{}'))
        complete = marks[-1:] == [';'] if semicolons else code[-1][1] not in NOT_LAST
        if i not in fixed and new_statement and not rounds and balanced and complete and code[0][1] not in NOT_FIRST and \
                has_sibling(lines, i):
            found.append(i)
        rounds += sum(word in '([' for word in marks) - sum(word in ')]' for word in marks)
        new_statement = not rounds and (complete or code[-1][1] in ('{', '}', ':'))
    return found


def has_sibling(lines, at):
    near = [l for l in lines[max(0, at - 1):at] + lines[at + 1:at + 2] if l.strip()]
    return any(indent_of(l) == indent_of(lines[at]) for l in near)


def changed(lines, language, rng, share, strangers):
    """`share` of the lines with code deleted, changed, or with a line of another function put behind them."""
    out = list(lines)
    fixed = within(lines, language)
    code = [i for i, line in enumerate(lines) if i not in fixed and language.code(line)]
    count = max(1, round(share * len(code)))
    simple = set(simple_lines(lines, language))
    body = [i for i in code[1:] if not lines[i].lstrip().startswith('#') and any(k == NAME for k, _ in
                                                                               language.code(lines[i]))]
    chosen = rng.sample(body, min(count, len(body)))
    for i in chosen:
        kinds = ('delete', 'insert', 'change') if i in simple else ('change',)
        kind = rng.choice(kinds)
        if kind == 'delete':
            out[i] = None
        elif kind == 'insert':
            out[i] = lines[i] + '\n' + indent_of(lines[i]) + rng.choice(strangers)
        else:
            out[i] = changed_line(lines[i], language, rng, i in simple)
    return '\n'.join(l for l in out if l is not None).split('\n'), len(chosen) / max(1, len(code))


def changed_line(line, language, rng, simple):
    tokens = language.tokens(line)
    if simple and rng.random() < .33:
        end = ';' if line.rstrip().endswith(';') else ''
        a, b, c = rng.sample(WORDS, 3)
        return '%s%s(%s.%s, %d)%s' % (indent_of(line), a, b, c, rng.randrange(99), end)
    calls = [i for i, t in enumerate(tokens[:-1]) if t == (OTHER, '(') and tokens[i + 1][1] != ')'
             and i and tokens[i - 1][0] == NAME and language.renames(tokens[i - 1][1])]
    if calls and rng.random() < .5:
        tokens.insert(rng.choice(calls) + 1, (NAME, rng.choice(WORDS) + ', '))
    else:
        names = [i for i, t in enumerate(tokens) if t[0] == LITERAL and t[1][0].isdigit() or
                 t[0] == NAME and language.renames(t[1])]
        for i in rng.sample(names, (len(names) + 1) // 2):
            tokens[i] = (NAME, rng.choice(WORDS) + str(rng.randrange(9)))
    return ''.join(t[1] for t in tokens)
