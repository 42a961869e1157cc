/*
 * From files to regions: links are resolved by each language's rules, loads
 * are counted, and the loads of the whole tree say where its trunk begins.
 */
#include "graph.h"

#include "links.h"
#include "paths.h"

bool regions_guided_by(struct text path)
{
	struct text name = path_name(path);

	return text_is(name, "go.mod") || text_is(name, "composer.json") ||
	       text_is(name, "Cargo.toml") || text_is(name, "package.json") ||
	       text_is(name, "jsconfig.json") ||
	       (text_starts(name, "tsconfig") && text_ends(name, ".json")) ||
	       text_ends(name, ".tsconfig.json");
}

/* --- links ---------------------------------------------------------------------------- */

static const struct resolver *resolver_of(enum link_style style)
{
	static const struct resolver *const resolvers[LINK_STYLE_COUNT] = {
		[LINKS_BY_NAME] = &resolver_by_name, [LINKS_C] = &resolver_c,
		[LINKS_PYTHON] = &resolver_python,   [LINKS_SCRIPT] = &resolver_script,
		[LINKS_GO] = &resolver_go,           [LINKS_RUST] = &resolver_rust,
		[LINKS_JAVA] = &resolver_java,       [LINKS_CSHARP] = &resolver_csharp,
		[LINKS_RUBY] = &resolver_ruby,       [LINKS_PHP] = &resolver_php,
		[LINKS_SOURCED] = &resolver_sourced,
	};

	return style < LINK_STYLE_COUNT && resolvers[style] ? resolvers[style] : &resolver_by_name;
}

/* What is known of a graph that is mostly the same. */
struct knowledge {
	const struct regions *regions; /* NULL: nothing */
	const bool *changed;           /* by file */
};

static void take_known(const struct knowledge *known, uint32_t file, struct links *links)
{
	size_t count;
	const struct edge *edges = regions_edges(known->regions, file, &count);

	for (size_t i = 0; i < count; i++) {
		links->edges = array_grow(links->edges, &links->capacity, links->count,
		                          sizeof(*links->edges));
		links->edges[links->count++] = edges[i];
	}
}

/* Many paths may hold one blob, and each of its lines lead elsewhere from each of
 * them.  The largest repositories have some millions. */
enum { IMPORTS_MOST = 8 << 20 };

static void resolve_files(struct tree *tree, struct links *links, const struct knowledge *known,
                          struct regions *out)
{
	struct standing *standings = out->standings;
	void *states[LINK_STYLE_COUNT] = { NULL };
	uint64_t imports = 0;
	uint32_t unresolved;

	for (int style = 0; style < LINK_STYLE_COUNT; style++)
		if (tree_has_style(tree, (enum link_style)style))
			states[style] = resolver_of((enum link_style)style)->open(tree);
	for (uint32_t i = 0; i < tree->count; i++) {
		enum link_style style = tree_style(tree, i);

		if (known->regions && !known->changed[i]) {
			take_known(known, i, links);
			standings[i].unresolved = known->regions->standings[i].unresolved;
			continue;
		}
		imports += tree->files[i].facts->import_count;
		unresolved = links->unresolved;
		links_begin(links, i);
		if (imports > IMPORTS_MOST || links->count > IMPORTS_MOST)
			links->unlinked++;
		else if (tree->classes[i] != FILE_EXCLUDED)
			resolver_of(style)->resolve(states[style], i, links);
		links_end(links);
		standings[i].unresolved = links->unresolved - unresolved;
	}
	for (int style = 0; style < LINK_STYLE_COUNT; style++) {
		const struct resolver *resolver = resolver_of((enum link_style)style);

		if (states[style] && resolver->tell)
			resolver->tell(states[style], out);
		if (states[style])
			resolver->close(states[style]);
	}
}

void graph_find_links(struct regions *regions, struct tree *tree, const struct regions *known,
                      const bool *changed)
{
	struct knowledge knowledge = { known, changed };
	struct links links;

	regions->standings = memory_new(regions->count * sizeof(*regions->standings));
	links_init(&links, tree->count);
	resolve_files(tree, &links, &knowledge, regions);
	regions->edges = links.edges;
	regions->edge_count = links.count;
	regions->unlinked = links.unlinked;
	links_release(&links);
}

