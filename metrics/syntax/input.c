#include "input.h"

static const char *rest_of(void *text, uint32_t byte, TSPoint point, uint32_t *size)
{
	const struct text *all = text;

	(void)point;
	*size = byte < all->size ? (uint32_t)all->size - byte : 0;
	return *size ? all->data + byte : "";
}

TSInput input_of(struct text *text)
{
	return (TSInput){ .payload = text, .read = rest_of, .encoding = TSInputEncodingUTF8 };
}
