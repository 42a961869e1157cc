/*
 * Facts from any bytes: a store is a file, and a stranger may have written it.
 * The first byte picks the part; what decodes must encode to something that
 * decodes to the same.
 */
#include "bole/facts.h"
#include "fuzz.h"

struct part {
	bool (*decode)(struct facts *facts, struct text in, struct arena *arena);
	void (*encode)(const struct facts *facts, struct bytes *out);
};

/* As the store and its readers do: kept as it is, and decoded when it is looked at. */
static bool decode_prints(struct facts *facts, struct text in, struct arena *arena)
{
	struct prints prints;

	if (!prints_decode(&prints, in, arena))
		return false;
	for (size_t i = 0; i < prints.count; i++) {
		const struct phrase *phrase = &prints.phrases[i];
		struct window window = prints_window(&prints, i, SKETCH_TOKENS);

		CLAIM(phrase->line <= phrase->end_line);
		CLAIM(phrase->first_word + phrase->words <= prints.word_count);
		CLAIM(window.end >= i && window.end <= prints.count);
	}
	facts->prints = arena_text(arena, in);
	return true;
}

static const struct part parts[] = {
	{ facts_decode_links, facts_encode_links },
	{ facts_decode_units, facts_encode_units },
	{ decode_prints, facts_encode_prints },
	{ facts_decode_increments, facts_encode_increments },
};

/* Everything that is said to be there is there. */
static uint64_t read_all(const struct facts *facts)
{
	uint64_t sum = text_hash(facts->package);

	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		CLAIM(import->kind < IMPORT_KIND_COUNT);
		sum = hash_mix(sum, text_hash(import->target) ^ text_hash(import->name));
		sum = hash_mix(sum, text_hash(import->alias));
	}
	for (size_t i = 0; i < facts->definition_count; i++)
		sum = hash_mix(sum, facts->definitions[i].name);
	for (size_t i = 0; i < facts->reference_count; i++)
		sum = hash_mix(sum, facts->references[i].name ^ facts->references[i].qualifier);
	for (size_t i = 0; i < facts->waiver_count; i++) {
		const struct waiver *waiver = &facts->waivers[i];

		sum = hash_mix(sum, text_hash(waiver->rule) ^ text_hash(waiver->until));
		sum = hash_mix(sum, text_hash(waiver->reason));
	}
	for (size_t i = 0; i < facts->increment_count; i++)
		sum = hash_mix(sum, text_hash(text_of(facts->increments[i].what)));
	return sum;
}

static void check_units(const struct facts *facts)
{
	for (size_t i = 0; i < facts->unit_count; i++) {
		const struct unit *unit = &facts->units[i];

		CLAIM(unit->kind < UNIT_KIND_COUNT && unit->quality <= QUALITY_BROKEN);
		CLAIM(unit->line <= unit->end_line);
		CLAIM(unit_debt(unit) >= unit->cognitive);
		CLAIM(unit->name.data[unit->name.size] == '\0');
		for (size_t c = 0; c < unit->callee_count; c++)
			CLAIM(unit->callees[c] < facts->unit_count);
	}
	CLAIM(facts_unmeasured(facts) <= facts->unit_count);
}

static void check_round_trip(const struct part *part, const struct facts *facts)
{
	struct facts back = { .language = facts->language };
	struct bytes once = BYTES_INIT, twice = BYTES_INIT;
	struct arena arena = ARENA_INIT;

	part->encode(facts, &once);
	CLAIM(part->decode(&back, bytes_text(&once), &arena));
	CLAIM(read_all(facts) == read_all(&back));
	part->encode(&back, &twice);
	CLAIM(text_equal(bytes_text(&once), bytes_text(&twice)));
	bytes_release(&once);
	bytes_release(&twice);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct part *part = &parts[size ? data[0] % 4 : 0];
	struct facts facts = { .language = language_by_id(1) };
	struct arena arena = ARENA_INIT;
	struct text in = size ? fuzz_text(data + 1, size - 1) : TEXT("");

	if (part->decode(&facts, in, &arena)) {
		CLAIM(facts.refusal < REFUSAL_COUNT);
		/* A small file must not become a large memory. */
		CLAIM(arena_size(&arena) <= 64 * size + (64 << 10));
		read_all(&facts);
		check_units(&facts);
		check_round_trip(part, &facts);
	}
	arena_release(&arena);
	return 0;
}
