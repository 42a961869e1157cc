/* What every part of the page is written with.  Whatever comes from outside goes through
 * safe_for_markup or json_text, which make it safe. */
#ifndef PAGE_WRITE_H
#define PAGE_WRITE_H

#include "bole/output.h"
#include "bole/page.h"

/* The last part of a path stands out; a line may break behind each slash. */
void html_path(struct bytes *out, struct text path);
void html_count(struct bytes *out, uint64_t count);  /* 12,345 */
void html_points(struct bytes *out, int64_t tenths); /* 1,234.5 */
void html_change(struct bytes *out, int64_t tenths); /* +12.3, as worse or better */
void html_real(struct bytes *out, double real);      /* 1,234.5 */
void html_percent(struct bytes *out, uint64_t part, uint64_t whole);
void html_day(struct bytes *out, int64_t time);
void html_commit(struct bytes *out, const struct object_id *commit); /* its first ten digits */
void html_region(struct bytes *out, enum region region);
/* "s" behind a word for many. */
void html_things(struct bytes *out, uint64_t count, const char *thing);
/* A step line of the debts, with a dot at its end; nothing for less than two. */
void html_spark(struct bytes *out, const struct trend_spark *sparks, size_t count);

/* A string with its quotes, safe inside of a script element. */
void json_text(struct bytes *out, struct text text);

/* --- tables ---------------------------------------------------------------------- */

struct heading {
	const char *title;
	const char *kind; /* "name", "number", "mark": how a cell is set and sorted */
};

struct html_table {
	struct bytes *out;
	const struct heading *headings;
	size_t count, next;
};

void table_open(struct html_table *table, struct bytes *out, const char *caption,
                const struct heading *headings, size_t count);
void table_row_open(struct html_table *table);
void table_cell(struct html_table *table); /* closes the one before */
void table_row_close(struct html_table *table);
void table_close(struct html_table *table);

#endif
