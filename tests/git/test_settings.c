/* Settings as git sees them, and those of a tracked file. */
#include "sandbox.h"

static enum status collect(void *context, struct text name, struct text value, struct fault *fault)
{
	struct bytes *told = context;

	(void)fault;
	bytes_format(told, "%s%.*s=%.*s", told->size ? "; " : "", (int)name.size, name.data,
	             (int)value.size, value.data);
	return STATUS_OK;
}

static void assert_settings(struct repo *repo, const char *expected)
{
	struct bytes told = BYTES_INIT;
	struct fault fault = { 0 };

	bytes_add_string(&told, "");
	if (repo_settings(repo, collect, &told, &fault) != STATUS_OK)
		fail_msg("repo_settings: %s", fault.text);
	assert_string_equal(told.data, expected);
	bytes_release(&told);
}

static void the_strongest_setting_comes_last(void **state)
{
	char global[128];
	struct repo *repo;

	make_repository();
	snprintf(global, sizeof(global), "%s/global", ((struct sandbox *)*state)->folder);
	setenv("GIT_CONFIG_GLOBAL", global, 1);
	shell("git config --global bole.Limit 1 && git config bole.limit 2 &&"
	      "git config bole.Lang.C++.limit '3 #;' && git config other.bole 4 &&"
	      "printf '[bole]\\n\\tloud\\n\\tempty =\\n\\tlines = a\\\\nb\\n' >.git/more &&"
	      "git config include.path more");
	setenv("GIT_CONFIG_COUNT", "1", 1);
	setenv("GIT_CONFIG_KEY_0", "bole.limit", 1);
	setenv("GIT_CONFIG_VALUE_0", "5", 1);
	repo = open_here();
	assert_settings(repo, "limit=1; limit=2; Lang.C++.limit=3 #;; loud=true; empty=; "
	                      "lines=a\nb; limit=5");
	repo_close(repo);
}

static void settings_of_one_work_tree_are_seen_there_only(void **state)
{
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git config extensions.worktreeConfig true && git worktree add -q -b side tree &&"
	      "git -C tree config --worktree bole.limit 7");
	repo = open_place(&(struct repo_place){ .directory = "tree" });
	assert_settings(repo, "limit=7");
	repo_close(repo);
	repo = open_here();
	assert_settings(repo, "");
	repo_close(repo);
}

static void one_setting_is_found_by_its_name_in_any_case(void **state)
{
	struct bytes value = BYTES_INIT;
	struct fault fault;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git config Remote.Origin.URL there && git config user.name a &&"
	      "git config --add user.name b");
	repo = open_here();
	assert_int_equal(repo_setting(repo, "remote.Origin.url", &value, &fault), STATUS_OK);
	assert_string_equal(value.data, "there");
	assert_int_equal(repo_setting(repo, "remote.origin.url", &value, &fault), STATUS_ABSENT);
	assert_int_equal(repo_setting(repo, "USER.name", &value, &fault), STATUS_OK);
	assert_string_equal(value.data, "b");
	assert_int_equal(repo_setting(repo, "user", &value, &fault), STATUS_ABSENT);
	bytes_release(&value);
	repo_close(repo);
}

static enum status stop(void *context, struct text name, struct text value, struct fault *fault)
{
	(void)name;
	(void)value;
	++*(int *)context;
	return fault_set(fault, STATUS_USAGE, "no");
}

static void a_reader_that_objects_is_the_last(void **state)
{
	struct fault fault;
	struct repo *repo;
	int calls = 0;

	(void)state;
	make_repository();
	shell("git config bole.a 1 && git config bole.b 2");
	repo = open_here();
	assert_int_equal(repo_settings(repo, stop, &calls, &fault), STATUS_USAGE);
	assert_int_equal(calls, 1);
	repo_close(repo);
}

/* --- of a tracked file --------------------------------------------------------------- */

static enum status blob_told(struct repo *repo, const struct listing *listing, struct bytes *told,
                             struct fault *fault)
{
	const struct entry *entry = listing_find(listing, TEXT(".bole"));

	assert_non_null(entry);
	bytes_add_string(told, "");
	return blob_settings(repo, &entry->blob, collect, told, fault);
}

