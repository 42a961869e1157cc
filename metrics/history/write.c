#include "store.h"

/* Every part stands under the number that the key has or now gets. */
static int write_part(struct history *history, enum facts_part part, int64_t *id,
                      const struct kept_row *row)
{
	static const enum statement writes[PART_COUNT] = { WRITE_LINKS, WRITE_UNITS, WRITE_PRINTS };
	struct text data = kept_part(&history->kept, row, part);
	struct binder binder = store_bind(history, writes[part]);
	int result;

	if (*id)
		bind_number(&binder, *id);
	else
		bind_null(&binder);
	bind_number(&binder, facts_seal(&row->key, part, data));
	bind_bytes(&binder, data);
	result = binder_run(&binder);
	if (!*id)
		*id = sqlite3_last_insert_rowid(history->db);
	return result;
}

/* A key that is there already was kept by another process meanwhile, or its
 * row is damaged: written over, it is right in both cases. */
static int write_facts(struct history *history, const struct kept_row *row)
{
	const struct facts_key *key = &row->key;
	struct binder facts;
	int result;
	int64_t id = facts_row(history, key, &result);
	bool known = id != 0;

	for (int part = 0; part < PART_COUNT && result == SQLITE_OK; part++)
		result = write_part(history, (enum facts_part)part, &id, row);
	if (result != SQLITE_OK || known)
		return result;
	facts = store_bind(history, WRITE_FACTS);
	bind_bytes(&facts, (struct text){ (const char *)key->blob.bytes, key->blob.size });
	bind_number(&facts, key->language);
	bind_number(&facts, key->revision);
	bind_number(&facts, id);
	return binder_run(&facts);
}

static int write_gathered(struct history *history, const void *context)
{
	const struct judgement *judgement = context;
	int result = SQLITE_OK;
	int64_t id;

	for (size_t i = 0; i < history->kept.count && result == SQLITE_OK; i++)
		result = write_facts(history, &history->kept.rows[i]);
	for (size_t i = 0; i < history->snapshot_count && result == SQLITE_OK; i++)
		result = log_snapshot(history, &history->snapshots[i], &id);
	if (judgement && result == SQLITE_OK)
		result = log_judgement(history, judgement);
	if (result == SQLITE_OK)
		result = languages_settle(history);
	if (result == SQLITE_OK)
		result = store_remember_check(history);
	return result;
}

/* A newer bole may have migrated the store since we opened it. */
static bool still_our_schema(struct history *history, int *result)
{
	int64_t version = 0;

	*result = store_number(history, "PRAGMA user_version", &version);
	return *result != SQLITE_OK || version == STORE_SCHEMA;
}

int store_transact(struct history *history, store_work *work, const void *context)
{
	int result = store_execute(history, "BEGIN IMMEDIATE");

	if (result != SQLITE_OK)
		return result;
	if (!still_our_schema(history, &result)) {
		store_notice(history,
		             "the store was taken over by a newer bole; nothing more is kept");
		store_disconnect(history);
		return SQLITE_OK;
	}
	if (result == SQLITE_OK)
		result = work(history, context);
	if (result == SQLITE_OK)
		result = store_execute(history, "COMMIT");
	if (result != SQLITE_OK && !sqlite3_get_autocommit(history->db) &&
	    store_execute(history, "ROLLBACK") != SQLITE_OK)
		store_disconnect(history);
	return result;
}

static bool has_something(const struct history *history)
{
	return history->kept.count || history->snapshot_count || history->checked;
}

/* What cannot be written is given up: the next batch tries again. */
void store_write(struct history *history, const struct judgement *judgement)
{
	int result;

	store_read_end(history);
	if (history->db && !history->read_only && (judgement || has_something(history))) {
		result = store_transact(history, write_gathered, judgement);
		if (result != SQLITE_OK)
			store_failed(history, result);
		else
			history->checked = false;
	}
	kept_clear(&history->kept);
	history->snapshot_count = 0;
}
