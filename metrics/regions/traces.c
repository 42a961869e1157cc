#include "traces.h"

#include "c_includes.h"
#include "exports.h"
#include "paths.h"

bool traces_tell_of(enum link_style style)
{
	return style == LINKS_C || style == LINKS_JAVA || style == LINKS_BY_NAME;
}

uint32_t trace_family(const struct language *language)
{
	uint32_t style = (uint32_t)language->link_style;

	return language->link_style == LINKS_BY_NAME ? style << 16 | language->id : style;
}

uint64_t trace_key(enum trace_kind kind, uint32_t family, uint64_t name)
{
	return hash_mix((uint64_t)kind << 32 | family, name);
}

uint64_t trace_stem(struct text path)
{
	return name_hash(path_stem(path));
}

bool trace_defines(const struct source_file *file, const struct definition *definition)
{
	switch (file->facts->language->link_style) {
	case LINKS_C:
		return (definition->flags & DEFINES_FUNCTION) &&
		       ((definition->flags & DEFINES_EXPORTED) || c_is_header(file->path));
	case LINKS_JAVA:
		return !(definition->flags & DEFINES_MEMBER);
	default:
		return true;
	}
}

/* --- mentioned -------------------------------------------------------------------------- */

static bool may_lead(enum link_style style, const struct reference *reference)
{
	switch (style) {
	case LINKS_C:
		return !(reference->flags & (REFERS_MEMBER | REFERS_EXPANSION));
	case LINKS_JAVA:
		return !(reference->flags & REFERS_MEMBER) || (reference->flags & REFERS_CALL);
	default:
		return true;
	}
}

/* Each of a, b and C of "a.b.C" may be a class that holds the rest. */
static void mention_parts(struct text dotted, name_mentioned *mentioned, void *context)
{
	size_t start = 0;

	for (size_t i = 0; i <= dotted.size; i++) {
		if (i < dotted.size && dotted.data[i] != '.')
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
	for (size_t i = 0; style == LINKS_JAVA && i < facts->import_count; i++)
		mention_parts(facts->imports[i].target, mentioned, context);
}

/* --- left ------------------------------------------------------------------------------- */

struct leaving {
	const struct source_file *file;
	struct hash_map mentioned;
	trace_left *left;
	void *context;
};

static void leave(const struct leaving *leaving, enum trace_kind kind, uint64_t name, uint8_t flags)
{
	uint32_t family = kind == TRACE_STEM ? 0 : trace_family(leaving->file->facts->language);

	leaving->left(leaving->context, (struct trace){ trace_key(kind, family, name), flags,
	                                                kind == TRACE_DEFINES });
}

static void leave_mention(void *context, uint64_t name)
{
	struct leaving *leaving = context;
	uint32_t *seen = hash_map_at(&leaving->mentioned, name);

	if (*seen == MAP_NONE)
		leave(leaving, TRACE_MENTION, name, 0);
	*seen = 1;
}

static void leave_macros(const struct leaving *leaving)
{
	const struct facts *facts = leaving->file->facts;

	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (!(reference->flags & REFERS_EXPANSION))
			continue;
		leave(leaving, TRACE_MACRO, reference->qualifier, 0);
		leave(leaving, TRACE_EXPANDED, reference->name, 0);
	}
}

void regions_trace(const struct source_file *file, trace_left *left, void *context)
{
	const struct facts *facts = file->facts;
	struct leaving leaving = { file, HASH_MAP_INIT, left, context };

	leave(&leaving, TRACE_STEM, trace_stem(file->path), 0);
	if (!traces_tell_of(facts->language->link_style))
		return;
	traces_mentioned(facts, leave_mention, &leaving);
	hash_map_release(&leaving.mentioned);
	for (size_t i = 0; i < facts->definition_count; i++)
		if (trace_defines(file, &facts->definitions[i]))
			leave(&leaving, TRACE_DEFINES, facts->definitions[i].name,
			      facts->definitions[i].flags);
	if (facts->language->link_style == LINKS_JAVA)
		leave(&leaving, TRACE_PACKAGE, text_hash(facts->package), 0);
	if (facts->language->link_style != LINKS_C)
		return;
	leave_macros(&leaving);
	if (c_may_be_body(file))
		leave(&leaving, TRACE_METHODS, trace_stem(file->path), 0);
}
