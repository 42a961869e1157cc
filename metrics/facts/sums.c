/* What follows from facts that are known. */
#include "bole/facts.h"

uint32_t facts_revision(const struct language *language)
{
	uint32_t revision = (uint32_t)FACTS_REVISION << 16 | language->revision;

	return language->alternative ? revision + language->alternative->revision : revision;
}

uint64_t name_hash(struct text name)
{
	return text_hash(name) >> 16;
}

double unit_debt(const struct unit *unit)
{
	double share = ((double)unit->cognitive - 5) / 5;

	if (share < 0)
		share = 0;
	if (share > 1)
		share = 1;
	return unit->cognitive + 0.5 * unit->sloc * share;
}

double facts_debt(const struct facts *facts)
{
	double debt = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		debt += unit_debt(&facts->units[i]);
	return debt;
}

uint32_t facts_cognitive(const struct facts *facts)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		sum += facts->units[i].cognitive;
	return sum;
}

uint32_t facts_cyclomatic(const struct facts *facts)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		sum += facts->units[i].cyclomatic;
	return sum;
}

size_t facts_unmeasured(const struct facts *facts)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		count += facts->units[i].quality != QUALITY_MEASURED;
	return count;
}
