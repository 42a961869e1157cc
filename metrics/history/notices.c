#include "store.h"

#include <time.h>

void store_notice(struct history *history, const char *format, ...)
{
	char line[512];
	va_list arguments;

	va_start(arguments, format);
	sqlite3_vsnprintf(sizeof(line), line, format, arguments);
	va_end(arguments);
	if (history->notices.size)
		bytes_add_char(&history->notices, '\n');
	bytes_add_string(&history->notices, line);
}

void store_hand_over(struct history *history, struct bytes *notice)
{
	if (notice && history->notices.size) {
		if (notice->size)
			bytes_add_char(notice, '\n');
		bytes_add_text(notice, bytes_text(&history->notices));
	}
	bytes_clear(&history->notices);
}

bool store_is_busy(int result)
{
	return (result & 0xff) == SQLITE_BUSY || (result & 0xff) == SQLITE_LOCKED;
}

int64_t store_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whoever holds the lock will let it go; but ten thousand look-ups must not
 * wait half a second each, nor a hook for ever. */
static void met_lock(struct history *history)
{
	if (history->busy++ == 0)
		store_notice(history,
		             "the store is locked by another process; measured without it");
	history->read_again = store_clock() + STORE_PAUSE_MS;
	if (history->busy == STORE_BUSY_MOST)
		store_disconnect(history);
	else
		store_read_end(history);
}

void store_failed(struct history *history, int result)
{
	if (store_is_busy(result)) {
		met_lock(history);
		return;
	}
	if (store_is_damage(result)) {
		store_notice(history, "the store is damaged; not used in this run, checked in the "
		                      "next");
		place_suspect(history);
	} else if ((result & 0xff) == SQLITE_FULL) {
		store_notice(history, "the disk of the store is full; nothing more is kept");
	} else {
		store_notice(history, "the store cannot be used (%s); measured without it",
		             sqlite3_errstr(result));
	}
	store_disconnect(history);
}
