#include "echo.h"

#include <string.h>

#include "copy.h"

enum {
	DEPTH_MAX = 6,   /* a method of a class in a namespace; what is deeper is walked with it */
	NODE_LEAST = 48, /* bytes; to find a smaller node is dearer than to walk it */
};

struct kept {
	struct place place;
	uint32_t token_end, mark_end, comment_end;
};

struct echoes {
	TSTree *tree; /* keeps its nodes alive, so that an address means one of them */
	struct outline_copy copy;
	struct kept *kept;
	size_t kept_count, kept_capacity;
	struct hash_map index; /* of subtrees, to `kept` */
	struct kept *next;     /* of the walk that is under way */
	size_t next_count, next_capacity;
	bool works;
};

struct echoes *echoes_new(void)
{
	return memory_new(sizeof(struct echoes));
}

void echoes_clear(struct echoes *echoes)
{
	ts_tree_delete(echoes->tree);
	copy_release(&echoes->copy);
	memory_free(echoes->kept);
	memory_free(echoes->next);
	hash_map_release(&echoes->index);
	*echoes = (struct echoes){ 0 };
}

void echoes_free(struct echoes *echoes)
{
	echoes_clear(echoes);
	memory_free(echoes);
}

/* --- knowing a node again ------------------------------------------------------------------- */

/* A node's id is the address of what holds its subtree, in its parent. */
static const void *subtree_of(const void *id)
{
	const void *subtree;

	memcpy(&subtree, id, sizeof(subtree));
	return subtree;
}

/* That is how the core is made and no promise of its: the root of a copy is held elsewhere, and
 * is the same. */
static bool can_be_known(const TSTree *tree)
{
	TSTree *copy = ts_tree_copy(tree);
	TSNode root = ts_tree_root_node(tree), same = ts_tree_root_node(copy);
	bool can = root.id != same.id && subtree_of(root.id) == subtree_of(same.id);

	ts_tree_delete(copy);
	return can;
}

bool node_place(const struct syntax *syntax, struct place *place)
{
	const struct outline *outline = &syntax->outline;
	const struct stride_node *now = &syntax->stride.now;
	size_t depth = syntax->level_count;

	*place = (struct place){ 0 };
	if (depth == 0 || depth > DEPTH_MAX || !syntax->echoes || !syntax->echoes->works)
		return false;
	if (now->end - now->start < NODE_LEAST || !now->has_children)
		return false;
	place->start = now->start;
	place->end = now->end;
	place->subtree = subtree_of(now->id);
	place->around = hash_mix(syntax->levels[depth - 1].around,
	                         (uint64_t)now->symbol << 16 | stride_field(&syntax->stride));
	place->token = (uint32_t)outline->token_count;
	place->mark = (uint32_t)outline->mark_count;
	place->comment = (uint32_t)outline->comment_count;
	return true;
}

uint64_t echo_around(const struct syntax *syntax, const struct level *level)
{
	uint64_t around = syntax->level_count ? syntax->levels[syntax->level_count - 1].around : 1;

	around = hash_mix(around, (uint64_t)level->symbol << 8 | level->role);
	for (size_t i = syntax->open_count - level->marks; i < syntax->open_count; i++) {
		const struct open_mark *open = &syntax->open[i];
		const struct mark *mark = &syntax->outline.marks[open->mark];

		around = hash_mix(around, (uint64_t)mark->row << 16 | mark->role << 8 |
		                                  (open->name.end != 0));
	}
	return around;
}

/* --- what it was ------------------------------------------------------------------------------ */

static struct text token_in(const char *bytes, const struct token *token)
{
	return (struct text){ bytes + token->start, token->end - token->start };
}

/* A row may ask for the word before a node. */
static bool stands_behind_same(const struct syntax *syntax, const struct echoes *echoes,
                               const struct place *was, const struct place *is)
{
	if (!was->token || !is->token)
		return was->token == is->token;
	return text_equal(token_in(echoes->copy.bytes.data, &echoes->copy.tokens[was->token - 1]),
	                  token_in(syntax->outline.bytes.data,
	                           &syntax->outline.tokens[is->token - 1]));
}

