/* bole doctor: what is installed, which mechanism is live, what is skipped. */
#include <unistd.h>

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

static void print_count(uint64_t count, const char *what)
{
	printf(", %llu %s%s", (unsigned long long)count, what, plural_ending(count));
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
	fputs(state.sound ? ", sound" : ", DAMAGED: it will be set aside and begun anew", stdout);
	printf("; schema %u, %.1f MB", state.schema, (double)state.size / 1e6);
	print_count(state.blobs, "file version");
	print_count(state.judgements, "verdict");
	print_count(state.snapshots, "snapshot");
	putchar('\n');
}

/* git shows another history then than the one that is judged. */
static enum status print_replaced(struct repo *repo, struct fault *fault)
{
	struct bytes grafts = BYTES_INIT;
	bool replaced = false;
	enum status status = repo_any_ref(repo, "refs/replace/", &replaced, fault);

	bytes_format(&grafts, "%s/info/grafts", repo_common_dir(repo));
	if (replaced)
		puts("history: refs/replace is not followed; commits are judged as they were made");
	if (access(grafts.data, F_OK) == 0)
		puts("history: info/grafts is not followed; commits are judged as they were made");
	bytes_release(&grafts);
	return status;
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

/* "9 vendored files: …" */
static void print_line(const char *what, const char *behind, struct tally_line *line)
{
	if (line->count) {
		printf("  %zu %s%sfile%s%s: ", line->count, what, *what ? " " : "",
		       plural_ending(line->count), behind);
		write_safe(stdout, bytes_text(&line->names));
		puts(line->count > NAMES_SHOWN ? ", …" : "");
	}
	bytes_release(&line->names);
}

static void print_refused(const char *why, struct tally_line *line)
{
	struct bytes behind = BYTES_INIT;

	bytes_format(&behind, " not measured, %s", why);
	print_line("", behind.data, line);
	bytes_release(&behind);
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
	printf("read: %zu of %zu files are in a language that bole reads; %llu function%s, "
	       "%llu not measured\n",
	       state->count, state->listing.count, (unsigned long long)units, plural_ending(units),
	       (unsigned long long)unmeasured);
	print_line("", " with functions that did not parse", &broken);
	for (int i = REFUSED_NOT + 1; i < REFUSAL_COUNT; i++)
		print_refused(refusal_text((enum refusal)i), &refused[i]);
	bytes_release(&refused[REFUSED_NOT].names);
	for (int i = FILE_SOURCE + 1; i < FILE_CLASS_COUNT; i++)
		print_line(file_class_name((enum file_class)i), "", &classes[i]);
	bytes_release(&classes[FILE_SOURCE].names);
	return STATUS_OK;
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
	if (status == STATUS_OK)
		status = print_replaced(tree.session.repo, &fault);
	if (status == STATUS_OK) {
		print_store(&tree.session);
		status = print_measured(&tree, &fault);
		fputs("languages:", stdout);
		print_languages(false);
		puts("  not read: script inside HTML, Vue and Svelte files; scripts without an ending, which only a #! line names");
	}
	bytes_release(&said);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
