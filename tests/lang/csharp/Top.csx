// A file-scoped namespace, statements and functions at the top level.
namespace Example.Top;

var count = 0;

// expect Add: kind function, params 2, cognitive 1
int Add(int a, int b)
{
	return a > b ? a : b;
}

if (count > 1)
	Add(1, 2);
