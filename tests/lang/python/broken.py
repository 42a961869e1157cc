# What does not parse costs the unit it stands in, and nothing else.


# expect before: quality measured, cognitive 1
def before(a):
    if a:
        return 1


# expect broken: quality broken
def broken(a):
    x = a ? 1 : 2
    return x


# expect after: quality measured, cognitive 1
def after(a):
    while a:
        a -= 1
