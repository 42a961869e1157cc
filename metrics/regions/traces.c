#include "traces.h"

#include "c_includes.h"
#include "exports.h"
#include "paths.h"
#include "system_headers.h"

bool traces_tell_of(enum link_style style)
{
	return style != LINKS_RUST;
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

uint64_t trace_target(struct text target)
{
	return trace_key(TRACE_LAST, LINKS_GO, text_hash(target));
}

bool traces_leave_out(struct text target)
{
	return !path_folder(target).size && is_system_header(target);
}
