#include "system_headers.h"

#include <stdlib.h>
#include <string.h>

/* In order, without ".h": ISO C, POSIX, glibc, the BSDs, Windows, macOS. */
/* clang-format off */
static const char *const headers[] = {
	"aio", "alloca", "ar", "argp", "argz", "assert", "byteswap", "complex", "conio", "cpio",
	"cpuid", "crtdbg", "crypt", "ctype", "curses", "dbghelp", "direct", "dirent", "dlfcn",
	"elf", "emmintrin", "endian", "envz", "err", "errno", "error", "execinfo", "fcntl",
	"features", "fenv", "float", "fmtmsg", "fnmatch", "fstab", "fts", "ftw", "getopt", "glob",
	"grp", "gshadow", "iconv", "ifaddrs", "immintrin", "inttypes", "io", "iphlpapi", "iso646",
	"kstat", "langinfo", "libgen", "libintl", "libproc", "limits", "link", "locale", "lwp",
	"malloc", "math", "mcheck", "memory", "mmsystem", "mntent", "monetary", "mqueue", "ncurses",
	"ndbm", "netdb", "nl_types", "nmmintrin", "ntsecapi", "obstack", "paths", "pmmintrin",
	"poll", "port", "printf", "process", "procfs", "psapi", "pthread", "pthread_np", "pty",
	"pwd", "regex", "resolv", "sched", "search", "semaphore", "setjmp", "sgtty", "shadow",
	"shellapi", "shlobj", "signal", "smmintrin", "spawn", "stab", "stdalign", "stdarg",
	"stdatomic", "stdbool", "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "string",
	"strings", "stropts", "synch", "syscall", "sysexits", "syslog", "tar", "tchar", "term",
	"termio", "termios", "tgmath", "threads", "time", "tlhelp32", "tmmintrin", "trace",
	"ttyent", "uchar", "ucontext", "ulimit", "unistd", "unwind", "userenv", "util", "utime",
	"utmp", "utmpx", "uuid", "values", "varargs", "wait", "wchar", "wctype", "winbase",
	"wincrypt", "windef", "windows", "winerror", "wininet", "winnt", "winreg", "winsock",
	"winsock2", "winternl", "winuser", "wordexp", "ws2ipdef", "ws2tcpip", "x86intrin",
	"xmmintrin",
};
/* clang-format on */

static const char *const folders[] = {
	"arpa/",      "asm/",    "asm-generic/", "bits/", "gnu/",     "linux/",
	"mach/",      "mach-o/", "machine/",     "net/",  "netinet/", "netpacket/",
	"protocols/", "rpc/",    "scsi/",        "sys/",  "xlocale/",
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

bool is_system_header(struct text target)
{
	char name[24];

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (text_starts(target, folders[i]))
			return true;
	if (!text_ends(target, ".h") || target.size - 2 >= sizeof(name))
		return false;
	memcpy(name, target.data, target.size - 2);
	name[target.size - 2] = '\0';
	return bsearch(name, headers, sizeof(headers) / sizeof(headers[0]), sizeof(headers[0]),
	               compare_names) != NULL;
}
