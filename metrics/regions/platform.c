#include "platform.h"

#include <ctype.h>
#include <string.h>

#include "paths.h"

static bool is_one_of(struct text word, const char *const *words)
{
	for (; *words; words++)
		if (word.size && **words == word.data[0] && text_is(word, *words))
			return true;
	return false;
}

static struct text take_last(struct text *stem)
{
	const char *mark = stem->size ? memrchr(stem->data, '_', stem->size) : NULL;
	size_t before = mark ? (size_t)(mark - stem->data) : 0;
	struct text last = { stem->data + before + 1, stem->size - before - 1 };

	if (!mark)
		return TEXT("");
	stem->size = before;
	return last;
}

enum platform go_platform(struct text path)
{
	static const char *const ours[] = { "linux", "unix", "amd64", "posix", NULL };
	static const char *const others[] = {
		"386",         "aix",      "android", "arm",      "arm64",   "darwin",
		"dragonfly",   "freebsd",  "hurd",    "illumos",  "ios",     "js",
		"loong64",     "mips",     "mips64",  "mips64le", "mipsle",  "nacl",
		"netbsd",      "openbsd",  "plan9",   "ppc64",    "ppc64le", "riscv64",
		"s390x",       "solaris",  "wasip1",  "wasm",     "windows", "zos",
		"bsd",         "default",  "dummy",   "fallback", "generic", "mock",
		"noop",        "nonlinux", "other",   "others",   "stub",    "stubs",
		"unsupported", NULL
	};
	struct text stem = path_stem(path);
	enum platform platform = PLATFORM_ANY;

	if (text_ends(stem, "_test"))
		stem.size -= strlen("_test");
	for (struct text last = take_last(&stem); last.size; last = take_last(&stem)) {
		if (is_one_of(last, others))
			return PLATFORM_FOREIGN;
		if (!is_one_of(last, ours))
			break;
		platform = PLATFORM_LINUX;
	}
	return platform;
}

/* The next run of letters and digits. */
static struct text take_word_of(struct text *path)
{
	struct text word;

	while (path->size && !isalnum((unsigned char)path->data[0])) {
		path->data++;
		path->size--;
	}
	word = (struct text){ path->data, 0 };
	while (word.size < path->size && isalnum((unsigned char)word.data[word.size]))
		word.size++;
	path->data += word.size;
	path->size -= word.size;
	return word;
}

enum platform c_platform(struct text path)
{
	static const char *const ours[] = { "linux", "unix", "posix", NULL };
	static const char *const others[] = { "aix",        "android", "apple", "cygwin",  "darwin",
		                              "emscripten", "freebsd", "haiku", "hpux",    "ios",
		                              "macos",      "macosx",  "mingw", "msvc",    "netbsd",
		                              "openbsd",    "osx",     "qnx",   "solaris", "stub",
		                              "stubs",      "sunos",   "vms",   "wasm",    "win",
		                              "win32",      "windows", "w32",   NULL };
	enum platform platform = PLATFORM_ANY;

	while (path.size) {
		struct text word = take_word_of(&path);

		if (is_one_of(word, others))
			return PLATFORM_FOREIGN;
		if (is_one_of(word, ours))
			platform = PLATFORM_LINUX;
	}
	return platform;
}
