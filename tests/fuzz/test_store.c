/*
 * A store that a stranger wrote.  The input says how it differs from a sound
 * one: 'b' begins changes of bytes (a place of three bytes, a length, so many
 * bytes), anything else changes of rows (struct edit below), which are sealed
 * again, as by one who knows bole.  Then everything is done with it that bole
 * does with a store: nothing may fail, end late, or say what is not.
 */
#include "metrics/history/store.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bole/output.h"
#include "bole/page.h"
#include "fuzz.h"
#include "hooks/report_past.h"

enum { BLOBS = 3, COMMITS = 4, EDITS_MOST = 16, NOW = 1600000000 };

static struct text sound; /* the bytes of the sound one */
static char place[64];    /* a folder of our own */
static const char *const paths[] = { "src/core.c", "src/leaf.c", "a\\b\t.c" };

/* --- the sound one ----------------------------------------------------------------------- */

static struct object_id id_of(uint8_t number)
{
	struct object_id id = { .size = 20, .bytes = { number, 7, 7 } };

	return id;
}

static void keep_facts(struct history *history)
{
	struct facts facts = { .language = language_by_id(1), .lines = 9 };
	struct unit unit = { .name = TEXT("parse"), .line = 1, .end_line = 9, .cyclomatic = 3 };
	struct bytes links = BYTES_INIT, units = BYTES_INIT, prints = BYTES_INIT;

	facts.units = &unit;
	facts.unit_count = 1;
	facts_encode_links(&facts, &links);
	facts_encode_units(&facts, &units);
	for (uint8_t i = 0; i < BLOBS; i++) {
		struct object_id blob = id_of(i + 1);

		history_keep(history, &blob, facts.language, bytes_text(&links), bytes_text(&units),
		             bytes_text(&prints));
	}
	bytes_release(&links);
	bytes_release(&units);
}

static void keep_past(struct history *history)
{
	for (uint8_t i = 0; i < COMMITS; i++) {
		struct trend_sums sums = { 1, 2, 0, 90, 8, 9, 30 + 10 * i, 60, 0 };
		struct snapshot snapshot = { id_of(40 + i), id_of(60 + i), NOW + i, { sums } };
		struct past_touch touch = { text_of(paths[i % 3]), TEXT("") };
		struct past_file file = {
			text_of(paths[i % 3]), "c", false, REGION_LEAF, i, 2, sums
		};
		struct past_unit unit = { text_of(paths[i % 3]), TEXT("parse"), 0, false, i, 9, 7 };
		struct past_promotion promotion = { text_of(paths[0]), REGION_LEAF, REGION_TRUNK, 1,
			                            9 };
		struct past_row row = {
			.commit = id_of(60 + i),
			.time = NOW + i,
			.on_line = true,
			.parents = 1,
			.fix = i % 2,
			.cohort = i ? TEXT("machine") : TEXT(""),
			.files = 1,
			.subject = TEXT("A \\change"),
			.snapshot = &snapshot,
			.touches = &touch,
			.touch_count = 1,
			.file_changes = &file,
			.file_count = 1,
			.unit_changes = &unit,
			.unit_count = 1,
			.promotions = &promotion,
			.promotion_count = i == 2,
		};

		CLAIM(history_past_write(history, &row, 1));
	}
}

static void judge_something(struct history *history)
{
	struct finding finding = { .path = TEXT("src/core.c"), .message = TEXT("worse") };
	struct verdict verdict = { .findings = &finding, .count = 1, .rejected = 1 };
	struct judgement judgement = { "check", id_of(60), id_of(61), NOW, 0.5, &verdict };

	history_record(history, &judgement);
}

static char *path_in_place(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", place, name);
	return path;
}

