#include "store.h"

struct facts_key facts_key_of(const struct object_id *blob, const struct language *language)
{
	return (struct facts_key){ *blob, language->id, facts_revision(language) };
}

/* --- the read transaction -------------------------------------------------------- */

/* A lock a look-up costs more than the look-up, and a lock held for long keeps
 * writers out: so one transaction serves many look-ups, and is renewed. */
bool store_read_begin(struct history *history)
{
	int64_t now = store_clock();
	int result;

	if (history->reading && now - history->read_since < STORE_READ_MS)
		return true;
	store_read_end(history);
	if (!history->db || now < history->read_again)
		return false;
	result = store_execute(history, "BEGIN");
	if (result != SQLITE_OK) {
		store_failed(history, result);
		return false;
	}
	history->reading = true;
	history->read_since = now;
	return true;
}

void store_read_end(struct history *history)
{
	int result;

	if (!history->reading)
		return;
	history->reading = false;
	result = store_execute(history, "COMMIT");
	if (result != SQLITE_OK)
		store_failed(history, result);
}

/* --- looking up --------------------------------------------------------------------- */

/* Binds bytes to the key they were kept under: a row that a damaged index
 * leads to is no more believed than one whose bytes are damaged. */
int32_t facts_seal(const struct facts_key *key, enum facts_part part, struct text data)
{
	struct text id = { (const char *)key->blob.bytes, key->blob.size };
	uint64_t seal = text_hash(id);

	seal = hash_mix(seal, (uint64_t)key->language << 32 | key->revision);
	seal = hash_mix(seal, part);
	return (int32_t)(uint32_t)hash_mix(seal, text_hash(data));
}

int64_t facts_row(struct history *history, const struct facts_key *key, int *result)
{
	struct binder facts = store_bind(history, READ_FACTS);
	int64_t id = 0;

	bind_bytes(&facts, (struct text){ (const char *)key->blob.bytes, key->blob.size });
	bind_number(&facts, key->language);
	bind_number(&facts, key->revision);
	*result = binder_step(&facts);
	if (*result == SQLITE_ROW) {
		id = sqlite3_column_int64(facts.statement, 0);
		binder_end(&facts);
	}
	if (*result == SQLITE_ROW || *result == SQLITE_DONE)
		*result = SQLITE_OK;
	return id;
}

/* False: the row is missing or damaged, or `*result` says more. */
static bool part_read(struct history *history, int64_t id, const struct facts_key *key,
                      enum facts_part part, struct bytes *out, int *result)
{
	static const enum statement reads[PART_COUNT] = { READ_LINKS, READ_UNITS, READ_PRINTS };
	struct binder row = store_bind(history, reads[part]);
	int32_t seal = 0;

	bytes_clear(out);
	bind_number(&row, id);
	*result = binder_step(&row);
	if (*result == SQLITE_ROW) {
		const void *data = sqlite3_column_blob(row.statement, 1);

		seal = sqlite3_column_int(row.statement, 0);
		bytes_add(out, data, (size_t)sqlite3_column_bytes(row.statement, 1));
		binder_end(&row);
		*result = SQLITE_OK;
		if (seal == facts_seal(key, part, bytes_text(out)))
			return true;
	}
	if (*result == SQLITE_DONE)
		*result = SQLITE_OK;
	if (*result == SQLITE_OK)
		history->damaged++;
	return false;
}

static bool find_kept(struct history *history, const struct facts_key *key,
                      struct text *parts[PART_COUNT])
{
	const struct kept_row *row = kept_find(&history->kept, key);

	for (int part = 0; row && part < PART_COUNT; part++)
		if (parts[part])
			*parts[part] = kept_part(&history->kept, row, (enum facts_part)part);
	return row;
}

static bool find_stored(struct history *history, const struct facts_key *key, int64_t id,
                        struct text *parts[PART_COUNT], int *result)
{
	for (int part = 0; part < PART_COUNT; part++) {
		struct bytes *found = &history->found[part];

		if (!parts[part])
			continue;
		if (!part_read(history, id, key, (enum facts_part)part, found, result))
			return false;
		*parts[part] = bytes_text(found);
	}
	return true;
}

static bool find_parts(struct history *history, const struct object_id *blob,
                       const struct language *language, struct text *parts[PART_COUNT])
{
	struct facts_key key;
	bool found = false;
	int64_t id;
	int result;

	if (!history->db)
		return false;
	key = facts_key_of(blob, language);
	if (find_kept(history, &key, parts))
		return true;
	if (!store_read_begin(history))
		return false;
	id = facts_row(history, &key, &result);
	if (id)
		found = find_stored(history, &key, id, parts, &result);
	if (result != SQLITE_OK)
		store_failed(history, result);
	return found;
}

bool history_find(struct history *history, const struct object_id *blob,
                  const struct language *language, struct text *links, struct text *units)
{
	return find_parts(history, blob, language, (struct text *[]){ links, units, NULL });
}

bool history_find_prints(struct history *history, const struct object_id *blob,
                         const struct language *language, struct text *prints)
{
	return find_parts(history, blob, language, (struct text *[]){ NULL, NULL, prints });
}

bool history_keep(struct history *history, const struct object_id *blob,
                  const struct language *language, struct text links, struct text units,
                  struct text prints)
{
	struct facts_key key;

	store_read_end(history);
	if (!history->db || history->read_only || object_id_none(blob) ||
	    links.size > STORE_PART_MOST || units.size > STORE_PART_MOST ||
	    prints.size > STORE_PART_MOST)
		return false;
	key = facts_key_of(blob, language);
	languages_meet(history, language, key.revision);
	kept_add(&history->kept, &key, (struct text[]){ links, units, prints });
	if (history->kept.data.size >= STORE_BATCH)
		store_write(history, NULL);
	return true;
}
