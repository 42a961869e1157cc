/* The formats of a verdict; one file each. */
#ifndef OUTPUT_VERDICT_H
#define OUTPUT_VERDICT_H

#include "bole/output.h"

void verdict_text(struct sink *sink, const struct verdict *verdict,
                  const struct verdict_context *context);
void verdict_tsv(struct sink *sink, const struct verdict *verdict,
                 const struct verdict_context *context);
void verdict_json(struct sink *sink, const struct verdict *verdict,
                  const struct verdict_context *context);

#endif
