#include "bole/base.h"

void wire_put(struct bytes *bytes, uint64_t value)
{
	unsigned char digits[10];
	size_t size = 0;

	do {
		digits[size] = (unsigned char)(value & 0x7f);
		value >>= 7;
		if (value)
			digits[size] |= 0x80;
		size++;
	} while (value);
	bytes_add(bytes, digits, size);
}

void wire_put_fixed(struct bytes *bytes, uint64_t value, size_t size)
{
	unsigned char digits[sizeof(value)];

	for (size_t i = 0; i < size; i++)
		digits[i] = (unsigned char)(value >> (8 * i));
	bytes_add(bytes, digits, size);
}

void wire_put_text(struct bytes *bytes, struct text text)
{
	wire_put(bytes, text.size);
	bytes_add_text(bytes, text);
}

struct wire wire_open(struct text text)
{
	const unsigned char *data = (const unsigned char *)text.data;

	return (struct wire){ data, data + text.size, false };
}

static size_t wire_left(const struct wire *wire)
{
	return wire->next ? (size_t)(wire->end - wire->next) : 0;
}

uint64_t wire_get(struct wire *wire)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64 && wire_left(wire) && !wire->broken; shift += 7) {
		unsigned char digit = *wire->next++;

		value |= (uint64_t)(digit & 0x7f) << shift;
		if (!(digit & 0x80))
			return value;
	}
	wire->broken = true;
	return 0;
}

uint64_t wire_get_fixed(struct wire *wire, size_t size)
{
	uint64_t value = 0;

	if (wire->broken || wire_left(wire) < size) {
		wire->broken = true;
		return 0;
	}
	for (size_t i = 0; i < size; i++)
		value |= (uint64_t)*wire->next++ << (8 * i);
	return value;
}

struct text wire_get_text(struct wire *wire)
{
	uint64_t size = wire_get(wire);
	struct text text = { (const char *)wire->next, (size_t)size };

	if (wire->broken || size > wire_left(wire)) {
		wire->broken = true;
		return TEXT("");
	}
	wire->next += size;
	return text;
}

size_t wire_get_count(struct wire *wire, size_t least)
{
	uint64_t count = wire_get(wire);

	if (count > wire_left(wire) / (least ? least : 1)) {
		wire->broken = true;
		return 0;
	}
	return (size_t)count;
}
