/*
 * Names from strangers in every format.  The fields of the input end in NUL
 * bytes; they become the cells of a table and the texts of a verdict.
 */
#include "bole/output.h"
#include "formats.h"

enum { FIELDS_MAX = 48, TEXTS_OF_FINDING = 5 };

struct fields {
	struct text texts[FIELDS_MAX];
	size_t count;
};

/* --- one text ----------------------------------------------------------------------------- */

static void check_text(struct text text)
{
	struct bytes safe = BYTES_INIT, back = BYTES_INIT;

	safe_for_terminal(&safe, text);
	CLAIM(is_calm(bytes_text(&safe), ""));
	bytes_clear(&safe);
	safe_utf8(&safe, text);
	CLAIM(is_utf8(bytes_text(&safe)));
	CLAIM(!is_utf8(text) || text_equal(text, bytes_text(&safe)));
	bytes_clear(&safe);
	safe_for_markup(&safe, text);
	CLAIM(is_calm(bytes_text(&safe), "") && !has_any(bytes_text(&safe), "<>\"'"));
	bytes_clear(&safe);
	safe_for_markdown(&safe, text);
	CLAIM(is_calm(bytes_text(&safe), "") && !has_any(bytes_text(&safe), "`*[]|\"'"));
	bytes_clear(&safe);
	safe_for_uri(&safe, text);
	CLAIM(is_calm(bytes_text(&safe), "") && !has_any(bytes_text(&safe), "<>\"' \\:?"));
	uri_undo(&back, bytes_text(&safe));
	CLAIM(text_equal(text, bytes_text(&back)));
	bytes_clear(&back);
	bytes_clear(&safe);
	safe_for_tsv(&safe, text);
	CLAIM(is_calm(bytes_text(&safe), ""));
	CLAIM(!safe.size || safe.data[0] != '=');
	tsv_undo(&back, bytes_text(&safe));
	CLAIM(text_equal(text, bytes_text(&back)));
	bytes_release(&safe);
	bytes_release(&back);
}

/* --- what is written ------------------------------------------------------------------------ */

struct page {
	struct sink sink;
	char *data;
	size_t size;
};

static void page_open(struct page *page, enum format format)
{
	memset(page, 0, sizeof(*page));
	page->sink.file = open_memstream(&page->data, &page->size);
	page->sink.format = format;
	CLAIM(page->sink.file);
}

/* What was written; the page is gone with page_release. */
static struct text page_close(struct page *page)
{
	CLAIM(fclose(page->sink.file) == 0);
	return (struct text){ page->data, page->size };
}

static void check_format(enum format format, struct text text)
{
	CLAIM(is_utf8(text));
	switch (format) {
	case FORMAT_JSON:
	case FORMAT_SARIF:
	case FORMAT_GITLAB:
	case FORMAT_RDJSON:
		CLAIM(is_json(text));
		break;
	case FORMAT_JUNIT:
	case FORMAT_CHECKSTYLE:
		CLAIM(is_calm(text, "\n") && is_xml(text));
		break;
	case FORMAT_GITHUB:
		CLAIM(is_calm(text, "\n") && is_commands(text));
		break;
	default:
		CLAIM(is_calm(text, format == FORMAT_TSV ? "\n\t" : "\n"));
	}
}

/* --- a table ---------------------------------------------------------------------------------- */

static void check_table(const struct fields *fields, enum format format)
{
	static const struct column columns[] = {
		{ "path", CELL_TEXT }, { "load", CELL_NUMBER },     { "debt", CELL_REAL },
		{ "flag", CELL_FLAG }, { "unknown", CELL_UNKNOWN }, { "name", CELL_TEXT },
		{ "note", CELL_NOTE },
	};
	struct table_writer table;
	struct page page;
	struct text text;

	page_open(&page, format);
	table_begin(&table, &page.sink, "test", columns, 7);
	for (size_t i = 0; i + 2 < fields->count; i += 3) {
		union cell cells[7] = {
			{ .text = fields->texts[i] },
			{ .number = text_hash(fields->texts[i]) >> 1 },
			{ .real = (double)(int64_t)text_hash(fields->texts[i]) / 3e9 },
			{ .flag = i % 2 },
			{ .number = 0 },
			{ .text = fields->texts[i + 1] },
			{ .text = fields->texts[i + 2] },
		};

		table_row(&table, cells);
	}
	table_end(&table);
	text = page_close(&page);
	check_format(format, text);
	if (format == FORMAT_TSV)
		CLAIM(is_tsv(text, 1 + fields->count / 3));
	free(page.data);
}

/* --- a verdict ---------------------------------------------------------------------------------- */

static struct finding finding_of(const struct text *texts, uint64_t dice)
{
	return (struct finding){
		.rule = (enum rule)(dice % RULE_COUNT),
		.level = (enum level)(dice / 16 % LEVEL_COUNT),
		.improvement = dice / 128 % 4 == 0,
		.waived = dice / 512 % 4 == 0,
		.region = (enum region)(dice / 2048 % REGION_COUNT),
		.path = texts[0],
		.unit = texts[1],
		.was = texts[2],
		.message = texts[3],
		.reason = texts[4],
		.line = (uint32_t)(dice >> 33),
		.end_line = (uint32_t)(dice >> 32),
		.before = dice / 4096 % 2 ? UINT32_MAX : (uint32_t)dice % 100,
		.after = (uint32_t)(dice >> 20),
		.limit = (uint32_t)dice % 30,
		.load = (uint32_t)dice,
		.identity = dice,
	};
}

static void check_verdict(const struct fields *fields, enum format format)
{
	struct finding findings[FIELDS_MAX / TEXTS_OF_FINDING];
	struct verdict verdict = { .findings = findings, .files = 1 };
	struct verdict_context context = { .moment = "check",
		                           .compared = "index against HEAD (4f8cdc2)",
		                           .in_hook = true };
	struct page page;
	struct text text;

	for (size_t i = 0; i + TEXTS_OF_FINDING <= fields->count; i += TEXTS_OF_FINDING)
		findings[verdict.count++] =
			finding_of(&fields->texts[i], text_hash(fields->texts[i]));
	verdict.outcome = (enum outcome)(fields->count % 4);
	page_open(&page, format);
	verdict_write(&page.sink, &verdict, &context);
	text = page_close(&page);
	check_format(format, text);
	if (format == FORMAT_TSV)
		CLAIM(is_tsv(text, 1 + verdict.count));
	free(page.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text input = fuzz_text(data, size);
	struct fields fields = { .count = 0 };

	check_text(input);
	while (input.size && fields.count < FIELDS_MAX)
		fields.texts[fields.count++] = fuzz_take(&input, '\0');
	for (int format = 0; format < FORMAT_COUNT; format++) {
		if (format == FORMAT_TSV || format == FORMAT_JSON || format == FORMAT_MARKDOWN)
			check_table(&fields, (enum format)format);
		check_verdict(&fields, (enum format)format);
	}
	return 0;
}
