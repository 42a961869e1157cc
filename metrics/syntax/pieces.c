#include "pieces.h"

#include <stdint.h>
#include <string.h>

#include "bole/base.h"

#if defined(__SANITIZE_ADDRESS__) /* it is to see each piece */
enum { SMALL_MOST = 16 };
#else
enum { SMALL_MOST = 512 }; /* what is larger comes from malloc */
#endif

enum {
	STEP = 16, /* sizes are multiples of it */
	CHUNK = 32 << 10,
	SPARE_MOST = 64, /* chunks that are kept though nothing is in them */
};

/* In front of each piece; the core wants its memory aligned as pointers are. */
struct piece {
	struct chunk *chunk; /* NULL: malloc's */
	struct piece *next;  /* while it is free: here begins what the core gets */
};

enum { HEAD = offsetof(struct piece, next) };

struct chunk {
	struct chunk *older, *newer; /* of its size, with room; or of those that are full */
	struct piece *free;
	size_t fresh; /* bytes that were cut */
	uint32_t size, used;
	_Alignas(STEP) char room[];
};

enum { ROOM = CHUNK - (int)sizeof(struct chunk) };

/* A piece from malloc. */
struct large {
	struct large *older, *newer;
	struct piece piece;
};

enum { LARGE_HEAD = offsetof(struct large, piece.next) };

struct pool {
	struct chunk *with_room[SMALL_MOST / STEP + 1];
	struct chunk *full;
	struct large *large;
};

/* The core's allocator is one for the whole process, and asks without a context. */
static struct {
	struct pool lasting, passing;
	struct pool *now;
	struct chunk *spare;
	size_t spares;
} all = { .now = &all.lasting };

static struct piece *piece_of(void *memory)
{
	return (struct piece *)((char *)memory - HEAD);
}

/* --- chunks --------------------------------------------------------------------------- */

static bool is_full(const struct chunk *chunk)
{
	return !chunk->free && chunk->fresh + chunk->size > ROOM;
}

static void link_chunk(struct chunk **list, struct chunk *chunk)
{
	chunk->newer = NULL;
	chunk->older = *list;
	if (*list)
		(*list)->newer = chunk;
	*list = chunk;
}

static void unlink_chunk(struct chunk **list, struct chunk *chunk)
{
	if (chunk->older)
		chunk->older->newer = chunk->newer;
	if (chunk->newer)
		chunk->newer->older = chunk->older;
	else
		*list = chunk->older;
}

static struct chunk *chunk_new(size_t size)
{
	struct chunk *chunk = all.spare;

	if (chunk) {
		all.spare = chunk->older;
		all.spares--;
	} else {
		chunk = memory_resize(NULL, CHUNK);
	}
	*chunk = (struct chunk){ .size = (uint32_t)size };
	link_chunk(&all.now->with_room[size / STEP], chunk);
	return chunk;
}

/* It is on no list any more. */
static void retire(struct chunk *chunk)
{
	if (all.spares == SPARE_MOST) {
		memory_free(chunk);
		return;
	}
	chunk->older = all.spare;
	all.spare = chunk;
	all.spares++;
}

static void retire_list(struct chunk **list)
{
	struct chunk *chunk;

	while ((chunk = *list)) {
		*list = chunk->older;
		retire(chunk);
	}
}

/* --- pieces ---------------------------------------------------------------------------- */

static struct large *large_of(struct piece *piece)
{
	return (struct large *)((char *)piece - offsetof(struct large, piece));
}

/* Its neighbours are told where it lies. */
static void settle(struct large *large)
{
	if (large->older)
		large->older->newer = large;
	if (large->newer)
		large->newer->older = large;
	else
		all.now->large = large;
}

static void *large_new(size_t size)
{
	struct large *large = memory_resize(NULL, size + LARGE_HEAD);

	*large = (struct large){ .older = all.now->large };
	settle(large);
	return &large->piece.next;
}

static void *large_resize(struct large *large, size_t size)
{
	large = memory_resize(large, size + LARGE_HEAD);
	settle(large);
	return &large->piece.next;
}

static void large_free(struct large *large)
{
	if (large->older)
		large->older->newer = large->newer;
	if (large->newer)
		large->newer->older = large->older;
	else
		all.now->large = large->older;
	memory_free(large);
}

void *piece_new(size_t wanted)
{
	size_t size = (wanted + HEAD + STEP - 1) & ~(size_t)(STEP - 1);
	struct chunk *chunk;
	struct piece *piece;

	if (wanted > SMALL_MOST - HEAD)
		return large_new(wanted);
	chunk = all.now->with_room[size / STEP];
	if (!chunk)
		chunk = chunk_new(size);
	piece = chunk->free;
	if (piece) {
		chunk->free = piece->next;
	} else {
		piece = (struct piece *)(chunk->room + chunk->fresh);
		piece->chunk = chunk;
		chunk->fresh += size;
	}
	chunk->used++;
	if (is_full(chunk)) {
		unlink_chunk(&all.now->with_room[size / STEP], chunk);
		link_chunk(&all.now->full, chunk);
	}
	return &piece->next;
}

void *piece_zeroed(size_t count, size_t size)
{
	return memset(piece_new(count * size), 0, count * size);
}

void piece_free(void *memory)
{
	struct piece *piece;
	struct chunk *chunk, **list;

	if (!memory)
		return;
	piece = piece_of(memory);
	chunk = piece->chunk;
	if (!chunk) {
		large_free(large_of(piece));
		return;
	}
	list = &all.now->with_room[chunk->size / STEP];
	if (is_full(chunk)) {
		unlink_chunk(&all.now->full, chunk);
		link_chunk(list, chunk);
	}
	piece->next = chunk->free;
	chunk->free = piece;
	if (--chunk->used == 0 && chunk->older) {
		unlink_chunk(list, chunk);
		retire(chunk);
	}
}

void *piece_resize(void *memory, size_t wanted)
{
	struct piece *piece = memory ? piece_of(memory) : NULL;
	size_t had;
	void *wider;

	if (!piece)
		return piece_new(wanted);
	if (!piece->chunk && wanted > SMALL_MOST - HEAD)
		return large_resize(large_of(piece), wanted);
	had = piece->chunk ? piece->chunk->size - HEAD : SMALL_MOST;
	if (piece->chunk && wanted <= had)
		return memory;
	wider = piece_new(wanted);
	memcpy(wider, memory, had < wanted ? had : wanted);
	piece_free(memory);
	return wider;
}

/* --- what passes ----------------------------------------------------------------------- */

void pieces_pass(void)
{
	all.now = &all.passing;
}

void pieces_last(void)
{
	struct pool *pool = &all.passing;

	for (size_t i = 0; i < sizeof(pool->with_room) / sizeof(*pool->with_room); i++)
		retire_list(&pool->with_room[i]);
	retire_list(&pool->full);
	while (pool->large)
		large_free(pool->large);
	all.now = &all.lasting;
}
