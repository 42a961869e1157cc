/* Rows of the log: what was judged, and the sums of trees. */
#include "store.h"

/* --- texts of the repository ------------------------------------------------------- */

/* How many bytes of a well-formed character are at `at`; 0: it is malformed. */
static size_t character_size(const unsigned char *at, size_t left)
{
	static const struct {
		unsigned char first, last; /* of the leading byte */
		unsigned char low, high;   /* of the second */
		unsigned char size;
	} forms[] = {
		{ 0x00, 0x7f, 0x00, 0x00, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 },
		{ 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};
	size_t form = 0;

	while (form < sizeof(forms) / sizeof(forms[0]) && *at > forms[form].last)
		form++;
	if (form == sizeof(forms) / sizeof(forms[0]) || *at < forms[form].first ||
	    left < forms[form].size)
		return 0;
	if (forms[form].size > 1 && (at[1] < forms[form].low || at[1] > forms[form].high))
		return 0;
	for (size_t i = 2; i < forms[form].size; i++)
		if (at[i] < 0x80 || at[i] > 0xbf)
			return 0;
	return forms[form].size;
}

/* Readers of the log expect UTF-8, and paths are any bytes: what is malformed,
 * a control or a backslash is escaped as C does, so that nothing is lost. */
void text_make_readable(struct bytes *out, struct text text)
{
	const unsigned char *at = (const unsigned char *)text.data;
	const unsigned char *end = at + text.size;

	while (at < end) {
		size_t size = character_size(at, (size_t)(end - at));

		if (size == 0 || *at < 0x20 || *at == 0x7f)
			bytes_format(out, "\\%03o", *at);
		else if (*at == '\\')
			bytes_add_string(out, "\\\\");
		else
			bytes_add(out, at, size);
		at += size ? size : 1;
	}
}

static bool is_octal(const char *digits)
{
	for (int i = 0; i < 3; i++)
		if (digits[i] < '0' || digits[i] > '7')
			return false;
	return true;
}

void text_make_raw(struct bytes *out, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		const char *at = text.data + i;

		if (*at != '\\' || i + 1 == text.size) {
			bytes_add_char(out, *at);
		} else if (at[1] == '\\' || i + 3 >= text.size || !is_octal(at + 1)) {
			bytes_add_char(out, at[1]);
			i++;
		} else {
			bytes_add_char(out, (char)((at[1] - '0') << 6 | (at[2] - '0') << 3 |
			                           (at[3] - '0')));
			i += 3;
		}
	}
}

static void bind_readable(struct binder *binder, struct text text, struct bytes *room)
{
	bytes_clear(room);
	text_make_readable(room, text);
	bind_copy(binder, bytes_text(room));
}

static void bind_readable_or_none(struct binder *binder, struct text text, struct bytes *room)
{
	if (text.size)
		bind_readable(binder, text, room);
	else
		bind_null(binder);
}

/* UINT32_MAX and, where it means the same, 0 are "there is none". */
static void bind_number_or_none(struct binder *binder, uint32_t number, uint32_t none)
{
	if (number == none)
		bind_null(binder);
	else
		bind_number(binder, number);
}

/* --- what it was measured with ------------------------------------------------------- */

static int measure_find(struct history *history, const char *revisions, int64_t *measure)
{
	struct binder row = store_bind(history, READ_MEASURE);
	int result;

	bind_string(&row, revisions);
	result = binder_step(&row);
	if (result == SQLITE_ROW) {
		*measure = sqlite3_column_int64(row.statement, 0);
		binder_end(&row);
		return SQLITE_OK;
	}
	if (result != SQLITE_DONE)
		return result;
	row = store_bind(history, WRITE_MEASURE);
	bind_string(&row, revisions);
	result = binder_run(&row);
	*measure = sqlite3_last_insert_rowid(history->db);
	return result;
}

/* Numbers can be compared only when they were measured alike. */
static int measure_of_today(struct history *history, int64_t *measure)
{
	struct bytes revisions = BYTES_INIT;
	int result;

	for (const struct language *const *language = languages(); *language; language++)
		bytes_format(&revisions, "%s%s:%u", revisions.size ? " " : "", (*language)->name,
		             facts_revision(*language));
	result = measure_find(history, revisions.data ? revisions.data : "", measure);
	bytes_release(&revisions);
	return result;
}

/* --- judgements ----------------------------------------------------------------------- */

