/*
 * bench: what bole costs, as ratios to floors measured in the same run.
 *
 *	bench BOLE REPOSITORY...
 *
 * Floors: a bare tree-sitter parse plus one full cursor walk of the same bytes
 * (P), libgit2 opening the repository and comparing HEAD's tree with the index
 * (L), and `git diff-index --cached` (G).  Every figure is processor time,
 * user and system, of the process and its children, the median of RUNS; the
 * repository is cloned first and never written.  "growth" as a repository: made
 * ones of 1, 10 and 100 times the files; "once:" before one: its cold runs once
 * each, for trees that take minutes; "commit:": only commits; "history:": only
 * its whole history.  README.md beside this says what for.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cost.h"
#include "floors.h"

enum {
	CHANGED_FILES = 3,
	CHANGED_LINES = 1000,
	PUSHED_COMMITS = 100,
	HISTORY_COMMITS = 1000,
	GROWTH_FILES = 100,
};

/* What all measurements of one repository share. */
struct bench {
	const char *self, *bole;
	char clone[64], git_programs[256];
	size_t cold_runs;
	size_t files;
	double bytes, lines; /* millions */
	struct source chosen[CHANGED_FILES];
	size_t chosen_count;
	struct arena arena;
	double parse;     /* P of everything */
	struct cost scan; /* the first one */
};

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static struct cost run_here(const char *directory, const char *const *argv)
{
	return run(&(struct command){ .directory = directory, .argv = argv });
}

static struct cost median_here(const char *directory, const char *const *argv)
{
	return run_median(&(struct command){ .directory = directory, .argv = argv });
}

/* The first line that a command says; false: it failed. */
static bool ask(const char *directory, const char *const *argv, char *answer, size_t size)
{
	struct bytes said = BYTES_INIT;
	bool knows = answer_of(directory, argv, &said);

	snprintf(answer, size, "%.*s", (int)strcspn(said.data, "\n"), said.data);
	bytes_release(&said);
	return knows;
}

/* --- the table -------------------------------------------------------------------------------- */

static void row(const char *what, double ratio, double goal, const char *unit)
{
	printf("  %-44s %7.3f  goal %5.2f %s  %s\n", what, ratio, goal, ratio <= goal ? "  " : "! ",
	       unit);
	fflush(stdout);
}

static void not_measured(const char *what, const char *why)
{
	printf("  %-44s       -  %s\n", what, why);
}

/* --- the whole tree --------------------------------------------------------------------- */

static double megabytes_of(const char *directory, const char *name)
{
	struct bytes path = BYTES_INIT;
	struct stat st;
	bool there;

	bytes_format(&path, "%s/%s", directory, name);
	there = stat(path.data, &st) == 0;
	bytes_release(&path);
	return there ? (double)st.st_size / 1e6 : 0;
}

static void forget(const struct bench *bench)
{
	run_here(bench->clone, WORDS("rm", "-rf", ".git/bole"));
}

/* The median of runs without a store. */
static struct cost cold(const struct bench *bench, const char *const *argv)
{
	double cpu[RUNS], wall[RUNS];

	for (size_t i = 0; i < bench->cold_runs; i++) {
		struct cost cost;

		forget(bench);
		cost = run_here(bench->clone, argv);
		cpu[i] = cost.cpu;
		wall[i] = cost.wall;
	}
	return (struct cost){ .cpu = median(cpu, bench->cold_runs),
		              .wall = median(wall, bench->cold_runs) };
}

static void bench_scan(struct bench *bench)
{
	const char *const *scan = WORDS(bench->bole, "scan", "--format", "tsv");
	const char *const *map = WORDS(bench->bole, "map", "--format", "tsv");
	double lines = bench->lines, store;
	double first = 0;
	struct cost memory;

	/* Once with the memory of all processes looked at, which costs time itself. */
	forget(bench);
	memory = run(&(struct command){ bench->clone, map, .sampled = true });
	bench->scan = cold(bench, map);
	first = bench->scan.cpu;
	row("first full scan", first / bench->parse, 1.30, "x parse and walk (CPU)");
	row("  the same, wall", bench->scan.wall / first, 0.60, "x its own CPU");
	row("  memory, packs apart", memory.own / (60 + 15 * lines), 1,
	    "x (60 MB + 15 MB a million lines)");
	store = megabytes_of(bench->clone, ".git/bole/history.db");
	row("  store", store / lines / 15, 1, "x 15 MB a million lines");
	row("scan again, nothing changed", median_here(bench->clone, scan).cpu / first, 0.03,
	    "x first scan");
	row("map, warm", median_here(bench->clone, map).cpu / first, 0.01, "x first scan");
	printf("  %-44s %.2f s CPU of %.2f s; %.0f MB, with packs %.0f; store %.1f MB\n",
	       "  measured", first, bench->parse, memory.own, memory.proportion, store);
}

