#include "book.h"

#include <string.h>

#include "bole/output.h"

/* Encoded units and fingerprints of freshly parsed files are kept up to this, more than a commit
 * has; then those that the store does not take.  The others are read back from it. */
enum { UNITS_KEPT = 1 << 20, PRINTS_KEPT = 1 << 20 };

struct page {
	struct object_id blob;
	const struct language *language;
	struct facts facts;
	struct text units;  /* encoded, in `units_arena`; empty: ask the store */
	struct text prints; /* encoded */
	bool filled, has_units, has_prints;
	bool queued; /* in the list that is being filled */
};

struct book {
	struct repo *repo;
	struct history *history;
	unsigned workers;
	struct arena arena, units_arena;
	struct text_map index; /* of key() to pages */
	struct page **pages;
	size_t count, capacity;
	size_t units_kept, prints_kept;
	bool all_needed; /* by who waits for this very result */
	size_t parsed;
	struct workshop_account account; /* of all that is parsed in this run */
	struct progress progress;
};

enum { KEY_SIZE = 32 + 1 + 2 };

static struct text key(char buffer[KEY_SIZE], const struct object_id *blob,
                       const struct language *language)
{
	memset(buffer, 0, KEY_SIZE);
	memcpy(buffer, blob->bytes, blob->size);
	buffer[32] = (char)blob->size;
	memcpy(buffer + 33, &language->id, sizeof(language->id));
	return (struct text){ buffer, KEY_SIZE };
}

struct book *book_new(struct repo *repo, struct history *history, unsigned workers)
{
	struct book *book = memory_new(sizeof(*book));

	book->repo = repo;
	book->history = history;
	book->workers = workers;
	return book;
}

void book_free(struct book *book)
{
	if (!book)
		return;
	text_map_release(&book->index);
	arena_release(&book->arena);
	arena_release(&book->units_arena);
	memory_free(book->pages);
	memory_free(book);
}

size_t book_parsed(const struct book *book)
{
	return book->parsed;
}

static struct page *page_of(struct book *book, const struct object_id *blob,
                            const struct language *language)
{
	char buffer[KEY_SIZE];
	struct text text = key(buffer, blob, language);
	uint32_t known = text_map_get(&book->index, text);
	struct page *page;

	if (known != MAP_NONE)
		return book->pages[known];
	page = arena_new(&book->arena, sizeof(*page));
	page->blob = *blob;
	page->language = language;
	page->facts.language = language;
	*text_map_at(&book->index, arena_text(&book->arena, text)) = (uint32_t)book->count;
	book->pages = array_grow(book->pages, &book->capacity, book->count, sizeof(*book->pages));
	book->pages[book->count++] = page;
	return page;
}

/* --- filling from the store ------------------------------------------------------------ */

struct todo {
	struct page *page;
	struct text path;
};

struct filling {
	struct book *book;
	const struct todo *todo;
};

static void found_links(void *context, size_t index, struct text links)
{
	struct filling *filling = context;
	struct page *page = filling->todo[index].page;

	page->filled = facts_decode_links(&page->facts, links, &filling->book->arena);
	if (!page->filled)
		page->facts = (struct facts){ .language = page->language };
}

typedef void find_all(struct history *history, const struct history_wanted *wanted, size_t count,
                      history_part_found *found, void *context);

/* Fills one part of what the store has, and keeps in `todo` what it has not. */
static size_t fill_part(struct book *book, struct todo *todo, size_t count, find_all *find,
                        history_part_found *found, bool has_part(const struct page *page))
{
	struct history_wanted *wanted = memory_new(count * sizeof(*wanted));
	size_t left = 0;

	for (size_t i = 0; i < count; i++)
		wanted[i] = (struct history_wanted){ &todo[i].page->blob, todo[i].page->language };
	find(book->history, wanted, count, found, &(struct filling){ book, todo });
	for (size_t i = 0; i < count; i++)
		if (!has_part(todo[i].page))
			todo[left++] = todo[i];
	memory_free(wanted);
	return left;
}

static bool has_links(const struct page *page)
{
	return page->filled;
}

static bool fill_units(struct book *book, struct page *page)
{
	struct text units = page->units;

	if (!units.size && !history_find(book->history, &page->blob, page->language, NULL, &units))
		return false;
	page->has_units = facts_decode_units(&page->facts, units, &book->arena);
	return page->has_units;
}

