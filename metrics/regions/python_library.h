/* The modules that come with Python itself. */
#ifndef REGIONS_PYTHON_LIBRARY_H
#define REGIONS_PYTHON_LIBRARY_H

#include "bole/base.h"

bool is_python_library(struct text module); /* "json", "logging" */

#endif