static int log_finding(struct history *history, int64_t judgement, size_t place,
                       const struct finding *finding, struct bytes *room)
{
	struct binder row = store_bind(history, WRITE_FINDING);

	bind_number(&row, judgement);
	bind_number(&row, (int64_t)place);
	bind_string(&row, rule_rows()[finding->rule].name);
	bind_string(&row, level_name(finding->level));
	if (finding->waived)
		bind_string(&row, level_name(finding->waived_level));
	else
		bind_null(&row);
	bind_number(&row, finding->improvement);
	bind_string(&row, region_name(finding->region));
	bind_readable(&row, finding->path, room);
	bind_readable_or_none(&row, finding->unit, room);
	bind_readable_or_none(&row, finding->was, room);
	bind_number(&row, finding->line);
	bind_number(&row, finding->end_line);
	bind_number_or_none(&row, finding->before, UINT32_MAX);
	bind_number_or_none(&row, finding->after, UINT32_MAX);
	bind_number_or_none(&row, finding->limit, 0);
	bind_number(&row, finding->load);
	bind_number_or_none(&row, finding->worst_line, 0);
	bind_number_or_none(&row, finding->worst_cost, 0);
	bind_readable(&row, finding->message, room);
	bind_readable_or_none(&row, finding->reason, room);
	return binder_run(&row);
}

static void bind_verdict(struct binder *row, const struct verdict *verdict)
{
	const size_t counts[] = {
		verdict->files,    verdict->units,     verdict->skipped, verdict->unmeasured,
		verdict->rejected, verdict->warned,    verdict->noted,   verdict->improved,
		verdict->waived,   verdict->inherited,
	};

	bind_string(row, outcome_name(verdict->outcome));
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		bind_number(row, (int64_t)counts[i]);
	for (int region = 0; region < REGION_COUNT; region++) {
		bind_number(row, verdict->debt_before[region]);
		bind_number(row, verdict->debt_after[region]);
	}
}

static int log_outcome(struct history *history, const struct judgement *judgement, int64_t *number)
{
	struct binder row;
	int64_t measure = 0;
	int result = measure_of_today(history, &measure);

	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, WRITE_JUDGEMENT);
	bind_string(&row, judgement->moment);
	bind_object(&row, &judgement->before);
	bind_object(&row, &judgement->after);
	bind_number(&row, judgement->time);
	bind_real(&row, judgement->seconds);
	bind_number(&row, measure);
	bind_verdict(&row, judgement->verdict);
	result = binder_run(&row);
	*number = sqlite3_last_insert_rowid(history->db);
	return result;
}

int log_judgement(struct history *history, const struct judgement *judgement)
{
	const struct verdict *verdict = judgement->verdict;
	struct bytes room = BYTES_INIT;
	int64_t number = 0;
	int result = log_outcome(history, judgement, &number);

	for (size_t i = 0; i < verdict->count && i < STORE_FINDINGS_MOST && result == SQLITE_OK;
	     i++)
		result = log_finding(history, number, i, &verdict->findings[i], &room);
	bytes_release(&room);
	return result;
}

/* --- snapshots -------------------------------------------------------------------------- */

static int log_sums(struct history *history, int64_t id, const struct snapshot *snapshot)
{
	int result = SQLITE_OK;

	for (int region = 0; region < REGION_COUNT && result == SQLITE_OK; region++) {
		struct binder row = store_bind(history, WRITE_SUMS);

		bind_number(&row, id);
		bind_string(&row, region_name((enum region)region));
		bind_number(&row, snapshot->regions[region].files);
		bind_number(&row, snapshot->regions[region].units);
		bind_number(&row, snapshot->regions[region].unmeasured);
		bind_number(&row, (int64_t)snapshot->regions[region].sloc);
		bind_number(&row, (int64_t)snapshot->regions[region].cognitive);
		bind_number(&row, (int64_t)snapshot->regions[region].cyclomatic);
		bind_number(&row, snapshot->regions[region].debt);
		bind_number(&row, snapshot->regions[region].burden);
		result = binder_run(&row);
	}
	return result;
}

/* 0: this tree was not recorded for this commit. */
static int snapshot_find(struct history *history, const struct snapshot *snapshot, int64_t *id)
{
	struct binder row = store_bind(history, READ_SNAPSHOT);
	int result;

	bind_object(&row, &snapshot->tree);
	bind_object(&row, &snapshot->commit);
	result = binder_step(&row);
	if (result == SQLITE_ROW) {
		*id = sqlite3_column_int64(row.statement, 0);
		binder_end(&row);
	}
	return result == SQLITE_ROW || result == SQLITE_DONE ? SQLITE_OK : result;
}

/* One recorded before gets the numbers of today's revisions. */
int log_snapshot(struct history *history, const struct snapshot *snapshot, int64_t *id)
{
	struct binder row;
	int64_t measure = 0;
	int result;

	*id = 0;
	result = snapshot_find(history, snapshot, id);

	if (result == SQLITE_OK)
		result = measure_of_today(history, &measure);
	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, WRITE_SNAPSHOT);
	bind_object(&row, &snapshot->tree);
	bind_object(&row, &snapshot->commit);
	bind_number(&row, snapshot->time);
	bind_number(&row, measure);
	if (*id)
		bind_number(&row, *id);
	else
		bind_null(&row);
	result = binder_run(&row);
	if (!*id)
		*id = sqlite3_last_insert_rowid(history->db);
	return result == SQLITE_OK ? log_sums(history, *id, snapshot) : result;
}
