#include "sheets.h"

#include <stdlib.h>
#include <string.h>

#include "state.h"

enum {
	SERIES_AT_ONCE = 8,   /* of which the workers keep the last version */
	SHEET_ROOM = 4 << 10, /* of a small file; there are as many sheets as files in a tree */
	KEY_SIZE = 32 + 1 + 2,
};

struct sheets {
	struct session *session;
	unsigned file_ms;
	struct workshop *workshop; /* for all rounds: its workers keep the versions before */
	struct text_map index;     /* of keys to `all` */
	struct sheet **all;        /* NULL: given back */
	size_t count, capacity;
	struct sheet **wanted;
	size_t wanted_count, wanted_capacity;
	uint64_t wanted_bytes;
	size_t counted; /* of `wanted`, and not told of any more */
	uint32_t round;
	size_t parsed, parsed_again;
	struct arena arena; /* of keys */
};

struct sheets *sheets_new(struct session *session, unsigned file_ms)
{
	struct sheets *sheets = memory_new(sizeof(*sheets));

	sheets->session = session;
	sheets->file_ms = file_ms;
	return sheets;
}

static void give_back(struct sheet *sheet)
{
	if (sheet) {
		arena_release(&sheet->arena);
		bytes_release(&sheet->packed);
	}
	memory_free(sheet);
}

void sheets_free(struct sheets *sheets)
{
	if (!sheets)
		return;
	for (size_t i = 0; i < sheets->count; i++)
		give_back(sheets->all[i]);
	workshop_close(sheets->workshop);
	text_map_release(&sheets->index);
	memory_free(sheets->all);
	memory_free(sheets->wanted);
	arena_release(&sheets->arena);
	memory_free(sheets);
}

size_t sheets_parsed(const struct sheets *sheets)
{
	return sheets->parsed;
}

size_t sheets_parsed_again(const struct sheets *sheets)
{
	return sheets->parsed_again;
}

size_t sheets_wanted(const struct sheets *sheets)
{
	return sheets->wanted_count - sheets->counted;
}

uint64_t sheets_wanted_bytes(const struct sheets *sheets)
{
	return sheets->wanted_bytes;
}

void sheets_count_anew(struct sheets *sheets)
{
	sheets->counted = sheets->wanted_count;
	sheets->wanted_bytes = 0;
}

/* --- wanting ---------------------------------------------------------------------------- */

static struct sheet **place_of(struct sheets *sheets, const struct object_id *blob,
                               const struct language *language)
{
	char key[KEY_SIZE] = { 0 };
	struct text text = { key, KEY_SIZE };
	uint32_t known;

	memcpy(key, blob->bytes, blob->size);
	key[32] = (char)blob->size;
	memcpy(key + 33, &language->id, sizeof(language->id));
	known = text_map_get(&sheets->index, text);
	if (known != MAP_NONE) {
		sheets->parsed_again += !sheets->all[known];
		return &sheets->all[known];
	}
	*text_map_at(&sheets->index, arena_text(&sheets->arena, text)) = (uint32_t)sheets->count;
	sheets->all =
		array_grow(sheets->all, &sheets->capacity, sheets->count, sizeof(*sheets->all));
	sheets->all[sheets->count] = NULL;
	return &sheets->all[sheets->count++];
}

/* One that is not there is met when it is read. */
static uint64_t size_of(const struct sheets *sheets, const struct object_id *blob)
{
	uint64_t size = 0;
	struct fault ignored;

	return blob_size(sheets->session->repo, blob, &size, &ignored) == STATUS_OK ? size : 0;
}

struct sheet *sheets_want(struct sheets *sheets, const struct object_id *blob,
                          const struct language *language, struct text path)
{
	struct sheet **place = place_of(sheets, blob, language);

	if (!*place) {
		*place = memory_new(sizeof(**place));
		(*place)->blob = *blob;
		(*place)->language = language;
		(*place)->facts.language = language;
		(*place)->series = text_hash(path) | 1;
		(*place)->order = sheets->wanted_count;
		sheets->wanted_bytes += size_of(sheets, blob);
		sheets->wanted = array_grow(sheets->wanted, &sheets->wanted_capacity,
		                            sheets->wanted_count, sizeof(*sheets->wanted));
		sheets->wanted[sheets->wanted_count++] = *place;
	}
	return *place;
}

/* --- filling ----------------------------------------------------------------------------------- */

static bool open_sheet(struct sheet *sheet, struct text links, struct text units)
{
	arena_release(&sheet->arena);
	arena_start(&sheet->arena, SHEET_ROOM);
	sheet->open = facts_decode_links(&sheet->facts, links, &sheet->arena) &&
	              facts_decode_units(&sheet->facts, units, &sheet->arena);
	return sheet->open;
}

