/*
 * The attributes of one tree.
 *
 * Files of attributes come from strangers and can be made to cost much: a
 * hundred thousand lines against fifty thousand paths.  So a rule is found by
 * what it matches wherever that is possible: a whole name, a whole path, the
 * end of a name (`*.pb.go`), all below a folder (`dir/` and `**`).  Rules of one key
 * are merged as they come.  Only the rest are matched one after the other, and
 * of those a tree has a limited number.
 */
#include <string.h>

#include "attributes.h"
#include "bole/regions.h"
#include "conventions.h"
#include "paths.h"
#include "pattern.h"

enum {
	PATTERNS_MAX = 256, /* that must be matched one by one, in one tree */
	ENDINGS_MAX = 16,   /* dots of a name, from its end, at which `*.x` is looked up */
};

/* What the lines of one key say, and which line said it: the last one wins. */
struct rule {
	uint8_t says[ATTRIBUTE_COUNT];
	uint32_t line[ATTRIBUTE_COUNT];
};

struct pattern_rule {
	struct text head; /* the bytes before the first that stands for others */
	struct text rest;
	bool whole_path; /* else only the name is matched */
	uint32_t rule;
};

/* The rules of one .gitattributes file: what holds in its folder. */
struct scope {
	struct text folder;
	uint32_t lines;
	struct text_map names, endings, paths, folders, others;
	struct rule *rules;
	size_t rule_count, rule_capacity;
	struct pattern_rule *patterns;
	size_t pattern_count, pattern_capacity;
};

struct labels {
	struct arena arena;
	struct macros macros;
	struct text_map by_folder;
	struct scope *scopes;
	size_t scope_count, scope_capacity;
	size_t patterns, dropped;
};

/* What is known of one path while its scopes are read. */
struct answer {
	uint8_t says[ATTRIBUTE_COUNT];
	uint32_t line[ATTRIBUTE_COUNT]; /* 0: said by an outer scope, or by nobody */
};

struct labels *labels_new(void)
{
	return memory_new(sizeof(struct labels));
}

void labels_free(struct labels *labels)
{
	if (!labels)
		return;
	for (size_t i = 0; i < labels->scope_count; i++) {
		struct scope *scope = &labels->scopes[i];

		text_map_release(&scope->names);
		text_map_release(&scope->endings);
		text_map_release(&scope->paths);
		text_map_release(&scope->folders);
		text_map_release(&scope->others);
		memory_free(scope->rules);
		memory_free(scope->patterns);
	}
	memory_free(labels->scopes);
	memory_free(labels->macros.list);
	text_map_release(&labels->by_folder);
	arena_release(&labels->arena);
	memory_free(labels);
}

bool labels_stand_in(struct text path)
{
	return text_is(path_name(path), ".gitattributes");
}

/* --- adding -------------------------------------------------------------------------- */

struct adding {
	struct labels *labels;
	struct scope *scope;
};

/* The rule of `key` in `map`, new when there is none yet. */
static struct rule *rule_of(struct adding *adding, struct text_map *map, struct text key)
{
	struct scope *scope = adding->scope;
	uint32_t at = text_map_get(map, key);

	if (at != MAP_NONE)
		return &scope->rules[at];
	*text_map_at(map, arena_text(&adding->labels->arena, key)) = (uint32_t)scope->rule_count;
	scope->rules = array_grow(scope->rules, &scope->rule_capacity, scope->rule_count,
	                          sizeof(*scope->rules));
	scope->rules[scope->rule_count] = (struct rule){ { 0 }, { 0 } };
	return &scope->rules[scope->rule_count++];
}

/* git takes the plain beginning of a path off before it matches the rest, so that
 * in `a**` the stars begin a pattern and cross slashes. */
static struct pattern_rule split_pattern(struct text pattern, bool whole_path, size_t rule)
{
	size_t head = whole_path ? pattern_plain_size(pattern) : 0;

	return (struct pattern_rule){ { pattern.data, head },
		                      { pattern.data + head, pattern.size - head },
		                      whole_path,
		                      (uint32_t)rule };
}

/* A pattern that no map can find; NULL: there are too many. */
static struct rule *rule_of_pattern(struct adding *adding, struct text pattern, bool whole_path)
{
	struct scope *scope = adding->scope;
	size_t before = scope->rule_count;
	struct rule *rule;

