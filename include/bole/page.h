/*
 * page: what does a person see?
 *
 * The trend as one HTML file that is looked at: it works offline, opens no
 * connection, and its content security policy allows the one script and the
 * one style inside it and nothing else.
 *
 * Everything but two charts is plain HTML, written here: it reads, prints and
 * is spoken without script.  The script draws debt over time and the code as a
 * picture from a block of data in columns, and adds sorting and descending.
 * It is bundled from metrics/page/web/ when bole is built and lies in the
 * program, so that nothing is needed when bole runs.
 *
 * The page finds no number: each is one of the trend, or a quotient of two
 * that is shown beside them.  Debts are shown with one decimal.  Names come
 * from strangers, and each is made safe on its way out.  What is missing (no
 * history, nothing promoted, nobody's cohort known) is said where it would
 * have stood.
 */
#ifndef BOLE_PAGE_H
#define BOLE_PAGE_H

#include <stdio.h>

#include "bole/base.h"
#include "bole/trend.h"

/* The caller looks at the state of `file` when it closes it. */
void page_write(FILE *file, const struct trend *trend);

#endif
