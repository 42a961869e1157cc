/*
 * SHA-1 by the instructions that processors have for it: ten times faster, and
 * the index of a large repository is ten megabytes.  After Intel's "New
 * Instructions Supporting the Secure Hash Algorithm" (2013).
 */
#include "digest.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,sse4.1")))

enum { CPUID_SSE41 = 1 << 19, CPUID_SHA = 1 << 29 };

bool sha1_is_fast(void)
{
	unsigned a, b, c, d;

	return __get_cpuid(1, &a, &b, &c, &d) && c & CPUID_SSE41 &&
	       __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & CPUID_SHA;
}

/* Four rounds of the kind that `FUNCTION`, 0 to 3, stands for.  `e` is known two ways in turn. */
#define ROUNDS(FUNCTION, words) \
	do { \
		__m128i next = _mm_sha1nexte_epu32(e, words); \
		e = abcd; \
		abcd = _mm_sha1rnds4_epu32(abcd, next, FUNCTION); \
	} while (0)

/* The four words that follow sixteen. */
WITH_SHA static inline __m128i further(const __m128i words[4])
{
	__m128i next = _mm_sha1msg1_epu32(words[0], words[1]);

	return _mm_sha1msg2_epu32(_mm_xor_si128(next, words[2]), words[3]);
}

WITH_SHA static inline __m128i slide(__m128i words[4])
{
	__m128i next = further(words);

	words[0] = words[1];
	words[1] = words[2];
	words[2] = words[3];
	words[3] = next;
	return next;
}

WITH_SHA void sha1_blocks_fast(uint32_t state[5], const uint8_t *data, size_t count)
{
	const __m128i order = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
	__m128i abcd =
		_mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)state), 0x1b);
	__m128i last = _mm_set_epi32((int)state[4], 0, 0, 0);

	for (; count--; data += 64) {
		__m128i first = abcd, words[4], e = _mm_setzero_si128();

		for (int i = 0; i < 4; i++)
			words[i] = _mm_shuffle_epi8(_mm_loadu_si128((
							    const __m128i *)(const void *)(data +
			                                                                   16 * i)),
			                            order);
		e = abcd;
		abcd = _mm_sha1rnds4_epu32(abcd, _mm_add_epi32(last, words[0]), 0);
		for (int i = 1; i < 4; i++)
			ROUNDS(0, words[i]);
		ROUNDS(0, slide(words));
		for (int i = 0; i < 5; i++)
			ROUNDS(1, slide(words));
		for (int i = 0; i < 5; i++)
			ROUNDS(2, slide(words));
		for (int i = 0; i < 5; i++)
			ROUNDS(3, slide(words));
		last = _mm_sha1nexte_epu32(e, last);
		abcd = _mm_add_epi32(abcd, first);
	}
	_mm_storeu_si128((__m128i *)(void *)state, _mm_shuffle_epi32(abcd, 0x1b));
	state[4] = (uint32_t)_mm_extract_epi32(last, 3);
}

#else

bool sha1_is_fast(void)
{
	return false;
}

void sha1_blocks_fast(uint32_t state[5], const uint8_t *data, size_t count)
{
	(void)state;
	(void)data;
	(void)count;
}

#endif