/* --- a commit ------------------------------------------------------------------------------ */

static uint32_t lines_of(const struct source *source)
{
	uint32_t lines = 0;

	for (size_t i = 0; i < source->bytes.size; i++)
		lines += source->bytes.data[i] == '\n';
	return lines;
}

/* The files nearest to a thousand lines: what people really commit to. */
/* It outlives the sources. */
static void copy_source(struct bench *bench, struct source *source)
{
	struct text bytes = arena_text(&bench->arena, bytes_text(&source->bytes));

	source->path = arena_text(&bench->arena, source->path);
	source->bytes = (struct bytes){ (char *)(uintptr_t)bytes.data, bytes.size, 0 };
}

static void choose_changed(struct bench *bench, const struct sources *sources)
{
	bool *taken = memory_new(sources->count);

	while (bench->chosen_count < CHANGED_FILES && bench->chosen_count < sources->count) {
		size_t best = SIZE_MAX;
		uint32_t best_off = UINT32_MAX;

		for (size_t i = 0; i < sources->count; i++) {
			uint32_t lines = lines_of(&sources->items[i]);
			uint32_t off = lines > CHANGED_LINES ? lines - CHANGED_LINES
			                                     : CHANGED_LINES - lines;

			if (!taken[i] && off < best_off) {
				best = i;
				best_off = off;
			}
		}
		taken[best] = true;
		bench->chosen[bench->chosen_count] = sources->items[best];
		copy_source(bench, &bench->chosen[bench->chosen_count++]);
	}
	memory_free(taken);
}

/* What lies in memory here would be copied with every command that is started, and counted
 * as its own. */
static void look_at_sources(struct bench *bench, int floor_runs)
{
	struct sources sources;

	sources_of_head(&sources, bench->clone);
	bench->files = sources.count;
	bench->bytes = (double)sources.bytes / 1e6;
	bench->lines = (double)sources.lines / 1e6;
	choose_changed(bench, &sources);
	if (floor_runs)
		bench->parse = parse_floor(sources.items, sources.count, floor_runs);
	sources_release(&sources);
	malloc_trim(0);
}

/* What a commit brings to each of its files. */
enum brought {
	BLANK_LINES,  /* bodies are other ones, and no name comes or goes */
	NEW_CALL,     /* of a name that the file did not have, in some body */
	NEW_FUNCTION, /* and what it calls */
};

/* Behind the last line that is indented and ends a statement: mostly in a body. */
static size_t place_of_call(struct text bytes, size_t *indent)
{
	for (size_t end = bytes.size; end > 0; end--) {
		size_t start = end - 1;

		if (bytes.data[end - 1] != '\n')
			continue;
		while (start > 0 && bytes.data[start - 1] != '\n')
			start--;
		*indent = strspn(bytes.data + start, " \t");
		if (*indent && end - start > *indent + 2 && bytes.data[end - 2] == ';')
			return end;
	}
	*indent = 0;
	return bytes.size;
}

