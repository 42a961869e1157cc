/* What the graph sees of a blob, in one number. */
#include "bole/facts.h"

static uint64_t mix_text(uint64_t hash, struct text text)
{
	return hash_mix(hash, text_hash(text));
}

static uint64_t mix_reference(uint64_t hash, const struct reference *reference)
{
	hash = hash_mix(hash_mix(hash, reference->name), reference->qualifier);
	return hash_mix(hash, reference->flags);
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
	for (size_t i = 0; i < facts->reference_count; i++)
		if (facts->references[i].flags & REFERS_EXPANSION)
			hash = mix_reference(hash, &facts->references[i]);
	return hash;
}

uint64_t facts_shape(const struct facts *facts)
{
	uint64_t hash = facts_face(facts);

	for (size_t i = 0; i < facts->reference_count; i++)
		hash = mix_reference(hash, &facts->references[i]);
	return hash;
}
