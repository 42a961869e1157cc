/*
 * libgit2 as this process uses it, set up once and before anything is asked of it.
 *
 * It enters its filters without looking whether there is memory for their names: a
 * hook died by a signal, and git refused the commit without a word.  Its memory
 * comes of ours, which ends the run as "bole failed".  Versions from 1.7 on ask for
 * less, in another struct, and keep their own.
 */
#include <stdlib.h>
#include <string.h>

#include <git2/sys/alloc.h>

#include "repo.h"

enum {
	CACHE_MOST = 32 << 20,  /* trees and commits that libgit2 keeps unpacked */
	WINDOW_SIZE = 16 << 20, /* of a pack, mapped at a time */
	MAPPED_MOST = 96 << 20, /* of all packs */
};

#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7

#define FROM const char *file, int line
#define IGNORE_FROM ((void)file, (void)line)

static void *take(size_t size, FROM)
{
	IGNORE_FROM;
	return memory_resize(NULL, size);
}

static void *take_more(void *memory, size_t size, FROM)
{
	IGNORE_FROM;
	return memory_resize(memory, size);
}

/* SIZE_MAX, which nobody has, when the product is too large for a number. */
static size_t size_of_all(size_t count, size_t size)
{
	return size && count > SIZE_MAX / size ? SIZE_MAX : count * size;
}

static void *take_many(size_t count, size_t size, FROM)
{
	return take(size_of_all(count, size), file, line);
}

static void *take_many_more(void *memory, size_t count, size_t size, FROM)
{
	return take_more(memory, size_of_all(count, size), file, line);
}

static void *take_zeroed(size_t count, size_t size, FROM)
{
	IGNORE_FROM;
	return memory_new(size_of_all(count, size));
}

static char *take_part(const char *string, size_t size, FROM)
{
	char *copy = take(size + 1, file, line);

	memcpy(copy, string, size);
	copy[size] = '\0';
	return copy;
}

static char *take_start(const char *string, size_t most, FROM)
{
	return take_part(string, strnlen(string, most), file, line);
}

static char *take_string(const char *string, FROM)
{
	return take_part(string, strlen(string), file, line);
}

static void use_our_memory(void)
{
	git_allocator ours = {
		.gmalloc = take,
		.gcalloc = take_zeroed,
		.gstrdup = take_string,
		.gstrndup = take_start,
		.gsubstrdup = take_part,
		.grealloc = take_more,
		.greallocarray = take_many_more,
		.gmallocarray = take_many,
		.gfree = memory_free,
	};

	git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &ours);
}

#else

static void use_our_memory(void)
{
}

#endif

/*
 * These are settings of the whole process.  No file of settings is left for
 * libgit2 to read but the repository's own: they are git's business, and one
 * that only libgit2 cannot parse must not stop us.
 */
static void configure(void)
{
	static const int levels[] = {
		GIT_CONFIG_LEVEL_PROGRAMDATA,
		GIT_CONFIG_LEVEL_SYSTEM,
		GIT_CONFIG_LEVEL_XDG,
		GIT_CONFIG_LEVEL_GLOBAL,
	};

	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)CACHE_MOST);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)WINDOW_SIZE);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)MAPPED_MOST);
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
}

void library_start(void)
{
	use_our_memory();
	git_libgit2_init();
	configure();
}
