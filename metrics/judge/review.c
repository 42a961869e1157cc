/*
 * The review map: every changed unit is looked at once, and goes to those to
 * read or to those to verify from outside.  The findings beside it are the
 * judge's own.
 */
#include <stdlib.h>
#include <string.h>

#include "metrics/judge/review.h"

const char *shape_name(unsigned shape)
{
	switch (shape) {
	case SHAPE_NEW:
		return "new";
	case SHAPE_GONE:
		return "gone";
	case SHAPE_SIGNATURE:
		return "signature";
	case SHAPE_SURFACE:
		return "surface";
	case SHAPE_COMPLEXITY:
		return "complexity";
	case SHAPE_CALLEES:
		return "calls";
	case SHAPE_UNMEASURED:
		return "not measured";
	default:
		return "unknown";
	}
}

/* --- shape ------------------------------------------------------------------------------ */

static unsigned shape_of(const struct unit *was, const struct unit *is)
{
	unsigned shape = 0;

	if (!was)
		shape |= SHAPE_NEW;
	if (!is)
		shape |= SHAPE_GONE;
	if ((was && !unit_measured(was)) || (is && !unit_measured(is)))
		shape |= SHAPE_UNMEASURED;
	if (!was || !is)
		return shape;
	if (was->signature != is->signature)
		shape |= SHAPE_SIGNATURE;
	if (was->exported != is->exported)
		shape |= SHAPE_SURFACE;
	if (was->cognitive != is->cognitive || was->cyclomatic != is->cyclomatic)
		shape |= SHAPE_COMPLEXITY;
	if (was->calls != is->calls)
		shape |= SHAPE_CALLEES;
	return shape;
}

static double weight_of(const struct unit *was, const struct unit *is, uint32_t load)
{
	double before = was ? unit_debt(was) : 0, after = is ? unit_debt(is) : 0;

	return load * (1 + (before > after ? before : after));
}

/* --- units ------------------------------------------------------------------------------ */

static struct reviewed_unit *add_unit(struct reviewing *reviewing)
{
	struct review *review = reviewing->review;

	review->units = array_grow(review->units, &reviewing->unit_capacity, review->unit_count,
	                           sizeof(*review->units));
	review->units[review->unit_count] =
		(struct reviewed_unit){ .before = UINT32_MAX, .after = UINT32_MAX };
	return &review->units[review->unit_count++];
}

static struct text keep(struct reviewing *reviewing, struct text text)
{
	return arena_text(&reviewing->review->arena, text);
}

/* Counts it where it stands; false: nobody need look at it by itself. */
static bool count_unit(struct reviewing *reviewing, uint32_t change, enum region region)
{
	struct review *review = reviewing->review;
	enum care care = reviewing->trial.files[change].care;

	if (care == CARE_SKIPPED)
		return false;
	review->all.units++;
	reviewing->units_of[change]++;
	if (care == CARE_RECORDED)
		review->beside.units++;
	else
		review->regions[region].units++;
	return care == CARE_JUDGED && region > REGION_LEAF;
}

static void review_unit(struct reviewing *reviewing, uint32_t after)
{
	const struct trial *trial = &reviewing->trial;
	const struct trial_unit *u = &trial->units[SIDE_AFTER][after];
	const struct trial_file *file = &trial->files[u->change];
	const struct unit *is = u->unit, *was = unit_before(trial, after);
	struct place place = place_of(trial, after);
	struct reviewed_unit *reviewed;

	if (!unit_changed(trial, after) || !count_unit(reviewing, u->change, place.region))
		return;
	reviewed = add_unit(reviewing);
	reviewed->path = keep(reviewing, path_of(file));
	reviewed->name = keep(reviewing, is->name);
	if (was && !text_equal(was->name, is->name))
		reviewed->was = keep(reviewing, was->name);
	reviewed->line = is->line;
	reviewed->end_line = is->end_line;
	reviewed->region = place.region;
	reviewed->load = place.load;
	reviewed->shape = shape_of(was, is);
	reviewed->before = was ? was->cognitive : UINT32_MAX;
	reviewed->after = is->cognitive;
	reviewed->weight = weight_of(was, is, place.load);
	if (place.region == REGION_TRUNK)
		find_reach(reviewing, file->sides[SIDE_AFTER]->index, is, &reviewed->tests);
}

static void review_gone(struct reviewing *reviewing, uint32_t before)
{
	const struct trial *trial = &reviewing->trial;
	const struct trial_unit *u = &trial->units[SIDE_BEFORE][before];
	const struct trial_file *file = &trial->files[u->change];
	struct reviewed_unit *reviewed;

	if (u->match != MAP_NONE || file_may_have_lost(file) ||
	    !count_unit(reviewing, u->change, (enum region)u->region))
		return;
	reviewed = add_unit(reviewing);
	reviewed->path = keep(reviewing, file->sides[SIDE_BEFORE]->path);
	reviewed->name = keep(reviewing, u->unit->name);
	reviewed->line = u->unit->line;
	reviewed->end_line = u->unit->end_line;
	reviewed->region = (enum region)u->region;
	reviewed->load = u->load;
	reviewed->shape = shape_of(u->unit, NULL);
	reviewed->before = u->unit->cognitive;
	reviewed->weight = weight_of(u->unit, NULL, u->load);
}

