/* Of most of what people change in a package.json, versions and scripts, no link says anything. */
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "paths.h"

#include "bole/regions.h"

/* What script_packages.c and script_projects.c ask for: each name, or path of two. */
static const char *const of_package[][2] = {
	{ "name" },   { "source" }, { "types" },   { "typings" },
	{ "module" }, { "main" },   { "exports" }, { "imports" },
};
static const char *const of_project[][2] = {
	{ "extends" },
	{ "compilerOptions", "baseUrl" },
	{ "compilerOptions", "paths" },
};

static uint64_t mix_value(uint64_t hash, const json_t *value)
{
	char *text = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;

	hash = hash_mix(hash, text ? text_hash(text_of(text)) : 0);
	free(text);
	return hash;
}

static uint64_t mix_members(const json_t *json, const char *const (*members)[2], size_t count)
{
	uint64_t hash = json_is_object(json);

	for (size_t i = 0; i < count; i++) {
		const json_t *value = json_object_get(json, members[i][0]);

		hash = mix_value(hash,
		                 members[i][1] ? json_object_get(value, members[i][1]) : value);
	}
	return hash;
}

uint64_t regions_guide_meaning(const struct guide_file *guide)
{
	struct text name = path_name(guide->path);
	json_t *json;
	uint64_t hash;

	if (!text_ends(name, ".json") || text_is(name, "composer.json"))
		return text_hash(guide->content);
	json = json_read(guide->content);
	if (text_is(name, "package.json"))
		hash = mix_members(json, of_package, sizeof(of_package) / sizeof(of_package[0]));
	else
		hash = mix_members(json, of_project, sizeof(of_project) / sizeof(of_project[0]));
	json_decref(json);
	return hash;
}
