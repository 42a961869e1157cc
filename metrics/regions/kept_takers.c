/*
 * Who takes a name from a module that has it otherwise now, or has it no more?  In Python few modules
 * are asked: packages, and those all of whose names another one takes; of all others it is enough
 * that they are there.  A taker may hand the name on, maybe under another one, and then those that
 * take it from there are looked for, and so on.
 *
 * Who takes from a module has a link to it, or (Python) an import that goes the last step to it, or
 * (JavaScript) a link to what that has it from: by this and by the name that is taken it is found.
 */
#include "bindings.h"
#include "exports.h"
#include "kept.h"
#include "paths.h"

enum { HANDED_MOST = 4096 };

/* --- questions ------------------------------------------------------------------------------- */

static void notice_star(void *context, uint32_t file, uint8_t flags)
{
	struct kept *kept = context;

	(void)flags;
	*hash_map_at(&kept->takes_all, file) = 1;
}

static bool takes_all(struct kept *kept, uint32_t file)
{
	if (!kept->knows_stars) {
		kept_look(kept, trace_key(TRACE_STARS, LINKS_PYTHON, 0), false, notice_star, kept);
		kept_look(kept, trace_key(TRACE_STARS, LINKS_SCRIPT, 0), false, notice_star, kept);
	}
	kept->knows_stars = true;
	return hash_map_get(&kept->takes_all, file) != MAP_NONE;
}

static enum link_style style_of(const struct kept *kept, uint32_t file)
{
	return kept->files[file].facts->language->link_style;
}

/* Does it hand names to others? */
static bool hands_on(struct kept *kept, uint32_t file)
{
	const struct user *users;
	size_t count;

	if (style_of(kept, file) != LINKS_SCRIPT && style_of(kept, file) != LINKS_PYTHON)
		return false;
	if (style_of(kept, file) == LINKS_SCRIPT ||
	    text_is(path_stem(kept->files[file].path), "__init__"))
		return true;
	users = regions_users(kept->known, file, &count);
	for (size_t i = 0; i < count; i++)
		if (takes_all(kept, users[i].from))
			return true;
	return false;
}

/* What it may hand on; nothing, where it does not. */
static const struct facts *facts_handed(struct kept *kept, uint32_t file)
{
	static const struct facts nothing = { .language = NULL };
	const struct facts *facts = hands_on(kept, file) ? kept_facts(kept, file) : NULL;

	return facts ? facts : &nothing;
}

/* --- names that are handed on otherwise --------------------------------------------------------- */

static void add_handed(struct kept *kept, uint32_t file, uint64_t name, bool through)
{
	uint32_t *seen =
		hash_map_at(&kept->is_handed, hash_mix(name, (uint64_t)file << 1 | through));

	if (*seen != MAP_NONE)
		return;
	*seen = 1;
	kept->failed |= kept->handed_count == HANDED_MOST;
	if (kept->failed)
		return;
	kept->handed = array_grow(kept->handed, &kept->handed_capacity, kept->handed_count,
	                          sizeof(*kept->handed));
	kept->handed[kept->handed_count++] = (struct handed){ file, name, through };
}

/* The name that an import is bound to; a star to none. */
static uint64_t bound_name(const struct import *import)
{
	return is_star(import) ? 0 : import_binding(import);
}

static void list_bindings(const struct facts *facts, struct hash_map *names)
{
	for (size_t i = 0; i < facts->import_count; i++)
		*hash_map_at(names, bound_name(&facts->imports[i])) = 1;
}

static bool is_bound(const struct hash_map *names, uint64_t name)
{
	return hash_map_get(names, 0) != MAP_NONE || hash_map_get(names, name) != MAP_NONE;
}

static void add_definitions(struct kept *kept, uint32_t file, const struct facts *of,
                            const struct facts *other)
{
	struct hash_map bound = HASH_MAP_INIT; /* it may have these from elsewhere */

	list_bindings(other, &bound);
	for (size_t i = 0; i < of->definition_count && !kept->failed; i++) {
		uint64_t name = of->definitions[i].name;

		if (defines(of, name, DEFINES_MEMBER) != defines(other, name, DEFINES_MEMBER))
			add_handed(kept, file, name, is_bound(&bound, name));
	}
	hash_map_release(&bound);
}

