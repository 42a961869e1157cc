/* Text that may have held a function and did not parse is shown, never passed over in silence. */

/* expect before: quality measured, cyclomatic 2 */
int before(int a) { return a ? 1 : 2; }

/* Without a type in front of it: the grammar knows no such head. */
/* expect <unparsed>: kind unparsed, quality broken, lines 8-8 */
main() { while (1) stop(); }

/* expect behind: quality measured, cyclomatic 2 */
int behind(int a) { return a ? 1 : 2; }

/* expect static_table: quality measured */
static int static_table(void)
{
	return 0;
}

/* Sound text outside of functions is none of it. */
struct point { int x, y; };
static const struct point points[] = { { 1, 2 }, { 3, 4 } };
int limit = sizeof(points) > 1 ? 2 : 3;
EXPORT_SYMBOL(before)
