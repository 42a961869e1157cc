#include <string.h>

#include "repo.h"

bool object_id_equal(const struct object_id *a, const struct object_id *b)
{
	return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

int object_id_compare(const struct object_id *a, const struct object_id *b)
{
	if (a->size != b->size)
		return a->size < b->size ? -1 : 1;
	return memcmp(a->bytes, b->bytes, a->size);
}

bool object_id_none(const struct object_id *id)
{
	for (size_t i = 0; i < id->size; i++)
		if (id->bytes[i])
			return false;
	return true;
}

const char *object_id_hex(const struct object_id *id, char hex[OBJECT_ID_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < id->size; i++) {
		hex[2 * i] = digits[id->bytes[i] >> 4];
		hex[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	hex[2 * id->size] = '\0';
	return hex;
}

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool object_id_parse(struct object_id *id, struct text hex)
{
	if (hex.size != 40 && hex.size != 64)
		return false;
	*id = (struct object_id){ .size = (uint8_t)(hex.size / 2) };
	for (size_t i = 0; i < id->size; i++) {
		int high = digit_value(hex.data[2 * i]), low = digit_value(hex.data[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id->bytes[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

struct object_id id_of_oid(const git_oid *oid)
{
	struct object_id id = { .size = GIT_OID_RAWSZ };

	memcpy(id.bytes, oid->id, GIT_OID_RAWSZ);
	return id;
}

git_oid oid_of_id(const struct object_id *id)
{
	git_oid oid;

	memcpy(oid.id, id->bytes, GIT_OID_RAWSZ);
	return oid;
}

const char *empty_tree(const struct repo *repo)
{
	return repo->id_size == GIT_OID_RAWSZ
	               ? "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
	               : "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";
}
