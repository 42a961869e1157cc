/* Which files do the names and paths of Ruby lead to? */
#include "forest.h"

static void a_required_path_is_below_a_load_root(void **state)
{
	const struct written files[] = {
		{ "gem/lib/gem.rb", "require 'gem/core'\nrequire_relative 'gem/near'\n"
		                    "require 'json'\nautoload :Late, 'gem/late'\n" },
		{ "gem/lib/gem/core.rb", "" },
		{ "gem/lib/gem/late.rb", "" },
		{ "gem/lib/gem/near.rb", "" },
		{ "vendored/json.rb", "" },
	};

	(void)state;
	ASSERT_LINKS(files, "gem/lib/gem.rb -> gem/lib/gem/core.rb import\n"
	                    "gem/lib/gem.rb -> gem/lib/gem/late.rb import\n"
	                    "gem/lib/gem.rb -> gem/lib/gem/near.rb import\n");
}

static void a_constant_is_found_by_the_name_of_its_file(void **state)
{
	const struct written files[] = {
		{ "app/models/big_thing.rb", "class BigThing\n  Admin::Thing.new\nend\n" },
		{ "app/models/admin/thing.rb", "module Admin\n  class Thing\n  end\nend\n" },
		{ "app/models/shop/thing.rb", "module Shop\n  class Thing\n  end\nend\n" },
		{ "app/controllers/things.rb",
		  "class Things\n  def f\n    BigThing.all\n  end\nend\n" },
		{ "lib/patch.rb", "class BigThing\n  def more\n  end\nend\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "app/controllers/things.rb -> app/models/big_thing.rb use\n"
	                    "app/models/big_thing.rb -> app/models/admin/thing.rb use\n");
}

static void a_module_that_many_files_open_leads_to_none_of_them(void **state)
{
	const struct written files[] = {
		{ "a.rb", "module Top\n  class A\n  end\nend\n" },
		{ "b.rb", "module Top\n  class B\n  end\nend\n" },
		{ "c.rb", "include Top\nB.new\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "c.rb -> b.rb use\n");
}

static void a_bare_constant_is_of_the_modules_around_it(void **state)
{
	const struct written files[] = {
		{ "lib/db/base.rb", "module Db\n  class Base\n  end\nend\n" },
		{ "lib/db/pool.rb", "module Db\n  class Pool\n    Base.new\n  end\nend\n" },
		{ "lib/db/pool/reaper.rb", "class Reaper\n  Base.new\n  Array.new\nend\n" },
		{ "lib/db/types/array.rb", "class Array\nend\n" },
		{ "lib/db/types/list.rb", "class List\n  Array.new\nend\n" },
		{ "lib/view/base.rb", "module View\n  class Base\n  end\nend\n" },
		{ "lib/web.rb", "Db::Base.new(Db::Types::Array.new, Array.new)\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "lib/db/pool.rb -> lib/db/base.rb use\n"
	                    "lib/db/pool/reaper.rb -> lib/db/base.rb use\n"
	                    "lib/db/types/list.rb -> lib/db/types/array.rb use\n"
	                    "lib/web.rb -> lib/db/base.rb use\n"
	                    "lib/web.rb -> lib/db/types/array.rb use\n");
}

static void a_missing_neighbour_is_counted(void **state)
{
	const struct written files[] = {
		{ "a.rb", "require_relative 'gone'\nrequire 'json'\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_int_equal(forest.regions.unresolved, 1);
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_required_path_is_below_a_load_root),
		cmocka_unit_test(a_constant_is_found_by_the_name_of_its_file),
		cmocka_unit_test(a_module_that_many_files_open_leads_to_none_of_them),
		cmocka_unit_test(a_bare_constant_is_of_the_modules_around_it),
		cmocka_unit_test(a_missing_neighbour_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
