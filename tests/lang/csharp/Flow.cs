// What each construct of C# adds.  The answers follow from Campbell's white
// paper 1.7 and McCabe 1976, counted by hand beside the code.
class Flow
{
	// expect Flow.Plain: kind method, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 4
	int Plain()
	{
		return 1;
	}

	// expect Flow.Branches: cyclomatic 3, cognitive 3, nesting 1, params 1
	int Branches(int a)
	{
		if (a > 1)              // +1
		{
			return 1;
		}
		else if (a < -1)        // +1
		{
			return -1;
		}
		else                    // +1
		{
			return 0;
		}
	}

	// expect Flow.Unbraced: cyclomatic 4, cognitive 5, nesting 2
	int Unbraced(int a)
	{
		if (a > 1)              // +1
			return 1;
		else if (a < -1)        // +1
			while (a < 0)   // +2
				a++;
		else                    // +1
			return 0;
		return 2;
	}

	// expect Flow.ElseHoldingIf: cyclomatic 3, cognitive 4, nesting 2
	int ElseHoldingIf(bool a, bool b)
	{
		if (a)                  // +1
			return 1;
		else                    // +1
		{
			if (b)          // +2: nested, it is no else if
				return 2;
		}
		return 0;
	}

	// expect Flow.Loops: cyclomatic 6, cognitive 15, nesting 5
	void Loops(int[][] all)
	{
		for (int i = 0; i < 3; i++)                     // +1
			foreach (int[] each in all)             // +2
				foreach (var (k, v) in Pairs()) // +3
					while (each.Length > i) // +4
						do              // +5
						{
							i++;
						} while (i < 2);
	}

	// expect Flow.Attempt: cyclomatic 7, cognitive 6, nesting 3
	void Attempt(string path)
	{
		try                                             // free
		{
			using (var file = Open(path))           // adds depth only
			{
				lock (file)                     // adds depth only
					file.Read();
			}
			using var other = Open(path);           // free
		}
		catch (IOException e) when (e.Hard && path != null) // +1, +1; the filter decides, too
		{
			if (e == null)                          // +2
				throw;
		}
		catch                                           // +1
		{
		}
		finally                                         // free
		{
			bool ok = path == null || done;         // +1
		}
	}

	// expect Flow.Choose: cyclomatic 6, cognitive 3, nesting 1
	int Choose(object a)
	{
		switch (a)                      // +1
		{
			case 1:
			case 2:
				return 1;
			case int n when n > 3:  // a guard is no level
				goto case 1;    // +1
			case string s:
				goto default;   // +1
			default:
				return 0;
		}
	}

	// expect Flow.Arms: cyclomatic 7, cognitive 5, nesting 1
	int Arms(object a, bool b)
	{
		return a switch                         // +1
		{
			int i when i > 1 && b => i,     // +1 the operator; the guard decides, too
			> 5 => b ? 1 : 2,               // +2, a pattern is no operator
			_ => b || a == null,            // +1
		} > 1;
	}

	// expect Flow.Patterns: cyclomatic 7, cognitive 5, nesting 1
	bool Patterns(object a, bool b)
	{
		if (a is A or B and not C && b)         // +1 if, +1 or, +1 and, +1 &&
			return a is > 1 and < 5 and not 3; // +1
		return b;
	}

	// expect Flow.Sequences: cyclomatic 9, cognitive 6, nesting 1, params 4
	bool Sequences(bool a, bool b, bool c, bool d)
	{
		bool x = a && b && c;        // +1
		bool y = a && (b || c) || d; // +2: && then ||, parentheses are transparent
		if (a && !(b && c))          // +1 if, +1 and +1: the negation begins anew
			return x;
		return y;
	}

	// expect Flow.Free: cyclomatic 1, cognitive 0
	int Free(Flow a, int b)
	{
		a?.Run()?.Stop();
		var c = a ?? throw new Error();
		c ??= a;
		return b & 1 | b ^ 2;
	}

	// expect Flow.Ternary: cyclomatic 3, cognitive 3, nesting 0
	int Ternary(int a) => a > 0 ? (a > 1 ? 2 : 1) : 0;     // +1, +2

	// expect Flow.Jumps: cyclomatic 3, cognitive 4, nesting 2
	void Jumps(int a)
	{
		for (;;)                        // +1
		{
			if (a > 1)              // +2
				goto end;       // +1: flat
			continue;               // free
		}
	end:
		return;
	}

	// expect Flow.Condition: cyclomatic 3, cognitive 2, nesting 1
	int Condition(int a)
	{
		if (a > 0 ? a > 1 : a < 1)      // +1 if, +1 ?: beside it, not in it
			return 1;
		return 0;
	}

	// expect Flow.Nested: cyclomatic 5, cognitive 8, nesting 1
	void Nested(int a)
	{
		if (a > 0)                              // +1
			Run(() =>                       // nests
			{
				if (a > 1)              // +3: in the if and in the lambda
					Stop();
			});
		Run(delegate (int b) { if (b > 1) Stop(); });   // +2
		Run(b => b > 1 ? 1 : 2);                        // +2
	}

	// expect Flow.Locals: cyclomatic 2, cognitive 2, nesting 1
	void Locals(int a)
	{
		void Local()                    // nests, and belongs here
		{
			while (a > 1)           // +2
				a--;
		}
		Local();
	}

	// expect Flow.Query: cyclomatic 2, cognitive 1, nesting 0
	object Query(int[] all)
	{
		return from a in all
		       let b = a + 1
		       where a > 1 && b > 2     // +1: the query is free
		       orderby a
		       select a;
	}

	// expect Flow.Text: cyclomatic 3, cognitive 2
	string Text(bool a, bool b)
	{
		return $"{a && b} and {(a ? 1 : 2):X}";         // +1, +1
	}

	// expect Flow.Compiled: cyclomatic 3, cognitive 2, sloc 9
	int Compiled(int a)
	{
#if FAST && !SLOW
		if (a > 1)                      // +1: all branches are read
			return 1;
#elif OTHER
		if (a > 2)                      // +1
			return 2;
#else
		a++;
#endif
#region a comment of its own
#pragma warning disable 1
		return a > 3 | a > 4;
#endregion
	}
}