/* To read first, trunk before branch, then by weight. */
static int worst_first(const void *a, const void *b)
{
	const struct reviewed_unit *x = a, *y = b;
	int order;

	if ((x->shape != 0) != (y->shape != 0))
		return x->shape ? -1 : 1;
	if (x->region != y->region)
		return x->region > y->region ? -1 : 1;
	if (x->weight > y->weight || x->weight < y->weight)
		return x->weight > y->weight ? -1 : 1;
	if (x->load != y->load)
		return x->load > y->load ? -1 : 1;
	order = text_compare(x->path, y->path);
	if (order)
		return order;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return text_compare(x->name, y->name);
}

/* --- files ------------------------------------------------------------------------------- */

static void add_share(struct share *share, const struct line_count *lines)
{
	share->files++;
	share->added += lines->added;
	share->removed += lines->removed;
}

static void add_leaf(struct reviewing *reviewing, uint32_t change, const struct line_count *lines)
{
	struct review *review = reviewing->review;

	review->leaves = array_grow(review->leaves, &reviewing->leaf_capacity, review->leaf_count,
	                            sizeof(*review->leaves));
	review->leaves[review->leaf_count++] = (struct reviewed_file){
		.path = keep(reviewing, path_of(&reviewing->trial.files[change])),
		.units = reviewing->units_of[change],
		.lines = *lines,
	};
}

/* A file that cannot be read by a machine is to be read by a person. */
static void add_unmeasured(struct reviewing *reviewing, const struct trial_file *file)
{
	struct reviewed_unit *reviewed = add_unit(reviewing);

	reviewed->path = keep(reviewing, path_of(file));
	reviewed->region = file->region;
	reviewed->load = file->load;
	reviewed->shape = SHAPE_UNMEASURED;
	reviewed->weight = file->load;
}

static bool is_unread(const struct trial_file *file)
{
	for (int side = 0; side < SIDE_COUNT; side++)
		if (file->sides[side] && file->sides[side]->facts)
			return false;
	return true;
}

static void review_file(struct reviewing *reviewing, uint32_t change,
                        const struct line_count *lines)
{
	struct review *review = reviewing->review;
	const struct trial_file *file = &reviewing->trial.files[change];

	add_share(&review->all, lines);
	if (is_unread(file)) {
		add_share(&review->unread, lines);
	} else if (file->care != CARE_JUDGED) {
		add_share(&review->beside, lines);
	} else {
		add_share(&review->regions[file->region], lines);
		if (file->region == REGION_LEAF)
			add_leaf(reviewing, change, lines);
		else if (file->sides[SIDE_AFTER] && !file->facts[SIDE_AFTER])
			add_unmeasured(reviewing, file);
	}
}

static int most_lines_first(const void *a, const void *b)
{
	const struct reviewed_file *x = a, *y = b;
	uint64_t left = (uint64_t)x->lines.added + x->lines.removed;
	uint64_t right = (uint64_t)y->lines.added + y->lines.removed;

	if (left != right)
		return left > right ? -1 : 1;
	return text_compare(x->path, y->path);
}

/* --- all of it --------------------------------------------------------------------------- */

static void review_units(struct reviewing *reviewing)
{
	const struct trial *trial = &reviewing->trial;

	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++)
		review_unit(reviewing, i);
	for (uint32_t i = 0; i < trial->unit_count[SIDE_BEFORE]; i++)
		review_gone(reviewing, i);
}

static void sort_all(struct review *review)
{
	if (review->unit_count)
		qsort(review->units, review->unit_count, sizeof(*review->units), worst_first);
	if (review->leaf_count)
		qsort(review->leaves, review->leaf_count, sizeof(*review->leaves),
		      most_lines_first);
	while (review->to_read < review->unit_count && review->units[review->to_read].shape)
		review->to_read++;
}

void review_change(struct review *review, const struct case_file *file,
                   const struct line_count *lines)
{
	struct reviewing reviewing = { .review = review };

	*review = REVIEW_INIT;
	judge(&review->verdict, file);
	trial_open(&reviewing.trial, &review->verdict, file);
	units_match(&reviewing.trial);
	trial_find_past(&reviewing.trial);
	reviewing.units_of = memory_new(file->change_count * sizeof(*reviewing.units_of));
	reviewing.seen = memory_new(reviewing.trial.file_count * sizeof(*reviewing.seen));
	reviewing.queue = memory_new(reviewing.trial.file_count * sizeof(*reviewing.queue));
	review_units(&reviewing);
	for (uint32_t i = 0; i < file->change_count; i++)
		review_file(&reviewing, i, &lines[i]);
	find_standing(&reviewing);
	sort_all(review);
	memory_free(reviewing.units_of);
	memory_free(reviewing.seen);
	memory_free(reviewing.queue);
	trial_release(&reviewing.trial);
}

void review_release(struct review *review)
{
	memory_free(review->units);
	memory_free(review->leaves);
	memory_free(review->touched);
	verdict_release(&review->verdict);
	arena_release(&review->arena);
	*review = REVIEW_INIT;
}
