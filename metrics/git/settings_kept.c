/*
 * What git answered for its settings, kept beside the store for the next hook: a process for the
 * same answer costs more than half of what git itself does for a small commit.
 *
 * Nothing is parsed here, since only git knows its syntax, includes and conditions.  The answer is
 * kept with a digest of all that it was made of: the files of settings, where they lie and byte for
 * byte, also that one is not there, and which git it was.  git itself says where the file of
 * the whole system lies, and of each setting where it comes from.  Whatever else may bear on the
 * answer is not kept, and git is asked as ever: includes, any GIT_CONFIG_*, another common
 * directory, a file that is not one of those, and a git that is not the one that runs this hook
 * and has put itself first in PATH, since that could be a script that chooses one.
 *
 * The file has a seal, belongs to one user, and holds but the settings that every hook asks for.
 * A link in place of its folder is not followed.
 */
#include "digest.h"
#include "repo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEPT_MOST = 1 << 20, DIGEST_SIZE = GIT_OID_RAWSZ };

static const char kept_magic[] = "bole settings 1\n";

/* Where settings come from without any variable of git's. */
enum source { SYSTEM, XDG, USER, OWN, WORK_TREE, SOURCE_COUNT };

struct sources {
	struct bytes paths[SOURCE_COUNT];
	struct bytes program; /* which git it is */
};

struct kept {
	struct bytes bytes;
	struct text system; /* no text: git does not say where that file lies */
	struct text witness, list;
	bool is_answer; /* false: with these sources git is to be asked each time */
};

bool settings_are_kept(struct text name)
{
	static const char *const names[] = { "core.worktree", "core.bare",
		                             "core.repositoryformatversion" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_is(name, names[i]))
			return true;
	return text_starts(name, "bole.") || text_starts(name, "extensions.");
}

/* --- what it is made of --------------------------------------------------------------- */

extern char **environ;

static bool has_common_dir(const char *git_dir)
{
	struct bytes path = BYTES_INIT;
	struct stat st;
	bool has;

	bytes_format(&path, "%s/commondir", git_dir);
	has = lstat(path.data, &st) == 0 || errno != ENOENT;
	bytes_release(&path);
	return has;
}

static bool is_as_usual(const struct repo *repo)
{
	for (char **entry = environ; entry && *entry; entry++)
		if (text_starts(text_of(*entry), "GIT_CONFIG"))
			return false;
	return environment_value("HOME") && !has_common_dir(repo->plain_dir) &&
	       text_ends(text_of(repo->child.program), "/git-core/git");
}

static void name_program(const struct repo *repo, struct bytes *out)
{
	struct stat st;

	if (stat(repo->child.program, &st) < 0)
		memset(&st, 0, sizeof(st));
	bytes_format(out, "%s %llu %llu %lld %lld.%09ld %lld.%09ld", repo->child.program,
	             (unsigned long long)st.st_dev, (unsigned long long)st.st_ino,
	             (long long)st.st_size, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
	             (long long)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
}

/* All but that of the system, which git alone knows. */
static void sources_init(struct sources *sources, const struct repo *repo, const char *git_dir)
{
	const char *home = environment_value("HOME"), *xdg = environment_value("XDG_CONFIG_HOME");

	*sources = (struct sources){ 0 };
	name_program(repo, &sources->program);
	bytes_format(&sources->paths[XDG], "%s%s/git/config", xdg ? xdg : home,
	             xdg ? "" : "/.config");
	bytes_format(&sources->paths[USER], "%s/.gitconfig", home);
	bytes_format(&sources->paths[OWN], "%s/config", git_dir);
	bytes_format(&sources->paths[WORK_TREE], "%s/config.worktree", git_dir);
}

static void sources_release(struct sources *sources)
{
	for (int i = 0; i < SOURCE_COUNT; i++)
		bytes_release(&sources->paths[i]);
	bytes_release(&sources->program);
}

/* False when it is no file, larger than makes sense, or changes meanwhile. */
static bool read_whole(int fd, struct bytes *out)
{
	struct stat st;
	ssize_t size = 0;

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > KEPT_MOST)
		return false;
	bytes_reserve(out, (size_t)st.st_size + 1);
	do {
		out->size += (size_t)size;
		size = read(fd, out->data + out->size, (size_t)st.st_size + 1 - out->size);
	} while (size > 0 && out->size + (size_t)size <= (size_t)st.st_size);
	out->data[out->size] = '\0';
	return size == 0 && out->size == (size_t)st.st_size;
}

static void digest_add_part(struct digest *digest, struct text part)
{
	struct bytes framed = BYTES_INIT;

	wire_put_text(&framed, part);
	digest_add(digest, bytes_text(&framed));
	bytes_release(&framed);
}

/* False when nobody can say what git makes of it. */
static bool digest_add_file(struct digest *digest, const char *path)
{
	struct bytes content = BYTES_INIT;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	bool absent = fd < 0 && (errno == ENOENT || errno == ENOTDIR);
	bool whole = fd >= 0 && read_whole(fd, &content);

	digest_add_part(digest, text_of(path));
	digest_add_part(digest, absent ? TEXT("absent") : whole ? TEXT("whole") : TEXT("broken"));
	if (whole)
		digest_add_part(digest, bytes_text(&content));
	if (fd >= 0)
		close(fd);
	bytes_release(&content);
	return absent || whole;
}

