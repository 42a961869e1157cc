# What each construct of Python adds.  The answers follow from Campbell's white
# paper 1.7 and McCabe 1976, counted by hand beside the code.


# expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 2
def plain():
    return 1


# expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
def branches(a):
    if a > 1:       # +1
        return 1
    elif a < -1:    # +1
        return -1
    else:           # +1
        return 0


# expect else_holding_if: cyclomatic 3, cognitive 4, nesting 2
def else_holding_if(a):
    if a:           # +1
        return 1
    else:           # +1
        if a > 2:   # +2: nested, it is no elif
            return 2
    return 0


# expect elif_in_loop: cyclomatic 5, cognitive 7, nesting 3
def elif_in_loop(items):
    for a in items:          # +1
        if a:                # +2
            continue
        elif a is None:      # +1
            while a:         # +3: as deep as in the if
                break


# expect loop_else: cyclomatic 4, cognitive 5, nesting 2
def loop_else(items):
    for a in items:     # +1
        pass
    else:               # +1
        if a:           # +2: as deep as in the loop
            return
    return 1 if a else 0    # +1


# expect while_else: cyclomatic 2, cognitive 2, nesting 1
def while_else(a):
    while a:            # +1
        a -= 1
    else:               # +1
        a = 1


# expect attempt: cyclomatic 5, cognitive 7, nesting 2
def attempt(a):
    try:                # free
        a()
    except (KeyError, ValueError) as error:   # +1
        if error:       # +2
            raise
    except Exception:   # +1
        pass
    else:               # +1
        while a:        # +2
            pass
    finally:            # free
        a = None


# expect star: cyclomatic 2, cognitive 1, nesting 1
def star(a):
    try:
        a()
    except* OSError:    # +1
        pass


# expect opened: cyclomatic 2, cognitive 1, nesting 2
def opened(path):
    with open(path) as file, file.lock():   # free, adds depth only
        if file:        # +1
            return file


# expect matched: cyclomatic 11, cognitive 5, nesting 1, params 2
def matched(a, limit):
    match a:                            # +1
        case 1 | 2:
            return 1
        case [x, *rest] if x and rest:  # +1 for the operator; the guard is a decision, too
            return rest
        case {"key": value, **others}:
            return value
        case str(text) if text:         # another guard
            return a if a else 1        # +2: in the match
        case Point(x=0):
            return 0
        case _:                         # no decision
            return -1
    return 1 + (2 if limit else 3)      # +1


# expect sequences: cyclomatic 9, cognitive 6, nesting 1, params 4
def sequences(a, b, c, d):
    x = a and b and c               # +1
    y = a and (b or c) or d         # +2: and, then or: parentheses are transparent
    if a and not (b and c):         # +1 if, +1 and +1: the negation begins anew
        return x
    return y


# expect conditional: cyclomatic 3, cognitive 3, nesting 0
def conditional(a):
    return (2 if a > 1 else 1) if a else 0      # +1, +2


# expect condition: cyclomatic 5, cognitive 4, nesting 1
def condition(a):
    if (1 if a else 0):         # +1 if, +1: beside it, not in it
        return 1
    elif (1 if a else 2):       # +1 elif, +1: likewise
        return 2


# expect comprehension: cyclomatic 3, cognitive 2, nesting 0
def comprehension(items):
    a = [i for i in items if i]                 # free
    b = {k: v for k, v in a if k and v}         # +1
    return (c if c else 0 for c in b)           # +1


# expect asserted: cyclomatic 2, cognitive 1
def asserted(a, b):
    assert a and b      # +1


# expect with_local: cyclomatic 3, cognitive 3, nesting 1
def with_local(a):
    def local(b):       # belongs to the function around it, and nests
        if b:           # +2
            return 1
    if a:               # +1
        return local
    return 1


# expect with_lambda: cyclomatic 3, cognitive 4, nesting 0
def with_lambda(a):
    return sorted(a, key=lambda b: 1 if b else 0) if a else []   # +1, and +3 in the lambda in it


# expect in_text: cyclomatic 3, cognitive 2
def in_text(a, b):
    return f"{a or b}: {1 if a else 2:>{b}}"    # +1, +1


# expect decorator: cyclomatic 2, cognitive 1
def decorator(function):
    """A docstring does not disturb."""
    @wraps(function)
    def wrapper(*args):
        if args:        # +1: the inner function of a decorator does not nest
            return function(*args)
    return wrapper


# expect no_decorator: cyclomatic 2, cognitive 2
def no_decorator(function):
    name = function.__name__

    def wrapper(*args):
        if args:        # +2
            return name
    return wrapper


# expect factory: cyclomatic 2, cognitive 2
def factory(option):
    def decorator(function):
        def wrapper(*args):
            if option:  # +2: one level is exempt, the second is not
                return function(*args)
        return wrapper
    return decorator


# expect walrus: cyclomatic 3, cognitive 3, nesting 2
async def walrus(stream):
    async for part in stream:           # +1
        if (size := len(part)) > 1:     # +2
            await size


# expect guarded: cyclomatic 2, cognitive 1
def guarded(a):
    match a:            # +1
        case _ if a:    # the guard decides, the pattern does not
            return 1


# expect loop_head: cyclomatic 3, cognitive 4, nesting 1
def loop_head(a):
    while (lambda: 1 if a else 2)():    # +1; the lambda is in the loop: +3
        a -= 1
