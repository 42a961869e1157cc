/* Folders that bole does not write in, and what it tells instead. */
#include "installing.h"

/* --- where bole does not write ------------------------------------------------------------- */

static void assert_not_written(struct sandbox *sandbox, const char *folder, const char *words)
{
	shell("mkdir -p %s && find %s | xargs stat -c '%%n %%s %%Y %%F' >../before", folder,
	      folder);
	assert_int_equal(run(installs, sandbox), STATUS_UNABLE);
	assert_said(sandbox, words);
	assert_said(sandbox, "bole hook pre-push \"$@\" || exit\n");
	shell("find %s | xargs stat -c '%%n %%s %%Y %%F' | cmp - ../before", folder);
}

static void a_tracked_folder_is_never_written(void **state)
{
	shell("mkdir tools && echo x >tools/pre-commit && chmod +x tools/pre-commit && git add . &&"
	      "git config core.hooksPath tools");
	assert_not_written(*state, "tools", "are tracked");
	shell("printf 'bole hook pre-commit\\n' >tools/pre-commit");
	shell("printf 'bole hook pre-merge-commit\\n' >tools/pre-merge-commit");
	shell("printf 'bole hook pre-push\\n' >tools/pre-push");
	assert_int_equal(run(installs, *state), STATUS_UNABLE);
	assert_said(*state, "git passes over it: make it executable");
	shell("chmod +x tools/pre-*");
	assert_run(installs, *state);
	assert_said(*state, "calls bole already");
	assert_run(uninstalls, *state);
	shell("[ -f tools/pre-push ]");
}

static void a_folder_shared_with_others_is_never_written(void **state)
{
	shell("git config --global core.hooksPath '~/shared'");
	assert_not_written(*state, "../shared", "outside of this repository");
	shell("git config --global --unset core.hooksPath && mkdir ../linked &&"
	      "ln -s ../../linked .git/hooks");
	assert_not_written(*state, "../linked", "outside of this repository");
}

static void husky_is_told_the_line(void **state)
{
	shell("mkdir -p .husky/_ && git config core.hooksPath .husky/_ && touch .husky/_/pre-commit");
	assert_not_written(*state, ".husky", "husky looks after");
	assert_said(*state, "/.husky/pre-push (make it executable)");
	shell("echo 'bole hook pre-commit' >.husky/pre-commit");
	assert_run(tells, *state);
	assert_said(*state, "(husky)");
	assert_said(*state, "  pre-commit: another's, which would call bole, but not executable\n");
	shell("chmod +x .husky/pre-commit");
	assert_run(tells, *state);
	assert_said(*state, "  pre-commit: another's, which calls bole\n");
}

static void a_link_is_never_written_through(void **state)
{
	shell("echo theirs >../theirs && mkdir .git/hooks && ln -s ../../../theirs "
	      ".git/hooks/pre-commit");
	assert_int_equal(run(installs, *state), STATUS_UNABLE);
	assert_said(*state, "symbolic link");
	shell("[ -L .git/hooks/pre-commit ] && [ \"$(cat ../theirs)\" = theirs ] &&"
	      "[ $(ls .git/hooks | wc -l) = 1 ]");
}

static void hooks_that_are_switched_off_are_said_to_be(void **state)
{
	shell("git config core.hooksPath /dev/null");
	assert_int_equal(run(installs, *state), STATUS_UNABLE);
	assert_said(*state, "git runs no hook here");
	assert_run(tells, *state);
	assert_said(*state, "git runs no hook here");
}

static void a_private_folder_in_the_work_tree_is_written(void **state)
{
	shell("mkdir tools && git config core.hooksPath tools");
	assert_run(installs, *state);
	shell("git commit -q --allow-empty -m x");
	assert_log("bole hook pre-commit\n");
	assert_run(uninstalls, *state);
	shell("[ -z \"$(ls -A tools)\" ]");
}

/* --- what is told ----------------------------------------------------------------------------- */

static void each_hook_is_told_as_it_is(void **state)
{
	shell(HOOK("pre-push", "exit 0"));
	assert_run(tells, *state);
	assert_said(*state, "/work/.git/hooks\n");
	assert_said(*state, "  pre-commit: none\n");
	assert_said(*state, "  pre-push: another's, without bole\n");
	assert_run(installs, *state);
	assert_run(tells, *state);
	assert_said(*state, "  pre-commit: bole's\n");
	assert_said(*state, "  pre-push: bole's, after the hook that was there before\n");
	shell("chmod -x .git/hooks/pre-commit");
	assert_run(tells, *state);
	assert_said(*state, "  pre-commit: bole's, but not executable");
	shell("mkdir tools && git config core.hooksPath tools");
	assert_run(tells, *state);
	assert_said(*state, "do not run: core.hooksPath is set");
	assert_run(uninstalls, *state);
	shell("[ $(ls .git/hooks) = pre-push ]");
}

static void hooks_by_setting_are_told(void **state)
{
	shell("git config hook.bole.event pre-commit &&"
	      "git config hook.bole.command '/usr/bin/bole hook pre-commit'");
	assert_run(tells, *state);
	assert_said(*state, "hook.bole.command = /usr/bin/bole hook pre-commit\n");
}

static void paths_are_safe_to_print(void **state)
{
	shell("dir=$(printf 'a\\033[31mb\\nc') && mkdir \"$dir\" && git config core.hooksPath \"$dir\"");
	assert_run(tells, *state);
	assert_null(strchr(((struct sandbox *)*state)->said.data, '\033'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(a_tracked_folder_is_never_written),
		in_sandbox(a_folder_shared_with_others_is_never_written),
		in_sandbox(husky_is_told_the_line),
		in_sandbox(a_link_is_never_written_through),
		in_sandbox(hooks_that_are_switched_off_are_said_to_be),
		in_sandbox(a_private_folder_in_the_work_tree_is_written),
		in_sandbox(each_hook_is_told_as_it_is),
		in_sandbox(hooks_by_setting_are_told),
		in_sandbox(paths_are_safe_to_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