/* What can be said without links and units stays. */
static void close_sheet(struct sheet *sheet)
{
	struct facts facts = { .language = sheet->language,
		               .generated = sheet->facts.generated,
		               .refusal = sheet->facts.refusal };

	arena_release(&sheet->arena);
	sheet->facts = facts;
	sheet->open = false;
}

static bool fill(struct sheet *sheet, struct text links, struct text units)
{
	if (!open_sheet(sheet, links, units))
		return false;
	sheet->sums = file_sums(&sheet->facts);
	sheet->shape = facts_shape(&sheet->facts);
	sheet->loaded = true;
	return true;
}

static struct text packed_part(const struct sheet *sheet, size_t from, size_t to)
{
	return (struct text){ sheet->packed.data + from, to - from };
}

static struct text packed_links(const struct sheet *sheet)
{
	return packed_part(sheet, 0, sheet->links);
}

static struct text packed_units(const struct sheet *sheet)
{
	return packed_part(sheet, sheet->links, sheet->links + sheet->units);
}

static struct text packed_prints(const struct sheet *sheet)
{
	return packed_part(sheet, sheet->links + sheet->units, sheet->packed.size);
}

static void pack(struct sheet *sheet, const struct workshop_result *result)
{
	sheet->links = result->links.size;
	sheet->units = result->units.size;
	bytes_clear(&sheet->packed);
	bytes_reserve(&sheet->packed, sheet->links + sheet->units + result->prints.size);
	bytes_add_text(&sheet->packed, result->links);
	bytes_add_text(&sheet->packed, result->units);
	bytes_add_text(&sheet->packed, result->prints);
}

/* What was packed was read once already. */
void sheet_take(struct sheet *sheet)
{
	uint8_t refusal = sheet->facts.refusal;

	if (!sheet->users++ && !sheet->open && sheet->packed.size) {
		(void)!open_sheet(sheet, packed_links(sheet), packed_units(sheet));
		sheet->facts.refusal = refusal;
	}
}

/* What came from the store stays as it is. */
void sheet_leave(struct sheet *sheet)
{
	if (!--sheet->users && sheet->packed.size)
		close_sheet(sheet);
}

static bool fill_from_store(struct sheets *sheets, struct sheet *sheet)
{
	struct text links, units;

	if (!history_find(sheets->session->history, &sheet->blob, sheet->language, &links, &units))
		return false;
	sheet->in_store = fill(sheet, links, units);
	return sheet->in_store;
}

static enum status take_result(void *context, const struct workshop_result *result,
                               struct fault *fault)
{
	struct sheets *sheets = context;
	struct sheet *sheet = result->tag;

	sheets->parsed++;
	if (!fill(sheet, result->links, result->units))
		return fault_set(fault, STATUS_UNABLE, "a worker gave an answer that is none");
	sheet->facts.refusal = (uint8_t)result->refusal;
	pack(sheet, result);
	close_sheet(sheet);
	return STATUS_OK;
}

static enum status refuse(struct sheets *sheets, struct sheet *sheet, enum refusal refusal,
                          struct fault *fault)
{
	struct facts facts = { .language = sheet->language, .refusal = (uint8_t)refusal };
	struct bytes links = BYTES_INIT, units = BYTES_INIT;
	enum status status;

	facts_encode_links(&facts, &links);
	facts_encode_units(&facts, &units);
	status = take_result(sheets,
	                     &(struct workshop_result){ sheet, sheet->language, refusal,
	                                                bytes_text(&links), bytes_text(&units),
	                                                TEXT(""), TEXT("") },
	                     fault);
	bytes_release(&links);
	bytes_release(&units);
	return status;
}

static enum status parse(struct sheets *sheets, struct workshop *workshop, struct sheet *sheet,
                         struct bytes *bytes, struct fault *fault)
{
	bool too_large = false;
	enum refusal refusal;
	enum status status = blob_read(sheets->session->repo, &sheet->blob, SYNTAX_BYTES_MAX, bytes,
	                               &too_large, fault);

	if (status != STATUS_OK)
		return status;
	refusal = too_large ? REFUSED_TOO_LARGE : syntax_refuses(bytes_text(bytes));
	if (refusal != REFUSED_NOT)
		return refuse(sheets, sheet, refusal, fault);
	return workshop_give(workshop,
	                     &(struct workshop_job){ .tag = sheet,
	                                             .language = sheet->language,
	                                             .bytes = bytes_text(bytes),
	                                             .series = sheet->series },
	                     fault);
}

static enum status open_workshop(struct sheets *sheets, struct workshop **workshop,
                                 struct fault *fault)
{
	struct workshop_limits limits = { .workers = sheets->session->settings.jobs,
		                          .file_ms = sheets->file_ms };

	return workshop_open(workshop, &limits, take_result, sheets, fault);
}

