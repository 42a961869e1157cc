/* Which files do the names of C# lead to? */
#include "forest.h"

static void a_type_is_seen_through_its_namespace(void **state)
{
	const struct written files[] = {
		{ "App/A.cs", "using Lib.Tools;\nusing System;\nnamespace App.Inner {\n"
		              "class A { Tool t; Near n; Outer o; Hidden h; String s; } }\n" },
		{ "App/Near.cs", "namespace App.Inner;\nclass Near {}\n" },
		{ "App/Outer.cs", "namespace App;\nclass Outer {}\n" },
		{ "Lib/Hidden.cs", "namespace Lib.Other { public class Hidden {} }\n" },
		{ "Lib/Tool.cs", "namespace Lib.Tools { public class Tool {} }\n" },
		{ "Other/Tool.cs", "namespace Other { public class Tool {} }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "App/A.cs -> App/Near.cs use\n"
	                    "App/A.cs -> App/Outer.cs use\n"
	                    "App/A.cs -> Lib/Tool.cs use\n");
}

static void an_alias_and_a_static_using_name_a_type(void **state)
{
	const struct written files[] = {
		{ "A.cs", "using M = Lib.Maths;\nusing static Lib.Text;\n"
		          "class A { int f() { return M.One() + Trim(); } }\n" },
		{ "Lib/Maths.cs", "namespace Lib;\npublic class Maths { }\n" },
		{ "Lib/Text.cs", "namespace Lib;\npublic static class Text { }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "A.cs -> Lib/Maths.cs import\n"
	                    "A.cs -> Lib/Text.cs import\n");
}

static void a_partial_type_is_all_of_its_parts(void **state)
{
	const struct written files[] = {
		{ "P/Big.Parts.cs", "namespace P;\npartial class Big { void Part() { } }\n" },
		{ "P/Big.cs", "namespace P;\npartial class Big { void F() { Part(); } }\n" },
		{ "P/User.cs", "namespace P;\nclass User { Big b; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "P/Big.cs -> P/Big.Parts.cs use\n"
	                    "P/User.cs -> P/Big.Parts.cs use\n"
	                    "P/User.cs -> P/Big.cs use\n");
}

static void types_that_share_a_name_and_stand_in_others_lead_nowhere(void **state)
{
	const struct written files[] = {
		{ "P/A.cs", "namespace P;\nclass A { class Node { } }\n" },
		{ "P/B.cs", "namespace P;\nclass B { class Node { } }\n" },
		{ "P/C.cs", "namespace P;\nclass C { Node n; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "");
}

static void an_extension_method_is_guessed_where_its_namespace_is_seen(void **state)
{
	const struct written files[] = {
		{ "A.cs",
		  "using Lib;\nclass A { void f(string s) { s.Shout(); s.Whisper(); } }\n" },
		{ "Lib/Ext.cs",
		  "namespace Lib;\nstatic class Ext { public static void Shout(this string s) { } }\n" },
		{ "Other/Ext.cs",
		  "namespace Other;\n"
		  "static class Ext2 { public static void Whisper(this string s) { } }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "A.cs -> Lib/Ext.cs use low\n");
}

static void a_global_using_holds_below_its_folder(void **state)
{
	const struct written files[] = {
		{ "App/GlobalUsings.cs", "global using Lib;\n" },
		{ "App/Sub/A.cs", "class A { Tool t; }\n" },
		{ "Lib/Tool.cs", "namespace Lib;\npublic class Tool { }\n" },
		{ "Other/B.cs", "class B { Tool t; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "App/Sub/A.cs -> Lib/Tool.cs use\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_type_is_seen_through_its_namespace),
		cmocka_unit_test(an_alias_and_a_static_using_name_a_type),
		cmocka_unit_test(a_partial_type_is_all_of_its_parts),
		cmocka_unit_test(types_that_share_a_name_and_stand_in_others_lead_nowhere),
		cmocka_unit_test(an_extension_method_is_guessed_where_its_namespace_is_seen),
		cmocka_unit_test(a_global_using_holds_below_its_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
