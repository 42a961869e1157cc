/* A graph is found from one that was kept, and compared with the one made from nothing. */
#ifndef TESTS_REGIONS_KEPT_TRY_H
#define TESTS_REGIONS_KEPT_TRY_H

#include <string.h>

#include "tests/regions/forest.h"

/* The keeper that asks every file. */
struct all {
	struct forest *forest;
	const struct source_file *was; /* as when the graph was kept */
	size_t was_count;
	uint64_t key;
	bool exact;
	bool found;
	uint8_t flags[8];
	uint64_t called[64];
	size_t times;
};

static inline void compare_key(void *context, struct trace trace)
{
	struct all *all = context;

	if (trace.form == (all->exact ? TRACE_EXACT : TRACE_LOOSE) &&
	    (all->exact ? trace.key == all->key : trace.key >> 32 == all->key >> 32) &&
	    all->times < COUNT(all->flags))
		all->flags[all->times++] = trace.flags;
}

static inline bool look(void *context, uint64_t key, bool exact, trace_found *found,
                        void *found_context)
{
	struct all *all = context;

	for (uint32_t i = 0; i < all->was_count; i++) {
		all->key = key;
		all->exact = exact;
		all->times = 0;
		regions_trace(&all->was[i], compare_key, all);
		for (size_t k = 0; k < all->times; k++)
			found(found_context, i, all->flags[k]);
	}
	return true;
}

static inline void note_call(void *context, struct trace trace)
{
	struct all *all = context;

	if (trace.form != TRACE_CALL || trace.key != all->key)
		return;
	assert_in_range(all->times, 0, COUNT(all->called) - 1);
	all->called[all->times++] = trace.called;
}

static inline bool look_for_calls(void *context, uint64_t key, call_found *found,
                                  void *found_context)
{
	struct all *all = context;

	for (uint32_t i = 0; i < all->was_count; i++) {
		all->key = key;
		all->times = 0;
		regions_trace(&all->was[i], note_call, all);
		for (size_t k = 0; k < all->times; k++)
			found(found_context, i, all->called[k]);
	}
	return true;
}

static inline bool before(void *context, uint32_t file, struct source_file *was)
{
	*was = ((struct all *)context)->was[file];
	return true;
}

static inline const struct facts *facts_now(void *context, uint32_t file)
{
	return ((struct all *)context)->forest->files[file].facts;
}

static inline struct text package_of(void *context, uint32_t file)
{
	return ((struct all *)context)->was[file].facts->package;
}

static inline bool all_guides(void *context, const struct guide_file **guides, size_t *count)
{
	const struct forest *forest = ((struct all *)context)->forest;

	*guides = forest->guides;
	*count = forest->guide_count;
	return true;
}

#define KEEPER(look, all) \
	{ \
		look, look_for_calls, before, package_of, facts_now, all_guides, all, false \
	}

/* Files that did not change are known by what is said of them as a whole. */
static inline void shorten(const struct forest *forest, const uint32_t *changed, size_t count,
                           struct source_file *files_in_short, struct facts *in_short)
{
	for (uint32_t i = 0; i < forest->count; i++) {
		files_in_short[i] = forest->files[i];
		in_short[i] = (struct facts){ .language = forest->files[i].facts->language,
			                      .generated = forest->files[i].facts->generated };
		files_in_short[i].facts = &in_short[i];
	}
	for (size_t i = 0; i < count; i++)
		files_in_short[changed[i]].facts = forest->files[changed[i]].facts;
}

/* Two sets of files, both by path. */
struct files {
	const struct source_file *list;
	size_t count;
};

/* Where the files of each are in the other, and those that came or have other facts. */
struct matching {
	uint32_t *now, *was, *changed;
	size_t count;
	bool moves;
};

static inline struct matching match(struct files was, struct files is)
{
	struct matching m = { .now = memory_new((was.count + 1) * sizeof(uint32_t)),
		              .was = memory_new((is.count + 1) * sizeof(uint32_t)),
		              .changed = memory_new((is.count + 1) * sizeof(uint32_t)) };
	uint32_t i = 0, k = 0;

	while (i < was.count || k < is.count) {
		int order = i == was.count  ? 1
		            : k == is.count ? -1
		                            : text_compare(was.list[i].path, is.list[k].path);

		m.moves |= order != 0;
		if (order <= 0)
			m.now[i] = order ? MAP_NONE : k;
		if (order >= 0)
			m.was[k] = order ? MAP_NONE : i;
		if (order > 0 || (!order && was.list[i].facts != is.list[k].facts))
			m.changed[m.count++] = k;
		i += order <= 0;
		k += order >= 0;
	}
	return m;
}

/* False: it could not be found by traces.  Files that both have may have other facts. */
static inline bool found_as_whole(const struct forest *forest, struct files was, struct files is)
{
	struct forest now = { .files = (struct source_file *)(uintptr_t)is.list,
		              .count = is.count,
		              .guides = forest->guides,
		              .guide_count = forest->guide_count };
	struct all all = { .forest = &now, .was = was.list, .was_count = was.count };
	struct regions_keeper keeper = KEEPER(look, &all), full = KEEPER(look, &all);
	struct source_file *in_short_of = memory_new((is.count + 1) * sizeof(*in_short_of));
	struct facts *in_short = memory_new((is.count + 1) * sizeof(*in_short));
	struct matching matching = match(was, is);
	struct regions_moves moves = { matching.now, matching.was };
	struct regions known, kept, kept_in_full, whole;
	bool found, found_in_full;

	full.has_all = true;
	shorten(&now, matching.changed, matching.count, in_short_of, in_short);
	regions_assign(&known, was.list, was.count, forest->guides, forest->guide_count);
	regions_assign(&whole, is.list, is.count, forest->guides, forest->guide_count);
	found = regions_assign_kept(&kept, in_short_of, is.count, &known,
	                            matching.moves ? &moves : NULL, matching.changed,
	                            matching.count, &keeper);
	found_in_full = regions_assign_kept(&kept_in_full, is.list, is.count, &known,
	                                    matching.moves ? &moves : NULL, matching.changed,
	                                    matching.count, &full);
	assert_true(found_in_full || !found);
	if (found)
		assert_same_regions(&kept, &whole);
	if (found_in_full)
		assert_same_regions(&kept_in_full, &whole);
	regions_release(&known);
	regions_release(&kept);
	regions_release(&kept_in_full);
	regions_release(&whole);
	memory_free(in_short_of);
	memory_free(in_short);
	memory_free(matching.now);
	memory_free(matching.was);
	memory_free(matching.changed);
	return found;
}

#endif
