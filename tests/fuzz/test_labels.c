/*
 * Attributes from strangers.  Lines of the input: "@PATH" begins the
 * .gitattributes of that folder, "?PATH" asks for a path at the end; all others
 * belong to the file that was begun last.
 */
#include "bole/regions.h"
#include "fuzz.h"

enum { ASKED_MAX = 64 };

struct asked {
	struct text paths[ASKED_MAX];
	size_t count;
};

static void add_file(struct labels *labels, struct text folder, struct text content)
{
	struct bytes path = BYTES_INIT;
	char *copy = fuzz_copy(content);

	bytes_add_text(&path, folder);
	if (folder.size)
		bytes_add_char(&path, '/');
	bytes_add_string(&path, ".gitattributes");
	labels_add(labels, bytes_text(&path), (struct text){ copy, content.size });
	free(copy);
	bytes_release(&path);
}

static void add_all(struct labels *labels, struct text input, struct asked *asked)
{
	struct bytes content = BYTES_INIT;
	struct text folder = TEXT("");

	while (input.size) {
		struct text line = fuzz_take(&input, '\n');

		if (text_starts(line, "@")) {
			add_file(labels, folder, bytes_text(&content));
			bytes_clear(&content);
			folder = (struct text){ line.data + 1, line.size - 1 };
		} else if (text_starts(line, "?") && asked->count < ASKED_MAX) {
			asked->paths[asked->count++] =
				(struct text){ line.data + 1, line.size - 1 };
		} else {
			bytes_add_text(&content, line);
			bytes_add_char(&content, '\n');
		}
	}
	add_file(labels, folder, bytes_text(&content));
	bytes_release(&content);
}

static void ask(const struct labels *labels, struct text path)
{
	char *copy = fuzz_copy(path);
	struct label label = labels_of(labels, (struct text){ copy, path.size });
	struct label again = labels_of(labels, path);

	CLAIM(label.file_class < FILE_CLASS_COUNT);
	CLAIM(label.declared >= DECLARED_NOT && label.declared < REGION_COUNT);
	CLAIM(label.file_class != FILE_EXCLUDED || label.by_attribute);
	CLAIM(label.file_class == again.file_class && label.declared == again.declared);
	CLAIM(label.by_attribute == again.by_attribute);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct labels *labels = labels_new();
	struct asked asked = { .count = 0 };

	add_all(labels, fuzz_text(data, size), &asked);
	ask(labels, TEXT(""));
	ask(labels, TEXT("src/core.c"));
	for (size_t i = 0; i < asked.count; i++)
		ask(labels, asked.paths[i]);
	CLAIM(labels_dropped(labels) <= size);
	labels_free(labels);
	return 0;
}
