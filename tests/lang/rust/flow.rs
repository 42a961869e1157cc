//! What each construct of Rust adds.  The answers follow from Campbell's white
//! paper 1.7 and McCabe 1976, counted by hand beside the code.

// expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
fn plain() -> i32 {
    1
}

// expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
fn branches(a: i32) -> i32 {
    if a > 1 { // +1
        1
    } else if a < -1 { // +1
        -1
    } else { // +1
        0
    }
}

// expect else_holding_if: cyclomatic 3, cognitive 4, nesting 2
fn else_holding_if(a: i32) -> i32 {
    if a > 0 { // +1
        return 1;
    } else { // +1
        if a < -2 { // +2: nested, it is no else if
            return 2;
        }
    }
    0
}

// expect expression: cyclomatic 2, cognitive 2
fn expression(a: bool) -> i32 {
    let x = if a { 1 } else { 2 }; // +1, +1: an if, wherever it stands
    x
}

// expect loops: cyclomatic 4, cognitive 6, nesting 3
fn loops(a: Vec<i32>) {
    for x in a { // +1
        while x > 0 { // +2
            loop { // +3
                break;
            }
        }
    }
}

// expect patterns: cyclomatic 8, cognitive 7, nesting 1
fn patterns(a: Option<i32>, b: bool) -> i32 {
    if let Some(x) = a { // +1
        return x;
    }
    while let Some(y) = next() { // +1
        use_it(y);
    }
    let Some(z) = a else { // +1: the way out of a let is an if
        return 0;
    };
    if let Some(x) = a && b && x > 1 { // +1, +1: a chain is one sequence
        return 1;
    }
    z + if let Some(_) = a { 1 } else { 2 } // +1, +1
}

// expect choose: cyclomatic 7, cognitive 5, nesting 2
fn choose(a: i32, b: bool) -> i32 {
    match a { // +1
        1 | 2 => 1,
        3 if b && a > 1 => 2, // +1 for &&; the guard is a decision
        _ if b => {
            if b { 3 } else { 4 } // +2, +1
        }
        _ => 0,
    }
}

// expect jumps: cyclomatic 4, cognitive 8, nesting 3
fn jumps(a: &[i32]) {
    'outer: for _ in a { // +1
        loop { // +2
            if a.len() > 1 { // +3
                continue 'outer; // +1
            }
            break 'outer; // +1
        }
    }
}

// expect sequences: cyclomatic 9, cognitive 6, nesting 1, params 4
fn sequences(a: bool, b: bool, c: bool, d: bool) -> bool {
    let x = a && b && c; // +1
    let y = a && (b || c) || d; // +2: && then ||, parentheses are transparent
    if a && !(b && c) { // +1 if, +1 and +1: the negation begins anew
        return x;
    }
    y
}

// expect free: cyclomatic 1, cognitive 0
fn free(a: Result<i32, String>) -> Result<i32, String> {
    let b = a?;
    unsafe { call() };
    Ok(b)
}

// expect closures: cyclomatic 4, cognitive 6, nesting 1
fn closures(a: Vec<i32>) {
    let f = |x: i32| if x > 1 { 1 } else { 2 }; // +2: in a closure, +1
    fn local(a: bool) {
        if a { // +2: in a function
        }
    }
    a.iter().all(|x| *x > 0 && *x < 9); // +1
    local(f(1) > 0);
}

// expect in_macros: cyclomatic 1, cognitive 0
fn in_macros(a: bool, b: bool) {
    assert!(a && b, "what a macro makes of it is not known");
}

// What the grammar stumbles over.
// expect stumbled: cyclomatic 2, cognitive 1, quality measured
fn stumbled(raw: u8) -> bool {
    let kind = T![~];
    if offset_from(&raw) { // +1
        return kind;
    }
    false
}
