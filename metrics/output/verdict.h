/* The formats of a verdict, one file each, and what they share. */
#ifndef OUTPUT_VERDICT_H
#define OUTPUT_VERDICT_H

#include "bole/output.h"

verdict_writer verdict_text, verdict_tsv, verdict_json, verdict_markdown, verdict_html,
	verdict_sarif, verdict_github, verdict_gitlab, verdict_junit, verdict_checkstyle,
	verdict_rdjson, verdict_openmetrics;

/* --- findings ------------------------------------------------------------------------------- */

/* Neither an improvement nor waived: what a report of problems has room for. */
bool finding_is_problem(const struct finding *finding);

enum { IDENTITY_HEX = 17 };
const char *finding_identity(const struct finding *finding, char hex[IDENTITY_HEX]);
const char *finding_tag(const struct finding *finding); /* "reject", "waived", "better" … */
/* The number at or below which it would be no finding; 0: no number decides. */
uint32_t finding_passes_at(const struct finding *finding);
/* What to do about it: "Bring it to 15 or less. Take helpers out of it …" */
void finding_help(const struct finding *finding, struct bytes *out);
/* The sentence, and of a rejection how to go on. */
void finding_message(const struct finding *finding, struct bytes *out);
/* For formats in which every problem stands on a line: of one about a file, the first. */
uint32_t finding_line(const struct finding *finding);
uint32_t finding_end_line(const struct finding *finding);

/* All of an HTML page up to what stands in its body. */
void markup_head(struct bytes *out);

/* --- sentences of a verdict, behind the words that begin them ------------------------------ */

bool verdict_is_empty(const struct verdict *verdict);
void words_answer(const struct verdict *verdict, struct bytes *out);  /* ": 1 regression …" */
void words_changed(const struct verdict *verdict, struct bytes *out); /* "1 file, 2 functions …" */
void words_left_out(const struct verdict *verdict, struct bytes *out);

#endif
