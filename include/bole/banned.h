/*
 * banned: calls that are compile errors in bole.
 *
 * The build includes this page before every file of ours.  Each call here has
 * a bound that is easily got wrong, an answer in a static buffer, an error it
 * cannot report, or a shell behind it; the compiler's message names what to
 * use instead.  The headers that declare them come first, so that only our
 * own uses are met.
 */
#ifndef BOLE_BANNED_H
#define BOLE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(call, instead) call##_is_banned__use_##instead

#undef strcpy
#define strcpy(to, from) BANNED(strcpy, bytes_add_string)
#undef strcat
#define strcat(to, from) BANNED(strcat, bytes_add_string)
#undef strncpy
#define strncpy(to, from, size) BANNED(strncpy, bytes_add)
#undef strncat
#define strncat(to, from, size) BANNED(strncat, bytes_add)
#undef stpcpy
#define stpcpy(to, from) BANNED(stpcpy, bytes_add_string)
#undef sprintf
#define sprintf(...) BANNED(sprintf, bytes_format)
#undef vsprintf
#define vsprintf(to, format, arguments) BANNED(vsprintf, vsnprintf)
#undef gets
#define gets(line) BANNED(gets, getline)
#undef scanf
#define scanf(...) BANNED(scanf, getline)
#undef sscanf
#define sscanf(...) BANNED(sscanf, strtoul)
#undef fscanf
#define fscanf(...) BANNED(fscanf, getline)
#undef strtok
#define strtok(string, separators) BANNED(strtok, strtok_r)
#undef atoi
#define atoi(string) BANNED(atoi, strtol)
#undef atol
#define atol(string) BANNED(atol, strtol)
#undef atof
#define atof(string) BANNED(atof, strtod)
#undef alloca
#define alloca(size) BANNED(alloca, arena_new)
#undef asctime
#define asctime(time) BANNED(asctime, strftime)
#undef ctime
#define ctime(time) BANNED(ctime, strftime)
#undef gmtime
#define gmtime(time) BANNED(gmtime, gmtime_r)
#undef localtime
#define localtime(time) BANNED(localtime, localtime_r)
#undef mktemp
#define mktemp(template) BANNED(mktemp, mkstemp)
#undef tmpnam
#define tmpnam(name) BANNED(tmpnam, mkstemp)
#undef system
#define system(command) BANNED(system, posix_spawn)
#undef popen
#define popen(command, mode) BANNED(popen, posix_spawn)

#endif
