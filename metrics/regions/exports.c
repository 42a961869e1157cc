#include "exports.h"

enum { NO_ANSWER = 0xfffffffe }; /* MAP_NONE is what the map says of a new key */

void exports_init(struct exports *exports, size_t files)
{
	*exports = (struct exports){ .visits = memory_new(files * sizeof(struct exports_visit)) };
}

void exports_release(struct exports *exports)
{
	hash_map_release(&exports->answers);
	memory_free(exports->visits);
}

static uint64_t key_of(uint32_t file, uint64_t name)
{
	return hash_mix(name, file);
}

void exports_begin(struct exports *exports)
{
	exports->question++;
	exports->visited = 0;
}

bool exports_known(struct exports *exports, uint32_t file, uint64_t name, uint32_t *answer)
{
	uint32_t known = hash_map_get(&exports->answers, key_of(file, name));

	if (known == MAP_NONE) {
		exports_begin(exports);
		return false;
	}
	*answer = known == NO_ANSWER ? FILE_NONE : known;
	return true;
}

void exports_answer(struct exports *exports, uint32_t file, uint64_t name, uint32_t answer)
{
	*hash_map_at(&exports->answers, key_of(file, name)) =
		answer == FILE_NONE ? NO_ANSWER : answer;
}

bool exports_visit(struct exports *exports, uint32_t file, uint64_t name)
{
	struct exports_visit *visit = &exports->visits[file];

	if (visit->question == exports->question && visit->name == name)
		return false;
	if (exports->visited >= EXPORTS_VISITS_MAX || exports->steps >= EXPORTS_STEPS_MAX)
		return false;
	exports->visited++;
	exports->steps++;
	*visit = (struct exports_visit){ name, exports->question };
	return true;
}

/* Definitions ascend by name. */
bool defines(const struct facts *facts, uint64_t name, uint8_t except)
{
	size_t low = 0, high = facts->definition_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct definition *definition = &facts->definitions[middle];

		if (definition->name == name)
			return !(definition->flags & except);
		if (definition->name < name)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

uint64_t import_binding(const struct import *import)
{
	return name_hash(import->alias.size ? import->alias : import->name);
}
