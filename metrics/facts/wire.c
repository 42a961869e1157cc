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
 *   units  count (name head line length params sloc body signature
 *          [cyclomatic cognitive nesting worst_line worst_cost, unless it is straight]
 *          [calls, if head & 128] callees: count number*)*
 *          waivers: count (line covers rule until reason)*
 *   prints see prints.c
 *
 * `head` is one byte: the kind, and 16 broken, 32 exported, 64 straight (nothing in it branches).
 * `signature` is eight bytes, little endian.  `line` is counted from that of the unit before, a callee
 * from the one before, `worst_line` from `line`; `length` is end_line - line.  The short name is part of
 * the name.  A change to this page raises FACTS_REVISION.
 */
#include "tally.h"

#include <string.h>

enum {
	HAS_QUALIFIER = 128,
	HASH_BYTES = 6,
	SIGNATURE_BYTES = 8,
	SHARED_MOST = 127, /* a hostile row cannot grow by more for each of its texts */
	HEAD_KIND = 15,
	HEAD_BROKEN = 16,
	HEAD_EXPORTED = 32,
	HEAD_STRAIGHT = 64,
	HEAD_CALLS = 128,
	FLAG_GENERATED = 1,
	FLAG_MAIN = 2,
};

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
		wire_put_fixed(out, facts->definitions[i].name, HASH_BYTES);
		wire_put(out, facts->definitions[i].flags);
		wire_put(out, facts->definitions[i].line);
	}
	wire_put(out, facts->reference_count);
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		wire_put_fixed(out, reference->name, HASH_BYTES);
		bytes_add_char(out, (char)(reference->flags |
		                           (reference->qualifier ? HAS_QUALIFIER : 0)));
		if (reference->qualifier)
			wire_put_fixed(out, reference->qualifier, HASH_BYTES);
	}
}

