/* What each construct of C adds.  The answers follow from Campbell's white
 * paper 1.7 and McCabe 1976, counted by hand beside the code. */

/* expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 4 */
int plain(void)
{
	return 1;
}

/* expect branches: cyclomatic 3, cognitive 3, nesting 1, params 1 */
static int branches(int a)
{
	if (a > 1) /* +1 */
		return 1;
	else if (a < -1) /* +1 */
		return -1;
	else /* +1 */
		return 0;
}

/* expect nested: cyclomatic 4, cognitive 6, nesting 3, params 2 */
static int nested(int a, const char *b)
{
	for (int i = 0; i < a; i++)      /* +1 */
		while (b[i])             /* +2 */
			if (b[i] == 'x') /* +3 */
				return i;
	return 0;
}

/* expect else_holding_if: cyclomatic 3, cognitive 4, nesting 2, params 1 */
static int else_holding_if(int a)
{
	if (a) { /* +1 */
		return 1;
	} else {           /* +1 */
		if (a > 2) /* +2: nested, it is no else if */
			return 2;
	}
	return 0;
}

/* expect sequences: cyclomatic 9, cognitive 6, nesting 1, params 4 */
static int sequences(int a, int b, int c, int d)
{
	int x = a && b && c;        /* +1 */
	int y = a && (b || c) || d; /* +2: && then ||, parentheses are transparent */

	if (a && !(b && c)) /* +1 if, +1 and +1: the negation begins anew */
		return x;
	return y;
}

/* expect negated: cyclomatic 3, cognitive 2, nesting 0, params 3 */
static int negated(int a, int b, int c)
{
	return a && !(b && c); /* +1, +1: a negation begins a new sequence */
}

/* expect choose: cyclomatic 4, cognitive 1, nesting 1, params 1 */
static int choose(int a)
{
	switch (a) { /* +1 */
	case 1:
	case 2:
		return 1;
	case 3:
		return 2;
	default:
		return 0;
	}
}

/* expect jump: cyclomatic 4, cognitive 5, nesting 2, params 1 */
static int jump(int a)
{
	do {                      /* +1 */
		if (a)            /* +2 */
			goto out; /* +1 */
	} while (a);
out:
	return a ? 1 : 0; /* +1 */
}

/* expect ternary: cyclomatic 3, cognitive 3, nesting 0, params 1 */
static int ternary(int a)
{
	return a ? (a > 1 ? 2 : 1) : 0; /* +1, +2 */
}

/* expect guarded: cyclomatic 2, cognitive 1, nesting 1, params 1 */
static int guarded(int a)
{
#if defined(A) && defined(B)
	if (a)
		return 1;
#endif
	return 0;
}

/* expect condition: cyclomatic 3, cognitive 2, nesting 1, params 1 */
static int condition(int a)
{
	if (a ? a > 1 : a < 1) /* +1 if, +1 ?: beside it, not in it */
		return 1;
	return 0;
}

/* What stands in the head of a loop or switch, or in the test of ?:, is in it. */

/* expect for_head: cyclomatic 3, cognitive 3, nesting 1, params 1 */
static int for_head(int n)
{
	for (int i = n ? 1 : 0; i < n; i++) /* +1 for, +2 ?: */
		n--;
	return n;
}

/* expect while_head: cyclomatic 3, cognitive 3, nesting 1, params 1 */
static int while_head(int n)
{
	while (n ? n > 3 : n < 1) /* +1 while, +2 ?: */
		n--;
	return n;
}

/* expect do_head: cyclomatic 3, cognitive 3, nesting 1, params 1 */
static int do_head(int n)
{
	do /* +1 */
		n--;
	while (n ? n > 3 : n < 1); /* +2 */
	return n;
}

/* expect switch_head: cyclomatic 3, cognitive 3, nesting 1, params 1 */
static int switch_head(int n)
{
	switch (n ? n : 1) { /* +1 switch, +2 ?: */
	case 1:
		return 1;
	}
	return n;
}

/* expect test_of_ternary: cyclomatic 3, cognitive 3, nesting 0, params 1 */
static int test_of_ternary(int n)
{
	return (n ? n > 3 : n < 1) ? 1 : 2; /* +1, +2 */
}
