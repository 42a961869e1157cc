// Words that are keywords in some places are names in others.
class Soft {
	private var set = 0
	private var open = 0

	// expect Soft.assign: quality measured, cognitive 1
	fun assign(in1: Soft) {
		set = 1
		open = 2
		if (set > 1) return
		in1.close()
		set += 1
	}

	// expect Soft.set: quality measured, params 1
	operator fun set(value: Int): Soft {
		set = set or value
		return this
	}

	// expect Soft.run: quality measured
	fun run() = also { open(1) }

	// expect Soft.size: kind getter
	// expect Soft.size: kind setter
	var size: Int
		get() = 1
		set(value) {
			set = value
		}
}