static void clear_place(void)
{
	static const char *const names[] = {
		"bole/history.db",          "bole/history.db-journal",
		"bole/history.db-wal",      "bole/history.db-shm",
		"bole/history.db-suspect",  "bole/history.db.broken-1",
		"bole/history.db.broken-2", "bole/history.db.broken-1-journal"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unlink(path_in_place(names[i]));
}

static void leave_place(void)
{
	clear_place();
	rmdir(path_in_place("bole")); /* only when nothing else was left there */
	rmdir(place);
}

static void read_sound(void)
{
	int file = open(path_in_place("bole/history.db"), O_RDONLY | O_CLOEXEC);
	struct stat info;
	char *bytes;

	CLAIM(file >= 0 && fstat(file, &info) == 0);
	bytes = malloc((size_t)info.st_size);
	CLAIM(bytes && read(file, bytes, (size_t)info.st_size) == info.st_size);
	close(file);
	sound = (struct text){ bytes, (size_t)info.st_size };
}

static void make_sound(void)
{
	struct bytes notice = BYTES_INIT;
	struct history *history;

	snprintf(place, sizeof(place), "%s/bole-store-XXXXXX",
	         access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	CLAIM(mkdtemp(place));
	atexit(leave_place);
	history = history_open(place, &notice);
	CLAIM(history_usable(history));
	keep_facts(history);
	keep_past(history);
	judge_something(history);
	history_close(history, &notice);
	CLAIM(!notice.size);
	read_sound();
}

/* --- another one ---------------------------------------------------------------------------- */

static void write_store(const char *bytes, size_t size)
{
	int file = open(path_in_place("bole/history.db"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	                0600);

	CLAIM(file >= 0 && write(file, bytes, size) == (ssize_t)size);
	close(file);
}

static void change_bytes(struct text how)
{
	char *bytes = fuzz_copy(sound);
	size_t size = sound.size;

	while (how.size >= 4) {
		const unsigned char *at = (const unsigned char *)how.data;
		size_t offset = ((size_t)at[0] << 16 | (size_t)at[1] << 8 | at[2]) % sound.size;
		size_t length = at[3];

		how.data += 4;
		how.size -= 4;
		if (length == 0)
			size = offset; /* cut off */
		length = length < how.size ? length : how.size;
		length = length < sound.size - offset ? length : sound.size - offset;
		memcpy(bytes + offset, how.data, length);
		how.data += length;
		how.size -= length;
	}
	write_store(bytes, size);
	free(bytes);
}

/* One cell, in one row or in all. */
static const struct spot {
	const char *table, *column, *key;
} spots[] = {
	{ "meta", "value", "value" },
	{ "language", "name", "id" },
	{ "language", "oldest", "id" },
	{ "facts", "blob", "id" },
	{ "facts", "language", "id" },
	{ "facts", "revision", "id" },
	{ "facts", "id", "id" },
	{ "links", "id", "id" },
	{ "links", "data", "id" },
	{ "units", "data", "id" },
	{ "prints", "data", "id" },
	{ "snapshot", "id", "id" },
	{ "snapshot", "tree", "id" },
	{ "snapshot", "time", "id" },
	{ "snapshot", "measure", "id" },
	{ "snapshot_region", "snapshot", "snapshot" },
	{ "snapshot_region", "region", "snapshot" },
	{ "snapshot_region", "files", "snapshot" },
	{ "snapshot_region", "units", "snapshot" },
	{ "snapshot_region", "unmeasured", "snapshot" },
	{ "snapshot_region", "sloc", "snapshot" },
	{ "snapshot_region", "cognitive", "snapshot" },
	{ "snapshot_region", "cyclomatic", "snapshot" },
	{ "snapshot_region", "debt", "snapshot" },
	{ "snapshot_region", "burden", "snapshot" },
	{ "path", "id", "id" },
	{ "path", "path", "id" },
	{ "path", "language", "id" },
	{ "past", "id", "id" },
	{ "past", "commit_id", "id" },
	{ "past", "time", "id" },
	{ "past", "on_line", "id" },
	{ "past", "snapshot", "id" },
	{ "past", "parents", "id" },
	{ "past", "fix", "id" },
	{ "past", "cohort", "id" },
	{ "past", "files", "id" },
	{ "past", "subject", "id" },
	{ "touch", "path", "past" },
	{ "touch", "past", "past" },
	{ "touch", "was", "past" },
	{ "file_change", "path", "past" },
	{ "file_change", "past", "past" },
	{ "file_change", "gone", "past" },
	{ "file_change", "region", "past" },
	{ "file_change", "load", "past" },
	{ "file_change", "fan_out", "past" },
	{ "file_change", "units", "past" },
	{ "file_change", "unmeasured", "past" },
	{ "file_change", "sloc", "past" },
	{ "file_change", "cognitive", "past" },
	{ "file_change", "cyclomatic", "past" },
	{ "file_change", "debt", "past" },
	{ "unit", "id", "id" },
	{ "unit", "path", "id" },
	{ "unit", "name", "id" },
	{ "unit", "nth", "id" },
	{ "unit_change", "unit", "past" },
	{ "unit_change", "past", "past" },
	{ "unit_change", "gone", "past" },
	{ "unit_change", "cognitive", "past" },
	{ "unit_change", "sloc", "past" },
	{ "unit_change", "debt", "past" },
	{ "promotion", "past", "past" },
	{ "promotion", "path", "past" },
	{ "promotion", "region_before", "past" },
	{ "promotion", "region_after", "past" },
	{ "promotion", "load_before", "past" },
	{ "promotion", "load_after", "past" },
};

/* Which cell, of which row (0: of all), what it becomes, and its bytes. */
struct edit {
	unsigned char spot, row, type, size;
};

static void bind_value(sqlite3_stmt *statement, struct edit edit, struct text value)
{
	static const sqlite3_int64 edges[] = { 0,         -1,        1,         INT_MAX, UINT_MAX,
		                               INT64_MAX, INT64_MIN, 1LL << 40, NOW };
	sqlite3_int64 number = 0;
	double real = 0;

	switch (edit.type % 6) {
	case 0:
		number = edges[edit.size % (sizeof(edges) / sizeof(*edges))];
		sqlite3_bind_int64(statement, 1, number);
		break;
	case 1:
		memcpy(&number, value.data, value.size < 8 ? value.size : 8);
		sqlite3_bind_int64(statement, 1, number);
		break;
	case 2:
		memcpy(&real, value.data, value.size < 8 ? value.size : 8);
		sqlite3_bind_double(statement, 1, real);
		break;
	case 3:
		sqlite3_bind_text(statement, 1, value.data, (int)value.size, SQLITE_STATIC);
		break;
	case 4:
		sqlite3_bind_blob(statement, 1, value.data, (int)value.size, SQLITE_STATIC);
		break;
	default:
		sqlite3_bind_int64(statement, 1, (signed char)edit.size);
	}
}

/* What the schema does not allow is not changed. */
static void change_cell(sqlite3 *db, struct edit edit, struct text value)
{
	const struct spot *spot = &spots[edit.spot % (sizeof(spots) / sizeof(*spots))];
	sqlite3_stmt *statement = NULL;
	char sql[128];

	snprintf(sql, sizeof(sql), "UPDATE OR IGNORE %s SET %s=?1 WHERE ?2=0 OR %s=?2", spot->table,
	         spot->column, spot->key);
	CLAIM(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK);
	bind_value(statement, edit, value);
	sqlite3_bind_int64(statement, 2, edit.row % 6);
	sqlite3_step(statement);
	sqlite3_finalize(statement);
}

static void seal_part(sqlite3 *db, enum facts_part part, const char *table)
{
	char sql[128];

	for (uint8_t i = 0; i < BLOBS; i++) {
		struct object_id blob = id_of(i + 1);
		struct facts_key key = facts_key_of(&blob, language_by_id(1));
		sqlite3_stmt *statement = NULL;
		struct text data = TEXT("");

		snprintf(sql, sizeof(sql), "SELECT data FROM %s WHERE id=%d", table, i + 1);
		CLAIM(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK);
		if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_blob(statement, 0))
			data = (struct text){ sqlite3_column_blob(statement, 0),
				              (size_t)sqlite3_column_bytes(statement, 0) };
		snprintf(sql, sizeof(sql), "UPDATE %s SET seal=%d WHERE id=%d", table,
		         (int)facts_seal(&key, part, data), i + 1);
		sqlite3_finalize(statement);
		CLAIM(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	}
}

static void change_rows(struct text how)
{
	sqlite3 *db = NULL;

	write_store(sound.data, sound.size);
	CLAIM(sqlite3_open(path_in_place("bole/history.db"), &db) == SQLITE_OK);
	sqlite3_exec(db, "PRAGMA synchronous=OFF; BEGIN", NULL, NULL, NULL);
	for (int i = 0; i < EDITS_MOST && how.size >= sizeof(struct edit); i++) {
		struct edit edit;
		size_t size;

		memcpy(&edit, how.data, sizeof(edit));
		how.data += sizeof(edit);
		how.size -= sizeof(edit);
		size = edit.type % 6 == 0 || edit.type % 6 == 5 ? 0 : edit.size;
		size = size < how.size ? size : how.size;
		change_cell(db, edit, (struct text){ how.data, size });
		how.data += size;
		how.size -= size;
	}
	seal_part(db, PART_LINKS, "links");
	seal_part(db, PART_UNITS, "units");
	seal_part(db, PART_PRINTS, "prints");
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(db);
}

/* --- all that is done with it ------------------------------------------------------------------ */

static void find_facts(struct history *history)
{
	for (uint8_t i = 0; i < BLOBS; i++) {
		struct facts facts = { .language = language_by_id(1) };
		struct object_id blob = id_of(i + 1);
		struct arena arena = ARENA_INIT;
		struct text links, units;

		if (history_find(history, &blob, facts.language, &links, &units) &&
		    facts_decode_links(&facts, links, &arena) &&
		    facts_decode_units(&facts, units, &arena))
			CLAIM(facts_debt(&facts) >= 0 &&
			      facts_unmeasured(&facts) <= facts.unit_count);
		arena_release(&arena);
	}
}

static void found_part(void *context, size_t index, struct text part)
{
	(void)part;
	CLAIM(index < BLOBS);
	++*(size_t *)context;
}

static void find_all(struct history *history)
{
	struct object_id blobs[BLOBS];
	struct history_wanted wanted[BLOBS];
	size_t found = 0;

	for (uint8_t i = 0; i < BLOBS; i++) {
		blobs[i] = id_of(i + 1);
		wanted[i] = (struct history_wanted){ &blobs[i], language_by_id(1) };
	}
	history_find_links(history, wanted, BLOBS, found_part, &found);
	history_find_all_prints(history, wanted, BLOBS, found_part, &found);
}

static void check_past(const struct past_commits *past)
{
	for (size_t i = 0; i < past->touch_count; i++) {
		CLAIM(past->touches[i].path < past->path_count);
		CLAIM(past->touches[i].commit < past->count);
		CLAIM(past->touches[i].was < past->path_count || past->touches[i].was == MAP_NONE);
	}
	for (size_t i = 0; i < past->file_count; i++)
		CLAIM(past->files[i].path < past->path_count &&
		      past->files[i].commit < past->count);
	for (size_t i = 0; i < past->unit_count; i++)
		CLAIM(past->units[i].path < past->path_count &&
		      past->units[i].commit < past->count);
	for (size_t i = 0; i < past->promotion_count; i++)
		CLAIM(past->promotions[i].path < past->path_count &&
		      past->promotions[i].commit < past->count);
}

static void write_all(const struct trend *trend)
{
	FILE *file = fopen("/dev/null", "w");

	CLAIM(file);
	for (int format = FORMAT_TEXT; format <= FORMAT_MARKDOWN; format++) {
		struct sink sink = { file, (enum format)format, false };

		trend_write(&sink, trend);
	}
	page_write(file, trend);
	fclose(file);
}

static void tell_trend(const struct past_commits *past)
{
	struct trend trend = TREND_INIT;
	struct trend_unit units[2] = {
		{ .path = text_of(paths[0]), .name = TEXT("parse"), .line = 1, .debt_after = 9 },
		{ .path = text_of(paths[1]), .name = TEXT("parse"), .line = 1 },
	};
	struct trend_file files[2] = {
		{ .path = text_of(paths[0]), .language = "c", .file_class = "source" },
		{ .path = text_of(paths[1]), .language = "c", .file_class = "source" },
	};

	trend.repository = "r";
	trend.head = id_of(63);
	trend.now = NOW + 3;
	trend.since = NOW;
	trend.files = files;
	trend.file_count = 2;
	trend.grouped_by = "directory";
	past_fill_line(&trend, past);
	past_fill_risk(&trend, past);
	past_fill_units(&trend, past, units, 2);
	past_fill_groups(&trend, past);
	trend.worse = units;
	trend.worse_count = 2;
	trend_conclude(&trend);
	write_all(&trend);
	trend_release(&trend);
}

static void read_past(struct history *history)
{
	struct past_commits past;
	struct history_state state;
	struct object_id tip;
	const struct object_id none = { 0 };
	int64_t time;

	if (history_past_tip(history, &tip))
		CLAIM(tip.size == 20 || tip.size == 32);
	if (history_past_begin(history, &tip, &time))
		CLAIM(tip.size == 20 || tip.size == 32);
	if (history_past_read(history, &none, &past)) {
		check_past(&past);
		if (past.snapshot_count)
			tell_trend(&past);
	}
	past_commits_release(&past);
	history_inspect(history, &state);
}

/* Says no byte of the repository, and ends in no newline. */
static void check_notice(struct bytes *notice)
{
	CLAIM(!notice->size || notice->data[notice->size - 1] != '\n');
	for (size_t i = 0; i < notice->size; i++)
		CLAIM(notice->data[i] == '\n' ||
		      (notice->data[i] >= ' ' && notice->data[i] < 0x7f));
	bytes_clear(notice);
}

static void use_store(void)
{
	struct bytes notice = BYTES_INIT;
	struct history *history = history_open(place, &notice);

	check_notice(&notice);
	find_facts(history);
	find_all(history);
	read_past(history);
	keep_facts(history);
	judge_something(history);
	history_close(history, &notice);
	check_notice(&notice);
	bytes_release(&notice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!sound.size)
		make_sound();
	if (!size)
		return 0;
	clear_place();
	if (data[0] == 'b')
		change_bytes(fuzz_text(data + 1, size - 1));
	else
		change_rows(fuzz_text(data + 1, size - 1));
	use_store();
	/* What was not used or not sound is set aside: the next run is a usual one. */
	use_store();
	return 0;
}