	if (text_map_get(&scope->others, pattern) == MAP_NONE) {
		if (adding->labels->patterns >= PATTERNS_MAX) {
			adding->labels->dropped++;
			return NULL;
		}
		adding->labels->patterns++;
	}
	rule = rule_of(adding, &scope->others, pattern);
	if (scope->rule_count == before)
		return rule;
	scope->patterns = array_grow(scope->patterns, &scope->pattern_capacity,
	                             scope->pattern_count, sizeof(*scope->patterns));
	scope->patterns[scope->pattern_count++] =
		split_pattern(arena_text(&adding->labels->arena, pattern), whole_path, before);
	return rule;
}

static bool is_plain(struct text pattern)
{
	return pattern_plain_size(pattern) == pattern.size;
}

static struct text without_ends(struct text text, size_t first, size_t last)
{
	return (struct text){ text.data + first, text.size - first - last };
}

static struct rule *rule_for(struct adding *adding, struct text pattern)
{
	bool has_slash = memchr(pattern.data, '/', pattern.size) != NULL;

	if (!has_slash) {
		if (is_plain(pattern))
			return rule_of(adding, &adding->scope->names, pattern);
		if (text_starts(pattern, "*.") && is_plain(without_ends(pattern, 1, 0)))
			return rule_of(adding, &adding->scope->endings,
			               without_ends(pattern, 1, 0));
		return rule_of_pattern(adding, pattern, false);
	}
	if (pattern.data[0] == '/')
		pattern = without_ends(pattern, 1, 0);
	if (is_plain(pattern))
		return rule_of(adding, &adding->scope->paths, pattern);
	if (text_ends(pattern, "/**") && is_plain(without_ends(pattern, 0, 3)))
		return rule_of(adding, &adding->scope->folders, without_ends(pattern, 0, 3));
	return rule_of_pattern(adding, pattern, true);
}

static void add_rule(void *context, struct text pattern, const struct sayings *sayings)
{
	struct adding *adding = context;
	uint32_t line = ++adding->scope->lines;
	struct rule *rule = rule_for(adding, pattern);

	if (!rule)
		return;
	for (int a = 0; a < ATTRIBUTE_COUNT; a++) {
		if (sayings->of[a] == SAYS_NOTHING)
			continue;
		rule->says[a] = sayings->of[a];
		rule->line[a] = line;
	}
}

static struct scope *scope_of(struct labels *labels, struct text folder)
{
	uint32_t at = text_map_get(&labels->by_folder, folder);
	struct scope *scope;

	if (at != MAP_NONE)
		return &labels->scopes[at];
	folder = arena_text(&labels->arena, folder);
	*text_map_at(&labels->by_folder, folder) = (uint32_t)labels->scope_count;
	labels->scopes = array_grow(labels->scopes, &labels->scope_capacity, labels->scope_count,
	                            sizeof(*labels->scopes));
	scope = &labels->scopes[labels->scope_count++];
	memset(scope, 0, sizeof(*scope));
	scope->folder = folder;
	return scope;
}

void labels_add(struct labels *labels, struct text path, struct text content)
{
	struct text folder = path_folder(path);
	struct adding adding = { labels, scope_of(labels, folder) };
	size_t macros = labels->macros.count;

	attributes_read(content, &labels->macros, folder.size == 0, add_rule, &adding);
	/* Their names are slices of `content`, which may be gone tomorrow. */
	for (size_t i = macros; i < labels->macros.count; i++)
		labels->macros.list[i].name =
			arena_text(&labels->arena, labels->macros.list[i].name);
}

size_t labels_dropped(const struct labels *labels)
{
	return labels->dropped;
}

/* --- asking --------------------------------------------------------------------------- */

static void hear(const struct scope *scope, uint32_t at, struct answer *answer)
{
	const struct rule *rule;

	if (at == MAP_NONE)
		return;
	rule = &scope->rules[at];
	for (int a = 0; a < ATTRIBUTE_COUNT; a++) {
		if (rule->line[a] > answer->line[a]) {
			answer->line[a] = rule->line[a];
			answer->says[a] = rule->says[a];
		}
	}
}