/* File by file, the versions of one as they came. */
static int by_series(const void *a, const void *b)
{
	const struct sheet *x = *(struct sheet *const *)a, *y = *(struct sheet *const *)b;

	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Each second round begins with the files that the one before has ended with: the workers may
 * still have them. */
static int by_series_back(const void *a, const void *b)
{
	const struct sheet *x = *(struct sheet *const *)a, *y = *(struct sheet *const *)b;

	return x->series == y->series ? by_series(a, b) : by_series(b, a);
}

/* Of the first files that have versions left, one whose worker can take the next; or else the
 * first. */
static size_t choose(const struct sheets *sheets, struct sheet *const *left, size_t count)
{
	size_t series = 0;

	for (size_t i = 0; i < count && series < SERIES_AT_ONCE; i++) {
		if (i && left[i]->series == left[i - 1]->series)
			continue;
		if (workshop_has_room(sheets->workshop, left[i]->series))
			return i;
		series++;
	}
	return 0;
}

/* Keeps in `left` what the store has not, by series; how many. */
static size_t list_left(struct sheets *sheets, struct sheet **left)
{
	size_t count = 0;

	for (size_t i = 0; i < sheets->wanted_count; i++)
		if (!fill_from_store(sheets, sheets->wanted[i]))
			left[count++] = sheets->wanted[i];
	qsort(left, count, sizeof(*left), sheets->round % 2 ? by_series_back : by_series);
	return count;
}

static enum status parse_all(struct sheets *sheets, struct fault *fault)
{
	struct sheet **left = memory_new((sheets->wanted_count + 1) * sizeof(struct sheet *));
	size_t count = list_left(sheets, left), done = 0;
	struct bytes bytes = BYTES_INIT;
	enum status status = STATUS_OK;

	if (!sheets->workshop)
		status = open_workshop(sheets, &sheets->workshop, fault);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		workshop_expect(sheets->workshop, left[i]->language);
	while (done < count && status == STATUS_OK) {
		size_t at = done + choose(sheets, left + done, count - done);
		struct sheet *sheet = left[at];

		memmove(left + done + 1, left + done, (at - done) * sizeof(struct sheet *));
		done++;
		status = parse(sheets, sheets->workshop, sheet, &bytes, fault);
	}
	if (status == STATUS_OK)
		status = workshop_finish(sheets->workshop, fault);
	if (status == STATUS_OK)
		workshop_forgive(
			sheets->workshop); /* what hostile files cost ends with the round */
	memory_free(left);
	bytes_release(&bytes);
	return status;
}

/* With workers of its own, who have nothing behind them. */
static enum status parse_alone(struct sheets *sheets, struct sheet *sheet, struct fault *fault)
{
	struct workshop *workshop = NULL;
	struct bytes bytes = BYTES_INIT;
	enum status status = open_workshop(sheets, &workshop, fault);

	if (status == STATUS_OK)
		status = parse(sheets, workshop, sheet, &bytes, fault);
	if (status == STATUS_OK)
		status = workshop_finish(workshop, fault);
	workshop_close(workshop);
	bytes_release(&bytes);
	return status;
}

static bool ran_out_of_time(const struct sheet *sheet)
{
	return sheet->facts.refusal == REFUSED_TIME || sheet->facts.refusal == REFUSED_SHARE;
}

enum status sheets_load(struct sheets *sheets, struct fault *fault)
{
	enum status status = parse_all(sheets, fault);

	for (size_t i = 0; i < sheets->wanted_count && status == STATUS_OK; i++) {
		struct sheet *sheet = sheets->wanted[i];

		if (!ran_out_of_time(sheet))
			continue;
		sheet->facts = (struct facts){ .language = sheet->language };
		sheets->parsed--;
		status = parse_alone(sheets, sheet, fault);
	}
	sheets->wanted_count = 0;
	sheets->wanted_bytes = 0;
	sheets->counted = 0;
	return status;
}

/* --- giving back ----------------------------------------------------------------------------------- */

void sheets_sweep(struct sheets *sheets)
{
	for (size_t i = 0; i < sheets->count; i++) {
		struct sheet *sheet = sheets->all[i];

		if (!sheet || sheet->users)
			continue;
		give_back(sheet);
		sheets->all[i] = NULL;
	}
	sheets->round++;
}

void sheets_keep(struct sheets *sheets)
{
	for (size_t i = 0; i < sheets->count; i++) {
		struct sheet *sheet = sheets->all[i];

		if (!sheet || !sheet->users || sheet->in_store ||
		    sheet->facts.refusal >= REFUSED_TIME)
			continue;
		history_keep(sheets->session->history, &sheet->blob, sheet->language,
		             packed_links(sheet), packed_units(sheet), packed_prints(sheet));
		sheet->in_store = true;
	}
}
