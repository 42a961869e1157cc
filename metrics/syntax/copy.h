/* copy: an outline that outlives its walk, and what of it is taken into the next. */
#ifndef SYNTAX_COPY_H
#define SYNTAX_COPY_H

#include "walk.h"

struct outline_copy {
	struct bytes bytes;
	struct token *tokens;
	struct mark *marks;
	struct comment *comments;
	size_t token_capacity, mark_capacity, comment_capacity;
};

/* A part of it, and where that begins. */
struct extent {
	uint32_t start, line;
	uint32_t token, mark, comment;
	uint32_t token_end, mark_end, comment_end;
};

void copy_keep(struct outline_copy *copy, const struct outline *outline);
void copy_release(struct outline_copy *copy);
/* Of memory, in bytes. */
size_t copy_size(const struct outline_copy *copy);

/* Adds that part to the outline that is being made, as it is where it begins at another byte and line. */
void copy_take(struct syntax *syntax, const struct outline_copy *copy, const struct extent *extent,
               uint32_t start, uint32_t line);
/* Is the part `was` of the copy what the outline has at `now`?  Nothing is open around it. */
bool copy_is(const struct outline *outline, const struct outline_copy *copy,
             const struct extent *was, const struct extent *now);

#endif
