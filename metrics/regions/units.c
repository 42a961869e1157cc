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
#include "exports.h"
#include "mentions.h"
#include "paths.h"

/* A name by which a unit is used. */
struct handle {
	uint64_t name;
	uint64_t owner; /* the class that the unit is in, or 0 */
	uint32_t unit;
};

struct users {
	const struct regions *regions;
	uint32_t *files; /* that may use a unit of this file */
	size_t count, capacity;
	struct hash_map places; /* in `files`, or ITSELF */
	uint64_t work;
};

enum { ITSELF = MAP_NONE - 1 };

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
		uint64_t owner = 0;

		if (rest.size)
			owner = name_hash(take_last(&rest, facts->language->joint));
		handles[count++] = (struct handle){ unit->short_name, owner, i };
		if (owner && is_used_with_class(unit, short_name))
			handles[count++] = (struct handle){ owner, 0, i };
	}
	if (count)
		qsort(handles, count, sizeof(*handles), by_name);
	return count;
}

/* --- users --------------------------------------------------------------------------- */

static void add_user(struct users *users, uint32_t file)
{
	uint32_t *place = hash_map_at(&users->places, file);

	if (*place != MAP_NONE)
		return;
	*place = (uint32_t)users->count;
	users->files =
		array_grow(users->files, &users->capacity, users->count, sizeof(*users->files));
	users->files[users->count++] = file;
}

static void add_direct(struct users *users, uint32_t file, bool includes_only)
{
	enum { EDGE_WORK = 16 }; /* as much as so many references */
	size_t count;
	const struct user *direct = regions_users(users->regions, file, &count);

	users->work += count * EDGE_WORK;
	for (size_t i = 0; i < count; i++)
		if (!includes_only || direct[i].kind == EDGE_INCLUDE)
			add_user(users, direct[i].from);
}

/* What a header defines comes along with every header that includes it. */
static void find_users(struct users *users, uint32_t file)
{
	const struct regions *regions = users->regions;

	*hash_map_at(&users->places, file) = ITSELF;
	add_direct(users, file, false);
	if (!text_starts(path_extension(regions->files[file].path), "h"))
		return;
	for (size_t i = 0; i < users->count; i++)
		if (text_starts(path_extension(regions->files[users->files[i]].path), "h"))
			add_direct(users, users->files[i], true);
}

uint32_t *unit_users(const struct regions *regions, uint32_t file, size_t *count)
{
	struct users users = { .regions = regions };

	find_users(&users, file);
	hash_map_release(&users.places);
	*count = users.count;
	return users.files;
}

/* --- who names what ------------------------------------------------------------------- */

enum {
	ROW_WORDS = 32, /* users are taken in turns, so that no table grows with both */
	TURN = ROW_WORDS * 64,
};

typedef uint64_t user_row[ROW_WORDS]; /* a bit for each user of this turn */

struct naming {
	const struct facts *facts; /* of the file whose units they are */
	const struct handle *handles;
	size_t handle_count;
	struct hash_map owners;  /* the classes of its units */
	user_row *rows, *passed; /* by unit */
};

static void set_in_row(user_row row, size_t user)
{
	row[user >> 6] |= UINT64_C(1) << (user & 63);
}

static bool is_in_row(const user_row row, size_t user)
{
	return row[user >> 6] >> (user & 63) & 1;
}

