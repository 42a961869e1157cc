// What each construct of Kotlin adds.  The answers follow from Campbell's white
// paper 1.7 and McCabe 1976, counted by hand beside the code.

// expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
fun plain(): Int {
	return 1
}

// expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1
fun branches(a: Int): Int {
	if (a > 1) {            // +1
		return 1
	} else if (a < -1) {    // +1
		return -1
	} else {                // +1
		return 0
	}
}

// expect conditional: cyclomatic 3, cognitive 3, nesting 0
fun conditional(a: Int, b: Boolean) =
	if (a > 1) (if (b) 1 else 2) else 3     // +1, +2: without braces a conditional expression

// expect chain: cyclomatic 4, cognitive 3, nesting 1
fun chain(a: Int) =
	if (a > 1) 1            // +1: an if, as more follow
	else if (a > 2) 2       // +1
	else if (a > 3) 3       // +1
	else 4                  // free, as it has no braces

// expect oneBrace: cyclomatic 3, cognitive 3, nesting 1
fun oneBrace(a: Int, b: Boolean) =
	if (a > 1) {            // +1: an if, as it has braces
		if (b) 1 else 2 // +2
	} else 3                // free, as it has no braces

// expect unbraced: cyclomatic 3, cognitive 2, nesting 1
fun unbraced(a: Int) {
	if (a > 1) return       // +1
	if (a > 2)              // +1: a conditional expression, though nobody takes its value
		a.next()
	else
		a.back()
}

// expect elseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
fun elseHoldingIf(a: Boolean, b: Boolean): Int {
	if (a) {                // +1
		return 1
	} else {                // +1
		if (b) {        // +2: nested, it is no else if
			return 2
		}
	}
	return 0
}

// expect loops: cyclomatic 5, cognitive 7, nesting 3
fun loops(all: List<Pair<Int, Int>>) {
	for ((a, b) in all) {           // +1
		while (a > b) {         // +2
			do {            // +3
				a.next()
			} while (b > 1)
		}
	}
	for (a in all) a.first.next()   // +1
}

// expect attempt: cyclomatic 7, cognitive 8, nesting 2
fun attempt(path: String) {
	val file = try {                        // free
		open(path)
	} catch (e: IOException) {              // +1
		if (e.hard) {                   // +2
			throw e
		}
		null
	} catch (e: Exception) {                // +1
		if (e.hard) null else path      // +2
	} finally {                             // free
		done = path == "" || done && path == null // +2
	}
}

// expect choose: cyclomatic 6, cognitive 4, nesting 2
fun choose(a: Any, b: Boolean): Int {
	when (a) {                      // +1
		1, 2 -> return 1        // one arm
		in 3..4 -> return 2
		is String -> if (b) return 3 // +2
		else -> { }
	}
	return when {                   // +1
		b -> 1
		else -> 2
	}
}

// expect sequences: cyclomatic 11, cognitive 7, nesting 1, params 4
fun sequences(a: Boolean, b: Boolean, c: Boolean, d: Boolean): Boolean {
	val x = a && b && c             // +1
	val y = a && (b || c) || d      // +2: && then ||, parentheses are transparent
	val z = !a && !b && !c.not()    // +1: a negated operand is no negation of the rest
	if (a && !(b && c)) {           // +1 if, +1 and +1: the negation begins anew
		return x
	}
	return y or z xor a             // free: these are calls
}

// expect free: cyclomatic 1, cognitive 0
fun free(a: Free?): Int {
	val b = a?.run()?.stop() ?: return 0
	return b!!.size
}

// expect jumps: cyclomatic 5, cognitive 11, nesting 3
fun jumps(a: Int) {
	outer@ for (i in 1..2) {                // +1
		while (true) {                  // +2
			if (a > 1) continue@outer // +3, +1: with a label
			if (a > 2) break@outer  // +3, +1
			break                   // free
		}
	}
}

// expect nested: cyclomatic 5, cognitive 7, nesting 1
fun nested(a: Int) {
	if (a > 0) {                            // +1
		run {                           // nests
			if (a > 1) {            // +3: in the if and in the lambda
				stop()
			}
			return@run              // free: it leaves a lambda
		}
	}
	val f = fun(b: Int): Boolean { return b > 1 && a > 1 } // +1
	fun local(b: Int) = if (b > 1) 1 else 2 // +2: nests, and belongs here
}

// expect condition: cyclomatic 3, cognitive 2, nesting 1
fun condition(a: Int): Int {
	if (if (a > 0) a > 1 else a < 1) {      // +1 if, +1: beside it, not in it
		return 1
	}
	return 0
}

// expect withObject: cyclomatic 2, cognitive 1
fun withObject(a: Int): Runnable? {
	if (a > 0) {                            // +1
		return object : Runnable {
			// expect withObject.<anonymous>.run: kind method, cyclomatic 2, cognitive 1
			override fun run() {
				if (a > 1) {    // +1: a method is a unit of its own
					stop()
				}
			}
		}
	}
	return null
}

// expect text: cyclomatic 4, cognitive 3
fun text(a: Boolean, b: Boolean) =
	"${a && b} and ${if (a) 1 else 2} $b" + """  // +1, +1
		${a || b} if (a && b)
	""" // +1

// Loops where the grammar expects a value.

// expect loopInIf: cyclomatic 9, cognitive 13, nesting 3
fun loopInIf(all: List<Pair<Int, Int>>) {
	if (all.size > 1)                       // +1
		for (a in all) {                // +2
			if (a.first > 1) break  // +3
		}
	if (done) while (all.next()) stop()     // +1, +2
	@Suppress("UNUSED")
	while (all.more()) {}                   // +1
	for (a in all) if (a.first > 0) next()  // +1, +2
}

// expect loopInElse: cyclomatic 7, cognitive 9, nesting 2
fun loopInElse(all: List<Pair<Int, Int>>, a: Boolean) {
	if (a) {                                // +1
		stop()
	} else for ((b, c) in all) next(b + c)  // free, as it has no braces; +2
	if (a) stop() else while (next()) {}    // +1: a conditional expression; +2
	if (a) outer@ for (b: Pair<Int, Int> in all) break // +1, +2
}
