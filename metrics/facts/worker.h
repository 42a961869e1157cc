/*
 * The child's side of the workshop, and what both sides say over the socket.
 *
 *   job     struct job_header, then `size` bytes of source
 *   answer  struct answer_header, then links, units, prints and increments, encoded
 */
#ifndef FACTS_WORKER_H
#define FACTS_WORKER_H

#include "bole/facts.h"

struct job_header {
	uint64_t series;
	uint32_t size;
	uint32_t microseconds; /* of processor time */
	uint32_t step;     /* microseconds more for each WORKER_STEP without an error; 0: none */
	uint16_t language; /* id */
	uint16_t increments;
};

struct answer_header {
	uint32_t links, units, prints, increments; /* bytes */
	uint32_t refusal;
	uint32_t microseconds; /* of processor time that it took */
	uint32_t error_bytes;
};

/* A parser that has come so far in a file has earned a step. */
enum { WORKER_STEP = 16 << 10 };

/* How a worker ends when it must. */
enum {
	WORKER_DONE = 0,
	WORKER_NO_MEMORY = STATUS_UNABLE, /* as base ends a process without memory */
	WORKER_NO_TIME = 4,
};

/* What a child may allocate for a file of this size, when the largest may have `most`. */
size_t worker_memory(size_t most, size_t size);

/* Serves jobs from `socket` until it closes; never returns.  `syntax` is the copy of one that has read nothing. */
_Noreturn void worker_run(int socket, const struct workshop_limits *limits, struct syntax *syntax);

#endif
