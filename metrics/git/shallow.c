/* Where a shallow clone was cut: <common dir>/shallow, one commit a line. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "repo.h"

static int by_id(const void *a, const void *b)
{
	return object_id_compare(a, b);
}

static void shallow_add(struct shallow *shallow, struct text line)
{
	struct object_id id;

	if (!object_id_parse(&id, text_trim(line)))
		return;
	shallow->cut =
		array_grow(shallow->cut, &shallow->capacity, shallow->count, sizeof(*shallow->cut));
	shallow->cut[shallow->count++] = id;
}

enum status shallow_read(struct shallow *shallow, const struct repo *repo, struct fault *fault)
{
	/* A push into a shallow repository is received with a file of its own. */
	const char *named = environment_value("GIT_SHALLOW_FILE");
	struct bytes path = BYTES_INIT;
	enum status status = STATUS_OK;
	char line[128];
	FILE *file;

	if (named && *named == '/')
		bytes_add_string(&path, named);
	else
		bytes_format(&path, "%s/%s", named ? repo->top : repo->common_dir,
		             named ? named : "shallow");
	file = fopen(path.data, "re");
	if (!file) {
		if (errno != ENOENT)
			status = fault_set(fault, STATUS_UNABLE, "cannot open %s: %s", path.data,
			                   strerror(errno));
		goto done;
	}
	while (fgets(line, sizeof(line), file))
		shallow_add(shallow, text_of(line));
	if (shallow->count)
		qsort(shallow->cut, shallow->count, sizeof(*shallow->cut), by_id);
	fclose(file);
done:
	bytes_release(&path);
	return status;
}

bool shallow_cuts(const struct shallow *shallow, const struct object_id *commit)
{
	return shallow->count &&
	       bsearch(commit, shallow->cut, shallow->count, sizeof(*shallow->cut), by_id);
}
