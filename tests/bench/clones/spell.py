"""How the six languages are spelled, as far as the planting of clones has to know.

A lexer of its own, and not bole's: who plants must not share the blind spots of who looks.
"""
import re

NAME, LITERAL, OTHER, COMMENT, SPACE = 'name', 'literal', 'other', 'comment', 'space'

COMMON = r'''
  (?P<space>\s+|\\\n)
 |(?P<comment>%s)
 |(?P<literal>%s|(?<![\w.])\.?\d(?:[eEpP][+-]\d|[\w.])*)
 |(?P<name>[A-Za-z_$][\w$]*)
 |(?P<other>->|=>|::|:=|<-|\+\+|--|&&|\|\||\?\?|\?\.|\*\*|===|!==|<<=?|>>=?|[-+*/%%&|^!=<>]=|\.\.\.?|.)
'''
C_COMMENT = r'//[^\n]*|/\*.*?\*/'
DOUBLE = r'"(?:\\.|[^"\\\n])*"'
SINGLE = r"'(?:\\.|[^'\\\n])*'"
REGEX = r'(?<=[=(,:\[!&|?{};])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*'


def lexer(comment, literal):
    return re.compile(COMMON % (comment, literal), re.VERBOSE | re.DOTALL)


# Words that nobody renames: keywords, and what the language itself defines.
C_WORDS = '''auto break case char const continue default do double else enum extern float for goto if inline int long
 register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while NULL
 size_t ssize_t bool true false int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t va_list va_start
 va_end va_arg errno define ifdef ifndef endif undef elif include defined
 __attribute__ noinline unused noreturn format printf'''
GO_WORDS = '''break case chan const continue default defer else fallthrough for func go goto if import interface map
 package range return select struct switch type var nil true false iota len cap append make new panic recover copy
 delete close string bool byte rune error int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float32 float64
 any _ uintptr complex128'''
PYTHON_WORDS = '''and as assert async await break class continue def del elif else except finally for from global if
 import in is lambda nonlocal not or pass raise return try while with yield None True False self cls super len range
 print list dict set tuple str int float bool isinstance type object property staticmethod classmethod zip map
 enumerate any all min max sum sorted reversed abs hasattr getattr setattr match case _ __init__'''
TS_WORDS = '''abstract any as asserts async await boolean break case catch class const constructor continue debugger
 declare default delete do else enum export extends false finally for from function get if implements import in infer
 instanceof interface is keyof let namespace never new null number object of override private protected public
 readonly return satisfies set static string super switch symbol this throw true try type typeof undefined unknown
 unique var void while with yield'''
JAVA_WORDS = '''abstract assert boolean break byte case catch char class const continue default do double else enum
 extends final finally float for goto if implements import instanceof int interface long native new package private
 protected public record return short static strictfp super switch synchronized this throw throws transient try var
 void volatile while yield true false null String Object Override'''
RUST_WORDS = '''as async await break const continue crate dyn else enum extern false fn for if impl in let loop match
 mod move mut pub ref return self Self static struct super trait true type unsafe use where while bool char str i8 i16
 i32 i64 u8 u16 u32 u64 usize isize f32 f64 String Vec Option Some None Result Ok Err Box _'''


class Language:
    def __init__(self, ending, comment, literal, words, wrap=None, interpolated=None, semicolon=True):
        self.ending = ending
        self.lexer = lexer(comment, literal)
        self.words = frozenset(words.split())
        self.wrap = wrap  # what a method stands in, or None
        self.interpolated = interpolated  # names inside literals
        self.semicolon = semicolon
        self.blocks = ending != 'py'

    def tokens(self, text):
        """[(kind, text)], which joined are the text again"""
        return [(m.lastgroup, m.group()) for m in self.lexer.finditer(text)]

    def code(self, text):
        return [t for t in self.tokens(text) if t[0] not in (SPACE, COMMENT)]

    def renames(self, name):
        return name not in self.words


LANGUAGES = {l.ending: l for l in (
    Language('c', C_COMMENT, DOUBLE + '|' + SINGLE, C_WORDS),
    Language('go', C_COMMENT, DOUBLE + '|' + SINGLE + r'|`[^`]*`', GO_WORDS, semicolon=False),
    Language('py', r'\#[^\n]*', r"[rbuf]{0,2}(?:\"\"\".*?\"\"\"|'''.*?'''|" + DOUBLE + '|' + SINGLE + ')', PYTHON_WORDS,
             'class %s:\n', re.compile(r'\{([^{}"\']*)\}'), False),
    Language('ts', C_COMMENT, REGEX + '|' + DOUBLE + '|' + SINGLE + r'|`(?:\\.|[^`\\])*`', TS_WORDS, 'class %s {\n',
             re.compile(r'\$\{([^{}"\'`]*)\}')),
    Language('java', C_COMMENT, DOUBLE + '|' + SINGLE, JAVA_WORDS, 'class %s {\n'),
    Language('rs', C_COMMENT, r'b?r(?P<hashes>\#*)".*?"(?P=hashes)|b?"(?:\\.|[^"\\])*"' + r"|b?'(?:\\[^']+|[^'\\\n])'", RUST_WORDS,
             'impl %s {\n'),
)}
