// How real code of Java puts its constructs together: the ones that stand apart are
// in Flow.java.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
package example.idioms;

public final class Idioms<T extends Comparable<? super T>> implements AutoCloseable {
	private final Map<String, Integer> sizes = new HashMap<>() {{ put("a", LIMIT > 1 ? 1 : 2); }};
	// expect Idioms.<anonymous>.init: kind initializer, cyclomatic 2, cognitive 1

	// expect Idioms.describe: kind method, params 1, cyclomatic 9, cognitive 4, nesting 1
	static String describe(Object value) {
		return switch (value) {                                 // +1
			case null -> "null";
			case Integer i when i > 0 && i < 9 -> "few";    // +1; the guard decides, too
			case Point(int x, var y) -> x == y ? "same" : "point"; // +2
			case String s -> s;
			case Color c -> { yield c.name(); }
			default -> throw new IllegalArgumentException();
		};
	}

	// expect Idioms.streams: kind method, params 1, cyclomatic 5, cognitive 7, nesting 1
	Optional<T> streams(List<T> items) {
		return items.stream()
			.filter(i -> i != null && !seen.contains(i))    // +1
			.map(i -> {
				if (i.compareTo(min) < 0)               // +2
					return min;
				return items.size() > 1 ? i : max;      // +2
			})
			.sorted((a, b) -> {
				for (var c : items)                     // +2
					c.hashCode();
				return a.compareTo(b);
			})
			.reduce((a, b) -> b)
			.or(() -> Optional.empty());
	}

	// expect Idioms.labelled: kind method, params 1, cyclomatic 6, cognitive 12, nesting 3
	int labelled(int[][] rows) {
		rows:
		for (int[] row : rows) {                                // +1
			for (int i = 0, n = row.length; i < n; i++) {   // +2
				if (row[i] < 0) continue rows;          // +3, +1
				else if (row[i] == 0) break rows;       // +1, +1
				do i++; while (i < 3);                  // +3
			}
			synchronized (this) { count++; }
		}
		return count;
	}

	// expect Idioms.resources: kind method, params 1, cyclomatic 6, cognitive 7, nesting 3
	String resources(Path path) throws IOException {
		try (var in = Files.newBufferedReader(path); var out = open()) {
			String line;
			while ((line = in.readLine()) != null)          // +1
				if (line.isEmpty() || line.startsWith("#")) break; // +2, +1
			return line;
		} catch (UncheckedIOException | SecurityException e) {  // +1
			throw e.getCause() instanceof IOException io ? io : new IOException(e); // +2
		} finally {
			close();
		}
	}

	// expect Idioms.listener: kind method, params 0, cyclomatic 2, cognitive 1
	// expect Idioms.listener.<anonymous>.onEvent: kind method, params 1, cyclomatic 3, cognitive 4
	// expect Idioms.listener.Local.get: kind method, cyclomatic 2, cognitive 1
	Listener listener() {
		class Local { int get() { return count > 0 ? 1 : 2; } } // +1
		return count > 0 ? new Listener() {                     // +1
			@Override public void onEvent(final Event e) {
				if (e != null)                          // +1
					run(() -> { if (e.ok()) stop(); }); // +3
			}
		} : null;
	}

	// expect Idioms.old: kind method, params 2, cyclomatic 6, cognitive 3, nesting 2
	private static int old(int kind, boolean... flags) {
		int result = 0;
		switch (kind) {                                         // +1
			case 1: case 2:
				result = 1;
			case 3: {
				if (flags.length > 0) return 3;         // +2
				break;
			}
			case 4, 5: return 4;
			default: assert kind > 0 : "none";
		}
		return result;
	}

	// expect Idioms.close: kind method
	@Override public void close() { }

	// expect Idioms.Point.Point: kind constructor, params 0, cyclomatic 3, cognitive 2
	// expect Idioms.Point.of: kind method, params 1
	record Point(int x, int y) implements Comparable<Point> {
		Point { if (x < 0 || y < 0) throw new Error(); }        // +1, +1
		static Point of(int both) { return new Point(both, both); }
	}

	// expect Idioms.Op.PLUS.apply: kind method, params 2
	// expect Idioms.Op.Op: kind constructor, params 1
	enum Op implements IntBinaryOperator {
		PLUS("+") { public int apply(int a, int b) { return a + b; } };
		Op(String sign) { this.sign = sign; }
	}
}
