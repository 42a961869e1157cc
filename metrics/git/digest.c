#include "digest.h"

#include <string.h>

enum { BLOCK = 64, LENGTH_AT = 56, WORTH_ASKING = 16 };

static const uint32_t sha1_start[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
	                                0xc3d2e1f0 };
static const uint32_t sha256_start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	                                  0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
static const uint32_t sha256_round[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};

static uint32_t left(uint32_t value, int bits)
{
	return value << bits | value >> (32 - bits);
}

static uint32_t right(uint32_t value, int bits)
{
	return value >> bits | value << (32 - bits);
}

static uint32_t big_endian(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

static void sha1_block(uint32_t state[8], const uint8_t *block)
{
	static const uint32_t constant[4] = { 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6 };
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
	uint32_t words[80];

	for (int i = 0; i < 80; i++)
		words[i] =
			i < 16 ? big_endian(block + 4 * i)
			       : left(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16],
		                      1);
	for (int i = 0; i < 80; i++) {
		uint32_t choice = b & c, next;

		if (i < 20)
			choice |= ~b & d;
		else if (i < 40 || i >= 60)
			choice = b ^ c ^ d;
		else
			choice |= (b & d) | (c & d);
		next = left(a, 5) + choice + e + constant[i / 20] + words[i];
		e = d;
		d = c;
		c = left(b, 30);
		b = a;
		a = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

static void sha256_block(uint32_t state[8], const uint8_t *block)
{
	uint32_t words[64], s[8];

	for (int i = 0; i < 16; i++)
		words[i] = big_endian(block + 4 * i);
	for (int i = 16; i < 64; i++) {
		uint32_t early = words[i - 15], late = words[i - 2];

		words[i] = words[i - 16] + (right(early, 7) ^ right(early, 18) ^ early >> 3) +
		           words[i - 7] + (right(late, 17) ^ right(late, 19) ^ late >> 10);
	}
	memcpy(s, state, sizeof(s));
	for (int i = 0; i < 64; i++) {
		uint32_t one = s[7] + (right(s[4], 6) ^ right(s[4], 11) ^ right(s[4], 25)) +
		               ((s[4] & s[5]) ^ (~s[4] & s[6])) + sha256_round[i] + words[i];
		uint32_t two = (right(s[0], 2) ^ right(s[0], 13) ^ right(s[0], 22)) +
		               ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));

		memmove(s + 1, s, 7 * sizeof(s[0]));
		s[4] += one;
		s[0] = one + two;
	}
	for (int i = 0; i < 8; i++)
		state[i] += s[i];
}

/* Asked once, and not for a few blocks. */
static bool is_fast(struct digest *digest, size_t count)
{
	if (!digest->asked && count >= WORTH_ASKING) {
		digest->asked = true;
		digest->fast = sha1_is_fast();
	}
	return digest->fast;
}

static void take_blocks(struct digest *digest, const uint8_t *data, size_t count)
{
	if (digest->id_size == 20 && is_fast(digest, count)) {
		sha1_blocks_fast(digest->state, data, count);
		return;
	}
	for (; count--; data += BLOCK) {
		if (digest->id_size == 20)
			sha1_block(digest->state, data);
		else
			sha256_block(digest->state, data);
	}
}

void digest_init(struct digest *digest, uint8_t id_size)
{
	*digest = (struct digest){ .id_size = id_size };
	if (id_size == 20)
		memcpy(digest->state, sha1_start, sizeof(sha1_start));
	else
		memcpy(digest->state, sha256_start, sizeof(sha256_start));
}

void digest_add(struct digest *digest, struct text bytes)
{
	size_t held = digest->taken % BLOCK;

	digest->taken += bytes.size;
	while (bytes.size) {
		size_t part = bytes.size < BLOCK - held ? bytes.size : BLOCK - held;

		if (part == BLOCK) {
			part = bytes.size - bytes.size % BLOCK;
			take_blocks(digest, (const uint8_t *)bytes.data, part / BLOCK);
		} else {
			memcpy(digest->block + held, bytes.data, part);
			if (held + part == BLOCK)
				take_blocks(digest, digest->block, 1);
		}
		held = (held + part) % BLOCK;
		bytes.data += part;
		bytes.size -= part;
	}
}

struct object_id digest_end(struct digest *digest)
{
	static const char padding[BLOCK] = { '\x80' };
	struct object_id id = { .size = digest->id_size };
	uint64_t bits = digest->taken * 8;
	size_t held = digest->taken % BLOCK;
	char length[8];

	for (int i = 0; i < 8; i++)
		length[i] = (char)(bits >> (56 - 8 * i));
	digest_add(digest,
	           (struct text){ padding, (held < LENGTH_AT ? 0 : BLOCK) + LENGTH_AT - held });
	digest_add(digest, (struct text){ length, sizeof(length) });
	for (size_t i = 0; i < id.size; i++)
		id.bytes[i] = (uint8_t)(digest->state[i / 4] >> (24 - 8 * (i % 4)));
	return id;
}
