"""Which functions are units, what they are called, and what they declare."""


# expect Shape.__init__: kind constructor, params 3, sloc 2, lines 8-9
class Shape:
    limit = 3

    def __init__(self, width, height=1):
        self.width = width * height
    # expect Shape.area: kind method, params 1, sloc 3, lines 14-16

    @property
    @functools.cache
    def area(self):
        """Docstrings are code tokens."""
        return self.width

    # expect Shape.area: kind method, params 2, lines 20-21
    @area.setter
    def area(self, value):
        self.width = value

    # expect Shape.Inner.of: kind method, params 2, lines 27-28
    class Inner:

        @classmethod
        async def of(cls, value: int) -> "Shape.Inner":
            return cls(value)

    # expect Shape.key: kind lambda, params 1, cognitive 1
    key = lambda self: 1 if self else 0


# expect parameters: kind function, params 7, sloc 5
def parameters(a, b: int, /, c=1, d: int = 2,
               *args: str,
               e,
               **options: int) -> None:
    pass


# expect keyword_only: params 2
def keyword_only(*, a, b): return a + b


# expect outer: cognitive 2, sloc 8
def outer(a):
    def inner(b):           # no unit: its points and lines belong to outer
        # a comment is no code

        if b:               # +2
            return 1
        return 0
    class Local:
        def method(self): return inner(self)
# expect outer.Local.method: kind method, sloc 1, params 1
    return Local


# expect swap: kind lambda, params 2
swap = lambda a, b: (b, a)
table = {"anonymous": lambda a: 1 if a else 0}

if table:
    # expect conditional: kind function
    def conditional(): return 1
else:
    # expect conditional: kind function, cognitive 1
    def conditional(): return 2 if table else 3


# expect continued: cognitive 1, sloc 3
def continued(a, b):
    return a and \
        b


# expect text: sloc 5
def text(name):
    return f"""one {name}

    three {name!r:>10}
    """


# expect ünïcode: params 1
def ünïcode(é): return é


# expect generic: params 1
def generic[T](a: T) -> T: return a
