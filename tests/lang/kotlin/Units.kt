@file:JvmName("Units")

package com.example.app

import java.io.File
// expect import: module java.io.File

const val LIMIT = 3
private val order = { a: Int, b: Int -> if (a > b) 1 else 0 }
// expect order: kind lambda, params 2, cognitive 1
val twice = fun(a: Int): Int { return a * 2 }
// expect twice: kind lambda, params 1
val String.half: Int
	get() = length / 2
// expect half: kind getter
val made by lazy { if (LIMIT > 2) 1 else 2 }

// expect add: kind function, params 2, lines 22-25, sloc 4
@Throws(IOException::class)
@Suppress(
	"all")
internal fun <T : Any> String.add(a: T, vararg b: (Int) -> Int): List<T>
	where T : Comparable<T> {
	return listOf(a)
}

// expect local: kind function, sloc 6
fun local() {
	fun inner(a: Int): Int = a
	class Local {
		// expect local.Local.get: kind method
		fun get() = 1
	}
}

/** Which functions are units, and what they are called. */
abstract class Units @Inject private constructor(
	private val a: Int,
	b: String = LIMIT,
) : Base(b), Runnable by runner {
	// expect Units.init: kind initializer, cognitive 1
	init {
		if (a > 1) stop()
	}

	// expect Units.constructor: kind constructor, params 1, lines 47-49
	constructor(file: File) : this(1) {
		stop()
	}

	constructor(both: Int) : this(both, "")

	// expect Units.size: kind getter, cognitive 1
	// expect Units.size: kind setter, params 1, cognitive 1
	var size: Int = 0
		get() = if (field > 1) field else 1
		private set(value) {
			if (value > 1) field = value
		}

	var plain: Int = 1
		private set

	// expect Units.method: kind method, params 3, sloc 5
	protected open suspend fun method(
		a: Int = 1, // a default
		@Ann b: List<Int>,
		c: () -> Unit = { },
	) = a

	abstract fun declared(a: Int): Int

	// expect Units.plus: kind method, params 1
	operator fun plus(other: Units) = this

	// expect Units.Companion.of: kind method
	companion object {
		@JvmStatic fun of() = 1
	}

	// expect Units.Inner.get: kind method
	inner class Inner {
		fun get() = 1
	}

	private val listener = object : Listener {
		// expect Units.<anonymous>.on: kind method
		override fun on() { }
	}
}

// expect Named.Of.of: kind method
class Named {
	companion object Of { fun of() = 1 }
}

// expect Color.mix: kind method
// expect Color.RED.mix: kind method
enum class Color(val code: Int) {
	RED(1) {
		override fun mix() = 1
	},
	BLUE(2);

	open fun mix() = 2
}

// expect Shape.name: kind method
fun interface Shape {
	fun area(): Int
	fun name() = "shape"
}

// expect Single.run: kind method
data object Single {
	fun run() { }
}

data class Point(val x: Int, val y: Int)

typealias Points = List<Point>

expect fun far(): Int
