/*
 * duplicate: a change added a stretch that stands elsewhere already, exactly or
 * with its names exchanged.
 *
 * The level is that of the file it was put into, since nobody uses a new function
 * yet and every reader of the file meets it; in a function that was there before,
 * it is that function's own: a test or a command in a file of the trunk may have
 * nobody standing on it.  A copy of trunk code is
 * never less than a warning, wherever it is put: it will not follow when the
 * trunk is mended.  An edit of one copy that leaves the others is a note.
 *
 * Tests repeat themselves so that each can be read alone.  Those that stand in a file of source
 * are known by the name of their function, or of the module around it.
 */
#include <string.h>

#include "metrics/judge/trial.h"

/* The innermost unit around a line, or NULL. */
static const struct unit *unit_around(const struct facts *facts, uint32_t line, uint32_t end_line)
{
	const struct unit *best = NULL;

	for (size_t i = 0; facts && i < facts->unit_count; i++) {
		const struct unit *unit = &facts->units[i];

		if (unit->line <= line + 1 && unit->end_line + 1 >= end_line)
			best = unit; /* outer units come first */
	}
	return best;
}

static uint32_t unit_of_after(const struct trial *trial, const struct judged_copy *copy)
{
	const struct trial_file *file = &trial->files[copy->change];
	const struct facts *facts = file->facts[SIDE_AFTER];
	const struct unit *unit = unit_around(facts, copy->line, copy->end_line);

	return unit ? file->first[SIDE_AFTER] + (uint32_t)(unit - facts->units) : MAP_NONE;
}

/* test_it, it_test, TestIt, itTest, tests.it */
static bool is_test_word(struct text word)
{
	char next = word.size > 4 ? word.data[4] : 0;

	if (text_is(word, "test") || text_is(word, "tests") || text_starts(word, "test_"))
		return true;
	return text_ends(word, "_test") || text_ends(word, "Test") || text_ends(word, "Tests") ||
	       (text_starts(word, "Test") && next >= 'A' && next <= 'Z');
}

static bool is_test(struct text name)
{
	size_t from = 0;

	for (size_t i = 0; i <= name.size; i++) {
		if (i < name.size && name.data[i] != '.' && name.data[i] != ':')
			continue;
		if (is_test_word((struct text){ name.data + from, i - from }))
			return true;
		from = i + 1;
	}
	return false;
}

/* --- can it be used from there? --------------------------------------------------------- */

/* Does a way of dependencies lead from one file to the other? */
static bool leads_to(const struct regions *regions, uint32_t from, uint32_t to)
{
	uint8_t *seen = memory_new(regions->count);
	uint32_t *stack = memory_new(regions->count * sizeof(*stack));
	size_t depth = 0;
	bool found = false;

	/* Backwards, because users are what is indexed. */
	stack[depth++] = to;
	seen[to] = 1;
	while (depth && !found) {
		size_t count;
		const struct user *users = regions_users(regions, stack[--depth], &count);

		for (size_t i = 0; i < count; i++) {
			uint32_t user = users[i].from;

			if (user == from)
				found = true;
			if (!seen[user])
				stack[depth++] = user;
			seen[user] = 1;
		}
	}
	memory_free(seen);
	memory_free(stack);
	return found;
}

static struct text folder_of(struct text path)
{
	const char *slash = path.size ? memrchr(path.data, '/', path.size) : NULL;

	return (struct text){ path.data, slash ? (size_t)(slash - path.data) : 0 };
}

/* Files of a Go package see all of each other, and no link between them closes a cycle. */
static bool in_one_package(const struct regions *regions, uint32_t a, uint32_t b)
{
	const struct language *language = regions->files[a].facts->language;

	return language && language->link_style == LINKS_GO &&
	       text_equal(folder_of(regions->files[a].path), folder_of(regions->files[b].path));
}

static const char *way_to_use(const struct trial *trial, const struct judged_copy *copy,
                              uint32_t file, const struct unit *original)
{
	const struct regions *regions = trial->file->after.regions;

	if (file == copy->original)
		return "it is in the same file";
	if (in_one_package(regions, file, copy->original))
		return "it is in the same package: call it";
	if (original && !original->exported)
		return "it is hidden in its file: share it from there";
	if (regions_has_edge(regions, file, copy->original))
		return "this file uses that one already: call it";
	if (leads_to(regions, copy->original, file))
		return "using it would close a cycle: move it below both";
	return "nothing stands in the way of using it";
}

/* --- findings ------------------------------------------------------------------------------ */

static enum level level_for(const struct trial *trial, const struct judged_copy *copy,
                            const struct finding *finding, enum region original)
{
	enum care care = trial->files[copy->change].care;
	enum level level = level_of(trial, RULE_DUPLICATE, finding->region, care);

	if (original == REGION_TRUNK && level == LEVEL_NOTE && care == CARE_JUDGED)
		return LEVEL_WARN;
	return level;
}

