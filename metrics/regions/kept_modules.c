/*
 * What imports can lead to that name modules: all modules of the tree, and all folders, that are
 * called like a step of one, with the packages around them; whichever is meant, the resolver finds it
 * among them as it would in the whole tree.
 */
#include "kept_tree.h"
#include "paths.h"

/* --- folders -------------------------------------------------------------------------------- */

void growing_see_folders(struct growing *growing)
{
	const struct kept *kept = growing->kept;

	for (size_t i = 0; i < kept->gone_count; i++) {
		struct text folder = path_folder(kept->gone[i].path);
		size_t place = kept_place_of(kept, kept->gone[i].path);
		uint32_t stayed = MAP_NONE;

		for (; folder.size && stayed == MAP_NONE; folder = path_folder(folder))
			stayed = kept_stayed_in(kept, place, folder);
		if (stayed != MAP_NONE)
			growing_see(growing, stayed);
	}
}

/* --- steps ---------------------------------------------------------------------------------- */

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
	if (step.folder.size)
		return;
	kept_look(growing->kept, trace_key(TRACE_STEM, 0, name), false, found, growing);
	kept_look(growing->kept, trace_key(TRACE_FOLDER, 0, name), false, found, growing);
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
