/*
 * lang: how a language spells things.
 *
 * A language is one file that fills one `struct language`: how its files are
 * recognised, which grammar reads them, and what each node of that grammar
 * *means* to bole, as a table of roles.  Nothing in here parses; the syntax
 * room turns bytes into marks and tokens by these tables, and the facts room
 * counts the marks without knowing the language.
 *
 * Adding a language: one file in metrics/lang/ with its table, one row in
 * metrics/lang/languages.c, fixtures in tests/lang/NAME/.
 *
 * Invariants, proved by a test: every node, field and token name in a table
 * exists in its grammar; ids are unique and never reused.
 */
#ifndef BOLE_LANG_H
#define BOLE_LANG_H

#include "bole/base.h"

/* --- the neutral vocabulary: tokens and marks ------------------------------ */

enum token_kind {
	TOKEN_OTHER,      /* keyword, operator, punctuation */
	TOKEN_IDENTIFIER, /* any name: of a value, type, field, package */
	TOKEN_LITERAL,    /* number, string, character, boolean */
};

/* One leaf of the syntax tree that is no comment, in source order. */
struct token {
	uint32_t start, end; /* bytes, half open */
	uint32_t line;       /* of the first byte, from 1 */
	uint32_t end_line;   /* of the last byte */
	uint16_t symbol;     /* the grammar's number: equal for equal kinds */
	uint8_t kind;        /* enum token_kind */
	uint8_t role;        /* enum role of the leaf itself, often ROLE_NONE */
};

/* What a node means. */
enum role {
	ROLE_NONE,

	/* lexical */
	ROLE_COMMENT,    /* left out of the tokens; searched for waivers */
	ROLE_IDENTIFIER, /* its leaf is TOKEN_IDENTIFIER */
	ROLE_LITERAL,    /* one TOKEN_LITERAL, not descended into */
	ROLE_TEXT,       /* a literal that may hold code (template, f-string): descended into */
	ROLE_DROPPED,    /* no token, no descent */
	ROLE_EXPANSION,  /* the text of a macro: one token, read as words */

	/* units and what names them */
	ROLE_FUNCTION,   /* a unit; `kind` says which; see NAME_* for how it is named */
	ROLE_SCOPE,      /* class, namespace, impl, module: qualifies the names inside */
	ROLE_BINDING,    /* `name = <function>`: names an anonymous function in it */
	ROLE_DEFINITION, /* at top level: defines a type, constant or value;
	                    a leaf in this role is a name and bound */
	ROLE_PARAMETERS, /* the list of a function */
	ROLE_PARAMETER,  /* directly in that list, or in the function: counts one;
	                    a leaf in this role is a name and bound */
	ROLE_ATTRIBUTE,  /* annotation, decorator: a unit begins behind it */
	ROLE_BOUND,      /* an identifier that is declared here: variable, parameter;
	                    or a list of them: holds for the identifiers directly in it */
	ROLE_DECLARED,   /* an identifier, or a list, neither bound nor used: of a prototype */
	ROLE_MODIFIER,   /* a word before the name of a unit that makes it of this `kind` */

	/* flow: see metrics/facts/ for what each adds to which number */
	ROLE_IF,      /* its branch is in field `consequence` or `body` */
	ROLE_ELSE_IF, /* a clause of its own (elif, elsif): flat */
	ROLE_ELSE,    /* clause or branch; an else-if when it holds just an if; nothing
	                 in a ROLE_TERNARY */
	ROLE_LOOP,
	ROLE_SWITCH, /* switch, match, when, select: once */
	ROLE_CASE,   /* one arm or label; the default arm is told by its text */
	ROLE_TRY,
	ROLE_CATCH,
	ROLE_WITH, /* opens a block: adds depth only */
	ROLE_TERNARY,
	ROLE_GUARD,   /* an extra condition on an arm */
	ROLE_BOOLEAN, /* `a && b`, when the leaf in field `operator` is a boolean operator */
	ROLE_PARENS,  /* transparent for boolean sequences */
	ROLE_JUMP,    /* goto; the label or number of a break or continue */
	ROLE_STRAY,   /* fits nowhere: a leaf of an error; a block outside of every function */

	/* links */
	ROLE_IMPORT,  /* import, include, use: read by the language's `imports` */
	ROLE_EXPORT,  /* what it holds is visible outside */
	ROLE_PACKAGE, /* names the package of the whole file */

	ROLE_ERROR, /* the parser's own: text that fits no rule */
	ROLE_COUNT
};

/* How a function, scope, binding or definition finds its name. */
enum name_from {
	NAME_FIELD,      /* the text in the field called `fixed`, `name` by default */
	NAME_DECLARATOR, /* C: down the fields `declarator` to the innermost */
	NAME_BINDING,    /* of the ROLE_BINDING directly around it, else the field
	                    called `fixed` if one is given, else anonymous */
	NAME_FIXED,      /* the word in `fixed` ("constructor", "init") */
	NAME_RECEIVER,   /* field `name`, qualified by the type in field `receiver` (Go) */
	NAME_SELF,       /* it is its own name: an identifier */
	NAME_CHILD,      /* the first word of the child called `fixed`, for want of a field */
	NAME_FIRST,      /* the text of its first child, which is a list of them (Lua) */
	NAME_NONE,       /* never has one: an anonymous class */
};

