/* The formats of a trend; one file each. */
#ifndef OUTPUT_TREND_H
#define OUTPUT_TREND_H

#include "bole/output.h"

void trend_text(struct sink *sink, const struct trend *trend);
void trend_tsv(struct sink *sink, const struct trend *trend);
void trend_markdown(struct sink *sink, const struct trend *trend);
void trend_json(struct sink *sink, const struct trend *trend);

#endif
