/* Sums over time by directory or by language, from what files were at each commit. */
#include "report_past.h"

#include <stdlib.h>
#include <string.h>

enum { GROUPS_MOST = 12, NEARLY_ALL = 80 /* percent */ };

struct grouping {
	struct trend *trend;
	const struct past_commits *past;
	struct text_map index;
	struct group {
		struct text name;
		struct trend_sums now;
		uint64_t most; /* lines at any time; 0: never any source */
	} * all;
	size_t count, capacity;
	uint32_t *group_of;                  /* by path */
	struct trend_sums *file_sums;        /* by path: what is in the sums of its group */
	const struct past_changed **changes; /* by commit */
	struct text opened;                  /* a folder that holds nearly everything; or empty */
};

static struct text first_folder(struct text path)
{
	const char *slash = memchr(path.data, '/', path.size);

	return slash ? (struct text){ path.data, (size_t)(slash - path.data) } : TEXT(".");
}

/* The first folder, and a second one below a folder that holds nearly everything. */
static struct text directory_of(struct text path, struct text opened)
{
	struct text folder = first_folder(path), rest;
	bool in_folder = folder.data == path.data;
	const char *slash;

	if (!in_folder || !opened.size || !text_equal(folder, opened))
		return folder;
	rest = (struct text){ path.data + folder.size + 1, path.size - folder.size - 1 };
	slash = memchr(rest.data, '/', rest.size);
	return slash ? (struct text){ path.data, (size_t)(slash - path.data) } : folder;
}

static uint32_t group_at(struct grouping *grouping, struct text name)
{
	uint32_t *at = text_map_at(&grouping->index, name);

	if (*at != MAP_NONE)
		return *at;
	*at = (uint32_t)grouping->count;
	grouping->all = array_grow(grouping->all, &grouping->capacity, grouping->count,
	                           sizeof(*grouping->all));
	grouping->all[grouping->count] = (struct group){ .name = name };
	return (uint32_t)grouping->count++;
}

static int by_commit(const void *a, const void *b)
{
	const struct past_changed *const *x = a, *const *y = b;

	return ((*x)->commit > (*y)->commit) - ((*x)->commit < (*y)->commit);
}

static void subtract(struct trend_sums *from, const struct trend_sums *sums)
{
	from->files -= sums->files;
	from->units -= sums->units;
	from->unmeasured -= sums->unmeasured;
	from->sloc -= sums->sloc;
	from->cognitive -= sums->cognitive;
	from->cyclomatic -= sums->cyclomatic;
	from->debt -= sums->debt;
	from->burden -= sums->burden;
}

static void apply(struct grouping *grouping, const struct past_changed *change)
{
	struct group *group = &grouping->all[grouping->group_of[change->path]];
	struct trend_sums *held = &grouping->file_sums[change->path];

	subtract(&group->now, held);
	*held = (struct trend_sums){ 0 };
	if (change->file.gone)
		return;
	trend_add(held, &change->file.sums, change->file.load);
	trend_add(&group->now, &change->file.sums, change->file.load);
	if (group->now.sloc > group->most)
		group->most = group->now.sloc;
}

/* Calls nothing for commits without a snapshot: their changes are with the next one. */
static void replay(struct grouping *grouping, void (*at_point)(struct grouping *, size_t))
{
	const struct past_commits *past = grouping->past;
	size_t next = 0, point = 0;

	for (size_t i = 0; i < grouping->count; i++)
		grouping->all[i].now = (struct trend_sums){ 0 };
	memset(grouping->file_sums, 0, past->path_count * sizeof(*grouping->file_sums));
	for (uint32_t commit = 0; commit < past->count; commit++) {
		while (next < past->file_count && grouping->changes[next]->commit == commit)
			apply(grouping, grouping->changes[next++]);
		if (past->rows[commit].on_line && past->rows[commit].snapshot && at_point)
			at_point(grouping, point++);
	}
}

