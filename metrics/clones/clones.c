#include "bole/clones.h"

#include <stdlib.h>

#include "metrics/clones/search.h"

const char *clone_noise_text(enum clone_noise noise)
{
	static const char *const texts[NOISE_COUNT] = {
		[NOISE_REPEATED] = "repeat themselves, as tables and look-ups do",
		[NOISE_PLAIN] = "have only their grammar in common",
		[NOISE_OUTSIDE] = "are declarations under other names",
		[NOISE_SEAM] = "are the end of one function and the start of the next",
		[NOISE_COMMON] = "stand in too many places to mean anything",
	};

	return texts[noise];
}

static int compare_sides(const struct clone_side *a, const struct clone_side *b)
{
	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->end < b->end ? -1 : a->end > b->end;
}

static int compare_clones(const void *a, const void *b)
{
	const struct clone *x = a, *y = b;
	int order = compare_sides(&x->a, &y->a);

	return order ? order : compare_sides(&x->b, &y->b);
}

void clones_find(struct clones *out, const struct clone_file *files, size_t count,
                 const struct clone_settings *settings)
{
	struct search search = {
		.clones = out,
		.files = files,
		.file_count = count,
		.least = settings->tokens ? settings->tokens : CLONE_TOKENS,
		.exact = settings->exact,
		.exchange = exchange_new(),
	};

	*out = CLONES_INIT;
	out->file_count = count;
	out->prints = arena_new(&out->prints_arena, count * sizeof(*out->prints));
	for (size_t i = 0; i < count; i++)
		if (!prints_decode(&out->prints[i], files[i].prints, &out->prints_arena))
			out->prints[i].count = 0;
	find_runs(&search);
	find_unit_runs(&search);
	grow_runs(&search);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), compare_clones);
	gather_classes(out);
	exchange_free(search.exchange);
	memory_free(search.runs);
}

void clones_forget_prints(struct clones *clones)
{
	arena_release(&clones->prints_arena);
	clones->prints = NULL;
}

void clones_release(struct clones *clones)
{
	clones_forget_prints(clones);
	memory_free(clones->items);
	arena_release(&clones->arena);
	*clones = CLONES_INIT;
}
