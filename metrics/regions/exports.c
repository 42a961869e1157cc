#include "exports.h"

#include "memo.h"

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
	if (memo_has(&exports->answers, key_of(file, name), answer))
		return true;
	exports_begin(exports);
	return false;
}

void exports_answer(struct exports *exports, uint32_t file, uint64_t name, uint32_t answer)
{
	memo_keep(&exports->answers, key_of(file, name), answer);
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
uint8_t defined_as(const struct facts *facts, uint64_t name)
{
	size_t low = 0, high = facts->definition_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (facts->definitions[middle].name == name)
			return facts->definitions[middle].flags;
		if (facts->definitions[middle].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

bool defines(const struct facts *facts, uint64_t name, uint8_t except)
{
	uint8_t flags = defined_as(facts, name);

	return flags && !(flags & except);
}

uint64_t import_binding(const struct import *import)
{
	return name_hash(import->alias.size ? import->alias : import->name);
}
