// Text that may have held a function and did not parse is shown.

// expect before: quality measured
fun before() = 1

// expect <unparsed>: kind unparsed, quality broken
fun choose(value: Any?): Int = when (value) {
	is Int unless value > 3 -> 5
	else -> 6
}
