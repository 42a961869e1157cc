#include "bole/judge.h"

#include <string.h>

enum { NUMBER_MAX = 10000, GRACE = 2 };

void policy_default(struct policy *policy)
{
	const struct rule_row *rows = rule_rows();

	*policy = (struct policy){ .enabled = true, .grace = GRACE };
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		for (int region = 0; region < REGION_COUNT; region++) {
			policy->levels[rule][region] = rows[rule].levels[region];
			policy->limits[rule][region] = rows[rule].limits[region];
		}
	}
}

/* --- reading a setting -------------------------------------------------------- */

/* What is being set, for the faults. */
struct setting {
	struct text name;
	struct text value;
	struct fault *fault;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* git leaves the middle of a name as it was typed. */
static bool same_word(struct text a, const char *word)
{
	if (a.size != strlen(word))
		return false;
	for (size_t i = 0; i < a.size; i++)
		if (lower(a.data[i]) != word[i])
			return false;
	return true;
}

/* Enough of a text to recognise it by in a fault. */
static int shown(struct text text)
{
	return text.size > 80 ? 80 : (int)text.size;
}

#define SHOWN(text) shown(text), (text).data ? (text).data : ""

static enum status broken_value(const struct setting *setting, const char *expected)
{
	return fault_set(setting->fault, STATUS_USAGE, "bole.%.*s: '%.*s' is not %s",
	                 SHOWN(setting->name), SHOWN(setting->value), expected);
}

/* git's own words for yes and no, but for the empty value: it would switch
 * judging off by a slip. */
static enum status set_truth(const struct setting *setting, bool *truth)
{
	static const char *const yes[] = { "true", "yes", "on", "1" };
	static const char *const no[] = { "false", "no", "off", "0" };

	if (!setting->value.data) {
		*truth = true;
		return STATUS_OK;
	}
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (same_word(setting->value, yes[i]) || same_word(setting->value, no[i])) {
			*truth = same_word(setting->value, yes[i]);
			return STATUS_OK;
		}
	}
	return broken_value(setting, "true or false");
}

static enum status set_number(const struct setting *setting, uint32_t least, uint32_t *number)
{
	const char *expected = least ? "a number from 1 to 10000" : "a number from 0 to 10000";
	uint32_t read = 0;

	if (!setting->value.size)
		return broken_value(setting, expected);
	for (size_t i = 0; i < setting->value.size; i++) {
		char digit = setting->value.data[i];

		if (digit < '0' || digit > '9')
			return broken_value(setting, expected);
		read = read * 10 + (uint32_t)(digit - '0');
		if (read > NUMBER_MAX)
			return broken_value(setting, expected);
	}
	if (read < least)
		return broken_value(setting, expected);
	*number = read;
	return STATUS_OK;
}

static enum status set_level(const struct setting *setting, const struct rule_row *row,
                             enum level *level)
{
	for (int l = 0; l < LEVEL_COUNT; l++) {
		if (!same_word(setting->value, level_name((enum level)l)))
			continue;
		if (l < (int)row->least)
			return fault_set(setting->fault, STATUS_USAGE,
			                 "bole.%.*s: the rule '%s' can be set to %s at least",
			                 SHOWN(setting->name), row->name, level_name(row->least));
		if (l > (int)row->most)
			return fault_set(setting->fault, STATUS_USAGE,
			                 "bole.%.*s: the rule '%s' can be set to %s at most",
			                 SHOWN(setting->name), row->name, level_name(row->most));
		*level = (enum level)l;
		return STATUS_OK;
	}
	return broken_value(setting, "off, note, warn or reject");
}

static bool cut_last_part(struct text name, struct text *head, struct text *last)
{
	for (size_t at = name.size; at-- > 0;) {
		if (name.data[at] != '.')
			continue;
		*head = (struct text){ name.data, at };
		*last = (struct text){ name.data + at + 1, name.size - at - 1 };
		return true;
	}
	return false;
}

