#include "duplication.h"

static enum duplication_part part_of(enum file_class file_class)
{
	switch (file_class) {
	case FILE_SOURCE:
		return DUPLICATION_OWN;
	case FILE_TEST:
	case FILE_EXAMPLE:
		return DUPLICATION_TESTS;
	default:
		return DUPLICATION_PARTS;
	}
}

static enum status gather(struct duplication *duplication, enum duplication_part part,
                          struct state *state, struct session *session, struct clone_file *files,
                          size_t *count, struct fault *fault)
{
	uint32_t *indexes = arena_new(&duplication->arena, state->count * sizeof(*indexes));
	enum status status = STATUS_OK;

	duplication->files[part] = indexes;
	*count = 0;
	for (uint32_t i = 0; i < state->count && status == STATUS_OK; i++) {
		if (part_of(state->files[i].label.file_class) != part)
			continue;
		indexes[*count] = i;
		files[*count].asked = true;
		status = book_prints(session->book, &state->blobs[i], &files[*count].prints, fault);
		++*count;
	}
	return status;
}

static enum status find_part(struct duplication *duplication, enum duplication_part part,
                             struct state *state, struct session *session, uint32_t tokens,
                             struct fault *fault)
{
	struct clones *clones = &duplication->clones[part];
	struct clone_file *files = memory_new(state->count * sizeof(*files));
	uint32_t *lines = memory_new(state->count * sizeof(*lines));
	size_t count;
	enum status status = gather(duplication, part, state, session, files, &count, fault);

	if (status == STATUS_OK) {
		clones_find(clones, files, count, &(struct clone_settings){ .tokens = tokens });
		clones_forget_prints(clones);
		clones_lines(clones, lines);
		for (size_t i = 0; i < count; i++)
			duplication->lines[duplication->files[part][i]] = lines[i];
	}
	memory_free(lines);
	memory_free(files);
	return status;
}

enum status duplication_find(struct duplication *duplication, struct state *state,
                             struct session *session, uint32_t tokens, struct fault *fault)
{
	enum status status = book_fill_prints(session->book, state->blobs, state->count, fault);

	*duplication = DUPLICATION_INIT;
	duplication->lines =
		arena_new(&duplication->arena, state->count * sizeof(*duplication->lines));
	for (uint32_t i = 0; i < state->count; i++)
		duplication->left_out +=
			part_of(state->files[i].label.file_class) == DUPLICATION_PARTS;
	for (int part = 0; part < DUPLICATION_PARTS && status == STATUS_OK; part++)
		status = find_part(duplication, (enum duplication_part)part, state, session, tokens,
		                   fault);
	return status;
}

void duplication_release(struct duplication *duplication)
{
	for (int part = 0; part < DUPLICATION_PARTS; part++)
		clones_release(&duplication->clones[part]);
	arena_release(&duplication->arena);
	*duplication = DUPLICATION_INIT;
}

uint32_t duplication_file(const struct duplication *duplication, enum duplication_part part,
                          const struct clone_side *place)
{
	return duplication->files[part][place->file];
}
