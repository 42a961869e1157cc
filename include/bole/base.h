/*
 * base: what every other room stands on.
 *
 * Status and fault, memory that never returns NULL, slices of bytes, growing
 * buffers, arenas, and two hash maps.  Nothing here knows what bole is for.
 *
 * Errors.  A function that can fail for a reason outside the program returns
 * `enum status` and takes a `struct fault *`.  The place that knows what went
 * wrong words it once, for the person who will read it:
 *
 *	if (fd < 0)
 *		return fault_set(fault, STATUS_UNABLE, "cannot open %s: %s",
 *		                 path, strerror(errno));
 *
 * Everybody above passes the status on.  Running out of memory is not a
 * status: it ends the run as "bole failed" (exit 3), so that it can never be
 * mistaken for a verdict.
 *
 * Ownership is in the verb: `_init/_release` work on storage of the caller,
 * `_new/_free` on the heap, `_open/_close` on things outside the process; a
 * noun returns a borrowed pointer.
 */
#ifndef BOLE_BASE_H
#define BOLE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

/* --- status and fault ---------------------------------------------------- */

/* The values are the exit statuses of the command line. */
enum status {
	STATUS_OK = 0,
	STATUS_USAGE = 2,  /* the request is wrong: option, revision, configuration */
	STATUS_UNABLE = 3, /* the request is fine and could not be carried out */
	STATUS_ABSENT = 4, /* what was asked for is not there; an answer, no fault */
};

struct fault {
	enum status status;
	char text[1024]; /* one line, not yet safe to print: see output.h */
};

