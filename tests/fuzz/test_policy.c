/* Settings from a tracked file: a line each, "name=value", or "name" alone. */
#include "bole/judge.h"
#include "fuzz.h"

static void check_policy(const struct policy *policy)
{
	const struct rule_row *rows = rule_rows();

	for (int rule = 0; rule < RULE_COUNT; rule++) {
		for (int region = 0; region < REGION_COUNT; region++) {
			enum level level = policy->levels[rule][region];
			uint32_t limit = policy->limits[rule][region];

			CLAIM(level == rows[rule].levels[region] ||
			      (level >= rows[rule].least && level <= rows[rule].most));
			CLAIM(limit <= 10000 && (limit == 0) == (rows[rule].limits[region] == 0));
		}
	}
	CLAIM(policy->grace <= 10000);
}

static void set_line(struct policy *policy, struct text line)
{
	struct fault fault = { .status = STATUS_OK };
	struct policy before = *policy;
	struct text name = fuzz_take(&line, '=');
	bool bare = line.data == name.data + name.size;
	char *copy = fuzz_copy(line);
	struct text value = bare ? (struct text){ NULL, 0 } : (struct text){ copy, line.size };
	enum status status = policy_set(policy, name, value, &fault);

	CLAIM(status == STATUS_OK || status == STATUS_ABSENT || status == STATUS_USAGE);
	CLAIM(status != STATUS_USAGE || (fault.status == STATUS_USAGE && fault.text[0]));
	CLAIM(memchr(fault.text, '\0', sizeof(fault.text)));
	CLAIM(status == STATUS_OK || memcmp(&before, policy, sizeof(before)) == 0);
	check_policy(policy);
	free(copy);
}

/* Of two policies that differ at most one of both ways can be no loosening. */
static void compare(const struct policy *a, const struct policy *b)
{
	struct bytes how = BYTES_INIT;

	CLAIM(!policy_loosened(a, a, &how) && !how.size);
	if (policy_loosened(a, b, &how)) {
		CLAIM(how.size && how.data[how.size - 1] == '\n');
		CLAIM(memcmp(a, b, sizeof(*a)) != 0);
	} else {
		CLAIM(!how.size);
	}
	bytes_release(&how);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text input = fuzz_text(data, size);
	struct policy usual, policy;

	memset(&policy, 0, sizeof(policy));
	memset(&usual, 0, sizeof(usual));
	policy_default(&usual);
	memcpy(&policy, &usual, sizeof(policy));
	while (input.size)
		set_line(&policy, fuzz_take(&input, '\n'));
	compare(&usual, &policy);
	compare(&policy, &usual);
	return 0;
}
