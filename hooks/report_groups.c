/* Sums over time by directory or by language, from what files were at each commit. */
#include "report_past.h"

#include <stdlib.h>
#include <string.h>

enum { GROUPS_MOST = 12 };

struct grouping {
	struct trend *trend;
	const struct past_commits *past;
	struct text_map index;
	struct group {
		struct text name;
		struct trend_sums now;
	} * all;
	size_t count, capacity;
	uint32_t *group_of;                  /* by path */
	struct trend_sums *file_sums;        /* by path: what is in the sums of its group */
	const struct past_changed **changes; /* by commit */
};

/* The first folder, and a second one below a folder that holds nearly everything. */
static struct text directory_of(struct text path)
{
	const char *slash = memchr(path.data, '/', path.size);

	return slash ? (struct text){ path.data, (size_t)(slash - path.data) } : TEXT(".");
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
	return text_compare(x->name, y->name);
}

static void put_point(struct grouping *grouping, size_t point)
{
	for (size_t i = 0; i < grouping->count; i++) {
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
			group_at(grouping, by_language ? past->paths[i].language
		                                       : directory_of(past->paths[i].path));
}

static void name_groups(struct grouping *grouping)
{
	struct trend *trend = grouping->trend;

	trend->group_count = grouping->count < GROUPS_MOST ? grouping->count : GROUPS_MOST;
	trend->groups = arena_new(&trend->arena, trend->group_count * sizeof(*trend->groups));
	for (size_t i = 0; i < trend->group_count; i++) {
		bool rest = i + 1 == GROUPS_MOST && grouping->count > GROUPS_MOST;

		trend->groups[i].name = rest ? TEXT("all others")
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
	name_paths(&grouping);
	replay(&grouping, NULL);
	if (grouping.count)
		qsort(grouping.all, grouping.count, sizeof(*grouping.all), by_debt);
	name_paths(&grouping);
	name_groups(&grouping);
	replay(&grouping, put_point);
	text_map_release(&grouping.index);
	memory_free(grouping.all);
	memory_free(grouping.group_of);
	memory_free(grouping.file_sums);
	memory_free(grouping.changes);
}
