#include "bole/trend.h"

#include <ctype.h>
#include <string.h>

/* --- words ------------------------------------------------------------------------------- */

enum { WORD_MAX = 32 };

/* The next word of letters and digits, in lower case; what is longer is cut. */
static bool next_word(struct text *rest, char word[WORD_MAX])
{
	size_t at = 0, size = 0;

	while (at < rest->size && !isalnum((unsigned char)rest->data[at]))
		at++;
	while (at < rest->size && isalnum((unsigned char)rest->data[at])) {
		if (size < WORD_MAX - 1)
			word[size++] = (char)tolower((unsigned char)rest->data[at]);
		at++;
	}
	word[size] = '\0';
	rest->data += at;
	rest->size -= at;
	return size;
}

static bool is_one_of(const char *word, const char *const *list)
{
	while (*list && (**list != *word || strcmp(word, *list) != 0))
		list++;
	return *list;
}

/* Up to a line end, which is passed over. */
static struct text next_line(struct text *rest)
{
	const char *end = memchr(rest->data, '\n', rest->size);
	struct text line = { rest->data, end ? (size_t)(end - rest->data) : rest->size };

	rest->data += line.size + (end != NULL);
	rest->size -= line.size + (end != NULL);
	return line;
}

/* --- repairs -------------------------------------------------------------------------------- */

static const char *const repairs[] = {
	"fix",         "fixes",    "fixed",     "fixing",      "fixup",     "hotfix",
	"bugfix",      "bugfixes", "bug",       "bugs",        "buggy",     "defect",
	"defects",     "crash",    "crashes",   "crashed",     "crashing",  "regression",
	"regressions", "segfault", "segfaults", "sigsegv",     "deadlock",  "deadlocks",
	"leak",        "leaks",    "overflow",  "overflows",   "underflow", "corruption",
	"uaf",         "cve",      "incorrect", "incorrectly", "wrong",     "wrongly",
	"broken",      "repair",   "repairs",   NULL
};

/* What is repaired when it says "fix", within the next words. */
static const char *const harmless[] = {
	"typo",       "typos",         "spelling",   "grammar",   "test",    "tests",
	"testcase",   "lint",          "linter",     "linting",   "flake8",  "ruff",
	"build",      "builds",        "ci",         "doc",       "docs",    "docstring",
	"docstrings", "documentation", "comment",    "comments",  "readme",  "changelog",
	"whitespace", "indentation",   "formatting", "style",     "warning", "warnings",
	"compile",    "compiler",      "makefile",   "makefiles", "link",    "links",
	"url",        "urls",          "copyright",  "license",   "merge",   NULL
};

/* Of https://www.conventionalcommits.org, as they are in use. */
static const char *const conventional[] = { "feat",   "feature",  "docs",    "doc",
	                                    "style",  "refactor", "perf",    "test",
	                                    "tests",  "build",    "ci",      "chore",
	                                    "revert", "wip",      "release", NULL };

/* "feat(scope)!: …" and its like. */
static bool has_other_prefix(struct text subject)
{
	char word[WORD_MAX];
	struct text rest = subject;
	const char *colon = memchr(subject.data, ':', subject.size);

	if (!colon || !next_word(&rest, word) || !is_one_of(word, conventional))
		return false;
	if (rest.size && *rest.data == '(') {
		const char *close = memchr(rest.data, ')', rest.size);

		return close && close < colon && colon - close <= 2;
	}
	return colon - rest.data <= 1;
}

static bool says_repair(struct text line)
{
	enum { NEAR = 4 };
	char word[WORD_MAX];

	while (next_word(&line, word)) {
		struct text behind = line;
		bool is_harmless = false;

		if (!is_one_of(word, repairs))
			continue;
		for (int i = 0; i < NEAR && next_word(&behind, word); i++)
			is_harmless = is_harmless || is_one_of(word, harmless);
		return !is_harmless;
	}
	return false;
}

static bool is_trailer(struct text line);

