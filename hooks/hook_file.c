#include "hook_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bole/output.h"

/* A hook is a page or two; what is larger is another's, whatever it says. */
enum { HOOK_MOST = 256 << 10 };

const char *const hook_names[] = { "pre-commit", "pre-merge-commit", "pre-push", NULL };

/* --- what ours says ------------------------------------------------------------------ */

static const char shebang[] = "#!/bin/sh\n";
static const char marker[] = "# bole-hook ";
enum { HASH_DIGITS = 16 };
static const char marker_end[] = ": made by `bole install`, taken away by `bole uninstall`\n";

/* %s: the hook's name, the program. */
static const char script_start[] =
	"# A hook that was here before is kept beside this one as NAME" HOOK_KEPT ".\n"
	"# It runs first; if it refuses, that is the end of it.\n"
	"name='%s'\n"
	"bole=%s\n"
	"\n"
	"case $0 in */*) folder=${0%%/*} ;; *) folder=. ;; esac\n"
	"kept=$folder/$name" HOOK_KEPT "\n"
	"\n"
	"# A hook that the kept one calls may be this one again.\n"
	"here=$(CDPATH='' cd -- \"$folder\" && pwd -P)/$name\n"
	"case :$BOLE_HOOKS: in *:\"$here\":*) exit 0 ;; esac\n"
	"\n"
	"find_bole() {\n"
	"\t[ -f \"$bole\" ] && [ -x \"$bole\" ] && return\n"
	"\tif command -v bole >/dev/null 2>&1; then\n"
	"\t\tbole=bole\n"
	"\telse\n"
	"\t\techo \"bole: NOT JUDGED: $bole is gone and there is no bole in PATH;\" \\\n"
	"\t\t\t\"run 'bole install' again, or remove $here\" >&2\n"
	"\t\texit 0\n"
	"\tfi\n"
	"}\n"
	"\n"
	"# Only 0 and 1 are verdicts; a bole that died must not cost anybody a commit.\n"
	"answer() {\n"
	"\t[ \"$1\" -gt 1 ] || exit \"$1\"\n"
	"\techo \"bole: NOT JUDGED: bole ended with status $1\" >&2\n"
	"\t[ \"$(git config bole.onFailure)\" != reject ] || exit 1\n"
	"\texit 0\n"
	"}\n"
	"\n";

static const char script_commit[] = "if [ -f \"$kept\" ] && [ -x \"$kept\" ]; then\n"
				    "\tBOLE_HOOKS=$BOLE_HOOKS:$here \"$kept\" \"$@\" || exit\n"
				    "fi\n"
				    "find_bole\n"
				    "\"$bole\" hook \"$name\" \"$@\"\n"
				    "answer $?\n";

/* Both are given the same lines, to the byte: the dot saves the last line end. */
static const char script_push[] = "lines=$(cat && echo .)\n"
				  "lines=${lines%.}\n"
				  "tell() {\n"
				  "\tprintf %s \"$lines\" 2>/dev/null\n"
				  "}\n"
				  "if [ -f \"$kept\" ] && [ -x \"$kept\" ]; then\n"
				  "\ttell | BOLE_HOOKS=$BOLE_HOOKS:$here \"$kept\" \"$@\" || exit\n"
				  "fi\n"
				  "find_bole\n"
				  "tell | \"$bole\" hook \"$name\" \"$@\"\n"
				  "answer $?\n";

static void quote_for_shell(struct bytes *out, const char *word)
{
	bytes_add_char(out, '\'');
	for (const char *c = word; *c; c++) {
		if (*c == '\'')
			bytes_add_string(out, "'\\''");
		else
			bytes_add_char(out, *c);
	}
	bytes_add_char(out, '\'');
}

void hook_script(struct bytes *out, const char *name, const char *program)
{
	struct bytes quoted = BYTES_INIT, body = BYTES_INIT;
	bool push = strcmp(name, "pre-push") == 0;

	quote_for_shell(&quoted, program);
	bytes_format(&body, script_start, name, quoted.data);
	bytes_add_string(&body, push ? script_push : script_commit);
	bytes_format(out, "%s%s%016llx%s", shebang, marker,
	             (unsigned long long)text_hash(bytes_text(&body)), marker_end);
	bytes_add_text(out, bytes_text(&body));
	bytes_release(&quoted);
	bytes_release(&body);
}

