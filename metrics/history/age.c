/*
 * Facts grow old when a language or the facts room gets a higher revision.
 * They are never found again, and are removed a batch a run, so that no hook
 * pays for it at once.  `language.oldest` remembers that nothing older than
 * that revision is left, so that a settled store is not searched.
 */
#include "store.h"

void languages_meet(struct history *history, const struct language *language, uint32_t revision)
{
	for (size_t i = 0; i < history->language_count; i++)
		if (history->languages[i].id == language->id)
			return;
	history->languages = array_grow(history->languages, &history->language_capacity,
	                                history->language_count, sizeof(*history->languages));
	history->languages[history->language_count++] =
		(struct met_language){ language->id, revision, language->name, false };
}

static int read_oldest(struct history *history, const struct met_language *language,
                       int64_t *oldest)
{
	struct binder row = store_bind(history, WRITE_LANGUAGE);
	int result;

	bind_number(&row, language->id);
	bind_string(&row, language->name);
	result = binder_run(&row);
	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, READ_OLDEST);
	bind_number(&row, language->id);
	result = binder_step(&row);
	if (result != SQLITE_ROW)
		return result;
	*oldest = sqlite3_column_int64(row.statement, 0);
	binder_end(&row);
	return SQLITE_OK;
}

static int remove_batch(struct history *history, const struct met_language *language, unsigned most,
                        unsigned *removed)
{
	static const enum statement steps[] = { REMOVE_LINKS, REMOVE_UNITS, REMOVE_PRINTS,
		                                REMOVE_FACTS };
	int result = SQLITE_OK;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && result == SQLITE_OK; i++) {
		struct binder row = store_bind(history, steps[i]);

		bind_number(&row, language->id);
		bind_number(&row, language->revision);
		bind_number(&row, most);
		result = binder_run(&row);
	}
	*removed = (unsigned)sqlite3_changes(history->db);
	return result;
}

static int settle(struct history *history, struct met_language *language)
{
	unsigned most = STORE_AGED_MOST - history->aged, removed = 0;
	struct binder row;
	int64_t oldest = 0;
	int result = read_oldest(history, language, &oldest);

	if (result != SQLITE_OK)
		return result;
	if (oldest != language->revision) {
		result = remove_batch(history, language, most, &removed);
		history->aged += removed;
		if (result != SQLITE_OK || removed == most)
			return result;
		row = store_bind(history, WRITE_OLDEST);
		bind_number(&row, language->id);
		bind_number(&row, language->revision);
		result = binder_run(&row);
	}
	language->settled = true;
	return result;
}

int languages_settle(struct history *history)
{
	int result = SQLITE_OK;

	for (size_t i = 0; i < history->language_count && result == SQLITE_OK; i++)
		if (!history->languages[i].settled)
			result = settle(history, &history->languages[i]);
	return result;
}
