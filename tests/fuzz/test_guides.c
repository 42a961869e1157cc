/*
 * Guide files with any content: the first byte picks which one it is, and a
 * fixed tree around it imports what such a file can lead to.
 */
#include "fake_tree.h"

/* One description for all: each language looks at its own. */
static const char around[] =
	"f a/b.go\np main\ni 3 example.org/m/c . . 0\ni 3 example.org/x . . 0\n"
	"r Run c 1\nf c/c.go\np c\nd Run 9\n"
	"f src/lib.rs\ni 2 crate::util Thing . 0\ni 2 other::deep . . 0\n"
	"f src/util.rs\nd Thing 10\nf other/src/lib.rs\nd deep 9\n"
	"f src/main.ts\ni 3 @app/core a . 0\ni 3 #inner . . 0\ni 3 pkg/sub b . 0\n"
	"i 3 ./core . . 0\nf src/core.ts\nd a 9\nf pkg/src/sub.ts\nd b 9\n"
	"f pkg/index.js\nf com/x/Y.java\np com.x\n"
	"f a/A.php\np A\nd A 2\nf u.php\ni 2 A\\A . . 0\n";

static const char *const guide_paths[] = {
	"go.mod",           "Cargo.toml",       "package.json",
	"tsconfig.json",    "pkg/package.json", "jsconfig.json",
	"other/Cargo.toml", "a/go.mod",         "pkg/tsconfig.build.json",
	"composer.json",
};

enum { GUIDES = sizeof(guide_paths) / sizeof(guide_paths[0]) };

/* The rest of the input goes to one guide, or, cut at NUL bytes, to several. */
static void add_guides(struct fake_tree *tree, size_t first, struct text content)
{
	for (size_t i = 0; i < GUIDES && (i == 0 || content.size); i++) {
		struct text path = text_of(guide_paths[(first + i) % GUIDES]);

		CLAIM(regions_guided_by(path));
		tree->guides[tree->guide_count++] =
			(struct guide_file){ path, fuzz_take(&content, '\0') };
		(void)regions_guide_meaning(&tree->guides[tree->guide_count - 1]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fake_tree tree;
	char *copy;

	if (!size)
		return 0;
	copy = fuzz_copy(fuzz_text(data + 1, size - 1));
	fake_read(&tree, text_of(around));
	add_guides(&tree, data[0], (struct text){ copy, size - 1 });
	check_regions(&tree);
	fake_release(&tree);
	free(copy);
	return 0;
}
