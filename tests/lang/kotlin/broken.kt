// What does not parse costs the unit it stands in, and nothing else.
class Broken {
	// expect Broken.before: quality measured, cognitive 1
	fun before(a: Int): Int {
		return if (a > 1) 1 else 2
	}

	// expect Broken.wrong: quality broken
	fun wrong(a: Int): Int {
		val b = (a + )
		return b
	}

	// expect Broken.after: quality measured, cognitive 1
	fun after(a: Int) {
		while (a > 1) { a.next() }
	}
}
