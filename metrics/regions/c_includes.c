#include "c_includes.h"

#include <string.h>

#include "conventions.h"
#include "memo.h"
#include "paths.h"
#include "system_headers.h"

bool c_is_header(struct text path)
{
	struct text extension = path_extension(path);

	return text_starts(extension, "h") || text_is(extension, "inl") ||
	       text_is(extension, "inc") || text_is(extension, "ipp") || text_is(extension, "tcc");
}

bool c_may_be_body(const struct source_file *file)
{
	const struct facts *facts = file->facts;

	for (size_t i = 0; i < facts->definition_count && !c_is_header(file->path); i++)
		if (facts->definitions[i].flags & DEFINES_MEMBER)
			return true;
	return false;
}

void c_includes_init(struct c_includes *c, struct tree *tree)
{
	*c = (struct c_includes){
		.tree = tree,
		.project = memory_new(tree->count * sizeof(*c->project)),
	};
	namesakes_init(&c->namesakes, tree, LINKS_C);
	for (uint32_t i = 0; i < tree->count; i++)
		if (tree_style(tree, i) == LINKS_C && tree->classes[i] == FILE_VENDORED)
			c->project[i] = text_hash(vendored_project(tree_path(tree, i))) | 1;
}

void c_includes_release(struct c_includes *c)
{
	namesakes_release(&c->namesakes);
	hash_map_release(&c->memo);
	memory_free(c->project);
	bytes_release(&c->path);
}

/* What `../` leads to is not known before the root is: only the rest tells. */
static struct text without_climbs(struct text target)
{
	while (text_starts(target, "../") || text_starts(target, "./")) {
		size_t size = target.data[1] == '/' ? 2 : 3;

		target.data += size;
		target.size -= size;
	}
	return target;
}

/* Can code of `from` have `to` on its include path? */
static bool can_include(const struct c_includes *c, uint32_t from, uint32_t to)
{
	if (c->project[from] && c->project[from] != c->project[to])
		return false;
	return tree_may_use(c->tree, from, to);
}

/* The folder that an include path must name for `target` to mean `path`. */
static struct text include_root(struct text path, struct text target)
{
	size_t size = path.size - target.size;

	return (struct text){ path.data, size ? size - 1 : 0 };
}

static bool is_include_folder(struct text root)
{
	struct text name = path_name(root);

	return text_is(name, "include") || text_is(name, "includes") || text_is(name, "inc");
}

struct candidates {
	uint32_t nearest;
	uint32_t nearest_public; /* below a folder named include */
	uint32_t elsewhere;      /* the last that is not in the includer's own folder */
	uint32_t count, count_elsewhere;
};

static struct candidates find_candidates(const struct c_includes *c, uint32_t from,
                                         struct text target)
{
	struct candidates found = { FILE_NONE, FILE_NONE, FILE_NONE, 0, 0 };
	uint32_t at = namesakes_first(&c->namesakes, target);

	for (size_t i = 0; at != FILE_NONE && i < NAMESAKES_MAX;
	     i++, at = namesakes_next(&c->namesakes, target, at)) {
		struct text path = tree_path(c->tree, at);

		if (!path_ends_in(path, target) || !can_include(c, from, at))
			continue;
		found.count++;
		if (c->tree->folder_of[at] != c->tree->folder_of[from]) {
			found.count_elsewhere++;
			found.elsewhere = at;
		}
		if (found.nearest == FILE_NONE || tree_is_nearer(c->tree, from, at, found.nearest))
			found.nearest = at;
		if (!is_include_folder(include_root(path, target)))
			continue;
		if (found.nearest_public == FILE_NONE ||
		    tree_is_nearer(c->tree, from, at, found.nearest_public))
			found.nearest_public = at;
	}
	return found;
}

static uint32_t find_quoted(struct c_includes *c, uint32_t from, struct text target)
{
	uint32_t found = FILE_NONE;

	if (path_join(&c->path, tree_home(c->tree, from)->path, target))
		found = tree_file(c->tree, bytes_text(&c->path));
	if (found != FILE_NONE)
		return found;
	target = without_climbs(target);
	return target.size ? find_candidates(c, from, target).nearest : FILE_NONE;
}

static uint32_t find_angled(struct c_includes *c, uint32_t from, struct text target)
{
	struct candidates found;

	/* A C library or a kernel has its own of these, at its top. */
	if (is_system_header(target))
		return tree_file_in(c->tree, TEXT("include"), target);
	target = without_climbs(target);
	if (!target.size)
		return FILE_NONE;
	found = find_candidates(c, from, target);
	if (found.nearest_public != FILE_NONE)
		return found.nearest_public;
	if (found.count == 1 || memchr(target.data, '/', target.size))
		return found.nearest;
	/* Quotes would have found the one beside: the other is meant. */
	return found.count_elsewhere == 1 ? found.elsewhere : FILE_NONE;
}

bool is_include(const struct import *import)
{
	return import->kind == IMPORT_INCLUDE || import->kind == IMPORT_INCLUDE_SYSTEM;
}

/* All files of a folder and a class mean the same by the same words. */
uint32_t c_includes_find(struct c_includes *c, uint32_t from, const struct import *import)
{
	uint64_t place = (uint64_t)c->tree->folder_of[from] << 8 | c->tree->classes[from];
	uint64_t key = hash_mix(hash_mix(text_hash(import->target), import->kind), place);
	uint32_t answer;

	if (memo_has(&c->memo, key, &answer))
		return answer;
	answer = import->kind == IMPORT_INCLUDE ? find_quoted(c, from, import->target)
	                                        : find_angled(c, from, import->target);
	return memo_keep(&c->memo, key, answer);
}
