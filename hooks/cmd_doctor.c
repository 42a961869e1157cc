/* bole doctor: what is installed, which mechanism is live, what is skipped. */
#include "install.h"
#include "tree.h"

#include "version.h"

enum { NAMES_SHOWN = 5 };

static const struct option_row rows[] = {
	{ "rev", "REV", "look at the tree of this revision (default HEAD)" },
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	return tree_option(context, row, value, fault);
}

static void print_store(const struct session *session)
{
	struct history_state state;

	if (!history_usable(session->history) || !history_inspect(session->history, &state)) {
		puts("store: none in use; verdicts are the same, slower");
		return;
	}
	fputs("store: ", stdout);
	write_safe(stdout, text_of(history_path(session->history)));
	printf(", schema %u, %llu blobs, %llu verdicts, %llu snapshots, %.1f MB, %s\n",
	       state.schema, (unsigned long long)state.blobs, (unsigned long long)state.judgements,
	       (unsigned long long)state.snapshots, (double)state.size / 1e6,
	       state.sound ? "sound" : "DAMAGED: it will be set aside and begun anew");
}

/* How many, and the first few by name. */
struct tally_line {
	size_t count;
	struct bytes names;
};

static void note(struct tally_line *line, struct text path)
{
	if (line->count++ >= NAMES_SHOWN)
		return;
	bytes_add_string(&line->names, line->names.size ? ", " : "");
	bytes_add_text(&line->names, path);
}

static void print_line(const char *what, struct tally_line *line)
{
	if (line->count) {
		printf("  %zu %s: ", line->count, what);
		write_safe(stdout, bytes_text(&line->names));
		puts(line->count > NAMES_SHOWN ? ", …" : "");
	}
	bytes_release(&line->names);
}

static enum status print_measured(struct tree *tree, struct fault *fault)
{
	struct state *state = &tree->state;
	struct tally_line refused[REFUSAL_COUNT] = { 0 }, broken = { 0 },
			  classes[FILE_CLASS_COUNT] = { 0 };
	uint64_t units = 0, unmeasured = 0;

	for (uint32_t i = 0; i < state->count; i++) {
		const struct facts *facts;
		enum status status =
			book_units(tree->session.book, &state->blobs[i], &facts, fault);

		if (status != STATUS_OK)
			return status;
		note(&refused[facts->refusal], state->files[i].path);
		note(&classes[state->files[i].label.file_class], state->files[i].path);
		units += facts->unit_count;
		unmeasured += facts_unmeasured(facts);
		if (facts_unmeasured(facts))
			note(&broken, state->files[i].path);
	}
	printf("read: %zu of %zu files are in a language bole reads; %llu units, %llu not measured\n",
	       state->count, state->listing.count, (unsigned long long)units,
	       (unsigned long long)unmeasured);
	print_line("files with units that did not parse", &broken);
	for (int i = REFUSED_NOT + 1; i < REFUSAL_COUNT; i++)
		print_line(refusal_text((enum refusal)i), &refused[i]);
	bytes_release(&refused[REFUSED_NOT].names);
	for (int i = FILE_SOURCE + 1; i < FILE_CLASS_COUNT; i++)
		print_line(file_class_name((enum file_class)i), &classes[i]);
	bytes_release(&classes[FILE_SOURCE].names);
	return STATUS_OK;
}

static void print_languages(void)
{
	fputs("languages:", stdout);
	for (const struct language *const *language = languages(); *language; language++)
		printf(" %s", (*language)->name);
	puts("\n  not read: script inside HTML, Vue and Svelte files");
}

int cmd_doctor(const struct invocation *invocation)
{
	struct tree_options options = { .revision = NULL };
	struct tree tree = { .state = STATE_INIT };
	struct bytes said = BYTES_INIT;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = tree_open(&tree, invocation, &options, operands, &fault);
	if (status == STATUS_OK) {
		printf("bole %s\n", BOLE_VERSION);
		status = hooks_state(tree.session.repo, &said, &fault);
		fputs(said.data ? said.data : "", stdout);
	}
	if (status == STATUS_OK) {
		print_store(&tree.session);
		status = print_measured(&tree, &fault);
		print_languages();
	}
	bytes_release(&said);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
