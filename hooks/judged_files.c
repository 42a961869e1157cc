#include "judged_files.h"

#include <stdlib.h>

/* Who uses which function is counted for a change until that was so much work, in
 * references: two seconds or so, a thousand files of the core of a large project. */
static const uint64_t work_most = UINT64_C(1) << 30;
/* Functions of both sides; each is remembered.  Ten thousand paths may hold one blob of
 * two thousand, where a change of fifty thousand files has a million. */
enum { UNITS_MOST = 2 << 20 };

struct gathering {
	struct judged_files *files;
	struct session *session;
	struct state *before, *after;
	const struct changes *changes;
	uint64_t work;
	size_t units;
	struct fault *fault;
};

static enum status judged_side(struct gathering *gathering, struct state *state,
                               const struct entry *entry, bool counted,
                               const struct judged_file **out)
{
	struct judged_file *file;
	struct unit_view view = { .facts = NULL };
	enum status status = STATUS_OK;

	*out = NULL;
	if (!entry)
		return STATUS_OK;
	file = arena_new(&gathering->files->arena, sizeof(*file));
	file->path = entry->path;
	file->index = regions_find(&state->regions, entry->path);
	if (file->index != MAP_NONE)
		status = (counted ? state_units : state_units_at_most)(state, gathering->session,
		                                                       file->index, &view,
		                                                       gathering->fault);
	gathering->work += view.work;
	gathering->units += view.facts ? view.facts->unit_count : 0;
	file->facts = view.facts;
	file->unit_loads = view.loads;
	*out = file;
	return status;
}

/* As if it could not be parsed: nothing is said of its functions, which is said. */
static void leave_out(struct gathering *gathering, const struct state *state,
                      const struct entry *entry, const struct judged_file **out)
{
	struct judged_file *file;
	struct facts *facts;

	*out = NULL;
	if (!entry)
		return;
	file = arena_new(&gathering->files->arena, sizeof(*file));
	file->path = entry->path;
	file->index = regions_find(&state->regions, entry->path);
	if (file->index != MAP_NONE) {
		facts = arena_new(&gathering->files->arena, sizeof(*facts));
		facts->language = state->files[file->index].facts->language;
		facts->refusal = REFUSED_SHARE;
		file->facts = facts;
	}
	*out = file;
}

/* --- in which order ----------------------------------------------------------------------- */

struct turn {
	size_t change;
	bool is_new;
	uint32_t load; /* before the change, which cannot give itself one */
	uint32_t lines;
};

static struct turn turn_of(const struct gathering *gathering, size_t change)
{
	const struct change *entries = &gathering->changes->items[change];
	const struct state *state = entries->before ? gathering->before : gathering->after;
	const struct entry *entry = entries->before ? entries->before : entries->after;
	uint32_t file = regions_find(&state->regions, entry->path);
	struct turn turn = { .change = change, .is_new = !entries->before };

	if (file != MAP_NONE)
		turn.lines = state->files[file].facts->lines;
	if (file != MAP_NONE && entries->before)
		turn.load = state->regions.standings[file].load;
	return turn;
}

static int by_turn(const void *a, const void *b)
{
	const struct turn *left = a, *right = b;

	if (left->is_new != right->is_new)
		return left->is_new ? 1 : -1;
	if (left->load != right->load)
		return left->load > right->load ? -1 : 1;
	if (left->lines != right->lines)
		return left->lines < right->lines ? -1 : 1;
	return left->change < right->change ? -1 : 1;
}

static struct turn *turns_of(const struct gathering *gathering)
{
	size_t count = gathering->changes->count;
	struct turn *turns = memory_new((count + 1) * sizeof(*turns));

	for (size_t i = 0; i < count; i++)
		turns[i] = turn_of(gathering, i);
	qsort(turns, count, sizeof(*turns), by_turn);
	return turns;
}

/* --- all of them -------------------------------------------------------------------------- */

static enum status gather(struct gathering *gathering, const struct change *change,
                          struct judged_change *judged)
{
	bool counted = gathering->work < work_most; /* of both sides or of none */
	enum status status;

	if (gathering->units > UNITS_MOST) {
		gathering->files->left_out++;
		leave_out(gathering, gathering->before, change->before, &judged->before);
		leave_out(gathering, gathering->after, change->after, &judged->after);
		return STATUS_OK;
	}
	gathering->files->uncounted += !counted;
	status =
		judged_side(gathering, gathering->before, change->before, counted, &judged->before);
	return status == STATUS_OK ? judged_side(gathering, gathering->after, change->after,
	                                         counted, &judged->after)
	                           : status;
}

static void say_bounds(const struct judged_files *files)
{
	if (files->left_out)
		notice("NOT MEASURED: this change has more than %d functions; those of %zu of its "
		       "files are left out",
		       UNITS_MOST, files->left_out);
	if (files->uncounted)
		notice("so much is used of this change that it is counted by file and not by "
		       "function in %zu of its files",
		       files->uncounted);
}

enum status judged_files_gather(struct judged_files *files, struct session *session,
                                struct state *before, struct state *after,
                                const struct changes *changes, struct fault *fault)
{
	struct gathering gathering = { .files = files,
		                       .session = session,
		                       .before = before,
		                       .after = after,
		                       .changes = changes,
		                       .fault = fault };
	struct turn *turns = turns_of(&gathering);
	enum status status = STATUS_OK;

	files->changes = arena_new(&files->arena, changes->count * sizeof(*files->changes));
	for (size_t i = 0; i < changes->count && status == STATUS_OK; i++)
		status = gather(&gathering, &changes->items[turns[i].change],
		                &files->changes[turns[i].change]);
	memory_free(turns);
	say_bounds(files);
	return status;
}

void judged_files_release(struct judged_files *files)
{
	arena_release(&files->arena);
	*files = JUDGED_FILES_INIT;
}

/* --- before all others ------------------------------------------------------------------------ */

enum status judged_files_first(struct session *session, const struct changes *changes,
                               struct fault *fault)
{
	struct wanted *wanted = memory_new((2 * changes->count + 1) * sizeof(*wanted));
	size_t count = 0;
	enum status status;

	for (size_t i = 0; i < changes->count; i++) {
		const struct entry *before = changes->items[i].before;
		const struct entry *after = changes->items[i].after;
		const struct language *language =
			before && after ? language_of(after->path, TEXT("")) : NULL;

		if (!language)
			continue;
		wanted[count++] = (struct wanted){ after->blob, language, after->path };
		wanted[count++] = (struct wanted){ before->blob, language, before->path };
	}
	status = book_fill(session->book, wanted, count, fault);
	memory_free(wanted);
	return status;
}
