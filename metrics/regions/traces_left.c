/* All traces of a file. */
#include "bindings.h"
#include "c_includes.h"
#include "csharp.h"
#include "paths.h"
#include "traces.h"

struct leaving {
	const struct source_file *file;
	struct hash_map mentioned, words;
	trace_left *left;
	void *context;
};

static void leave(const struct leaving *leaving, enum trace_kind kind, uint64_t name, uint8_t flags)
{
	uint32_t family = kind == TRACE_STEM ? 0 : trace_family(leaving->file->facts->language);

	leaving->left(leaving->context,
	              (struct trace){ .key = trace_key(kind, family, name),
	                              .flags = flags,
	                              .form = kind == TRACE_DEFINES ? TRACE_EXACT : TRACE_LOOSE });
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

static void leave_once(void *context, uint64_t key)
{
	struct leaving *leaving = context;
	uint32_t *seen = hash_map_at(&leaving->words, key);

	if (*seen == MAP_NONE)
		leaving->left(leaving->context, (struct trace){ .key = key });
	*seen = 1;
}

static void leave_words(struct leaving *leaving, struct text target)
{
	while (target.size)
		leave_once(leaving, trace_key(TRACE_WORD, 0, name_hash(trace_word(&target))));
}

static void leave_imports(struct leaving *leaving)
{
	const struct facts *facts = leaving->file->facts;

	for (size_t i = 0; i < facts->import_count; i++) {
		enum link_style style = facts->language->link_style;
		struct text target = facts->imports[i].target;

		if (style == LINKS_GO || style == LINKS_RUST)
			leave_words(leaving, target);
		else
			traces_ways(leaving->file, &facts->imports[i], leave_once, leaving);
		if (style == LINKS_GO)
			leave_once(leaving, trace_target(target));
	}
	hash_map_release(&leaving->words);
}

static void leave_step_to(const struct leaving *leaving, struct text path)
{
	leaving->left(leaving->context,
	              (struct trace){ .key = trace_step(TRACE_STEP_TO, trace_step_to(path)) });
}

static void leave_module(const struct leaving *leaving)
{
	const struct facts *facts = leaving->file->facts;
	bool stars = false;

	for (size_t i = 0; i < facts->import_count; i++)
		stars |= is_star(&facts->imports[i]);
	if (stars)
		leave(leaving, TRACE_STARS, 0, 0);
	leave_step_to(leaving, leaving->file->path);
}

static void leave_macros(const struct leaving *leaving)
{
	const struct facts *facts = leaving->file->facts;

	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (!(reference->flags & REFERS_EXPANSION))
			continue;
		leaving->left(leaving->context,
		              (struct trace){ .key = trace_key(TRACE_MACRO,
		                                               trace_family(facts->language),
		                                               reference->qualifier),
		                              .called = reference->name,
		                              .form = TRACE_CALL });
		leave(leaving, TRACE_EXPANDED, reference->name, 0);
	}
}

static void leave_names(struct leaving *leaving)
{
	const struct facts *facts = leaving->file->facts;

	traces_mentioned(facts, leave_mention, leaving);
	hash_map_release(&leaving->mentioned);
	for (size_t i = 0; i < facts->definition_count; i++)
		if (trace_defines(leaving->file, &facts->definitions[i]))
			leave(leaving, TRACE_DEFINES, facts->definitions[i].name,
			      facts->definitions[i].flags);
}

/* In C# those around it are there with it. */
static void leave_packages(struct leaving *leaving)
{
	struct text package = leaving->file->facts->package;

	leave(leaving, TRACE_PACKAGE, text_hash(package), 0);
	if (leaving->file->facts->language->link_style != LINKS_CSHARP)
		return;
	for (size_t i = package.size; i > 0; i--)
		if (package.data[i - 1] == '.')
			leave(leaving, TRACE_PACKAGE,
			      text_hash((struct text){ package.data, i - 1 }), 0);
	leave_mention(leaving, csharp_type_of_path(leaving->file->path));
	for (size_t i = 0; i < leaving->file->facts->import_count; i++)
		if (csharp_is_global(&leaving->file->facts->imports[i])) {
			leave(leaving, TRACE_STARS, 0, 0);
			break;
		}
	hash_map_release(&leaving->mentioned);
}

static void leave_c(const struct leaving *leaving)
{
	leave_includes(leaving);
	leave_macros(leaving);
	if (c_may_be_body(leaving->file))
		leave(leaving, TRACE_METHODS, trace_stem(leaving->file->path), 0);
}

void regions_trace(const struct source_file *file, trace_left *left, void *context)
{
	struct leaving leaving = { file, HASH_MAP_INIT, HASH_MAP_INIT, left, context };
	enum link_style style = file->facts->language->link_style;

	leave(&leaving, TRACE_STEM, trace_stem(file->path), 0);
	/* `require 'app.init'` means it by its own name. */
	if (style == LINKS_SOURCED && text_is(path_stem(file->path), "init"))
		leave(&leaving, TRACE_STEM, name_hash(TEXT("init")), 0);
	if (traces_tell_of(style))
		leave_names(&leaving);
	if (style == LINKS_C)
		leave_c(&leaving);
	else if (traces_have_packages(style))
		leave_packages(&leaving);
	else if (style == LINKS_PYTHON || style == LINKS_SCRIPT)
		leave_module(&leaving);
	if (style != LINKS_C && style != LINKS_JAVA && style != LINKS_CSHARP &&
	    style != LINKS_BY_NAME)
		leave_imports(&leaving);
}
