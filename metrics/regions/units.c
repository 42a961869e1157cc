/*
 * The load of a unit: which of the files that stand on its file use it?
 *
 * A file uses a unit when it names it.  What nobody names, and yet is used with
 * its class (constructors, operators, Python's `__eq__`), is used by those who
 * name the class.  One step further, a unit that another unit of the file
 * names serves whoever uses that one.  What is written inside another unit (a
 * closure, a local class) is part of it, and serves whoever that one serves.
 */
#include <stdlib.h>
#include <string.h>

#include "bole/regions.h"
#include "paths.h"

/* A name by which a unit is used. */
struct handle {
	uint64_t name;
	uint32_t unit;
};

struct users {
	const struct regions *regions;
	uint32_t *files; /* that may use a unit of this file */
	size_t count, capacity;
	struct hash_map seen;
};

/* --- handles ------------------------------------------------------------------------- */

static bool is_used_with_class(const struct unit *unit, struct text short_name)
{
	switch ((enum unit_kind)unit->kind) {
	case UNIT_CONSTRUCTOR:
	case UNIT_DESTRUCTOR:
	case UNIT_OPERATOR:
	case UNIT_INITIALIZER:
		return true;
	default:
		return text_starts(short_name, "__") && text_ends(short_name, "__") &&
		       short_name.size > 4;
	}
}

/* The last part of `*name`, which becomes what stands before its joint. */
static struct text take_last(struct text *name, const char *joint)
{
	size_t size = strlen(joint);

	for (size_t at = name->size; at >= size && size; at--) {
		if (memcmp(name->data + at - size, joint, size) == 0) {
			struct text last = { name->data + at, name->size - at };

			name->size = at - size;
			return last;
		}
	}
	struct text all = *name;

	name->size = 0;
	return all;
}

