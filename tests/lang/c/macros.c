/* Words that only a preprocessor knows are passed over. */

BEGIN_DECLS

/* expect decorated: kind function, params 2, cognitive 1, lines 7-11 */
COLD
NORETURN static ALWAYS_INLINE
void *decorated(int a UNUSED, struct item *b MAYBE_UNUSED)
{
	return a ? b : NULL;
}

/* expect returns_macro_type: params 1 */
DWORD WINAPI returns_macro_type(HANDLE handle) { return FLAG_A & FLAG_B * FLAG_C; }

/* expect attributed: params 1 */
ATTRIBUTE(cold) static int attributed(int a) NOTHROW { return (int) EOF; }

/* expect logged: params 1, cyclomatic 1 */
static inline __printf(1, 2)
void logged(const char *format, ...)
{
}

/* expect typed: quality measured, cyclomatic 1 */
long typed(va_list list)
{
	return va_arg(list, long long) + container_of(list, struct item, member)->size;
}

/* expect each: quality measured, cognitive 3, nesting 1 */
void each(struct list *list)
{
	struct item *item;

	for_each_item(item, list) {     /* a macro is no loop */
		if (item)               /* +1 */
			use(item);
	}
	SET_DEFAULT(list)
	if (list)                       /* +1: behind a macro without a semicolon */
		use(list);
	else                            /* +1 */
		drop(list);
}

/* expect grows: cognitive 1 */
TEST_BEGIN(grows) {
	CHECK(1 ? 2 : 3);               /* +1 */
}
TEST_END

END_DECLS

/* Of functions whose bodies are macros none is measured, and none gets the body of the next. */
#ifndef THREADS
bool create(tsd_t *tsd, unsigned arena) NOT_REACHED
bool read_all(tsdn_t *tsdn,
    stats_t *stats) NOT_REACHED
void control(tsdn_t *tsdn) NOT_REACHED
#undef NOT_REACHED
#else
/* expect set_up: params 2, cognitive 1, sloc 6, quality measured */
static void
set_up(tsdn_t *tsdn, info_t *info) {
	if (a) { /* +1 */
		b();
	}
}
#endif

/* expect kept: params 2, lines 73-78 */
int kept(a, b) UNUSED_PARAMETERS
	char *a;
	int b;
{
	return b;
}

/* expect SYSCALL_DEFINE2(dup, unsigned int, fd, char*, name): params 0, cognitive 1 */
SYSCALL_DEFINE2(dup, unsigned int, fd, char __user *, name)
{
	return fd ? 0 : 1;
}

/* expect TEST_F(sock, exec_errno): kind function, cyclomatic 2 */
TEST_F(sock, exec_errno)
{
	if (errno)
		fail();
}

/* expect locked: quality measured, cognitive 1 */
static int locked(int a)
	__must_hold(lock)
{
	return a ? 1 : 0;
}
