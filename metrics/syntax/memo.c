#include "memo.h"

struct note {
	const struct language *language;
	struct text lines;
	uint64_t what;
};

struct notes {
	struct hash_map index; /* of hashes of lines */
	struct note *items;
	size_t count, capacity;
	struct arena arena; /* of lines */
};

struct memo {
	struct notes now, last;
};

struct memo *memo_new(void)
{
	return memory_new(sizeof(struct memo));
}

static void forget(struct notes *notes)
{
	hash_map_release(&notes->index);
	memory_free(notes->items);
	arena_release(&notes->arena);
	*notes = (struct notes){ 0 };
}

void memo_free(struct memo *memo)
{
	forget(&memo->now);
	forget(&memo->last);
	memory_free(memo);
}

void memo_turn(struct memo *memo)
{
	if (!memo->now.count)
		return;
	forget(&memo->last);
	memo->last = memo->now;
	memo->now = (struct notes){ 0 };
}

static uint64_t key_of(const struct language *language, struct text lines)
{
	return hash_mix(text_hash(lines), language->id);
}

static const struct note *look_up(const struct notes *notes, const struct language *language,
                                  struct text lines)
{
	uint32_t at = hash_map_get(&notes->index, key_of(language, lines));
	const struct note *note = at == MAP_NONE ? NULL : &notes->items[at];

	return note && note->language == language && text_equal(note->lines, lines) ? note : NULL;
}

void memo_keep(struct memo *memo, const struct language *language, struct text lines, uint64_t what)
{
	struct notes *notes = &memo->now;

	*hash_map_at(&notes->index, key_of(language, lines)) = (uint32_t)notes->count;
	notes->items =
		array_grow(notes->items, &notes->capacity, notes->count, sizeof(*notes->items));
	notes->items[notes->count++] =
		(struct note){ language, arena_text(&notes->arena, lines), what };
}

const uint64_t *memo_find(struct memo *memo, const struct language *language, struct text lines)
{
	const struct note *note = look_up(&memo->now, language, lines);

	if (!note && (note = look_up(&memo->last, language, lines)))
		memo_keep(memo, language, lines, note->what);
	return note ? &note->what : NULL;
}
