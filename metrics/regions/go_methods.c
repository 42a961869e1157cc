#include "go_methods.h"

#include <stdlib.h>

enum { PACKAGES_MAX = 16384 }; /* whose rows of bits take 32 MiB */

/* Names of methods that values of the standard library have, too. */
/* clang-format off */
static const char *const library_names[] = {
	"Abs", "Accept", "Add", "AddDate", "Addr", "After", "Alloc", "Append", "Apply", "Args",
	"Available", "Base", "Before", "Begin", "BeginTx", "Bits", "Body", "Bool", "BoolVar",
	"Broadcast", "Buffered", "Bytes", "Call", "Cancel", "Cap", "Clean", "Clear", "Clone",
	"Close", "Collect", "Dec", "Describe", "Inc", "Observe", "CloseWrite", "Cmp", "Code",
	"Column", "Columns", "Commit", "Compare", "CompareAndSwap", "Compile", "Contains",
	"Context", "Convert", "Copy", "Count", "Create", "Cause", "Data", "Date", "Day", "Deadline",
	"Decode", "DecodeString", "Default", "Del", "Delete", "Dial", "DialContext", "Dir",
	"Disable", "Discard", "Div", "Do", "Done", "Duration", "Each", "Elem", "Enable", "Enabled",
	"Encode", "EncodeToString", "Equal", "Err", "Error", "Errorf", "Exec", "ExecContext",
	"Execute", "ExecuteTemplate", "Exists", "Exit", "Expand", "Fail", "FailNow", "Fatal",
	"Fatalf", "Fd", "Field", "Fields", "File", "Fill", "Filter", "Find", "FindAll",
	"FindAllString", "FindString", "FindStringSubmatch", "First", "Flag", "Float", "Float64",
	"Flush", "Foreach", "Format", "FormValue", "Free", "Front", "Funcs", "Get", "Grow",
	"Handle", "HandleFunc", "Handler", "Has", "HasPrefix", "Hash", "Head", "Header", "Helper",
	"Host", "Hour", "ID", "Import", "In", "Index", "Info", "Infof", "Init", "Insert", "Int",
	"Int63", "Int63n", "Intn", "Int64", "Interface", "IsAbs", "IsDir", "IsNil", "IsValid",
	"IsZero", "Item", "Items", "Join", "Key", "Keys", "Kill", "Kind", "Last", "Len", "Less",
	"Line", "List", "Listen", "ListenAndServe", "Load", "LoadAndDelete", "LoadOrStore", "Local",
	"LocalAddr", "Location", "Lock", "Log", "Logf", "Lookup", "Main", "Map", "MapIndex",
	"MapKeys", "Marshal", "MarshalJSON", "MarshalText", "Match", "MatchString", "Max",
	"Message", "Method", "Microseconds", "Milliseconds", "Min", "Minute", "Minutes", "ModTime",
	"Mode", "Month", "More", "Mul", "Must", "Name", "Names", "Nanosecond", "Nanoseconds", "Neg",
	"New", "Next", "Now", "NumField", "NumIn", "NumMethod", "NumOut", "Off", "Offset", "On",
	"Open", "Out", "Output", "Panic", "Panicf", "Params", "Parent", "Parse", "ParseForm",
	"Parsed", "Path", "Peek", "Ping", "Pool", "Pop", "Port", "Position", "Post", "Prefix",
	"Prepare", "Print", "Printf", "Println", "Pos", "Push", "Put", "Query", "QueryContext",
	"QueryRow", "QueryRowContext", "Range", "Read", "ReadAll", "ReadAt", "ReadByte", "ReadDir",
	"ReadFile", "ReadFrom", "ReadLine", "ReadRune", "ReadString", "Release", "RemoteAddr",
	"Remove", "Rename", "Replace", "ReplaceAll", "ReplaceAllString", "Request", "Reset",
	"Resolve", "Result", "Rollback", "Rotate", "Round", "RoundTrip", "Rows", "Run", "RLock",
	"RUnlock", "Save", "Scan", "Second", "Seconds", "Seek", "Send", "Serve", "ServeHTTP", "Set",
	"SetBool", "SetDeadline", "SetHeader", "SetInt", "SetLen", "SetOutput", "SetPrefix",
	"SetReadDeadline", "SetString", "SetWriteDeadline", "Setenv", "Shutdown", "Sign", "Signal",
	"Size", "Skip", "Skipf", "Sort", "Split", "Sprintf", "Start", "Stat", "Status", "Stderr",
	"Stdin", "Stdout", "Stop", "Store", "String", "StringVar", "Sub", "Submatch", "Sum",
	"Sum32", "Sum64", "Swap", "Sync", "Sys", "Tag", "TempDir", "Temporary", "Test", "Text",
	"Time", "Timeout", "Token", "Tokens", "Trace", "Trim", "Truncate", "TryLock", "Type", "UTC",
	"Uint", "Uint32", "Uint64", "Unix", "UnixMilli", "UnixNano", "Unlock", "Unmarshal",
	"UnmarshalJSON", "UnmarshalText", "UnmarshalYAML", "MarshalYAML", "Unread", "UnreadByte",
	"UnreadRune", "Unwrap", "Update", "Usage", "User", "Value", "Values", "Var", "Verify",
	"Version", "Visit", "Wait", "Warn", "Warnf", "Weekday", "Where", "With", "Write", "WriteAt",
	"WriteByte", "WriteFile", "WriteHeader", "WriteRune", "WriteString", "WriteTo", "Year",
	"YearDay", "Zone",
};
/* clang-format on */

