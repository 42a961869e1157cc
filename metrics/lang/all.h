/* One row a language; the table of them is in languages.c. */
#ifndef LANG_ALL_H
#define LANG_ALL_H

#include "bole/lang.h"

extern const struct language language_c;
extern const struct language language_c_header;
extern const struct language language_cpp;
extern const struct language language_go;
extern const struct language language_java;
extern const struct language language_javascript;
extern const struct language language_python;
extern const struct language language_rust;
extern const struct language language_tsx;
extern const struct language language_typescript;

/* C and C++ */
void read_c_include(const struct import_source *source);
bool blank_c_macros(char *bytes, size_t size);

#endif
