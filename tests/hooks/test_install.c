/* Hooks set up and taken away, alone and beside others; git itself runs them. */
#include "installing.h"

/* --- by themselves ---------------------------------------------------------------------- */

static void installed_hooks_run_at_commit_merge_and_push(void **state)
{
	assert_run(installs, *state);
	shell("echo two >a.c && git commit -q -a -m second");
	assert_log("bole hook pre-commit\n");
	shell("git checkout -q -b side HEAD~1 && echo s >s.c && git add . && git commit -q -m s &&"
	      "git checkout -q main");
	assert_log("bole hook pre-commit\n");
	shell("git merge -q -m merge side");
	assert_log("bole hook pre-merge-commit\n");
	shell("git push -q origin main 2>/dev/null && tail -n 1 ../log | grep -qx "
	      "\"refs/heads/main $(git rev-parse main) refs/heads/main 0*\" &&"
	      "[ $(wc -l <../log) = 2 ] && head -n 1 ../log | grep -qx 'bole hook pre-push origin .*'");
}

static void a_rejection_stops_the_commit(void **state)
{
	assert_run(installs, *state);
	setenv("VERDICT", "1", 1);
	assert_int_not_equal(shell_status("git commit -q --allow-empty -m x"), 0);
	assert_int_not_equal(shell_status("git push -q origin main 2>/dev/null"), 0);
	unsetenv("VERDICT");
	shell("[ $(git rev-list --count HEAD) = 1 ] && [ -z \"$(git ls-remote ../remote)\" ]");
}

static void installing_twice_changes_nothing(void **state)
{
	assert_run(installs, *state);
	shell("stat -c '%%n %%i %%Y %%Z %%a' .git/hooks/* >../before");
	assert_run(installs, *state);
	assert_said(*state, "is there already");
	shell("stat -c '%%n %%i %%Y %%Z %%a' .git/hooks/* | cmp - ../before");
}

static void another_program_path_brings_the_hook_up_to_date(void **state)
{
	struct sandbox *sandbox = *state;

	assert_run(installs, sandbox);
	shell("cp \"../it's bole\" ../other");
	snprintf(sandbox->program, sizeof(sandbox->program), "%s/other", sandbox->folder);
	assert_run(installs, sandbox);
	assert_said(sandbox, "brought up to date");
	shell("grep -q /other .git/hooks/pre-commit && [ $(ls .git/hooks | wc -l) = 3 ]");
}

static void uninstalling_leaves_nothing(void **state)
{
	assert_run(installs, *state);
	assert_run(uninstalls, *state);
	assert_said(*state, "removed: ");
	shell("[ -z \"$(ls -A .git/hooks)\" ]");
	assert_run(uninstalls, *state);
	assert_said(*state, "there is no hook of bole here");
}

static void a_program_that_is_gone_is_looked_for_in_path_and_then_missed_aloud(void **state)
{
	assert_run(installs, *state);
	shell("mkdir ../bin && mv \"../it's bole\" ../bin/bole &&"
	      "PATH=$HOME/bin:$PATH git commit -q --allow-empty -m x");
	assert_log("bole hook pre-commit\n");
	shell("rm ../bin/bole && git commit -q --allow-empty -m y 2>../err &&"
	      "[ $(wc -l <../err) = 1 ] && grep -q 'NOT JUDGED' ../err");
	assert_run(tells, *state);
	assert_said(*state, "the program it names is gone");
}

static void hooks_of_a_linked_worktree_are_the_repository_s(void **state)
{
	shell("git worktree add -q -b side ../tree");
	assert_int_equal(chdir("../tree"), 0);
	assert_run(installs, *state);
	shell("git commit -q --allow-empty -m x && [ -x ../work/.git/hooks/pre-commit ]");
	assert_log("bole hook pre-commit\n");
	assert_int_equal(chdir("../work"), 0);
}

/* --- beside others ------------------------------------------------------------------------- */

static void a_foreign_hook_runs_first_and_comes_back_byte_for_byte(void **state)
{
	shell(HOOK("pre-commit", "echo foreign $# >>$HOME/log")
	              HOOK("pre-push", "{ echo foreign \"$1\"; cat; } >>$HOME/log; exit 0"));
	shell("chmod 751 .git/hooks/pre-commit && cp -a .git/hooks ../before");
	assert_run(installs, *state);
	assert_said(*state, "runs first");
	shell("git commit -q --allow-empty -m x");
	assert_log("foreign 0\nbole hook pre-commit\n");

	shell("git push -q origin main && line=\"refs/heads/main $(git rev-parse main) "
	      "refs/heads/main $(printf %%040d 0)\" && printf \"foreign origin\\n$line\\n"
	      "bole hook pre-push origin ../remote\\n$line\\n\" | cmp - ../log && rm ../log");
	/* Nothing to push: nothing on standard input, for either. */
	shell("git push -q origin main");
	assert_log("foreign origin\nbole hook pre-push origin ../remote\n");

	assert_run(installs, *state);
	assert_run(uninstalls, *state);
	assert_said(*state, "put back as it was");
	shell("diff -r ../before .git/hooks && [ $(stat -c %%a .git/hooks/pre-commit) = 751 ]");
}

static void the_refusal_of_a_foreign_hook_is_final(void **state)
{
	shell(HOOK("pre-commit", "exit 7") HOOK("pre-push", "exit 7"));
	assert_run(installs, *state);
	assert_int_equal(shell_status(".git/hooks/pre-commit"), 7);
	assert_int_equal(shell_status("echo x | .git/hooks/pre-push a b"), 7);
	assert_log("");
}

