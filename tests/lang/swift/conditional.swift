// Lines of conditional compilation may cut through anything: then they are
// left out.  So are words that are newer than the grammar.
class Conditional {
	// expect Conditional.inFunction: quality measured, cognitive 3, cyclomatic 4, sloc 6
	func inFunction(a: Int) {
		#if DEBUG && os(macOS)
		if a > 1 { stop() }     // +1
		#elseif canImport(UIKit)
		if a > 2 { stop() }     // +1
		#else
		if a > 3 { stop() }     // +1
		#endif
		stop()
	}

	// expect Conditional.member: quality measured
	#if os(iOS)
	func member() { }
	#endif

	private nonisolated(unsafe) var value: Int

	// expect Conditional.typed: quality measured, params 1
	func typed(a: sending Thing) throws(Failure) -> Int {
		let b = consume a
		try check(b)
		return 1
	}
}
