#include "bole/regions.h"

static void add_files(struct bytes *out, uint32_t count, const char *verb, const char *verbs)
{
	bytes_format(out, "%u %s", count, count == 1 ? "file " : "files ");
	bytes_add_string(out, count == 1 ? verb : verbs);
}

static void add_class(struct bytes *out, const struct source_file *file)
{
	enum file_class by_label = file->label.file_class;
	enum file_class file_class = source_class(file);

	if (file_class == FILE_TEST || file_class == FILE_EXAMPLE)
		bytes_format(out, "%s %s", file_class == FILE_TEST ? "a" : "an",
		             file_class_name(file_class));
	else
		bytes_add_string(out, file_class_name(file_class));
	if (file_class != by_label)
		bytes_add_string(out, ", as it says itself");
	else
		bytes_add_string(out, file->label.by_attribute ? ", as .gitattributes say"
		                                               : ", by its path");
}

static void add_load(struct bytes *out, const struct regions *regions, uint32_t file)
{
	const struct standing *standing = &regions->standings[file];

	if (!standing->load) {
		bytes_add_string(out, "no file depends on it directly");
		if (regions->files[file].facts->has_main)
			bytes_add_string(out, "; a program starts here");
	} else {
		add_files(out, standing->load, "depends on it directly", "depend on it directly");
		bytes_format(out, "; the trunk begins at %u", regions->trunk_load);
	}
	if (standing->cycle)
		bytes_format(out, "; in a cycle of %u files", standing->cycle);
}

void region_reason(const struct regions *regions, uint32_t file, struct bytes *out)
{
	const struct source_file *source = &regions->files[file];

	if (source_class(source) == FILE_EXCLUDED)
		bytes_add_string(out, "not judged: -bole in .gitattributes");
	else if (source->label.declared != DECLARED_NOT)
		bytes_add_string(out, "declared in .gitattributes");
	else if (source_class(source) != FILE_SOURCE)
		add_class(out, source);
	else
		add_load(out, regions, file);
}
