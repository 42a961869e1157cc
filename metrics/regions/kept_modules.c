/*
 * What an import of Python can lead to: all modules that are called like a step of it, with the
 * packages around them.  Of several roots that know the first name the resolver takes one: it must
 * know all of them, and cannot ask for them by path.
 */
#include "kept_tree.h"

static void found(void *context, uint32_t file, uint8_t flags)
{
	(void)flags;
	growing_see(context, file);
}

/* The first one may begin in any folder. */
static void see_step(void *context, struct step step)
{
	struct growing *growing = context;
	uint64_t name = name_hash(step.name);

	if (!growing_is_new(growing, trace_step(TRACE_STEP, step)))
		return;
	kept_look(growing->kept, trace_step(TRACE_STEP_TO, step), false, found, growing);
	if (!step.folder.size)
		kept_look(growing->kept, trace_key(TRACE_STEM, 0, name), false, found, growing);
}

void growing_see_modules(struct growing *growing, uint32_t file)
{
	const struct facts *facts = kept_facts(growing->kept, file);

	if (!facts || facts->language->link_style != LINKS_PYTHON)
		return;
	for (size_t i = 0; i < facts->import_count; i++)
		traces_steps(growing->kept->files[file].path, &facts->imports[i], see_step,
		             growing);
}
