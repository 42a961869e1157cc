// What each construct of Swift adds.  The answers follow from Campbell's white
// paper 1.7 and McCabe 1976, counted by hand beside the code.

// expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
func plain() -> Int {
	return 1
}

// expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
func branches(a: Int) -> Int {
	if a > 1 {              // +1
		return 1
	} else if a < -1 {      // +1
		return -1
	} else {                // +1
		return 0
	}
}

// expect elseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
func elseHoldingIf(a: Bool, b: Bool) -> Int {
	if a {                  // +1
		return 1
	}
	else                    // +1
	{
		if b {          // +2: nested, it is no else if
			return 2
		}
	}
	return 0
}

// expect bindings: cyclomatic 5, cognitive 4, nesting 1
func bindings(a: Int?, b: Any) {
	if let a = a, let c = b as? Int, c > 1 {        // +1: commas are free
		stop(a)
	}
	guard case .some(let d) = a, d > 1 || d < -1 else {   // +1, +1 the operator
		return
	}
	if #available(iOS 13, *) { stop(d) }            // +1
}

// expect loops: cyclomatic 5, cognitive 6, nesting 3
func loops(all: [[Int]]) {
	for each in all where each.count > 1 {          // +1; the condition decides, too
		while let a = each.next() {             // +2
			repeat {                        // +3
				a.next()
			} while a > 1
		}
	}
}

// expect attempt: cyclomatic 6, cognitive 6, nesting 2
func attempt(path: String) throws {
	do {                                            // free
		try open(path)
		let file = try? open(path)              // free
	} catch let error as Hard where error.hard {    // +1; the condition decides, too
		if error.deep {                         // +2
			throw error
		}
	} catch {                                       // +1
		let c = done ? 1 : 2                    // +2
	}
	defer { stop() }
}

// expect choose: cyclomatic 11, cognitive 6, nesting 2
func choose(a: Thing, b: Bool) -> Int {
	switch a {                      // +1
	case .one, .two:                // one arm
		return 1
	case .three(let c) where c > 1: // a guard
		fallthrough             // free
	case let .four(c):
		if b { return c }       // +2
	case _ where b:                 // not the rest, only some
		return 4
	case _:
		break                   // free
	}
	switch a {                      // +1
	case .one: return 1
	@unknown default: return 2
	}
	return b || a == .one ? 1 : 0   // +1, +1
}

// expect sequences: cyclomatic 11, cognitive 7, nesting 1, params 4
func sequences(a: Bool, b: Bool, c: Bool, d: Bool) -> Bool {
	let x = a && b && c             // +1
	let y = a && (b || c) || d      // +2: && then ||, parentheses are transparent
	let z = !a && !b && !c          // +1
	if a && !(b && c) {             // +1 if, +1 and +1: the negation begins anew
		return x
	}
	return y
}

// expect free: cyclomatic 1, cognitive 0
func free(a: Thing?) -> Int {
	let b = a?.run()?.stop() ?? 0
	return a!.size & b | b ^ 1
}

// expect ternary: cyclomatic 3, cognitive 3, nesting 0
func ternary(a: Int) -> Int {
	a > 0 ? (a > 1 ? 2 : 1) : 0     // +1, +2
}

// expect jumps: cyclomatic 5, cognitive 11, nesting 3
func jumps(a: Int) {
	outer: for i in 1...2 {                 // +1
		while true {                    // +2
			if a > 1 { continue outer } // +3, +1: with a label
			if a > 2 {              // +3
				break outer     // +1
			}
			break                   // free
		}
	}
	return
}

// expect nested: cyclomatic 4, cognitive 6, nesting 1
func nested(a: Int) {
	if a > 0 {                              // +1
		run { b in                      // nests
			if a > 1 {              // +3: in the if and in the closure
				stop()
			}
		}
	}
	func local(b: Int) {                    // nests, and belongs here
		if b > 1 { stop() }             // +2
	}
}

// expect condition: cyclomatic 3, cognitive 2, nesting 1
func condition(a: Int) -> Int {
	if (a > 0 ? a > 1 : a < 1) {    // +1 if, +1 ?: beside it, not in it
		return 1
	}
	return 0
}

// expect value: cyclomatic 2, cognitive 2, nesting 1
func value(a: Bool) -> Int {
	let b = if a { 1 } else { 2 }   // +1, +1: with braces, an if
	return b
}

// expect text: cyclomatic 3, cognitive 2
func text(a: Bool, b: Bool) -> String {
	"""
	if \(a && b)
	""" + "\(a ? 1 : 2) && b" + #"a && \(b)"#       // +1, +1
}

// expect empty: quality measured, cognitive 1
func empty(done: (Result<Void, Error>) -> Void) {
	if true { done(.success(())) }  // +1
}
