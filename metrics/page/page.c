#include "bole/page.h"

#include <string.h>

#include "parts.h"

/* metrics/page/web/page.html with its style and script inside: see template.S. */
extern const char page_template[], page_template_end[];

static void write_title(struct bytes *out, const struct trend *trend)
{
	safe_for_markup(out, text_of(trend->repository));
}

static void write_state(struct bytes *out, const struct trend *trend)
{
	if (object_id_none(&trend->head))
		return;
	bytes_add_string(out, "as of ");
	html_day(out, trend->now);
	bytes_add_string(out, ", commit ");
	html_commit(out, &trend->head);
}

/* What stands in the template as {{name}}. */
static const struct blank {
	const char *name;
	page_part *write;
} blanks[] = {
	{ "title", write_title },
	{ "state", write_state },
	{ "answer", write_answer },
	{ "figures", write_figures },
	{ "movers", write_movers },
	{ "years", write_years },
	{ "folders", write_folders },
	{ "worst", write_worst },
	{ "changed", write_changed },
	{ "clones", write_clones },
	{ "promotions", write_promotions },
	{ "review", write_review },
	{ "cohorts", write_cohorts },
	{ "missing", write_missing },
	{ "data", write_data },
};

/* The first whole blank of the table: the script is full of other braces.  False: no more. */
static bool find_blank(struct text template, size_t *at, const struct blank **blank)
{
	const char *end = template.data + template.size;
	const char *brace = template.data;

	while ((brace = memmem(brace, (size_t)(end - brace), "{{", 2))) {
		struct text name = { brace + 2, 0 };

		while (name.data + name.size < end && name.data[name.size] >= 'a' &&
		       name.data[name.size] <= 'z')
			name.size++;
		for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++) {
			if (!text_is(name, blanks[i].name))
				continue;
			*at = (size_t)(brace - template.data);
			*blank = &blanks[i];
			return true;
		}
		brace += 2;
	}
	return false;
}

void page_write(FILE *file, const struct trend *trend)
{
	struct text rest = { page_template, (size_t)(page_template_end - page_template) };
	struct bytes part = BYTES_INIT;
	const struct blank *blank;
	size_t at;

	while (find_blank(rest, &at, &blank)) {
		size_t skipped = at + strlen(blank->name) + strlen("{{}}");

		fwrite(rest.data, 1, at, file);
		bytes_clear(&part);
		blank->write(&part, trend);
		fwrite(part.data, 1, part.size, file);
		rest = (struct text){ rest.data + skipped, rest.size - skipped };
	}
	fwrite(rest.data, 1, rest.size, file);
	bytes_release(&part);
}
