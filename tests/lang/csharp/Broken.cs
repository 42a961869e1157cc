// What does not parse costs the unit it stands in, and nothing else.
class Broken
{
	// expect Broken.Before: quality measured, cognitive 1
	int Before(int a)
	{
		if (a > 1)
			return 1;
		return 0;
	}

	// expect Broken.Wrong: quality broken
	int Wrong(int a)
	{
		int b = (a + ;
		return b;
	}

	// expect Broken.After: quality measured, cognitive 1
	int After(int a)
	{
		while (a > 1)
			a--;
		return a;
	}
}
