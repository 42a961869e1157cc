/*
 * bench: what bole costs, as ratios to floors measured in the same run.
 *
 *	bench BOLE REPOSITORY...
 *
 * Floors: a bare tree-sitter parse plus one full cursor walk of the same bytes
 * (P), libgit2 opening the repository and comparing HEAD's tree with the index
 * (L), and `git diff-index --cached` (G).  Every figure is processor time,
 * user and system, of the process and its children, the median of RUNS; the
 * repository is cloned first and never written.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <git2.h>
#include <tree_sitter/api.h>

#include "bole/facts.h"
#include "bole/git.h"

enum { RUNS = 5, CHANGED_FILES = 3, CHANGED_LINES = 1000 };

static void fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(3);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), by_value);
	return values[count / 2];
}

/* --- commands ----------------------------------------------------------------------- */

struct cost {
	double cpu, wall, megabytes;
};

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Runs a command without output and says what it and its children cost. */
static struct cost run(const char *directory, const char *const *argv)
{
	struct rusage usage;
	struct cost cost;
	double begun = now();
	int how = 0;
	pid_t pid = fork();

	if (pid < 0)
		fail("cannot fork");
	if (pid == 0) {
		int nowhere = open("/dev/null", O_RDWR);

		dup2(nowhere, 0);
		dup2(nowhere, 1);
		dup2(nowhere, 2);
		if (directory && chdir(directory) < 0)
			_exit(126);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	if (wait4(pid, &how, 0, &usage) < 0 || !WIFEXITED(how) || WEXITSTATUS(how) > 1)
		fail(argv[0]);
	cost.wall = now() - begun;
	cost.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	cost.megabytes = (double)usage.ru_maxrss / 1024;
	return cost;
}

static struct cost run_median(const char *directory, const char *const *argv)
{
	double cpu[RUNS], wall[RUNS], memory[RUNS];

	run(directory, argv);
	for (int i = 0; i < RUNS; i++) {
		struct cost cost = run(directory, argv);

		cpu[i] = cost.cpu;
		wall[i] = cost.wall;
		memory[i] = cost.megabytes;
	}
	return (struct cost){ median(cpu, RUNS), median(wall, RUNS), median(memory, RUNS) };
}

/* --- floors --------------------------------------------------------------------------- */

struct source {
	const struct language *language;
	struct bytes bytes;
	struct text path;
};

struct sources {
	struct repo *repo;
	struct listing listing;
	struct source *items;
	size_t count, capacity;
	uint64_t bytes, lines;
};

static void check(enum status status, const struct fault *fault)
{
	if (status != STATUS_OK)
		fail(fault->text);
}

static void read_sources(struct sources *sources, const char *directory)
{
	struct repo_place place = { .directory = directory };
	struct object_id head;
	struct fault fault;

	check(repo_open(&sources->repo, &place, &fault), &fault);
	check(repo_head(sources->repo, &head, &fault), &fault);
	check(listing_of_commit(&sources->listing, sources->repo, &head, &fault), &fault);
	for (size_t i = 0; i < sources->listing.count; i++) {
		const struct entry *entry = &sources->listing.entries[i];
		const struct language *language = language_of(entry->path, TEXT(""));
		struct source source = { language, BYTES_INIT, entry->path };
		bool too_large = false;

		if (!language)
			continue;
		check(blob_read(sources->repo, &entry->blob, SYNTAX_BYTES_MAX, &source.bytes,
		                &too_large, &fault),
		      &fault);
		if (too_large || syntax_refuses(bytes_text(&source.bytes)) != REFUSED_NOT) {
			bytes_release(&source.bytes);
			continue;
		}
		sources->items = array_grow(sources->items, &sources->capacity, sources->count,
		                            sizeof(*sources->items));
		sources->items[sources->count++] = source;
		sources->bytes += source.bytes.size;
	}
}

/* Every node is visited once, and nothing is done with it. */
static void walk(TSNode root)
{
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	bool more = true;

	while (more) {
		if (ts_tree_cursor_goto_first_child(&cursor))
			continue;
		while (!ts_tree_cursor_goto_next_sibling(&cursor))
			if (!(more = ts_tree_cursor_goto_parent(&cursor)))
				break;
	}
	ts_tree_cursor_delete(&cursor);
}

static double cpu_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double parse_floor(const struct source *items, size_t count, int runs)
{
	double cpu[RUNS];

	for (int i = 0; i < runs; i++) {
		TSParser *parser = ts_parser_new();
		double begun = cpu_now();

		for (size_t at = 0; at < count; at++) {
			TSTree *tree;

			ts_parser_set_language(parser, items[at].language->grammar());
			tree = ts_parser_parse_string(parser, NULL, items[at].bytes.data,
			                              (uint32_t)items[at].bytes.size);
			walk(ts_tree_root_node(tree));
			ts_tree_delete(tree);
		}
		cpu[i] = cpu_now() - begun;
		ts_parser_delete(parser);
	}
	return median(cpu, (size_t)runs);
}

/* What the second floor runs as a process of its own. */
static int open_and_diff(const char *directory)
{
	git_repository *repository = NULL;
	git_object *tree = NULL;
	git_diff *diff = NULL;

	git_libgit2_init();
	if (git_repository_open_ext(&repository, directory, 0, NULL) < 0 ||
	    git_revparse_single(&tree, repository, "HEAD^{tree}") < 0 ||
	    git_diff_tree_to_index(&diff, repository, (git_tree *)tree, NULL, NULL) < 0)
		return 3;
	printf("%zu\n", git_diff_num_deltas(diff));
	git_diff_free(diff);
	git_object_free(tree);
	git_repository_free(repository);
	return 0;
}

/* --- the change that is committed --------------------------------------------------------- */

static uint32_t lines_of(const struct source *source)
{
	uint32_t lines = 0;

	for (size_t i = 0; i < source->bytes.size; i++)
		lines += source->bytes.data[i] == '\n';
	return lines;
}

/* The files nearest to a thousand lines: what people really commit to. */
static size_t choose_changed(const struct sources *sources, struct source chosen[CHANGED_FILES])
{
	bool *taken = memory_new(sources->count);
	size_t count = 0;

	while (count < CHANGED_FILES && count < sources->count) {
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
		chosen[count++] = sources->items[best];
	}
	memory_free(taken);
	return count;
}

static void change_and_stage(const char *directory, struct source chosen[CHANGED_FILES],
                             size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct bytes path = BYTES_INIT;
		FILE *file;

		bytes_format(&path, "%s/%.*s", directory, (int)chosen[i].path.size,
		             chosen[i].path.data);
		file = fopen(path.data, "a");
		if (!file || fputs("\n", file) < 0 || fclose(file) != 0)
			fail("cannot change a file of the clone");
		bytes_release(&path);
	}
	run(directory, (const char *[]){ "git", "add", "-u", NULL });
}

