/*
 * Facts as bytes, for the store and for the pipe from a worker.
 *
 * All numbers are unsigned LEB128, texts are a size and their bytes, hashes
 * are six bytes, little endian.  A target or a unit's name begins like the one before it,
 * and is the number of bytes that both share, 127 at most, and the text behind them.  In order:
 *
 *   links  refusal lines sloc error_bytes flags(1 generated, 2 main) package
 *          imports: count (kind flags line target name alias)*
 *          definitions: count (hash flags line)*
 *          references: count (hash flags [hash of the qualifier, if flags & 128])*
 *          sketch: as a text, four bytes a hash, little endian
 *   units  count (name kind quality exported line length cyclomatic cognitive
 *          nesting params sloc worst_line worst_cost body signature calls short_name
 *          callees: count number*)*
 *          waivers: count (line covers rule until reason)*
 *   prints see prints.c
 *
 * `signature` is eight bytes, little endian.  `length` is
 * end_line - line.  A change to this page raises FACTS_REVISION.
 */
#include "bole/facts.h"

#include <string.h>

enum {
	HAS_QUALIFIER = 128,
	HASH_BYTES = 6,
	SHARED_MOST = 127, /* a hostile row cannot grow by more for each of its texts */
	FLAG_GENERATED = 1,
	FLAG_MAIN = 2,
};

static void put_hash(struct bytes *out, uint64_t hash)
{
	unsigned char digits[HASH_BYTES];

	for (int i = 0; i < HASH_BYTES; i++)
		digits[i] = (unsigned char)(hash >> (8 * i));
	bytes_add(out, digits, sizeof(digits));
}

static uint64_t get_hash(struct wire *in)
{
	uint64_t hash = 0;

	if (in->broken || in->end - in->next < HASH_BYTES) {
		in->broken = true;
		return 0;
	}
	for (int i = 0; i < HASH_BYTES; i++)
		hash |= (uint64_t)*in->next++ << (8 * i);
	return hash;
}

static uint32_t get_number(struct wire *in)
{
	uint64_t value = wire_get(in);

	if (value > UINT32_MAX)
		in->broken = true;
	return in->broken ? 0 : (uint32_t)value;
}

static uint8_t get_small(struct wire *in, uint32_t count)
{
	uint32_t value = get_number(in);

	if (value >= count)
		in->broken = true;
	return in->broken ? 0 : (uint8_t)value;
}

static struct text get_text(struct wire *in, struct arena *arena)
{
	return arena_text(arena, wire_get_text(in));
}

static void put_text_after(struct bytes *out, struct text before, struct text text)
{
	size_t shared = 0;

	while (shared < SHARED_MOST && shared < before.size && shared < text.size &&
	       before.data[shared] == text.data[shared])
		shared++;
	wire_put(out, shared);
	wire_put_text(out, (struct text){ text.data + shared, text.size - shared });
}

static struct text get_text_after(struct wire *in, struct text before, struct arena *arena)
{
	size_t shared = get_small(in, SHARED_MOST + 1);
	struct text rest = wire_get_text(in);
	char *text;

	if (shared > before.size)
		in->broken = true;
	if (in->broken)
		return TEXT("");
	text = arena_new(arena, shared + rest.size + 1);
	memcpy(text, before.data, shared);
	memcpy(text + shared, rest.data, rest.size);
	return (struct text){ text, shared + rest.size };
}

/* --- links ------------------------------------------------------------------------ */

static void put_imports(const struct facts *facts, struct bytes *out)
{
	struct text before = TEXT("");

	wire_put(out, facts->import_count);
	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		wire_put(out, import->kind);
		wire_put(out, import->flags);
		wire_put(out, import->line);
		put_text_after(out, before, import->target);
		before = import->target;
		wire_put_text(out, import->name);
		wire_put_text(out, import->alias);
	}
}

static void get_imports(struct facts *facts, struct wire *in, struct arena *arena)
{
	struct text before = TEXT("");

	facts->import_count = wire_get_count(in, 7);
	facts->imports = arena_new(arena, facts->import_count * sizeof(*facts->imports));
	for (size_t i = 0; i < facts->import_count && !in->broken; i++) {
		struct import *import = &facts->imports[i];

		import->kind = get_small(in, IMPORT_KIND_COUNT);
		import->flags = get_small(in, 256);
		import->line = get_number(in);
		before = import->target = get_text_after(in, before, arena);
		import->name = get_text(in, arena);
		import->alias = get_text(in, arena);
	}
}

