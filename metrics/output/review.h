/* What the formats of the review map share: its words, and how much of it is shown. */
#ifndef OUTPUT_REVIEW_H
#define OUTPUT_REVIEW_H

#include "bole/output.h"

enum {
	READ_SHOWN = 25,
	LEAVES_SHOWN = 10,
	INSIDE_SHOWN = 10,
	FINDINGS_SHOWN = 10,
	TOUCHED_SHOWN = 10,
};

/* The first three lines, without their ends. */
void words_reviewed(const struct review *review, struct bytes *out); /* "2 files, 3 functions …" */
void words_where(const struct review *review, struct bytes *out);
void words_to_read(const struct review *review, struct bytes *out);
/* "signature, calls, complexity 4 to 9"; nothing when it changed inside only. */
void review_shape(const struct reviewed_unit *unit, struct bytes *out);
/* "tests/a.c and 2 more name it", "no test in reach"; paths are not yet safe. */
void review_reach(const struct reach *reach, struct bytes *out);
/* A promotion, a cycle, a duplicate: what is not about one changed unit alone. */
bool review_shows(const struct finding *finding);
/* Units of trunk and branch that changed inside only. */
static inline size_t review_inside(const struct review *review)
{
	return review->unit_count - review->to_read;
}

review_writer review_text, review_json, review_markdown, review_html;

#endif
