# How real code of Python puts its constructs together: the ones that stand apart are
# in flow.py.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
from __future__ import annotations
# expect import: module __future__ name annotations


# expect read: kind function, params 3, cyclomatic 8, cognitive 15, nesting 4, lines 8-25
async def read(stream, *, limit: int = 3, strict=False) -> dict[str, int]:
    found: dict[str, int] = {}
    async with stream.lock:
        while chunk := await stream.next():                 # +1
            try:
                key, _, value = chunk.partition("=")
                found[key] = int(value) if value else 0     # +2
            except (KeyError, ValueError) as error:         # +2
                if strict and not isinstance(error, KeyError):  # +3, +1
                    raise Failed(key) from error
                continue
            else:                                           # +1
                if len(found) > limit: break                # +3
            finally:
                await stream.done()
        else:                                               # +1
            return found
    return {k: v for k, v in found.items() if v or k}       # +1


# expect classify: kind function, params 1, cyclomatic 9, cognitive 4, nesting 1
def classify(value):
    match value:                                            # +1
        case int() | float() if value > 0 and value < 9:    # +1; the guard decides, too
            return "few"
        case {"type": "a", **rest}: return rest
        case [Point(x=0, y=y), *_] | (y,):
            return "list" if y else "none"                  # +2
        case None | True: return None
        case str() as text: return text
        case _: return "other"


# expect timed: kind function, params 2, cyclomatic 5, cognitive 7, nesting 3
def timed(function=None, *, name=""):
    def decorator(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            with clock(name or f.__name__):                 # +1
                for attempt in range(3):                    # +2: one level is exempt, the second is not
                    if attempt: print(attempt)              # +3
        return wrapper
    return decorator(function) if function else decorator   # +1


class Idioms(Base, metaclass=Meta):
    __slots__ = ("a",) if LIMIT else ()

    # expect Idioms.__init__: kind constructor, params 2, cyclomatic 2, cognitive 1
    def __init__(self, a=None):
        self.a = a or []                                    # +1

    # expect Idioms.total: kind method, params 1, cyclomatic 2, cognitive 2, lines 62-63
    @property
    def total(self):
        return sum(map(lambda x: x.n if x else 0, self.a))  # +2

    # expect Idioms.total: kind method, params 2, cyclomatic 2, cognitive 1
    @total.setter
    def total(self, value: int) -> None:
        assert value >= 0 and value < 9, "range"            # +1
        self._total = value

    # expect Idioms.build: kind method, params 3, cyclomatic 3, cognitive 2
    @classmethod
    def build(cls, *items, **options):
        def key(item):
            if item is None: return 0                       # +1: nothing else but a return
            return item.rank or options.get("rank", [x for x in items if x])    # +1
        return sorted(items, key=key)

    # expect Idioms.generate: kind method, params 1, cyclomatic 4, cognitive 6, nesting 3
    def generate(self):
        for item in self.a:                                 # +1
            for part in item:                               # +2
                if not part: continue                       # +3
                yield from part
        return (yield)

    # expect Idioms.__lt__: kind method, params 2, cyclomatic 3, cognitive 1
    def __lt__(self, other): return self.a is not None and self.a < other.a and True  # +1


# expect global_lambda: kind lambda, params 2, cyclomatic 2, cognitive 1
global_lambda = lambda a, *b: a if b else None              # +1


# expect chained: kind function, params 2, cyclomatic 8, cognitive 10, nesting 2
def chained(a, b):
    if a < b < 3: return 1                                  # +1
    elif a and (b or not a): return 2                       # +1, +2
    else:                                                   # +1
        if b:                                               # +2
            pass
    return a if b else b if a else None                     # +1, +2
