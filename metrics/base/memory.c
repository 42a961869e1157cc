#include "bole/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Not exit(): nothing half done may be flushed as if it were an answer. */
static _Noreturn void out_of_memory(void)
{
	static const char notice[] = "bole: failed: out of memory; nothing was judged\n";

	if (write(STDERR_FILENO, notice, sizeof(notice) - 1) < 0)
		_exit(STATUS_UNABLE);
	_exit(STATUS_UNABLE);
}

void *memory_new(size_t size)
{
	void *memory = calloc(1, size ? size : 1);

	if (!memory)
		out_of_memory();
	return memory;
}

void *memory_resize(void *memory, size_t size)
{
	memory = realloc(memory, size ? size : 1);
	if (!memory)
		out_of_memory();
	return memory;
}

void memory_free(void *memory)
{
	free(memory);
}

void *array_grow(void *array, size_t *capacity, size_t count, size_t element_size)
{
	size_t wanted;

	if (count < *capacity)
		return array;
	wanted = *capacity ? *capacity * 2 : 16;
	if (wanted > SIZE_MAX / element_size)
		out_of_memory();
	*capacity = wanted;
	return memory_resize(array, wanted * element_size);
}

/* --- arena ------------------------------------------------------------------ */

struct arena_block {
	struct arena_block *older;
	size_t size;
	_Alignas(max_align_t) char data[];
};

enum { ARENA_BLOCK = 32 << 10 };

void arena_release(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;

		arena->blocks = block->older;
		memory_free(block);
	}
	*arena = ARENA_INIT;
}

static char *arena_take(struct arena *arena, size_t size)
{
	char *taken;

	if (!size)
		return arena->next; /* maybe NULL, which no step may be added to */
	if (size > arena->left) {
		size_t room = size > ARENA_BLOCK ? size : ARENA_BLOCK;
		struct arena_block *block = memory_new(sizeof(*block) + room);

		block->older = arena->blocks;
		block->size = room;
		arena->blocks = block;
		arena->next = block->data;
		arena->left = room;
	}
	taken = arena->next;
	arena->next += size;
	arena->left -= size;
	return taken;
}

void *arena_new(struct arena *arena, size_t size)
{
	const size_t grain = _Alignof(max_align_t);

	/* Texts leave `next` unaligned: skip to the next boundary. */
	size_t skip = (grain - (uintptr_t)arena->next % grain) % grain;
	if (skip && arena->left >= skip) {
		arena->next += skip;
		arena->left -= skip;
	}
	if (size > SIZE_MAX - grain)
		out_of_memory();
	size = (size + grain - 1) / grain * grain;
	if (skip && arena->left < size)
		arena->left = 0;
	return arena_take(arena, size);
}

char *arena_string(struct arena *arena, const char *data, size_t size)
{
	char *copy = arena_take(arena, size + 1);

	if (size)
		memcpy(copy, data, size);
	copy[size] = '\0';
	return copy;
}

struct text arena_text(struct arena *arena, struct text text)
{
	return (struct text){ arena_string(arena, text.data, text.size), text.size };
}

size_t arena_size(const struct arena *arena)
{
	size_t size = 0;

	for (const struct arena_block *block = arena->blocks; block; block = block->older)
		size += sizeof(*block) + block->size;
	return size;
}
