#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMPLAINT_MOST = 4096 };

/* Exit statuses: of a git that gives up, and, as a shell says it, of one that a signal ended. */
enum { EXIT_DIED = 128, BY_SIGNAL = 128 };

/* The child's ends. */
struct ends {
	int in, out, complaint;
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Standard input is a socket: a write to a child that is gone is then an error
 * and no signal.  Without input it is empty from the start. */
static bool streams_open(struct git_running *ours, struct ends *theirs, bool with_input)
{
	int pair[2];

	*ours = (struct git_running){ -1, -1, -1, -1 };
	*theirs = (struct ends){ -1, -1, -1 };
	if (with_input) {
		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
			return false;
		ours->in = pair[0];
		theirs->in = pair[1];
	} else {
		theirs->in = open("/dev/null", O_RDONLY | O_CLOEXEC);
		if (theirs->in < 0)
			return false;
	}
	if (pipe2(pair, O_CLOEXEC) < 0)
		return false;
	ours->out = pair[0];
	theirs->out = pair[1];
	if (pipe2(pair, O_CLOEXEC) < 0)
		return false;
	ours->complaint = pair[0];
	theirs->complaint = pair[1];
	return true;
}

static int spawn(pid_t *process, const char *program, const char *const *arguments,
                 const struct environment *environment, const struct ends *ends)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, pipe_signal;
	int error;

	sigemptyset(&none);
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&actions, ends->in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, ends->out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, ends->complaint, STDERR_FILENO);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	posix_spawnattr_setsigmask(&attributes, &none);
	error = posix_spawn(process, program, &actions, &attributes, (char *const *)arguments,
	                    environment->entries);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

struct command {
	const char **words;
	size_t count, capacity;
};

static void command_add(struct command *command, const char *const *words)
{
	for (; *words; words++) {
		command->words = array_grow(command->words, &command->capacity, command->count,
		                            sizeof(*command->words));
		command->words[command->count++] = *words;
	}
}

/* "git -C DIR -c core.fsmonitor=false ARGUMENTS": every git command that reads
 * the index would otherwise run the program of that setting. */
static const char **command_new(const struct git_child *child, const char *const *arguments)
{
	struct command command = { NULL, 0, 0 };

	command_add(&command, GIT_ARGUMENTS("git", "-c", "core.fsmonitor=false"));
	if (child->directory)
		command_add(&command, GIT_ARGUMENTS("-C", child->directory));
	if (child->unaided)
		command_add(&command, GIT_ARGUMENTS("-c", "core.commitGraph=false", "-c",
		                                    "core.multiPackIndex=false"));
	command_add(&command, arguments);
	command.words =
		array_grow(command.words, &command.capacity, command.count, sizeof(*command.words));
	command.words[command.count] = NULL;
	return command.words;
}

void git_streams_close(struct git_running *running)
{
	close_end(&running->in);
	close_end(&running->out);
	close_end(&running->complaint);
}

static void ends_close(struct ends *ends)
{
	close_end(&ends->in);
	close_end(&ends->out);
	close_end(&ends->complaint);
}

enum status git_start(const struct git_child *child, const char *const *arguments, bool with_input,
                      struct git_running *running, struct fault *fault)
{
	const char **command = command_new(child, arguments);
	enum status status = STATUS_OK;
	struct ends ends;
	int error;

	if (!streams_open(running, &ends, with_input)) {
		status = fault_set(fault, STATUS_UNABLE, "no pipe to git: %s", strerror(errno));
		goto done;
	}
	error = spawn(&running->process, child->program, command, child->environment, &ends);
	if (error)
		status = fault_set(fault, STATUS_UNABLE, "cannot run %s: %s", child->program,
		                   strerror(error));
done:
	ends_close(&ends);
	if (status)
		git_streams_close(running);
	memory_free(command);
	return status;
}

/* --- talking ------------------------------------------------------------------ */