static uint64_t hash_of(const struct import *import)
{
	uint64_t hash = hash_mix(text_hash(import->target), name_hash(import->name));

	return hash_mix(hash, (uint64_t)import->kind << 8 | import->flags);
}

/* What is bound to each name, in the order of the imports. */
static void hash_bindings(const struct facts *facts, struct hash_map *by_name, uint64_t *hashes)
{
	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];
		uint32_t *at = hash_map_at(by_name, bound_name(import));

		if (*at == MAP_NONE)
			*at = (uint32_t)by_name->count - 1;
		hashes[*at] = hash_mix(hashes[*at], hash_of(import));
	}
}

static void compare_bindings(struct kept *kept, uint32_t file, const struct facts *was,
                             const struct facts *is)
{
	struct hash_map by_name = HASH_MAP_INIT;
	size_t most = was->import_count + is->import_count + 1;
	uint64_t *then = memory_new(most * sizeof(*then)), *now = memory_new(most * sizeof(*now));
	uint32_t stars;

	hash_bindings(was, &by_name, then);
	hash_bindings(is, &by_name, now);
	stars = hash_map_get(&by_name, 0);
	/* All names of another, more or less: nobody knows which. */
	kept->failed |= stars != MAP_NONE && then[stars] != now[stars];
	for (size_t i = 0; i < most - 1; i++) {
		const struct import *import = i < was->import_count
		                                      ? &was->imports[i]
		                                      : &is->imports[i - was->import_count];
		uint64_t name = import_binding(import);
		uint32_t at = hash_map_get(&by_name, name);

		if (!is_star(import) && at != MAP_NONE && then[at] != now[at])
			add_handed(kept, file, name, true);
	}
	hash_map_release(&by_name);
	memory_free(then);
	memory_free(now);
}

void kept_find_takers(struct kept *kept, uint32_t file, const struct facts *was,
                      const struct facts *is)
{
	if (!hands_on(kept, file))
		return;
	/* Names that nobody has are taken to be of one that was not read (JavaScript). */
	kept->failed |= !was->refusal != !is->refusal;
	add_definitions(kept, file, was, is);
	add_definitions(kept, file, is, was);
	compare_bindings(kept, file, was, is);
}

/* --- imports that lead elsewhere --------------------------------------------------------------- */

struct way_sought {
	uint64_t way;
	bool found;
};

static void notice_way(void *context, uint64_t way)
{
	struct way_sought *sought = context;

	sought->found |= way == sought->way;
}

void kept_find_takers_by_way(struct kept *kept, uint32_t file, uint64_t way)
{
	const struct facts *facts = facts_handed(kept, file);

	kept_spend(kept, facts->import_count);
	for (size_t i = 0; i < facts->import_count && !kept->failed; i++) {
		const struct import *import = &facts->imports[i];
		struct way_sought sought = { way, false };

		traces_ways(&kept->files[file], import, notice_way, &sought);
		/* All names of another module, in place of all of one: nobody knows which. */
		kept->failed |= sought.found && is_star(import);
		if (sought.found)
			add_handed(kept, file, import_binding(import), true);
	}
}

/* --- takers -------------------------------------------------------------------------------------- */

struct taking {
	struct kept *kept;
	struct handed handed;
	uint32_t turn;     /* the number of the module whose names these are */
	uint32_t *near;    /* by file: the last turn in which it may take from that; */
	bool all;          /* or any may */
	uint32_t *sources; /* by file: the last turn in which that has names from it */
	size_t source_count;
};

static void notice_near(void *context, uint32_t file, uint8_t flags)
{
	struct taking *taking = context;

	(void)flags;
	taking->near[file] = taking->turn;
}

