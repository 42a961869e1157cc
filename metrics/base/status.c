#include "bole/base.h"

#include <stdio.h>

enum status fault_set(struct fault *fault, enum status status, const char *format, ...)
{
	va_list arguments;

	fault->status = status;
	va_start(arguments, format);
	vsnprintf(fault->text, sizeof(fault->text), format, arguments);
	va_end(arguments);
	return status;
}