/* Words a fault and returns `status`, so that it can be returned in one go. */
enum status fault_set(struct fault *fault, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* --- memory -------------------------------------------------------------- */

/* These never return NULL; without memory the process ends with exit 3. */
void *memory_new(size_t size); /* zeroed */
void *memory_resize(void *memory, size_t size);
/* Not zeroed.  For megabytes that are filled from end to end: in large pages they cost a tenth. */
void *memory_large(size_t size);
void memory_free(void *memory); /* NULL is fine */

/*
 * A page that is touched for the first time costs 3 microseconds, and a large one of 2 MB no more
 * than 85 of them: a process that takes a megabyte is better off with a heap in large pages.  Once,
 * before much is allocated.
 */
void memory_begin(void);
/* After a fork, on both sides: what is allocated from now on lies in large pages that are shared
 * with nobody.  Else every small page of a shared one would be copied. */
void memory_part(void);

/*
 * Makes room for one more element of a growing array:
 *
 *	units = array_grow(units, &capacity, count, sizeof(*units));
 *	units[count++] = unit;
 */
void *array_grow(void *array, size_t *capacity, size_t count, size_t element_size) MUST_CHECK;

/* --- text: a slice of somebody else's bytes ------------------------------ */

struct text {
	const char *data;
	size_t size;
};

#define TEXT(literal) ((struct text){ (literal), sizeof(literal) - 1 })

/* Here, since some are asked of every word of every file. */
inline struct text text_of(const char *string)
{
	return (struct text){ string, strlen(string) };
}

inline bool text_equal(struct text a, struct text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

inline bool text_is(struct text a, const char *string)
{
	return text_equal(a, text_of(string));
}

inline bool text_starts(struct text a, const char *prefix)
{
	size_t size = strlen(prefix);

	return a.size >= size && memcmp(a.data, prefix, size) == 0;
}

inline bool text_ends(struct text a, const char *suffix)
{
	size_t size = strlen(suffix);

	return a.size >= size && memcmp(a.data + a.size - size, suffix, size) == 0;
}

int text_compare(struct text a, struct text b);    /* bytewise, shorter first */
struct text text_trim(struct text a);              /* blanks, tabs and line ends off both sides */
size_t text_line_behind(struct text a, size_t at); /* where the next line begins */
uint64_t text_hash(struct text a);                 /* XXH3, the same on every machine */

/* Folds one more value into a hash: the finalizer of SplitMix64 over both, cheap, and no value is lost. */
inline uint64_t hash_mix(uint64_t hash, uint64_t value)
{
	uint64_t x = hash * UINT64_C(0x9e3779b97f4a7c15) + value + UINT64_C(0x632be59bd9b4e019);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* --- bytes: a buffer that grows ------------------------------------------ */

/* `data` is always followed by a NUL that `size` does not count. */
struct bytes {
	char *data;
	size_t size;
	size_t capacity;
};

#define BYTES_INIT ((struct bytes){ 0 })

void bytes_release(struct bytes *bytes);
void bytes_clear(struct bytes *bytes); /* empty, memory kept */
void bytes_reserve(struct bytes *bytes, size_t extra);
void bytes_add(struct bytes *bytes, const void *data, size_t size);
void bytes_add_text(struct bytes *bytes, struct text text);
void bytes_add_string(struct bytes *bytes, const char *string);
void bytes_add_char(struct bytes *bytes, char c);
void bytes_add_number(struct bytes *bytes, uint64_t number); /* in decimal */
void bytes_format(struct bytes *bytes, const char *format, ...) PRINTF_LIKE(2, 3);
struct text bytes_text(const struct bytes *bytes);

/* --- lines of a change ----------------------------------------------------- */

struct line_count {
	uint32_t added, removed;
};

/* --- files ---------------------------------------------------------------- */

/* All of these bytes of a file, whatever signal comes meanwhile; false: it cannot be read, or ends
 * before. */
bool read_at(int fd, void *into, size_t size, size_t from) MUST_CHECK;

/* --- arena: many small things, released at once --------------------------- */

struct arena_block;
struct arena {
	struct arena_block *blocks;
	char *next;
	size_t left;
};

#define ARENA_INIT ((struct arena){ 0 })

void arena_release(struct arena *arena);
/* Before anything else, for one of thousands: it begins with so little, and grows from there. */
void arena_start(struct arena *arena, size_t room);
void *arena_new(struct arena *arena, size_t size); /* zeroed, aligned for anything */
char *arena_string(struct arena *arena, const char *data, size_t size); /* copied, NUL-ended */
struct text arena_text(struct arena *arena, struct text text);          /* likewise */
size_t arena_size(const struct arena *arena);                           /* bytes held, for bounds */

/* --- maps ---------------------------------------------------------------- */

/* From texts to numbers.  Keys are borrowed and must outlive the map. */
struct text_map {
	struct text_slot *slots;
	size_t capacity; /* a power of two, or 0 */
	size_t count;
};

#define TEXT_MAP_INIT ((struct text_map){ 0 })
#define MAP_NONE UINT32_MAX

void text_map_release(struct text_map *map);
uint32_t text_map_get(const struct text_map *map, struct text key); /* or MAP_NONE */
/* The value for `key`, which is entered as MAP_NONE when new.  The pointer
 * lives until the next entry. */
uint32_t *text_map_at(struct text_map *map, struct text key);

/* From 64-bit hashes to numbers.  The key 0 is allowed. */
struct hash_map {
	struct hash_slot *slots;
	size_t capacity;
	size_t count;
};

#define HASH_MAP_INIT ((struct hash_map){ 0 })

void hash_map_release(struct hash_map *map);
uint32_t hash_map_get(const struct hash_map *map, uint64_t key); /* or MAP_NONE */
uint32_t *hash_map_at(struct hash_map *map, uint64_t key);

/* --- numbers on a wire ---------------------------------------------------- */

/* Unsigned LEB128, the only number format of facts in the store and in pipes. */
void wire_put(struct bytes *bytes, uint64_t value);
void wire_put_fixed(struct bytes *bytes, uint64_t value,
                    size_t size);                          /* 8 at most, little endian */
void wire_put_text(struct bytes *bytes, struct text text); /* size, then bytes */

/* Reads what wire_put wrote.  A short or overlong input sets `broken` and
 * yields zeros from then on, so that a reader checks once, at its end. */
struct wire {
	const unsigned char *next;
	const unsigned char *end;
	bool broken;
};

struct wire wire_open(struct text text);
uint64_t wire_get(struct wire *wire);
uint64_t wire_get_fixed(struct wire *wire, size_t size);
struct text wire_get_text(struct wire *wire); /* borrowed from the input */
/* A count of things of at least `least` bytes each: never more than can
 * follow, so that it is safe to allocate by. */
size_t wire_get_count(struct wire *wire, size_t least);

#endif
