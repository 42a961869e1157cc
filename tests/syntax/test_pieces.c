/* The core's memory: what it is given is its own, and keeps what was written there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bole/base.h"
#include "metrics/syntax/pieces.h"

enum { HELD = 700, STEPS = 200000, LARGE = 3000 };

struct held {
	unsigned char *piece;
	size_t size;
	unsigned char sign; /* in each of its bytes */
};

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Mostly small ones, of all sizes around the steps. */
static size_t some_size(uint32_t *state)
{
	return next_random(state) % 8 ? next_random(state) % 120 : next_random(state) % LARGE;
}

static void assert_kept(const struct held *held, size_t size)
{
	for (size_t i = 0; i < size; i++)
		assert_int_equal(held->piece[i], held->sign);
}

static void sign(struct held *held, size_t size, unsigned char sign)
{
	held->size = size;
	held->sign = sign;
	memset(held->piece, sign, size);
}

static void step(struct held *held, uint32_t *state, unsigned char mark)
{
	size_t size = some_size(state);
	size_t least = size < held->size ? size : held->size;

	if (!held->piece) {
		held->piece = next_random(state) % 2 ? piece_new(size) : piece_resize(NULL, size);
	} else if (next_random(state) % 3) {
		assert_kept(held, held->size);
		piece_free(held->piece);
		*held = (struct held){ 0 };
		return;
	} else {
		held->piece = piece_resize(held->piece, size);
		assert_kept(held, least);
	}
	assert_int_equal((uintptr_t)held->piece % sizeof(void *), 0);
	sign(held, size, mark);
}

/* Waves, so that whole chunks come free and serve other sizes. */
static void pieces_keep_what_was_written_to_them(void **unused)
{
	static struct held all[HELD];
	uint32_t state = 1;

	(void)unused;
	for (uint32_t i = 0; i < STEPS; i++) {
		uint32_t wave = i / 20000 % 2 ? HELD / 20 : HELD;

		step(&all[next_random(&state) % wave], &state, (unsigned char)i);
	}
	for (int i = 0; i < HELD; i++) {
		if (all[i].piece)
			assert_kept(&all[i], all[i].size);
		piece_free(all[i].piece);
	}
}

static void zeroed_pieces_are_zero_where_others_lay_before(void **unused)
{
	unsigned char *pieces[50];

	(void)unused;
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 50; i++) {
			pieces[i] = piece_zeroed(3, 20);
			for (int at = 0; at < 60; at++)
				assert_int_equal(pieces[i][at], 0);
			memset(pieces[i], 0xff, 60);
		}
		for (int i = 0; i < 50; i++)
			piece_free(pieces[i]);
	}
	piece_free(NULL);
}

/* Half of them are freed one by one; a sanitizer sees whether the rest went, too. */
static void what_passes_goes_together_and_leaves_what_lasts(void **unused)
{
	static struct held lasting[HELD];
	uint32_t state = 2;

	(void)unused;
	for (uint32_t i = 0; i < STEPS / 10; i++)
		step(&lasting[next_random(&state) % HELD], &state, (unsigned char)i);
	for (uint32_t round = 0; round < 20; round++) {
		struct held passing[HELD] = { 0 };

		pieces_pass();
		for (uint32_t i = 0; i < STEPS / 20; i++)
			step(&passing[next_random(&state) % HELD], &state, (unsigned char)i);
		pieces_last();
		step(&lasting[next_random(&state) % HELD], &state, (unsigned char)round);
	}
	for (int i = 0; i < HELD; i++) {
		if (lasting[i].piece)
			assert_kept(&lasting[i], lasting[i].size);
		piece_free(lasting[i].piece);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_keep_what_was_written_to_them),
		cmocka_unit_test(zeroed_pieces_are_zero_where_others_lay_before),
		cmocka_unit_test(what_passes_goes_together_and_leaves_what_lasts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
