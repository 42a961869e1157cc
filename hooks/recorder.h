/* The inside of a recording: recording_begin.c says where and reads what is there,
 * recording.c records. */
#ifndef HOOKS_RECORDER_H
#define HOOKS_RECORDER_H

#include "moving.h"
#include "recording.h"

struct recorder {
	struct recording *recording;
	struct session *session;
	struct fault *fault;
	struct object_id *line; /* of the first parents, what is to be recorded, oldest first */
	size_t line_count;
	size_t line_done; /* of these, up to and with the last one of `past` */
	struct past past; /* a stretch of it, with what its merges bring in */
	struct sheets *sheets;
	struct moving *moving;
	struct object_id frontier; /* the tree that `moving` begins with; none: nothing */
	struct listing begun;      /* the frontier's files, until they are applied */
	struct past_change *begun_changes;
	bool frontier_is_new; /* it is not recorded: its row tells of every file */
	size_t line_first;    /* commit of `line` that is measured first */
	size_t first;         /* commit of `past` that is measured first */
	size_t sampled;       /* commits of the line since the last one measured */
	struct progress progress;
	struct arena arena; /* of one window */
	struct past_row *rows;
	size_t row_count, row_capacity;
};

/* Finds the line and the frontier, and forgets what is not to stay.  No line: all of it is
 * recorded.  STATUS_ABSENT: it is much, and only little is wanted. */
enum status recorder_begin(struct recorder *recorder) MUST_CHECK;
/* The next stretch, in `past`. */
enum status recorder_read_on(struct recorder *recorder) MUST_CHECK;
enum status fault_store(struct fault *fault);

#endif
