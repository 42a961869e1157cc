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
respelling blank_c_macros;
respelling blank_cpp_macros;

/* For `blank`, and for `blank_more`: what the grammar of Kotlin stumbles over. */
respelling respell_kotlin_loops;
respelling respell_kotlin;
respelling end_before_kotlin_brackets;

/* For `blank`, and for `blank_more`: what the grammar of Scala stumbles over. */
respelling join_scala_lines;
respelling blank_scala_heads;
respelling respell_scala;

/* For `blank_more`: what the grammars of C# and of Swift stumble over. */
respelling respell_csharp;
respelling respell_swift;

/* #if and the like, and all but the first of their branches: where begin and end are there. */
respelling blank_conditional_lines;
respelling blank_other_branches;
/* Those of which one is not. */
respelling blank_loose_conditionals;
/* The brackets that only C++ sees: `#ifdef __cplusplus`, `extern "C" {`, `#endif`, and their end. */
respelling blank_linkage;

#endif
