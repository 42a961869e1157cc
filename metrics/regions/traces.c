#include "traces.h"

#include "bindings.h"
#include "c_includes.h"
#include "csharp.h"
#include "exports.h"
#include "paths.h"
#include "system_headers.h"

bool traces_tell_of(enum link_style style)
{
	return style != LINKS_GO && style != LINKS_RUST;
}

uint32_t trace_family(const struct language *language)
{
	uint32_t style = (uint32_t)language->link_style;
	bool apart = style == LINKS_BY_NAME || style == LINKS_SOURCED;

	return apart ? style << 16 | language->id : style;
}

uint64_t trace_key(enum trace_kind kind, uint32_t family, uint64_t name)
{
	return hash_mix((uint64_t)kind << 32 | family, name);
}

struct text trace_module(struct text path)
{
	struct text stem = path_stem(path), extension = path_extension(path);
	bool of_folder = (text_is(stem, "__init__") && text_starts(extension, "py")) ||
	                 (text_is(stem, "init") && text_is(extension, "lua"));

	return of_folder ? path_name(path_folder(path)) : stem;
}

uint64_t trace_stem(struct text path)
{
	return name_hash(trace_module(path));
}

bool trace_defines(const struct source_file *file, const struct definition *definition)
{
	switch (file->facts->language->link_style) {
	case LINKS_C:
		return (definition->flags & DEFINES_FUNCTION) &&
		       ((definition->flags & DEFINES_EXPORTED) || c_is_header(file->path));
	case LINKS_JAVA:
	case LINKS_RUBY:
	case LINKS_PHP:
		return !(definition->flags & DEFINES_MEMBER);
	case LINKS_PYTHON: /* who asks looks into the file itself */
	case LINKS_SCRIPT:
		return false;
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
	case LINKS_CSHARP:
		return !(reference->flags & REFERS_MEMBER) || (reference->flags & REFERS_CALL);
	case LINKS_PHP:
		return !(reference->flags & REFERS_MEMBER);
	default:
		return true;
	}
}

/* --- steps ------------------------------------------------------------------------------- */

uint64_t trace_step(enum trace_kind kind, struct step step)
{
	return trace_key(kind, 0, hash_mix(name_hash(step.folder), name_hash(step.name)));
}

struct step trace_step_to(struct text path)
{
	if (text_is(path_stem(path), "__init__"))
		path = path_folder(path);
	return (struct step){ path_name(path_folder(path)), path_stem(path) };
}

/* The folder that leading dots mean, and the rest; false: none. */
static bool climb(struct text path, struct text *target, struct text *folder)
{
	*folder = path_folder(path);
	if (!text_starts(*target, "."))
		return false;
	for (bool first = true; text_starts(*target, "."); first = false) {
		if (!first)
			*folder = path_folder(*folder);
		target->data++;
		target->size--;
	}
	return true;
}

void traces_steps(struct text path, const struct import *import, step_found *found, void *context)
{
	struct text rest = import->target, folder, last = TEXT("");

	if (climb(path, &rest, &folder)) {
		last = path_name(folder);
		found(context, (struct step){ path_name(path_folder(folder)), last });
	}
	while (rest.size) {
		struct text word = trace_word(&rest);

		if (!word.size)
			continue;
		found(context, (struct step){ last, word });
		last = word;
	}
	if (import->name.size)
		found(context, (struct step){ last, import->name });
}

/* --- ways ------------------------------------------------------------------------------- */

struct passing {
	way_found *found;
	void *context;
};

static void pass_step(void *context, struct step step)
{
	const struct passing *passing = context;

	passing->found(passing->context, trace_step(TRACE_STEP, step));
}

/* "foo" of "a/foo.test.ts". */
static struct text first_word(struct text path)
{
	struct text name = path_name(path);

	return trace_word(&name);
}

static uint64_t way_to_path(struct text path)
{
	return trace_step(TRACE_STEP, (struct step){ path_folder(path), first_word(path) });
}