static int find_rule(struct text word)
{
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (same_word(word, rule_rows()[rule].name))
			return rule;
	return -1;
}

static int find_region(struct text word)
{
	for (int region = 0; region < REGION_COUNT; region++)
		if (same_word(word, region_name((enum region)region)))
			return region;
	return -1;
}

/* RULE.REGION, `where` being the name without its last part. */
static enum status set_of_rule(struct policy *policy, const struct setting *setting,
                               struct text where, bool is_limit)
{
	struct text rule_word = where, region_word = TEXT("");
	int rule, region;

	cut_last_part(where, &rule_word, &region_word);
	rule = find_rule(rule_word);
	region = find_region(region_word);
	if (rule < 0)
		return fault_set(setting->fault, STATUS_USAGE, "bole.%.*s: there is no rule '%.*s'",
		                 SHOWN(setting->name), SHOWN(rule_word));
	if (region < 0)
		return fault_set(setting->fault, STATUS_USAGE,
		                 "bole.%.*s: behind the rule must stand leaf, branch or trunk, "
		                 "as in bole.%s.trunk.%s",
		                 SHOWN(setting->name), rule_rows()[rule].name,
		                 is_limit ? "limit" : "level");
	if (!is_limit)
		return set_level(setting, &rule_rows()[rule], &policy->levels[rule][region]);
	if (!rule_rows()[rule].limits[region])
		return fault_set(setting->fault, STATUS_USAGE,
		                 "bole.%.*s: the rule '%s' has no limit", SHOWN(setting->name),
		                 rule_rows()[rule].name);
	return set_number(setting, 1, &policy->limits[rule][region]);
}

enum status policy_set(struct policy *policy, struct text name, struct text value,
                       struct fault *fault)
{
	struct setting setting = { name, value.data ? text_trim(value) : value, fault };
	struct text where, last;

	if (same_word(name, "enabled"))
		return set_truth(&setting, &policy->enabled);
	if (same_word(name, "tests"))
		return set_truth(&setting, &policy->judge_tests);
	if (same_word(name, "grace"))
		return set_number(&setting, 0, &policy->grace);
	if (!cut_last_part(name, &where, &last))
		return STATUS_ABSENT;
	if (same_word(last, "limit"))
		return set_of_rule(policy, &setting, where, true);
	if (same_word(last, "level"))
		return set_of_rule(policy, &setting, where, false);
	return STATUS_ABSENT;
}

/* --- comparing ------------------------------------------------------------------ */

static void loosened_at(const struct policy *before, const struct policy *after, int rule,
                        int region, struct bytes *how)
{
	const char *name = rule_rows()[rule].name;
	const char *where = region_name((enum region)region);
	enum level was = before->levels[rule][region], is = after->levels[rule][region];
	uint32_t limit_was = before->limits[rule][region], limit_is = after->limits[rule][region];

	if (was == LEVEL_OFF)
		return;
	if (is < was)
		bytes_format(how, "%s.%s.level: lowered from %s to %s\n", name, where,
		             level_name(was), level_name(is));
	if (limit_is > limit_was)
		bytes_format(how, "%s.%s.limit: raised from %u to %u\n", name, where, limit_was,
		             limit_is);
}

bool policy_loosened(const struct policy *before, const struct policy *after, struct bytes *how)
{
	size_t size = how->size;

	if (!before->enabled)
		return false;
	if (!after->enabled)
		bytes_add_string(how, "enabled: judging is switched off\n");
	for (int rule = 0; rule < RULE_COUNT; rule++)
		for (int region = 0; region < REGION_COUNT; region++)
			loosened_at(before, after, rule, region, how);
	if (after->grace > before->grace)
		bytes_format(how, "grace: raised from %u to %u\n", before->grace, after->grace);
	if (before->judge_tests && !after->judge_tests)
		bytes_add_string(how, "tests: tests are no longer judged\n");
	return how->size > size;
}