static bool sources_look(const struct sources *sources, struct object_id *witness)
{
	struct digest digest;
	bool known = sources->paths[SYSTEM].size > 0;

	digest_init(&digest, DIGEST_SIZE);
	digest_add_part(&digest, bytes_text(&sources->program));
	for (int i = 0; i < SOURCE_COUNT; i++)
		if (sources->paths[i].size && !digest_add_file(&digest, sources->paths[i].data))
			known = false;
	*witness = digest_end(&digest);
	return known;
}

/* --- the file ------------------------------------------------------------------------- */

static struct object_id seal_of(struct text sealed)
{
	struct digest digest;

	digest_init(&digest, DIGEST_SIZE);
	digest_add(&digest, sealed);
	return digest_end(&digest);
}

static bool kept_parse(struct kept *kept)
{
	struct text rest = bytes_text(&kept->bytes);
	size_t before = sizeof(kept_magic) - 1 + DIGEST_SIZE;
	struct object_id seal;
	struct wire wire;

	if (!text_starts(rest, kept_magic) || rest.size < before)
		return false;
	rest = (struct text){ rest.data + before, rest.size - before };
	seal = seal_of(rest);
	if (memcmp(seal.bytes, rest.data - DIGEST_SIZE, DIGEST_SIZE) != 0)
		return false;
	wire = wire_open(rest);
	kept->system = wire_get_text(&wire);
	kept->witness = wire_get_text(&wire);
	kept->is_answer = wire_get(&wire);
	kept->list = wire_get_text(&wire);
	return !wire.broken && kept->witness.size == DIGEST_SIZE;
}

/* Nobody else's: it is believed. */
static bool kept_open(struct kept *kept, int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	bool ours = fd >= 0 && fstat(fd, &st) == 0 && st.st_uid == geteuid() &&
	            !(st.st_mode & (S_IWGRP | S_IWOTH)) && read_whole(fd, &kept->bytes);

	if (fd >= 0)
		close(fd);
	return ours && kept_parse(kept);
}

/* Two who do so at once may spoil each other's, which the seal tells. */
static bool write_new(int folder, const char *name, struct text bytes)
{
	bool written;
	int fd;

	unlinkat(folder, name, 0);
	fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	written = write(fd, bytes.data, bytes.size) == (ssize_t)bytes.size;
	return close(fd) == 0 && written;
}

static void kept_write(int folder, const char *name, const struct kept *kept)
{
	struct bytes sealed = BYTES_INIT, whole = BYTES_INIT, fresh = BYTES_INIT;
	struct object_id seal;

	wire_put_text(&sealed, kept->system);
	wire_put_text(&sealed, kept->witness);
	wire_put(&sealed, kept->is_answer);
	wire_put_text(&sealed, kept->list);
	seal = seal_of(bytes_text(&sealed));
	bytes_add(&whole, kept_magic, sizeof(kept_magic) - 1);
	bytes_add(&whole, seal.bytes, DIGEST_SIZE);
	bytes_add_text(&whole, bytes_text(&sealed));
	bytes_format(&fresh, "%s.new", name);
	if (!write_new(folder, fresh.data, bytes_text(&whole)) ||
	    renameat(folder, fresh.data, folder, name) < 0)
		unlinkat(folder, fresh.data, 0);
	bytes_release(&fresh);
	bytes_release(&whole);
	bytes_release(&sealed);
}

/* --- asking git ----------------------------------------------------------------------- */

static struct text up_to(struct text text, char end)
{
	const char *found = text.size ? memchr(text.data, end, text.size) : NULL;

	return found ? (struct text){ text.data, (size_t)(found - text.data) } : TEXT("");
}

/* git names the file with its first setting, or complains that it is not there. */
static struct text system_in(const struct git_answer *answer)
{
	static const char origin[] = "file:/", unread[] = "unable to read config file '/";
	struct text said = answer->exit_status ? git_complaint(answer) : bytes_text(&answer->out);
	size_t prefix = (answer->exit_status ? sizeof(unread) : sizeof(origin)) - 2;

	if (!text_starts(said, answer->exit_status ? unread : origin))
		return TEXT("");
	said = (struct text){ said.data + prefix, said.size - prefix };
	return up_to(said, answer->exit_status ? '\'' : '\0');
}

static enum status ask_system(struct repo *repo, struct bytes *path, struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("config", "-z", "--show-origin", "--system", "--list"),
		.most = SETTINGS_MOST,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status)
		bytes_add_text(path, system_in(&answer));
	git_answer_release(&answer);
	return status;
}

static bool is_source(const struct sources *sources, struct text origin)
{
	if (!text_starts(origin, "file:"))
		return false;
	origin = (struct text){ origin.data + strlen("file:"), origin.size - strlen("file:") };
	for (int i = 0; i < SOURCE_COUNT; i++)
		if (text_equal(origin, bytes_text(&sources->paths[i])))
			return true;
	return false;
}