void go_methods_init(struct go_methods *methods, struct tree *tree)
{
	*methods = (struct go_methods){
		.tree = tree,
		.number = memory_new(tree->folder_count * sizeof(uint32_t)),
	};
	for (size_t i = 0; i < tree->folder_count; i++)
		methods->number[i] = MAP_NONE;
	for (size_t i = 0; i < sizeof(library_names) / sizeof(library_names[0]); i++)
		*hash_map_at(&methods->library, name_hash(text_of(library_names[i]))) = 1;
}

void go_methods_release(struct go_methods *methods)
{
	definers_release(&methods->names);
	hash_map_release(&methods->library);
	memory_free(methods->number);
	memory_free(methods->imports);
	memory_free(methods->reached);
}

void go_methods_add(struct go_methods *methods, const struct definition *definition, uint32_t file)
{
	if ((definition->flags & DEFINES_MEMBER) &&
	    hash_map_get(&methods->library, definition->name) == MAP_NONE)
		definers_add(&methods->names, definition->name, file, definition->flags);
}

void go_methods_connect(struct go_methods *methods, uint32_t from, uint32_t to)
{
	if (to == FOLDER_NONE || to == from)
		return;
	methods->imports = array_grow(methods->imports, &methods->import_capacity,
	                              methods->import_count, sizeof(*methods->imports));
	methods->imports[methods->import_count++] = (struct go_import){ from, to };
}

/* --- what a package imports, over any number of steps ---------------------------------- */

