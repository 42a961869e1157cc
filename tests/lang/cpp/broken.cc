// What does not parse costs the unit it stands in, and nothing else.

// expect before: quality measured, cognitive 1
int before(int a)
{
	return a ? 1 : 2;
}

// expect broken: quality broken
int broken(int a)
{
	int b = a +* else if a;
	return b;
}

// expect Class::after: quality measured, cognitive 1
class Class {
	int after(int a)
	{
		while (a)
			a--;
		return a;
	}
};

// What a macro may stand for is not wrong, as long as it cannot decide.

// expect decorated: quality measured, cognitive 1, params 2
static NOINLINE void *decorated(int a UNUSED, void *b)
{
	return a ? b : nullptr;
}

// expect typed: quality measured, params 1
long typed(va_list list)
{
	return va_arg(list, long long) + container_of(list, struct item, member)->size;
}

// expect each: quality measured, cognitive 1
void each(struct list *list)
{
	for_each_item(item, list) {
		if (item)       // +1: a macro is no loop
			use(item);
	}
}
