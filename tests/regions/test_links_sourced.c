/* Which files do Bash and Lua take in, and where do names alone lead? */
#include "forest.h"

static void without_rules_a_name_leads_to_its_only_definer(void **state)
{
	const struct written files[] = {
		{ "a.sh", "start() { only; both; helper; }\n" },
		{ "b.sh", "only() { :; }\nboth() { :; }\n" },
		{ "c.sh", "both() { :; }\n" },
		{ "only.lua", "function only() end\n" },
		{ "tests/d.sh", "helper() { only; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.sh -> b.sh use low\n"
	                    "tests/d.sh -> b.sh use low\n");
}

static void a_script_is_found_beside_at_the_top_and_behind_a_variable(void **state)
{
	const struct written files[] = {
		{ "bin/a.sh", ". ./beside.sh\nsource bin/top.sh\n. \"$HERE\"/lib/far.sh\n"
		              ". \"$(dirname \"$0\")/../share/up.sh\"\n. /etc/profile.sh\n"
		              ". \"$FILE\"\n" },
		{ "bin/beside.sh", "" },
		{ "bin/top.sh", "" },
		{ "etc/profile.sh", "" },
		{ "lib/far.sh", "" },
		{ "share/up.sh", "" },
	};

	(void)state;
	ASSERT_LINKS(files, "bin/a.sh -> bin/beside.sh import\n"
	                    "bin/a.sh -> bin/top.sh import\n"
	                    "bin/a.sh -> lib/far.sh import\n"
	                    "bin/a.sh -> share/up.sh import\n");
}

static void a_module_of_lua_is_a_path_below_any_root(void **state)
{
	const struct written files[] = {
		{ "lua/app/init.lua", "" },
		{ "lua/app/util.lua", "local app = require('app')\n" },
		{ "main.lua", "local u = require 'app.util'\nrequire(\"lfs\")\n" },
		{ "other/util.lua", "" },
		{ "run.lua", "dofile('other/util.lua')\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "lua/app/util.lua -> lua/app/init.lua import\n"
	                    "main.lua -> lua/app/util.lua import\n"
	                    "run.lua -> other/util.lua import\n");
}

static void a_script_that_is_missing_is_counted(void **state)
{
	const struct written files[] = {
		{ "a.sh", ". ./gone.sh\n. \"$X\"/gone.sh\n" },
		{ "app/a.lua", "require 'app.gone'\nrequire 'lfs.gone'\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_edges(&forest, "");
	assert_int_equal(forest.regions.unresolved, 2);
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_rules_a_name_leads_to_its_only_definer),
		cmocka_unit_test(a_script_is_found_beside_at_the_top_and_behind_a_variable),
		cmocka_unit_test(a_module_of_lua_is_a_path_below_any_root),
		cmocka_unit_test(a_script_that_is_missing_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
