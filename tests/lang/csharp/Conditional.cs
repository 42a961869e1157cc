// Lines of conditional compilation may cut through anything: then they are
// left out, and where branches exclude each other, all but the first, too.
class Conditional
{
	// expect Conditional.Chain: quality measured, cognitive 3, cyclomatic 3, sloc 9
	int Chain(int a)
	{
		if (a > 1)                      // +1
			return 1;
#if WIDE
		else if (a > 2)                 // +1
			return 2;
#endif
		else                            // +1
			return 3;
	}

	// expect Conditional.Members: quality measured
	object[] Members()
	{
		return new object[]
		{
			1,
#if WIDE && LONG
			2,
#endif
			3
		};
	}

	// expect Conditional.Exclusive: quality measured, cognitive 1, params 1
	int Exclusive(
#if WIDE
		long a)
	{
		if (a > 0L)                     // +1
#else
		int a)
	{
		while (a > 0)                   // not read
#endif
			return 1;
		return 0;
	}
}
