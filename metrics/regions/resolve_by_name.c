#include "by_name.h"

#include "exports.h"

static uint64_t key_of(const struct facts *facts, uint64_t name)
{
	return hash_mix(name, facts->language->id);
}

void by_name_init(struct by_name *by_name, struct tree *tree, enum link_style style)
{
	*by_name = (struct by_name){ .tree = tree };
	for (uint32_t i = 0; i < tree->count; i++) {
		const struct facts *facts = tree_facts(tree, i);

		if (tree_style(tree, i) != style || tree->classes[i] == FILE_TEST)
			continue;
		for (size_t d = 0; d < facts->definition_count; d++)
			definers_add(&by_name->names, key_of(facts, facts->definitions[d].name), i,
			             facts->definitions[d].flags);
	}
	definers_seal(&by_name->names);
}

void by_name_release(struct by_name *by_name)
{
	definers_release(&by_name->names);
}

void by_name_link(const struct by_name *by_name, uint32_t file, struct links *links)
{
	const struct facts *facts = tree_facts(by_name->tree, file);

	for (size_t i = 0; i < facts->reference_count; i++) {
		uint64_t name = facts->references[i].name;
		const struct definer_set *set = definers_find(&by_name->names, key_of(facts, name));

		if (!set || set->count != 1 || defines(facts, name, 0))
			continue;
		if (set->flags & DEFINES_TYPE)
			links_add(links, set->first, EDGE_USE);
		else
			links_guess(links, set->first);
	}
}

/* --- languages that have nothing else ------------------------------------------------- */

static void *by_name_open(struct tree *tree)
{
	struct by_name *by_name = memory_new(sizeof(*by_name));

	by_name_init(by_name, tree, LINKS_BY_NAME);
	return by_name;
}

static void by_name_resolve(void *state, uint32_t file, struct links *links)
{
	by_name_link(state, file, links);
}

static void by_name_close(void *state)
{
	by_name_release(state);
	memory_free(state);
}

const struct resolver resolver_by_name = { by_name_open, by_name_resolve, by_name_close, NULL };
