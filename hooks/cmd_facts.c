/* bole facts merge: takes the facts that scan --shard wrote into the store. */
#include <errno.h>
#include <string.h>

#include "shard.h"

static const struct option_row no_options[] = { { 0 } };

static enum status no_option(void *context, const struct option_row *row, const char *value,
                             struct fault *fault)
{
	(void)context;
	(void)value;
	return fault_set(fault, STATUS_USAGE, "unknown option --%s", row->name);
}

static enum status read_file(const char *path, struct bytes *out, struct fault *fault)
{
	FILE *file = fopen(path, "re");
	char buffer[1 << 16];
	size_t got;
	bool failed;

	if (!file)
		return fault_set(fault, STATUS_USAGE, "cannot open %s: %s", path, strerror(errno));
	while ((got = fread(buffer, 1, sizeof(buffer), file)) > 0)
		bytes_add(out, buffer, got);
	failed = ferror(file) != 0;
	fclose(file);
	if (failed)
		return fault_set(fault, STATUS_UNABLE, "cannot read %s", path);
	if (!text_starts(bytes_text(out), SHARD_MAGIC))
		return fault_set(fault, STATUS_USAGE, "%s holds no facts of bole", path);
	return STATUS_OK;
}

/* A damaged file is refused from its first damaged record on; what was before is sound. */
static enum status merge(struct session *session, const char *path, size_t counts[2],
                         struct fault *fault)
{
	struct bytes bytes = BYTES_INIT;
	enum status status = read_file(path, &bytes, fault);
	size_t magic = strlen(SHARD_MAGIC);
	struct wire wire = wire_open(TEXT(""));

	if (status == STATUS_OK)
		wire = wire_open((struct text){ bytes.data + magic, bytes.size - magic });
	while (status == STATUS_OK && wire.next < wire.end) {
		struct shard_record record;
		enum status found = shard_get(&wire, &record);

		if (found == STATUS_UNABLE)
			status = fault_set(fault, STATUS_UNABLE, "%s is damaged or cut off", path);
		else if (found == STATUS_OK)
			history_keep(session->history, &record.blob, record.language, record.links,
			             record.units, record.prints);
		counts[found != STATUS_OK]++;
	}
	bytes_release(&bytes);
	return status;
}

static enum status merge_all(struct session *session, char **files, struct fault *fault)
{
	size_t counts[2] = { 0, 0 };
	enum status status = STATUS_OK;

	if (!history_usable(session->history))
		return fault_set(fault, STATUS_UNABLE, "there is no store to merge into");
	for (; *files && status == STATUS_OK; files++)
		status = merge(session, *files, counts, fault);
	if (status != STATUS_OK)
		return status;
	printf("merged: facts of %zu files\n", counts[0]);
	if (counts[1])
		notice("left out: facts of %zu files, measured by another version of bole",
		       counts[1]);
	return STATUS_OK;
}

int cmd_facts(const struct invocation *invocation)
{
	struct session session = { 0 };
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, no_options, no_option, NULL, &operands, &fault);
	char **words = invocation->argv + operands;

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK && (!words[0] || strcmp(words[0], "merge") != 0 || !words[1]))
		status = fault_set(&fault, STATUS_USAGE, "facts takes: merge FILE …");
	if (status == STATUS_OK) {
		status = session_open(&session, invocation, &fault);
		if (status == STATUS_OK)
			status = merge_all(&session, words + 1, &fault);
		session_close(&session);
	}
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
