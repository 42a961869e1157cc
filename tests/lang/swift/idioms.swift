// How real code of Swift puts its constructs together: the ones that stand apart
// are in flow.swift.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
import Foundation
// expect import: module Foundation name * wildcard

// expect fetch: kind function, params 2, cyclomatic 8, cognitive 6, nesting 2
func fetch(_ url: URL, retries: Int = 3) async throws -> Data {
	guard retries > 0, let host = url.host, !host.isEmpty || retries > 1 else { throw Failure.none }  // +1, +1
	do {
		let (data, response) = try await session.data(from: url)
		guard let http = response as? HTTPURLResponse, 200..<300 ~= http.statusCode else {      // +1
			throw Failure.status
		}
		return data
	} catch let error as URLError where error.code == .timedOut {   // +1; the condition decides, too
		return try await fetch(url, retries: retries - 1)
	} catch is CancellationError, Failure.none {                    // +1
		throw Failure.cancelled
	} catch {                                                       // +1
		throw error
	}
}

// expect chain: cyclomatic 5, cognitive 7, nesting 1
func chain(_ items: [Item]) -> [String] {
	items
		.filter { $0.isOpen && !$0.isEmpty }            // +1
		.compactMap { item -> String? in
			guard let name = item.name else { return nil }  // +2
			return name.isEmpty ? nil : name        // +2
		}
		.sorted { a, b in a.count == b.count ? a < b : a.count < b.count }      // +2
}

// expect bindings: cyclomatic 9, cognitive 11, nesting 2
func bindings(value: Any?, other: Int?) -> Int {
	if let value, let number = value as? Int, number > 0 {          // +1
		if case 1...9 = number { return number }                // +2
		else if case .some(let x) = other, x > 1 { return x }   // +1
		else { return 0 }                                       // +1
	}
	if case let .some(y)? = other as Int??, y != 2 || y == 5 { return y } // +1, +1
	while case let .some(z) = next() { if z > 0 { return z } }      // +1, +2
	for case let item? in [other] { print(item) }                   // +1
	return other.map { $0 + 1 } ?? 0
}

// expect choose: cyclomatic 9, cognitive 6, nesting 2
func choose(_ shape: Shape, flag: Bool) -> Double {
	switch (shape, flag) {                                          // +1
	case (.circle(let r), true) where r > 0 && r < 9:               // +1; the guard decides, too
		return r
	case let (.square(side), _), let (.rect(side, _), _):
		if side > 1 { return side }                             // +2
		fallthrough
	case (.none, _), (_, false):
		return 0
	default:
		break
	}
	let text = switch shape { case .none: "none"; default: "some" } // +1
	#if DEBUG
	if flag { print(text) }                                         // +1
	#endif
	return 1
}

// expect later: cyclomatic 5, cognitive 6, nesting 1
func later(on queue: DispatchQueue, done: @escaping (Result<Int, Error>) -> Void) {
	queue.async { [weak self] in
		guard let self = self else { return }                   // +2
		self.load { result in
			switch result {                                 // +3
			case .success(let n): done(.success(n))
			case .failure(let error): done(.failure(error))
			}
		}
		defer { self.stop() }
	}
	assert(queue != nil && done != nil)                             // +1
}

final class Idioms<T>: Base where T: Equatable {
	private let lazily: Int = { limit > 1 ? 1 : 2 }()       // of no function

	// expect Idioms.name: kind getter, cyclomatic 2, cognitive 1
	var name: String { first.isEmpty ? last : first }               // +1

	// expect Idioms.title: kind getter, cyclomatic 2, cognitive 1
	@MainActor override var title: String? {
		guard let first = parts.first else { return nil }       // +1
		return first
	}

	// expect Idioms.count: kind setter, cyclomatic 2, cognitive 1
	@Published private(set) var count: Int = 0 {
		didSet {
			if count != oldValue { update() }               // +1
		}
	}

	// expect Idioms.body: kind getter, cyclomatic 2, cognitive 3, nesting 1
	var body: some View {
		VStack {                                                // a closure
			if count > 0 { Text(name) } else { Text("none") } // +2, +1
		}
		.onAppear { load() }
	}

	// expect Idioms.cached: kind getter, cyclomatic 1
	lazy private(set) var table: [Int] = { [1, 2] }()
	var cached: Int { get { 1 } }

	// expect Idioms.init: kind constructor, params 1, cyclomatic 3, cognitive 2
	init?(raw: String) {
		guard !raw.isEmpty, raw.count < 9 || raw == "x" else { return nil }     // +1, +1
		super.init()
	}

	// expect Idioms.subscript: kind getter, cyclomatic 2, cognitive 1
	subscript(safe index: Int) -> T? { indices.contains(index) ? items[index] : nil }       // +1

	// expect Idioms.<: kind method, params 2, cyclomatic 2, cognitive 1
	static func < (lhs: Idioms, rhs: Idioms) -> Bool { lhs.count < rhs.count && lhs !== rhs } // +1

	// expect Idioms.act: kind method, params 1
	@objc private dynamic func act(_ sender: Any?) { }
}

// expect Array.chunked: kind method, params 1, cyclomatic 2, cognitive 1
extension Array where Element: Hashable {
	func chunked(into size: Int) -> [[Element]] {
		stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) } + (size > 1 ? [] : [[]])     // +1
	}
}

// expect Direction.opposite: kind getter, cyclomatic 3, cognitive 1, nesting 1
// expect Direction.init: kind constructor, params 1
enum Direction: String, CaseIterable {
	case up, down
	var opposite: Direction {
		switch self {                                           // +1
		case .up: return .down
		case .down: return .up
		}
	}
	init(_ raw: Int) { self = raw > 0 ? .up : .down }
}

// expect labelled: cyclomatic 5, cognitive 6, nesting 2
func labelled(_ grid: [[Int]]) {
	rows: for row in grid {                                         // +1
		for cell in row where cell > 0 {                        // +2; the condition decides
			continue rows                                   // +1
		}
		repeat { next() } while row.isEmpty                     // +2
	}
}
