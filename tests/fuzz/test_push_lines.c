/* The lines that git gives to pre-push and pre-receive, and a stranger's names of refs in them. */
#include "hooks/hook_push.c" /* its reader of lines is nobody else's business */

#include "fuzz.h"

static void check_line(struct text line, bool receiving)
{
	char *copy = fuzz_copy(line);
	struct fault fault = { .status = STATUS_OK };
	struct pushed pushed;
	struct text text = text_trim((struct text){ copy, line.size });
	enum status status =
		text.size ? read_line(text, receiving, &pushed, &fault) : STATUS_UNABLE;

	if (status == STATUS_OK) {
		CLAIM(pushed.tip.size == 20 || pushed.tip.size == 32);
		CLAIM(pushed.remote.size == 20 || pushed.remote.size == 32);
		CLAIM(memchr(pushed.ref, '\0', sizeof(pushed.ref)));
	} else {
		CLAIM(!text.size || (fault.status == STATUS_UNABLE && fault.text[0]));
	}
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text input = fuzz_text(data, size);

	while (input.size) {
		struct text line = fuzz_take(&input, '\n');

		check_line(line, false);
		check_line(line, true);
	}
	return 0;
}