static bool lies_in(uint32_t first, uint32_t end, const struct kept *kept)
{
	return first >= kept->place.token && end <= kept->token_end;
}

/* A function may be named by the binding around it. */
static bool marks_lie_in(const struct echoes *echoes, const struct kept *kept)
{
	for (uint32_t i = kept->place.mark; i < kept->mark_end; i++) {
		const struct mark *mark = &echoes->copy.marks[i];

		if (!lies_in(mark->name, mark->name_end, kept) ||
		    !lies_in(mark->inner, mark->inner_end, kept) ||
		    !lies_in(mark->owner, mark->owner_end, kept))
			return false;
	}
	return true;
}

static const struct kept *find(const struct syntax *syntax, const struct echoes *echoes,
                               const struct place *place)
{
	uint32_t at = hash_map_get(&echoes->index, (uintptr_t)place->subtree);
	const struct kept *kept = at == MAP_NONE ? NULL : &echoes->kept[at];
	uint32_t size = place->end - place->start;

	if (!kept || kept->place.around != place->around ||
	    kept->place.end - kept->place.start != size ||
	    memcmp(echoes->copy.bytes.data + kept->place.start,
	           syntax->outline.bytes.data + place->start, size) != 0 ||
	    !stands_behind_same(syntax, echoes, &kept->place, place) || !marks_lie_in(echoes, kept))
		return NULL;
	return kept;
}

/* --- adding it ---------------------------------------------------------------------------------- */

bool echo(struct syntax *syntax, const struct place *place)
{
	const struct echoes *echoes = syntax->echoes;
	const struct kept *kept = find(syntax, echoes, place);

	if (!kept)
		return false;
	copy_take(syntax, &echoes->copy,
	          &(struct extent){ kept->place.start, kept->place.line, kept->place.token,
	                            kept->place.mark, kept->place.comment, kept->token_end,
	                            kept->mark_end, kept->comment_end },
	          place->start, place->line);
	return true;
}

void echo_keep(const struct syntax *syntax, const struct place *place)
{
	struct echoes *echoes = syntax->echoes;
	const struct outline *outline = &syntax->outline;

	echoes->next = array_grow(echoes->next, &echoes->next_capacity, echoes->next_count,
	                          sizeof(*echoes->next));
	echoes->next[echoes->next_count++] =
		(struct kept){ *place, (uint32_t)outline->token_count,
		               (uint32_t)outline->mark_count, (uint32_t)outline->comment_count };
}

/* --- around a walk --------------------------------------------------------------------------------- */

void echoes_begin(struct syntax *syntax, struct echoes *echoes, const TSTree *tree)
{
	syntax->echoes = echoes;
	if (!echoes)
		return;
	echoes->works = can_be_known(tree);
	echoes->next_count = 0;
}

static void index_next(struct echoes *echoes)
{
	struct kept *kept = echoes->kept;
	size_t capacity = echoes->kept_capacity;

	echoes->kept = echoes->next;
	echoes->kept_count = echoes->next_count;
	echoes->kept_capacity = echoes->next_capacity;
	echoes->next = kept;
	echoes->next_capacity = capacity;
	hash_map_release(&echoes->index);
	for (size_t i = 0; i < echoes->kept_count; i++)
		*hash_map_at(&echoes->index, (uintptr_t)echoes->kept[i].place.subtree) =
			(uint32_t)i;
}

void echoes_end(struct syntax *syntax, TSTree *tree)
{
	struct echoes *echoes = syntax->echoes;

	syntax->echoes = NULL;
	if (!echoes) {
		ts_tree_delete(tree);
		return;
	}
	if (syntax->outline.refusal)
		echoes->next_count = 0;
	copy_keep(&echoes->copy, &syntax->outline);
	index_next(echoes);
	ts_tree_delete(echoes->tree);
	echoes->tree = tree;
}
