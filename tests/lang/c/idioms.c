/* How real code of C puts its constructs together: the ones that stand apart are
 * in flow.c.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976. */

/* expect state: kind function, params 2, cyclomatic 9, cognitive 11, nesting 2 */
static int state(struct parser *p, const char **at)
{
	int rc = -1;

	switch (p->state) {                                     /* +1 */
	case 'a' ... 'z':
	case '_':
		while (*at && isalnum((unsigned char)**at))     /* +2, +1 */
			++*at;
		break;
	case 0: {
		if (!(p->buffer = malloc(p->size)))             /* +2 */
			goto out;                               /* +1 */
		else                                            /* +1 */
			p->state = 1;
	} /* fall through */
	default:
		rc = p->next ? p->next(p, at) : 0;              /* +2 */
	}
	if (rc)                                                 /* +1 */
		rc = p->error;
out:
	return rc;
}

/* expect knr_pointer: kind function, params 3, cyclomatic 2, cognitive 1 */
static char *
knr_pointer(a, b, each)
	register char *a, *b;
	int (*each)();
{
	return each(a) ? a : b; /* +1 */
}

/* expect around: kind function, params 1, cyclomatic 3, cognitive 3, nesting 2 */
void around(struct list *l)
{
	do { if (l) return; } while (0);                        /* +1, +2 */
}

/* expect value: kind function, params 1, cyclomatic 3, cognitive 2 */
int value(int a)
{
	int max = ({ int b = a; b > 1 && a ? b : a; });         /* +1, +1 */
	return max;
}

/* expect nested_gnu: kind function, cyclomatic 1, cognitive 0 */
/* expect nested_gnu::inner: kind function, params 1, cyclomatic 2, cognitive 1 */
int nested_gnu(void)
{
	int inner(int a) { return a ? 1 : 2; }                  /* apart: +1 */
	return inner(1);
}

/* expect guards: kind function, params 2, cyclomatic 7, cognitive 6, nesting 1 */
__attribute__((nonnull(1), cold)) extern inline _Bool
guards(void *restrict a, int b[static 4])
{
	assert(a && b);                                         /* +1 */
	if (!a) return 0;                                       /* +1 */
	if (a == b || (b && !*b)) { return 1; }                 /* +1, +2 */
	return a && b;                                          /* +1 */
}

/* expect table: kind function, params 0, cyclomatic 2, cognitive 1 */
static const struct row *table(void)
{
	static const struct row rows[] = { { .a = 1, .b = { 2 } }, [3] = { 0 } };
	return sizeof(rows) > 1 ? rows : (const struct row[]){ { 0 } }; /* +1 */
}

#ifdef WINDOWS
/* expect open_it: kind function, params 1, cyclomatic 2 */
int open_it(const wchar_t *path) { return path ? 1 : 0; }
#else
/* expect open_it: kind function, params 2, cyclomatic 1 */
int open_it(const char *path, int mode) { return open(path, mode); }
#endif

/* expect threaded: kind function, params 1, cyclomatic 2, cognitive 2 */
int threaded(void **code)
{
	static void *labels[] = { &&one, &&two };
	goto *labels[0];                                        /* +1 */
one:
two:
	return code ? 1 : 0;                                    /* +1 */
}

