#include "json.h"
#include "review.h"

static void set_number(json_t *object, const char *name, uint32_t number, uint32_t none)
{
	json_object_set_new(object, name, number == none ? json_null() : json_integer(number));
}

static void set_count(json_t *object, const char *name, size_t count)
{
	json_object_set_new(object, name, json_integer((json_int_t)count));
}

static json_t *share_json(const struct share *share)
{
	json_t *object = json_object();

	set_count(object, "files", share->files);
	set_count(object, "units", share->units);
	set_count(object, "added", share->added);
	set_count(object, "removed", share->removed);
	return object;
}

static json_t *shape_json(unsigned shape)
{
	json_t *names = json_array();

	for (unsigned bit = SHAPE_NEW; bit <= SHAPE_UNMEASURED; bit <<= 1)
		if (shape & bit)
			json_array_append_new(names, json_string(shape_name(bit)));
	return names;
}

static json_t *reach_json(const struct reach *reach)
{
	json_t *object = json_object();
	json_t *paths = json_array();

	for (size_t i = 0; i < reach->count && i < REACH_SHOWN; i++)
		json_array_append_new(paths, json_safe(reach->paths[i]));
	set_count(object, "count", reach->count);
	set_count(object, "distance", reach->distance);
	json_object_set_new(object, "by_name", json_boolean(reach->by_name));
	json_object_set_new(object, "nearest", paths);
	return object;
}

static json_t *unit_json(const struct reviewed_unit *unit)
{
	json_t *object = json_object();
	bool has_tests = unit->region == REGION_TRUNK && !(unit->shape & SHAPE_GONE);

	json_object_set_new(object, "path", json_safe(unit->path));
	json_object_set_new(object, "unit", json_safe(unit->name));
	json_object_set_new(object, "was", json_safe(unit->was));
	set_number(object, "line", unit->line, 0);
	set_number(object, "end_line", unit->end_line, 0);
	json_object_set_new(object, "region", json_string(region_name(unit->region)));
	set_count(object, "load", unit->load);
	json_object_set_new(object, "shape", shape_json(unit->shape));
	set_number(object, "before", unit->before, UINT32_MAX);
	set_number(object, "after", unit->after, UINT32_MAX);
	json_object_set_new(object, "tests", has_tests ? reach_json(&unit->tests) : json_null());
	return object;
}

static json_t *units_json(const struct reviewed_unit *units, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, unit_json(&units[i]));
	return array;
}

static json_t *files_json(const struct reviewed_file *files, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *object = json_object();

		json_object_set_new(object, "path", json_safe(files[i].path));
		set_count(object, "units", files[i].units);
		set_count(object, "added", files[i].lines.added);
		set_count(object, "removed", files[i].lines.removed);
		set_count(object, "load", files[i].load);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *findings_json(const struct verdict *verdict)
{
	json_t *array = json_array();

	for (size_t i = 0; i < verdict->count; i++) {
		const struct finding *finding = &verdict->findings[i];
		json_t *object;

		if (!review_shows(finding))
			continue;
		object = json_object();
		json_object_set_new(object, "rule", json_string(rule_rows()[finding->rule].name));
		json_object_set_new(object, "level", json_string(level_name(finding->level)));
		json_object_set_new(object, "path", json_safe(finding->path));
		json_object_set_new(object, "unit", json_safe(finding->unit));
		set_number(object, "line", finding->line, 0);
		json_object_set_new(object, "message", json_safe(finding->message));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *shares_json(const struct review *review)
{
	json_t *object = json_object();

	json_object_set_new(object, "all", share_json(&review->all));
	for (int region = REGION_COUNT; region-- > 0;)
		json_object_set_new(object, region_name((enum region)region),
		                    share_json(&review->regions[region]));
	json_object_set_new(object, "beside", share_json(&review->beside));
	json_object_set_new(object, "unread", share_json(&review->unread));
	return object;
}

void review_json(struct sink *sink, const struct review *review,
                 const struct review_context *context)
{
	json_t *document = json_object();

	json_object_set_new(document, "schema_version", json_integer(OUTPUT_SCHEMA_VERSION));
	json_object_set_new(document, "kind", json_string("review"));
	json_object_set_new(document, "compared", json_safe(text_of(context->compared)));
	json_object_set_new(document, "before", json_safe(context->before));
	json_object_set_new(document, "after", json_safe(context->after));
	json_object_set_new(document, "shares", shares_json(review));
	json_object_set_new(document, "read", units_json(review->units, review->to_read));
	json_object_set_new(document, "inside",
	                    units_json(review->units + review->to_read, review_inside(review)));
	json_object_set_new(document, "leaves", files_json(review->leaves, review->leaf_count));
	json_object_set_new(document, "findings", findings_json(&review->verdict));
	set_count(document, "standing", review->standing);
	json_object_set_new(document, "touched",
	                    files_json(review->touched, review->touched_count));
	json_put(document, sink->file, JSON_INDENT(1));
	fputc('\n', sink->file);
	json_decref(document);
}
