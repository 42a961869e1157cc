/*
 * duplication: the clones of one tree, for whoever asks for them: `bole clones`,
 * the columns of `bole scan --files`, reports.
 *
 * Looked for among the project's own files, and apart from them among its tests
 * and examples; vendored, generated and excluded files are left out.
 */
#ifndef HOOKS_DUPLICATION_H
#define HOOKS_DUPLICATION_H

#include "bole/clones.h"
#include "state.h"

enum duplication_part { DUPLICATION_OWN, DUPLICATION_TESTS, DUPLICATION_PARTS };

struct duplication {
	struct clones clones[DUPLICATION_PARTS];
	uint32_t *files[DUPLICATION_PARTS]; /* of a file of the clones: its index in the state */
	uint32_t *lines; /* of a file of the state: its lines that stand in clones */
	size_t left_out; /* files vendored, generated or excluded */
	struct arena arena;
};

#define DUPLICATION_INIT ((struct duplication){ .left_out = 0 })

/* `tokens`: the least of a clone; 0: the default. */
enum status duplication_find(struct duplication *duplication, struct state *state,
                             struct session *session, uint32_t tokens,
                             struct fault *fault) MUST_CHECK;
void duplication_release(struct duplication *duplication);

/* The file of the state that a place is in. */
uint32_t duplication_file(const struct duplication *duplication, enum duplication_part part,
                          const struct clone_side *place);

#endif
