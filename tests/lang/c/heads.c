#include "local/dir.h"
/* expect import: include local/dir.h */
#include <stdio.h>
/* expect import: system stdio.h */

struct point { int x, y; };
int declared_only(int a, ...);

/* expect pointer: params 2, sloc 4, lines 10-13, kind function */
static struct point *pointer(struct point *p,
                             int n)
{
	return p + n; }

/* expect knr: params 2, cognitive 0 */
int knr(a, b)
	int a;
	char *b;
{
	return a + *b;
}

/* expect picker: params 1, cognitive 1 */
int (*picker(int which))(int, int)
{
	return which ? 0 : 0;
}

/* expect callback: params 1, sloc 6 */
static int callback(int (*each)(void *, int), ...)
{
	/* a comment is no code */

	int x = each(0, 1);
	(void)x;
	return 0;
}

/* expect inline_one: params 0, sloc 1 */
static inline int inline_one(void) { return 1; }
