/*
 * A tree of files that were never parsed, from a description:
 *
 *	f PATH                 a file; its language by its path.  The lines behind it are its own:
 *	p PACKAGE              its package
 *	i KIND TARGET NAME ALIAS FLAGS   an import; a dot stands for an empty word
 *	d NAME FLAGS           a definition
 *	r NAME QUALIFIER FLAGS a reference
 *	u NAME                 a unit, which uses all units before it
 *	c CLASS REGION         its label, as numbers
 *	g PATH                 a guide; all lines behind it up to the next "f " are its content
 *
 * Every file goes through its encoding and back, as from a store.
 */
#ifndef TESTS_FUZZ_FAKE_TREE_H
#define TESTS_FUZZ_FAKE_TREE_H

#include "bole/regions.h"
#include "fuzz.h"

enum { FAKE_MAX = 48 };

struct fake_file {
	struct facts facts;
	struct import imports[FAKE_MAX];
	struct definition definitions[FAKE_MAX];
	struct reference references[FAKE_MAX];
	struct unit units[FAKE_MAX];
	uint32_t callees[FAKE_MAX];
	struct label label;
	struct text path;
};

struct fake_tree {
	struct arena arena;
	struct fake_file *made[FAKE_MAX];
	struct source_file files[FAKE_MAX];
	size_t count;
	struct guide_file guides[FAKE_MAX];
	size_t guide_count;
};

static unsigned fake_number(struct text word)
{
	unsigned number = 0;

	for (size_t i = 0; i < word.size && i < 4; i++)
		number = number * 10 + (unsigned char)word.data[i] % 10u;
	return number;
}

static struct text fake_word(struct text *line)
{
	struct text word = fuzz_take(line, ' ');

	return text_is(word, ".") ? TEXT("") : word;
}

static void fake_import(struct fake_file *file, struct text line)
{
	struct import *import = &file->imports[file->facts.import_count++];

	import->kind = (uint8_t)(fake_number(fake_word(&line)) % IMPORT_KIND_COUNT);
	import->line = 1;
	import->target = fake_word(&line);
	import->name = fake_word(&line);
	import->alias = fake_word(&line);
	import->flags = (uint8_t)fake_number(line);
}

static void fake_definition(struct fake_file *file, struct text line)
{
	struct definition *definition = &file->definitions[file->facts.definition_count++];

	definition->name = name_hash(fake_word(&line));
	definition->flags = (uint8_t)fake_number(line);
	definition->line = 1;
}

static void fake_reference(struct fake_file *file, struct text line)
{
	struct reference *reference = &file->references[file->facts.reference_count++];
	struct text qualifier;

	reference->name = name_hash(fake_word(&line));
	qualifier = fake_word(&line);
	reference->qualifier = qualifier.size ? name_hash(qualifier) : 0;
	reference->flags = (uint8_t)fake_number(line) & 127;
}

static void fake_unit(struct fake_file *file, struct text line)
{
	struct unit *unit = &file->units[file->facts.unit_count];

	unit->name = line;
	unit->line = unit->end_line = 1;
	unit->cyclomatic = 1;
	unit->exported = line.size % 2;
	unit->short_name = name_hash(line);
	unit->callees = file->callees;
	unit->callee_count = file->facts.unit_count;
	file->callees[file->facts.unit_count] = (uint32_t)file->facts.unit_count;
	file->facts.unit_count++;
}

static void fake_label(struct fake_file *file, struct text line)
{
	file->label.file_class = fake_number(fake_word(&line)) % FILE_CLASS_COUNT;
	file->label.declared = (int)(fake_number(line) % 4) - 1;
	file->label.by_attribute = line.size % 2;
}

static bool fake_has_room(const struct facts *facts)
{
	return facts->import_count < FAKE_MAX && facts->definition_count < FAKE_MAX &&
	       facts->reference_count < FAKE_MAX && facts->unit_count < FAKE_MAX;
}

static void fake_fact(struct fake_file *file, char what, struct text line)
{
	if (!fake_has_room(&file->facts))
		return;
	if (what == 'p')
		file->facts.package = line;
	else if (what == 'i')
		fake_import(file, line);
	else if (what == 'd')
		fake_definition(file, line);
	else if (what == 'r')
		fake_reference(file, line);
	else if (what == 'u')
		fake_unit(file, line);
	else if (what == 'c')
		fake_label(file, line);
}

static struct fake_file *fake_begin(struct fake_tree *tree, struct text path)
{
	const struct language *language = language_of(path, TEXT(""));
	struct fake_file *file;

	if (!language || tree->count == FAKE_MAX)
		return NULL;
	for (size_t i = 0; i < tree->count; i++)
		if (text_equal(tree->made[i]->path, path))
			return NULL;
	file = arena_new(&tree->arena, sizeof(*file));
	file->path = path;
	file->label.declared = DECLARED_NOT;
	file->facts.language = language;
	file->facts.imports = file->imports;
	file->facts.definitions = file->definitions;
	file->facts.references = file->references;
	file->facts.units = file->units;
	tree->made[tree->count++] = file;
	return file;
}

static int fake_by_path(const void *a, const void *b)
{
	return text_compare((*(struct fake_file *const *)a)->path,
	                    (*(struct fake_file *const *)b)->path);
}

static int fake_by_name(const void *a, const void *b)
{
	const struct reference *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->qualifier > y->qualifier) - (x->qualifier < y->qualifier);
}

