/* Regions of any tree: the input describes it, see fake_tree.h. */
#include "fake_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = fuzz_copy(fuzz_text(data, size));
	struct fake_tree tree;

	fake_read(&tree, (struct text){ copy, size });
	check_regions(&tree);
	fake_release(&tree);
	free(copy);
	return 0;
}
