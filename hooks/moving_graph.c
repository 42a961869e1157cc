#include "moving_graph.h"

#include <string.h>

#include "trail.h"

/* So many graphs are made before there is a trail: it costs as much as two of them. */
enum { TRAIL_FROM = 6 };

struct moving_graph {
	struct regions regions;    /* of the last tree; */
	struct source_file *files; /* its files */
	struct trail trail;        /* and their traces, if there are any */
	size_t made, kept;
};

struct moving_graph *moving_graph_new(void)
{
	return memory_new(sizeof(struct moving_graph));
}

void moving_graph_free(struct moving_graph *graph)
{
	if (!graph)
		return;
	regions_release(&graph->regions);
	trail_release(&graph->trail);
	memory_free(graph->files);
	memory_free(graph);
}

size_t moving_graph_count(const struct moving_graph *graph)
{
	return graph->made;
}

size_t moving_graph_kept(const struct moving_graph *graph)
{
	return graph->kept;
}

void moving_graph_renew(struct moving_graph *graph, uint32_t number, const struct source_file *file)
{
	graph->files[number] = *file;
}

/* --- from the last tree to the next ------------------------------------------------------------ */

struct step {
	struct moving_graph *graph;
	const struct moving_tree *tree;
	struct source_file *files; /* the tree's, to stay */
	uint32_t *now;             /* by file of the last tree: its number, or MAP_NONE */
	uint32_t *changed;         /* files that came or mean something else; ascending */
	size_t changed_count;
	bool moves;     /* files came or went */
	bool same_face; /* nothing that other files see of one differs */
};

static bool has_trail(const struct moving_graph *graph)
{
	return graph->trail.file_count && !graph->trail.full;
}

static void compare_file(struct step *step, uint32_t file)
{
	uint32_t was = step->tree->was[file];
	const struct facts *is = step->files[file].facts, *before;

	if (was == MAP_NONE) {
		step->moves = true;
		step->changed[step->changed_count++] = file;
		return;
	}
	step->now[was] = file;
	before = step->graph->files[was].facts;
	if (before == is || facts_shape(before) == facts_shape(is))
		return;
	step->changed[step->changed_count++] = file;
	step->same_face = step->same_face && facts_face(before) == facts_face(is);
}

static void step_begin(struct step *step, struct moving_graph *graph,
                       const struct moving_tree *tree)
{
	size_t count = tree->count, known = graph->regions.count;

	*step = (struct step){ .graph = graph, .tree = tree, .same_face = true };
	step->files = memory_new((count + 1) * sizeof(*step->files));
	step->now = memory_new((known + 1) * sizeof(*step->now));
	step->changed = memory_new((count + 1) * sizeof(*step->changed));
	if (count)
		memcpy(step->files, tree->files, count * sizeof(*step->files));
	memset(step->now, 0xff, known * sizeof(*step->now));
	for (uint32_t i = 0; i < count; i++)
		compare_file(step, i);
	for (size_t i = 0; i < known; i++)
		step->moves = step->moves || step->now[i] == MAP_NONE;
}

static void step_end(struct step *step)
{
	memory_free(step->now);
	memory_free(step->changed);
	memory_free(step->graph->files);
	step->graph->files = step->files;
	step->graph->regions.files = step->files;
}

/* --- what is told of the last tree ------------------------------------------------------------- */

static bool look(void *context, uint64_t key, bool exact, trace_found *found, void *found_context)
{
	const struct step *step = context;

	(void)exact;
	return trail_look(&step->graph->trail, key, found, found_context);
}

static bool look_for_calls(void *context, uint64_t key, call_found *found, void *found_context)
{
	const struct step *step = context;

	return trail_look_for_calls(&step->graph->trail, key, found, found_context);
}

static bool before(void *context, uint32_t known_file, struct source_file *file)
{
	const struct step *step = context;

	*file = step->graph->files[known_file];
	return true;
}

static struct text package_of(void *context, uint32_t known_file)
{
	const struct step *step = context;

	return step->graph->files[known_file].facts->package;
}

static const struct facts *facts_now(void *context, uint32_t file)
{
	const struct step *step = context;

	return step->files[file].facts;
}

static bool guides_of(void *context, const struct guide_file **guides, size_t *count)
{
	const struct step *step = context;

	*guides = step->tree->guides;
	*count = step->tree->guide_count;
	return true;
}

/* --- the graph --------------------------------------------------------------------------------- */

static bool find_kept(struct step *step, struct regions *out)
{
	struct regions_keeper keeper = { look,      look_for_calls, before, package_of,
		                         facts_now, guides_of,      step,   true };
	struct regions_moves moves = { step->now, step->tree->was };

	return has_trail(step->graph) &&
	       regions_assign_kept(out, step->files, step->tree->count, &step->graph->regions,
	                           step->moves ? &moves : NULL, step->changed, step->changed_count,
	                           &keeper);
}

static void find_near(const struct step *step, struct regions *out)
{
	bool *changed = memory_new((step->tree->count + 1) * sizeof(*changed));

	for (size_t i = 0; i < step->changed_count; i++)
		changed[step->changed[i]] = true;
	regions_assign_near(out, step->files, step->tree->count, step->tree->guides,
	                    step->tree->guide_count, &step->graph->regions, changed);
	memory_free(changed);
}

static void take_regions(struct moving_graph *graph, struct regions *regions)
{
	if (!regions->borrowed) {
		regions_release(&graph->regions);
		graph->regions = *regions;
	}
}

static void find_regions(struct step *step)
{
	struct moving_graph *graph = step->graph;
	const struct moving_tree *tree = step->tree;
	bool can_follow = !tree->other_rules && !graph->regions.unlinked;
	struct regions regions;

	if (can_follow && find_kept(step, &regions))
		graph->kept++;
	else if (can_follow && graph->made && !step->moves && step->same_face)
		find_near(step, &regions);
	else
		regions_assign(&regions, step->files, tree->count, tree->guides, tree->guide_count);
	take_regions(graph, &regions);
	graph->made++;
}

/* --- traces ------------------------------------------------------------------------------------ */

static void begin_trail(const struct step *step)
{
	struct trail *trail = &step->graph->trail;

	trail_move(trail, NULL, step->tree->count);
	for (uint32_t i = 0; i < step->tree->count; i++)
		trail_enter(trail, i, &step->files[i]);
}

static void move_trail(const struct step *step)
{
	struct trail *trail = &step->graph->trail;
	const uint32_t *was = step->tree->was;

	for (size_t i = 0; i < step->changed_count; i++)
		if (was[step->changed[i]] != MAP_NONE)
			trail_leave(trail, was[step->changed[i]]);
	if (step->moves)
		trail_move(trail, was, step->tree->count);
	for (size_t i = 0; i < step->changed_count; i++)
		trail_enter(trail, step->changed[i], &step->files[step->changed[i]]);
}

const struct regions *moving_graph_make(struct moving_graph *graph, const struct moving_tree *tree)
{
	struct step step;

	step_begin(&step, graph, tree);
	find_regions(&step);
	if (has_trail(graph))
		move_trail(&step);
	else if (graph->made == TRAIL_FROM)
		begin_trail(&step);
	step_end(&step);
	return &graph->regions;
}
