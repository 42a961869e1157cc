/* The parts of the page: each fills one blank of the template. */
#ifndef PAGE_PARTS_H
#define PAGE_PARTS_H

#include "write.h"

typedef void page_part(struct bytes *out, const struct trend *trend);

page_part write_answer;  /* the verdict in words */
page_part write_figures; /* the four numbers behind it */
page_part write_movers;  /* the commits that moved the debt */
page_part write_years;   /* the chart over time as a table */
page_part write_folders; /* the picture as a table */
page_part write_worst;
page_part write_changed;
page_part write_clones;
page_part write_promotions;
page_part write_review;
page_part write_cohorts;
page_part write_missing;

page_part write_data; /* what the script draws from, in columns */

#endif
