#include "bole/base.h"

#include <stdio.h>
#include <string.h>

void bytes_release(struct bytes *bytes)
{
	memory_free(bytes->data);
	*bytes = BYTES_INIT;
}

void bytes_clear(struct bytes *bytes)
{
	bytes->size = 0;
	if (bytes->data)
		bytes->data[0] = '\0';
}

void bytes_reserve(struct bytes *bytes, size_t extra)
{
	size_t wanted = bytes->size + extra + 1;

	if (wanted <= bytes->capacity)
		return;
	if (wanted < bytes->capacity * 2)
		wanted = bytes->capacity * 2;
	bytes->data = memory_resize(bytes->data, wanted);
	bytes->capacity = wanted;
	bytes->data[bytes->size] = '\0';
}

void bytes_add(struct bytes *bytes, const void *data, size_t size)
{
	bytes_reserve(bytes, size);
	if (size)
		memcpy(bytes->data + bytes->size, data, size);
	bytes->size += size;
	bytes->data[bytes->size] = '\0';
}

void bytes_add_text(struct bytes *bytes, struct text text)
{
	bytes_add(bytes, text.data, text.size);
}

void bytes_add_string(struct bytes *bytes, const char *string)
{
	bytes_add(bytes, string, strlen(string));
}

void bytes_add_char(struct bytes *bytes, char c)
{
	bytes_add(bytes, &c, 1);
}

/* Tables are made of these: a tenth of what a format costs. */
void bytes_add_number(struct bytes *bytes, uint64_t number)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	bytes_add(bytes, digits + at, sizeof(digits) - at);
}

void bytes_format(struct bytes *bytes, const char *format, ...)
{
	va_list arguments, again;
	int size;

	bytes_reserve(bytes, 0);
	va_start(arguments, format);
	va_copy(again, arguments);
	size = vsnprintf(bytes->data + bytes->size, bytes->capacity - bytes->size, format,
	                 arguments);
	va_end(arguments);
	if (size > 0 && bytes->size + (size_t)size >= bytes->capacity) {
		bytes_reserve(bytes, (size_t)size);
		vsnprintf(bytes->data + bytes->size, (size_t)size + 1, format, again);
	}
	bytes->size += size > 0 ? (size_t)size : 0;
	va_end(again);
}

struct text bytes_text(const struct bytes *bytes)
{
	return (struct text){ bytes->data, bytes->size };
}
