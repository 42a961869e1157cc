// How real code of C# puts its constructs together: the ones that stand apart are
// in Flow.cs.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
namespace Example.Idioms;

public sealed class Idioms<T> : Base, IDisposable where T : notnull, IComparable<T>
{
	// expect Idioms.Area: kind getter, cyclomatic 5, cognitive 2, nesting 1
	public int Area => shape switch                 // +1
	{
		Circle { Radius: > 0 and var r } => r,  // +1
		Square s => s.Side,
		null => 0,
		_ => 1,
	};

	// expect Idioms.Classify: cyclomatic 9, cognitive 4, nesting 1, params 2
	public static string Classify(object value, bool strict) => (value, strict) switch      // +1
	{
		(int n, true) when n is > 0 and < 10 || n == 42 => "few",       // +1 and, +1 ||
		(string { Length: 0 } or null, _) => "none",                    // +1 or
		var (_, flag) when flag => "flagged",
		_ => "other",
	};

	// expect Idioms.Chain: cyclomatic 1, cognitive 0
	string Chain(Order? order) =>
		order?.Lines?[0]?.Name?.Trim() ?? Default!.Name ?? throw new InvalidOperationException();

	// expect Idioms.Walk: cyclomatic 6, cognitive 9, nesting 3
	async IAsyncEnumerable<int> Walk(IAsyncEnumerable<int> source,
		[EnumeratorCancellation] CancellationToken token = default)
	{
		await foreach (var item in source.WithCancellation(token))      // +1
		{
			if (item is not > 0) continue;                          // +2
			else if (!seen.TryGetValue(item, out var old) && old is null) // +1, +1
				foreach (var each in old ?? [])                 // +3
					yield return each;
			else                                                    // +1
				yield break;
		}
	}

	// expect Idioms.Locals: cyclomatic 5, cognitive 5, nesting 1, params 1
	int Locals(int n)
	{
		return n < 0 ? Negative() : Fib(n);                     // +1

		static int Fib(int k) => k <= 1 ? k : Fib(k - 1);       // +2: in a function in the method

		int Negative()
		{
			try { return checked(-n); }
			catch (OverflowException) when (n == int.MinValue) { return 0; } // +2; the filter decides
		}
	}

	// expect Idioms.Linq: cyclomatic 5, cognitive 8, nesting 0
	IEnumerable<string> Linq(IEnumerable<Order> orders) =>
		orders.Where(o => o.Total > 0 && o.Open)                // +1
			.Select(o => o.Paid ? "paid" : o.Late ? "late" : "open") // +2, +3: in the first
			.Aggregate("", (a, b) => { return a.Length > 0 ? a + b : b; }) // +2
			.Split(',');

	// expect Idioms.Field: kind lambda, params 1, cyclomatic 2, cognitive 1
	private readonly Func<int, bool> Field = static n => n > 0 && n < 3;    // +1

	private readonly Lazy<int> lazily = new(() => Limit > 0 ? 1 : 2); // of no function

	// expect Idioms.Item: kind getter, cyclomatic 2, cognitive 1
	// expect Idioms.Item: kind setter, cyclomatic 3, cognitive 2
	public T? Item
	{
		get { lock (gate) { if (item is null) Load(); return item; } }      // +1
		set => item = value is { } v && Valid(v) ? v : default;             // +1, +1
	}

	// expect Idioms.Idioms: kind constructor, params 2, cyclomatic 2, cognitive 1
	public Idioms(string name, int? size) : this(name ?? "", size is { } s ? s : 0) { }     // +1

	// expect Idioms.Deconstruct: kind method, params 2
	public void Deconstruct(out int a, out int b) => (a, b) = (1, 2);

	// expect Idioms.==: kind operator, params 2, cyclomatic 3, cognitive 2
	public static bool operator ==(Idioms<T>? a, Idioms<T>? b) => a is null ? b is null : a.Equals(b) && true; // +1, +1

	// expect Idioms.Jump: cyclomatic 5, cognitive 8, nesting 3
	void Jump(int[][] rows)
	{
		foreach (var row in rows)                       // +1
			for (var i = 0; i < row.Length; i++)    // +2
				if (row[i] == 0)                // +3
					goto done;              // +1
		done:
		while (true) break;                             // +1
	}

	// expect Idioms.Using: cyclomatic 4, cognitive 3, nesting 4
	unsafe void Using()
	{
		using (var a = Open())
		using (var b = Open())
		fixed (byte* p = data)
		{
			if (*p == 0 && a != b) return;          // +1, +1
		}
		checked { unchecked { count++; } }
		bool ok = a || b;                               // +1
	}

	// expect Idioms.Old: cyclomatic 7, cognitive 4, nesting 1
	string Old(Kind kind)
	{
		switch (kind)                                   // +1
		{
			case Kind.A when ready:
			case Kind.B:
				return "b";
			case Kind.C:
			{
				return ready || late ? "c" : "d"; // +2, +1
			}
			default:
				throw new ArgumentOutOfRangeException(nameof(kind));
		}
	}

	// expect Idioms.Handler: kind method, cyclomatic 3, cognitive 3
	private void Handler() => button.Click += async (sender, e) =>
	{
		if (e.Handled || sender is null) return;        // +2, +1
	};

	// expect Idioms.Dispose: kind method, params 0, cyclomatic 2, cognitive 1
	void IDisposable.Dispose()
	{
		if (!disposed) { GC.SuppressFinalize(this); disposed = true; } // +1
	}
}

// expect Money.Positive: kind getter
// expect Money.From: kind method, params 1, cyclomatic 2, cognitive 1
public readonly record struct Money(decimal Amount, string Currency = "EUR")
{
	public bool Positive => Amount > 0;
	public static Money From(decimal? d) => d is decimal v ? new(v) : default;      // +1
}

// expect Texts.Shout: kind method, params 1
// expect Texts.IsEmpty: kind method, params 2, cyclomatic 2, cognitive 1
internal static class Texts
{
	public static string Shout(this string s) => s.ToUpper();
	public static bool IsEmpty<TItem>(this ICollection<TItem>? s, [CallerMemberName] string? who = null)
		=> s is null || s.Count == 0;                   // +1
}
