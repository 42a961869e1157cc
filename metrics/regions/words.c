#include "bole/regions.h"

const char *region_name(enum region region)
{
	static const char *const names[REGION_COUNT] = {
		[REGION_LEAF] = "leaf",
		[REGION_BRANCH] = "branch",
		[REGION_TRUNK] = "trunk",
	};

	return region < REGION_COUNT ? names[region] : "unknown";
}

const char *file_class_name(enum file_class file_class)
{
	static const char *const names[FILE_CLASS_COUNT] = {
		[FILE_SOURCE] = "source",       [FILE_TEST] = "test",
		[FILE_EXAMPLE] = "example",     [FILE_VENDORED] = "vendored",
		[FILE_GENERATED] = "generated", [FILE_EXCLUDED] = "excluded",
	};

	return file_class < FILE_CLASS_COUNT ? names[file_class] : "unknown";
}

const char *edge_kind_name(enum edge_kind kind)
{
	static const char *const names[EDGE_KIND_COUNT] = {
		[EDGE_INCLUDE] = "include",
		[EDGE_IMPORT] = "import",
		[EDGE_USE] = "use",
	};

	return kind < EDGE_KIND_COUNT ? names[kind] : "unknown";
}

const char *edge_confidence_name(enum edge_confidence confidence)
{
	static const char *const names[CONFIDENCE_COUNT] = {
		[CONFIDENCE_LOW] = "low",
		[CONFIDENCE_MEDIUM] = "medium",
		[CONFIDENCE_HIGH] = "high",
	};

	return confidence < CONFIDENCE_COUNT ? names[confidence] : "unknown";
}
