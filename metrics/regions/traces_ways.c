/* The ways of imports, and those to what comes or goes: by words of paths. */
#include "paths.h"
#include "traces.h"

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

static void find_script_way(struct text path, struct text target, way_found *found, void *context)
{
	struct bytes joined = BYTES_INIT;

	target = path_without_query(target);
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

/* From the folder before it, and from anywhere. */
static size_t add_steps(struct step step, uint64_t *keys, size_t count)
{
	keys[count++] = trace_step(TRACE_STEP, step);
	step.folder = TEXT("");
	keys[count++] = trace_step(TRACE_STEP, step);
	return count;
}

size_t traces_ways_to(enum link_style style, struct text path, uint64_t *keys)
{
	struct step step = trace_step_to(path);
	size_t count = 0;

	if (style == LINKS_PYTHON)
		count = add_steps(step, keys, count);
	/* `from __init__ import name` goes past its name. */
	if (style == LINKS_PYTHON && text_is(path_stem(path), "__init__"))
		count = add_steps((struct step){ path_name(path_folder(path)), path_stem(path) },
		                  keys, count);
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
