#include "bole/output.h"

#include <string.h>

/* The size of a character by its first byte; 0: none begins so. */
static size_t utf8_size(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

/* Neither spelled longer than needed, nor beyond Unicode, nor half of a pair. */
static bool is_rune(uint32_t rune, size_t size)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	return rune >= least[size] && rune <= 0x10ffff && !(rune >= 0xd800 && rune < 0xe000);
}

/* One character of UTF-8: its size and its number; size 0: none. */
static size_t read_utf8(const unsigned char *at, size_t left, uint32_t *rune)
{
	size_t size = utf8_size(at[0]);

	if (size == 0 || size > left)
		return 0;
	*rune = size == 1 ? at[0] : at[0] & (0x7fu >> size);
	for (size_t i = 1; i < size; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		*rune = *rune << 6 | (at[i] & 0x3f);
	}
	return is_rune(*rune, size) ? size : 0;
}

/* Characters that move the cursor, reorder what is read, or cannot be seen. */
static bool is_dangerous(uint32_t rune)
{
	return rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0x200b || rune == 0xfeff ||
	       rune == 0x61c || (rune >= 0x200e && rune <= 0x200f) ||
	       (rune >= 0x2028 && rune <= 0x202e) || (rune >= 0x2066 && rune <= 0x2069) ||
	       (rune >= 0xe0000 && rune <= 0xe007f);
}

/* A log of CI is read by who runs it, too: "##vso[", "##[" and "##teamcity[" anywhere in a line,
 * and "::" where a line begins, would be commands. */
static bool is_command(struct text text, const unsigned char *at)
{
	const unsigned char *begin = (const unsigned char *)text.data;

	if (at == begin)
		return text.size > 1 && at[0] == ':' && at[1] == ':';
	return at[0] == '#' && at[-1] == '#';
}

/* What begins `text` and is shown as it is, wherever it stands: nearly all of any text. */
static size_t add_plain(struct bytes *out, const unsigned char *at, size_t left)
{
	size_t size = 0;

	while (size < left && at[size] >= ' ' && at[size] <= '~' && at[size] != '\\' &&
	       at[size] != '#' && at[size] != ':')
		size++;
	if (size)
		bytes_add(out, at, size);
	return size;
}

void safe_for_terminal(struct bytes *out, struct text text)
{
	const unsigned char *at = (const unsigned char *)text.data;
	size_t left = text.size;

	for (size_t size; left; at += size, left -= size) {
		uint32_t rune = 0;

		size = add_plain(out, at, left);
		if (size)
			continue;
		size = read_utf8(at, left, &rune);
		if (size == 0) {
			bytes_format(out, "\\x%02x", *at);
			size = 1;
		} else if (is_dangerous(rune) || is_command(text, at)) {
			bytes_format(out, rune < 0x100 ? "\\x%02x" : "\\u{%x}", rune);
		} else {
			bytes_add(out, at, size);
		}
	}
}

void safe_utf8(struct bytes *out, struct text text)
{
	const unsigned char *at = (const unsigned char *)text.data;
	size_t left = text.size;

	while (left) {
		uint32_t rune = 0;
		size_t size = read_utf8(at, left, &rune);

		if (size)
			bytes_add(out, at, size);
		else
			bytes_add_string(out, "\xef\xbf\xbd");
		at += size ? size : 1;
		left -= size ? size : 1;
	}
}

/* Every byte of what must not be shown as it is can be read back. */
static void add_for_tsv(struct bytes *out, unsigned char c)
{
	static const char special[] = "\t\n\r\\";
	const char *known = c ? strchr(special, c) : NULL;

	if (known)
		bytes_format(out, "\\%c", "tnr\\"[known - special]);
	else
		bytes_format(out, "\\%03o", c);
}

/* A spreadsheet computes what begins so, and a call in it may reach out.  Paths such as
 * "@scope/name.ts" or "+page.ts" call nothing and stay as they are. */
static bool is_formula(struct text text)
{
	if (!text.size || !strchr("=+-@", text.data[0]) || !text.data[0])
		return false;
	return text.data[0] == '=' || memchr(text.data, '(', text.size) ||
	       memchr(text.data, '|', text.size) || memchr(text.data, '!', text.size);
}

void safe_for_tsv(struct bytes *out, struct text text)
{
	const unsigned char *at = (const unsigned char *)text.data;
	size_t left = text.size;

	if (is_formula(text)) {
		add_for_tsv(out, *at++);
		left--;
	}
	for (size_t size; left; at += size, left -= size) {
		uint32_t rune = 0;
		bool shown;

		size = add_plain(out, at, left);
		if (size)
			continue;
		size = read_utf8(at, left, &rune);
		shown = size && !is_dangerous(rune) && !is_command(text, at) && rune != '\\';
		size = size ? size : 1;
		if (shown)
			bytes_add(out, at, size);
		for (size_t i = 0; i < size && !shown; i++)
			add_for_tsv(out, at[i]);
	}
}

static void escape(struct bytes *out, struct text text, const char *special)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] && strchr(special, text.data[i]))
			bytes_format(out, "&#%d;", text.data[i]);
		else
			bytes_add_char(out, text.data[i]);
	}
}

void safe_for_markup(struct bytes *out, struct text text)
{
	struct bytes calm = BYTES_INIT;

	safe_for_terminal(&calm, text);
	escape(out, bytes_text(&calm), "&<>\"'");
	bytes_release(&calm);
}

/* GitHub looks for mentions in what is left of the markup: a comment parts the sign from the name. */
void safe_for_markdown(struct bytes *out, struct text text)
{
	struct bytes calm = BYTES_INIT;

	safe_for_terminal(&calm, text);
	for (size_t i = 0; i < calm.size; i++) {
		escape(out, (struct text){ calm.data + i, 1 }, "&<>\"'`*_[]{}#~$!|\\:");
		if (calm.data[i] == '@')
			bytes_add_string(out, "<!-- -->");
	}
	bytes_release(&calm);
}

static bool is_plain(struct text name)
{
	for (size_t i = 0; i < name.size; i++)
		if (name.data[i] < ' ' || name.data[i] > '~' || strchr("`|<>&", name.data[i]) ||
		    (i && name.data[i] == '#' && name.data[i - 1] == '#'))
			return false;
	return name.size && name.data[0] != ' ' && name.data[name.size - 1] != ' ';
}

void safe_for_markdown_code(struct bytes *out, struct text name)
{
	if (is_plain(name)) {
		bytes_format(out, "`%.*s`", (int)name.size, name.data);
		return;
	}
	bytes_add_string(out, "<code>");
	safe_for_markdown(out, name);
	bytes_add_string(out, "</code>");
}

void safe_for_uri(struct bytes *out, struct text path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";

	for (size_t i = 0; i < path.size; i++) {
		if (path.data[i] && strchr(plain, path.data[i]))
			bytes_add_char(out, path.data[i]);
		else
			bytes_format(out, "%%%02X", (unsigned char)path.data[i]);
	}
}

void write_safe(FILE *file, struct text text)
{
	struct bytes safe = BYTES_INIT;

	safe_for_terminal(&safe, text);
	fwrite(safe.data, 1, safe.size, file);
	bytes_release(&safe);
}

const char *plural_ending(uint64_t count)
{
	return count == 1 ? "" : "s";
}

void notice(const char *format, ...)
{
	char words[2048];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	fputs("bole: ", stderr);
	write_safe(stderr, text_of(words));
	fputc('\n', stderr);
}