static int by_name(const void *a, const void *b)
{
	const struct handle *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

/* At most two a unit. */
static size_t list_handles(const struct facts *facts, struct handle *handles)
{
	size_t count = 0;

	for (uint32_t i = 0; i < facts->unit_count; i++) {
		const struct unit *unit = &facts->units[i];
		struct text rest = unit->name;
		struct text short_name = take_last(&rest, facts->language->joint);

		handles[count++] = (struct handle){ unit->short_name, i };
		if (!is_used_with_class(unit, short_name) || !rest.size)
			continue;
		handles[count++] =
			(struct handle){ name_hash(take_last(&rest, facts->language->joint)), i };
	}
	if (count)
		qsort(handles, count, sizeof(*handles), by_name);
	return count;
}

/* --- users --------------------------------------------------------------------------- */

static void add_user(struct users *users, uint32_t file)
{
	uint32_t *seen = hash_map_at(&users->seen, file);

	if (*seen != MAP_NONE)
		return;
	*seen = 1;
	users->files =
		array_grow(users->files, &users->capacity, users->count, sizeof(*users->files));
	users->files[users->count++] = file;
}

static void add_direct(struct users *users, uint32_t file, bool includes_only)
{
	const struct regions *regions = users->regions;

	for (uint32_t i = regions->users_first[file]; i < regions->users_first[file + 1]; i++) {
		const struct edge *edge = &regions->edges[regions->users[i]];

		if (!includes_only || edge->kind == EDGE_INCLUDE)
			add_user(users, edge->from);
	}
}

/* What a header defines comes along with every header that includes it. */
static void find_users(struct users *users, uint32_t file)
{
	const struct regions *regions = users->regions;

	*hash_map_at(&users->seen, file) = 1;
	add_direct(users, file, false);
	if (!text_starts(path_extension(regions->files[file].path), "h"))
		return;
	for (size_t i = 0; i < users->count; i++)
		if (text_starts(path_extension(regions->files[users->files[i]].path), "h"))
			add_direct(users, users->files[i], true);
}

/* --- who names what ------------------------------------------------------------------- */

struct naming {
	const struct handle *handles;
	size_t handle_count;
	const struct facts *facts; /* of the file whose units they are */
	uint64_t *rows;            /* by unit: a bit for each user */
	size_t row;                /* words a row */
};

static void set_user(struct naming *naming, uint32_t unit, size_t user)
{
	naming->rows[unit * naming->row + (user >> 6)] |= UINT64_C(1) << (user & 63);
}

static void name_handle(struct naming *naming, uint64_t name, size_t user)
{
	size_t low = 0, high = naming->handle_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (naming->handles[middle].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < naming->handle_count && naming->handles[low].name == name; low++)
		set_user(naming, naming->handles[low].unit, user);
}

/* `import x from "./file"`: the file does not say which of its units x is. */
static void name_default(struct naming *naming, size_t user)
{
	for (uint32_t i = 0; i < naming->facts->unit_count; i++)
		if (naming->facts->units[i].exported)
			set_user(naming, i, user);
}

/* A name that an import changes is used under the new one. */
static void name_by_imports(struct naming *naming, const struct facts *user, size_t index)
{
	for (size_t i = 0; i < user->import_count; i++) {
		const struct import *import = &user->imports[i];

		if (!import->alias.size || !import->name.size)
			continue;
		if (user->language->link_style == LINKS_SCRIPT && text_is(import->name, "default"))
			name_default(naming, index);
		else
			name_handle(naming, name_hash(import->name), index);
	}
}

/* Handles and references both ascend by name. */
static void name_by_references(struct naming *naming, const struct facts *user, size_t index)
{
	const struct handle *handle = naming->handles;
	const struct handle *end = handle + naming->handle_count;

	for (size_t i = 0; i < user->reference_count && handle < end; i++) {
		uint64_t name = user->references[i].name;

		while (handle < end && handle->name < name)
			handle++;
		for (; handle < end && handle->name == name; handle++)
			set_user(naming, handle->unit, index);
	}
}

/* Users of a unit count for what it names in the file: one step, no further. */
static void pass_on(const struct naming *naming, uint64_t *passed)
{
	const struct facts *facts = naming->facts;

	memcpy(passed, naming->rows, facts->unit_count * naming->row * sizeof(uint64_t));
	for (size_t caller = 0; caller < facts->unit_count; caller++) {
		const uint64_t *from = naming->rows + caller * naming->row;
		const struct unit *unit = &facts->units[caller];

		for (size_t i = 0; i < unit->callee_count; i++) {
			uint64_t *to = passed + unit->callees[i] * naming->row;

			for (size_t w = 0; w < naming->row; w++)
				to[w] |= from[w];
		}
	}
}

static bool is_inside(const struct unit *inner, const struct unit *outer)
{
	return inner->line >= outer->line && inner->end_line <= outer->end_line &&
	       inner->name.size > outer->name.size &&
	       memcmp(inner->name.data, outer->name.data, outer->name.size) == 0;
}

/* Units stand in the order of the file, outer before inner: those that are
 * still open lie on a stack. */
static void pass_inside(const struct naming *naming, uint64_t *passed)
{
	const struct unit *units = naming->facts->units;
	size_t count = naming->facts->unit_count, depth = 0;
	uint32_t *open = memory_new(count * sizeof(*open));

	for (uint32_t i = 0; i < count; i++) {
		while (depth && !is_inside(&units[i], &units[open[depth - 1]]))
			depth--;
		for (size_t w = 0; w < naming->row && depth; w++)
			passed[i * naming->row + w] |= passed[open[depth - 1] * naming->row + w];
		open[depth++] = i;
	}
	memory_free(open);
}

static uint32_t count_bits(const uint64_t *row, size_t words)
{
	uint32_t count = 0;

	for (size_t i = 0; i < words; i++)
		count += (uint32_t)__builtin_popcountll(row[i]);
	return count;
}

static void count_users(const struct users *users, struct naming *naming, uint32_t *loads)
{
	size_t units = naming->facts->unit_count;
	uint64_t *passed;

	naming->row = (users->count + 63) / 64;
	naming->rows = memory_new(units * naming->row * sizeof(uint64_t));
	passed = memory_new(units * naming->row * sizeof(uint64_t));
	for (size_t i = 0; i < users->count; i++) {
		const struct source_file *user = &users->regions->files[users->files[i]];

		if (source_class(user) != FILE_SOURCE)
			continue;
		name_by_references(naming, user->facts, i);
		name_by_imports(naming, user->facts, i);
	}
	pass_on(naming, passed);
	pass_inside(naming, passed);
	for (size_t i = 0; i < units; i++)
		loads[i] = count_bits(passed + i * naming->row, naming->row);
	memory_free(naming->rows);
	memory_free(passed);
}

void unit_loads(const struct regions *regions, uint32_t file, const struct facts *facts,
                uint32_t *loads)
{
	struct users users = { .regions = regions };
	struct handle *handles = memory_new(facts->unit_count * 2 * sizeof(*handles));
	struct naming naming = { .handles = handles, .facts = facts };

	memset(loads, 0, facts->unit_count * sizeof(*loads));
	naming.handle_count = list_handles(facts, handles);
	find_users(&users, file);
	if (users.count && facts->unit_count)
		count_users(&users, &naming, loads);
	hash_map_release(&users.seen);
	memory_free(users.files);
	memory_free(handles);
}
