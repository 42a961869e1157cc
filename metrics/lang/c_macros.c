/*
 * What a preprocessor would take away before the rest is C.
 *
 * Attributes hide behind macros: `class API Shape {`, `static NOINLINE void *f(int a UNUSED)`,
 * `BEGIN_NAMESPACE class Shape`.  No grammar can know them, and a single one can cost it a whole
 * class.  So a word that stands where C has no room for one is overwritten with blanks, in a copy:
 * nothing else moves.  Only words that look like macros go, and a copy that parses worse than
 * what was written is thrown away.
 */
#include "all.h"
#include "c_heads.h"

#include <string.h>

enum {
	CHAIN_MAX = 200, /* lexemes of a name with type arguments */
	ROW_MAX = 16,    /* macros in a row: nobody writes more */
};

/* --- class API Shape { -------------------------------------------------------------- */

static bool opens_class(const struct lexemes *all, size_t i)
{
	return is_at(all, i, "{") || (is_at(all, i, ":") && !is_at(all, i + 1, ":")) ||
	       lexeme_is(all, i, "final");
}

/* Of several words between `class` and its body the last one is the name. */
static void blank_in_class(struct lexemes *all, size_t at)
{
	size_t i = at + 1, name = 0, first = 0;

	if (kind_at(all, i) == LEX_CLASS)
		i++; /* enum class */
	while (is_name(kind_at(all, i)) && !lexeme_is(all, i, "final")) {
		if (!first)
			first = i;
		name = i;
		i = call_end(all, i) + 1;
	}
	if (first && name > first && i == name + 1 && opens_class(all, i))
		blank_range(all, first, name - 1);
}

/* --- static NOINLINE void *f(int a UNUSED) ----------------------------------------------- */

/* A run of words is a declaration up to its name or its first `*`. */
struct run {
	size_t first, end;
	size_t names; /* not keywords, and not of a `struct NAME` */
	bool typed;   /* by a keyword */
};

static struct run read_run(const struct lexemes *all, size_t first)
{
	struct run run = { .first = first, .end = first };

	for (; in_run(kind_at(all, run.end)); run.end++) {
		enum lexeme_kind kind = kind_at(all, run.end);

		if (kind == LEX_TYPE || kind == LEX_CLASS)
			run.typed = true;
		if (is_name(kind) && !(run.end > first && kind_at(all, run.end - 1) == LEX_CLASS))
			run.names++;
	}
	return run;
}

/* Behind `::name` and `<…>`, which go on with a name that ends at `i`. */
static size_t chain_end(const struct lexemes *all, size_t i)
{
	size_t limit = i + CHAIN_MAX;
	unsigned angles = 0;

	for (; i < all->count && i < limit; i++) {
		if (is_at(all, i, "<"))
			angles++;
		else if (angles && is_at(all, i, ">"))
			angles--;
		else if (is_at(all, i, ";{}"))
			break;
		else if (!angles && is_at(all, i, ":") && is_at(all, i + 1, ":"))
			i += 2; /* and the name behind it */
		else if (!angles)
			break;
	}
	return i;
}

/* Has a type been named in front of it?  `std::vector<int> NAME`, but not `template <…> NAME`. */
static bool is_typed(const struct lexemes *all, const struct run *run)
{
	if (run->typed || run->first == 0)
		return run->typed;
	return is_at(all, run->first - 1, "*&") ||
	       (is_at(all, run->first - 1, ">") && !begins_line(all, run->first));
}

/* `CONSTEXPR Shape(int a) noexcept : area(a) {}`: a constructor has no type. */
static bool initializes(const struct lexemes *all, const struct run *run)
{
	size_t at = call_end(all, run->end - 1) + 1;

	while (kind_at(all, at) == LEX_SPECIFIER)
		at++;
	return at > run->end && is_at(all, at, ":") && !is_at(all, at + 1, ":");
}

