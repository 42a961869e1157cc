/*
 * Feeds a harness every file of its corpus, as TAP: whole, cut off at some
 * places, and with some bytes changed.  Always the same, so that what fails
 * here fails again.
 */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "fuzz.h"

enum {
	FILE_MAX = 64 << 10,
	VARIATIONS = 8,
};

/* Corpora lie beside this file, and programs are named as their harness. */
static const char corpora[] = "tests/fuzz/corpus";

static const char *harness_name(const char *program)
{
	static const char prefix[] = "test_";
	const char *slash = strrchr(program, '/');
	const char *name = slash ? slash + 1 : program;

	return strncmp(name, prefix, sizeof(prefix) - 1) == 0 ? name + sizeof(prefix) - 1 : name;
}

static void feed(struct text text)
{
	char *copy = fuzz_copy(text);

	LLVMFuzzerTestOneInput((const uint8_t *)copy, text.size);
	free(copy);
}

static void feed_variations(struct text text)
{
	char *copy = fuzz_copy(text);
	uint64_t dice = text_hash(text);

	feed(text);
	for (size_t i = 1; i < VARIATIONS && i < text.size; i++)
		feed((struct text){ text.data, text.size * i / VARIATIONS });
	for (size_t i = 0; i < VARIATIONS && text.size; i++) {
		size_t at;

		dice = hash_mix(dice, i);
		at = (size_t)(dice % text.size);
		copy[at] = (char)(dice >> 32);
		feed((struct text){ copy, text.size });
		if (i % 2)
			copy[at] = text.data[at];
	}
	free(copy);
}

static bool read_file(const char *folder, const char *name, struct bytes *bytes)
{
	struct bytes path = BYTES_INIT;
	ssize_t got = -1;
	int file;

	bytes_format(&path, "%s/%s", folder, name);
	file = open(path.data, O_RDONLY | O_CLOEXEC);
	bytes_release(&path);
	bytes_clear(bytes);
	bytes_reserve(bytes, FILE_MAX);
	if (file < 0)
		return false;
	got = read(file, bytes->data, FILE_MAX);
	close(file);
	bytes->size = got > 0 ? (size_t)got : 0;
	return got >= 0;
}

static int visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	const char *name = harness_name(argc > 0 ? argv[0] : "");
	struct bytes folder = BYTES_INIT, bytes = BYTES_INIT;
	struct dirent **files = NULL;
	int count, failed = 0;

	bytes_format(&folder, "%s/%s", corpora, name);
	count = scandir(folder.data, &files, visible, alphasort);
	if (count <= 0) {
		printf("not ok 1 - %s has no corpus in %s\n1..1\n", name, folder.data);
		return 1;
	}
	feed((struct text){ "", 0 });
	for (int i = 0; i < count; i++) {
		bool found = read_file(folder.data, files[i]->d_name, &bytes);

		/* Seen when it does not come back. */
		fprintf(stderr, "%s/%s\n", folder.data, files[i]->d_name);
		if (found)
			feed_variations(bytes_text(&bytes));
		failed += !found;
		printf("%s %d - %s\n", found ? "ok" : "not ok", i + 1, files[i]->d_name);
		free(files[i]);
	}
	printf("1..%d\n", count);
	free(files);
	bytes_release(&folder);
	bytes_release(&bytes);
	return failed != 0;
}
