#include "copy.h"

#include <string.h>

static void *room_for(void *array, size_t *capacity, size_t count, size_t size)
{
	while (*capacity < count)
		array = array_grow(array, capacity, *capacity, size);
	return array;
}

static void *copy_of(void *array, size_t *capacity, const void *from, size_t count, size_t size)
{
	if (*capacity < count) {
		array = memory_resize(array, count * size);
		*capacity = count;
	}
	if (count)
		memcpy(array, from, count * size);
	return array;
}

void copy_keep(struct outline_copy *copy, const struct outline *outline)
{
	bytes_clear(&copy->bytes);
	bytes_add_text(&copy->bytes, outline->bytes);
	copy->tokens = copy_of(copy->tokens, &copy->token_capacity, outline->tokens,
	                       outline->token_count, sizeof(*outline->tokens));
	copy->marks = copy_of(copy->marks, &copy->mark_capacity, outline->marks,
	                      outline->mark_count, sizeof(*outline->marks));
	copy->comments = copy_of(copy->comments, &copy->comment_capacity, outline->comments,
	                         outline->comment_count, sizeof(*outline->comments));
}

void copy_release(struct outline_copy *copy)
{
	bytes_release(&copy->bytes);
	memory_free(copy->tokens);
	memory_free(copy->marks);
	memory_free(copy->comments);
	*copy = (struct outline_copy){ 0 };
}

size_t copy_size(const struct outline_copy *copy)
{
	return copy->bytes.capacity + copy->token_capacity * sizeof(*copy->tokens) +
	       copy->mark_capacity * sizeof(*copy->marks) +
	       copy->comment_capacity * sizeof(*copy->comments);
}

/* --- taking ------------------------------------------------------------------------------- */

/* What is added to every number of a part. */
struct shift {
	uint32_t bytes, lines, tokens, marks;
	uint32_t first_mark; /* of the part, as it was */
	uint32_t around;     /* the mark around it, as it is, or MARK_NONE */
};

static struct token shifted_token(struct token token, const struct shift *shift)
{
	token.start += shift->bytes;
	token.end += shift->bytes;
	token.line += shift->lines;
	token.end_line += shift->lines;
	return token;
}

static struct mark shifted_mark(struct mark mark, const struct shift *shift)
{
	if (mark.parent == MARK_NONE || mark.parent < shift->first_mark)
		mark.parent = shift->around;
	else
		mark.parent += shift->marks;
	mark.after += shift->marks;
	mark.token += shift->tokens;
	mark.token_end += shift->tokens;
	mark.name += shift->tokens;
	mark.name_end += shift->tokens;
	mark.inner += shift->tokens;
	mark.inner_end += shift->tokens;
	mark.owner += shift->tokens;
	mark.owner_end += shift->tokens;
	return mark;
}

static struct comment shifted_comment(struct comment comment, const struct shift *shift)
{
	comment.start += shift->bytes;
	comment.end += shift->bytes;
	comment.line += shift->lines;
	comment.token += shift->tokens;
	return comment;
}

void copy_take(struct syntax *syntax, const struct outline_copy *copy, const struct extent *extent,
               uint32_t start, uint32_t line)
{
	struct outline *outline = &syntax->outline;
	struct shift shift = {
		.bytes = start - extent->start,
		.lines = line - extent->line,
		.tokens = (uint32_t)outline->token_count - extent->token,
		.marks = (uint32_t)outline->mark_count - extent->mark,
		.first_mark = extent->mark,
		.around =
			syntax->open_count ? syntax->open[syntax->open_count - 1].mark : MARK_NONE,
	};

	outline->tokens = room_for(outline->tokens, &syntax->token_capacity,
	                           outline->token_count + extent->token_end - extent->token,
	                           sizeof(*outline->tokens));
	for (uint32_t i = extent->token; i < extent->token_end; i++)
		outline->tokens[outline->token_count++] = shifted_token(copy->tokens[i], &shift);
	outline->marks = room_for(outline->marks, &syntax->mark_capacity,
	                          outline->mark_count + extent->mark_end - extent->mark,
	                          sizeof(*outline->marks));
	for (uint32_t i = extent->mark; i < extent->mark_end; i++)
		outline->marks[outline->mark_count++] = shifted_mark(copy->marks[i], &shift);
	outline->comments = room_for(outline->comments, &syntax->comment_capacity,
	                             outline->comment_count + extent->comment_end - extent->comment,
	                             sizeof(*outline->comments));
	for (uint32_t i = extent->comment; i < extent->comment_end; i++)
		outline->comments[outline->comment_count++] =
			shifted_comment(copy->comments[i], &shift);
}

/* --- comparing ----------------------------------------------------------------------------- */

static bool is_same_token(struct token a, struct token b)
{
	return a.start == b.start && a.end == b.end && a.line == b.line &&
	       a.end_line == b.end_line && a.symbol == b.symbol && a.kind == b.kind &&
	       a.role == b.role;
}

static bool is_same_mark(struct mark a, struct mark b)
{
	return a.role == b.role && a.row == b.row && a.depth == b.depth && a.parent == b.parent &&
	       a.after == b.after && a.token == b.token && a.token_end == b.token_end &&
	       a.name == b.name && a.name_end == b.name_end && a.inner == b.inner &&
	       a.inner_end == b.inner_end && a.owner == b.owner && a.owner_end == b.owner_end;
}

static bool is_same_comment(struct comment a, struct comment b)
{
	return a.start == b.start && a.end == b.end && a.line == b.line && a.token == b.token;
}

bool copy_is(const struct outline *outline, const struct outline_copy *copy,
             const struct extent *was, const struct extent *now)
{
	struct shift shift = {
		.bytes = now->start - was->start,
		.lines = now->line - was->line,
		.tokens = now->token - was->token,
		.marks = now->mark - was->mark,
		.first_mark = was->mark,
		.around = MARK_NONE,
	};

	if (now->token_end - now->token != was->token_end - was->token ||
	    now->mark_end - now->mark != was->mark_end - was->mark ||
	    now->comment_end - now->comment != was->comment_end - was->comment)
		return false;
	for (uint32_t i = 0; i < was->token_end - was->token; i++)
		if (!is_same_token(outline->tokens[now->token + i],
		                   shifted_token(copy->tokens[was->token + i], &shift)))
			return false;
	for (uint32_t i = 0; i < was->mark_end - was->mark; i++)
		if (!is_same_mark(outline->marks[now->mark + i],
		                  shifted_mark(copy->marks[was->mark + i], &shift)))
			return false;
	for (uint32_t i = 0; i < was->comment_end - was->comment; i++)
		if (!is_same_comment(outline->comments[now->comment + i],
		                     shifted_comment(copy->comments[was->comment + i], &shift)))
			return false;
	return true;
}
