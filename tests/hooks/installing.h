/*
 * A repository to install hooks in, and a program for them to call: a script
 * that tells how it was called.  For one test, removed after it.
 */
#ifndef TESTS_HOOKS_INSTALLING_H
#define TESTS_HOOKS_INSTALLING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hooks/install.h"

#define UNUSED __attribute__((unused))

/* The exit status of a shell script that runs in the current folder. */
static UNUSED int PRINTF_LIKE(1, 2) shell_status(const char *format, ...)
{
	char words[8192] = "set -e\n";
	va_list arguments;
	int state = -1;
	pid_t child;

	va_start(arguments, format);
	vsnprintf(words + strlen(words), sizeof(words) - strlen(words), format, arguments);
	va_end(arguments);
	child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", words, (char *)NULL);
		_exit(127);
	}
	waitpid(child, &state, 0);
	return WIFEXITED(state) ? WEXITSTATUS(state) : 128;
}

#define shell(...) assert_int_equal(shell_status(__VA_ARGS__), 0)

struct sandbox {
	char folder[64];
	char program[96];
	struct bytes said;
	struct fault fault;
};

/* What a hook that runs these tests has in its environment. */
static const char *const leaking[] = {
	"GIT_DIR",          "GIT_INDEX_FILE",        "GIT_WORK_TREE",     "GIT_PREFIX",
	"GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_GLOBAL", "BOLE_HOOKS",
};

/* In $HOME: the repository "work", a bare "remote", and the program "bo le". */
static UNUSED int enter(void **state)
{
	struct sandbox *sandbox = memory_new(sizeof(*sandbox));

	*sandbox = (struct sandbox){ "/tmp/bole-hooks-XXXXXX", "", BYTES_INIT, { 0 } };
	*state = sandbox;
	if (!mkdtemp(sandbox->folder) || chdir(sandbox->folder) < 0)
		return -1;
	snprintf(sandbox->program, sizeof(sandbox->program), "%s/it's bole", sandbox->folder);
	for (size_t i = 0; i < sizeof(leaking) / sizeof(leaking[0]); i++)
		unsetenv(leaking[i]);
	setenv("HOME", sandbox->folder, 1);
	setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	shell("git config --global user.name A && git config --global user.email a@example.org &&"
	      "git config --global init.defaultBranch main && git init -q --bare remote &&"
	      "git init -q work && cd work && rm -rf .git/hooks && echo one >a.c && git add . &&"
	      "git commit -q -m first && git remote add origin ../remote");
	shell("printf '#!/bin/sh\\n{ echo \"bole $*\"; [ $2 != pre-push ] || cat; } >>$HOME/log\\n"
	      "exit ${VERDICT:-0}\\n' >\"it's bole\" && chmod +x \"it's bole\"");
	return chdir("work");
}

static UNUSED int leave(void **state)
{
	struct sandbox *sandbox = *state;

	if (chdir("/") == 0)
		shell("chmod -R u+w '%s'; rm -rf '%s'", sandbox->folder, sandbox->folder);
	bytes_release(&sandbox->said);
	memory_free(sandbox);
	return 0;
}

typedef enum status does(struct repo *repo, struct sandbox *sandbox);

static UNUSED enum status installs(struct repo *repo, struct sandbox *sandbox)
{
	return hooks_install(repo, sandbox->program, &sandbox->said, &sandbox->fault);
}

static UNUSED enum status uninstalls(struct repo *repo, struct sandbox *sandbox)
{
	return hooks_uninstall(repo, &sandbox->said, &sandbox->fault);
}

static UNUSED enum status tells(struct repo *repo, struct sandbox *sandbox)
{
	return hooks_state(repo, &sandbox->said, &sandbox->fault);
}

/* Opens the repository here, and leaves in `said` what was told. */
static UNUSED enum status run(does *what, struct sandbox *sandbox)
{
	struct repo *repo;
	enum status status;

	bytes_clear(&sandbox->said);
	bytes_add_string(&sandbox->said, "");
	status = repo_open(&repo, &(struct repo_place){ 0 }, &sandbox->fault);
	if (status)
		fail_msg("repo_open: %s", sandbox->fault.text);
	status = what(repo, sandbox);
	repo_close(repo);
	return status;
}

static UNUSED void assert_run(does *what, struct sandbox *sandbox)
{
	if (run(what, sandbox) != STATUS_OK)
		fail_msg("%s\n%s", sandbox->fault.text, sandbox->said.data);
}

static UNUSED void assert_said(const struct sandbox *sandbox, const char *words)
{
	if (!strstr(sandbox->said.data, words))
		fail_msg("'%s' does not say '%s'", sandbox->said.data, words);
}

/* What the program and other hooks have written since. */
static UNUSED void assert_log(const char *expected)
{
	char found[4096] = "";
	FILE *log = fopen("../log", "r");

	if (log) {
		found[fread(found, 1, sizeof(found) - 1, log)] = '\0';
		fclose(log);
	}
	unlink("../log");
	assert_string_equal(found, expected);
}

/* A script as a hook of somebody else. */
#define HOOK(name, words) \
	"mkdir -p .git/hooks && printf '#!/bin/sh\\n" words "\\n' >.git/hooks/" name \
	" && chmod 755 .git/hooks/" name "\n"

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, enter, leave)

#endif