/* --- both ends of the edges ------------------------------------------------------------- */

void graph_index_edges(struct regions *regions)
{
	regions->edges_first = memory_new((regions->count + 2) * sizeof(uint32_t));
	for (size_t i = 0; i < regions->edge_count; i++)
		regions->edges_first[regions->edges[i].from + 1]++;
	for (size_t i = 0; i < regions->count; i++)
		regions->edges_first[i + 1] += regions->edges_first[i];
}

struct user user_of(const struct edge *edge)
{
	return (struct user){ edge->from & ((1U << 30) - 1), edge->kind & 3 };
}

static void index_users(struct regions *regions)
{
	regions->users_first = memory_new((regions->count + 2) * sizeof(uint32_t));
	regions->users = memory_new(regions->edge_count * sizeof(*regions->users));
	for (size_t i = 0; i < regions->edge_count; i++)
		regions->users_first[regions->edges[i].to + 1]++;
	for (size_t i = 0; i < regions->count; i++)
		regions->users_first[i + 1] += regions->users_first[i];
	for (size_t i = 0; i < regions->edge_count; i++)
		regions->users[regions->users_first[regions->edges[i].to]++] =
			user_of(&regions->edges[i]);
	for (size_t i = regions->count; i-- > 0;)
		regions->users_first[i + 1] = regions->users_first[i];
	regions->users_first[0] = 0;
}

void graph_index(struct regions *regions)
{
	graph_index_edges(regions);
	index_users(regions);
}

/* --- loads ----------------------------------------------------------------------------------- */

static void count_loads(const struct graph *graph)
{
	struct regions *regions = graph->regions;

	for (size_t i = 0; i < regions->edge_count; i++) {
		const struct edge *edge = &regions->edges[i];

		regions->standings[edge->from].fan_out++;
		if (graph->classes[edge->from] == FILE_SOURCE)
			regions->standings[edge->to].load++;
	}
}

enum {
	TRUNK_PERCENT = 80,
	TRUNK_LOAD_MIN = 3, /* in a small tree two users do not make a trunk */
};

/* The 80th percentile by nearest rank: the least load that at least 80 % of
 * the source files do not exceed. */
static uint32_t find_trunk_load(const struct graph *graph)
{
	const struct regions *regions = graph->regions;
	uint32_t *files_of_load = memory_new((regions->count + 1) * sizeof(uint32_t));
	uint64_t sources = 0, below = 0;
	uint32_t load = 0;

	for (size_t i = 0; i < regions->count; i++) {
		if (graph->classes[i] != FILE_SOURCE)
			continue;
		sources++;
		files_of_load[regions->standings[i].load]++;
	}
	for (; sources && load <= regions->count; load++) {
		below += files_of_load[load];
		if (below * 100 >= sources * TRUNK_PERCENT)
			break;
	}
	memory_free(files_of_load);
	return load > TRUNK_LOAD_MIN ? load : TRUNK_LOAD_MIN;
}

static enum region region_by_load(const struct regions *regions, uint32_t load)
{
	if (load >= regions->trunk_load)
		return REGION_TRUNK;
	return load ? REGION_BRANCH : REGION_LEAF;
}

static void assign(const struct graph *graph)
{
	struct regions *regions = graph->regions;

	regions->unresolved = 0;
	regions->trunk_load = find_trunk_load(graph);
	for (size_t i = 0; i < regions->count; i++) {
		struct standing *standing = &regions->standings[i];
		int declared = regions->files[i].label.declared;

		standing->region = REGION_LEAF;
		regions->unresolved += standing->unresolved;
		if (graph->classes[i] == FILE_EXCLUDED)
			continue;
		if (declared != DECLARED_NOT)
			standing->region = (enum region)declared;
		else if (graph->classes[i] == FILE_SOURCE)
			standing->region = region_by_load(regions, standing->load);
	}
}

/* --- all of it --------------------------------------------------------------------------------- */

static uint8_t *list_classes(const struct regions *regions)
{
	uint8_t *classes = memory_new(regions->count);

	for (size_t i = 0; i < regions->count; i++)
		classes[i] = (uint8_t)source_class(&regions->files[i]);
	return classes;
}

