#include "bole/output.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SILENT_MS = 400, REFRESH_MS = 100, BAR = 30 };

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const char *what, size_t total)
{
	const char *terminal = getenv("TERM");

	*progress = (struct progress){
		.what = what,
		.total = total,
		.begun_ms = now_ms(),
		.wanted =
			total && isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0,
	};
}

static void draw(const struct progress *progress, int64_t elapsed)
{
	size_t filled = progress->done * BAR / progress->total;
	int64_t left = progress->done ? elapsed * (int64_t)(progress->total - progress->done) /
	                                        (int64_t)progress->done / 1000
	                              : 0;

	fprintf(stderr, "\r\033[Kbole: %s [", progress->what);
	for (size_t i = 0; i < BAR; i++)
		fputc(i < filled ? '#' : '.', stderr);
	fprintf(stderr, "] %zu/%zu, %lld s left", progress->done, progress->total, (long long)left);
	fflush(stderr);
}

void progress_step(struct progress *progress, size_t done)
{
	int64_t now;

	progress->done = done;
	if (!progress->wanted || (done % 16 && done != progress->total))
		return;
	now = now_ms();
	if (now - progress->begun_ms < SILENT_MS || now - progress->shown_ms < REFRESH_MS)
		return;
	progress->shown_ms = now;
	progress->visible = true;
	draw(progress, now - progress->begun_ms);
}

void progress_end(struct progress *progress)
{
	if (progress->visible)
		fputs("\r\033[K", stderr);
	progress->visible = progress->wanted = false;
}
