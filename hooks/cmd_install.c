/* bole install, bole uninstall: the hooks of this repository. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "install.h"
#include "state.h"

static const struct option_row no_options[] = { { 0 } };

static enum status no_option(void *context, const struct option_row *row, const char *value,
                             struct fault *fault)
{
	(void)context;
	(void)value;
	return fault_set(fault, STATUS_USAGE, "unknown option --%s", row->name);
}

/* The program that runs now, as git will have to find it: absolute. */
static enum status own_path(struct bytes *path, struct fault *fault)
{
	/* As it was started where /proc is not mounted: a chroot, a build of packages. */
	const char *started = access("/proc/self/exe", F_OK) == 0
	                              ? "/proc/self/exe"
	                              : (const char *)getauxval(AT_EXECFN);
	char buffer[PATH_MAX];

	if (!started || !realpath(started, buffer))
		return fault_set(fault, STATUS_UNABLE, "cannot tell where bole is: %s",
		                 strerror(errno));
	bytes_add_string(path, buffer);
	return STATUS_OK;
}

/* So that the first commit finds a store that is warm. */
static enum status measure_head(struct session *session, struct fault *fault)
{
	struct state state = { .is_next = true };
	struct object_id head;
	double begun = seconds_now();
	enum status status = repo_head(session->repo, &head, fault);

	if (status == STATUS_ABSENT) {
		puts("no commit yet: there is nothing to measure");
		return STATUS_OK;
	}
	if (status == STATUS_OK)
		status = listing_of_commit(&state.listing, session->repo, &head, fault);
	if (status == STATUS_OK)
		status = state_measure(&state, session, fault);
	if (status == STATUS_OK)
		status = state_record(&state, session, &head, fault);
	if (status == STATUS_OK)
		printf("measured: %zu files, %zu of them parsed now, in %.1f s; bole map shows the trunk\n",
		       state.count, book_parsed(session->book), seconds_now() - begun);
	state_release(&state);
	return status;
}

int cmd_install(const struct invocation *invocation)
{
	struct session session = { 0 };
	struct bytes program = BYTES_INIT, said = BYTES_INIT;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, no_options, no_option, NULL, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = session_open(&session, invocation, &fault);
	if (status == STATUS_OK)
		status = own_path(&program, &fault);
	if (status == STATUS_OK)
		status = hooks_install(session.repo, program.data, &said, &fault);
	fputs(said.data ? said.data : "", stdout);
	fflush(stdout);
	if (status == STATUS_OK)
		status = measure_head(&session, &fault);
	bytes_release(&program);
	bytes_release(&said);
	session_close(&session);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}

int cmd_uninstall(const struct invocation *invocation)
{
	struct repo *repo = NULL;
	struct bytes said = BYTES_INIT;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, no_options, no_option, NULL, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = repo_open(&repo, &invocation->place, &fault);
	if (status == STATUS_OK)
		status = hooks_uninstall(repo, &said, &fault);
	fputs(said.data ? said.data : "", stdout);
	bytes_release(&said);
	if (repo)
		repo_close(repo);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