enum unit_kind {
	UNIT_FUNCTION,
	UNIT_METHOD,
	UNIT_CONSTRUCTOR,
	UNIT_DESTRUCTOR,
	UNIT_GETTER,
	UNIT_SETTER,
	UNIT_OPERATOR,
	UNIT_LAMBDA,
	UNIT_INITIALIZER, /* static or instance initialiser block */
	UNIT_UNPARSED,    /* not a function: text outside of any that may have held some */
	UNIT_KIND_COUNT
};

const char *unit_kind_name(enum unit_kind kind);

/* Flags of a node row. */
enum {
	NODE_HAS_BODY = 1 << 0,     /* has its role only with a field `body` */
	NODE_COUNT_COMMAS = 1 << 1, /* ROLE_PARAMETER: one more for each comma (Go's `a, b int`) */
	NODE_ALWAYS_APART = 1 << 2, /* a unit of its own even inside another function;
	                               ROLE_ELSE: an if in it is never an else-if */
	NODE_HAS_FIXED = 1 << 3,    /* has its role only with the field called `fixed` */
	NODE_IDIOM = 1 << 4,        /* ROLE_BOOLEAN, ROLE_PARENS: no cognitive complexity, if all
	                               operators are alike; and `fixed`, if that is given */
	NODE_CHAIN = 1 << 5,        /* ROLE_BOOLEAN: the operators are leaves in it, with rows;
	                               ROLE_PARAMETERS: all lists of the function count */
	NODE_REOPENS = 1 << 6,      /* ROLE_SCOPE: of a type defined elsewhere (Rust's impl) */
	NODE_HAS_CHILD = 1 << 7,    /* has its role only with a child called `fixed` */
	NODE_BEHIND = 1 << 8,       /* has its role only right behind the word `fixed` */
	NODE_UNBRACED = 1 << 9,     /* has its role only without a body, or its like, in it */
	NODE_BEGINS = 1 << 10,      /* has its role only when its text begins with `fixed` */
};

/*
 * One row: a node of the grammar and what it means.  A row with a field names
 * the parent, too.  In a row of ROLE_SCOPE the kind UNIT_METHOD says that the
 * functions directly in it are methods, and in a row of ROLE_BINDING that
 * it defines nothing by itself.  Of several rows for one
 * node the first that fits holds.  A row for the node "*" fits every named
 * child in its `field` of `parent`, beside what the child is by itself: that
 * is how a branch without a node of its own becomes ROLE_ELSE.
 */
struct lang_node {
	const char *node;   /* its name; a keyword or operator in single quotes: "'else'" */
	const char *field;  /* only when it stands in this field, or NULL */
	const char *parent; /* only as a child of this node, or NULL */
	uint8_t role;
	uint8_t name;      /* enum name_from */
	uint8_t kind;      /* enum unit_kind, for ROLE_FUNCTION */
	uint16_t flags;    /* NODE_* */
	const char *fixed; /* for NAME_FIXED, NAME_FIELD, NAME_BINDING, NAME_CHILD, NODE_HAS_FIXED,
		           NODE_HAS_CHILD, NODE_BEHIND, NODE_BEGINS, NODE_IDIOM;
		           ROLE_CASE: what alone ends a label */
};

/* --- imports ---------------------------------------------------------------- */

enum import_kind {
	IMPORT_INCLUDE,        /* #include "target" */
	IMPORT_INCLUDE_SYSTEM, /* #include <target> */
	IMPORT_MODULE,         /* target is a dotted module or class name, leading dots kept */
	IMPORT_PATH,           /* target is a module path string: "./x", "pkg/y" */
	IMPORT_STRUCTURE,      /* ties files together and is no edge: Rust `mod x;` */
	IMPORT_KIND_COUNT
};

enum {
	IMPORT_REEXPORT = 1 << 0, /* what comes in goes out again: export from, pub use */
	IMPORT_WILDCARD = 1 << 1, /* all names */
	IMPORT_TYPE_ONLY = 1 << 2,
	IMPORT_STATIC = 1 << 3,  /* Java: `target` ends in a class, `name` is its member */
	IMPORT_DYNAMIC = 1 << 4, /* import("x"), require("x") in a function */
};

/* One imported name.  `from a import b as c, d` makes two of them. */
struct import {
	uint8_t kind;
	uint8_t flags;
	uint32_t line;
	struct text target; /* as spelled, quotes off */
	struct text name;   /* the one name taken from it, or empty for the module itself */
	struct text alias;  /* what it is called here, or empty for the name's own last part */
};