/* --- filling by parsing ------------------------------------------------------------------- */

static void keep_parts(struct book *book, struct page *page, const struct workshop_result *result,
                       bool stored)
{
	bool needed = book->all_needed || !stored;

	if (needed || book->prints_kept < PRINTS_KEPT) {
		page->prints = arena_text(&book->arena, result->prints);
		page->has_prints = true;
		book->prints_kept += result->prints.size;
	}
	if (needed || book->units_kept < UNITS_KEPT) {
		page->units = arena_text(&book->units_arena, result->units);
		book->units_kept += result->units.size;
	}
}

static enum status take_result(void *context, const struct workshop_result *result,
                               struct fault *fault)
{
	struct book *book = context;
	struct page *page = result->tag;
	bool stored = false;

	if (!page->filled && !facts_decode_links(&page->facts, result->links, &book->arena))
		return fault_set(fault, STATUS_UNABLE, "a worker gave an answer that is none");
	page->filled = true;
	page->facts.refusal = (uint8_t)result->refusal; /* a second try may end otherwise */
	book->parsed++;
	progress_step(&book->progress, book->progress.done + 1);
	/* Time and crashes may be of this day; they are tried again another time. */
	if (result->refusal < REFUSED_TIME)
		stored = history_keep(book->history, &page->blob, page->language, result->links,
		                      result->units, result->prints);
	keep_parts(book, page, result, stored);
	return STATUS_OK;
}

static enum status refuse(struct book *book, struct page *page, enum refusal refusal,
                          struct fault *fault)
{
	struct facts facts = { .language = page->language, .refusal = (uint8_t)refusal };
	struct bytes links = BYTES_INIT, units = BYTES_INIT;
	enum status status;

	facts_encode_links(&facts, &links);
	facts_encode_units(&facts, &units);
	status = take_result(book,
	                     &(struct workshop_result){ .tag = page,
	                                                .language = page->language,
	                                                .refusal = refusal,
	                                                .links = bytes_text(&links),
	                                                .units = bytes_text(&units),
	                                                .prints = TEXT(""),
	                                                .increments = TEXT("") },
	                     fault);
	bytes_release(&links);
	bytes_release(&units);
	return status;
}

static enum status read_blob(struct book *book, const struct page *page, struct text path,
                             struct bytes *bytes, bool *too_large, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];
	enum status status =
		blob_read(book->repo, &page->blob, SYNTAX_BYTES_MAX, bytes, too_large, fault);

	if (status == STATUS_ABSENT)
		return fault_set(fault, STATUS_UNABLE,
		                 "object %.12s of %.*s is not in this clone (partial, or damaged)",
		                 object_id_hex(&page->blob, hex), (int)path.size, path.data);
	return status;
}

struct parsing {
	struct book *book;
	struct workshop *workshop;
	struct bytes bytes;
};

static enum status parse(struct parsing *parsing, struct page *page, struct text path,
                         struct fault *fault)
{
	bool too_large = false;
	enum refusal refusal;
	enum status status =
		read_blob(parsing->book, page, path, &parsing->bytes, &too_large, fault);

	if (status != STATUS_OK)
		return status;
	refusal = too_large ? REFUSED_TOO_LARGE : syntax_refuses(bytes_text(&parsing->bytes));
	if (refusal != REFUSED_NOT)
		return refuse(parsing->book, page, refusal, fault);
	return workshop_give(parsing->workshop,
	                     &(struct workshop_job){ .tag = page,
	                                             .language = page->language,
	                                             .bytes = bytes_text(&parsing->bytes) },
	                     fault);
}

static enum status parse_all(struct book *book, const struct todo *todo, size_t count,
                             struct fault *fault)
{
	struct parsing parsing = { .book = book };
	struct workshop_limits limits = { .workers = book->workers, .account = &book->account };
	enum status status;

	if (!count)
		return STATUS_OK;
	status = workshop_open(&parsing.workshop, &limits, take_result, book, fault);
	progress_begin(&book->progress, "reading the code", count);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		workshop_expect(parsing.workshop, todo[i].page->language);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = parse(&parsing, todo[i].page, todo[i].path, fault);
	if (status == STATUS_OK)
		status = workshop_finish(parsing.workshop, fault);
	progress_end(&book->progress);
	workshop_close(parsing.workshop);
	bytes_release(&parsing.bytes);
	return status;
}

