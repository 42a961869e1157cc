/*
 * Which files lead elsewhere when others define something else?  Those that
 * mention a name which is defined no more, or newly, or as something else.  The
 * traces tell of too many rather than of too few: to resolve a file again for nothing
 * changes nothing.
 */
#include <stdlib.h>

#include "c_includes.h"
#include "kept.h"
#include "paths.h"

enum {
	AGAIN_MOST = 256, /* files; from some hundreds on the whole tree costs less */
	NAMES_MOST = 4096,
};

/* A name that leads elsewhere now. */
struct moved {
	uint32_t family;
	uint64_t name;
};

struct finding {
	struct kept *kept;
	struct moved *moved;
	size_t count, capacity;
	struct hash_map seen;
	uint64_t expanded; /* the name whose macros are being looked for */
};

static void add_again(struct kept *kept, uint32_t file)
{
	uint32_t *seen = hash_map_at(&kept->is_again, file);

	if (*seen != MAP_NONE)
		return;
	*seen = 1;
	kept->failed |= kept->again_count == AGAIN_MOST;
	if (kept->failed)
		return;
	kept->again = array_grow(kept->again, &kept->again_capacity, kept->again_count,
	                         sizeof(*kept->again));
	kept->again[kept->again_count++] = file;
}

static void add_moved(struct finding *finding, uint32_t family, uint64_t name)
{
	uint32_t *seen = hash_map_at(&finding->seen, hash_mix(family, name));

	if (*seen != MAP_NONE)
		return;
	*seen = 1;
	finding->kept->failed |= finding->count == NAMES_MOST;
	if (finding->kept->failed)
		return;
	finding->moved = array_grow(finding->moved, &finding->capacity, finding->count,
	                            sizeof(*finding->moved));
	finding->moved[finding->count++] = (struct moved){ family, name };
}

/* --- what a file defines otherwise ------------------------------------------------------- */

static void note_definition(struct finding *finding, const struct source_file *file,
                            const struct definition *definition)
{
	if (trace_defines(file, definition))
		add_moved(finding, trace_family(file->facts->language), definition->name);
}

static int by_name_and_flags(const struct definition *a, const struct definition *b)
{
	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	return (a->flags > b->flags) - (a->flags < b->flags);
}

/* Both ascend by name. */
static void compare_definitions(struct finding *finding, const struct source_file *was,
                                const struct source_file *is)
{
	size_t i = 0, k = 0;

	while (i < was->facts->definition_count || k < is->facts->definition_count) {
		const struct definition *old = &was->facts->definitions[i];
		const struct definition *new = &is->facts->definitions[k];
		int order = i == was->facts->definition_count  ? 1
		            : k == is->facts->definition_count ? -1
		                                               : by_name_and_flags(old, new);

		if (order < 0)
			note_definition(finding, was, old);
		if (order > 0)
			note_definition(finding, is, new);
		i += order <= 0;
		k += order >= 0;
	}
}

static void note_macros(struct finding *finding, const struct facts *facts,
                        const struct facts *other)
{
	struct hash_map calls = HASH_MAP_INIT;

	for (size_t i = 0; i < other->reference_count; i++)
		if (other->references[i].flags & REFERS_EXPANSION)
			*hash_map_at(&calls, hash_mix(other->references[i].qualifier,
			                              other->references[i].name)) = 1;
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if ((reference->flags & REFERS_EXPANSION) &&
		    hash_map_get(&calls, hash_mix(reference->qualifier, reference->name)) ==
		            MAP_NONE)
			add_moved(finding, trace_family(facts->language), reference->qualifier);
	}
	hash_map_release(&calls);
}

/* --- C++: a header and the source of its methods ------------------------------------------ */

static void find_includers(void *context, uint32_t file, uint8_t flags)
{
	struct kept *kept = context;
	const struct regions *known = kept->known;

	(void)flags;
	if (!c_is_header(kept->files[file].path))
		return;
	for (uint32_t i = known->users_first[file]; i < known->users_first[file + 1]; i++) {
		const struct edge *edge = &known->edges[known->users[i]];

		if (edge->kind == EDGE_INCLUDE)
			add_again(kept, edge->from);
	}
}

static void notice_one(void *context, uint32_t file, uint8_t flags)
{
	(void)file;
	(void)flags;
	*(bool *)context = true;
}

static void note_methods(struct finding *finding, const struct source_file *was,
                         const struct source_file *is)
{
	uint64_t stem = trace_stem(is->path);
	bool methods = c_may_be_body(was) || c_may_be_body(is);

	if (!methods)
		kept_look(finding->kept,
		          trace_key(TRACE_METHODS, trace_family(is->facts->language), stem), false,
		          notice_one, &methods);
	if (methods)
		kept_look(finding->kept, trace_key(TRACE_STEM, 0, stem), false, find_includers,
		          finding->kept);
}

/* --- macros that call it ------------------------------------------------------------------- */

static void note_users_by_macros(void *context, uint32_t file, uint8_t flags)
{
	struct finding *finding = context;
	const struct facts *facts = kept_facts(finding->kept, file);

	(void)flags;
	for (size_t i = 0; facts && i < facts->reference_count; i++)
		if ((facts->references[i].flags & REFERS_EXPANSION) &&
		    facts->references[i].name == finding->expanded)
			add_moved(finding, trace_family(facts->language),
			          facts->references[i].qualifier);
}

static void note_user(void *context, uint32_t file, uint8_t flags)
{
	(void)flags;
	add_again(context, file);
}

/* The list grows by macros while it is gone through. */
static void find_users(struct finding *finding)
{
	for (size_t i = 0; i < finding->count && !finding->kept->failed; i++) {
		struct moved moved = finding->moved[i];

		finding->expanded = moved.name;
		kept_look(finding->kept, trace_key(TRACE_EXPANDED, moved.family, moved.name), false,
		          note_users_by_macros, finding);
		kept_look(finding->kept, trace_key(TRACE_MENTION, moved.family, moved.name), false,
		          note_user, finding->kept);
	}
}

/* --- all of it --------------------------------------------------------------------------- */

static void compare(struct finding *finding, uint32_t file)
{
	struct kept *kept = finding->kept;
	const struct source_file *is = &kept->files[file];
	const struct facts *facts = kept->keeper->facts_before(kept->keeper->context, file);
	struct source_file was = { is->path, facts, is->label };

	if (!facts || !traces_tell_of(facts->language->link_style) ||
	    facts->generated != is->facts->generated ||
	    !text_equal(facts->package, is->facts->package)) {
		kept->failed = true;
		return;
	}
	if (facts_face(facts) != facts_face(is->facts)) {
		compare_definitions(finding, &was, is);
		if (facts->language->link_style == LINKS_C)
			note_methods(finding, &was, is);
	}
	if (facts->language->link_style == LINKS_C) {
		note_macros(finding, facts, is->facts);
		note_macros(finding, is->facts, facts);
	}
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void kept_find_again(struct kept *kept)
{
	struct finding finding = { .kept = kept };

	for (size_t i = 0; i < kept->changed_count && !kept->failed; i++) {
		add_again(kept, kept->changed[i]);
		compare(&finding, kept->changed[i]);
	}
	find_users(&finding);
	if (kept->again_count)
		qsort(kept->again, kept->again_count, sizeof(*kept->again), by_number);
	hash_map_release(&finding.seen);
	memory_free(finding.moved);
}
