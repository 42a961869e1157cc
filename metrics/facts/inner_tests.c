/*
 * Tests that stand in the file they test (Rust): what they take from other
 * files makes nothing depend on those, no more than a test beside it does.
 */
#include "tally.h"

static bool begins_with(const struct tally *tally, uint32_t token, const char *const *words)
{
	for (; *words; words++)
		if (!token_is(tally, token++, *words))
			return false;
	return true;
}

static bool begins_test(const struct tally *tally, uint32_t token)
{
	const char *const *const *ways = tally->outline->language->inner_tests;

	for (; *ways; ways++)
		if (begins_with(tally, token, *ways))
			return true;
	return false;
}

/* The token behind the bracket that closes the one at `token`. */
static uint32_t behind_closing(const struct tally *tally, uint32_t token, const char *open,
                               const char *close)
{
	uint32_t depth = 0;

	for (; token < tally->outline->token_count; token++) {
		if (token_is(tally, token, open))
			depth++;
		else if (token_is(tally, token, close) && --depth == 0)
			return token + 1;
	}
	return token;
}

/* The block of the item at `token`; false: it has none. */
static bool find_block(const struct tally *tally, uint32_t token, uint32_t *begin, uint32_t *end)
{
	while (token_is(tally, token, "#")) /* an attribute, and further ones */
		token = behind_closing(tally, token, "[", "]");
	*begin = token;
	while (token < tally->outline->token_count && !token_is(tally, token, "{") &&
	       !token_is(tally, token, ";"))
		token++;
	if (!token_is(tally, token, "{"))
		return false;
	*end = behind_closing(tally, token, "{", "}");
	return true;
}

void find_inner_tests(struct tally *tally)
{
	uint32_t begin, end;

	if (!tally->outline->language->inner_tests)
		return;
	for (uint32_t i = 0; i < tally->outline->token_count; i++) {
		if (!begins_test(tally, i) || !find_block(tally, i, &begin, &end))
			continue;
		for (uint32_t token = begin; token < end; token++)
			tally->not_used[token] = 1;
		i = end - 1;
	}
}
