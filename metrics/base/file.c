#include "bole/base.h"

#include <errno.h>
#include <unistd.h>

bool read_at(int fd, void *into, size_t size, size_t from)
{
	char *next = into;

	while (size) {
		ssize_t got = pread(fd, next, size, (off_t)from);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		next += got;
		from += (size_t)got;
		size -= (size_t)got;
	}
	return true;
}