static const struct facts *fake_through_wire(struct fake_tree *tree, struct fake_file *file)
{
	struct facts *facts = arena_new(&tree->arena, sizeof(*facts));
	struct bytes links = BYTES_INIT, units = BYTES_INIT;

	qsort(file->references, file->facts.reference_count, sizeof(*file->references),
	      fake_by_name);
	facts_encode_links(&file->facts, &links);
	facts_encode_units(&file->facts, &units);
	facts->language = file->facts.language;
	CLAIM(facts_decode_links(facts, bytes_text(&links), &tree->arena));
	CLAIM(facts_decode_units(facts, bytes_text(&units), &tree->arena));
	bytes_release(&links);
	bytes_release(&units);
	return facts;
}

static void fake_finish(struct fake_tree *tree)
{
	if (tree->count)
		qsort(tree->made, tree->count, sizeof(tree->made[0]), fake_by_path);
	for (size_t i = 0; i < tree->count; i++) {
		struct fake_file *file = tree->made[i];

		tree->files[i] = (struct source_file){ file->path, fake_through_wire(tree, file),
			                               file->label };
	}
}

/* The texts of the tree are slices of `input`. */
static inline void fake_read(struct fake_tree *tree, struct text input)
{
	struct fake_file *file = NULL;
	struct guide_file *guide = NULL;

	memset(tree, 0, sizeof(*tree));
	while (input.size) {
		struct text line = fuzz_take(&input, '\n');
		struct text rest = line;
		struct text what = fuzz_take(&rest, ' ');

		if (text_is(what, "f")) {
			guide = NULL;
			file = fake_begin(tree, rest);
		} else if (guide) {
			guide->content.size = (size_t)(line.data + line.size - guide->content.data);
		} else if (text_is(what, "g") && tree->guide_count < FAKE_MAX) {
			guide = &tree->guides[tree->guide_count++];
			*guide = (struct guide_file){ rest, { input.data, 0 } };
		} else if (file && what.size == 1) {
			fake_fact(file, what.data[0], rest);
		}
	}
	fake_finish(tree);
}

static inline void fake_release(struct fake_tree *tree)
{
	arena_release(&tree->arena);
}

/* --- what must hold of any regions ------------------------------------------------------ */

static inline bool has_edge(const struct regions *regions, struct user user, uint32_t to)
{
	size_t count;
	const struct edge *edges = regions_edges(regions, user.from, &count);
	bool has = false;

	for (size_t i = 0; i < count; i++)
		has |= edges[i].from == user.from && edges[i].to == to &&
		       edges[i].kind == user.kind;
	return has;
}

static inline void check_edges(const struct regions *regions)
{
	for (size_t i = 0; i < regions->edge_count; i++) {
		const struct edge *edge = &regions->edges[i];

		CLAIM(edge->from < regions->count && edge->to < regions->count);
		CLAIM(edge->from != edge->to && edge->kind < EDGE_KIND_COUNT);
		CLAIM(i == 0 || edge[-1].from < edge->from ||
		      (edge[-1].from == edge->from && edge[-1].to < edge->to));
	}
	for (size_t i = 0; i < regions->count; i++) {
		uint32_t first = regions->users_first[i], end = regions->users_first[i + 1];

		CLAIM(first <= end && end <= regions->edge_count);
		for (uint32_t at = first; at < end; at++)
			CLAIM(has_edge(regions, regions->users[at], (uint32_t)i));
	}
	CLAIM(!regions->count || regions->users_first[regions->count] == regions->edge_count);
}

static inline void check_standings(const struct regions *regions)
{
	struct bytes reason = BYTES_INIT;

	CLAIM(regions->trunk_load >= 3);
	for (uint32_t i = 0; i < regions->count; i++) {
		const struct standing *standing = &regions->standings[i];

		CLAIM(standing->region < REGION_COUNT);
		CLAIM(standing->load < regions->count && standing->fan_out < regions->count);
		CLAIM(standing->dependents < regions->count);
		CLAIM(standing->cycle != 1 && standing->cycle <= regions->count);
		CLAIM(!standing->cycle || standing->cycle_id <= i);
		CLAIM(regions_find(regions, regions->files[i].path) == i);
		bytes_clear(&reason);
		region_reason(regions, i, &reason);
		CLAIM(reason.size && !memchr(reason.data, '\n', reason.size));
	}
	bytes_release(&reason);
}

static inline void check_unit_loads(const struct regions *regions)
{
	struct mentions *mentions = mentions_gather(regions);

	for (uint32_t i = 0; i < regions->count; i++) {
		const struct facts *facts = regions->files[i].facts;
		size_t size = facts->unit_count * sizeof(uint32_t);
		uint32_t *loads = memory_new(size), *by_mentions = memory_new(size);

		unit_loads(regions, NULL, i, facts, loads);
		unit_loads(regions, mentions, i, facts, by_mentions);
		CLAIM(memcmp(loads, by_mentions, size) == 0);
		for (size_t u = 0; u < facts->unit_count; u++) {
			CLAIM(loads[u] < regions->count);
			CLAIM(unit_region(regions, i, loads[u]) < REGION_COUNT);
		}
		memory_free(by_mentions);
		memory_free(loads);
	}
	mentions_free(mentions);
}

static inline void check_regions(const struct fake_tree *tree)
{
	struct regions regions;

	regions_assign(&regions, tree->files, tree->count, tree->guides, tree->guide_count);
	regions_count_dependents(&regions);
	CLAIM(regions.count == tree->count);
	check_edges(&regions);
	check_standings(&regions);
	check_unit_loads(&regions);
	regions_release(&regions);
}

#endif
