/* A scan that is cut in parts, for several processes or machines. */
#ifndef HOOKS_SHARD_H
#define HOOKS_SHARD_H

#include "tree.h"

/* `bole scan --shard`: gives the exit status. */
int shard_scan(const struct invocation *invocation, const struct tree_options *options,
               int operands);

/*
 * A file of facts, so that it can be carried from machine to machine:
 *
 *	"bole facts 1\n", then of each blob
 *	blob id, id of its language, revision, links, units, prints, seal
 *
 * Numbers and texts as on every wire of bole (see base.h).  The seal is a hash
 * of the record: it finds accidents.  Whoever can write the file can write
 * seals, so merge what comes from machines that you trust.
 */
#define SHARD_MAGIC "bole facts 1\n"

struct shard_record {
	struct object_id blob;
	const struct language *language;
	struct text links, units, prints; /* encoded */
};

void shard_put(struct bytes *out, const struct shard_record *record);
/* STATUS_ABSENT: of another revision of the numbers, and so of no use here.
 * STATUS_UNABLE: damaged. */
enum status shard_get(struct wire *wire, struct shard_record *record) MUST_CHECK;

#endif