static void feed(int *fd, struct text *input)
{
	ssize_t sent =
		input->size ? send(*fd, input->data, input->size, MSG_NOSIGNAL | MSG_DONTWAIT) : 0;

	if (sent < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (sent > 0) {
		input->data += sent;
		input->size -= (size_t)sent;
	}
	/* A child that stopped reading has made up its mind: its exit status tells. */
	if (sent < 0 || !input->size)
		close_end(fd);
}

/* Reads what is there; at the end of the stream closes it.  What is beyond
 * `most` is read and thrown away; false when something was. */
static bool take(int *fd, struct bytes *into, size_t most)
{
	char buffer[64 << 10];
	ssize_t size = read(*fd, buffer, sizeof(buffer));
	size_t room = most - into->size;

	if (size < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (size <= 0) {
		close_end(fd);
		return true;
	}
	bytes_add(into, buffer, (size_t)size < room ? (size_t)size : room);
	return (size_t)size <= room;
}

static bool talk(struct git_running *streams, struct text input, size_t most,
                 struct git_answer *answer)
{
	bool fits = true;

	while (fits && (streams->out >= 0 || streams->complaint >= 0)) {
		struct pollfd polled[] = {
			{ streams->in, POLLOUT, 0 },
			{ streams->out, POLLIN, 0 },
			{ streams->complaint, POLLIN, 0 },
		};

		if (poll(polled, 3, -1) < 0) {
			if (errno == EINTR)
				continue;
			return false;
		}
		if (polled[0].revents)
			feed(&streams->in, &input);
		if (polled[1].revents)
			fits = take(&streams->out, &answer->out, most);
		if (polled[2].revents)
			take(&streams->complaint, &answer->complaint, COMPLAINT_MOST);
	}
	return fits;
}

static enum status reap(pid_t process, struct git_answer *answer, struct fault *fault)
{
	int state = 0;

	while (waitpid(process, &state, 0) < 0)
		if (errno != EINTR)
			return fault_set(fault, STATUS_UNABLE, "the exit status of git is lost: %s",
			                 strerror(errno));
	if (!WIFEXITED(state)) {
		answer->exit_status = BY_SIGNAL + WTERMSIG(state);
		return fault_set(fault, STATUS_UNABLE, "git was killed by signal %d",
		                 WTERMSIG(state));
	}
	answer->exit_status = WEXITSTATUS(state);
	return STATUS_OK;
}

/* What git puts on a line of its own, indented, belongs to the one before. */
static void fold_lines(struct bytes *complaint)
{
	for (size_t i = 0; i + 1 < complaint->size; i++) {
		if (complaint->data[i] != '\n' || complaint->data[i + 1] != '\t')
			continue;
		memmove(complaint->data + i, complaint->data + i + 1, complaint->size - i);
		complaint->data[i] = ' ';
		complaint->size--;
	}
}

/* From outside, as posix_spawn knows no limits; git has hardly begun by then.  Not all address
 * space: packs are mapped there. */
static void bound_memory(pid_t process, size_t bytes)
{
	struct rlimit bound = { bytes, bytes };

	prlimit(process, RLIMIT_DATA, &bound, NULL);
}

static enum status ask_once(const struct git_child *child, const struct git_question *question,
                            struct git_answer *answer, struct fault *fault)
{
	struct git_running running;
	enum status status;
	bool whole;

	bytes_clear(&answer->out);
	bytes_clear(&answer->complaint);
	answer->exit_status = -1;
	status = git_start(child, question->arguments, question->input.size > 0, &running, fault);
	if (status)
		return status;
	if (question->memory)
		bound_memory(running.process, question->memory);
	whole = talk(&running, question->input, question->most, answer);
	if (!whole)
		kill(running.process, SIGKILL);
	git_streams_close(&running);
	status = reap(running.process, answer, fault);
	fold_lines(&answer->complaint);
	if (!whole)
		status = fault_set(fault, STATUS_UNABLE,
		                   "git %s answered with more than %zu bytes; it was stopped",
		                   question->arguments[0], question->most);
	return status;
}

static bool crashed_or_died(int exit_status)
{
	return exit_status == EXIT_DIED || exit_status == BY_SIGNAL + SIGSEGV ||
	       exit_status == BY_SIGNAL + SIGBUS || exit_status == BY_SIGNAL + SIGABRT;
}

/* A damaged commit graph or index of packs makes it crash or die, though every object is there. */
enum status git_ask(const struct git_child *child, const struct git_question *question,
                    struct git_answer *answer, struct fault *fault)
{
	struct git_child unaided = *child;
	struct fault first;
	enum status status = ask_once(child, question, answer, &first);

	if (crashed_or_died(answer->exit_status)) {
		unaided.unaided = true;
		return ask_once(&unaided, question, answer, fault);
	}
	if (status)
		*fault = first;
	return status;
}

/* --- answers ------------------------------------------------------------------ */

void git_answer_release(struct git_answer *answer)
{
	bytes_release(&answer->out);
	bytes_release(&answer->complaint);
}

static struct text first_line(struct text text)
{
	const char *end = text.size ? memchr(text.data, '\n', text.size) : NULL;

	if (end)
		text.size = (size_t)(end - text.data);
	return text;
}

/* What follows the prefix in the first line that begins with it, and all behind it. */
static struct text behind(struct text all, const char *prefix)
{
	const char *found = all.size ? strstr(all.data, prefix) : NULL;

	while (found && found != all.data && found[-1] != '\n')
		found = strstr(found + 1, prefix);
	if (!found)
		return (struct text){ NULL, 0 };
	found += strlen(prefix);
	return (struct text){ found, all.size - (size_t)(found - all.data) };
}

bool git_says(const struct git_answer *answer, const char *prefix)
{
	return behind(bytes_text(&answer->complaint), prefix).data;
}

/* Hints and warnings may stand before the line that matters. */
struct text git_complaint(const struct git_answer *answer)
{
	static const char *const prefixes[] = { "fatal: ", "error: " };
	struct text all = bytes_text(&answer->complaint);

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		struct text found = behind(all, prefixes[i]);

		if (found.data)
			return first_line(found);
	}
	return all.size ? first_line(all) : TEXT("it gave no reason");
}

struct text git_line(const struct git_answer *answer)
{
	struct text line = bytes_text(&answer->out);

	if (line.size && line.data[line.size - 1] == '\n')
		line.size--;
	return line;
}
