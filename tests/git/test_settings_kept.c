/*
 * Settings that a hook knows without asking git are those that git would tell.
 *
 * git is a script here that counts how often it is called, and stands where a
 * hook finds git: first in PATH, in a folder "git-core".
 */
#include "sandbox.h"

#include <sys/stat.h>

static enum status collect(void *context, struct text name, struct text value, struct fault *fault)
{
	(void)fault;
	bytes_format(context, "%.*s=%.*s; ", (int)name.size, name.data, (int)value.size,
	             value.data);
	return STATUS_OK;
}

static void variable_to(const char *name, const char *folder, const char *below)
{
	struct bytes value = BYTES_INIT;

	bytes_format(&value, "%s%s", folder, below);
	setenv(name, value.data, 1);
	bytes_release(&value);
}

/* A repository as a hook finds it, with settings of all kinds of places and a store's folder. */
static void make_hooked(void **state)
{
	const char *folder = ((struct sandbox *)*state)->folder;
	struct bytes path = BYTES_INIT;

	make_repository();
	unsetenv("GIT_CONFIG_NOSYSTEM");
	unsetenv("GIT_CONFIG_GLOBAL");
	variable_to("HOME", folder, "/home");
	variable_to("XDG_CONFIG_HOME", folder, "/xdg");
	shell("real=$(git --exec-path)/git && mkdir home xdg xdg/git git-core .git/bole &&"
	      "printf '#!/bin/sh\\necho $* >>%s/calls\\n"
	      "export GIT_CONFIG_SYSTEM=%s/system\\nexec %%s \"$@\"\\n' $real >git-core/git &&"
	      "chmod +x git-core/git && git config bole.own 1 &&"
	      "git config -f home/.gitconfig bole.user 2",
	      folder, folder);
	bytes_format(&path, "%s/git-core:%s", folder, getenv("PATH"));
	setenv("PATH", path.data, 1);
	bytes_release(&path);
}

/* What a hook is told, and what else it may ask for. */
static void tell_all(const struct repo_place *place, struct bytes *told)
{
	struct bytes value = BYTES_INIT;
	struct fault fault = { 0 };
	struct repo *repo;

	bytes_clear(told);
	bytes_add_string(told, "");
	if (repo_open(&repo, place, &fault) != STATUS_OK) {
		bytes_format(told, "%d: %s", fault.status, fault.text);
		return;
	}
	if (repo_settings(repo, collect, told, &fault) != STATUS_OK)
		fail_msg("%s", fault.text);
	assert_int_equal(repo_settings_under(repo, "extensions.", collect, told, &fault),
	                 STATUS_OK);
	if (repo_setting(repo, "Core.Bare", &value, &fault) == STATUS_OK)
		bytes_format(told, "bare: %s; ", value.data);
	bytes_release(&value);
	repo_close(repo);
}

static int calls(void)
{
	FILE *file = fopen("calls", "r");
	int count = 0;

	for (int c; file && (c = getc(file)) != EOF;)
		count += c == '\n';
	if (file)
		fclose(file);
	remove("calls");
	return count;
}

/* Opens it as a hook: tells what git would, and returns how often git was called. */
static int hook_opens(void)
{
	struct bytes told = BYTES_INIT, expected = BYTES_INIT;
	int count;

	unsetenv("GIT_INDEX_FILE");
	tell_all(&(struct repo_place){ 0 }, &expected);
	calls();
	setenv("GIT_INDEX_FILE", ".git/index", 1);
	tell_all(&(struct repo_place){ .from_hook = true }, &told);
	count = calls();
	assert_string_equal(told.data, expected.data);
	bytes_release(&told);
	bytes_release(&expected);
	return count;
}

static void assert_kept(void)
{
	assert_true(hook_opens() > 0);
	assert_int_equal(hook_opens(), 0);
	assert_int_equal(hook_opens(), 0);
}

