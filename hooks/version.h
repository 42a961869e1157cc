#ifndef HOOKS_VERSION_H
#define HOOKS_VERSION_H

#define BOLE_VERSION "0.1.0"

#endif
