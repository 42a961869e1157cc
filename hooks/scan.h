/* What `bole scan` shows, gathered once and printed in one of several ways. */
#ifndef HOOKS_SCAN_H
#define HOOKS_SCAN_H

#include "tree.h"

struct shown_unit {
	const struct source_file *file;
	const struct unit *unit;
	enum region region;
	uint32_t load;
};

struct shown_file {
	const struct source_file *file;
	const struct standing *standing;
	const struct facts *facts;
	double risk;               /* negative: not known */
	uint32_t duplicated_lines; /* when a table is wanted */
};

struct shown {
	struct shown_unit *units;
	size_t unit_count, unit_capacity;
	struct shown_file *files;
	size_t file_count, file_capacity;
};

/* For a person: the sums, then the worst functions or files (`all`: all of
 * them), which are put in that order. */
void scan_text(FILE *out, struct shown *shown, bool files, bool all);

/* Puts the worst first: trunk before branch before leaf, then by debt. */
void scan_rank(struct shown *shown, bool files);

/* "not measured: 3 functions whose text did not parse"; false: everything was. */
bool scan_unmeasured(const struct shown *shown, struct bytes *words);

#endif