/* `Shape::Shape(…)`: the run ends in the first name of a chain whose last two are alike. */
static bool names_constructor(const struct lexemes *all, const struct run *run)
{
	size_t end = chain_end(all, run->end);
	const struct lexeme *last, *before;

	if (end < run->end + 3 || !is_at(all, end, "(") || kind_at(all, end - 4) < LEX_NAME)
		return false;
	last = &all->items[end - 1];
	before = &all->items[end - 4];
	return last->end - last->start == before->end - before->start &&
	       memcmp(all->bytes + last->start, all->bytes + before->start,
	              last->end - last->start) == 0;
}

/* How many names have room in it: of a type, and of what is declared. */
static size_t room(const struct lexemes *all, const struct run *run)
{
	size_t end = chain_end(all, run->end);
	size_t types = is_typed(all, run) ? 0 : 1;

	if (end > run->end && in_run(kind_at(all, end)))
		return 1; /* `ns::type name` */
	if (names_constructor(all, run) || initializes(all, run) ||
	    lexeme_is(all, run->end, "operator"))
		return is_typed(all, run) ? 0 : 1;
	if (is_at(all, end, "~"))
		return 0;
	return types + (is_at(all, end, "*&") ? 0 : 1);
}

/* Looks it like a macro?  `UNUSED`, `__iomem` */
static bool is_attribute(const struct lexemes *all, size_t i)
{
	const char *word = all->bytes + all->items[i].start;

	return kind_at(all, i) == LEX_CAPITALS ||
	       (kind_at(all, i) == LEX_NAME && word[0] == '_' && word[1] == '_' &&
	        !lexeme_is(all, i, "__attribute__") && !lexeme_is(all, i, "__typeof__"));
}

static void blank_in_run(struct lexemes *all, const struct run *run)
{
	bool single = run->end - run->first == 1, called = is_at(all, run->end, "(");
	size_t names = run->names, space;

	if (single && !is_start(all, run->first))
		return;
	if (!is_at(all, run->end, "(;=[,){*&:<~") && !lexeme_is(all, run->end, "operator"))
		return;
	space = room(all, run);
	for (size_t i = run->first; i < run->end && names > space; i++) {
		if (!is_attribute(all, i) || (called && i + 1 == run->end) ||
		    (i > run->first && kind_at(all, i - 1) == LEX_CLASS))
			continue;
		blank_range(all, i, i);
		names--;
	}
}

/* --- BEGIN_NAMESPACE template <…>, ATTRIBUTE(x) static int f() ------------------------------ */

static bool begins_something(enum lexeme_kind kind)
{
	return kind == LEX_OPENER || kind == LEX_CLASS;
}

/* Words in front of a keyword that begins a declaration by itself. */
static void blank_before_opener(struct lexemes *all, size_t at)
{
	size_t i = at;

	if (!is_start(all, at))
		return;
	for (int words = 0; words < ROW_MAX && kind_at(all, i) == LEX_CAPITALS; words++)
		i = call_end(all, i) + 1;
	if (i > at && begins_something(kind_at(all, i)))
		blank_range(all, at, i - 1);
}

/* A call without a semicolon, and none of a macro that stands for a type; with the `static` in
 * front of it, when that is of what it makes. */
static void blank_call(struct lexemes *all, size_t at)
{
	size_t end = call_end(all, at);
	enum lexeme_kind next = kind_at(all, end + 1);
	bool keyword = next == LEX_TYPE || next == LEX_SPECIFIER || next == LEX_FLOW;

	if (end == at)
		return;
	if (is_start(all, at) && (keyword || begins_line(all, end + 1)))
		blank_range(all, at, end);
	else if (at > 0 && (keyword || next == LEX_CLASS) && kind_at(all, at - 1) == LEX_SPECIFIER)
		blank_range(all, at - begins_line(all, end + 1), end);
}

/* `static inline __printf(1, 2) void f(…)`: such names are those of functions, too. */
static void blank_call_in_head(struct lexemes *all, size_t at)
{
	size_t end = call_end(all, at);
	enum lexeme_kind next = kind_at(all, end + 1);

	if (end > at && at > 0 && is_attribute(all, at) && kind_at(all, at - 1) == LEX_SPECIFIER &&
	    (next == LEX_TYPE || next == LEX_CLASS))
		blank_range(all, at, end);
}

/* --- void f() NOEXCEPT { ------------------------------------------------------------------- */

