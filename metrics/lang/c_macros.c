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
#include "c_lexemes.h"

#include <string.h>

enum {
	CHAIN_MAX = 200, /* lexemes of a name with type arguments */
	ROW_MAX = 16,    /* macros in a row: nobody writes more */
};

static void blank_one(struct lexemes *all, struct lexeme *lexeme, uint32_t begin)
{
	for (uint32_t at = lexeme->start; at < lexeme->end; at++)
		if (all->bytes[at] != '\n' && all->bytes[at] != '\r')
			all->bytes[at] = ' ';
	lexeme->kind = LEX_BLANKED;
	lexeme->partner = begin;
}

/* Comments between them stay. */
static void blank_range(struct lexemes *all, size_t first, size_t last)
{
	uint32_t begin = (uint32_t)first;

	if (first > 0 && all->items[first - 1].kind == LEX_BLANKED)
		begin = all->items[first - 1].partner;
	for (size_t i = first; i <= last; i++)
		blank_one(all, &all->items[i], begin);
	all->blanked = true;
}

/* Asked several times for every word; there are few signs. */
static bool is_at(const struct lexemes *all, size_t i, const char *signs)
{
	char sign;

	if (i >= all->count || all->items[i].kind != LEX_SIGN)
		return false;
	for (sign = all->bytes[all->items[i].start]; *signs && *signs != sign; signs++)
		;
	return *signs;
}

static enum lexeme_kind kind_at(const struct lexemes *all, size_t i)
{
	return i < all->count ? (enum lexeme_kind)all->items[i].kind : LEX_END;
}

static bool is_name(enum lexeme_kind kind)
{
	return kind == LEX_NAME || kind == LEX_CAPITALS;
}

/* The last lexeme of `NAME` or `NAME(…)` at `i`. */
static size_t call_end(const struct lexemes *all, size_t i)
{
	return is_at(all, i + 1, "(") && all->items[i + 1].partner ? all->items[i + 1].partner : i;
}

/* May a declaration or a statement begin at `i`? */
static bool is_start(const struct lexemes *all, size_t i)
{
	if (i > 0 && all->items[i - 1].kind == LEX_BLANKED)
		i = all->items[i - 1].partner;
	return i == 0 || is_at(all, i - 1, ";{}:");
}

/* Is `i` the first lexeme of a line, and a word or the end of a block? */
static bool begins_line(const struct lexemes *all, size_t i)
{
	size_t end = i ? all->items[i - 1].end : 0;

	return (kind_at(all, i) >= LEX_NAME || is_at(all, i, "}~")) && i < all->count &&
	       memchr(all->bytes + end, '\n', all->items[i].start - end);
}

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

static bool in_run(enum lexeme_kind kind)
{
	return is_name(kind) || kind == LEX_TYPE || kind == LEX_SPECIFIER || kind == LEX_CLASS;
}

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
	size_t names = run->names, space = room(all, run);
	bool called = is_at(all, run->end, "(");
	bool alone = run->end - run->first == 1 && !(names > space && is_start(all, run->first));

	if (alone ||
	    !(is_at(all, run->end, "(;=[,){*&:<~") || lexeme_is(all, run->end, "operator")))
		return;
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

	if (end > at && at > 0 && kind_at(all, at - 1) == LEX_SPECIFIER &&
	    (next == LEX_TYPE || next == LEX_CLASS))
		blank_range(all, at, end);
}

/* --- void f() NOEXCEPT { ------------------------------------------------------------------- */

/* Do signs that end at `i` name one, as in `operator==`? */
static bool is_operator(const struct lexemes *all, size_t i)
{
	while (i > 0 && kind_at(all, i) == LEX_SIGN && !is_at(all, i, ";{}()"))
		i--;
	return lexeme_is(all, i, "operator");
}

/* Is the `)` at `i` that of a function's parameters, and not of a cast or an `if`? */
static bool ends_parameters(const struct lexemes *all, size_t i)
{
	while (i > 0 && kind_at(all, i) == LEX_SPECIFIER)
		i--; /* const, noexcept, override */
	if (!is_at(all, i, ")") || !all->items[i].partner)
		return false;
	i = all->items[i].partner - 1;
	return is_name(kind_at(all, i)) || is_operator(all, i);
}