/* We are the command line, with one setting; includes are settings as well. */
static bool is_known(const struct sources *sources, struct text origin, struct text setting)
{
	if (text_starts(setting, "include.") || text_starts(setting, "includeif."))
		return false;
	return is_source(sources, origin) ||
	       (text_is(origin, "command line:") && text_starts(setting, "core.fsmonitor\n"));
}

/* "ORIGIN\0NAME\nVALUE\0" each; false when the answer cannot be kept. */
static bool choose_kept(const struct sources *sources, struct text told, struct bytes *list)
{
	while (told.size) {
		struct text origin = text_of(told.data), setting;

		if (origin.size >= told.size)
			return false;
		setting = text_of(told.data + origin.size + 1);
		if (origin.size + setting.size + 2 > told.size ||
		    !is_known(sources, origin, setting))
			return false;
		if (settings_are_kept(up_to(setting, '\n').size ? up_to(setting, '\n') : setting))
			bytes_add(list, setting.data, setting.size + 1);
		told.data += origin.size + setting.size + 2;
		told.size -= origin.size + setting.size + 2;
	}
	return true;
}

/* False when git did not answer: that says nothing about the next time. */
static bool ask_kept(struct repo *repo, const struct sources *sources, struct kept *kept,
                     struct bytes *list)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("config", "-z", "--show-origin", "--list"),
		.most = SETTINGS_MOST,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct fault ignored;
	bool answers = git_ask(&repo->child, &question, &answer, &ignored) == STATUS_OK &&
	               !answer.exit_status;

	kept->is_answer = answers && choose_kept(sources, bytes_text(&answer.out), list) &&
	                  list->size < KEPT_MOST / 2;
	kept->list = bytes_text(list);
	git_answer_release(&answer);
	return answers;
}

/* --- for settings.c -------------------------------------------------------------------- */

static void name_kept(struct bytes *name)
{
	bytes_format(name, "settings-%lu", (unsigned long)geteuid());
}

/* -1: it is not there, or no folder. */
static int folder_open(const char *git_dir)
{
	struct bytes path = BYTES_INIT;
	int folder;

	bytes_format(&path, "%s/bole", git_dir);
	folder = open(path.data, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bytes_release(&path);
	return folder;
}

/* Is it the answer to what lies there now? */
static bool kept_holds(const struct kept *kept, const struct repo *repo)
{
	struct sources sources;
	struct object_id witness;
	bool holds;

	sources_init(&sources, repo, repo->plain_dir);
	bytes_add_text(&sources.paths[SYSTEM], kept->system);
	sources_look(&sources, &witness); /* an answer's were known, or these are not the same */
	holds = memcmp(witness.bytes, kept->witness.data, DIGEST_SIZE) == 0;
	sources_release(&sources);
	return holds;
}

bool settings_kept_read(struct repo *repo)
{
	struct kept kept = { 0 };
	struct bytes name = BYTES_INIT;
	bool holds;
	int folder;

	if (!repo->plain_dir || !is_as_usual(repo) || (folder = folder_open(repo->plain_dir)) < 0)
		return false;
	name_kept(&name);
	holds = kept_open(&kept, folder, name.data) && kept_holds(&kept, repo);
	repo->settings_to_keep = !holds;
	if (holds && kept.is_answer) {
		bytes_add_text(&repo->settings, kept.list);
		repo->settings_partial = true;
	}
	close(folder);
	bytes_release(&kept.bytes);
	bytes_release(&name);
	return repo->settings_partial;
}

/* Whoever changes one of the sources meanwhile makes the answer one to neither. */
static bool kept_ask(struct kept *kept, struct repo *repo, struct sources *sources,
                     struct bytes *list, struct object_id *witness)
{
	struct object_id before;
	struct fault ignored;
	bool known;

	if (ask_system(repo, &sources->paths[SYSTEM], &ignored) != STATUS_OK)
		return false;
	known = sources_look(sources, &before);
	if (!ask_kept(repo, sources, kept, list))
		return false;
	kept->is_answer = sources_look(sources, witness) && known && kept->is_answer;
	kept->system = bytes_text(&sources->paths[SYSTEM]);
	kept->witness = (struct text){ (const char *)witness->bytes, DIGEST_SIZE };
	return object_id_compare(&before, witness) == 0;
}

void settings_kept_renew(struct repo *repo)
{
	struct kept kept = { 0 };
	struct sources sources;
	struct bytes name = BYTES_INIT, list = BYTES_INIT;
	struct object_id witness;
	int folder;

	if (!repo->settings_to_keep || (folder = folder_open(repo->plain_dir)) < 0)
		return;
	repo->settings_to_keep = false;
	sources_init(&sources, repo, repo->plain_dir);
	name_kept(&name);
	if (kept_ask(&kept, repo, &sources, &list, &witness))
		kept_write(folder, name.data, &kept);
	close(folder);
	bytes_release(&list);
	bytes_release(&name);
	sources_release(&sources);
}