bool message_is_fix(struct text message)
{
	struct text subject = next_line(&message);

	if (has_other_prefix(subject) || text_starts(subject, "Merge ") ||
	    text_starts(subject, "Revert "))
		return false;
	if (says_repair(subject))
		return true;
	while (message.size) {
		struct text line = next_line(&message);

		if (!is_trailer(line) && says_repair(line))
			return true;
	}
	return false;
}

/* --- cohorts ----------------------------------------------------------------------------------- */

/* What is found in a trailer, and the cohort it means. */
static const struct {
	const char *word;
	const char *cohort;
} assistants[] = {
	{ "claude", "Claude" },   { "anthropic", "Claude" },   { "copilot", "Copilot" },
	{ "cursor", "Cursor" },   { "cursoragent", "Cursor" }, { "codex", "Codex" },
	{ "chatgpt", "ChatGPT" }, { "gpt", "ChatGPT" },        { "openai", "ChatGPT" },
	{ "gemini", "Gemini" },   { "jules", "Jules" },        { "devin", "Devin" },
	{ "aider", "Aider" },     { "windsurf", "Windsurf" },  { "cline", "Cline" },
	{ "goose", "Goose" },     { "opencode", "opencode" },  { "openhands", "OpenHands" },
	{ "codeium", "Codeium" }, { "tabnine", "Tabnine" },    { "amazonq", "Amazon Q" },
	{ "sweep", "Sweep" },
};

static const char *const machine_trailers[] = { "Assisted-by:", "Generated-by:",
	                                        "Co-developed-by-AI:", NULL };

static bool starts_caseless(struct text text, const char *prefix)
{
	size_t size = strlen(prefix);

	return text.size >= size && strncasecmp(text.data, prefix, size) == 0;
}

static bool starts_with_one(struct text line, const char *const *list)
{
	while (*list && !starts_caseless(line, *list))
		list++;
	return *list;
}

/* "Word-word: value" */
static bool is_trailer(struct text line)
{
	size_t at = 0;

	while (at < line.size && (isalnum((unsigned char)line.data[at]) || line.data[at] == '-'))
		at++;
	return at && at < line.size && line.data[at] == ':' && memchr(line.data, '-', at);
}

static struct text known_assistant(struct text value, struct text more)
{
	char word[WORD_MAX], name[WORD_MAX];

	while (next_word(&value, word)) {
		struct text names = more;

		for (size_t i = 0; i < sizeof(assistants) / sizeof(*assistants); i++)
			if (strcmp(word, assistants[i].word) == 0)
				return text_of(assistants[i].cohort);
		while (next_word(&names, name))
			if (strcmp(word, name) == 0)
				return (struct text){ names.data - strlen(name), strlen(name) };
	}
	return TEXT("");
}

/* A person may be called Claude: what counts is where the address leads, or the name
 * in one that nobody reads. */
static struct text assistant_of_address(struct text line, struct text more)
{
	const char *open = memchr(line.data, '<', line.size);
	const char *end = line.data + line.size;
	const char *at = open ? memchr(open, '@', (size_t)(end - open)) : NULL;
	struct text cohort;

	if (!at)
		return TEXT("");
	cohort = known_assistant((struct text){ at, (size_t)(end - at) }, more);
	if (!cohort.size && memmem(open, (size_t)(end - open), "noreply", 7))
		cohort = known_assistant((struct text){ open, (size_t)(at - open) }, more);
	return cohort;
}

struct text message_cohort(struct text message, struct text notes, struct text more)
{
	struct text cohort = known_assistant(notes, more);
	bool by_machine = notes.size != 0;

	while (message.size && !cohort.size) {
		struct text line = text_trim(next_line(&message));
		bool machine = starts_with_one(line, machine_trailers);

		if (machine)
			cohort = known_assistant(line, more);
		else if (starts_caseless(line, "Co-authored-by:"))
			cohort = assistant_of_address(line, more);
		by_machine = by_machine || machine;
	}
	return cohort.size || !by_machine ? cohort : TEXT("other machine");
}
