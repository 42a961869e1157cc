/* Languages without a resolver of their own: a name leads to the file that
 * alone, among those of its language that are no tests, defines it. */
#include "definers.h"
#include "exports.h"
#include "links.h"

struct name_links {
	struct tree *tree;
	struct definers names; /* of (language, name) */
};

static uint64_t key_of(const struct facts *facts, uint64_t name)
{
	return hash_mix(name, facts->language->id);
}

static void *by_name_open(struct tree *tree)
{
	struct name_links *by_name = memory_new(sizeof(*by_name));

	by_name->tree = tree;
	for (uint32_t i = 0; i < tree->count; i++) {
		const struct facts *facts = tree_facts(tree, i);

		if (tree_style(tree, i) != LINKS_BY_NAME || tree->classes[i] == FILE_TEST)
			continue;
		for (size_t d = 0; d < facts->definition_count; d++)
			definers_add(&by_name->names, key_of(facts, facts->definitions[d].name), i,
			             facts->definitions[d].flags);
	}
	definers_seal(&by_name->names);
	return by_name;
}

static void by_name_resolve(void *state, uint32_t file, struct links *links)
{
	const struct name_links *by_name = state;
	const struct facts *facts = tree_facts(by_name->tree, file);

	for (size_t i = 0; i < facts->reference_count; i++) {
		uint64_t name = facts->references[i].name;
		const struct definer_set *set = definers_find(&by_name->names, key_of(facts, name));

		if (set && set->count == 1 && !defines(facts, name, 0))
			links_add(links, set->first, EDGE_USE);
	}
}

static void by_name_close(void *state)
{
	struct name_links *by_name = state;

	definers_release(&by_name->names);
	memory_free(by_name);
}

const struct resolver resolver_by_name = { by_name_open, by_name_resolve, by_name_close };
