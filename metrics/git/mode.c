/* What an entry of a tree, or of the index, is. */
#include "repo.h"

enum { MODE_TYPE = 0170000 };

/* As git, which looks at the type alone: 100664 was written by its first versions,
 * and any other permissions by other programs. */
bool mode_is_file(unsigned mode)
{
	return (mode & MODE_TYPE) == 0100000;
}

bool mode_is_folder(unsigned mode)
{
	return (mode & MODE_TYPE) == 0040000;
}
