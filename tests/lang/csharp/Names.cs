// Keywords as names, and what is newer than the grammar, is read all the same.
class Names
{
	// expect Names.Query: quality measured, params 1, cyclomatic 3, cognitive 3
	public virtual async Task Query(bool async)
	{
		if (async && ready)                                     // +1, +1
			await Run(async x => x, async);
		else                                                    // +1
			await Check(async, () => base.Query(async));
	}

	// expect Names.Gather: quality measured, params 2, cyclomatic 2, cognitive 1
	int[] Gather(int property, int[] rest)
	{
		var all = Find([property, .. rest], property)!;
		all?.Count = property;
		var types = new Map { [type] = 0, [property.Name] = 1 };
		all?[0] = 1;
		return async ? all : [.. rest];                         // +1
	}
}