void hook_line(struct bytes *out, const char *name)
{
	bytes_format(out, "bole hook %s \"$@\" || exit", name);
}

/* --- what a file is -------------------------------------------------------------------- */

static bool is_marked(struct text content)
{
	size_t start = sizeof(shebang) - 1;

	return text_starts(content, shebang) &&
	       text_starts((struct text){ content.data + start, content.size - start }, marker);
}

/* Of any version of bole: the hash on the second line is that of the rest. */
static bool is_unchanged(struct text content)
{
	const size_t start = sizeof(shebang) + sizeof(marker) - 2;
	const char *line_end = memchr(content.data + start, '\n', content.size - start);
	struct text body;
	char *digits_end;

	if (!line_end || line_end - content.data < (ptrdiff_t)(start + HASH_DIGITS))
		return false;
	body = (struct text){ line_end + 1, content.size - (size_t)(line_end + 1 - content.data) };
	return strtoull(content.data + start, &digits_end, 16) == text_hash(body) &&
	       digits_end == content.data + start + HASH_DIGITS;
}

static bool calls_bole(const struct bytes *content, const char *name)
{
	char words[64];
	const char *line = content->size ? content->data : "";

	snprintf(words, sizeof(words), "bole hook %s", name);
	while (*line) {
		const char *end = strchrnul(line, '\n');
		const char *found = strstr(line, words);

		/* A comment only talks about it. */
		if (found && found < end && line[strspn(line, " \t")] != '#')
			return true;
		line = *end ? end + 1 : end;
	}
	return false;
}

static enum hook_kind kind_of(const struct bytes *content, const char *name)
{
	struct text text = bytes_text(content);

	if (is_marked(text))
		return is_unchanged(text) ? HOOK_OURS : HOOK_CHANGED;
	return calls_bole(content, name) ? HOOK_CALLS_US : HOOK_FOREIGN;
}

static enum status content_read(struct hook_file *file, int fd, struct fault *fault)
{
	ssize_t size = 1;

	while (size > 0 && file->content.size < HOOK_MOST) {
		char buffer[8 << 10];

		size = read(fd, buffer, sizeof(buffer));
		if (size < 0 && errno == EINTR)
			size = 1;
		else if (size > 0)
			bytes_add(&file->content, buffer, (size_t)size);
	}
	if (size < 0)
		return fault_set(fault, STATUS_UNABLE, "cannot read %s: %s", file->path.data,
		                 strerror(errno));
	return STATUS_OK;
}

enum status hook_file_read(struct hook_file *file, const char *folder, const char *name,
                           struct fault *fault)
{
	enum status status;
	struct stat st;
	int fd;

	*file = HOOK_FILE_INIT;
	bytes_format(&file->path, "%s/%s", folder, name);
	if (lstat(file->path.data, &st) < 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return STATUS_OK;
		return fault_set(fault, STATUS_UNABLE, "cannot look at %s: %s", file->path.data,
		                 strerror(errno));
	}
	file->kind = S_ISLNK(st.st_mode) ? HOOK_LINK : HOOK_ODD;
	file->executable = access(file->path.data, X_OK) == 0;
	if (!S_ISREG(st.st_mode))
		return STATUS_OK;
	fd = open(file->path.data, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fault_set(fault, STATUS_UNABLE, "cannot open %s: %s", file->path.data,
		                 strerror(errno));
	status = content_read(file, fd, fault);
	close(fd);
	file->kind = kind_of(&file->content, name);
	return status;
}

void hook_file_release(struct hook_file *file)
{
	bytes_release(&file->path);
	bytes_release(&file->content);
	*file = HOOK_FILE_INIT;
}

void say_path(struct bytes *said, const char *before, const char *path, const char *after)
{
	bytes_add_string(said, before);
	safe_for_terminal(said, text_of(path));
	bytes_add_string(said, after);
	bytes_add_char(said, '\n');
}