static void a_foreign_hook_that_reads_nothing_does_no_harm(void **state)
{
	shell(HOOK("pre-push", "exit 0"));
	assert_run(installs, *state);
	shell("seq 1 100000 | .git/hooks/pre-push a b 2>../err && [ ! -s ../err ] &&"
	      "{ echo bole hook pre-push a b; seq 1 100000; } | cmp - ../log && rm ../log");
	/* Nor one whose reader is gone before it has written. */
	shell("printf '#!/bin/sh\\nexit 1\\n' >\"../it's bole\"");
	assert_int_equal(shell_status("seq 1 100000 | .git/hooks/pre-push a b"), 1);
}

static void a_foreign_hook_that_git_passes_over_is_passed_over(void **state)
{
	shell(HOOK("pre-commit", "exit 1") "chmod -x .git/hooks/pre-commit");
	assert_run(installs, *state);
	shell("git commit -q --allow-empty -m x");
	assert_log("bole hook pre-commit\n");
	assert_run(uninstalls, *state);
	shell("[ -f .git/hooks/pre-commit ] && [ ! -x .git/hooks/pre-commit ]");
}

static void a_hook_that_leads_back_to_ours_ends(void **state)
{
	/* As if another manager had moved ours aside and called it, and we it. */
	shell(HOOK("pre-commit", "echo other >>$HOME/log; exec \"$0.old\" \"$@\""));
	assert_run(installs, *state);
	shell("sed 's/x/x/' .git/hooks/pre-commit >.git/hooks/pre-commit.bole-kept.old &&"
	      "chmod +x .git/hooks/pre-commit.bole-kept.old");
	shell("timeout 10 git commit -q --allow-empty -m x");
	assert_log("other\nbole hook pre-commit\n");
	shell("printf '#!/bin/sh\\nexec .git/hooks/pre-commit\\n' "
	      ">.git/hooks/pre-commit.bole-kept && timeout 10 git commit -q --allow-empty -m y");
	assert_log("bole hook pre-commit\n");
}

static void a_hook_that_calls_bole_already_is_left_alone(void **state)
{
	shell(HOOK("pre-commit", "exec bole hook pre-commit"));
	shell("cp -a .git/hooks/pre-commit ../before");
	assert_run(installs, *state);
	assert_said(*state, "calls bole already");
	shell("cmp ../before .git/hooks/pre-commit && [ -x .git/hooks/pre-push ]");
	assert_run(uninstalls, *state);
	shell("cmp ../before .git/hooks/pre-commit && [ ! -e .git/hooks/pre-push ]");
}

static void a_hook_that_would_call_bole_and_does_not_run_is_told_of(void **state)
{
	shell(HOOK("pre-commit", "exec bole hook pre-commit") "chmod -x .git/hooks/pre-commit");
	assert_int_equal(run(installs, *state), STATUS_UNABLE);
	assert_said(*state, "git passes over it: make it executable");
	shell("[ $(ls .git/hooks | wc -l) = 1 ] && chmod +x .git/hooks/pre-commit");
	assert_run(installs, *state);
	assert_said(*state, "calls bole already");
}

static void a_hook_of_ours_that_was_edited_is_left_alone(void **state)
{
	assert_run(installs, *state);
	shell("echo '# mine' >>.git/hooks/pre-commit && cp .git/hooks/pre-commit ../before");
	assert_int_equal(run(installs, *state), STATUS_UNABLE);
	assert_said(*state, "changed by hand");
	assert_int_equal(run(uninstalls, *state), STATUS_UNABLE);
	assert_said(*state, "left as it is");
	shell("cmp ../before .git/hooks/pre-commit && [ ! -e .git/hooks/pre-push ]");
}

static void a_hook_over_ours_is_not_lost(void **state)
{
	shell(HOOK("pre-commit", "exit 0"));
	assert_run(installs, *state);
	shell(HOOK("pre-commit", "exit 1") "rm .git/hooks/pre-push && cp -a .git/hooks ../before");
	assert_int_equal(run(installs, *state), STATUS_UNABLE);
	assert_said(*state, "set up over bole's");
	shell("diff -r ../before .git/hooks");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(installed_hooks_run_at_commit_merge_and_push),
		in_sandbox(a_rejection_stops_the_commit),
		in_sandbox(installing_twice_changes_nothing),
		in_sandbox(another_program_path_brings_the_hook_up_to_date),
		in_sandbox(uninstalling_leaves_nothing),
		in_sandbox(a_program_that_is_gone_is_looked_for_in_path_and_then_missed_aloud),
		in_sandbox(hooks_of_a_linked_worktree_are_the_repository_s),
		in_sandbox(a_foreign_hook_runs_first_and_comes_back_byte_for_byte),
		in_sandbox(the_refusal_of_a_foreign_hook_is_final),
		in_sandbox(a_foreign_hook_that_reads_nothing_does_no_harm),
		in_sandbox(a_foreign_hook_that_git_passes_over_is_passed_over),
		in_sandbox(a_hook_that_leads_back_to_ours_ends),
		in_sandbox(a_hook_that_calls_bole_already_is_left_alone),
		in_sandbox(a_hook_that_would_call_bole_and_does_not_run_is_told_of),
		in_sandbox(a_hook_of_ours_that_was_edited_is_left_alone),
		in_sandbox(a_hook_over_ours_is_not_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
