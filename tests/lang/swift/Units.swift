import UIKit
// expect import: module UIKit name * wildcard

let limit = 3
let twice = { (a: Int, b: Int) -> Int in a > b ? 1 : 2 }
// expect twice: kind lambda, params 2, cognitive 1
let short: (Int) -> Int = { $0 }
// expect short: kind lambda, params 0
let made: Int = { if limit > 2 { return 1 }; return 2 }()
// expect half: kind getter, lines 11-11
var half: Int { limit / 2 }

// expect add: kind function, params 4, lines 17-20, sloc 4
@discardableResult
@available(*, deprecated,
	message: "none")
public func add<T>(_ a: inout T, to b: [T] = [], with c: T..., then d: @escaping () -> Void)
	async throws -> [T] where T: Equatable {
	return []
}

// expect outer: kind function, sloc 6
func outer() {
	func inner(a: Int) -> Int { a }
	class Local {
		// expect outer.Local.get: kind method
		func get() -> Int { 1 }
	}
}

/// Which functions are units, and what they are called.
open class Units<T: P>: Base, Runnable where T: Q {
	private let plain: Int = 1
	@Wrapped var other: String = "x"
	weak var delegate: Delegate?

	// expect Units.size: kind getter, cognitive 1, lines 40-42
	// expect Units.size: kind setter, params 1, cognitive 1, lines 43-45
	public private(set) var size: Int {
		get {
			return done ? 1 : 2
		}
		set(value) {
			if value > 1 { plain = value }
		}
	}

	// expect Units.area: kind getter, cognitive 1
	lazy var area: Int = { 1 }()
	static var area: Int { done ? 1 : 2 }

	// expect Units.watched: kind setter
	// expect Units.watched: kind setter, params 1, cognitive 1
	var watched: Int = 0 {
		willSet { stop() }
		didSet(old) { if old > 1 { stop() } }
	}

	// expect Units.act: kind lambda
	var act: () -> Void = { stop() }

	// expect Units.init: kind constructor, params 2, lines 65-68
	// expect Units.init: kind constructor, params 0
	@objc(initWithA:)
	required public init?(a: Int, _ b: String) {
		self.a = a
		super.init()
	}
	convenience init() { self.init(a: 1, "") }

	// expect Units.deinit: kind destructor
	deinit { stop() }

	// expect Units.subscript: kind getter, cognitive 1
	// expect Units.subscript: kind setter
	subscript(i: Int) -> Int {
		get { i > 1 ? i : 1 }
		set { }
	}
	// expect Units.subscript: kind getter
	subscript(key: String) -> Int { return 1 }

	// expect Units.==: kind method, params 2
	static func == (a: Units, b: Units) -> Bool { true }

	// expect Units.method: kind method, params 0
	override class func method() { }

	// expect Units.Inner.Deep.of: kind method
	struct Inner {
		actor Deep { static func of() -> Deep { Deep() } }
	}
}

// expect Units.more: kind method
// expect Units.Inner.most: kind method
extension Units: Other {
	func more() { }
}
extension Units.Inner { mutating func most() { } }

// expect Shape.name: kind method
protocol Shape {
	associatedtype Point
	var area: Int { get set }
	init(a: Int)
	func far(a: Int) -> Int
}
extension Shape { func name() -> String { "shape" } }

// expect Color.mix: kind method
indirect enum Color: Int {
	case red = 1, green
	case both(a: Color, Color)
	func mix() -> Int { 1 }
}

typealias Points = [Point]
