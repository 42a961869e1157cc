#include "traces.h"

#include "c_includes.h"
#include "exports.h"
#include "paths.h"
#include "system_headers.h"

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

struct text trace_include_tail(struct text path)
{
	struct text rest = path;

	while (rest.size) {
		struct text part = path_step(&rest);

		if (!part.size || text_is(part, ".") || text_is(part, ".."))
			path = rest;
	}
	return path;
}

uint64_t trace_include(struct text path)
{
	return trace_key(TRACE_INCLUDE, LINKS_C, name_hash(trace_include_tail(path)));
}

bool traces_leave_out(struct text target)
{
	return !path_folder(target).size && is_system_header(target);
}

static bool parts_words(char c)
{
	return c == '.' || c == '/' || c == ':' || c == '\\';
}

struct text trace_word(struct text *rest)
{
	struct text word;

	while (rest->size && parts_words(rest->data[0])) {
		rest->data++;
		rest->size--;
	}
	word = (struct text){ rest->data, 0 };
	while (word.size < rest->size && !parts_words(word.data[word.size]))
		word.size++;
	rest->data += word.size;
	rest->size -= word.size;
	return word;
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
	bool common = kind == TRACE_STEM || kind == TRACE_WORD;
	uint32_t family = common ? 0 : trace_family(leaving->file->facts->language);

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

static void leave_includes(const struct leaving *leaving)
{
	const struct facts *facts = leaving->file->facts;

	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		if (is_include(import) &&
		    (import->kind == IMPORT_INCLUDE || !traces_leave_out(import->target)))
			leaving->left(leaving->context,
			              (struct trace){ .key = trace_include(import->target) });
	}
}

static void leave_words(const struct leaving *leaving)
{
	const struct facts *facts = leaving->file->facts;
	struct hash_map seen = HASH_MAP_INIT;

	for (size_t i = 0; i < facts->import_count; i++) {
		struct text rest = facts->imports[i].target;

		while (rest.size) {
			uint64_t word = name_hash(trace_word(&rest));
			uint32_t *at = hash_map_at(&seen, word);

			if (*at == MAP_NONE)
				leave(leaving, TRACE_WORD, word, 0);
			*at = 1;
		}
	}
	hash_map_release(&seen);
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
	if (!traces_tell_of(facts->language->link_style)) {
		leave_words(&leaving);
		return;
	}
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
	leave_includes(&leaving);
	leave_macros(&leaving);
	if (c_may_be_body(file))
		leave(&leaving, TRACE_METHODS, trace_stem(file->path), 0);
}