static void blank_behind_parameters(struct lexemes *all, size_t at)
{
	size_t end = call_end(all, at);

	if (!at || !ends_parameters(all, at - 1))
		return;
	while (kind_at(all, end + 1) == LEX_CAPITALS)
		end = call_end(all, end + 1);
	if (is_at(all, end + 1, "{;:=") || kind_at(all, end + 1) == LEX_SPECIFIER)
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

/* --- int f(a, b) register char *a; int (*b)(); { ------------------------------------------------ */

enum { DECLARATIONS_MAX = 400 }; /* lexemes of those of one function */

static bool holds_names_only(const struct lexemes *all, size_t open)
{
	size_t i = open + 1, close = all->items[open].partner;

	while (i < close && is_name(kind_at(all, i)) && is_at(all, i + 1, ",)"))
		i += 2;
	return i == close + 1;
}

/* The last lexeme of the declarations that begin at `i` and end at a block; 0: there is none. */
static size_t declarations_end(const struct lexemes *all, size_t i)
{
	size_t limit = i + DECLARATIONS_MAX;

	if (!in_run(kind_at(all, i)) || !(in_run(kind_at(all, i + 1)) || is_at(all, i + 1, "*")))
		return 0;
	for (; i < all->count && i < limit && !is_at(all, i, "{}=#"); i++) {
		if (!is_at(all, i, ";"))
			continue;
		if (is_at(all, i + 1, "{"))
			return i;
		if (!in_run(kind_at(all, i + 1)))
			return 0;
	}
	return 0;
}

/* The grammar knows only plain declarations between such a head and its block. */
static bool are_plain(const struct lexemes *all, size_t i, size_t end)
{
	while (i < end && !is_at(all, i, "([,") && !lexeme_is(all, i, "register"))
		i++;
	return i == end;
}

static void blank_declarations(struct lexemes *all, size_t at)
{
	size_t close = call_end(all, at), end;

	if (close == at || !holds_names_only(all, at + 1))
		return;
	end = declarations_end(all, close + 1);
	if (end && !are_plain(all, close + 1, end))
		blank_range(all, close + 1, end);
}

/* --- int f(int a) STUB int g(int a) STUB ---------------------------------------------------------- */

/* A macro that is the whole body of a function, or its end: what follows is another one.  Of such
 * a row the grammar makes one function, with the body of the next that has one. */
static void end_stub(struct lexemes *all, size_t at)
{
	size_t close = at - 1;

	if (!at || call_end(all, at) > at || !ends_parameters(all, close) ||
	    !in_run(kind_at(all, at + 1)) || !begins_line(all, at + 1))
		return;
	while (kind_at(all, close) == LEX_SPECIFIER)
		close--;
	if (holds_names_only(all, all->items[close].partner))
		return; /* declarations of the parameters may follow */
	blank_range(all, at, at);
	all->bytes[all->items[at].start] = ';';
}

/* --- TEST_CASE("a text", "[tag]") { --------------------------------------------------------------- */

/* Its head becomes one of names, as that of `TEST(Suite, Name) {` is.  In C++ this is no function
 * where it stands in another one; in C it would be. */
static void respell_texts(struct lexemes *all, size_t at)
{
	size_t close = call_end(all, at);

	if (close == at || !is_at(all, close + 1, "{") ||
	    !(is_start(all, at) || begins_line(all, at)))
		return;
	for (size_t i = at + 2; i < close; i++) {
		const struct lexeme *text = &all->items[i];

		if (text->kind != LEX_LITERAL || all->bytes[text->start] != '"')
			continue;
		memset(all->bytes + text->start, 'x', text->end - text->start);
		all->blanked = true;
	}
}

/* --- TRY { … }, PRIVATE_UNLESS_TESTED: ------------------------------------------------------------ */

/* What is left of it is a block; a label is nothing. */
static void blank_alone(struct lexemes *all, size_t at)
{
	if (!is_start(all, at))
		return;
	if (is_at(all, at + 1, "{"))
		blank_range(all, at, at);
	else if (is_at(all, at + 1, ":") && !is_at(all, at + 2, ":") && begins_line(all, at))
		blank_range(all, at, at + 1);
}

/* `list.template get<T>()` */
static void blank_template(struct lexemes *all, size_t at)
{
	if (at > 0 && is_at(all, at - 1, ".>:") && lexeme_is(all, at, "template") &&
	    all->items[at - 1].end == all->items[at].start)
		blank_range(all, at, at);
}

/* --- void f(List list = {}) ------------------------------------------------------------------------- */

static void respell_default(struct lexemes *all, size_t at)
{
	if (!at || !is_at(all, at, "{") || !is_at(all, at - 1, "=") || !is_at(all, at + 1, "}") ||
	    !is_at(all, at + 2, "),"))
		return;
	all->bytes[all->items[at].start] = '0';
	all->bytes[all->items[at + 1].start] = ' ';
	all->blanked = true;
}

/* --- goto *labels[i]; ---------------------------------------------------------------------------- */

/* Becomes a label of the same size. */
static void respell_goto(struct lexemes *all, size_t at)
{
	size_t end = at + 1;

	if (!lexeme_is(all, at, "goto") || !is_at(all, end, "*"))
		return;
	while (end < all->count && !is_at(all, end, ";{}"))
		end++;
	for (size_t i = all->items[at + 1].start; i < all->items[end - 1].end; i++)
		if (all->bytes[i] != '\n' && all->bytes[i] != '\r')
			all->bytes[i] = 'x';
	all->blanked = true;
}

/* --- all ------------------------------------------------------------------------------------ */

static void look_at(struct lexemes *all, size_t i, bool cpp)
{
	enum lexeme_kind kind = kind_at(all, i);

	if (kind == LEX_CAPITALS && cpp) {
		respell_texts(all, i);
		blank_alone(all, i);
	}
	if (kind == LEX_OPENER && cpp)
		blank_template(all, i);
	if (kind == LEX_SIGN && cpp)
		respell_default(all, i);
	if (kind == LEX_CLASS)
		blank_in_class(all, i);
	if (kind == LEX_FLOW)
		respell_goto(all, i);
	if (kind == LEX_NAME)
		blank_loop_call(all, i);
	if (is_name(kind_at(all, i)))
		blank_declarations(all, i);
	if (kind == LEX_CAPITALS)
		blank_before_opener(all, i);
	if (kind_at(all, i) == LEX_CAPITALS)
		blank_behind_parameters(all, i);
	if (kind_at(all, i) == LEX_CAPITALS)
		end_stub(all, i);
	if (kind_at(all, i) == LEX_CAPITALS)
		blank_call(all, i);
	else if (kind_at(all, i) == LEX_NAME && is_attribute(all, i))
		blank_call_in_head(all, i);
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
