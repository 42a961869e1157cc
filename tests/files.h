/* What the tests of several rooms read: whole files, by a path from the checkout or their own folder. */
#ifndef TESTS_FILES_H
#define TESTS_FILES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "bole/base.h"

static inline void read_file(const char *path, struct bytes *out)
{
	FILE *file = fopen(path, "rb");
	char block[4096];
	size_t size;

	assert_non_null(file);
	while ((size = fread(block, 1, sizeof(block), file)) > 0)
		bytes_add(out, block, size);
	fclose(file);
}

#endif