static void get_names(struct facts *facts, struct wire *in, struct arena *arena)
{
	facts->definition_count = wire_get_count(in, HASH_BYTES + 2);
	facts->definitions =
		arena_new(arena, facts->definition_count * sizeof(*facts->definitions));
	for (size_t i = 0; i < facts->definition_count && !in->broken; i++) {
		facts->definitions[i].name = wire_get_fixed(in, HASH_BYTES);
		facts->definitions[i].flags = get_small(in, 256);
		facts->definitions[i].line = get_number(in);
	}
	facts->reference_count = wire_get_count(in, HASH_BYTES + 1);
	facts->references = arena_new(arena, facts->reference_count * sizeof(*facts->references));
	for (size_t i = 0; i < facts->reference_count && !in->broken; i++) {
		struct reference *reference = &facts->references[i];
		uint8_t flags;

		reference->name = wire_get_fixed(in, HASH_BYTES);
		flags = (uint8_t)wire_get_fixed(in, 1);
		reference->flags = flags & (HAS_QUALIFIER - 1);
		if (flags & HAS_QUALIFIER)
			reference->qualifier = wire_get_fixed(in, HASH_BYTES);
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

_Static_assert(UNIT_KIND_COUNT <= HEAD_KIND + 1, "a kind has four bits");

static bool is_straight(const struct unit *unit)
{
	return unit->cyclomatic == 1 && !unit->cognitive && !unit->nesting && !unit->worst_line &&
	       !unit->worst_cost;
}

static uint8_t head_of(const struct unit *unit)
{
	return (uint8_t)(unit->kind | (unit->quality == QUALITY_BROKEN ? HEAD_BROKEN : 0) |
	                 (unit->exported ? HEAD_EXPORTED : 0) |
	                 (is_straight(unit) ? HEAD_STRAIGHT : 0) | (unit->calls ? HEAD_CALLS : 0));
}

static void put_branches(const struct unit *unit, struct bytes *out)
{
	wire_put(out, unit->cyclomatic);
	wire_put(out, unit->cognitive);
	wire_put(out, unit->nesting);
	wire_put(out, unit->worst_line - unit->line);
	wire_put(out, unit->worst_cost);
}

static void get_branches(struct unit *unit, struct wire *in)
{
	unit->cyclomatic = get_number(in);
	unit->cognitive = get_number(in);
	unit->nesting = get_number(in);
	unit->worst_line = unit->line + get_number(in);
	unit->worst_cost = get_number(in);
}

static void put_unit(const struct unit *unit, const struct unit *before, struct bytes *out)
{
	uint8_t head = head_of(unit);
	uint32_t callee = 0;

	put_text_after(out, before->name, unit->name);
	bytes_add_char(out, (char)head);
	wire_put(out, unit->line - before->line);
	wire_put(out, unit->end_line - unit->line);
	wire_put(out, unit->params);
	wire_put(out, unit->sloc);
	wire_put_fixed(out, unit->body, HASH_BYTES);
	wire_put_fixed(out, unit->signature, SIGNATURE_BYTES);
	if (!(head & HEAD_STRAIGHT))
		put_branches(unit, out);
	if (head & HEAD_CALLS)
		wire_put_fixed(out, unit->calls, HASH_BYTES);
	wire_put(out, unit->callee_count);
	for (size_t i = 0; i < unit->callee_count; callee = unit->callees[i++])
		wire_put(out, unit->callees[i] - callee);
}

static uint8_t get_head(struct unit *unit, struct wire *in)
{
	uint8_t head = (uint8_t)wire_get_fixed(in, 1);

	unit->kind = head & HEAD_KIND;
	if (unit->kind >= UNIT_KIND_COUNT)
		in->broken = true;
	unit->quality = head & HEAD_BROKEN ? QUALITY_BROKEN : QUALITY_MEASURED;
	unit->exported = head & HEAD_EXPORTED;
	return head;
}

static void get_callees(struct unit *unit, size_t units, struct wire *in, struct arena *arena)
{
	uint64_t callee = 0;

	unit->callee_count = wire_get_count(in, 1);
	unit->callees = arena_new(arena, unit->callee_count * sizeof(*unit->callees));
	for (size_t i = 0; i < unit->callee_count && !in->broken; i++) {
		callee += get_number(in);
		if (callee >= units)
			in->broken = true;
		unit->callees[i] = (uint32_t)callee;
	}
}

static void get_unit(struct unit *unit, const struct unit *before, const struct facts *facts,
                     struct wire *in, struct arena *arena)
{
	struct text rest;
	uint8_t head;

	unit->name = get_text_after(in, before->name, arena);
	unit->short_name = name_hash(last_part(unit->name, facts->language->joint, &rest));
	head = get_head(unit, in);
	unit->line = before->line + get_number(in);
	unit->end_line = unit->line + get_number(in);
	if (unit->end_line < unit->line)
		in->broken = true;
	unit->params = get_number(in);
	unit->sloc = get_number(in);
	unit->body = wire_get_fixed(in, HASH_BYTES);
	unit->signature = wire_get_fixed(in, SIGNATURE_BYTES);
	if (head & HEAD_STRAIGHT)
		unit->cyclomatic = 1;
	else
		get_branches(unit, in);
	if (head & HEAD_CALLS)
		unit->calls = wire_get_fixed(in, HASH_BYTES);
	get_callees(unit, facts->unit_count, in, arena);
}

enum { UNIT_LEAST = 8 + HASH_BYTES + SIGNATURE_BYTES };

/* What the first one is counted from. */
static const struct unit no_unit = { .name = { "", 0 } };

void facts_encode_units(const struct facts *facts, struct bytes *out)
{
	wire_put(out, facts->unit_count);
	for (size_t i = 0; i < facts->unit_count; i++)
		put_unit(&facts->units[i], i ? &facts->units[i - 1] : &no_unit, out);
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
		get_unit(&facts->units[i], i ? &facts->units[i - 1] : &no_unit, facts, &wire,
		         arena);
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
