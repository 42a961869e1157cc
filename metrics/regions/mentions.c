/*
 * Names are put into about as many places as there are mentions, by their hash, and a place holds
 * the files alone: who asks looks into those anyway, and names would take twice as much again.
 */
#include "mentions.h"

struct mentions {
	uint32_t *first; /* of place i: files[first[i]] up to, but without, files[first[i + 1]] */
	uint32_t *files;
	uint64_t mask;
};

typedef void mention_seen(struct mentions *mentions, uint64_t name, uint32_t file);

static void each_mention(const struct regions *regions, mention_seen *seen,
                         struct mentions *mentions)
{
	for (uint32_t file = 0; file < regions->count; file++) {
		const struct facts *facts = regions->files[file].facts;

		if (source_class(&regions->files[file]) != FILE_SOURCE)
			continue;
		for (size_t i = 0; i < facts->reference_count; i++)
			if (i == 0 || facts->references[i].name != facts->references[i - 1].name)
				seen(mentions, facts->references[i].name, file);
		for (size_t i = 0; i < facts->import_count; i++)
			if (facts->imports[i].alias.size && facts->imports[i].name.size)
				seen(mentions, name_hash(facts->imports[i].name), file);
	}
}

static void count_mention(struct mentions *mentions, uint64_t name, uint32_t file)
{
	(void)file;
	mentions->first[(name & mentions->mask) + 1]++;
}

/* `first` of a place is where its next file goes: in the end, where the next place begins. */
static void put_mention(struct mentions *mentions, uint64_t name, uint32_t file)
{
	mentions->files[mentions->first[name & mentions->mask]++] = file;
}

static size_t count_references(const struct regions *regions)
{
	size_t count = 0;

	for (size_t i = 0; i < regions->count; i++)
		count += regions->files[i].facts->reference_count;
	return count;
}

struct mentions *mentions_gather(const struct regions *regions)
{
	struct mentions *mentions = memory_new(sizeof(*mentions));
	size_t references = count_references(regions), places = 1;

	while (places < references)
		places *= 2;
	mentions->mask = places - 1;
	mentions->first = memory_new((places + 1) * sizeof(*mentions->first));
	each_mention(regions, count_mention, mentions);
	for (size_t i = 0; i < places; i++)
		mentions->first[i + 1] += mentions->first[i];
	mentions->files = memory_new((mentions->first[places] + 1) * sizeof(*mentions->files));
	each_mention(regions, put_mention, mentions);
	for (size_t i = places; i > 0; i--)
		mentions->first[i] = mentions->first[i - 1];
	mentions->first[0] = 0;
	return mentions;
}

const uint32_t *mentions_of(const struct mentions *mentions, uint64_t name, size_t *count)
{
	const uint32_t *first = &mentions->first[name & mentions->mask];

	*count = first[1] - first[0];
	return mentions->files + first[0];
}

void mentions_free(struct mentions *mentions)
{
	if (!mentions)
		return;
	memory_free(mentions->first);
	memory_free(mentions->files);
	memory_free(mentions);
}
