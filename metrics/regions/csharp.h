/* What the rules of C# see in one file alone. */
#ifndef REGIONS_CSHARP_H
#define REGIONS_CSHARP_H

#include "bole/regions.h"

/* "Thing" of "Thing.Parts.cs", "Thing`1.cs", "Thing{T}.cs": the type that a file is called like. */
uint64_t csharp_type_of_path(struct text path);
/* `global using A.B`: it counts in other files, too. */
bool csharp_is_global(const struct import *import);

#endif
