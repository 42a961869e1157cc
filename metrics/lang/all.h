/* One row a language; the table of them is in languages.c. */
#ifndef LANG_ALL_H
#define LANG_ALL_H

#include "bole/lang.h"

extern const struct language language_bash;
extern const struct language language_c;
extern const struct language language_c_header;
extern const struct language language_cpp;
extern const struct language language_csharp;
extern const struct language language_go;
extern const struct language language_java;
extern const struct language language_javascript;
extern const struct language language_kotlin;
extern const struct language language_lua;
extern const struct language language_php;
extern const struct language language_python;
extern const struct language language_ruby;
extern const struct language language_rust;
extern const struct language language_scala;
extern const struct language language_swift;
extern const struct language language_tsx;
extern const struct language language_typescript;

/* C and C++ */

/* A block outside of every function: its head was not understood. */
#define C_STRAYS \
	{ "compound_statement", .parent = "translation_unit", .role = ROLE_STRAY }, \
		{ "compound_statement", .parent = "preproc_if", .role = ROLE_STRAY }, \
		{ "compound_statement", .parent = "preproc_ifdef", .role = ROLE_STRAY }, \
		{ "compound_statement", .parent = "preproc_elif", .role = ROLE_STRAY }, \
		{ "compound_statement", .parent = "preproc_else", .role = ROLE_STRAY }, \
	{ \
		"compound_statement", .parent = "linkage_specification", .role = ROLE_STRAY \
	}

extern const char *const c_dots[];
void read_c_include(const struct import_source *source);
bool blank_c_macros(char *bytes, size_t size);
bool blank_cpp_macros(char *bytes, size_t size);

/* For `blank`, and for `blank_more`: what the grammar of Kotlin stumbles over. */
bool respell_kotlin_loops(char *bytes, size_t size);
bool respell_kotlin(char *bytes, size_t size);
bool end_before_kotlin_brackets(char *bytes, size_t size);
bool end_and_respell_kotlin(char *bytes, size_t size);

/* For `blank`, and for `blank_more`: what the grammar of Scala stumbles over. */
bool join_scala_lines(char *bytes, size_t size);
bool blank_scala_heads(char *bytes, size_t size);
bool respell_scala(char *bytes, size_t size);

/* For `blank_more`: what the grammar of C# stumbles over, also with #if left out. */
bool respell_csharp(char *bytes, size_t size);
bool respell_csharp_lines(char *bytes, size_t size);
bool respell_csharp_branches(char *bytes, size_t size);

/* For `blank_more`: #if and the like of Swift, and what its grammar does not know. */
bool blank_swift_lines(char *bytes, size_t size);
bool blank_swift_branches(char *bytes, size_t size);

/* For `blank_more`: #if and the like, and all but the first of their branches. */
bool blank_conditional_lines(char *bytes, size_t size);
bool blank_other_branches(char *bytes, size_t size);

#endif
