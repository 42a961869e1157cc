/* Merges: only what is worse than every parent is a finding. */
#include "bole/judge.h"
#include "metrics/judge/trial.h"

/* How far the number went; as far as can be when there was none. */
static uint32_t way_of(const struct finding *finding)
{
	if (finding->before == UINT32_MAX || finding->after == UINT32_MAX)
		return UINT32_MAX;
	return finding->after > finding->before ? finding->after - finding->before
	                                        : finding->before - finding->after;
}

/* Of two findings of the same: the one that says less of the change. */
static bool is_milder(const struct finding *a, const struct finding *b)
{
	if (a->level != b->level)
		return a->level < b->level;
	return way_of(a) < way_of(b);
}

static void take_over(struct verdict *verdict, struct finding *finding, const struct finding *other)
{
	struct arena *arena = &verdict->arena;

	*finding = *other;
	finding->path = arena_text(arena, other->path);
	finding->unit = arena_text(arena, other->unit);
	finding->was = arena_text(arena, other->was);
	finding->message = arena_text(arena, other->message);
	finding->reason = arena_text(arena, other->reason);
}

void verdict_intersect(struct verdict *verdict, const struct verdict *other)
{
	struct hash_map found = HASH_MAP_INIT;
	size_t kept = 0;

	if (verdict->outcome == OUTCOME_NOT_JUDGED || other->outcome == OUTCOME_NOT_JUDGED)
		return;
	/* Backwards: the worst of equal ones is entered last and stays. */
	for (size_t i = other->count; i-- > 0;)
		*hash_map_at(&found, other->findings[i].identity) = (uint32_t)i;
	for (size_t i = 0; i < verdict->count; i++) {
		struct finding *finding = &verdict->findings[i];
		uint32_t at = hash_map_get(&found, finding->identity);

		if (at == MAP_NONE) {
			verdict->unmeasured -= finding->blind;
			continue;
		}
		if (is_milder(&other->findings[at], finding))
			take_over(verdict, finding, &other->findings[at]);
		verdict->findings[kept++] = *finding;
	}
	verdict->count = kept;
	/* Where the rule is off nothing was found, and yet all was counted. */
	if (verdict->unmeasured > other->unmeasured)
		verdict->unmeasured = other->unmeasured;
	hash_map_release(&found);
	verdict_close(verdict);
}
