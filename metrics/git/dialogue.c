#include "dialogue.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE_MOST = 4096, COMPLAINT_MOST = 4096, CHUNK = 64 << 10 };

enum status dialogue_open(struct dialogue *dialogue, const struct git_child *child,
                          const char *const *arguments, struct fault *fault)
{
	enum status status = git_start(child, arguments, true, &dialogue->running, fault);

	dialogue->open = !status;
	bytes_reserve(&dialogue->received, CHUNK);
	return status;
}

/* It is told to end and has nothing to write any more: no need to be patient. */
void dialogue_close(struct dialogue *dialogue)
{
	if (dialogue->open) {
		git_streams_close(&dialogue->running);
		kill(dialogue->running.process, SIGTERM);
		while (waitpid(dialogue->running.process, NULL, 0) < 0 && errno == EINTR)
			;
	}
	bytes_release(&dialogue->received);
	git_answer_release(&dialogue->said);
	*dialogue = DIALOGUE_INIT;
}

static void take_complaint(struct dialogue *dialogue)
{
	char buffer[1024];
	ssize_t size = read(dialogue->running.complaint, buffer, sizeof(buffer));

	if (size > 0 && dialogue->said.complaint.size < COMPLAINT_MOST)
		bytes_add(&dialogue->said.complaint, buffer, (size_t)size);
	if (size == 0) {
		close(dialogue->running.complaint);
		dialogue->running.complaint = -1; /* which poll passes over */
	}
}

/* It complains before it answers or ends, so that all of it has come. */
static void take_complaints(struct dialogue *dialogue)
{
	struct pollfd polled = { dialogue->running.complaint, POLLIN, 0 };

	while (polled.fd >= 0 && poll(&polled, 1, 0) > 0) {
		take_complaint(dialogue);
		polled.fd = dialogue->running.complaint;
	}
}

static enum status fault_gone(struct dialogue *dialogue, struct fault *fault)
{
	struct text complaint;

	take_complaints(dialogue);
	complaint = git_complaint(&dialogue->said);
	return fault_set(fault, STATUS_UNABLE, "git stopped answering: %.*s", (int)complaint.size,
	                 complaint.data);
}

/* Receives some more; what it complains of meanwhile must not fill the pipe. */
static enum status receive(struct dialogue *dialogue, struct fault *fault)
{
	char buffer[CHUNK];
	ssize_t size = -1;

	while (size < 0) {
		struct pollfd polled[] = {
			{ dialogue->running.complaint, POLLIN, 0 },
			{ dialogue->running.out, POLLIN, 0 },
		};

		if (poll(polled, 2, -1) < 0) {
			if (errno == EINTR)
				continue;
			return fault_gone(dialogue, fault);
		}
		if (polled[0].revents)
			take_complaint(dialogue);
		if (!polled[1].revents)
			continue;
		size = read(dialogue->running.out, buffer, sizeof(buffer));
		if (size < 0 && errno != EINTR && errno != EAGAIN)
			return fault_gone(dialogue, fault);
	}
	if (size == 0)
		return fault_gone(dialogue, fault);
	bytes_add(&dialogue->received, buffer, (size_t)size);
	return STATUS_OK;
}

static enum status say(struct dialogue *dialogue, struct text line, struct fault *fault)
{
	while (line.size) {
		ssize_t sent = send(dialogue->running.in, line.data, line.size, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return fault_gone(dialogue, fault);
		line.data += sent;
		line.size -= (size_t)sent;
	}
	return STATUS_OK;
}

enum status dialogue_ask(struct dialogue *dialogue, struct text line, struct text *answer,
                         struct fault *fault)
{
	struct bytes *received = &dialogue->received;
	const char *end = NULL;
	enum status status;

	memmove(received->data, received->data + dialogue->taken, received->size - dialogue->taken);
	received->size -= dialogue->taken;
	dialogue->taken = 0;
	status = say(dialogue, line, fault);
	while (!status && !(end = memchr(received->data, '\n', received->size))) {
		if (received->size > LINE_MOST)
			return fault_set(fault, STATUS_UNABLE, "git answered with no line");
		status = receive(dialogue, fault);
	}
	if (status)
		return status;
	*answer = (struct text){ received->data, (size_t)(end - received->data) };
	dialogue->taken = answer->size + 1;
	return STATUS_OK;
}

enum status dialogue_take(struct dialogue *dialogue, size_t size, struct bytes *out,
                          struct fault *fault)
{
	struct bytes *received = &dialogue->received;

	while (size) {
		size_t here = received->size - dialogue->taken;
		size_t part = here < size ? here : size;

		bytes_add(out, received->data + dialogue->taken, part);
		dialogue->taken += part;
		size -= part;
		if (!size)
			break;
		/* All of it is told: the next may lie in its place. */
		bytes_clear(received);
		dialogue->taken = 0;
		enum status status = receive(dialogue, fault);
		if (status)
			return status;
	}
	return STATUS_OK;
}

bool dialogue_complained(struct dialogue *dialogue, struct bytes *complaint)
{
	bool complained;

	take_complaints(dialogue);
	complained = git_says(&dialogue->said, "fatal: ") || git_says(&dialogue->said, "error: ");
	bytes_clear(complaint);
	if (complained)
		bytes_add_text(complaint, git_complaint(&dialogue->said));
	bytes_clear(&dialogue->said.complaint);
	return complained;
}
