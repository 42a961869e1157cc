#include "ruby_library.h"

#include "bole/facts.h"

/* clang-format off */
static const char *const constants[] = {
	"ARGF", "ArgumentError", "Array", "Base64", "BasicObject", "Benchmark", "BigDecimal",
	"Binding", "CGI", "CSV", "Class", "ClosedQueueError", "Comparable", "Complex", "Data",
	"Date", "DateTime", "Delegator", "Digest", "Dir", "ENV", "EOFError", "ERB", "Encoding",
	"Enumerable", "Enumerator", "Errno", "Etc", "Exception", "FalseClass", "Fiber",
	"FiberError", "File", "FileTest", "FileUtils", "Find", "Float", "FloatDomainError",
	"Forwardable", "FrozenError", "GC", "Gem", "Hash", "IO", "IOError", "IPAddr", "IndexError",
	"Integer", "Interrupt", "JSON", "Kernel", "KeyError", "LoadError", "LocalJumpError",
	"Logger", "Marshal", "MatchData", "Math", "Method", "Module", "Monitor", "MonitorMixin",
	"Mutex", "NameError", "Net", "NilClass", "NoMatchingPatternError", "NoMemoryError",
	"NoMethodError", "NotImplementedError", "Numeric", "Object", "ObjectSpace", "Observable",
	"OpenSSL", "OpenStruct", "OptionParser", "PStore", "Pathname", "Proc", "Process", "Psych",
	"Queue", "Ractor", "Random", "Range", "RangeError", "Rational", "Refinement", "Regexp",
	"RegexpError", "Resolv", "Ripper", "RuntimeError", "ScriptError", "SecureRandom",
	"SecurityError", "Set", "Shellwords", "Signal", "SignalException", "SimpleDelegator",
	"Singleton", "SizedQueue", "Socket", "StandardError", "StopIteration", "String", "StringIO",
	"StringScanner", "Struct", "Symbol", "SyntaxError", "SystemCallError", "SystemExit",
	"SystemStackError", "TCPServer", "TCPSocket", "Tempfile", "Thread", "ThreadError",
	"ThreadGroup", "Time", "Timeout", "TracePoint", "TrueClass", "TypeError", "URI",
	"UnboundMethod", "UncaughtThrowError", "Warning", "WeakRef", "YAML", "ZeroDivisionError",
	"Zlib",
};
/* clang-format on */

void ruby_library_enter(struct hash_map *names)
{
	for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++)
		*hash_map_at(names, name_hash(text_of(constants[i]))) = 1;
}
