// What does not parse costs the unit it stands in, and nothing else.
class Broken {
	// expect Broken.before: quality measured, cognitive 1
	func before(a: Int) -> Int {
		return a > 1 ? 1 : 2
	}

	// expect Broken.wrong: quality broken
	func wrong(a: Int) -> Int {
		let b = (a + )
		return b
	}

	// expect Broken.after: quality measured, cognitive 1
	func after(a: Int) {
		while a > 1 { stop() }
	}
}