static uint64_t way_by_last(enum link_style style, struct text path)
{
	return trace_key(TRACE_LAST, style, name_hash(first_word(path)));
}

static struct text without_query(struct text words)
{
	for (size_t i = 0; i < words.size; i++)
		if (words.data[i] == '?')
			words.size = i;
	return words;
}

static void find_script_way(struct text path, struct text target, way_found *found, void *context)
{
	struct bytes joined = BYTES_INIT;

	target = without_query(target);
	if (!text_starts(target, "."))
		found(context, way_by_last(LINKS_SCRIPT, target));
	else if (path_join(&joined, path_folder(path), target))
		found(context, way_to_path(bytes_text(&joined)));
	bytes_release(&joined);
}

/* Of dotted names the first part, too: is it one of ours? */
static void find_last_way(enum link_style style, const struct import *import, way_found *found,
                          void *context)
{
	struct text rest = import->target, word = trace_word(&rest);

	if (import->kind == IMPORT_PATH || style == LINKS_RUBY) {
		found(context, way_by_last(style, import->target));
		return;
	}
	found(context, way_by_last(style, word));
	while (rest.size)
		word = trace_word(&rest);
	found(context, way_by_last(style, word));
}

void traces_ways(const struct source_file *file, const struct import *import, way_found *found,
                 void *context)
{
	enum link_style style = file->facts->language->link_style;
	struct passing passing = { found, context };

	if (style == LINKS_PYTHON)
		traces_steps(file->path, import, pass_step, &passing);
	else if (style == LINKS_SCRIPT)
		find_script_way(file->path, import->target, found, context);
	else
		find_last_way(style, import, found, context);
}

size_t traces_ways_to(enum link_style style, struct text path, uint64_t *keys)
{
	struct step step = trace_step_to(path);
	size_t count = 0;

	if (style == LINKS_PYTHON) {
		keys[count++] = trace_step(TRACE_STEP, step);
		step.folder = TEXT("");
		keys[count++] = trace_step(TRACE_STEP, step);
	}
	if (style == LINKS_SCRIPT) {
		keys[count++] = way_to_path(path);
		keys[count++] = way_by_last(style, path);
	}
	if (style == LINKS_SCRIPT && text_is(first_word(path), "index")) {
		keys[count++] = way_to_path(path_folder(path));
		keys[count++] = way_by_last(style, path_folder(path));
	}
	if (style == LINKS_SOURCED || style == LINKS_RUBY || style == LINKS_PHP)
		keys[count++] = way_by_last(style, path);
	if (style == LINKS_SOURCED)
		keys[count++] = way_by_last(style, trace_module(path));
	return count;
}

/* --- mentioned (modules) ---------------------------------------------------------------- */

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

/* --- mentioned (others) ----------------------------------------------------------------- */

static bool has_packages(enum link_style style)
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
	/* `import c.D` in the package a.b may begin at a, which may be a class, too (Scala). */
	if (facts->language->packages_nest && facts->import_count)
		mention_parts(facts->package, '.', mentioned, context);
	for (size_t i = 0; has_packages(style) && i < facts->import_count; i++) {
		mention_parts(facts->imports[i].target, trace_dot(style), mentioned, context);
		if (style == LINKS_PHP)
			mentioned(context, name_hash(facts->imports[i].name));
	}
}

/* --- left ------------------------------------------------------------------------------- */

struct leaving {
	const struct source_file *file;
	struct hash_map mentioned, words;
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
		if (traces_tell_of(facts->language->link_style))
			traces_ways(leaving->file, &facts->imports[i], leave_once, leaving);
		else
			leave_words(leaving, facts->imports[i].target);
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
		leave(leaving, TRACE_MACRO, reference->qualifier, 0);
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
	else if (has_packages(style))
		leave_packages(&leaving);
	else if (style == LINKS_PYTHON || style == LINKS_SCRIPT)
		leave_module(&leaving);
	if (style != LINKS_C && style != LINKS_JAVA && style != LINKS_CSHARP &&
	    style != LINKS_BY_NAME)
		leave_imports(&leaving);
}
