/* The inside of a recording: recording_begin.c says where, recording.c records. */
#ifndef HOOKS_RECORDER_H
#define HOOKS_RECORDER_H

#include "moving.h"
#include "recording.h"

struct recorder {
	struct recording *recording;
	struct session *session;
	struct fault *fault;
	struct past past;
	struct sheets *sheets;
	struct moving *moving;
	struct object_id frontier; /* the tree that `moving` begins with; none: nothing */
	bool frontier_is_new;      /* it is not recorded: its row tells of every file */
	size_t first;              /* commit of `past` that is measured first */
	size_t sampled;            /* commits of the line since the last one measured */
	struct progress progress;
	struct arena arena; /* of one window */
	struct past_row *rows;
	size_t row_count, row_capacity;
};

/* What is known already, none or the tip itself, and what is not, in `past`.  STATUS_ABSENT:
 * it is much, and only little is wanted. */
enum status recorder_begin(struct recorder *recorder, struct object_id *known) MUST_CHECK;
enum status fault_store(struct fault *fault);

#endif
