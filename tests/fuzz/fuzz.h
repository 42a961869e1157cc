/*
 * What every harness stands on.
 *
 * A harness is one file with LLVMFuzzerTestOneInput, named test_NAME.c.  `make
 * fuzz` links it with libFuzzer; `make check` with replay.c, which feeds it
 * tests/fuzz/corpus/NAME/ and variations of those files.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bole/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold whatever the input is. */
#define CLAIM(holds) ((holds) ? (void)0 : claim_failed(__FILE__, __LINE__, #holds))

_Noreturn static inline void claim_failed(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

static inline struct text fuzz_text(const uint8_t *data, size_t size)
{
	return (struct text){ size ? (const char *)data : "", size };
}

/* Everything before the next `end`, which is taken away with it. */
static inline struct text fuzz_take(struct text *rest, char end)
{
	const char *found = rest->size ? memchr(rest->data, end, rest->size) : NULL;
	struct text taken = { rest->data, found ? (size_t)(found - rest->data) : rest->size };
	size_t gone = found ? taken.size + 1 : taken.size;

	rest->data += gone;
	rest->size -= gone;
	return taken;
}

/* A copy of exactly its size, so that one byte too far is seen. */
static inline char *fuzz_copy(struct text text)
{
	char *copy = malloc(text.size ? text.size : 1);

	if (!copy)
		abort();
	if (text.size)
		memcpy(copy, text.data, text.size);
	return copy;
}

#endif
