/* Lines of a text file and words of a line, taken off from the front. */
#ifndef REGIONS_LINES_H
#define REGIONS_LINES_H

#include "bole/base.h"

struct text skip_blanks(struct text line);
/* The next line without its end. */
struct text take_line(struct text *content);
/* The bytes up to the next blank; `*line` then begins with the next word. */
struct text take_word(struct text *line);

#endif
