@Generated("by hand")
package
	com.example.app;

/** Which functions are units, what they are called, and what they declare. */
public abstract class Units<T extends Comparable<T>> extends Base<T> implements Runnable {
	private static final Comparator<String> ORDER = (a, b) -> a == null ? 1 : 0;
	// expect Units.ORDER: kind lambda, params 2, cognitive 1

	// expect Units.static: kind initializer, cognitive 1, lines 11-14
	static {
		if (ORDER == null)
			stop();
	}

	// expect Units.init: kind initializer, sloc 3
	{
		size = 1;
	}

	// expect Units.Units: kind constructor, params 2, lines 24-26, sloc 3
	@Inject
	@Named("units")
	public <U> Units(final int a, String... rest) throws IOException {
		super(a);
	}

	// expect Units.method: kind method, params 3, lines 32-37, sloc 4
	@Override
	@SuppressWarnings({
		"all" })
	protected static synchronized <U> List<U> method(int a[], @Nullable List<? extends U> b,
	                                                 Units<T>... c) {
		// a comment is no code

		return null;
	}

	abstract int declared(int a);
	native int far(int a);

	// expect Units.receiver: params 1
	int receiver(Units<T> this, int a) { return a; }

	// expect Units.Units: kind constructor, params 0
	Units() { }

	// expect Units.Inner.Inner: kind constructor
	// expect Units.Inner.Deep.of: kind method
	class Inner {
		Inner() { }
		static class Deep { static Deep of() { return null; } }
	}

	// expect Units.Color.Color: kind constructor, params 1
	// expect Units.Color.RED.mix: kind method
	// expect Units.Color.mix: kind method
	enum Color {
		RED(1) {
			int mix() { return 1; }
		},
		BLUE(2);

		Color(int a) { }
		int mix() { return 2; }
	}

	// expect Units.Point.Point: kind constructor, cognitive 1, params 0
	// expect Units.Point.sum: kind method
	record Point(int x, int y) {
		Point {
			if (x < 0)
				throw new Error();
		}
		int sum() { return x + y; }
	}

	// expect Units.Shape.name: kind method
	// expect Units.Shape.hidden: kind method
	// expect Units.Shape.AREA: kind lambda
	interface Shape {
		Function<Shape, Integer> AREA = shape -> 1;
		int area();
		default String name() { return "shape"; }
		private void hidden() { }
	}

	@interface Named { String value() default ""; }

	// expect Units.local: kind method, sloc 6
	// expect Units.local.Local.get: kind method
	int local() {
		class Local {
			int get() { return 1; }
		}
		return new Local().get();
	}

	// expect Units.text: cognitive 1, sloc 5
	String text(String name) {
		return """
			hello
			""" + (name == null ? "" : name);
	}
}

// expect Second.run: kind method
class Second {
	void run() { }
}

// expect Annotated.all: kind method, params 2, quality measured, cognitive 1
class Annotated {
	int all(String name, @Nullable Object @Nullable ... rest) {
		return rest == null ? 0 : 1;    // +1
	}
}
