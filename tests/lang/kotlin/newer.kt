// What is newer than the grammar, and what it stumbles over, is read all the same.

// expect guards: cyclomatic 8, cognitive 2, nesting 1, quality measured
fun guards(a: Any) = when (a) {                         // +1
	is Int if a > 3 -> 1                            // an arm and its guard decide
	is String if a.isEmpty() && a.done -> 2         // +1
	Soft.ONE, Soft.TWO -> 3
	else if a.late -> 4                             // the guard alone decides
	else -> 5
}

// expect dollars: lines 14-16, cyclomatic 2, quality measured
context(log: Log, b: B)
fun dollars(a: String): String {
	return if (a.startsWith($$"${")) $$"""$a""" else """a "quoted""""
}

// expect Newer.of: quality measured, lines 23-25
class Newer<T>
actual constructor(
	suspend: Boolean,
) : Base() {
	fun of(block: context(A) () -> Unit = {}, other: suspend ((A) -> B?)) {
		if (suspend) block()
	}

	// expect Newer.size: kind setter, cyclomatic 2, cognitive 1
	var size: Int = 1
		@Internal set(value) {
			if (value > 1) field = value
		}
}

// expect called: quality measured, cyclomatic 4, cognitive 4, nesting 1
fun called(a: List<String>, suspend: (Int) -> Boolean) {
	var dynamic = 0
	val lambda = suspend { 42 }
	get("/path") {
		if (suspend(1)) stop()          // +2: in a lambda
	}
	val plus = a.map(String?::plus)
	set("key", dynamic)
	@Suppress("UNUSED") // a comment
	dynamic = if (a) 1 else 2               // +1
	out.println(dynamic)
	for (b in a) out.println(b)             // +1
}
