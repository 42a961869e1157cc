// How real code of Kotlin puts its constructs together: the ones that stand apart
// are in flow.kt.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
package com.example

// expect choose: kind function, cyclomatic 6, cognitive 3, nesting 1
fun choose(value: Any?): Int = when (val v = value) {   // +1
	null -> 0
	is String, is Char -> if (v == "") 1 else 2     // +2: arms nest
	in 1..9 -> 3
	!in listOf(1, 2) -> 4
	else -> 5
}

// expect elvis: cyclomatic 3, cognitive 3, nesting 0
fun elvis(order: Order?): String {
	val line = order?.lines?.firstOrNull { it.open && it.total > 0 } ?: return ""   // +1
	val name = line.name ?: run {
		if (line.late) "late" else "open"       // +2: a lambda nests
	}
	return name.takeIf { it.isNotEmpty() } ?: throw IllegalStateException("none")
}

// expect labels: cyclomatic 6, cognitive 11, nesting 3
fun labels(rows: List<List<Int>>) {
	rows@ for (row in rows) {                       // +1
		for (cell in row) {                     // +2
			if (cell == 0) continue@rows    // +3, +1
		}
		row.forEach each@{ if (it > 1) return@each } // +3: in a lambda in the loop
	}
	while (true) break                              // +1
}

// expect scopes: cyclomatic 3, cognitive 7, nesting 1
fun scopes(a: Int?, b: Boolean) = a?.let { n ->
	if (n > 0) {                    // +2
		listOf(n).map { if (b) it else -it } // +4: in a lambda, in an if, in a lambda
	} else {                        // +1
		null
	}
}.also { println(it) }

// expect build: cyclomatic 3, cognitive 3, nesting 1
fun build(block: Builder.() -> Unit): Result<Int> =
	try {                                           // free
		Builder().apply(block).build()
	} catch (e: IllegalStateException) {            // +1
		if (e.message == null) throw e else Result.failure(e) // +2
	}

// expect loops: cyclomatic 7, cognitive 8, nesting 2
suspend fun loops(n: Int) {
	for (i in 0 until n step 2) println(i)          // +1
	for ((index, value) in listOf(1).withIndex()) { // +1
		if (index > 0 && value > 0) break       // +2, +1
	}
	do { val x = next() } while (x != null)         // +1
	repeat(3) { if (n > it) delay(1) }              // +2
}

class Idioms(private val size: Int = if (LIMIT > 1) 2 else 3) {
	// expect Idioms.init: kind initializer, cyclomatic 2, cognitive 1
	init {
		require(size > 0) { "size $size" }
		for (i in 0..size) add(i)       // +1
	}

	// expect Idioms.total: kind getter, cyclomatic 3, cognitive 2
	val total: Int
		get() {
			if (size < 0 || closed) return 0        // +1, +1
			return size
		}

	// expect Idioms.isOpen: kind getter, cyclomatic 2, cognitive 1
	val isOpen get() = !closed && size > 0          // +1

	// expect Idioms.state: kind setter, params 1, cyclomatic 2, cognitive 1
	var state: State = State.NEW
		set(value) {
			if (field != value) field = value       // +1
		}

	// expect Idioms.handler: kind lambda, params 1, cyclomatic 2, cognitive 1
	val handler: (Int) -> Boolean = { n -> n > 0 && n < size }      // +1

	val lazily by lazy { if (size > 1) 1 else 2 }   // of no function

	// expect Idioms.compareTo: kind method, params 1, cyclomatic 2, cognitive 1
	operator fun compareTo(other: Idioms): Int = if (size > other.size) 1 else -1   // +1

	// expect Idioms.close: kind method, cyclomatic 2, cognitive 1
	override fun close() = synchronized(this) {
		closed = closed || size == 0            // +1
	}

	// expect Idioms.constructor: kind constructor, params 2, cyclomatic 2, cognitive 1
	constructor(a: String, b: Int) : this(if (a == "") b else a.length) {    // +1
		println(a)
	}

	companion object {
		private const val LIMIT = 3

		// expect Idioms.Companion.of: kind method, params 1, cyclomatic 2, cognitive 1
		@JvmStatic
		inline fun <reified T : Any> of(value: T?): Idioms = Idioms(if (value is Int) value else 0)    // +1

		// expect Idioms.Companion.init: kind initializer, cyclomatic 2, cognitive 1
		init { if (LIMIT > 1) load() }          // +1
	}
}

// expect Shape.Circle.area: kind method
sealed interface Shape {
	data class Circle(val r: Double) : Shape { fun area() = r * r }
	object None : Shape
}

// expect area: kind getter, cyclomatic 3, cognitive 1, nesting 1
val Shape.area: Double
	get() = when (this) {                           // +1
		is Shape.Circle -> r
		Shape.None -> 0.0
	}

// expect Op.PLUS.apply: kind method, cyclomatic 1
// expect Op.apply: kind method
enum class Op(val sign: Char) {
	PLUS('+') { override fun apply(a: Int, b: Int) = a + b };

	abstract fun apply(a: Int, b: Int): Int
	fun apply(a: Int) = apply(a, a)
}

// expect infixed: kind function, params 1, cyclomatic 2, cognitive 1
infix fun Int.infixed(other: Int) = this > other && other > 0   // +1

// expect ifs: cyclomatic 7, cognitive 8, nesting 1
fun ifs(a: Int, b: Int): Int {
	val x = if (a > 0) {                            // +1
		b
	} else if (a < 0 && b > 0) {                    // +1, +1
		if (b > 1) a else b                     // +2
	} else {                                        // +1
		0
	}
	return if (x > 0) x else if (b > 0) b else a    // +1, +1
}
