// What is newer than the grammar, and what it stumbles over, is read all the same.

typealias Span<Bound> = Range<Bound> where Bound: Strideable, Bound.Stride: SignedInteger

protocol Source {
	associatedtype Item
	where
		Item.A == A,
		Item.B == B
	func declared()
}

// expect effects: quality measured, cyclomatic 7, cognitive 5, nesting 2
func effects(isolation: isolated (any Actor)? = #isolation) async throws -> sending Int {
	switch try await next() {                       // +1
	case .more:
		while let a = try await next() {        // +2
			use(a)
		}
	case .success():
		()
	case .done:
		()
	}
	if let b = try? await next() { return b }       // +1
	for c in try await all() { use(consume c) }     // +1
	return 0
}

// expect ranges: quality measured, cyclomatic 6, cognitive 2, nesting 1
func ranges(code: Int, a: Int) -> Int {
	switch code {                                   // +1
	case .min..<0:
		return 1
	case (a + 1)...9:
		return 2
	case .max where (a < 2) && (a > 0):             // +1; the guard decides
		return 3
	default:
		return code ; 
	}
}

// expect errors: quality measured, cyclomatic 5, cognitive 3, nesting 1
func errors() {
	do {
		try work()
	} catch Failure.one, Failure.two {              // +1
		let flags = 0
			| small
			| large
	} catch let e as Other where e.hard {           // +1; the guard decides
		let pattern = /^a(b+)$/
	}
	let a = b ? c : d                               // +1
}

// expect Holder.deinit: quality measured
// expect Holder.inner: quality measured, cyclomatic 2, cognitive 2
actor Holder {
	nonisolated(unsafe) var x = 1
	isolated deinit { unsafe close(x) }
	@_specialize(where T == Int)
	func inner<T>(_ a: T) {
		let b = a
		@Sendable func again() {
			if b { stop() }                 // +2
		}
	}
}
