/* Which files do the paths of Rust lead to? */
#include "forest.h"

static void a_path_is_walked_through_the_tree_of_modules(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a/b.rs", "pub struct B;\npub fn make() -> B { B }\n" },
		{ "src/a/mod.rs", "pub mod b;\nuse self::b::B;\n" },
		{ "src/c.rs",
		  "use super::a::b::make;\nuse crate::a;\npub fn c() { make(); a::x(); }\n" },
		{ "src/d/e.rs", "use super::super::c::c;\n" },
		{ "src/d.rs", "mod e;\n" },
		{ "src/lib.rs", "mod a;\nmod c;\nmod d;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a/mod.rs -> src/a/b.rs import\n"
	                    "src/c.rs -> src/a/b.rs import\n"
	                    "src/c.rs -> src/a/mod.rs import\n"
	                    "src/d/e.rs -> src/c.rs import\n");
}

static void a_reexport_leads_to_the_file_that_defines_it(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "use crate::kit::{Hammer, Nail as N, saw};\n" },
		{ "src/kit/hammer.rs", "pub struct Hammer;\n" },
		{ "src/kit/mod.rs", "mod hammer;\nmod nail;\nmod saws;\n"
		                    "pub use hammer::Hammer;\npub use self::nail::*;\n"
		                    "pub use saws::big as saw;\n" },
		{ "src/kit/nail.rs", "pub struct Nail;\n" },
		{ "src/kit/saws.rs", "pub fn big() {}\n" },
		{ "src/lib.rs", "mod a;\npub mod kit;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.rs -> src/kit/hammer.rs import\n"
	                    "src/a.rs -> src/kit/nail.rs import\n"
	                    "src/a.rs -> src/kit/saws.rs import\n"
	                    "src/kit/mod.rs -> src/kit/hammer.rs import\n"
	                    "src/kit/mod.rs -> src/kit/nail.rs import\n"
	                    "src/kit/mod.rs -> src/kit/saws.rs import\n");
}

static void crates_of_the_workspace_are_known_by_name(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n" },
		{ "crates/app/Cargo.toml",
		  "[package]\nname = \"app\"\n\n[dependencies]\n"
		  "my-lib = { path = \"../lib\" }\n"
		  "short = { package = \"long-name\", version = \"1\" }\n" },
		{ "crates/app/src/main.rs",
		  "use my_lib::thing::Thing;\nuse short::f;\n"
		  "use serde::Deserialize;\nfn main() { my_lib::go(); }\n" },
		{ "crates/lib/Cargo.toml", "[package]\nname = \"my-lib\"\n" },
		{ "crates/lib/src/lib.rs", "pub mod thing;\npub fn go() {}\n" },
		{ "crates/lib/src/thing.rs", "pub struct Thing;\n" },
		{ "crates/long/Cargo.toml", "[package]\nname = \"long-name\"\n\n[lib]\n"
		                            "path = \"code/root.rs\"\n" },
		{ "crates/long/code/root.rs", "pub fn f() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "crates/app/src/main.rs -> crates/lib/src/lib.rs use\n"
	                    "crates/app/src/main.rs -> crates/lib/src/thing.rs import\n"
	                    "crates/app/src/main.rs -> crates/long/code/root.rs import\n");
}

static void mod_is_structure_and_no_link(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "pub fn a() {}\n" },
		{ "src/lib.rs", "mod a;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "");
}

static void of_a_glob_the_names_that_are_used_count(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "use crate::prelude::*;\nfn f(x: Used) {}\n" },
		{ "src/b.rs", "use crate::traits::*;\nfn f(x: u8) { x.method(); }\n" },
		{ "src/lib.rs", "mod a;\nmod b;\nmod prelude;\nmod things;\nmod traits;\n" },
		{ "src/prelude.rs", "pub use crate::things::{Unused, Used};\n" },
		{ "src/things.rs", "pub struct Used;\npub struct Unused;\n" },
		{ "src/traits.rs", "pub trait T { fn method(&self) {} }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.rs -> src/things.rs use\n"
	                    "src/b.rs -> src/traits.rs import\n"
	                    "src/prelude.rs -> src/things.rs import\n");
}

static void super_in_the_tests_of_a_file_is_the_file(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "pub fn own() {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n"
		              "    use super::own;\n    #[test]\n    fn t() { own(); }\n}\n" },
		{ "src/lib.rs", "mod a;\npub fn other() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "");
}

static void a_file_that_no_mod_declares_is_placed_by_its_folder(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/lib.rs", "macro_rules! mods { () => {} }\nmods!();\npub struct Root;\n" },
		{ "src/lost.rs", "use crate::Root;\n" },
		{ "tests/it.rs", "use app::Root;\nmod common;\nuse common::help;\n" },
		{ "tests/common/mod.rs", "pub fn help() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/lost.rs -> src/lib.rs import\n"
	                    "tests/it.rs -> src/lib.rs import\n"
	                    "tests/it.rs -> tests/common/mod.rs import\n");
}

