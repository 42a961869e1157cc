/* What the graph sees of a blob, in one number. */
#include "bole/facts.h"

static uint64_t mix_text(uint64_t hash, struct text text)
{
	return hash_mix(hash, text_hash(text));
}

uint64_t facts_face(const struct facts *facts)
{
	uint64_t hash = mix_text(facts->refusal, facts->package);

	hash = hash_mix(hash, (uint64_t)facts->generated << 1 | facts->has_main);
	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		hash = hash_mix(hash, (uint64_t)import->kind << 32 | import->flags);
		hash = mix_text(hash, import->target);
		hash = mix_text(hash, import->name);
		hash = mix_text(hash, import->alias);
	}
	for (size_t i = 0; i < facts->definition_count; i++)
		hash = hash_mix(hash_mix(hash, facts->definitions[i].name),
		                facts->definitions[i].flags);
	return hash;
}

uint64_t facts_shape(const struct facts *facts)
{
	uint64_t hash = facts_face(facts);

	for (size_t i = 0; i < facts->reference_count; i++)
		hash = hash_mix(hash_mix(hash_mix(hash, facts->references[i].name),
		                         facts->references[i].qualifier),
		                facts->references[i].flags);
	return hash;
}