/* Under what names it hands on what is taken as this one. */
static void hand_on(struct kept *kept, uint32_t file, uint64_t name)
{
	const struct facts *facts = facts_handed(kept, file);

	kept_spend(kept, facts->import_count);
	for (size_t i = 0; i < facts->import_count && !kept->failed; i++) {
		const struct import *import = &facts->imports[i];

		if (import->name.size && name_hash(import->name) == name)
			add_handed(kept, file, import_binding(import), true);
	}
}

static void notice_taker(void *context, uint32_t file, uint8_t flags)
{
	struct taking *taking = context;

	(void)flags;
	if (!taking->all && taking->near[file] != taking->turn)
		return;
	kept_add_again(taking->kept, file);
	hand_on(taking->kept, file, taking->handed.name);
}

static void find_users(struct taking *taking, uint32_t file)
{
	size_t count;
	const struct user *users = regions_users(taking->kept->known, file, &count);

	kept_spend(taking->kept, count);
	for (size_t i = 0; i < count && !taking->kept->failed; i++)
		notice_near(taking, users[i].from, 0);
}

enum { SOURCES_MOST = 1024 };

/* Whoever has the name from where this one has it links to that, and through modules that
 * take all names of others to what these have it from. */
static void find_users_of_sources(struct taking *taking, uint32_t file)
{
	const struct edge *edges;
	size_t count;

	if (taking->sources[file] == taking->turn || taking->all)
		return;
	taking->sources[file] = taking->turn;
	taking->all = ++taking->source_count > SOURCES_MOST;
	edges = regions_edges(taking->kept->known, file, &count);
	for (size_t i = 0; i < count; i++) {
		notice_near(taking, edges[i].to, 0); /* to itself nothing links */
		find_users(taking, edges[i].to);
		if (takes_all(taking->kept, file))
			find_users_of_sources(taking, edges[i].to);
	}
}

/* Whoever takes all names of the module hands this one on. */
static void hand_on_with_all(struct kept *kept, const struct handed *handed)
{
	size_t count;
	const struct user *users = regions_users(kept->known, handed->file, &count);

	for (size_t i = 0; i < count; i++)
		if (takes_all(kept, users[i].from) && hands_on(kept, users[i].from))
			add_handed(kept, users[i].from, handed->name, true);
}

static void find_near(struct taking *taking)
{
	struct kept *kept = taking->kept;
	uint32_t file = taking->handed.file;
	struct step step = trace_step_to(kept->files[file].path);

	find_users(taking, file);
	if (style_of(kept, file) == LINKS_SCRIPT) {
		if (taking->handed.through)
			find_users_of_sources(taking, file);
		return;
	}
	kept_look(kept, trace_step(TRACE_STEP, step), false, notice_near, taking);
	step.folder = TEXT("");
	kept_look(kept, trace_step(TRACE_STEP, step), false, notice_near, taking);
}

/* Those near a module are the same for all of its names, which mostly follow each other. */
static void turn_to(struct taking *taking, const struct handed *handed)
{
	bool same = taking->turn && taking->handed.file == handed->file &&
	            taking->handed.through == handed->through;

	taking->handed = *handed;
	if (same)
		return;
	taking->turn++;
	taking->all = false;
	taking->source_count = 0;
	find_near(taking);
}

/* The list grows while it is gone through. */
void kept_find_all_takers(struct kept *kept)
{
	struct taking taking = { .kept = kept };

	if (!kept->handed_count)
		return;
	taking.near = memory_new(kept->count * sizeof(*taking.near));
	taking.sources = memory_new(kept->count * sizeof(*taking.sources));
	for (size_t i = 0; i < kept->handed_count && !kept->failed; i++) {
		const struct handed handed = kept->handed[i];

		turn_to(&taking, &handed);
		hand_on_with_all(kept, &handed);
		kept_look(kept, trace_key(TRACE_MENTION, style_of(kept, handed.file), handed.name),
		          false, notice_taker, &taking);
	}
	memory_free(taking.near);
	memory_free(taking.sources);
}