static void say_copy(struct trial *trial, const struct judged_copy *copy,
                     const struct finding *finding, const struct unit *original, uint32_t file)
{
	const struct regions *regions = trial->file->after.regions;
	struct text path = regions->files[copy->original].path;
	const struct standing *standing = standing_of(regions, copy->original);

	if (finding->unit.size)
		say(trial, "%.*s:", PRINTED(finding->unit));
	else
		say(trial, "lines %u to %u:", copy->line, copy->end_line);
	say_more(trial, " %u tokens are written again%s, from ", copy->tokens,
	         copy->renamed ? " under other names" : "");
	if (original)
		say_more(trial, "%.*s in ", PRINTED(original->name));
	say_more(trial, "%.*s:%u-%u (%s", PRINTED(path), copy->original_line,
	         copy->original_end_line, region_name(standing->region));
	if (standing->load)
		say_more(trial, ", %u file%s stand%s on it", standing->load,
		         standing->load == 1 ? "" : "s", standing->load == 1 ? "s" : "");
	say_more(trial, "); %s", way_to_use(trial, copy, file, original));
	if (copy->copies)
		say_more(trial, "; %u more cop%s", copy->copies, copy->copies == 1 ? "y" : "ies");
}

/* Where the copy stands: see above. */
static void put_in_place(const struct trial *trial, const struct trial_file *file, uint32_t after,
                         struct finding *finding)
{
	finding->region = file->region;
	finding->load = file->load;
	if (after == MAP_NONE)
		return;
	finding->unit = trial->units[SIDE_AFTER][after].unit->name;
	if (trial->units[SIDE_AFTER][after].match == MAP_NONE)
		return;
	finding->region = place_of(trial, after).region;
	finding->load = place_of(trial, after).load;
}

static void judge_copy(struct trial *trial, const struct judged_copy *copy)
{
	const struct trial_file *file = &trial->files[copy->change];
	const struct regions *regions = trial->file->after.regions;
	uint32_t after = unit_of_after(trial, copy), index = file->sides[SIDE_AFTER]->index;
	const struct unit *original = unit_around(units_of_file(trial, copy->original),
	                                          copy->original_line, copy->original_end_line);
	struct finding finding = { .path = path_of(file) };

	if (file->care == CARE_SKIPPED)
		return;
	put_in_place(trial, file, after, &finding);
	finding.rule = RULE_DUPLICATE;
	finding.level =
		level_for(trial, copy, &finding, standing_of(regions, copy->original)->region);
	finding.line = copy->line;
	finding.end_line = copy->end_line;
	finding.before = UINT32_MAX;
	finding.after = copy->tokens;
	finding.limit = trial->policy->limits[RULE_DUPLICATE][finding.region];
	finding.identity = hash_mix(text_hash(regions->files[copy->original].path),
	                            original ? text_hash(original->name) : 0);
	if (copy->tokens < finding.limit || is_test(finding.unit))
		return;
	say_copy(trial, copy, &finding, original, index);
	finding_add(trial, &finding, (struct source){ copy->change, after, index });
}

static void judge_sibling(struct trial *trial, const struct judged_sibling *sibling)
{
	const struct trial_file *file = &trial->files[sibling->change];
	const struct regions *regions = trial->file->after.regions;
	const struct judged_file *after = file->sides[SIDE_AFTER];
	const struct unit *unit =
		unit_around(file->facts[SIDE_BEFORE], sibling->line, sibling->end_line);
	struct finding finding = {
		.rule = RULE_DUPLICATE,
		.region = file->region,
		.load = file->load,
		.path = path_of(file),
		.unit = unit ? unit->name : TEXT(""),
		.line = sibling->line,
		.end_line = sibling->end_line,
		.before = UINT32_MAX,
		.after = UINT32_MAX,
		.identity = hash_mix(text_hash(regions->files[sibling->sibling].path), 1),
	};

	if (file->care != CARE_JUDGED || !after)
		return;
	finding.level = level_at_most(level_of(trial, RULE_DUPLICATE, file->region, file->care),
	                              LEVEL_NOTE);
	say(trial, "one copy was changed, and %u other cop%s unchanged: %.*s:%u", sibling->siblings,
	    sibling->siblings == 1 ? "y is" : "ies are",
	    PRINTED(regions->files[sibling->sibling].path), sibling->sibling_line);
	if (sibling->siblings > 1)
		say_more(trial, " and %u more", sibling->siblings - 1);
	finding_add(trial, &finding, (struct source){ sibling->change, MAP_NONE, after->index });
}

void judge_duplicates(struct trial *trial)
{
	for (size_t i = 0; i < trial->file->copy_count; i++)
		judge_copy(trial, &trial->file->copies[i]);
	for (size_t i = 0; i < trial->file->sibling_count; i++)
		judge_sibling(trial, &trial->file->siblings[i]);
}
