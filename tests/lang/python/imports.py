from __future__ import annotations
# expect import: module __future__ name annotations
import a
# expect import: module a
import a.b.c as d, e
# expect import: module a.b.c as d
# expect import: module e
from x.y import p as q, r
# expect import: module x.y name p as q
# expect import: module x.y name r
from x import (
    s,  # a comment
    t as u,
)
# expect import: module x name s
# expect import: module x name t as u
from . import z
# expect import: module . name z
from ..w import v
# expect import: module ..w name v
from ... import k
# expect import: module ... name k
from m import *
# expect import: module m name * wildcard


# expect late: kind function
def late():
    import json as j; from . import n
    # expect import: module json as j
    # expect import: module . name n
    return j
