#include "pattern.h"

#include <ctype.h>
#include <string.h>

enum { BROKEN = 0 }; /* a class that never ends: such a pattern matches nothing */

size_t pattern_plain_size(struct text pattern)
{
	size_t size = 0;

	while (size < pattern.size && !memchr("*?[\\", pattern.data[size], 4))
		size++;
	return size;
}

/* --- classes ---------------------------------------------------------------- */

static bool named_class_holds(struct text name, unsigned char c)
{
	static const struct {
		const char *name;
		int (*holds)(int c);
	} classes[] = {
		{ "alnum", isalnum }, { "alpha", isalpha }, { "blank", isblank },
		{ "cntrl", iscntrl }, { "digit", isdigit }, { "graph", isgraph },
		{ "lower", islower }, { "print", isprint }, { "punct", ispunct },
		{ "space", isspace }, { "upper", isupper }, { "xdigit", isxdigit },
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (text_is(name, classes[i].name))
			return c < 0x80 && classes[i].holds(c);
	return false;
}

/* The bytes of "[:name:]" at `at`, or 0. */
static size_t named_class_size(struct text pattern, size_t at)
{
	const char *end;

	if (at + 1 >= pattern.size || pattern.data[at] != '[' || pattern.data[at + 1] != ':')
		return 0;
	end = memmem(pattern.data + at + 2, pattern.size - at - 2, ":]", 2);
	return end ? (size_t)(end - (pattern.data + at)) + 2 : 0;
}

/* One byte of a class, escapes undone. */
static unsigned char class_byte(struct text pattern, size_t *at)
{
	if (pattern.data[*at] == '\\' && *at + 1 < pattern.size)
		(*at)++;
	return (unsigned char)pattern.data[(*at)++];
}

/* `at` stands on '['.  The place behind its ']', or BROKEN. */
static size_t match_class(struct text pattern, size_t at, unsigned char c, bool *holds)
{
	bool negated, found = false;
	size_t first;

	at++;
	negated = at < pattern.size && (pattern.data[at] == '!' || pattern.data[at] == '^');
	at += negated;
	for (first = at; at < pattern.size && (at == first || pattern.data[at] != ']');) {
		size_t named = named_class_size(pattern, at);
		unsigned char low, high;

		if (named) {
			struct text name = { pattern.data + at + 2, named - 4 };

			found |= named_class_holds(name, c);
			at += named;
			continue;
		}
		low = high = class_byte(pattern, &at);
		if (at + 1 < pattern.size && pattern.data[at] == '-' &&
		    pattern.data[at + 1] != ']') {
			at++;
			high = class_byte(pattern, &at);
		}
		found |= low <= c && c <= high;
	}
	if (at >= pattern.size)
		return BROKEN;
	*holds = found != negated && c != '/';
	return at + 1;
}

/* --- the walk ----------------------------------------------------------------- */

struct walk {
	struct text pattern, path;
	size_t p, t;           /* how far both are matched */
	size_t star_p, star_t; /* behind the last `*` of this folder, and what it has taken */
	size_t deep_p, deep_t; /* behind the last `**` and slash, and what that has taken */
	bool has_star, has_deep;
};

/* Is the run of stars at `p` a `**` of its own, between slashes or ends? */
static bool is_deep(struct text pattern, size_t p, size_t behind)
{
	return behind - p >= 2 && (p == 0 || pattern.data[p - 1] == '/') &&
	       (behind == pattern.size || pattern.data[behind] == '/');
}

/* Takes the run of stars at `p`; true: whatever is left of the path matches. */
static bool take_stars(struct walk *walk)
{
	size_t behind = walk->p;

	while (behind < walk->pattern.size && walk->pattern.data[behind] == '*')
		behind++;
	if (is_deep(walk->pattern, walk->p, behind)) {
		if (behind == walk->pattern.size)
			return true;
		walk->has_deep = true;
		walk->has_star = false;
		walk->p = walk->deep_p = behind + 1;
		walk->deep_t = walk->t;
		return false;
	}
	walk->has_star = true;
	walk->p = walk->star_p = behind;
	walk->star_t = walk->t;
	return false;
}

/* One byte of both; false: they differ. */
static bool take_byte(struct walk *walk)
{
	struct text pattern = walk->pattern;
	char want = pattern.data[walk->p];
	char have = walk->path.data[walk->t];
	size_t next = walk->p + 1;
	bool holds;

	if (want == '[') {
		next = match_class(pattern, walk->p, (unsigned char)have, &holds);
		if (next == BROKEN || !holds)
			return false;
	} else if (want == '?') {
		if (have == '/')
			return false;
	} else {
		if (want == '\\') {
			if (next == pattern.size)
				return false;
			want = pattern.data[next++];
		}
		if (want != have)
			return false;
	}
	walk->p = next;
	walk->t++;
	return true;
}

/* Lets the last star, else the last double star, take more. */
static bool go_back(struct walk *walk)
{
	const char *slash;

	if (walk->has_star && walk->star_t < walk->path.size &&
	    walk->path.data[walk->star_t] != '/') {
		walk->t = ++walk->star_t;
		walk->p = walk->star_p;
		return true;
	}
	if (!walk->has_deep)
		return false;
	slash = memchr(walk->path.data + walk->deep_t, '/', walk->path.size - walk->deep_t);
	if (!slash)
		return false;
	walk->t = walk->deep_t = (size_t)(slash - walk->path.data) + 1;
	walk->p = walk->deep_p;
	walk->has_star = false;
	return true;
}

bool pattern_matches(struct text pattern, struct text path)
{
	struct walk walk = { .pattern = pattern, .path = path };

	for (;;) {
		bool more = walk.p < pattern.size;

		if (!more && walk.t == path.size)
			return true;
		if (more && pattern.data[walk.p] == '*') {
			if (take_stars(&walk))
				return true;
			continue;
		}
		if (more && walk.t < path.size && take_byte(&walk))
			continue;
		if (!go_back(&walk))
			return false;
	}
}
