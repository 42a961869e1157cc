/*
 * Which files lead elsewhere when others define something else?  Those that
 * mention a name which is defined no more, or newly, or as something else.  The
 * traces tell of too many rather than of too few: to resolve a file again for nothing
 * changes nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "c_includes.h"
#include "csharp.h"
#include "kept.h"
#include "kept_packages.h"
#include "paths.h"

enum { NAMES_MOST = 4096 };

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
	uint64_t expanded;   /* the name whose macros are being looked for */
	struct text package; /* that is being looked for, and whether a file of it stayed */
	bool stayed;
};

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
	const struct user *users;
	size_t count;

	(void)flags;
	if (!c_is_header(kept->files[file].path))
		return;
	kept_add_again(kept, file); /* it may include itself, which is no link */
	users = regions_users(kept->known, file, &count);
	for (size_t i = 0; i < count; i++)
		if (users[i].kind == EDGE_INCLUDE)
			kept_add_again(kept, users[i].from);
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
	if (facts)
		kept_spend(finding->kept, facts->reference_count);
	for (size_t i = 0; facts && i < facts->reference_count; i++)
		if ((facts->references[i].flags & REFERS_EXPANSION) &&
		    facts->references[i].name == finding->expanded)
			add_moved(finding, trace_family(facts->language),
			          facts->references[i].qualifier);
}

static void note_user(void *context, uint32_t file, uint8_t flags)
{
	(void)flags;
	kept_add_again(context, file);
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

/* Do modules hand names of others on? */
static bool hands_names(enum link_style style)
{
	return style == LINKS_PYTHON || style == LINKS_SCRIPT;
}

static void compare(struct finding *finding, const struct source_file *was,
                    const struct source_file *is)
{
	enum link_style style = is->facts->language->link_style;

	if (!traces_tell_of(style)) {
		finding->kept->failed = true;
		return;
	}
	if (hands_names(style))
		return; /* see kept_find_takers */
	if (facts_face(was->facts) != facts_face(is->facts)) {
		compare_definitions(finding, was, is);
		if (style == LINKS_C)
			note_methods(finding, was, is);
	}
	if (style == LINKS_GO)
		kept_find_lost_imports(finding->kept, was, is->facts);
	if (style == LINKS_C) {
		note_macros(finding, was->facts, is->facts);
		note_macros(finding, is->facts, was->facts);
	}
}

static bool has_globals(const struct facts *facts)
{
	bool has = false;

	for (size_t i = 0; i < facts->import_count; i++)
		has |= facts->language->link_style == LINKS_CSHARP &&
		       csharp_is_global(&facts->imports[i]);
	return has;
}

static void compare_with_before(struct finding *finding, uint32_t file)
{
	struct kept *kept = finding->kept;
	const struct source_file *is = &kept->files[file];
	struct source_file was;

	if (!kept->keeper->before(kept->keeper->context, kept_was(kept, file), &was) ||
	    was.facts->generated != is->facts->generated ||
	    !text_equal(was.facts->package, is->facts->package) ||
	    ((has_globals(was.facts) || has_globals(is->facts)) &&
	     facts_face(was.facts) != facts_face(is->facts)))
		kept->failed = true;
	else
		compare(finding, &was, is);
	if (!kept->failed && hands_names(is->facts->language->link_style))
		kept_find_takers(kept, file, was.facts, is->facts);
}

/* --- files that came or went ------------------------------------------------------------------ */

static struct source_file without_facts(const struct source_file *file, struct facts *none)
{
	*none = (struct facts){ .language = file->facts->language };
	return (struct source_file){ file->path, none, file->label };
}

/* The same, or around it. */
static bool is_in_package(struct text package, struct text outer)
{
	if (package.size <= outer.size)
		return text_equal(package, outer);
	return outer.size && package.data[outer.size] == '.' &&
	       memcmp(package.data, outer.data, outer.size) == 0;
}

static void notice_stayed(void *context, uint32_t file, uint8_t flags)
{
	struct finding *finding = context;
	const struct regions_keeper *keeper = finding->kept->keeper;
	struct text package = keeper->package(keeper->context, kept_was(finding->kept, file));

	(void)flags;
	finding->stayed |= is_in_package(package, finding->package);
}

/* A package that came or went with the file: imports mean it by its last part.  Of one that
 * has no name nothing is known. */
static void note_package(struct finding *finding, const struct source_file *file,
                         struct text package)
{
	uint32_t family = trace_family(file->facts->language);
	size_t start = package.size;

	finding->package = package;
	finding->stayed = false;
	kept_look(finding->kept, trace_key(TRACE_PACKAGE, family, text_hash(package)), false,
	          notice_stayed, finding);
	if (finding->stayed)
		return;
	finding->kept->failed |= !package.size;
	while (start > 0 && package.data[start - 1] != trace_dot(file->facts->language->link_style))
		start--;
	add_moved(finding, family,
	          name_hash((struct text){ package.data + start, package.size - start }));
}

/* And those around it: C#. */
static void note_namespaces(struct finding *finding, const struct source_file *file)
{
	struct text package = file->facts->package;

	for (size_t i = package.size; i > 0; i--)
		if (i == package.size || package.data[i] == '.')
			note_package(finding, file, (struct text){ package.data, i });
	finding->kept->failed |= has_globals(file->facts);
}

/* Of a class that is called like it no definition need be seen. */
static void note_come_or_gone(struct finding *finding, const struct source_file *file)
{
	enum link_style style = file->facts->language->link_style;

	kept_find_path_users(finding->kept, file);
	if (style == LINKS_JAVA || style == LINKS_PHP) {
		add_moved(finding, trace_family(file->facts->language), trace_stem(file->path));
		note_package(finding, file, file->facts->package);
	}
	if (style == LINKS_CSHARP)
		note_namespaces(finding, file);
	if (style == LINKS_GO)
		kept_compare_package(finding->kept, file);
}

static void compare_changed(struct finding *finding, uint32_t number)
{
	const struct source_file *file = &finding->kept->files[number];
	struct source_file nothing;
	struct facts none;

	kept_add_again(finding->kept, number);
	if (kept_was(finding->kept, number) != MAP_NONE) {
		compare_with_before(finding, number);
		return;
	}
	nothing = without_facts(file, &none);
	note_come_or_gone(finding, file);
	compare(finding, &nothing, file);
}

static void compare_gone(struct finding *finding, const struct source_file *file)
{
	struct facts none;
	struct source_file nothing = without_facts(file, &none);

	note_come_or_gone(finding, file);
	compare(finding, file, &nothing);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void kept_find_again(struct kept *kept)
{
	struct finding finding = { .kept = kept };

	for (size_t i = 0; i < kept->changed_count && !kept->failed; i++)
		compare_changed(&finding, kept->changed[i]);
	for (size_t i = 0; i < kept->gone_count && !kept->failed; i++)
		compare_gone(&finding, &kept->gone[i]);
	find_users(&finding);
	kept_find_all_takers(kept);
	if (kept->again_count)
		qsort(kept->again, kept->again_count, sizeof(*kept->again), by_number);
	hash_map_release(&finding.seen);
	memory_free(finding.moved);
}
