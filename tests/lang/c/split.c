/* What #if cuts through, and words that no grammar knows, around which bole reads on. */

/* expect split_else: quality measured, cyclomatic 3, cognitive 3, nesting 1 */
int split_else(int a)
{
#ifdef FAST
	if (a > 1)                      /* +1 */
		return 1;
	else                            /* +1 */
#endif
#ifdef SAFE
	if (a > 2)                      /* the two words make an else if */
		return 2;
	else                            /* +1 */
#endif
	{
		a++;
	}
	return a;
}

/* expect split_condition: quality measured, cyclomatic 4, cognitive 2, nesting 1 */
int split_condition(int a, int b)
{
	if (a                           /* +1 */
#ifdef CHECKED
	    && b                        /* +1 */
#endif
#ifdef MORE
	    && a > b
#endif
	) {
		return 1;
	}
	return 2;
}

/* Branches that cannot be read together: the first one alone. */
/* expect split_head: quality measured, cyclomatic 4, cognitive 2, nesting 1 */
int split_head(int a, int b)
{
	if (a &&                        /* +1, +1 */
#ifdef WIDE
	    (b > 1 && a > 1)) {
#else
	    (b > 2)) {
#endif
		return 1;
	}
	return 2;
}

/* expect split_arguments: quality measured, cyclomatic 2, cognitive 1 */
int split_arguments(int a)
{
	return call(a,
#ifdef WIDE
	            a ? 1 : 2,          /* +1 */
#endif
	            3);
}

/* expect after: quality measured, params 1, lines 64-67 */
static int after(int a)
{
	return a;
}

#define SIZE_OF(kind, size)                          \
	do {                                         \
		if ((kind) == 1)                     \
			(size) = 1; /* small */      \
		else                                 \
			(size) = 2; /* large */      \
	} while (0)

#define OPTIONS_INIT { \
	.detached = 1 /* by default */ \
}

/* expect mapped: quality measured, params 1, cyclomatic 2 */
void __iomem *mapped(struct device __rcu *device)
{
	u32 __iomem *base = device->base ? (void __force __iomem *)device->base : 0;
	return base;
}

/* expect counted: quality measured, cyclomatic 2, cognitive 1 */
int counted(int sum)
{
	for_each_cpu(cpu, mask)         /* a macro is no loop */
		sum += cpu;
	list_for_each_entry(item, head, list)
		if (item->busy)         /* +1 */
			sum++;
	return sum;
}

static GIT_PATH_FUNC(path_one, "one")
static GIT_PATH_FUNC(path_two, "two")

enum kind { KIND_ONE, KIND_TWO };

/* expect kind_name: quality measured, params 1, cyclomatic 2 */
static const char *kind_name(enum kind kind) { return kind ? "one" : "two"; }