static void put_names(const struct facts *facts, struct bytes *out)
{
	wire_put(out, facts->definition_count);
	for (size_t i = 0; i < facts->definition_count; i++) {
		put_hash(out, facts->definitions[i].name);
		wire_put(out, facts->definitions[i].flags);
		wire_put(out, facts->definitions[i].line);
	}
	wire_put(out, facts->reference_count);
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		put_hash(out, reference->name);
		bytes_add_char(out, (char)(reference->flags |
		                           (reference->qualifier ? HAS_QUALIFIER : 0)));
		if (reference->qualifier)
			put_hash(out, reference->qualifier);
	}
}

static void get_names(struct facts *facts, struct wire *in, struct arena *arena)
{
	facts->definition_count = wire_get_count(in, HASH_BYTES + 2);
	facts->definitions =
		arena_new(arena, facts->definition_count * sizeof(*facts->definitions));
	for (size_t i = 0; i < facts->definition_count && !in->broken; i++) {
		facts->definitions[i].name = get_hash(in);
		facts->definitions[i].flags = get_small(in, 256);
		facts->definitions[i].line = get_number(in);
	}
	facts->reference_count = wire_get_count(in, HASH_BYTES + 1);
	facts->references = arena_new(arena, facts->reference_count * sizeof(*facts->references));
	for (size_t i = 0; i < facts->reference_count && !in->broken; i++) {
		struct reference *reference = &facts->references[i];
		uint8_t flags;

		reference->name = get_hash(in);
		if (in->next == in->end)
			in->broken = true;
		if (in->broken)
			break;
		flags = *in->next++;
		reference->flags = flags & (HAS_QUALIFIER - 1);
		if (flags & HAS_QUALIFIER)
			reference->qualifier = get_hash(in);
	}
}

/* As it is: sketches are looked through, and never read one by one. */
static void get_sketch(struct facts *facts, struct wire *in, struct arena *arena)
{
	facts->sketch = get_text(in, arena);
	if (facts->sketch.size % SKETCH_HASH)
		in->broken = true;
}

void facts_encode_links(const struct facts *facts, struct bytes *out)
{
	wire_put(out, facts->refusal);
	wire_put(out, facts->lines);
	wire_put(out, facts->sloc);
	wire_put(out, facts->error_bytes);
	wire_put(out, (facts->generated ? FLAG_GENERATED : 0) | (facts->has_main ? FLAG_MAIN : 0));
	wire_put_text(out, facts->package);
	put_imports(facts, out);
	put_names(facts, out);
	wire_put_text(out, facts->sketch);
}

bool facts_decode_links(struct facts *facts, struct text in, struct arena *arena)
{
	struct wire wire = wire_open(in);
	uint32_t flags;

	facts->refusal = get_small(&wire, REFUSAL_COUNT);
	facts->lines = get_number(&wire);
	facts->sloc = get_number(&wire);
	facts->error_bytes = get_number(&wire);
	flags = get_number(&wire);
	facts->generated = flags & FLAG_GENERATED;
	facts->has_main = flags & FLAG_MAIN;
	facts->package = get_text(&wire, arena);
	get_imports(facts, &wire, arena);
	get_names(facts, &wire, arena);
	get_sketch(facts, &wire, arena);
	return !wire.broken && wire.next == wire.end;
}

/* --- units ------------------------------------------------------------------------ */

static void put_unit(const struct unit *unit, struct text before, struct bytes *out)
{
	put_text_after(out, before, unit->name);
	wire_put(out, unit->kind);
	wire_put(out, unit->quality);
	wire_put(out, unit->exported);
	wire_put(out, unit->line);
	wire_put(out, unit->end_line - unit->line);
	wire_put(out, unit->cyclomatic);
	wire_put(out, unit->cognitive);
	wire_put(out, unit->nesting);
	wire_put(out, unit->params);
	wire_put(out, unit->sloc);
	wire_put(out, unit->worst_line);
	wire_put(out, unit->worst_cost);
	put_hash(out, unit->body);
	wire_put_fixed64(out, unit->signature);
	put_hash(out, unit->calls);
	put_hash(out, unit->short_name);
	wire_put(out, unit->callee_count);
	for (size_t i = 0; i < unit->callee_count; i++)
		wire_put(out, unit->callees[i]);
}

