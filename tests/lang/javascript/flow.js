/* What each construct of JavaScript adds.  The answers follow from Campbell's
 * white paper 1.7 and McCabe 1976, counted by hand beside the code. */

// expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
function plain() {
  return 1;
}

// expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
function branches(a) {
  if (a > 1) {          // +1
    return 1;
  } else if (a < -1) {  // +1
    return -1;
  } else {              // +1
    return 0;
  }
}

// expect elseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
function elseHoldingIf(a) {
  if (a) {         // +1
    return 1;
  } else {         // +1
    if (a > 2) {   // +2: nested, it is no else if
      return 2;
    }
  }
  return 0;
}

// expect unbraced: cyclomatic 4, cognitive 6, nesting 2
function unbraced(a, b) {
  if (a)                  // +1
    while (b) b--;        // +2
  else                    // +1
    for (;;) break;       // +2
}

// expect loops: cyclomatic 5, cognitive 10, nesting 4
function loops(a) {
  for (const x of a) {          // +1
    for (const y in x) {        // +2
      do {                      // +3
        while (y) { x.pop(); }  // +4
      } while (x);
    }
  }
}

// expect awaited: cyclomatic 2, cognitive 1, nesting 1
async function awaited(a) {
  for await (const x of a) { await x; } // +1
}

// expect choose: cyclomatic 4, cognitive 1, nesting 1
function choose(a) {
  switch (a) {  // +1
  case 1:
  case 2:
    return 1;
  case 3: {
    return 2;
  }
  default:
    return 0;
  }
}

// expect attempt: cyclomatic 4, cognitive 4, nesting 2
function attempt(a) {
  try {
    if (a) a();        // +1: try adds no cognitive complexity
  } catch (error) {    // +1
    if (error) a = 1;  // +2
  } finally {
    a = 2;
  }
}

// expect uncaught: cyclomatic 1, cognitive 0, nesting 1
function uncaught(a) {
  try { a(); } finally { a = 1; }
}

// expect within: cyclomatic 2, cognitive 1, nesting 2
function within(a) {
  with (a) {
    if (b) c(); // +1
  }
}

// expect labelled: cyclomatic 4, cognitive 8, nesting 3
function labelled(a) {
  outer:
  for (const x of a) {             // +1
    for (const y of x) {           // +2
      if (y) continue outer;       // +3, +1
      break outer;                 // +1
    }
    break;                         // plain: free
  }
}

// expect conditional: cyclomatic 3, cognitive 3, nesting 0
function conditional(a, b) {
  return a ? (b ? 1 : 2) : 3; // +1, +2
}

// expect sequences: cyclomatic 9, cognitive 6, nesting 1, params 4
function sequences(a, b, c, d) {
  const x = a && b && c;          // +1
  const y = a && (b || c) || d;   // +2: && then ||, parentheses are transparent
  if (a && !(b && c)) return x;   // +1 if, +1 and +1: the negation begins anew
  return y;
}

// expect fallback: cyclomatic 6, cognitive 2
function fallback(a, b) {
  const x = a || b || {};  // free: one value or another
  let y;
  y = (a || b);            // free, parentheses are transparent
  b = a && x || y;         // +1, +1: two kinds are no fallback
  return y;
}

// expect mixed: cyclomatic 3, cognitive 2
function mixed(a, b) {
  a = a && b || 1; // +1, +1
  return a;
}

// expect free: cyclomatic 1, cognitive 0
function free(a, b) {
  a ??= b;
  a ||= b;
  return a?.b?.() ?? b;
}

// expect counted: cyclomatic 3, cognitive 2
function counted(a, b) {
  if (a || b) return 1; // +1, +1
  return 0;
}

// expect outer: cyclomatic 2, cognitive 1, nesting 1
// expect outer.inner: kind function, cyclomatic 2, cognitive 1, nesting 1
// expect outer.<anonymous>: kind lambda, cyclomatic 2, cognitive 1
function outer(a) {
  if (a) {                              // +1
    a.map((x) => (x ? 1 : 2));          // apart: +1 of its own
  }
  function inner(b) {
    if (b) return 1;                    // apart: +1 of its own
    return 0;
  }
  return inner;
}

// expect template: cyclomatic 3, cognitive 2
function template(a, b) {
  return `text ${a && b} and ${a ? 'x' : 'y'}`; // +1, +1
}

if (plain()) branches(1); // in no function: counts for none
