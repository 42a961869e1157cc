// What each construct of Java adds.  The answers follow from Campbell's white
// paper 1.7 and McCabe 1976, counted by hand beside the code.
class Flow {
	// expect Flow.plain: kind method, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
	int plain() {
		return 1;
	}

	// expect Flow.branches: cyclomatic 3, cognitive 3, nesting 1, params 1
	int branches(int a) {
		if (a > 1) {            // +1
			return 1;
		} else if (a < -1) {    // +1
			return -1;
		} else {                // +1
			return 0;
		}
	}

	// expect Flow.unbraced: cyclomatic 4, cognitive 5, nesting 2
	int unbraced(int a) {
		if (a > 1)              // +1
			return 1;
		else if (a < -1)        // +1
			while (a < 0)   // +2
				a++;
		else                    // +1
			return 0;
		return 2;
	}

	// expect Flow.elseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
	int elseHoldingIf(boolean a, boolean b) {
		if (a) {                // +1
			return 1;
		} else {                // +1
			if (b) {        // +2: nested, it is no else if
				return 2;
			}
		}
		return 0;
	}

	// expect Flow.loops: cyclomatic 5, cognitive 10, nesting 4
	void loops(int[][] all) {
		for (int i = 0; i < 3; i++)             // +1
			for (int[] each : all)          // +2
				while (each.length > i) // +3
					do {            // +4
						i++;
					} while (i < 2);
	}

	// expect Flow.attempt: cyclomatic 6, cognitive 7, nesting 3
	void attempt(Path path) {
		try (var in = open(path); other) {              // free
			in.read();
		} catch (IOException | RuntimeException e) {    // +1
			if (e == null)                          // +2
				throw e;
		} catch (Exception e) {                         // +1
			synchronized (this) {                   // free, adds depth only
				if (e == null)                  // +2
					throw e;
			}
		} finally {
			boolean ok = path == null || done;      // +1
		}
	}

	// expect Flow.choose: cyclomatic 4, cognitive 1, nesting 1
	int choose(int a) {
		switch (a) {    // +1
		case 1:
		case 2:
			return 1;
		case 3:
			return 2;
		default:
			return 0;
		}
	}

	// expect Flow.arrows: cyclomatic 6, cognitive 4, nesting 1
	int arrows(Object a, boolean b) {
		return switch (a) {     // +1
			case Integer i when i > 1 && b -> i;    // +1 the operator; the guard decides, too
			case String s -> {
				yield b ? 1 : 2;                // +2
			}
			default -> 0;
		};
	}

	// expect Flow.sequences: cyclomatic 9, cognitive 6, nesting 1, params 4
	boolean sequences(boolean a, boolean b, boolean c, boolean d) {
		boolean x = a && b && c;        // +1
		boolean y = a && (b || c) || d; // +2: && then ||, parentheses are transparent
		if (a && !(b && c))             // +1 if, +1 and +1: the negation begins anew
			return x;
		return y;
	}

	// expect Flow.ternary: cyclomatic 3, cognitive 3, nesting 0
	int ternary(int a) {
		return a > 0 ? (a > 1 ? 2 : 1) : 0;     // +1, +2
	}

	// expect Flow.jumps: cyclomatic 4, cognitive 7, nesting 2
	void jumps(int a) {
		outer:
		for (;;) {                      // +1
			if (a > 1)              // +2
				continue outer; // +1: with a label
			if (a > 2)              // +2
				break outer;    // +1
			break;                  // free
		}
	}

	// expect Flow.condition: cyclomatic 3, cognitive 2, nesting 1
	int condition(int a) {
		if (a > 0 ? a > 1 : a < 1)      // +1 if, +1 ?: beside it, not in it
			return 1;
		return 0;
	}

	// expect Flow.withLambda: cyclomatic 3, cognitive 4, nesting 1
	Runnable withLambda(int a) {
		if (a > 0)                      // +1
			return () -> {          // nests
				if (a > 1)      // +3: in the if and in the lambda
					run();
			};
		return null;
	}

	// expect Flow.withAnonymous: cyclomatic 2, cognitive 1
	Runnable withAnonymous(int a) {
		if (a > 0)                      // +1
			return new Runnable() {
				// expect Flow.withAnonymous.<anonymous>.run: kind method, cyclomatic 2, cognitive 1
				@Override
				public void run() {
					if (a > 1)      // +1: a method is a unit of its own
						stop();
				}
			};
		return null;
	}

	// expect Flow.bits: cyclomatic 1, cognitive 0
	int bits(int a, int b) {
		return a & b | a ^ b;
	}
}
