/*
 * What the scanners of the grammars are compiled behind.  tree-sitter-swift 0.7.1
 * asks for memory for zero states and uses one; glibc happens to give and to
 * clear enough, a sanitizer's allocator does not, and then what is read of a file
 * depends on what was read before.
 */
#ifndef BOLE_SCANNER_MEMORY_H
#define BOLE_SCANNER_MEMORY_H

#include <stdlib.h>

#define calloc(count, size) calloc((count) ? (count) : 1, size)

#endif
