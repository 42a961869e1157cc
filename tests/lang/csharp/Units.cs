using System;
// expect import: module System name * wildcard

namespace Example.App
{
	/// <summary>Which functions are units, and what they are called.</summary>
	[Serializable]
	public abstract partial class Units<T> : Base<T>, IRun where T : new()
	{
		private static readonly Comparison<string> order = (a, b) => a == null ? 1 : 0;
		// expect Units.order: kind lambda, params 2, cognitive 1
		Func<int, int> twice = a => a * 2;
		// expect Units.twice: kind lambda, params 1
		Action<int> run = delegate (int a) { Stop(a); };
		// expect Units.run: kind lambda, params 1

		// expect Units.Units: kind constructor, params 0
		static Units() { }

		// expect Units.Units: kind constructor, params 2, lines 24-28, sloc 5
		[Inject]
		[Named(
			"units")]
		public Units(int a, params string[] rest)
			: base(a)
		{
			size = a;
		}

		// expect Units.Units: kind destructor, params 0
		~Units() { }

		// expect Units.Method: kind method, params 5, lines 34-41, sloc 6
		protected internal static async Task<U> Method<U>(ref int a, [NotNull] out string b,
			in Units<T> c, Func<int, int> d, int e = 3)
			where U : class
		{
			// a comment is no code

			return null;
		}

		abstract int Declared(int a);
		partial void Later();
		[DllImport("far")] static extern int Far(int a);

		// expect Units.Run: kind method, params 1
		void IRun.Run(int a) { }

		// expect Units.Short: kind method, params 1, cognitive 1, lines 51-51
		[Obsolete] int Short(int a) => a > 1 ? a : 0;

		public int Plain { get; private set; } = 3;

		// expect Units.Size: kind getter, cognitive 1, params 0
		// expect Units.Size: kind setter, cognitive 1, lines 64-68
		public int Size
		{
			get
			{
				return done ? 1 : 2;
			}
			[Obsolete]
			private set
			{
				if (value > 1)
					size = value;
			}
		}

		// expect Units.Color: kind getter
		// expect Units.Color: kind setter
		public Color Color { get => color; init => color = value; }

		// expect Units.Area: kind getter, cognitive 1
		public int Area => size > 1 ? size : 0;

		// expect Units.this: kind getter, lines 81-81
		public int this[int i]
		{
			get { return i; }
		}
		// expect Units.this: kind getter
		public int this[string key] => key.Length;

		public event Handler Plainly;
		// expect Units.Changed: kind method
		// expect Units.Changed: kind method
		public event Handler Changed { add { } remove { } }

		// expect Units.+: kind operator, params 2
		public static Units<T> operator +(Units<T> a, Units<T> b) => a;
		// expect Units.int: kind operator, params 1
		public static explicit operator int(Units<T> a) => 1;

		// expect Units.Inner.Inner: kind constructor
		// expect Units.Inner.Deep.Of: kind method
		class Inner
		{
			Inner() { }
			struct Deep { static Deep Of() { return default; } }
		}
	}

	// expect Shape.Name: kind method
	interface Shape
	{
		int Area();
		string Name() { return "shape"; }
	}

	enum Kind { Red = 1, Green }

	delegate int Twice(int a);

	// expect Point.Point: kind constructor, params 1
	// expect Point.Sum: kind method
	record Point(int X, int Y)
	{
		public Point(int both) : this(both, both) { }
		public int Sum() => X + Y;
	}

	// expect Extensions.Half: kind method, params 2
	static class Extensions
	{
		public static int Half(this int a, int b) { return a / b; }
	}

	// expect Units.Part: kind method
	partial class Units<T>
	{
#if FAST
		void Part() { }
#endif
	}
}
