/* The heap: in large pages, and after a fork in some that nobody shares. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "bole/base.h"

enum { LARGE_PAGE = 2 << 20 };

/* Whether a line of smaps begins with a range of addresses, and this is in it. */
static bool begins_range(const char *line, uintptr_t address, bool *inside)
{
	char *rest;
	unsigned long long start = strtoull(line, &rest, 16), end;

	if (rest == line || *rest != '-')
		return false;
	end = strtoull(rest + 1, NULL, 16);
	*inside = address >= start && address < end;
	return true;
}

/* Of the mapping that the address lies in: "hg" is advised to be large. */
static bool is_advised(const void *address)
{
	FILE *maps = fopen("/proc/self/smaps", "r");
	bool inside = false, advised = false;
	char line[512];

	if (!maps)
		return false;
	while (fgets(line, sizeof(line), maps))
		if (!begins_range(line, (uintptr_t)address, &inside) && inside &&
		    strncmp(line, "VmFlags:", 8) == 0)
			advised = strstr(line, " hg");
	fclose(maps);
	return advised;
}

static uintptr_t large_page_of(const void *address)
{
	return (uintptr_t)address / LARGE_PAGE;
}

static void require_large_pages(void)
{
#if defined(__SANITIZE_ADDRESS__)
	skip(); /* its malloc sees each block */
#else
	if (access("/sys/kernel/mm/transparent_hugepage/enabled", R_OK) < 0)
		skip();
#endif
}

static void what_is_allocated_lies_in_large_pages(void **state)
{
	void *memory;

	(void)state;
	require_large_pages();
	memory = memory_new(4000);
	assert_true(is_advised(memory));
	memory_free(memory);
}

static void what_is_allocated_after_a_parting_lies_in_another_large_page(void **state)
{
	void *before, *after, *next;

	(void)state;
	require_large_pages();
	before = memory_new(4000);
	memory_part();
	after = memory_new(40000);
	next = memory_new(400000);
	assert_true(large_page_of(after) > large_page_of(before));
	assert_int_equal(large_page_of(next), large_page_of(after));
	assert_true(is_advised(after));
	memory_free(next);
	memory_free(after);
	memory_free(before);
}

/* The addresses for large pages end; then memory comes as it always did. */
static void any_number_of_partings_does_no_harm(void **state)
{
	void *memory;

	(void)state;
	for (int i = 0; i < 40; i++)
		memory_part();
	memory = memory_new(4000);
	memset(memory, 1, 4000);
	memory_free(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_allocated_lies_in_large_pages),
		cmocka_unit_test(what_is_allocated_after_a_parting_lies_in_another_large_page),
		cmocka_unit_test(any_number_of_partings_does_no_harm),
	};

	memory_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
