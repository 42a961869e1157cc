#include "bole/trend.h"

#include <stdarg.h>
#include <stdio.h>

const char *trend_direction_name(enum trend_direction direction)
{
	static const char *const names[] = {
		[TREND_UNKNOWN] = "unknown",
		[TREND_BETTER] = "better",
		[TREND_STEADY] = "steady",
		[TREND_WORSE] = "worse",
	};

	return names[direction];
}

void trend_release(struct trend *trend)
{
	arena_release(&trend->arena);
	*trend = TREND_INIT;
}

void trend_lacks(struct trend *trend, const char *format, ...)
{
	char words[1024];
	struct text *more = arena_new(&trend->arena, (trend->missing_count + 1) * sizeof(*more));
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	for (size_t i = 0; i < trend->missing_count; i++)
		more[i] = trend->missing[i];
	more[trend->missing_count++] = arena_text(&trend->arena, text_of(words));
	trend->missing = more;
}

/* A store may be a stranger's: sums of its numbers stay where differences of two
 * of them can be told. */
static int64_t bounded_sum(int64_t a, int64_t b)
{
	const int64_t most = INT64_MAX / 16;
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		return b > 0 ? most : -most;
	if (sum > most)
		return most;
	return sum < -most ? -most : sum;
}

static int64_t bounded_product(int64_t debt, uint32_t load)
{
	int64_t product;

	if (__builtin_mul_overflow(debt, (int64_t)load, &product))
		return debt > 0 ? INT64_MAX : INT64_MIN;
	return product;
}

void trend_add(struct trend_sums *sums, const struct trend_sums *file, uint32_t load)
{
	sums->files += file->files;
	sums->units += file->units;
	sums->unmeasured += file->unmeasured;
	sums->sloc += file->sloc;
	sums->cognitive += file->cognitive;
	sums->cyclomatic += file->cyclomatic;
	sums->debt = bounded_sum(sums->debt, file->debt);
	sums->burden = bounded_sum(sums->burden, bounded_product(file->debt, load));
	sums->duplicated_lines += file->duplicated_lines;
}
