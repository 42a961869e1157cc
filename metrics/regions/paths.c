#include "paths.h"

#include <string.h>

static size_t last_slash(struct text path)
{
	const char *slash = path.size ? memrchr(path.data, '/', path.size) : NULL;

	return slash ? (size_t)(slash - path.data) : SIZE_MAX;
}

struct text path_folder(struct text path)
{
	size_t slash = last_slash(path);

	return (struct text){ path.data, slash == SIZE_MAX ? 0 : slash };
}

struct text path_name(struct text path)
{
	size_t start = last_slash(path) + 1;

	return (struct text){ path.data + start, path.size - start };
}

/* A leading dot starts a hidden name, no extension. */
static size_t last_dot(struct text name)
{
	const char *dot = name.size > 1 ? memrchr(name.data + 1, '.', name.size - 1) : NULL;

	return dot ? (size_t)(dot - name.data) : name.size;
}

struct text path_stem(struct text path)
{
	struct text name = path_name(path);

	return (struct text){ name.data, last_dot(name) };
}

struct text path_extension(struct text path)
{
	struct text name = path_name(path);
	size_t dot = last_dot(name);

	if (dot < name.size)
		dot++;
	return (struct text){ name.data + dot, name.size - dot };
}

struct text path_without_query(struct text path)
{
	const char *mark = path.size ? memchr(path.data, '?', path.size) : NULL;

	if (mark)
		path.size = (size_t)(mark - path.data);
	return path;
}

struct text path_step(struct text *rest)
{
	const char *slash = rest->size ? memchr(rest->data, '/', rest->size) : NULL;
	struct text part = { rest->data, slash ? (size_t)(slash - rest->data) : rest->size };
	size_t taken = slash ? part.size + 1 : part.size;

	rest->data += taken;
	rest->size -= taken;
	return part;
}

bool path_is_in(struct text path, struct text folder)
{
	if (!folder.size)
		return true;
	return path.size > folder.size && path.data[folder.size] == '/' &&
	       memcmp(path.data, folder.data, folder.size) == 0;
}

bool path_ends_in(struct text path, struct text tail)
{
	size_t start = path.size - tail.size;

	if (path.size < tail.size || !tail.size)
		return false;
	return memcmp(path.data + start, tail.data, tail.size) == 0 &&
	       (start == 0 || path.data[start - 1] == '/');
}

/* How many bytes of whole leading folders two paths share. */
static size_t shared_folders(struct text a, struct text b)
{
	struct text longer = a.size < b.size ? b : a;
	size_t shorter = a.size < b.size ? a.size : b.size;
	size_t shared = 0, at = 0;

	for (; at < shorter && a.data[at] == b.data[at]; at++)
		if (a.data[at] == '/')
			shared = at + 1;
	if (at == shorter && at < longer.size && longer.data[at] == '/')
		shared = at + 1;
	return shared;
}

bool path_is_nearer(struct text from, struct text a, struct text b)
{
	size_t shared_a = shared_folders(from, a), shared_b = shared_folders(from, b);

	if (shared_a != shared_b)
		return shared_a > shared_b;
	if (a.size != b.size)
		return a.size < b.size;
	return text_compare(a, b) < 0;
}

bool path_join(struct bytes *out, struct text folder, struct text relative)
{
	bytes_clear(out);
	bytes_add_text(out, folder);
	while (relative.size) {
		struct text part = path_step(&relative);

		if (!part.size || text_is(part, "."))
			continue;
		if (text_is(part, "..")) {
			if (!out->size)
				return false;
			out->size = path_folder(bytes_text(out)).size;
			continue;
		}
		if (out->size)
			bytes_add_char(out, '/');
		bytes_add_text(out, part);
	}
	bytes_reserve(out, 0);
	out->data[out->size] = '\0';
	return true;
}