static void graph_init(struct graph *graph, struct regions *regions)
{
	*graph = (struct graph){
		.regions = regions,
		.classes = list_classes(regions),
		.component = memory_new(regions->count * sizeof(uint32_t)),
	};
}

static void graph_release(struct graph *graph)
{
	memory_free(graph->classes);
	memory_free(graph->component);
}

static void graph_stand(struct regions *regions)
{
	struct graph graph;

	graph_init(&graph, regions);
	graph_index(regions);
	count_loads(&graph);
	assign(&graph);
	find_components(&graph);
	graph_release(&graph);
}

void graph_label(struct regions *regions)
{
	struct graph graph = { .regions = regions, .classes = list_classes(regions) };

	assign(&graph);
	memory_free(graph.classes);
}

void graph_find_cycles(struct regions *regions)
{
	struct graph graph;

	graph_init(&graph, regions);
	for (size_t i = 0; i < regions->count; i++)
		regions->standings[i].cycle = regions->standings[i].cycle_id = 0;
	find_components(&graph);
	graph_release(&graph);
}

void regions_count_dependents(struct regions *regions)
{
	struct graph graph;

	graph_init(&graph, regions);
	find_components(&graph);
	count_dependents(&graph);
	graph_release(&graph);
}

static void find_regions(struct regions *out, const struct guide_file *guides, size_t guide_count,
                         const struct regions *known, const bool *changed)
{
	struct arena arena = ARENA_INIT;
	struct tree tree;

	tree_init(&tree, &arena, out->files, out->count, guides, guide_count);
	graph_find_links(out, &tree, known, changed);
	graph_stand(out);
	tree_release(&tree);
	arena_release(&arena);
}

void regions_assign(struct regions *out, const struct source_file *files, size_t count,
                    const struct guide_file *guides, size_t guide_count)
{
	*out = (struct regions){ .files = files, .count = count };
	find_regions(out, guides, guide_count, NULL, NULL);
}

void regions_assign_near(struct regions *out, const struct source_file *files, size_t count,
                         const struct guide_file *guides, size_t guide_count,
                         const struct regions *known, const bool *changed)
{
	*out = (struct regions){ .files = files, .count = count };
	find_regions(out, guides, guide_count, known, changed);
}

void regions_release(struct regions *regions)
{
	if (!regions->borrowed) {
		memory_free(regions->standings);
		memory_free(regions->edges);
		memory_free(regions->edges_first);
		memory_free(regions->users_first);
		memory_free(regions->users);
		memory_free(regions->imports);
	}
	*regions = REGIONS_INIT;
}

uint32_t regions_find(const struct regions *regions, struct text path)
{
	size_t low = 0, high = regions->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(regions->files[middle].path, path);

		if (order == 0)
			return (uint32_t)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return MAP_NONE;
}

static uint32_t row_of(const uint32_t *first, uint32_t file, size_t *count)
{
	*count = first[file + 1] - first[file];
	return first[file];
}

const struct edge *regions_edges(const struct regions *regions, uint32_t file, size_t *count)
{
	if (regions->rows)
		return regions->rows->edges(regions->rows->context, file, count);
	return regions->edges + row_of(regions->edges_first, file, count);
}

const struct user *regions_users(const struct regions *regions, uint32_t file, size_t *count)
{
	if (regions->rows)
		return regions->rows->users(regions->rows->context, file, count);
	return regions->users + row_of(regions->users_first, file, count);
}

bool regions_has_edge(const struct regions *regions, uint32_t from, uint32_t to)
{
	size_t low = 0, high;
	const struct edge *edges = regions_edges(regions, from, &high);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (edges[middle].to == to)
			return true;
		if (edges[middle].to < to)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool regions_complete(struct regions *regions)
{
	return !regions->rows || regions->rows->complete(regions->rows->context, regions);
}

enum region unit_region(const struct regions *regions, uint32_t file, uint32_t load)
{
	enum region of_file = regions->standings[file].region;
	enum region by_load = region_by_load(regions, load);

	if (regions->files[file].label.declared != DECLARED_NOT)
		return of_file;
	return by_load < of_file ? by_load : of_file;
}
