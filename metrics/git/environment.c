#include "child.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

/* What a caller may have meant for one other call of git. */
static const char *const dropped[] = {
	"GIT_CONFIG",
	"GIT_PREFIX",
	"GIT_INTERNAL_SUPER_PREFIX",
	"GIT_REPLACE_REF_BASE",
	"GIT_LITERAL_PATHSPECS",
	"GIT_GLOB_PATHSPECS",
	"GIT_NOGLOB_PATHSPECS",
	"GIT_ICASE_PATHSPECS",
};

static const struct {
	const char *name, *value;
} fixed[] = {
	{ "LC_ALL", "C" }, /* complaints are recognised by their words */
	{ "GIT_OPTIONAL_LOCKS", "0" },
	{ "GIT_NO_LAZY_FETCH", "1" },
	{ "GIT_ALLOW_PROTOCOL", "none" }, /* lazy fetch in a git that ignores the line above */
	{ "GIT_TERMINAL_PROMPT", "0" },
	/* libgit2 follows neither replacements nor grafts: both must see one history. */
	{ "GIT_NO_REPLACE_OBJECTS", "1" },
	{ "GIT_GRAFT_FILE", "/dev/null" },
};

static bool is_named(const char *entry, const char *name)
{
	size_t size = strlen(name);

	return strncmp(entry, name, size) == 0 && entry[size] == '=';
}

static bool is_dropped(const char *entry)
{
	for (size_t i = 0; i < sizeof(dropped) / sizeof(dropped[0]); i++)
		if (is_named(entry, dropped[i]))
			return true;
	return false;
}

static char *entry_new(const char *name, const char *value)
{
	size_t name_size = strlen(name), value_size = strlen(value);
	char *entry = memory_new(name_size + value_size + 2);

	memcpy(entry, name, name_size);
	entry[name_size] = '=';
	memcpy(entry + name_size + 1, value, value_size);
	return entry;
}

/* Keeps the array NULL-ended. */
static void environment_add(struct environment *environment, char *entry)
{
	environment->entries = array_grow(environment->entries, &environment->capacity,
	                                  environment->count + 1, sizeof(*environment->entries));
	environment->entries[environment->count++] = entry;
	environment->entries[environment->count] = NULL;
}

void environment_set(struct environment *environment, const char *name, const char *value)
{
	for (size_t i = 0; i < environment->count; i++) {
		if (is_named(environment->entries[i], name)) {
			memory_free(environment->entries[i]);
			environment->entries[i] = entry_new(name, value);
			return;
		}
	}
	environment_add(environment, entry_new(name, value));
}

void environment_init(struct environment *environment)
{
	*environment = (struct environment){ 0 };
	for (char **entry = environ; entry && *entry; entry++) {
		size_t size = strlen(*entry) + 1;
		char *copy;

		if (is_dropped(*entry))
			continue;
		copy = memory_new(size);
		memcpy(copy, *entry, size);
		environment_add(environment, copy);
	}
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		environment_set(environment, fixed[i].name, fixed[i].value);
}

void environment_release(struct environment *environment)
{
	for (size_t i = 0; i < environment->count; i++)
		memory_free(environment->entries[i]);
	memory_free(environment->entries);
	*environment = (struct environment){ 0 };
}

const char *environment_value(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static bool is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

bool git_program(struct bytes *path)
{
	const char *folder = environment_value("PATH");

	if (!folder)
		folder = "/usr/local/bin:/usr/bin:/bin";
	while (*folder) {
		size_t size = strcspn(folder, ":");

		bytes_clear(path);
		bytes_add(path, folder, size);
		bytes_add_string(path, "/git");
		if (*folder == '/' && is_program(path->data))
			return true;
		folder += size + (folder[size] == ':');
	}
	return false;
}
