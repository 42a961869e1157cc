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
	struct chunk *older, *newer; /* of its size, with room */
	struct piece *free;
	size_t fresh; /* bytes that were cut */
	uint32_t size, used;
	_Alignas(STEP) char room[];
};

enum { ROOM = CHUNK - (int)sizeof(struct chunk) };

/* The core's allocator is one for the whole process, and asks without a context. */
static struct {
	struct chunk *with_room[SMALL_MOST / STEP + 1];
	struct chunk *spare;
	size_t spares;
} all;

static struct piece *piece_of(void *memory)
{
	return (struct piece *)((char *)memory - HEAD);
}

/* --- chunks --------------------------------------------------------------------------- */

static bool is_full(const struct chunk *chunk)
{
	return !chunk->free && chunk->fresh + chunk->size > ROOM;
}

static void link_chunk(struct chunk *chunk)
{
	struct chunk **first = &all.with_room[chunk->size / STEP];

	chunk->newer = NULL;
	chunk->older = *first;
	if (*first)
		(*first)->newer = chunk;
	*first = chunk;
}

static void unlink_chunk(struct chunk *chunk)
{
	if (chunk->older)
		chunk->older->newer = chunk->newer;
	if (chunk->newer)
		chunk->newer->older = chunk->older;
	else
		all.with_room[chunk->size / STEP] = chunk->older;
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
	link_chunk(chunk);
	return chunk;
}

static void retire(struct chunk *chunk)
{
	unlink_chunk(chunk);
	if (all.spares == SPARE_MOST) {
		memory_free(chunk);
		return;
	}
	chunk->older = all.spare;
	all.spare = chunk;
	all.spares++;
}

/* --- pieces ---------------------------------------------------------------------------- */

static void *large_new(size_t size)
{
	struct piece *piece = memory_resize(NULL, size + HEAD);

	piece->chunk = NULL;
	return &piece->next;
}

void *piece_new(size_t wanted)
{
	size_t size = (wanted + HEAD + STEP - 1) & ~(size_t)(STEP - 1);
	struct chunk *chunk;
	struct piece *piece;

	if (wanted > SMALL_MOST - HEAD)
		return large_new(wanted);
	chunk = all.with_room[size / STEP];
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
	if (is_full(chunk))
		unlink_chunk(chunk);
	return &piece->next;
}

void *piece_zeroed(size_t count, size_t size)
{
	return memset(piece_new(count * size), 0, count * size);
}

void piece_free(void *memory)
{
	struct piece *piece;
	struct chunk *chunk;

	if (!memory)
		return;
	piece = piece_of(memory);
	chunk = piece->chunk;
	if (!chunk) {
		memory_free(piece);
		return;
	}
	if (is_full(chunk))
		link_chunk(chunk);
	piece->next = chunk->free;
	chunk->free = piece;
	if (--chunk->used == 0 && chunk->older)
		retire(chunk);
}

void *piece_resize(void *memory, size_t wanted)
{
	struct piece *piece = memory ? piece_of(memory) : NULL;
	size_t had;
	void *wider;

	if (!piece)
		return piece_new(wanted);
	if (!piece->chunk && wanted > SMALL_MOST - HEAD) {
		piece = memory_resize(piece, wanted + HEAD);
		return &piece->next;
	}
	had = piece->chunk ? piece->chunk->size - HEAD : SMALL_MOST;
	if (piece->chunk && wanted <= had)
		return memory;
	wider = piece_new(wanted);
	memcpy(wider, memory, had < wanted ? had : wanted);
	piece_free(memory);
	return wider;
}