/* --- the door ------------------------------------------------------------------------------- */

enum status book_fill(struct book *book, const struct wanted *wanted, size_t count,
                      struct fault *fault)
{
	struct todo *todo = NULL;
	size_t todo_count = 0, capacity = 0;
	enum status status;

	for (size_t i = 0; i < count; i++) {
		struct page *page = page_of(book, &wanted[i].blob, wanted[i].language);

		if (page->filled || page->queued)
			continue;
		page->queued = true;
		todo = array_grow(todo, &capacity, todo_count, sizeof(*todo));
		todo[todo_count++] = (struct todo){ page, wanted[i].path };
	}
	for (size_t i = 0; i < todo_count; i++)
		todo[i].page->queued = false;
	todo_count = fill_part(book, todo, todo_count, history_find_links, found_links, has_links);
	status = parse_all(book, todo, todo_count, fault);
	memory_free(todo);
	return status;
}

const struct facts *book_links(struct book *book, const struct object_id *blob,
                               const struct language *language)
{
	return &page_of(book, blob, language)->facts;
}

static enum status parse_again(struct book *book, struct page *page, struct text path,
                               struct fault *fault)
{
	enum status status;

	book->all_needed = true;
	status = parse_all(book, &(struct todo){ page, path }, 1, fault);
	book->all_needed = false;
	return status;
}

enum status book_units(struct book *book, const struct wanted *wanted, const struct facts **facts,
                       struct fault *fault)
{
	struct page *page = page_of(book, &wanted->blob, wanted->language);
	enum status status = STATUS_OK;

	*facts = &page->facts;
	if (page->has_units || fill_units(book, page))
		return STATUS_OK;
	page->units = TEXT("");
	status = parse_again(book, page, wanted->path, fault);
	if (status == STATUS_OK && !fill_units(book, page))
		return fault_set(fault, STATUS_UNABLE, "the units of %.*s cannot be read",
		                 (int)wanted->path.size, wanted->path.data);
	return status;
}

/* --- fingerprints ------------------------------------------------------------------------- */

enum status book_prints(struct book *book, const struct wanted *wanted, struct text *prints,
                        struct fault *fault)
{
	struct page *page = page_of(book, &wanted->blob, wanted->language);
	enum status status = STATUS_OK;
	struct text found;

	if (!page->has_prints &&
	    history_find_prints(book->history, &wanted->blob, wanted->language, &found)) {
		page->prints = arena_text(&book->arena, found);
		page->has_prints = true;
	}
	if (!page->has_prints)
		status = parse_again(book, page, wanted->path, fault);
	*prints = page->prints;
	return status;
}

static void found_prints(void *context, size_t index, struct text prints)
{
	const struct filling *filling = context;
	struct page *page = filling->todo[index].page;

	page->prints = arena_text(&filling->book->arena, prints);
	page->has_prints = true;
}

static bool has_prints(const struct page *page)
{
	return page->has_prints;
}

/* Whoever compares all files needs the room. */
static void forget_units(struct book *book)
{
	if (!history_usable(book->history))
		return;
	for (size_t i = 0; i < book->count; i++)
		book->pages[i]->units = TEXT("");
	arena_release(&book->units_arena);
	book->units_kept = 0;
}

enum status book_fill_prints(struct book *book, const struct wanted *wanted, size_t count,
                             struct fault *fault)
{
	struct todo *todo = memory_new(count * sizeof(*todo));
	enum status status = STATUS_OK;
	size_t left = 0;

	for (size_t i = 0; i < count; i++) {
		struct page *page = page_of(book, &wanted[i].blob, wanted[i].language);

		if (!page->has_prints)
			todo[left++] = (struct todo){ page, wanted[i].path };
	}
	forget_units(book);
	left = fill_part(book, todo, left, history_find_all_prints, found_prints, has_prints);
	book->all_needed = true;
	status = parse_all(book, todo, left, fault);
	book->all_needed = false;
	memory_free(todo);
	return status;
}