/* --- the table -------------------------------------------------------------------------------- */

static void print_ratio(const char *what, double value, double floor, const char *unit)
{
	printf("  %-46s %6.2f %-22s (%.3f s of %.3f s CPU)\n", what, value / floor, unit, value,
	       floor);
}

static void bench_scan(const char *bole, const char *clone, double parse)
{
	char store[4096];
	double cpu[RUNS], wall[RUNS], memory[RUNS];
	const char *map[] = { bole, "map", "--format", "tsv", NULL };
	struct cost warm;

	snprintf(store, sizeof(store), "%s/.git/bole", clone);
	for (int i = 0; i < RUNS; i++) {
		struct cost cost;

		run(NULL, (const char *[]){ "rm", "-rf", store, NULL });
		cost = run(clone, map);
		cpu[i] = cost.cpu;
		wall[i] = cost.wall;
		memory[i] = cost.megabytes;
	}
	print_ratio("first full scan", median(cpu, RUNS), parse, "x parse and walk");
	printf("  %-46s %6.2f x its own CPU; peak of the largest process %.0f MB\n",
	       "  the same, wall", median(wall, RUNS) / median(cpu, RUNS), median(memory, RUNS));
	warm = run_median(clone, map);
	print_ratio("scan again, nothing changed", warm.cpu, median(cpu, RUNS), "x first scan");
}

static void bench_commit(const char *self, const char *bole, const char *clone,
                         const struct sources *sources)
{
	struct source chosen[CHANGED_FILES];
	size_t count = choose_changed(sources, chosen);
	double parse = parse_floor(chosen, count, RUNS), open, diff;
	struct cost check_cost;

	change_and_stage(clone, chosen, count);
	open = run_median(clone, (const char *[]){ self, "--open-and-diff", ".", NULL }).cpu;
	diff = run_median(clone, (const char *[]){ "git", "diff-index", "--cached", "HEAD", NULL })
	               .cpu;
	check_cost = run_median(clone, (const char *[]){ bole, "hook", "pre-commit", NULL });
	print_ratio("warm pre-commit, three files", check_cost.cpu, open + parse, "x (L + P)");
	print_ratio("  the same", check_cost.cpu, diff + parse, "x (G + P)");
	printf("  %-46s L %.1f ms, G %.1f ms, P %.1f ms; peak %.0f MB\n", "  floors", open * 1e3,
	       diff * 1e3, parse * 1e3, check_cost.megabytes);
}

static void bench(const char *self, const char *bole, const char *repository)
{
	char clone[] = "/tmp/bole-bench-XXXXXX";
	struct sources sources = { 0 };
	double parse;

	if (!mkdtemp(clone))
		fail("cannot make a folder");
	run(NULL,
	    (const char *[]){ "git", "clone", "--quiet", "--shared", repository, clone, NULL });
	read_sources(&sources, clone);
	parse = parse_floor(sources.items, sources.count, 3);
	printf("%s: %zu files, %.1f MB, floor %.2f s (%.1f MB/s)\n", repository, sources.count,
	       (double)sources.bytes / 1e6, parse, (double)sources.bytes / 1e6 / parse);
	bench_scan(bole, clone, parse);
	bench_commit(self, bole, clone, &sources);
	fflush(stdout);
	for (size_t i = 0; i < sources.count; i++)
		bytes_release(&sources.items[i].bytes);
	memory_free(sources.items);
	listing_release(&sources.listing);
	repo_close(sources.repo);
	run(NULL, (const char *[]){ "rm", "-rf", clone, NULL });
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
	for (int i = 2; i < argc; i++)
		bench(self, argv[1], argv[i]);
	return 0;
}