static void blank_behind_parameters(struct lexemes *all, size_t at)
{
	size_t end = call_end(all, at);

	if (!at || !ends_parameters(all, at - 1))
		return;
	for (int words = 1; words < ROW_MAX && kind_at(all, end + 1) == LEX_CAPITALS; words++)
		end = call_end(all, end + 1);
	if (is_at(all, end + 1, "{;:=") || kind_at(all, end + 1) == LEX_SPECIFIER)
		blank_range(all, at, end);
}

/* `int f(int a) __acquires(lock) {`; without a block it may be a call behind a loop's head. */
static void blank_annotation(struct lexemes *all, size_t at)
{
	size_t end = call_end(all, at);

	if (end > at && at > 0 && is_attribute(all, at) && is_at(all, end + 1, "{") &&
	    ends_parameters(all, at - 1))
		blank_range(all, at, end);
}

/* --- for_each_cpu(cpu) sum += … -------------------------------------------------------------- */

static bool is_loop_name(const struct lexemes *all, size_t i)
{
	const struct lexeme *word = &all->items[i];
	size_t size = word->end - word->start;

	return memmem(all->bytes + word->start, size, "for_each", 8) ||
	       memmem(all->bytes + word->start, size, "foreach", 7);
}

/* With a block it passes for a call in front of a block; without one it needs a semicolon. */
static void blank_loop_call(struct lexemes *all, size_t at)
{
	size_t end = call_end(all, at);

	if (end > at && kind_at(all, end + 1) >= LEX_NAME && is_loop_name(all, at) &&
	    (is_start(all, at) || (at > 0 && is_at(all, at - 1, ")"))))
		blank_range(all, at, end);
}

/* --- all ------------------------------------------------------------------------------------ */

/* What is looked for at a word or a sign, in this order, until it is blank. */
static looking *const *looks_at(enum lexeme_kind kind, bool cpp)
{
	static looking *const capitals[] = { respell_head,
		                             blank_declarations,
		                             blank_before_opener,
		                             blank_behind_parameters,
		                             end_stub,
		                             blank_call,
		                             NULL };
	static looking *const capitals_cpp[] = {
		respell_texts,           blank_alone, blank_declarations, blank_before_opener,
		blank_behind_parameters, end_stub,    blank_call,         NULL
	};
	static looking *const names[] = { blank_loop_call, blank_declarations, blank_call_in_head,
		                          blank_annotation, NULL };
	static looking *const classes[] = { blank_in_class, NULL };
	static looking *const flow[] = { respell_goto, NULL };
	static looking *const openers[] = { blank_template, NULL };
	static looking *const signs[] = { respell_default, NULL };
	static looking *const nothing[] = { NULL };

	switch (kind) {
	case LEX_CAPITALS:
		return cpp ? capitals_cpp : capitals;
	case LEX_NAME:
		return names;
	case LEX_CLASS:
		return classes;
	case LEX_FLOW:
		return flow;
	case LEX_OPENER:
		return cpp ? openers : nothing;
	case LEX_SIGN:
		return cpp ? signs : nothing;
	default:
		return nothing;
	}
}

static void look_at(struct lexemes *all, size_t i, bool cpp)
{
	enum lexeme_kind kind = kind_at(all, i);

	for (looking *const *look = looks_at(kind, cpp); *look && kind_at(all, i) == kind; look++)
		(*look)(all, i);
	if (in_run(kind_at(all, i)) && (i == 0 || !in_run(kind_at(all, i - 1)))) {
		struct run run = read_run(all, i);

		if (run.names)
			blank_in_run(all, &run);
	}
}

static bool blank_macros(char *bytes, size_t size, bool cpp)
{
	struct lexemes all = { .bytes = bytes, .size = size };
	bool blanked;

	lexemes_read(&all);
	for (size_t i = 0; i < all.count; i++)
		look_at(&all, i, cpp);
	blanked = all.blanked;
	lexemes_release(&all);
	return blanked;
}

bool blank_c_macros(char *bytes, size_t size)
{
	return blank_macros(bytes, size, false);
}

bool blank_cpp_macros(char *bytes, size_t size)
{
	return blank_macros(bytes, size, true);
}
