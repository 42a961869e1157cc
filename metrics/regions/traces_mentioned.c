/* The names of a file that may lead to another one. */
#include "bindings.h"
#include "traces.h"

/* --- names taken from modules ----------------------------------------------------------- */

static void add_name(struct hash_map *names, struct text name)
{
	if (name.size)
		*hash_map_at(names, name_hash(name)) = 1;
}

/* What a package may be called here: `name.x` may lead through it.  True: all names of one are
 * taken. */
static bool name_packages(const struct facts *facts, struct hash_map *names)
{
	bool stars = false;

	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];
		struct text rest = import->target;

		stars |= is_star(import);
		add_name(names, import->alias);
		if (facts->language->link_style != LINKS_PYTHON)
			continue;
		add_name(names, import->name);
		while (!import->name.size && rest.size)
			add_name(names, trace_word(&rest));
	}
	return stars && facts->language->link_style == LINKS_PYTHON;
}

static void mention_taken(const struct facts *facts, name_mentioned *mentioned, void *context)
{
	struct hash_map packages = HASH_MAP_INIT;
	bool stars = name_packages(facts, &packages);

	for (size_t i = 0; i < facts->import_count; i++)
		if (facts->imports[i].name.size)
			mentioned(context, name_hash(facts->imports[i].name));
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if ((stars && !(reference->flags & REFERS_MEMBER)) ||
		    (reference->qualifier &&
		     hash_map_get(&packages, reference->qualifier) != MAP_NONE))
			mentioned(context, reference->name);
	}
	hash_map_release(&packages);
}

/* --- all names -------------------------------------------------------------------------- */

static bool may_lead(enum link_style style, const struct reference *reference)
{
	switch (style) {
	case LINKS_C:
		return !(reference->flags & (REFERS_MEMBER | REFERS_EXPANSION));
	case LINKS_JAVA:
	case LINKS_CSHARP:
		return !(reference->flags & REFERS_MEMBER) || (reference->flags & REFERS_CALL);
	case LINKS_PHP:
		return !(reference->flags & REFERS_MEMBER);
	default:
		return true;
	}
}

bool traces_have_packages(enum link_style style)
{
	return style == LINKS_JAVA || style == LINKS_PHP || style == LINKS_CSHARP;
}

char trace_dot(enum link_style style)
{
	return style == LINKS_PHP ? '\\' : '.';
}

/* Each of a, b and C of "a.b.C" may be a class that holds the rest. */
static void mention_parts(struct text dotted, char dot, name_mentioned *mentioned, void *context)
{
	size_t start = 0;

	for (size_t i = 0; i <= dotted.size; i++) {
		if (i < dotted.size && dotted.data[i] != dot)
			continue;
		mentioned(context, name_hash((struct text){ dotted.data + start, i - start }));
		start = i + 1;
	}
}

void traces_mentioned(const struct facts *facts, name_mentioned *mentioned, void *context)
{
	enum link_style style = facts->language->link_style;
	uint64_t last = 0;
	bool any = false;

	if (style == LINKS_PYTHON || style == LINKS_SCRIPT) {
		mention_taken(facts, mentioned, context);
		return;
	}
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (may_lead(style, reference) && (!any || reference->name != last)) {
			mentioned(context, reference->name);
			last = reference->name;
			any = true;
		}
		if (style == LINKS_JAVA && reference->qualifier)
			mentioned(context, reference->qualifier);
	}
	/* `import _`: what runs there. */
	for (size_t i = 0; style == LINKS_GO && i < facts->import_count; i++)
		if (text_is(facts->imports[i].alias, "_"))
			mentioned(context, name_hash(TEXT("init")));
	/* `import c.D` in the package a.b may begin at a, which may be a class, too (Scala). */
	if (facts->language->packages_nest && facts->import_count)
		mention_parts(facts->package, '.', mentioned, context);
	for (size_t i = 0; traces_have_packages(style) && i < facts->import_count; i++) {
		mention_parts(facts->imports[i].target, trace_dot(style), mentioned, context);
		if (style == LINKS_PHP)
			mentioned(context, name_hash(facts->imports[i].name));
	}
}