/* What a language's import reader gets and gives. */
struct import_source {
	struct text bytes;
	const struct token *tokens; /* of the import node alone, or from an inline word on */
	size_t count;
	void (*found)(void *context, const struct import *import);
	void *context;
};

struct text token_text(const struct import_source *source, size_t index);

/* --- a language ---------------------------------------------------------------- */

/* How names of this language lead to files: chosen by the regions room. */
enum link_style {
	LINKS_BY_NAME, /* the fallback: a name that one file defines */
	LINKS_C,
	LINKS_PYTHON,
	LINKS_SCRIPT, /* JavaScript, TypeScript */
	LINKS_GO,
	LINKS_RUST,
	LINKS_JAVA, /* Kotlin and Scala, too */
	LINKS_CSHARP,
	LINKS_RUBY,
	LINKS_PHP,
	LINKS_SOURCED, /* Bash, Lua: by paths that begin who knows where */
	LINK_STYLE_COUNT
};

enum { BLANK_MORE_MAX = 3, PASSES_MAX = 2, MENDS_MAX = 3 };

/* Overwrites a copy of a text in its place, so that every byte left stays where it was; false: nothing. */
typedef bool respelling(char *bytes, size_t size);

struct TSLanguage;

struct language {
	const char *name;  /* "python": printed, and the key in settings */
	uint16_t id;       /* kept in stores for ever; never reused */
	uint16_t revision; /* raised when a change here moves any score */
	const struct TSLanguage *(*grammar)(void);

	const char *const *extensions;   /* without dot, lower case, NULL-ended */
	const char *const *filenames;    /* whole names, or NULL */
	const char *const *interpreters; /* of a #! line, or NULL */

	const struct lang_node *nodes;        /* ended by a row without `node` */
	const char *const *boolean_operators; /* texts of those that form sequences */
	const char *const *bodies; /* nodes that are one, where no field says so; at most 4 */

	bool lines_end;       /* the end of a line may end a statement (Python, Go, JavaScript) */
	bool nested_apart;    /* functions inside functions are units of their own (JavaScript) */
	bool parts_alone;     /* what stands at the top of a file is read alike whatever else stands
	                         there, and the core reads little of it on (Python) */
	bool decorator_idiom; /* a function of just one inner function and a return adds no nesting */
	const char *sound_error; /* one word that the grammar stumbles over in sound text,
	                            or two between which it misses something */
	bool macros;        /* may stand for anything: not all that fails to parse is wrong (C) */
	bool members_apart; /* what stands behind a dot is no name of a file (C) */
	bool extension_methods;  /* …but one that is called there may be any file's (C#) */
	const char *const *dots; /* what stands before a member; NULL: `.`, `?.`, `::`, `&.` */

	const char *constructor; /* "__init__"; a method called like its class is one, too */

	/* Who can see a top-level definition: everybody, unless one of these says less. */
	const char *hidden_word; /* "static", "private" before the name hides it */
	const char *shown_word;  /* "pub" before the name, or ROLE_EXPORT around it, is needed */
	bool shown_by_capital;   /* Go: other packages see capitals only */

	uint8_t link_style; /* enum link_style */
	bool packages_nest; /* their clauses add up, and each sees those around it (Scala) */
	const char *joint;  /* between the parts of a qualified name: "." or "::" */

	/* Words that may begin an import within other code, as in `require("x")`:
	 * `imports` gets the tokens from there on and takes what belongs to it. */
	const char *const *inline_imports;

	/* How attributes begin that make an item a test in the file it tests (Rust's
	 * `#[cfg(test)]`), word by word; what its block takes from elsewhere is no link. */
	const char *const *const *inner_tests;

	/* Reads one ROLE_IMPORT node; NULL where there are none. */
	void (*imports)(const struct import_source *source);

	/* Overwrites with blanks what only a preprocessor understands.
	 * Read instead of what was written, but around what does not parse then, where the latter may win. */
	respelling *blank[PASSES_MAX];

	/* Tried in turn, each row of passes on a fresh copy, while something is left that does not parse:
	 * what only a preprocessor understands, or what the grammar is known to stumble over. */
	respelling *blank_more[BLANK_MORE_MAX][PASSES_MAX];

	/* Likewise, on the lines around one error: what is cut through there, and nowhere else. */
	respelling *mends[MENDS_MAX];
	/* What those lines hold of something that begins before them or ends behind; or NULL. */
	respelling *loose;

	/* Read instead when this one leaves errors and that one leaves fewer, or
	 * the text is surely of that one: a C header may be C++. */
	const struct language *alternative;
	bool (*is_alternative)(struct text bytes);
};

enum { LANGUAGES_MAX = 64 }; /* ids are less */

/* All languages, ended by NULL, in the order of their ids. */
const struct language *const *languages(void);
const struct language *language_by_id(uint16_t id);
const struct language *language_by_name(struct text name);

/*
 * The language of a file by its path; by the first line too when the path has
 * no extension and `head` is not empty.  NULL: not a language bole reads.
 */
const struct language *language_of(struct text path, struct text head);

#endif