/* Asked each time, and for nothing but the answer. */
static void assert_not_kept(void)
{
	hook_opens();
	assert_int_equal(hook_opens(), 1);
	assert_int_equal(hook_opens(), 1);
}

static void an_answer_is_kept(void **state)
{
	struct stat st;

	make_hooked(state);
	assert_kept();
	shell("grep -q own .git/bole/settings-*");
	assert_int_equal(stat(".git/bole/settings-0", &st) == 0 ? st.st_mode & 077 : 0, 0);
}

static void each_place_of_settings_is_looked_at(void **state)
{
	static const char *const changes[] = {
		"git config bole.own 2",
		"git config --add bole.own 3",
		"git config bole.flag '' && printf '[bole]\\n\\tbare\\n' >>.git/config",
		"git config -f home/.gitconfig bole.user 3",
		"git config -f xdg/git/config bole.xdg 4",
		"git config -f system bole.system 5",
		"git config -f system bole.system 6",
		"rm system",
		": >home/.gitconfig",
		"rm home/.gitconfig xdg/git/config",
		"git config extensions.worktreeConfig true && git config --worktree bole.tree 1",
		"git config --worktree bole.tree 2",
		"git config core.repositoryFormatVersion 1 && git config extensions.noop 1",
		"printf '\\n; the same\\n' >>.git/config",
		"sed -i s/own/one/ .git/config && touch -d '2001-01-01' .git/config",
	};

	make_hooked(state);
	assert_kept();
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		shell("%s", changes[i]);
		assert_kept();
	}
}

static void variables_that_bear_on_the_answer_are_looked_at(void **state)
{
	const char *folder = ((struct sandbox *)*state)->folder;

	make_hooked(state);
	assert_kept();
	shell("mkdir -p other .config/git && git config -f other/.gitconfig bole.other 1 &&"
	      "git config -f .config/git/config bole.hidden 1");
	variable_to("HOME", folder, "/other");
	assert_kept();
	variable_to("HOME", folder, "");
	unsetenv("XDG_CONFIG_HOME");
	assert_kept();
	variable_to("XDG_CONFIG_HOME", folder, "/nowhere");
	assert_kept();
	shell("echo '# another one' >>git-core/git");
	assert_kept();
}

static void includes_are_asked_for_each_time(void **state)
{
	static const char *const includes[] = {
		"include.path",
		"includeIf.gitdir:**.path",
		"includeIf.gitdir/i:**.path",
		"includeIf.onbranch:main.path",
		"includeIf.hasconfig:remote.*.url:https://**.path",
	};

	make_hooked(state);
	shell("git config -f more bole.more 1");
	for (size_t i = 0; i < sizeof(includes) / sizeof(includes[0]); i++) {
		shell("git config '%s' ../more", includes[i]);
		assert_not_kept();
		shell("git config -f more bole.more %zu", i);
		assert_int_equal(hook_opens(), 1);
		shell("git config --unset '%s'", includes[i]);
		assert_kept();
	}
	shell("git config -f home/.gitconfig include.path ../more");
	assert_not_kept();
}

static void settings_of_one_command_are_asked_for(void **state)
{
	static const char *const variables[][2] = {
		{ "GIT_CONFIG_PARAMETERS", "'bole.own'='7'" }, { "GIT_CONFIG_COUNT", "0" },
		{ "GIT_CONFIG_GLOBAL", "/dev/null" },          { "GIT_CONFIG_NOSYSTEM", "1" },
		{ "GIT_CONFIG_SYSTEM", "/dev/null" },
	};

	make_hooked(state);
	assert_kept();
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		setenv(variables[i][0], variables[i][1], 1);
		assert_int_equal(hook_opens(), 1);
		assert_int_equal(hook_opens(), 1);
		unsetenv(variables[i][0]);
		assert_int_equal(hook_opens(), 0);
	}
}