static void get_unit(struct unit *unit, struct text before, size_t units, struct wire *in,
                     struct arena *arena)
{
	unit->name = get_text_after(in, before, arena);
	unit->kind = get_small(in, UNIT_KIND_COUNT);
	unit->quality = get_small(in, QUALITY_BROKEN + 1);
	unit->exported = get_small(in, 2);
	unit->line = get_number(in);
	unit->end_line = unit->line + get_number(in);
	if (unit->end_line < unit->line)
		in->broken = true;
	unit->cyclomatic = get_number(in);
	unit->cognitive = get_number(in);
	unit->nesting = get_number(in);
	unit->params = get_number(in);
	unit->sloc = get_number(in);
	unit->worst_line = get_number(in);
	unit->worst_cost = get_number(in);
	unit->body = get_hash(in);
	unit->signature = wire_get_fixed64(in);
	unit->calls = get_hash(in);
	unit->short_name = get_hash(in);
	unit->callee_count = wire_get_count(in, 1);
	unit->callees = arena_new(arena, unit->callee_count * sizeof(*unit->callees));
	for (size_t i = 0; i < unit->callee_count && !in->broken; i++) {
		unit->callees[i] = get_number(in);
		if (unit->callees[i] >= units)
			in->broken = true;
	}
}

enum { UNIT_LEAST = 14 + 8 + 3 * HASH_BYTES + 1 };

void facts_encode_units(const struct facts *facts, struct bytes *out)
{
	wire_put(out, facts->unit_count);
	for (size_t i = 0; i < facts->unit_count; i++)
		put_unit(&facts->units[i], i ? facts->units[i - 1].name : TEXT(""), out);
	wire_put(out, facts->waiver_count);
	for (size_t i = 0; i < facts->waiver_count; i++) {
		wire_put(out, facts->waivers[i].line);
		wire_put(out, facts->waivers[i].covers);
		wire_put_text(out, facts->waivers[i].rule);
		wire_put_text(out, facts->waivers[i].until);
		wire_put_text(out, facts->waivers[i].reason);
	}
}

bool facts_decode_units(struct facts *facts, struct text in, struct arena *arena)
{
	struct wire wire = wire_open(in);

	facts->unit_count = wire_get_count(&wire, UNIT_LEAST);
	facts->units = arena_new(arena, facts->unit_count * sizeof(*facts->units));
	for (size_t i = 0; i < facts->unit_count && !wire.broken; i++)
		get_unit(&facts->units[i], i ? facts->units[i - 1].name : TEXT(""),
		         facts->unit_count, &wire, arena);
	facts->waiver_count = wire_get_count(&wire, 5);
	facts->waivers = arena_new(arena, facts->waiver_count * sizeof(*facts->waivers));
	for (size_t i = 0; i < facts->waiver_count && !wire.broken; i++) {
		facts->waivers[i].line = get_number(&wire);
		facts->waivers[i].covers = get_number(&wire);
		facts->waivers[i].rule = get_text(&wire, arena);
		facts->waivers[i].until = get_text(&wire, arena);
		facts->waivers[i].reason = get_text(&wire, arena);
	}
	return !wire.broken && wire.next == wire.end;
}

void facts_encode_prints(const struct facts *facts, struct bytes *out)
{
	bytes_add_text(out, facts->prints);
}

/* --- increments --------------------------------------------------------------------- */

void facts_encode_increments(const struct facts *facts, struct bytes *out)
{
	wire_put(out, facts->increment_count);
	for (size_t i = 0; i < facts->increment_count; i++) {
		const struct increment *increment = &facts->increments[i];

		wire_put(out, increment->unit);
		wire_put(out, increment->line);
		wire_put(out, increment->cognitive);
		wire_put(out, increment->cyclomatic);
		wire_put(out, increment->nesting);
		wire_put(out, increment->start);
		wire_put(out, increment->end);
		wire_put_text(out, text_of(increment->what));
	}
}

bool facts_decode_increments(struct facts *facts, struct text in, struct arena *arena)
{
	struct wire wire = wire_open(in);

	facts->increment_count = wire_get_count(&wire, 8);
	facts->increments = arena_new(arena, facts->increment_count * sizeof(*facts->increments));
	for (size_t i = 0; i < facts->increment_count && !wire.broken; i++) {
		struct increment *increment = &facts->increments[i];

		increment->unit = get_number(&wire);
		increment->line = get_number(&wire);
		increment->cognitive = get_number(&wire);
		increment->cyclomatic = get_number(&wire);
		increment->nesting = get_number(&wire);
		increment->start = get_number(&wire);
		increment->end = get_number(&wire);
		increment->what = get_text(&wire, arena).data;
	}
	return !wire.broken && wire.next == wire.end;
}
