/*
 * The links of a whole tree, for which asking one by one takes three times as
 * long: first the numbers of the rows, then the rows in the order they lie in.
 */
#include "store.h"

#include <stdlib.h>
#include <string.h>

/* Asking for one row costs as much as walking past so many. */
enum {
	WALK_KEYS = 8,
	WALK_LINKS = 4,
};

struct bulk_row {
	int64_t id;
	uint32_t wanted; /* index */
};

struct bulk {
	struct history *history;
	const struct history_wanted *wanted;
	const uint32_t *asked; /* which of the caller's each of them is; NULL: the same */
	size_t count;
	struct bulk_row *rows;
	size_t row_count;
	enum facts_part part;
	history_part_found *found;
	void *context;
};

static struct facts_key bulk_key(const struct bulk *bulk, size_t at)
{
	return facts_key_of(bulk->wanted[at].blob, bulk->wanted[at].language);
}

static void bulk_add(struct bulk *bulk, int64_t id, size_t wanted)
{
	if (bulk->row_count < bulk->count) /* more only when keys are there twice */
		bulk->rows[bulk->row_count++] = (struct bulk_row){ id, (uint32_t)wanted };
}

/* --- which rows? ---------------------------------------------------------------- */

static int rows_one_by_one(struct bulk *bulk)
{
	int result = SQLITE_OK;

	for (size_t i = 0; i < bulk->count && result == SQLITE_OK; i++) {
		struct facts_key key = bulk_key(bulk, i);
		int64_t id = facts_row(bulk->history, &key, &result);

		if (id)
			bulk_add(bulk, id, i);
	}
	return result;
}

static bool walked_key(sqlite3_stmt *statement, struct facts_key *key)
{
	const void *id = sqlite3_column_blob(statement, 0);
	int size = sqlite3_column_bytes(statement, 0);

	*key = (struct facts_key){ 0 };
	if (size < 8 || size > (int)sizeof(key->blob.bytes))
		return false;
	key->blob.size = (uint8_t)size;
	memcpy(key->blob.bytes, id, (size_t)size);
	key->language = (uint16_t)sqlite3_column_int(statement, 1);
	key->revision = (uint32_t)sqlite3_column_int64(statement, 2);
	return true;
}

/* `next` chains the wanted ones that begin alike; most often the same blob. */
static void add_wanted(struct bulk *bulk, const struct facts_key *walked, int64_t id,
                       const struct hash_map *index, const uint32_t *next)
{
	uint32_t at = hash_map_get(index, facts_key_hash(walked));

	for (; at != MAP_NONE; at = next[at]) {
		struct facts_key key = bulk_key(bulk, at);

		if (facts_key_equal(&key, walked))
			bulk_add(bulk, id, at);
	}
}

static int rows_by_walking(struct bulk *bulk)
{
	struct hash_map index = HASH_MAP_INIT;
	uint32_t *next = memory_new(bulk->count * sizeof(*next));
	struct binder facts;
	int result;

	for (size_t i = 0; i < bulk->count; i++) {
		struct facts_key key = bulk_key(bulk, i);
		uint32_t *first = hash_map_at(&index, facts_key_hash(&key));

		next[i] = *first;
		*first = (uint32_t)i;
	}
	facts = store_bind(bulk->history, WALK_FACTS);
	while ((result = binder_step(&facts)) == SQLITE_ROW) {
		struct facts_key walked;

		if (walked_key(facts.statement, &walked))
			add_wanted(bulk, &walked, sqlite3_column_int64(facts.statement, 3), &index,
			           next);
	}
	hash_map_release(&index);
	memory_free(next);
	return result == SQLITE_DONE ? SQLITE_OK : result;
}

static int compare_rows(const void *a, const void *b)
{
	const struct bulk_row *one = a, *other = b;

	if (one->id != other->id)
		return one->id < other->id ? -1 : 1;
	return one->wanted < other->wanted ? -1 : one->wanted > other->wanted;
}

/* Numbers are given in the order of arrival: the highest tells about how many there are. */
static int rows_find(struct bulk *bulk)
{
	struct binder highest = store_bind(bulk->history, HIGHEST_LINKS);
	int64_t most = 0;
	int result = binder_step(&highest);

	if (result != SQLITE_ROW)
		return result;
	most = sqlite3_column_int64(highest.statement, 0);
	binder_end(&highest);
	if (most / WALK_KEYS > (int64_t)bulk->count)
		result = rows_one_by_one(bulk);
	else
		result = rows_by_walking(bulk);
	qsort(bulk->rows, bulk->row_count, sizeof(*bulk->rows), compare_rows);
	return result;
}