static void another_git_than_the_one_of_the_hook_is_asked(void **state)
{
	char *path = getenv("PATH");

	make_hooked(state);
	shell("mkdir bin && cp git-core/git bin/git");
	variable_to("PATH", ((struct sandbox *)*state)->folder, "/bin:/usr/bin:/bin");
	assert_not_kept();
	setenv("PATH", path, 1);
}

static void what_lies_there_instead_is_no_answer(void **state)
{
	static const char *const spoiled[] = {
		"sed -i s/own/one/ .git/bole/settings-*",
		": >.git/bole/settings-$(id -u)",
		"head -c 60 /dev/zero >.git/bole/settings-$(id -u)",
		"f=.git/bole/settings-$(id -u) && head -c 100 $f >cut && chmod 600 cut && mv cut $f",
		"chmod 666 .git/bole/settings-*",
		"mv .git/bole/settings-* elsewhere && ln -s ../../elsewhere .git/bole/settings-$(id -u)",
		"rm .git/bole/settings-*",
	};

	make_hooked(state);
	assert_kept();
	for (size_t i = 0; i < sizeof(spoiled) / sizeof(spoiled[0]); i++) {
		shell("%s", spoiled[i]);
		assert_kept();
	}
	shell("rm .git/bole/settings-* && mkdir .git/bole/settings-$(id -u) && rm -rf .git/bole/*.new");
	assert_true(hook_opens() > 0);
}

static void a_link_in_place_of_its_folder_leads_nowhere(void **state)
{
	make_hooked(state);
	shell("rm -r .git/bole && mkdir elsewhere && echo x >elsewhere/settings-$(id -u) &&"
	      "echo y >elsewhere/settings-$(id -u).new && ln -s ../elsewhere .git/bole");
	assert_int_equal(hook_opens(), 1);
	assert_int_equal(hook_opens(), 1);
	shell("[ \"$(cat elsewhere/*)\" = \"$(printf 'x\\ny')\" ]");
}

static void that_git_did_not_answer_is_not_kept(void **state)
{
	make_hooked(state);
	shell("cp git-core/git whole && sed -i '2i case \"$*\" in *origin*--list) kill -9 $$;; esac' git-core/git");
	assert_true(hook_opens() > 0);
	shell("[ ! -e .git/bole/settings-$(id -u) ] && cp -p whole git-core/git");
	assert_kept();
}

static void nothing_is_made_for_it(void **state)
{
	make_hooked(state);
	shell("rm -r .git/bole");
	assert_int_equal(hook_opens(), 1);
	assert_int_equal(hook_opens(), 1);
	shell("[ ! -e .git/bole ]");
}

static void settings_that_git_cannot_read_are_its_to_refuse(void **state)
{
	make_hooked(state);
	assert_kept();
	shell("echo '[oops' >>home/.gitconfig");
	assert_true(hook_opens() > 0);
	assert_true(hook_opens() > 0);
}

static void another_common_directory_is_asked_for(void **state)
{
	make_hooked(state);
	assert_kept();
	shell("mkdir common && cp -r .git/objects .git/refs common/ && mv .git/config own &&"
	      ": >common/config && echo ../common >.git/commondir");
	assert_not_kept();
	shell("git config bole.common 1");
	assert_not_kept();
	shell("rm .git/commondir && mv own .git/config");
	assert_int_equal(hook_opens(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(an_answer_is_kept),
		in_sandbox(each_place_of_settings_is_looked_at),
		in_sandbox(variables_that_bear_on_the_answer_are_looked_at),
		in_sandbox(includes_are_asked_for_each_time),
		in_sandbox(settings_of_one_command_are_asked_for),
		in_sandbox(another_git_than_the_one_of_the_hook_is_asked),
		in_sandbox(what_lies_there_instead_is_no_answer),
		in_sandbox(a_link_in_place_of_its_folder_leads_nowhere),
		in_sandbox(that_git_did_not_answer_is_not_kept),
		in_sandbox(nothing_is_made_for_it),
		in_sandbox(settings_that_git_cannot_read_are_its_to_refuse),
		in_sandbox(another_common_directory_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
