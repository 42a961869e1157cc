/*
 * SHA-1 and SHA-256, for what neither git nor libgit2 tells: whether an index
 * is whole (git itself does not look), and the id that a file of the work tree
 * would have in a repository of SHA-256.  FIPS 180-4.
 */
#ifndef GIT_DIGEST_H
#define GIT_DIGEST_H

#include "bole/git.h"

struct digest {
	uint8_t id_size;  /* 20 or 32 */
	bool asked, fast; /* whether the processor knows SHA-1 */
	uint32_t state[8];
	uint8_t block[64];
	uint64_t taken; /* bytes so far */
};

void digest_init(struct digest *digest, uint8_t id_size);
void digest_add(struct digest *digest, struct text bytes);
struct object_id digest_end(struct digest *digest);

/* sha1_x86.c: the same of `count` blocks of 64 bytes, by a processor that knows it.  To ask is
 * dear: on a virtual machine as much as ten blocks by hand. */
bool sha1_is_fast(void);
void sha1_blocks_fast(uint32_t state[5], const uint8_t *data, size_t count);

#endif