static void a_tracked_file_is_read_and_what_it_includes_is_not(void **state)
{
	struct bytes told = BYTES_INIT;
	struct listing listing;
	struct fault fault;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("printf '[bole]\\n\\tsecret = stolen\\n' >secret &&"
	      "printf '[include]\\n\\tpath = %%s/secret\\n[includeIf \"gitdir:/\"]\\n\\tpath=%%s/secret\\n"
	      "[bole]\\n\\tlimit = 1\\n\\tloud\\n[core]\\n\\tfsmonitor = x\\n' $PWD $PWD >.bole &&"
	      "git add . && git commit -q -m x && git config bole.limit 9");
	repo = open_here();
	listing = tree_of(repo, "HEAD");
	assert_int_equal(blob_told(repo, &listing, &told, &fault), STATUS_OK);
	assert_string_equal(told.data, "limit=1; loud=true");
	listing_release(&listing);

	shell("echo '[bole] limit = 2' >.bole");
	listing = work_tree_of(repo);
	bytes_clear(&told);
	assert_int_equal(blob_told(repo, &listing, &told, &fault), STATUS_OK);
	assert_string_equal(told.data, "limit=2");
	listing_release(&listing);
	bytes_release(&told);
	repo_close(repo);
}

static void a_tracked_file_that_is_empty_broken_or_missing_says_so(void **state)
{
	struct bytes told = BYTES_INIT;
	struct listing listing;
	struct object_id id = { .size = 20, .bytes = { 1 } };
	struct fault fault;
	struct repo *repo;

	(void)state;
	make_repository();
	shell(": >.bole && git add .");
	repo = open_here();
	listing = index_of(repo);
	assert_int_equal(blob_told(repo, &listing, &told, &fault), STATUS_OK);
	assert_int_equal(told.size, 0);
	listing_release(&listing);

	shell("printf '[bole]\\n\\tlimit = 1\\n[oops\\n' >.bole && git add .");
	listing = index_of(repo);
	assert_int_equal(blob_told(repo, &listing, &told, &fault), STATUS_USAGE);
	assert_string_equal(fault.text,
	                    "a settings file is not in git-config syntax: bad config line 3");
	assert_int_equal(told.size, 0);
	listing_release(&listing);

	shell("head -c 1048577 /dev/zero >.bole && git add .");
	listing = index_of(repo);
	assert_int_equal(blob_told(repo, &listing, &told, &fault), STATUS_USAGE);
	listing_release(&listing);
	assert_int_equal(blob_settings(repo, &id, collect, &told, &fault), STATUS_ABSENT);
	bytes_release(&told);
	repo_close(repo);
}

/* --- hooks --------------------------------------------------------------------------- */

static void assert_hooks_dir(const char *directory, const char *expected, bool by_setting)
{
	struct repo *repo = open_place(&(struct repo_place){ .directory = directory });
	struct bytes path = BYTES_INIT, whole = BYTES_INIT;
	struct fault fault;
	bool configured;

	bytes_format(&whole, "%s%s", *expected == '/' ? "" : getenv("HOME"), expected);
	assert_int_equal(repo_hooks_dir(repo, &path, &configured, &fault), STATUS_OK);
	assert_string_equal(path.data, whole.data);
	assert_int_equal(configured, by_setting);
	bytes_release(&path);
	bytes_release(&whole);
	repo_close(repo);
}

static void hooks_are_where_git_looks_for_them(void **state)
{
	struct bytes expected = BYTES_INIT;

	(void)state;
	make_repository();
	shell("git worktree add -q -b side tree");
	bytes_format(&expected, "%s/.git/hooks", getenv("HOME"));
	assert_hooks_dir("lib", expected.data, false);
	assert_hooks_dir("tree", expected.data, false);
	shell("git config core.hooksPath tools/hooks");
	bytes_clear(&expected);
	bytes_format(&expected, "%s/tools/hooks", getenv("HOME"));
	assert_hooks_dir("lib", expected.data, true);
	bytes_clear(&expected);
	bytes_format(&expected, "%s/tree/tools/hooks", getenv("HOME"));
	assert_hooks_dir("tree", expected.data, true);
	shell("git config core.hooksPath '~/mine'");
	bytes_clear(&expected);
	bytes_format(&expected, "%s/mine", getenv("HOME"));
	assert_hooks_dir("lib", expected.data, true);
	shell("git config core.hooksPath /dev/null");
	assert_hooks_dir("lib", "/dev/null", true);
	bytes_release(&expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(the_strongest_setting_comes_last),
		in_sandbox(settings_of_one_work_tree_are_seen_there_only),
		in_sandbox(one_setting_is_found_by_its_name_in_any_case),
		in_sandbox(a_reader_that_objects_is_the_last),
		in_sandbox(a_tracked_file_is_read_and_what_it_includes_is_not),
		in_sandbox(a_tracked_file_that_is_empty_broken_or_missing_says_so),
		in_sandbox(hooks_are_where_git_looks_for_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
