/* bole review: what of a change a person must read.  It shows and never rejects. */
#include <string.h>

#include "run.h"

struct review_options {
	struct print_options print;
	bool all;
};

static const struct option_row rows[] = {
	{ "all", NULL, "show everything in text, not only the top" },
	PRINT_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct review_options *options = context;

	if (strcmp(row->name, "all") != 0)
		return print_option(&options->print, row, value, fault);
	options->all = true;
	return STATUS_OK;
}

struct reading {
	struct session *session;
	const struct moment *moment;
	const struct review_options *options;
};

static enum status count_lines(struct session *session, const struct changes *changes,
                               struct line_count *lines, struct fault *fault)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < changes->count && status == STATUS_OK; i++) {
		const struct entry *before = changes->items[i].before;
		const struct entry *after = changes->items[i].after;

		status = blob_lines_changed(session->repo, before ? &before->blob : NULL,
		                            after ? &after->blob : NULL, &lines[i], fault);
	}
	return status;
}

struct answer {
	const struct review *review;
	struct review_context context;
};

static enum status print_answer(void *context, struct sink *sink, struct fault *fault)
{
	const struct answer *answer = context;

	(void)fault;
	review_write(sink, answer->review, &answer->context);
	return STATUS_OK;
}

static enum status print_review(const struct reading *reading, const struct review *review,
                                struct fault *fault)
{
	const struct moment *moment = reading->moment;
	char hex[2][OBJECT_ID_HEX];
	struct answer answer = { .review = review };

	answer.context = (struct review_context){
		.compared = moment->compared,
		.before = text_of(object_id_hex(&moment->befores[0], hex[0])),
		.after = text_of(object_id_hex(&moment->after, hex[1])),
		.all = reading->options->all,
	};
	return print_each(&reading->options->print, print_answer, &answer, fault);
}

static enum status review_case(void *context, const struct case_file *file,
                               const struct changes *changes, struct fault *fault)
{
	const struct reading *reading = context;
	struct line_count *lines = memory_new(changes->count * sizeof(*lines));
	struct review review = REVIEW_INIT;
	enum status status = count_lines(reading->session, changes, lines, fault);

	if (status == STATUS_OK) {
		review_change(&review, file, lines);
		status = print_review(reading, &review, fault);
	}
	review_release(&review);
	memory_free(lines);
	return status;
}

int cmd_review(const struct invocation *invocation)
{
	struct review_options options = { .all = false };
	struct session session = { 0 };
	struct moment moment;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK && !invocation->argv[operands])
		status = fault_set(&fault, STATUS_USAGE, "say what to review: BASE..HEAD");
	if (status == STATUS_OK)
		status = session_open(&session, invocation, &fault);
	if (status == STATUS_OK)
		status = moment_of_range(&session, "review", invocation->argv[operands], &moment,
		                         &fault);
	if (status == STATUS_OK)
		status = run_compare(&session, &moment, review_case,
		                     &(struct reading){ &session, &moment, &options }, &fault);
	session_close(&session);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
