#include "bole/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Not exit(): nothing half done may be flushed as if it were an answer. */
static _Noreturn void out_of_memory(void)
{
	static const char notice[] = "bole: failed: out of memory; nothing was judged\n";

	if (write(STDERR_FILENO, notice, sizeof(notice) - 1) < 0)
		_exit(STATUS_UNABLE);
	_exit(STATUS_UNABLE);
}

enum {
	/* From here on the kernel is asked for large pages: far fewer faults, which cost more than
	 * what is done with the memory. */
	HUGE_PAGE = 2 << 20,
};

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

void *memory_large(size_t size)
{
	size_t large = size / HUGE_PAGE * HUGE_PAGE;
	void *memory;

	if (!large)
		return memory_resize(NULL, size);
	if (size > SIZE_MAX - HUGE_PAGE)
		out_of_memory();
	memory = aligned_alloc(HUGE_PAGE, (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);
	if (!memory)
		out_of_memory();
	/* What is left of the last one would be there, too. */
	madvise(memory, large, MADV_HUGEPAGE);
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

/* --- the heap ---------------------------------------------------------------- */

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#include <malloc.h>

enum {
	/* Of addresses; what is beyond them comes as it always did.  More than a commit takes is of no
	 * use, and what a worker finds there is not counted against its bound. */
	HEAP_ROOM = 12 << 20,
	HEAP_STEP = 128 << 10,
	MAPPED_LEAST = 1 << 20, /* is mapped and given back alone */
	BLOCK_MOST = MAPPED_LEAST / 2,
};

static char *next_large_page(char *at)
{
	return at + (HUGE_PAGE - (uintptr_t)at % HUGE_PAGE) % HUGE_PAGE;
}

void memory_begin(void)
{
	char *first;

	mallopt(M_MMAP_THRESHOLD, MAPPED_LEAST);
	mallopt(M_TRIM_THRESHOLD, HEAP_ROOM + MAPPED_LEAST);
	mallopt(M_TOP_PAD, HEAP_ROOM);
	first = memory_resize(NULL, 1);
	mallopt(M_TOP_PAD, HEAP_STEP);
	madvise(next_large_page(first), HEAP_ROOM - HUGE_PAGE, MADV_HUGEPAGE);
	memory_free(first);
	memory_part();
}

/* What fits nowhere else lies where the heap ends; from there on the large page is filled. */
void memory_part(void)
{
	char *end = memory_resize(NULL, BLOCK_MOST);
	size_t left = (size_t)(next_large_page(end) - end);
	void *volatile filling; /* stays; a compiler would leave out what nobody looks at */

	memory_free(end);
	for (size_t size; left; left -= size) {
		size = left < BLOCK_MOST ? left : BLOCK_MOST;
		filling = memory_resize(NULL, size);
	}
	(void)filling;
}

#else /* another malloc, or one that is to see each block */

void memory_begin(void)
{
}

void memory_part(void)
{
}

#endif

/* --- arena ------------------------------------------------------------------ */

struct arena_block {
	struct arena_block *older;
	size_t size;
	_Alignas(max_align_t) char data[];
};

enum { ARENA_BLOCK = 32 << 10, PAGE = 64 << 10 /* no system has larger ones */ };

/* Blocks grow with what is in them already, by half of it. */
static size_t block_room(const struct arena *arena, size_t least)
{
	size_t room = ARENA_BLOCK;

	if (arena->blocks)
		room = arena->blocks->size + arena->blocks->size / 2;
	if (room > HUGE_PAGE / 2)
		room = HUGE_PAGE - sizeof(struct arena_block);
	return room > least ? room : least;
}

static size_t mapped_size(size_t least)
{
	return (least + PAGE - 1) / PAGE * PAGE;
}

/* Zeroed as it comes, on a boundary of large pages: what sticks out is given back. */
static struct arena_block *block_map(size_t least)
{
	size_t size = mapped_size(least), before;
	char *memory = mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE,
	                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		out_of_memory();
	before = (HUGE_PAGE - (uintptr_t)memory % HUGE_PAGE) % HUGE_PAGE;
	if (before)
		munmap(memory, before);
	if (HUGE_PAGE - before)
		munmap(memory + before + size, HUGE_PAGE - before);
	madvise(memory + before, size, MADV_HUGEPAGE);
	return (struct arena_block *)(void *)(memory + before);
}

static bool is_mapped(size_t size)
{
	return size >= HUGE_PAGE;
}

static struct arena_block *block_new(size_t room)
{
	size_t size = sizeof(struct arena_block) + room;
	struct arena_block *block = is_mapped(size) ? block_map(size) : memory_new(size);

	block->size = room;
	return block;
}

static void block_free(struct arena_block *block)
{
	size_t size = sizeof(*block) + block->size;

	if (is_mapped(size))
		munmap(block, mapped_size(size));
	else
		memory_free(block);
}

void arena_release(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;

		arena->blocks = block->older;
		block_free(block);
	}
	*arena = ARENA_INIT;
}

static void add_block(struct arena *arena, size_t room)
{
	struct arena_block *block = block_new(room);

	block->older = arena->blocks;
	arena->blocks = block;
	arena->next = block->data;
	arena->left = room;
}

void arena_start(struct arena *arena, size_t room)
{
	add_block(arena, room);
}

static char *arena_take(struct arena *arena, size_t size)
{
	char *taken;

	if (!size)
		return arena->next; /* maybe NULL, which no step may be added to */
	if (size > arena->left)
		add_block(arena, block_room(arena, size));
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
