"""Hard negatives: code that looks alike because of what it is, and that nobody would share."""
from mutate import WORDS


def word(rng):
    return rng.choice(WORDS) + rng.choice(WORDS).capitalize()


# By kind and language: before, one row, behind.  {n} is the name of all, {a} to {d} are of the row.
SHAPES = {
    'table': {
        'c': ('static const struct {n} {n}_rows[] = {{', '\t{{ "{a}", {x}, FLAG_{b}, {c}_{d} }},', '}};'),
        'go': ('var {n} = []{n}Row{{', '\t{{"{a}", {x}, Flag{b}, {c}{d}}},', '}}'),
        'py': ('{n} = [', '    ("{a}", {x}, FLAG_{b}, {c}.{d}),', ']'),
        'ts': ('export const {n}: Row[] = [', "  {{ name: '{a}', size: {x}, kind: Kind.{b}, run: {c}.{d} }},", ']'),
        'java': ('class {n} {{\n    static final Row[] ROWS = {{', '        new Row("{a}", {x}, Kind.{b}, {c}::{d}),',
                 '    }};\n}}'),
        'rs': ('static {n}: &[Row] = &[', '    Row {{ name: "{a}", size: {x}, kind: Kind::{b}, run: {c}::{d} }},', '];'),
    },
    'getters': {
        'c': ('', 'int {n}_get_{a}(struct {n} *self)\n{{\n\treturn self->{a};\n}}\n', ''),
        'go': ('', 'func (self *{n}) Get{a}() {b} {{\n\treturn self.{a}\n}}\n', ''),
        'py': ('class {n}:', '    @property\n    def {a}(self):\n        return self._{a}\n', ''),
        'ts': ('export class {n} {{', '  get {a}(): {b} {{\n    return this._{a}\n  }}\n', '}}'),
        'java': ('class {n} {{', '    public {b} get{a}() {{\n        return this.{a};\n    }}\n', '}}'),
        'rs': ('impl {n} {{', '    pub fn {a}(&self) -> &{b} {{\n        &self.{a}\n    }}\n', '}}'),
    },
    'enum': {
        'c': ('enum {n} {{', '\t{n}_{a} = {x},', '}};'),
        'go': ('const (', '\t{n}{a} {n} = {x}', ')'),
        'py': ('class {n}(Enum):', '    {a} = {x}', ''),
        'ts': ('export enum {n} {{', "  {a} = '{b}',", '}}'),
        'java': ('enum {n} {{', '    {a}({x}, "{b}"),', '    ;\n}}'),
        'rs': ('pub enum {n} {{', '    {a} = {x},', '}}'),
    },
    'checks': {
        'c': ('int {n}_check(struct {n} *self)\n{{', '\tif ({a}(self, {x}) != 0)\n\t\treturn {b}_error;', '\treturn 0;\n}}'),
        'go': ('func {n}Check(self *{n}) error {{',
               '\tif err := self.{a}({x}); err != nil {{\n\t\treturn {b}(err, "{c}")\n\t}}', '\treturn nil\n}}'),
        'py': ('def {n}_check(given):', '    if not given.{a}({x}):\n        raise {b}("{c}")', '    return given'),
        'ts': ('export function {n}Check(given: {n}) {{',
               "  if (!given.{a}({x})) {{\n    throw new {b}('{c}')\n  }}", '  return given\n}}'),
        'java': ('class {n} {{\n    void check(Given given) {{',
                 '        if (!given.{a}({x})) {{\n            throw new {b}("{c}");\n        }}', '    }}\n}}'),
        'rs': ('pub fn {n}_check(given: &Given) -> Result<()> {{',
               '    if !given.{a}({x}) {{\n        return Err({b}("{c}"));\n    }}', '    Ok(())\n}}'),
    },
    'lookup': {
        'c': ('const char *{n}_name(int kind)\n{{\n\tswitch (kind) {{', '\tcase {a}_{b}: return "{c}";',
              '\t}}\n\treturn NULL;\n}}'),
        'go': ('func {n}Name(kind int) string {{\n\tswitch kind {{', '\tcase {a}{b}:\n\t\treturn "{c}"',
               '\t}}\n\treturn ""\n}}'),
        'py': ('def {n}_name(kind):', '    if kind == {a}.{b}:\n        return "{c}"', '    return None'),
        'ts': ('export function {n}Name(kind: Kind) {{\n  switch (kind) {{', "    case Kind.{b}:\n      return '{c}'",
               '  }}\n}}'),
        'java': ('class {n} {{\n    static String name(int kind) {{\n        switch (kind) {{',
                 '            case {a}{b}:\n                return "{c}";', '        }}\n        return null;\n    }}\n}}'),
        'rs': ('pub fn {n}_name(kind: Kind) -> &\'static str {{\n    match kind {{', '        Kind::{b} => "{c}",',
               '    }}\n}}'),
    },
    'imports': {
        'c': ('', '#include "{a}/{b}.h"', ''),
        'go': ('import (', '\t"example.com/{a}/{b}"', ')'),
        'py': ('', 'from {a}.{b} import {c}, {d}', ''),
        'ts': ('', "import {{ {a}, {b} }} from '../{c}/{d}'", ''),
        'java': ('', 'import org.{a}.{b}.{c};', ''),
        'rs': ('', 'use crate::{a}::{b}::{{{c}, {d}}};', ''),
    },
}


def pair(kind, ending, rng):
    """Two of a kind, with rows and names of their own."""
    return [one(SHAPES[kind][ending], rng) for _ in range(2)]


def one(shape, rng):
    name = word(rng) + str(rng.randrange(99))
    before, row, behind = (part.replace('{n}', name) for part in shape)
    rows = [row.format(a=word(rng), b=word(rng), c=word(rng), d=word(rng), x=rng.randrange(999))
            for _ in range(rng.randrange(5, 13))]
    text = [before.format()] if before else []
    return '\n'.join(text + rows + ([behind.format()] if behind else [])).split('\n')