static int by_folders(const void *a, const void *b)
{
	const struct go_import *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static void make_distinct(struct go_methods *methods)
{
	struct go_import *imports = methods->imports;
	size_t kept = 0;

	if (methods->import_count)
		qsort(imports, methods->import_count, sizeof(*imports), by_folders);
	for (size_t i = 0; i < methods->import_count; i++)
		if (!kept || by_folders(&imports[kept - 1], &imports[i]) != 0)
			imports[kept++] = imports[i];
	methods->import_count = kept;
}

static uint32_t number_of(struct go_methods *methods, uint32_t folder)
{
	if (methods->number[folder] == MAP_NONE)
		methods->number[folder] = (uint32_t)methods->packages++;
	return methods->number[folder];
}

static bool join_rows(uint64_t *into, const uint64_t *row, size_t words)
{
	uint64_t changed = 0;

	for (size_t i = 0; i < words; i++) {
		uint64_t joined = into[i] | row[i];

		changed |= joined ^ into[i];
		into[i] = joined;
	}
	return changed != 0;
}

static uint64_t *row_of(const struct go_methods *methods, uint32_t folder)
{
	return methods->reached + methods->number[folder] * methods->row;
}

static void set_bit(uint64_t *row, uint32_t number)
{
	row[number >> 6] |= UINT64_C(1) << (number & 63);
}

/* Packages import no circles, so that a few rounds reach the end of the longest
 * chain; each round carries every row one step, most of them many. */
static void carry(struct go_methods *methods)
{
	bool changed = true;
	int round = 0;

	for (; changed && round < 64; round++) {
		changed = false;
		for (size_t i = 0; i < methods->import_count; i++) {
			const struct go_import *import = &methods->imports[i];

			changed |= join_rows(row_of(methods, import->from),
			                     row_of(methods, import->to), methods->row);
		}
	}
	methods->cut_off = changed;
}

void go_methods_seal(struct go_methods *methods)
{
	definers_seal(&methods->names);
	make_distinct(methods);
	for (size_t i = 0; i < methods->import_count; i++) {
		number_of(methods, methods->imports[i].from);
		number_of(methods, methods->imports[i].to);
	}
	if (!methods->packages || methods->packages > PACKAGES_MAX)
		return;
	methods->row = (methods->packages + 63) / 64;
	methods->reached = memory_new(methods->packages * methods->row * sizeof(uint64_t));
	for (size_t i = 0; i < methods->import_count; i++)
		set_bit(row_of(methods, methods->imports[i].from),
		        methods->number[methods->imports[i].to]);
	carry(methods);
}

/* A file of the package in the folder, or FILE_NONE. */
static uint32_t told_by(const struct tree *tree, uint32_t folder)
{
	const struct folder *at = &tree->folders[folder];

	for (uint32_t i = at->first; i < at->first + at->count; i++) {
		uint32_t file = tree->members[i];

		if (tree_style(tree, file) == LINKS_GO && !go_is_test(tree_path(tree, file)))
			return file;
	}
	return FILE_NONE;
}

void go_methods_tell(const struct go_methods *methods, struct regions *regions)
{
	regions->imports_odd = methods->cut_off || methods->packages > PACKAGES_MAX;
	regions->imports = memory_new(methods->import_count * sizeof(*regions->imports));
	for (size_t i = 0; i < methods->import_count; i++) {
		struct package_import import = { told_by(methods->tree, methods->imports[i].from),
			                         told_by(methods->tree, methods->imports[i].to) };

		if (import.to != FILE_NONE)
			regions->imports[regions->import_count++] = import;
	}
}

static bool reaches(const struct go_methods *methods, uint32_t from, uint32_t to)
{
	uint32_t number = methods->number[to];

	if (from == to)
		return true;
	if (methods->tree->more)
		return methods->tree->more->reaches(methods->tree->more->context,
		                                    methods->tree->folders[from].path,
		                                    methods->tree->folders[to].path);
	if (!methods->row || number == MAP_NONE || methods->number[from] == MAP_NONE)
		return false;
	return row_of(methods, from)[number >> 6] >> (number & 63) & 1;
}

uint32_t go_methods_find(const struct go_methods *methods, uint32_t from, uint64_t name)
{
	const struct definer_set *set = definers_find(&methods->names, name);
	const struct tree *tree = methods->tree;
	uint32_t file;

	if (!set || set->count != 1)
		return FILE_NONE;
	file = set->first;
	if (!tree_may_use(tree, from, file) ||
	    !reaches(methods, tree->folder_of[from], tree->folder_of[file]))
		return FILE_NONE;
	return file;
}
