#include "overlay.h"

void overlay_release(struct overlay *overlay)
{
	text_map_release(&overlay->by_id);
	memory_free(overlay->files);
	arena_release(&overlay->arena);
	*overlay = (struct overlay){ 0 };
}

static struct text key_of(const struct object_id *id)
{
	return (struct text){ (const char *)id->bytes, id->size };
}

void overlay_add(struct overlay *overlay, const struct object_id *id, struct text path,
                 struct text bytes, uint64_t size)
{
	struct overlay_file *file;
	uint32_t *slot;

	if (text_map_get(&overlay->by_id, key_of(id)) != MAP_NONE)
		return;
	slot = text_map_at(&overlay->by_id, arena_text(&overlay->arena, key_of(id)));
	*slot = (uint32_t)overlay->count;
	overlay->files = array_grow(overlay->files, &overlay->capacity, overlay->count,
	                            sizeof(*overlay->files));
	file = &overlay->files[overlay->count++];
	*file = (struct overlay_file){
		.id = *id,
		.path = arena_text(&overlay->arena, path),
		.size = size,
	};
	if (bytes.size != size || bytes.size > OVERLAY_KEPT_MOST - overlay->kept)
		return;
	file->bytes = arena_string(&overlay->arena, bytes.data, bytes.size);
	overlay->kept += bytes.size;
}

const struct overlay_file *overlay_find(const struct overlay *overlay, const struct object_id *id)
{
	uint32_t found = text_map_get(&overlay->by_id, key_of(id));

	return found == MAP_NONE ? NULL : &overlay->files[found];
}
