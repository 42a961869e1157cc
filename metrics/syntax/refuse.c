#include "bole/syntax.h"

#include <string.h>

const char *refusal_text(enum refusal refusal)
{
	static const char *const texts[REFUSAL_COUNT] = {
		[REFUSED_NOT] = "measured",
		[REFUSED_TOO_LARGE] = "larger than 1 MiB",
		[REFUSED_LONG_LINE] = "a line longer than 64 KiB",
		[REFUSED_BINARY] = "binary",
		[REFUSED_LFS_POINTER] = "a Git LFS pointer",
		[REFUSED_TOO_DEEP] = "nested too deeply",
		[REFUSED_TIME] = "took too long to parse",
		[REFUSED_MEMORY] = "took too much memory to parse",
		[REFUSED_CRASH] = "the parser died",
		[REFUSED_UNREADABLE] = "the object cannot be read",
		[REFUSED_SHARE] =
			"took too long to parse, or was not tried: others before it took all the time",
	};

	return texts[refusal];
}

static bool has_long_line(struct text bytes)
{
	const char *line = bytes.data;
	const char *end = bytes.data + bytes.size;

	while ((size_t)(end - line) > SYNTAX_LINE_MAX) {
		const char *newline = memchr(line, '\n', SYNTAX_LINE_MAX);

		if (!newline)
			return true;
		line = newline + 1;
	}
	return false;
}

enum refusal syntax_refuses(struct text bytes)
{
	if (bytes.size > SYNTAX_BYTES_MAX)
		return REFUSED_TOO_LARGE;
	if (bytes.size && memchr(bytes.data, '\0', bytes.size))
		return REFUSED_BINARY;
	if (text_starts(bytes, "\xff\xfe") || text_starts(bytes, "\xfe\xff"))
		return REFUSED_BINARY;
	if (text_starts(bytes, "version https://git-lfs.github.com/spec/"))
		return REFUSED_LFS_POINTER;
	if (has_long_line(bytes))
		return REFUSED_LONG_LINE;
	return REFUSED_NOT;
}
