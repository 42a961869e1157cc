#include "errors.h"

#include <string.h>

#include "stride.h"

/* The leaves of errors are what fitted nowhere. */
static uint32_t cost(const struct stride_node *node, bool in_error)
{
	if (node->is_missing)
		return 1;
	if (!node->has_children && (in_error || node->is_error))
		return node->end - node->start;
	return node->is_error; /* whatever is in it */
}

static void note(struct errors *errors, const struct stride *stride)
{
	const struct stride_node *now = &stride->now;

	if (!now->is_missing && !now->is_error)
		return;
	errors->open += now->is_missing && strcmp(ts_node_type(stride_tsnode(stride)), "}") == 0;
	errors->items =
		array_grow(errors->items, &errors->capacity, errors->count, sizeof(*errors->items));
	errors->items[errors->count++] = (struct stretch){ now->start, now->end };
}

static uint32_t look(const TSTree *tree, struct errors *found)
{
	struct stride stride = { 0 };
	struct bytes in_error = BYTES_INIT; /* by depth: is the node there an error? */
	uint32_t count = 0;
	bool more = true;

	stride_open_errors(&stride, tree);
	while (more) {
		bool is_error = stride.now.is_error;

		count += cost(&stride.now, in_error.size && in_error.data[in_error.size - 1]);
		if (found)
			note(found, &stride);
		if (stride.now.has_error && stride_down(&stride)) {
			bytes_add_char(&in_error, (char)is_error);
			continue;
		}
		while (!stride_next(&stride) && (more = in_error.size)) {
			stride_up(&stride);
			in_error.size--;
		}
	}
	stride_close(&stride);
	bytes_release(&in_error);
	return count;
}

uint32_t errors_count(const TSTree *tree)
{
	return look(tree, NULL);
}

uint32_t errors_find(struct errors *errors, const TSTree *tree)
{
	return look(tree, errors);
}
