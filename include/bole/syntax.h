/*
 * syntax: what is written?
 *
 * Turns the bytes of one file into a neutral outline: the tokens (every leaf
 * but comments), the marks (every node that has a role in its language's
 * table, in source order, as a tree), and where the text did not parse.  The
 * only room that knows tree-sitter.
 *
 * The bytes may come from a stranger.  Everything here is iterative and
 * bounded by the limits below, but the parser itself can run wild in time and
 * memory, so outside of tests it is called in a child process only: see
 * facts.h, `struct workshop`.
 */
#ifndef BOLE_SYNTAX_H
#define BOLE_SYNTAX_H

#include "bole/base.h"
#include "bole/lang.h"

enum {
	SYNTAX_BYTES_MAX = 1 << 20, /* a larger file is generated, or nobody reads it */
	SYNTAX_LINE_MAX = 64 << 10, /* a longer line was written by a machine for a machine */
	SYNTAX_DEPTH_MAX = 4000,    /* nested nodes; people stay below 200 */
};

#define MARK_NONE UINT32_MAX

/* A node with a role.  Marks lie in preorder: the subtree of mark i is the
 * range [i, marks[i].after). */
struct mark {
	uint8_t role;              /* enum role */
	uint16_t row;              /* of language->nodes, or ROW_NONE for the parser's own errors */
	uint16_t depth;            /* of its node in the tree: one more than its parent node's */
	uint32_t parent;           /* enclosing mark, or MARK_NONE */
	uint32_t after;            /* first mark behind the subtree */
	uint32_t token, token_end; /* its tokens, half open; maybe none */
	uint32_t name, name_end;   /* the tokens that name it; equal when anonymous */
	uint32_t inner, inner_end; /* functions, ifs: the body; booleans: the operator;
	                              NAME_RECEIVER: see `owner` */
	uint32_t owner, owner_end; /* functions: the type of the receiver; else equal */
};

#define ROW_NONE UINT16_MAX

struct comment {
	uint32_t start, end; /* bytes */
	uint32_t line;
	uint32_t token; /* the first token behind it */
};

/* Why a file has no outline. */
enum refusal {
	REFUSED_NOT,
	REFUSED_TOO_LARGE,
	REFUSED_LONG_LINE,
	REFUSED_BINARY, /* NUL bytes, UTF-16 */
	REFUSED_LFS_POINTER,
	REFUSED_TOO_DEEP,
	REFUSED_TIME, /* the parser did not end within the limit */
	REFUSED_MEMORY,
	REFUSED_CRASH,      /* the parser died */
	REFUSED_UNREADABLE, /* the object is missing or corrupt */
	REFUSED_SHARE,      /* as REFUSED_TIME, with a limit lowered by the files before it */
	REFUSAL_COUNT
};

const char *refusal_text(enum refusal refusal); /* "larger than 1 MiB" … */

struct outline {
	struct text bytes; /* borrowed; LF or CRLF, as stored */
	const struct language *language;
	uint8_t refusal; /* enum refusal; everything below is empty unless REFUSED_NOT */

	struct token *tokens;
	size_t token_count;
	struct mark *marks;
	size_t mark_count;
	struct comment *comments;
	size_t comment_count;

	uint32_t lines;
	uint32_t error_bytes; /* that did not parse; 0: all did */
};

/* Of one token. */
inline struct text outline_text(const struct outline *outline, uint32_t token)
{
	const struct token *t = &outline->tokens[token];

	return (struct text){ outline->bytes.data + t->start, t->end - t->start };
}

/* What a person could read, judged by size and first bytes, without a parser. */
enum refusal syntax_refuses(struct text bytes);

/* One parser for many files of any language; not shared between threads. */
struct syntax;
struct syntax *syntax_new(void);
void syntax_free(struct syntax *syntax);

/* Is told now and then, in any file from now on, how far the parser has come, and whether it has
 * met an error on its way; a text may be read in several ways, each from its start. */
struct syntax_watcher {
	void (*reached)(void *context, uint32_t byte, bool has_error); /* NULL: nobody is told */
	void *context;
};
void syntax_watch(struct syntax *syntax, struct syntax_watcher watch);

/*
 * Parses `bytes` and walks the tree once.  The outline borrows `bytes` and
 * lives until the next call or syntax_free.
 */
const struct outline *syntax_walk(struct syntax *syntax, const struct language *language,
                                  struct text bytes);

/*
 * The same for a file that changes little from one version to the next: what was read of the
 * last one stays in `versions`, its outline or its trees, and only what changed is read anew.
 * The outline is the one that syntax_walk gives.
 */
struct versions;
struct versions *versions_new(void);
void versions_free(struct versions *versions);
size_t versions_size(const struct versions *versions); /* of memory, in bytes, about */
const struct outline *syntax_walk_version(struct syntax *syntax, struct versions *versions,
                                          const struct language *language, struct text bytes);

/* So many files of that language are going to be read, by it or by copies of it in processes that are forked from
 * now on.  Where they are worth it, this takes some milliseconds and up to 16 kB of memory a file, and
 * each of them is read faster by a tenth. */
void syntax_expect(struct syntax *syntax, const struct language *language, size_t files);

/* Names in `language`'s table that its grammar does not know, worded into
 * `problems`, one a line; for the test that keeps tables true. */
bool syntax_knows(const struct language *language, struct bytes *problems);

#endif