static void uses_in_a_circle_end_the_search(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "pub use crate::b::*;\npub use crate::b::gone;\n" },
		{ "src/b.rs", "pub use crate::a::*;\npub use crate::a::gone;\n" },
		{ "src/c.rs", "use crate::a::{gone, never};\n" },
		{ "src/lib.rs", "mod a;\nmod b;\nmod c;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.rs -> src/b.rs import\n"
	                    "src/b.rs -> src/a.rs import\n"
	                    "src/c.rs -> src/a.rs import\n");
}

static void a_module_is_a_way_to_what_lies_in_it(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "use crate::kit;\nfn a() { kit::tool::Saw::new(); }\n" },
		{ "src/b.rs", "use crate::kit::tool::{self, Saw};\n"
		              "fn b(tool: tool::Nail) -> Saw { Saw }\n" },
		{ "src/c.rs", "use crate::kit;\nkit::made_by_a_macro!();\n" },
		{ "src/kit/mod.rs", "pub mod tool;\n" },
		{ "src/kit/tool.rs", "pub use crate::nail::Nail;\npub struct Saw;\n" },
		{ "src/lib.rs", "mod a;\nmod b;\nmod c;\npub mod kit;\nmod nail;\n" },
		{ "src/nail.rs", "pub struct Nail;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.rs -> src/kit/tool.rs use\n"
	                    "src/b.rs -> src/kit/tool.rs import\n"
	                    "src/b.rs -> src/nail.rs use\n"
	                    "src/c.rs -> src/kit/mod.rs import\n"
	                    "src/kit/tool.rs -> src/nail.rs import\n");
}

static void a_glob_of_a_module_inside_of_a_file_is_of_that_file(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "use crate::Builder;\n" },
		{ "src/builders.rs", "pub mod text {\n    pub struct Builder;\n}\n" },
		{ "src/lib.rs", "mod a;\nmod builders;\npub use crate::builders::text::*;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.rs -> src/builders.rs import\n"
	                    "src/lib.rs -> src/builders.rs import\n");
}

static void a_target_may_lie_where_its_manifest_says(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n\n"
		                "[[bin]]\nname = \"rg\"\npath = \"core/main.rs\"\n" },
		{ "build.rs", "fn main() {}\n" },
		{ "core/flags.rs", "use crate::run;\nfn f() { run(); }\n" },
		{ "core/main.rs", "mod flags;\npub fn run() {}\nfn main() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "core/flags.rs -> core/main.rs import\n");
}

static void tests_inside_of_a_file_make_no_links(void **state)
{
	const struct written files[] = {
		{ "Cargo.toml", "[package]\nname = \"app\"\n" },
		{ "src/a.rs", "pub fn a() {}\n\n#[cfg(test)]\n#[rustfmt::skip]\nmod tests {\n"
		              "    use crate::b::B;\n    use super::*;\n"
		              "    fn t() { crate::c::c(); { B; } }\n}\n\n"
		              "fn d() { crate::d::d(); }\n" },
		{ "src/b.rs", "pub struct B;\n" },
		{ "src/c.rs", "pub fn c() {}\n\n#[cfg(test)]\nmod inside;\n\n"
		              "use crate::b::B;\n\n#[cfg(all(test, feature = \"x\"))]\n"
		              "mod tests {\n    use crate::a::a;\n}\n" },
		{ "src/c/inside.rs", "use crate::d::d;\n" },
		{ "src/d.rs", "pub fn d() {}\n" },
		{ "src/lib.rs", "mod a;\nmod b;\nmod c;\nmod d;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.rs -> src/d.rs import\n"
	                    "src/c.rs -> src/b.rs import\n"
	                    "src/c/inside.rs -> src/d.rs import\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_walked_through_the_tree_of_modules),
		cmocka_unit_test(a_reexport_leads_to_the_file_that_defines_it),
		cmocka_unit_test(crates_of_the_workspace_are_known_by_name),
		cmocka_unit_test(mod_is_structure_and_no_link),
		cmocka_unit_test(of_a_glob_the_names_that_are_used_count),
		cmocka_unit_test(super_in_the_tests_of_a_file_is_the_file),
		cmocka_unit_test(a_file_that_no_mod_declares_is_placed_by_its_folder),
		cmocka_unit_test(uses_in_a_circle_end_the_search),
		cmocka_unit_test(a_module_is_a_way_to_what_lies_in_it),
		cmocka_unit_test(a_glob_of_a_module_inside_of_a_file_is_of_that_file),
		cmocka_unit_test(tests_inside_of_a_file_make_no_links),
		cmocka_unit_test(a_target_may_lie_where_its_manifest_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