static void set_user(struct naming *naming, uint32_t unit, size_t user)
{
	set_in_row(naming->rows[unit], user);
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

/* Types that Rust knows without an import. */
static bool is_prelude_type(uint64_t name)
{
	static const char *const names[] = {
		"Box", "Default", "Option", "Result", "String", "Vec"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (name == name_hash(text_of(names[i])))
			return true;
	return false;
}

/* Does `name` stand for a type or a module of elsewhere, and no value? */
static bool is_foreign_type(const struct facts *user, uint64_t name)
{
	if (defined_as(user, name) & DEFINES_TYPE)
		return true;
	if (user->language->link_style != LINKS_RUST)
		return false;
	for (size_t i = 0; i < user->import_count; i++)
		if (import_binding(&user->imports[i]) == name)
			return true;
	return is_prelude_type(name);
}

/*
 * Can `qualifier.name` mean this unit?  A class of the file before the dot means
 * that class alone; any other word may be a value of any class.
 */
static bool can_mean(const struct naming *naming, const struct handle *handle,
                     const struct facts *user, uint64_t qualifier)
{
	if (!qualifier || !handle->owner || qualifier == handle->owner)
		return true;
	if (hash_map_get(&naming->owners, qualifier) != MAP_NONE)
		return false;
	return !is_foreign_type(user, qualifier);
}

/* Handles and references both ascend by name. */
static void name_by_references(struct naming *naming, const struct facts *user, size_t index)
{
	const struct handle *first = naming->handles;
	const struct handle *end = first + naming->handle_count;

	for (size_t i = 0; i < user->reference_count; i++) {
		const struct reference *reference = &user->references[i];

		while (first < end && first->name < reference->name)
			first++;
		for (const struct handle *handle = first;
		     handle < end && handle->name == reference->name; handle++)
			if (can_mean(naming, handle, user, reference->qualifier))
				set_user(naming, handle->unit, index);
	}
}

/* Users of a unit count for what it names in the file: one step, no further. */
static void pass_on(struct naming *naming)
{
	const struct facts *facts = naming->facts;

	memcpy(naming->passed, naming->rows, facts->unit_count * sizeof(*naming->rows));
	for (size_t caller = 0; caller < facts->unit_count; caller++) {
		const struct unit *unit = &facts->units[caller];

		for (size_t i = 0; i < unit->callee_count; i++)
			for (size_t w = 0; w < ROW_WORDS; w++)
				naming->passed[unit->callees[i]][w] |= naming->rows[caller][w];
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
static void pass_inside(struct naming *naming)
{
	const struct unit *units = naming->facts->units;
	size_t count = naming->facts->unit_count, depth = 0;
	uint32_t *open = memory_new(count * sizeof(*open));

	for (uint32_t i = 0; i < count; i++) {
		while (depth && !is_inside(&units[i], &units[open[depth - 1]]))
			depth--;
		for (size_t w = 0; w < ROW_WORDS && depth; w++)
			naming->passed[i][w] |= naming->passed[open[depth - 1]][w];
		open[depth++] = i;
	}
	memory_free(open);
}

/* Of a turn: the users that may name a unit. */
static void find_naming(const struct mentions *mentions, const struct users *users, size_t begin,
                        uint64_t name, user_row may_name)
{
	size_t count;
	const uint32_t *files = mentions_of(mentions, name, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t place = hash_map_get(&users->places, files[i]);

		if (place >= begin && place - begin < TURN)
			set_in_row(may_name, place - begin);
	}
}

static void find_all_naming(const struct naming *naming, const struct mentions *mentions,
                            const struct users *users, size_t begin, user_row may_name)
{
	memset(may_name, mentions ? 0 : 0xff, sizeof(user_row));
	for (size_t i = 0; i < naming->handle_count && mentions; i++)
		if (i == 0 || naming->handles[i].name != naming->handles[i - 1].name)
			find_naming(mentions, users, begin, naming->handles[i].name, may_name);
	if (mentions)
		find_naming(mentions, users, begin, name_hash(TEXT("default")), may_name);
}

static void take_turn(struct naming *naming, const struct mentions *mentions,
                      const struct users *users, size_t begin, uint32_t *loads)
{
	const size_t units = naming->facts->unit_count;
	const size_t end = users->count - begin < TURN ? users->count : begin + TURN;
	user_row may_name;

	memset(naming->rows, 0, units * sizeof(*naming->rows));
	find_all_naming(naming, mentions, users, begin, may_name);
	for (size_t i = begin; i < end; i++) {
		const struct source_file *user = &users->regions->files[users->files[i]];

		if (!is_in_row(may_name, i - begin) || source_class(user) != FILE_SOURCE)
			continue;
		name_by_references(naming, user->facts, i - begin);
		name_by_imports(naming, user->facts, i - begin);
	}
	pass_on(naming);
	pass_inside(naming);
	for (size_t i = 0; i < units; i++)
		for (size_t w = 0; w < ROW_WORDS; w++)
			loads[i] += (uint32_t)__builtin_popcountll(naming->passed[i][w]);
}

static void count_users(struct naming *naming, const struct mentions *mentions, struct users *users,
                        uint32_t *loads)
{
	for (size_t i = 0; i < users->count && !mentions; i++) {
		const struct source_file *user = &users->regions->files[users->files[i]];

		if (source_class(user) == FILE_SOURCE)
			users->work += user->facts->reference_count + user->facts->import_count;
	}
	for (size_t i = 0; i < naming->handle_count; i++)
		if (naming->handles[i].owner)
			*hash_map_at(&naming->owners, naming->handles[i].owner) = 1;
	for (size_t begin = 0; begin < users->count; begin += TURN)
		take_turn(naming, mentions, users, begin, loads);
}

uint64_t unit_loads(const struct regions *regions, const struct mentions *mentions, uint32_t file,
                    const struct facts *facts, uint32_t *loads)
{
	size_t units = facts->unit_count;
	struct users users = { .regions = regions };
	struct handle *handles = memory_new(units * 2 * sizeof(*handles));
	struct naming naming = {
		.facts = facts,
		.handles = handles,
		.handle_count = list_handles(facts, handles),
		.rows = memory_new(units * sizeof(user_row)),
		.passed = memory_new(units * sizeof(user_row)),
	};

	for (size_t i = 0; i < units; i++)
		loads[i] = 0;
	if (units) {
		find_users(&users, file);
		count_users(&naming, mentions, &users, loads);
	}
	hash_map_release(&naming.owners);
	hash_map_release(&users.places);
	memory_free(users.files);
	memory_free(naming.rows);
	memory_free(naming.passed);
	memory_free(handles);
	return users.work;
}