static void write_changed(FILE *file, const struct source *source, enum brought brought, int round)
{
	struct text bytes = bytes_text(&source->bytes);
	size_t indent, at = brought == NEW_CALL ? place_of_call(bytes, &indent) : bytes.size;

	fwrite(bytes.data, 1, at, file);
	if (brought == NEW_CALL)
		fprintf(file, "%.*sbole_bench_called_%d();\n", (int)indent, "\t\t\t\t\t\t\t\t",
		        round);
	else if (brought == NEW_FUNCTION)
		fprintf(file, "\nvoid bole_bench_%d() { bole_bench_called_%d(); }\n", round, round);
	else
		fprintf(file, "%.*s", round + 1, "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
	fwrite(bytes.data + at, 1, bytes.size - at, file);
}

static void change_and_stage(const struct bench *bench, enum brought brought, int round)
{
	for (size_t i = 0; i < bench->chosen_count; i++) {
		const struct source *source = &bench->chosen[i];
		struct bytes path = BYTES_INIT;
		FILE *file;

		bytes_format(&path, "%s/%.*s", bench->clone, (int)source->path.size,
		             source->path.data);
		file = fopen(path.data, "w");
		if (!file)
			fail("cannot change a file of the clone");
		write_changed(file, source, brought, round);
		if (fclose(file) != 0)
			fail("cannot change a file of the clone");
		bytes_release(&path);
	}
	run_here(bench->clone, WORDS("git", "add", "-u"));
}

/* As git runs it. */
static struct cost pre_commit(const struct bench *bench,
                              struct cost (*measured)(const struct command *command))
{
	return measured(&(struct command){ .directory = bench->clone,
	                                   .argv = WORDS(bench->bole, "hook", "pre-commit"),
	                                   .hook_of = bench->git_programs });
}

/* Each run has files to judge that nobody saw before: else nothing would be parsed.  And
 * each begins with what the commit before it left, as people's commits do. */
static struct cost changed_commit(const struct bench *bench, enum brought brought)
{
	double cpu[RUNS + 1], memory[RUNS + 1];

	for (int i = 0; i <= RUNS; i++) {
		struct cost cost;

		change_and_stage(bench, brought, i);
		cost = pre_commit(bench, run);
		cpu[i] = cost.cpu;
		memory[i] = cost.megabytes;
		run_here(bench->clone,
		         WORDS("git", "-c", "user.name=x", "-c", "user.email=x@example.org",
		               "commit", "--quiet", "--no-verify", "--message=x"));
	}
	return (struct cost){ .cpu = median(cpu + 1, RUNS), .megabytes = median(memory + 1, RUNS) };
}

static double diff_index(const char *clone)
{
	return median_here(clone, WORDS("git", "diff-index", "--cached", "HEAD")).cpu;
}

static void bench_nothing(const struct bench *bench)
{
	struct cost hook;

	run_here(bench->clone,
	         WORDS("sh", "-c", "echo text >bole-bench.txt && git add bole-bench.txt"));
	hook = pre_commit(bench, run_median);
	row("pre-commit with nothing to parse", hook.cpu / diff_index(bench->clone), 1.0, "x G");
	run_here(bench->clone, WORDS("git", "reset", "--quiet", "--hard"));
}

static void bench_commit(const struct bench *bench)
{
	double parse = parse_floor(bench->chosen, bench->chosen_count, RUNS), open, diff, status;
	struct cost bodies = changed_commit(bench, BLANK_LINES);
	struct cost call = changed_commit(bench, NEW_CALL);
	struct cost function = changed_commit(bench, NEW_FUNCTION);
	double budget;

	change_and_stage(bench, BLANK_LINES, 0);
	open = median_here(bench->clone, WORDS(bench->self, "--open-and-diff", ".")).cpu;
	diff = diff_index(bench->clone);
	status = median_here(bench->clone, WORDS("git", "status")).cpu;
	budget = 1.5 * diff + 1.4 * parse;
	row("warm pre-commit, three files", bodies.cpu / budget, 1.0, "x (1.5 G + 1.4 P)");
	row("  the same", bodies.cpu / (open + parse), 3.0, "x (L + P)");
	row("  the same", bodies.cpu / status, 0.6, "x git status");
	row("  memory of the largest process", bodies.megabytes / 30, 1, "x 30 MB");
	row("  with a new call in each", call.cpu / budget, 1.0, "x (1.5 G + 1.4 P)");
	row("  with a new function in each", function.cpu / budget, 1.0, "x (1.5 G + 1.4 P)");
	printf("  %-44s %.1f, %.1f, %.1f ms; G %.1f, P %.1f, L %.1f, git status %.1f ms; %.0f MB\n",
	       "  measured", bodies.cpu * 1e3, call.cpu * 1e3, function.cpu * 1e3, diff * 1e3,
	       parse * 1e3, open * 1e3, status * 1e3, bodies.megabytes);
	run_here(bench->clone, WORDS("git", "reset", "--quiet", "--hard"));
	bench_nothing(bench);
}

/* --- a push, a history, copies ---------------------------------------------------------------- */

static void bench_push(const struct bench *bench)
{
	char tip[64], base[64], words[96], range[160];
	struct bytes line = BYTES_INIT;
	struct cost hook;
	double check;

	snprintf(words, sizeof(words), "HEAD~%d", PUSHED_COMMITS);
	if (!ask(bench->clone, WORDS("git", "rev-parse", "HEAD"), tip, sizeof(tip)) ||
	    !ask(bench->clone, WORDS("git", "rev-parse", words), base, sizeof(base))) {
		not_measured("pre-push of 100 commits", "there are not so many");
		return;
	}
	bytes_format(&line, "refs/heads/x %s refs/heads/x %s\n", tip, base);
	/* What the remote is known to have would end the range too soon. */
	run_here(bench->clone, WORDS("git", "remote", "remove", "origin"));
	hook = run_median(&(struct command){
		.directory = bench->clone,
		.argv = WORDS(bench->bole, "hook", "pre-push", "origin", "."),
		.input = line.data,
	});
	snprintf(range, sizeof(range), "%s..%s", base, tip);
	check = median_here(bench->clone, WORDS(bench->bole, "check", range)).cpu;
	row("pre-push of 100 commits", hook.cpu / check, 2, "x the check of its end points");
	bytes_release(&line);
}

static bool knows(const struct bench *bench, const char *command)
{
	char answer[256];

	return ask(bench->clone, WORDS(bench->bole, command, "--help"), answer, sizeof(answer));
}

static void bench_history(const struct bench *bench)
{
	char day[32], words[96];
	struct sources sources;
	const char *const *history = WORDS(bench->bole, "history", "--since", day, "--every", "1");
	double parse, begun, first, again, list;

	snprintf(words, sizeof(words), "HEAD~%d", HISTORY_COMMITS);
	if (!knows(bench, "history") ||
	    !ask(bench->clone, WORDS("git", "log", "-1", "--format=%cs", words), day,
	         sizeof(day))) {
		not_measured("history of 1,000 commits", "no such command, or not so many commits");
		return;
	}
	sources_of_history(&sources, bench->clone, day);
	parse = sources.parse;
	begun = sources.parse_begun;
	sources_release(&sources);
	forget(bench);
	first = run_here(bench->clone, history).cpu;
	again = median_here(bench->clone, history).cpu;
	list = median_here(bench->clone, WORDS("git", "rev-list", "--first-parent", "HEAD")).cpu;
	row("history of 1,000 commits", first / parse, 0.5, "x parsing each distinct blob once");
	printf("  %-44s %.1f s CPU; floor %.1f s, %.2f of it the tree to begin with\n",
	       "  measured", first, parse, begun / parse);
	row("history again, nothing new", again / list, 2, "x git rev-list --first-parent");
}

static void bench_clones(const struct bench *bench)
{
	const char *const *clones = WORDS(bench->bole, "clones", "--format", "tsv");

	if (!knows(bench, "clones"))
		not_measured("clones, cold", "no such command");
	else
		row("clones, cold", cold(bench, clones).cpu / bench->scan.cpu, 1.25,
		    "x first scan");
}

static void bench_start(const struct bench *bench)
{
	double own = median_here(NULL, WORDS(bench->bole, "--version")).cpu;
	double git = median_here(NULL, WORDS("git", "--version")).cpu;

	row("start-up", own / git, 1.5, "x git --version");
}

/* --- all of it ----------------------------------------------------------------------------------- */

/* Where measuring the first scan six times takes too long. */
static void measure_commit(struct bench *bench, const char *name)
{
	look_at_sources(bench, 0);
	run_here(bench->clone, WORDS(bench->bole, "map"));
	printf("%s: %zu files\n", name, bench->files);
	bench_commit(bench);
	bench_start(bench);
}

static void measure(struct bench *bench, const char *name)
{
	look_at_sources(bench, bench->cold_runs > 1 ? 3 : 1);
	printf("%s: %zu files, %.1f MB, %.2f million lines, floor %.2f s (%.1f MB/s)\n", name,
	       bench->files, bench->bytes, bench->lines, bench->parse, bench->bytes / bench->parse);
	bench_scan(bench);
	bench_commit(bench);
	bench_push(bench);
	bench_clones(bench);
	bench_history(bench);
	bench_start(bench);
}

/* Where one cold run takes minutes, one must do. */
static void measure_once(struct bench *bench, const char *name)
{
	bench->cold_runs = 1;
	measure(bench, name);
}

static void commit_empty(const struct bench *bench)
{
	run_here(bench->clone,
	         WORDS("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit",
	               "--quiet", "--allow-empty", "--no-verify", "--message=x"));
}

static void measure_history(struct bench *bench, const char *name)
{
	const char *const *history = WORDS(bench->bole, "history");
	struct sources sources;
	struct cost first, next;

	sources_of_history(&sources, bench->clone, NULL);
	printf("%s: %zu distinct files in its history, %.1f MB, floor %.1f s\n", name,
	       sources.count, (double)sources.bytes / 1e6, sources.parse);
	first = run(&(struct command){ bench->clone, history, .sampled = true });
	row("the whole history", first.cpu / sources.parse, 1.5,
	    "x parsing each distinct blob once");
	row("  memory", first.proportion, 500, "MB (all processes, packs mapped)");
	row("  its store", megabytes_of(bench->clone, ".git/bole/history.db"), 40, "MB");
	commit_empty(bench);
	next = run_here(bench->clone, history);
	row("  after one more commit", next.wall * 1e3, 100, "ms");
	sources_release(&sources);
}

static void begin(struct bench *bench)
{
	if (!mkdtemp(bench->clone))
		fail("cannot make a folder");
	if (!ask(NULL, WORDS("git", "--exec-path"), bench->git_programs,
	         sizeof(bench->git_programs)))
		fail("git does not say where its programs are");
}

static void bench_repository(const char *self, const char *bole, const char *repository,
                             void (*work)(struct bench *bench, const char *name))
{
	struct bench bench = {
		.self = self, .bole = bole, .clone = "/tmp/bole-bench-XXXXXX", .cold_runs = RUNS
	};

	begin(&bench);
	run_here(NULL, WORDS("git", "clone", "--quiet", "--shared", repository, bench.clone));
	work(&bench, repository);
	arena_release(&bench.arena);
	run_here(NULL, WORDS("rm", "-rf", bench.clone));
}

/* Files of twenty functions each, which call into the folder's first one. */
static const char growth_script[] =
	"git init -q . && git config user.name x && git config user.email x@example.org &&"
	"awk -v files=%d 'BEGIN { for (i = 0; i < files; i++) {"
	"	file = sprintf(\"d%%d/f%%d.c\", i / 50, i); if (i %% 50 == 0)"
	"		system(sprintf(\"mkdir -p d%%d\", i / 50));"
	"	for (k = 0; k < 20; k++) printf(\"int f%%d_%%d(int a)\\n{\\n\\tif (a > %%d)\\n"
	"\\t\\treturn f%%d_%%d(a);\\n\\tfor (int i = 0; i < a; i++)\\n\\t\\ta += i;\\n\\treturn a;\\n}\\n\\n\","
	"		i, k, k, i - i %% 50, k) > file; close(file) } }' &&"
	"git add . && git commit -q -m made";

static void bench_growth(const char *self, const char *bole)
{
	double first = 0;

	for (int files = GROWTH_FILES; files <= 100 * GROWTH_FILES; files *= 10) {
		struct bench bench = { .self = self,
			               .bole = bole,
			               .clone = "/tmp/bole-bench-XXXXXX" };
		struct bytes script = BYTES_INIT;
		struct cost hook;
		double diff;

		begin(&bench);
		bytes_format(&script, growth_script, files);
		run_here(bench.clone, WORDS("sh", "-c", script.data));
		run_here(bench.clone, WORDS(bole, "map"));
		look_at_sources(&bench, 0);
		hook = changed_commit(&bench, BLANK_LINES);
		diff = diff_index(bench.clone);
		first = first ? first : hook.cpu - diff;
		printf("growth: %d files: pre-commit %.1f ms, git diff-index %.1f ms, %.0f MB; "
		       "beyond git's own %.1f x that of %d files\n",
		       files, hook.cpu * 1e3, diff * 1e3, hook.megabytes, (hook.cpu - diff) / first,
		       GROWTH_FILES);
		run_here(NULL, WORDS("rm", "-rf", bench.clone));
		arena_release(&bench.arena);
		bytes_release(&script);
	}
}

int main(int argc, char **argv)
{
	char self[4096] = "";

	if (argc == 3 && strcmp(argv[1], "--open-and-diff") == 0)
		return open_and_diff(argv[2]);
	if (argc < 3) {
		fputs("usage: bench BOLE REPOSITORY...\n", stderr);
		return 2;
	}
	if (readlink("/proc/self/exe", self, sizeof(self) - 1) < 0)
		fail("cannot tell where the program is");
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "growth") == 0)
			bench_growth(self, argv[1]);
		else if (strncmp(argv[i], "commit:", 7) == 0)
			bench_repository(self, argv[1], argv[i] + 7, measure_commit);
		else if (strncmp(argv[i], "once:", 5) == 0)
			bench_repository(self, argv[1], argv[i] + 5, measure_once);
		else if (strncmp(argv[i], "history:", 8) == 0)
			bench_repository(self, argv[1], argv[i] + 8, measure_history);
		else
			bench_repository(self, argv[1], argv[i], measure);
	}
	return 0;
}