/* --- what is in them? ------------------------------------------------------------- */

/* How many rows from `at` on lie so close that they are read in one go. */
static size_t run_length(const struct bulk *bulk, size_t at)
{
	size_t end = at + 1;

	/* Ascending, and of a stranger's store perhaps from one end of the numbers to the other. */
	while (end < bulk->row_count &&
	       (uint64_t)bulk->rows[end].id - (uint64_t)bulk->rows[end - 1].id <= WALK_LINKS)
		end++;
	return end - at;
}

static void row_deliver(struct bulk *bulk, size_t wanted, int32_t seal, struct text data)
{
	struct facts_key key = bulk_key(bulk, wanted);

	if (seal == facts_seal(&key, bulk->part, data))
		bulk->found(bulk->context, bulk->asked ? bulk->asked[wanted] : wanted, data);
	else
		bulk->history->damaged++;
}

/* Delivers the rows of a run; one that is not in the table counts as damaged. */
static int run_read(struct bulk *bulk, size_t at, size_t end)
{
	struct binder parts =
		store_bind(bulk->history, bulk->part == PART_LINKS ? RANGE_LINKS : RANGE_PRINTS);
	int result;

	bind_number(&parts, bulk->rows[at].id);
	bind_number(&parts, bulk->rows[end - 1].id);
	while ((result = binder_step(&parts)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(parts.statement, 0);
		struct text data;

		for (; at < end && bulk->rows[at].id < id; at++)
			bulk->history->damaged++;
		if (at == end || bulk->rows[at].id != id)
			continue;
		data.data = sqlite3_column_blob(parts.statement, 2);
		data.size = (size_t)sqlite3_column_bytes(parts.statement, 2);
		for (; at < end && bulk->rows[at].id == id; at++)
			row_deliver(bulk, bulk->rows[at].wanted,
			            sqlite3_column_int(parts.statement, 1), data);
	}
	bulk->history->damaged += (unsigned)(end - at);
	return result == SQLITE_DONE ? SQLITE_OK : result;
}

static int rows_read(struct bulk *bulk)
{
	int result = SQLITE_OK;
	size_t at = 0;

	while (at < bulk->row_count && result == SQLITE_OK) {
		size_t end = at + run_length(bulk, at);

		result = run_read(bulk, at, end);
		at = end;
	}
	return result;
}

static void find_stored(struct bulk *bulk)
{
	struct history *history = bulk->history;
	int result;

	if (!history->db || bulk->count == 0 || !store_read_begin(history))
		return;
	bulk->rows = memory_new(bulk->count * sizeof(*bulk->rows));
	result = rows_find(bulk);
	if (result == SQLITE_OK)
		result = rows_read(bulk);
	memory_free(bulk->rows);
	if (result != SQLITE_OK)
		store_failed(history, result);
	else
		store_read_end(history);
}

/* What is not written yet is told from memory: a commit's few files are not worth a
 * transaction of their own, before that of its verdict. */
static void find_many(struct bulk *bulk)
{
	const struct kept *kept = &bulk->history->kept;
	const struct history_wanted *all = bulk->wanted;
	struct history_wanted *wanted;
	uint32_t *asked;
	size_t left = 0;

	if (!kept->count) {
		find_stored(bulk);
		return;
	}
	wanted = memory_new(bulk->count * sizeof(*wanted));
	asked = memory_new(bulk->count * sizeof(*asked));
	for (size_t i = 0; i < bulk->count; i++) {
		struct facts_key key = bulk_key(bulk, i);
		const struct kept_row *row = kept_find(kept, &key);

		if (row) {
			bulk->found(bulk->context, i, kept_part(kept, row, bulk->part));
			continue;
		}
		asked[left] = (uint32_t)i;
		wanted[left++] = all[i];
	}
	bulk->wanted = wanted;
	bulk->asked = asked;
	bulk->count = left;
	find_stored(bulk);
	memory_free(wanted);
	memory_free(asked);
}

void history_find_links(struct history *history, const struct history_wanted *wanted, size_t count,
                        history_part_found *found, void *context)
{
	find_many(&(struct bulk){ .history = history,
	                          .wanted = wanted,
	                          .count = count,
	                          .part = PART_LINKS,
	                          .found = found,
	                          .context = context });
}

void history_find_all_prints(struct history *history, const struct history_wanted *wanted,
                             size_t count, history_part_found *found, void *context)
{
	find_many(&(struct bulk){ .history = history,
	                          .wanted = wanted,
	                          .count = count,
	                          .part = PART_PRINTS,
	                          .found = found,
	                          .context = context });
}