static void hear_endings(const struct scope *scope, struct text name, struct answer *answer)
{
	size_t dots = 0;

	if (!scope->endings.count)
		return;
	for (size_t i = name.size; i-- > 0 && dots < ENDINGS_MAX;) {
		if (name.data[i] != '.')
			continue;
		dots++;
		hear(scope, text_map_get(&scope->endings, without_ends(name, i, 0)), answer);
	}
}

static void hear_folders(const struct scope *scope, struct text path, struct answer *answer)
{
	if (!scope->folders.count)
		return;
	for (struct text at = path_folder(path); at.size; at = path_folder(at))
		hear(scope, text_map_get(&scope->folders, at), answer);
}

/* `path` as seen from the folder of the scope. */
static void hear_scope(const struct scope *scope, struct text path, struct answer *answer)
{
	struct text name = path_name(path);

	memset(answer->line, 0, sizeof(answer->line));
	hear(scope, text_map_get(&scope->names, name), answer);
	hear(scope, text_map_get(&scope->paths, path), answer);
	hear_endings(scope, name, answer);
	hear_folders(scope, path, answer);
	for (size_t i = 0; i < scope->pattern_count; i++) {
		const struct pattern_rule *pattern = &scope->patterns[i];
		struct text whole = pattern->whole_path ? path : name;

		if (whole.size < pattern->head.size ||
		    memcmp(whole.data, pattern->head.data, pattern->head.size) != 0)
			continue;
		if (pattern_matches(pattern->rest, without_ends(whole, pattern->head.size, 0)))
			hear(scope, pattern->rule, answer);
	}
}

static void ask(const struct labels *labels, struct text path, struct answer *answer)
{
	size_t behind = 0;

	if (!labels || !labels->scope_count)
		return;
	/* From the top down: a deeper file is heard later, and so has the last word. */
	while (behind <= path.size) {
		struct text folder = { path.data, behind ? behind - 1 : 0 };
		uint32_t at = text_map_get(&labels->by_folder, folder);
		const char *slash;

		if (at != MAP_NONE)
			hear_scope(&labels->scopes[at], without_ends(path, behind, 0), answer);
		slash = memchr(path.data + behind, '/', path.size - behind);
		if (!slash)
			break;
		behind = (size_t)(slash - path.data) + 1;
	}
}

static enum file_class class_by_attribute(const struct answer *answer)
{
	if (answer->says[ATTRIBUTE_BOLE] == SAYS_UNSET)
		return FILE_EXCLUDED;
	if (answer->says[ATTRIBUTE_VENDORED] == SAYS_SET)
		return FILE_VENDORED;
	if (answer->says[ATTRIBUTE_GENERATED] == SAYS_SET)
		return FILE_GENERATED;
	if (answer->says[ATTRIBUTE_DOCUMENTATION] == SAYS_SET)
		return FILE_EXAMPLE;
	return FILE_SOURCE;
}

static unsigned classes_ruled_out(const struct answer *answer)
{
	unsigned except = 0;

	if (answer->says[ATTRIBUTE_VENDORED] == SAYS_UNSET)
		except |= 1u << FILE_VENDORED;
	if (answer->says[ATTRIBUTE_GENERATED] == SAYS_UNSET)
		except |= 1u << FILE_GENERATED;
	if (answer->says[ATTRIBUTE_DOCUMENTATION] == SAYS_UNSET)
		except |= 1u << FILE_EXAMPLE;
	return except;
}

static int declared_region(enum saying saying)
{
	switch (saying) {
	case SAYS_TRUNK:
		return REGION_TRUNK;
	case SAYS_BRANCH:
		return REGION_BRANCH;
	case SAYS_LEAF:
		return REGION_LEAF;
	default:
		return DECLARED_NOT;
	}
}

struct label labels_of(const struct labels *labels, struct text path)
{
	struct answer answer = { { 0 }, { 0 } };
	struct label label;
	unsigned except;

	ask(labels, path, &answer);
	except = classes_ruled_out(&answer);
	label.declared = declared_region((enum saying)answer.says[ATTRIBUTE_BOLE]);
	label.file_class = class_by_attribute(&answer);
	label.by_attribute = label.file_class != FILE_SOURCE || except != 0;
	if (label.file_class == FILE_SOURCE)
		label.file_class = class_by_convention(path, except);
	return label;
}
