#include "bole/judge.h"

static const struct rule_row rows[RULE_COUNT] = {
	[RULE_COMPLEXITY] = {
		.name = "complexity",
		.title = "a function became harder to understand",
		.levels = { LEVEL_NOTE, LEVEL_WARN, LEVEL_REJECT },
		.least = LEVEL_OFF,
		.most = LEVEL_REJECT,
		.limits = { 25, 25, 15 },
		.unit = "cognitive complexity",
		.help = "Take helpers with names of their own out of it, or return early "
			"instead of nesting.",
	},
	[RULE_SIZE] = {
		.name = "size",
		.title = "a function became longer",
		.levels = { LEVEL_NOTE, LEVEL_NOTE, LEVEL_WARN },
		.least = LEVEL_OFF,
		.most = LEVEL_REJECT,
		.limits = { 60, 60, 60 },
		.unit = "SLOC",
		.help = "Split it where a comment or an empty line already parts it.",
	},
	[RULE_NESTING] = {
		.name = "nesting",
		.title = "a function became more deeply nested",
		.levels = { LEVEL_NOTE, LEVEL_NOTE, LEVEL_WARN },
		.least = LEVEL_OFF,
		.most = LEVEL_REJECT,
		.limits = { 4, 4, 4 },
		.unit = "levels of nesting",
		.help = "Return early, or give the innermost block a name of its own.",
	},
	[RULE_PARAMETERS] = {
		.name = "parameters",
		.title = "a function takes more parameters",
		.levels = { LEVEL_NOTE, LEVEL_NOTE, LEVEL_WARN },
		.least = LEVEL_OFF,
		.most = LEVEL_REJECT,
		.limits = { 6, 6, 6 },
		.unit = "parameters",
		.help = "Pass what belongs together as one value.",
	},
	[RULE_DUPLICATE] = {
		.name = "duplicate",
		.title = "code was written that is there already",
		.levels = { LEVEL_NOTE, LEVEL_WARN, LEVEL_REJECT },
		.least = LEVEL_OFF,
		.most = LEVEL_REJECT,
		.limits = { 50, 50, 50 },
		.unit = "tokens",
		.help = "Call the original, or take what both need into one place.",
	},
	[RULE_PROMOTION] = {
		.name = "promotion",
		.title = "more files stand on debt that was cheap",
		.levels = { LEVEL_OFF, LEVEL_WARN, LEVEL_WARN },
		.least = LEVEL_OFF,
		.most = LEVEL_REJECT,
		.help = "Depend on something simpler, or simplify those functions before more files "
			"stand on them.",
	},
	[RULE_CYCLE] = {
		.name = "cycle",
		.title = "files came to depend on each other in a circle",
		.levels = { LEVEL_NOTE, LEVEL_WARN, LEVEL_REJECT },
		.least = LEVEL_OFF,
		.most = LEVEL_REJECT,
		.help = "Move what both sides need into a file that depends on neither.",
	},
	[RULE_POLICY] = {
		.name = "policy",
		.title = "the change loosens what is judged",
		.levels = { LEVEL_WARN, LEVEL_WARN, LEVEL_WARN },
		.least = LEVEL_WARN,
		.most = LEVEL_REJECT,
		.help = "Check that this is meant: it takes effect with the next change.",
	},
	[RULE_UNMEASURED] = {
		.name = "unmeasured",
		.title = "bole could not measure what changed",
		.levels = { LEVEL_NOTE, LEVEL_WARN, LEVEL_WARN },
		.least = LEVEL_OFF,
		.most = LEVEL_WARN,
		.help = "Read this change yourself: no number stands for it.",
	},
};

const struct rule_row *rule_rows(void)
{
	return rows;
}

const char *level_name(enum level level)
{
	static const char *const names[LEVEL_COUNT] = {
		[LEVEL_OFF] = "off",
		[LEVEL_NOTE] = "note",
		[LEVEL_WARN] = "warn",
		[LEVEL_REJECT] = "reject",
	};

	return names[level];
}

const char *outcome_name(enum outcome outcome)
{
	static const char *const names[] = {
		[OUTCOME_ACCEPTED] = "accepted",
		[OUTCOME_WARNED] = "accepted with warnings",
		[OUTCOME_REJECTED] = "rejected",
		[OUTCOME_NOT_JUDGED] = "not judged",
	};

	return names[outcome];
}