static int by_debt(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	if (x->now.debt != y->now.debt)
		return x->now.debt > y->now.debt ? -1 : 1;
	if (x->now.sloc != y->now.sloc)
		return x->now.sloc > y->now.sloc ? -1 : 1;
	if (!x->most != !y->most)
		return x->most ? -1 : 1;
	return text_compare(x->name, y->name);
}

static void put_point(struct grouping *grouping, size_t point)
{
	for (size_t i = 0; i < grouping->count && grouping->trend->group_count; i++) {
		size_t at = i < grouping->trend->group_count ? i : grouping->trend->group_count - 1;

		trend_add(&grouping->trend->groups[at].sums[point], &grouping->all[i].now, 0);
		grouping->trend->groups[at].sums[point].burden += grouping->all[i].now.burden;
	}
}

static void name_paths(struct grouping *grouping)
{
	const struct past_commits *past = grouping->past;
	bool by_language = strcmp(grouping->trend->grouped_by, "language") == 0;

	text_map_release(&grouping->index);
	for (size_t i = 0; i < grouping->count; i++)
		*text_map_at(&grouping->index, grouping->all[i].name) = (uint32_t)i;
	for (size_t i = 0; i < past->path_count; i++)
		grouping->group_of[i] =
			group_at(grouping,
		                 by_language ? past->paths[i].language
		                             : directory_of(past->paths[i].path, grouping->opened));
}

/* The groups of every path, by their debt today; those that never had source last. */
static void order_groups(struct grouping *grouping)
{
	grouping->count = 0;
	name_paths(grouping);
	replay(grouping, NULL);
	if (grouping->count)
		qsort(grouping->all, grouping->count, sizeof(*grouping->all), by_debt);
}

/* A folder with nearly all lines says little: what is in it says more. */
static bool open_folder(struct grouping *grouping)
{
	uint64_t lines = 0;

	if (strcmp(grouping->trend->grouped_by, "directory") != 0 || !grouping->count)
		return false;
	for (size_t i = 0; i < grouping->count; i++)
		lines += grouping->all[i].now.sloc;
	if (grouping->all[0].now.sloc * 100 < lines * NEARLY_ALL)
		return false;
	grouping->opened = grouping->all[0].name;
	return true;
}

/* Who has lines today has a name; the small ones and those that are gone share one. */
static void name_groups(struct grouping *grouping)
{
	struct trend *trend = grouping->trend;
	size_t named = 0;

	while (named < grouping->count && grouping->all[named].now.sloc)
		named++;
	if (named > GROUPS_MOST)
		named = GROUPS_MOST - 1;
	trend->group_count = named;
	if (named < grouping->count && grouping->all[named].most)
		trend->group_count++;
	trend->groups = arena_new(&trend->arena, trend->group_count * sizeof(*trend->groups));
	for (size_t i = 0; i < trend->group_count; i++) {
		trend->groups[i].name = i == named
		                                ? TEXT("all others")
		                                : arena_text(&trend->arena, grouping->all[i].name);
		trend->groups[i].sums =
			arena_new(&trend->arena,
		                  (trend->point_count + 1) * sizeof(*trend->groups[i].sums));
	}
}

void past_fill_groups(struct trend *trend, const struct past_commits *past)
{
	struct grouping grouping = { .trend = trend, .past = past };

	grouping.group_of = memory_new(past->path_count * sizeof(*grouping.group_of));
	grouping.file_sums = memory_new(past->path_count * sizeof(*grouping.file_sums));
	grouping.changes = memory_new(past->file_count * sizeof(*grouping.changes));
	for (size_t i = 0; i < past->file_count; i++)
		grouping.changes[i] = &past->files[i];
	if (past->file_count)
		qsort(grouping.changes, past->file_count, sizeof(*grouping.changes), by_commit);
	order_groups(&grouping);
	if (open_folder(&grouping))
		order_groups(&grouping);
	name_paths(&grouping);
	name_groups(&grouping);
	replay(&grouping, put_point);
	text_map_release(&grouping.index);
	memory_free(grouping.all);
	memory_free(grouping.group_of);
	memory_free(grouping.file_sums);
	memory_free(grouping.changes);
}
