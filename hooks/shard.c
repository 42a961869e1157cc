#include "shard.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bole/facts.h"

enum { PARTS_MAX = 10000 };

struct part {
	unsigned long index, count; /* 1 to count */
	const char *file;           /* NULL: stdout */
};

static enum status read_part(const char *word, struct part *part, struct fault *fault)
{
	char *end;

	part->index = strtoul(word, &end, 10);
	part->count = *end == '/' ? strtoul(end + 1, &end, 10) : 0;
	part->file = *end == '=' && end[1] ? end + 1 : NULL;
	if (part->index < 1 || part->index > part->count || part->count > PARTS_MAX ||
	    (*end && !part->file))
		return fault_set(fault, STATUS_USAGE,
		                 "--shard takes I/N or I/N=FILE, I from 1 to N, not '%s'", word);
	return STATUS_OK;
}

/* By the blob: the same file is in the same part of every revision. */
static bool is_in(const struct part *part, const struct object_id *blob)
{
	struct text id = { (const char *)blob->bytes, blob->size };

	return text_hash(id) % part->count == part->index - 1;
}

/* --- one record -------------------------------------------------------------------------- */

void shard_put(struct bytes *out, const struct shard_record *record)
{
	size_t begun = out->size;

	wire_put_text(out, (struct text){ (const char *)record->blob.bytes, record->blob.size });
	wire_put(out, record->language->id);
	wire_put(out, facts_revision(record->language));
	wire_put_text(out, record->links);
	wire_put_text(out, record->units);
	wire_put_text(out, record->prints);
	wire_put_fixed(out, text_hash((struct text){ out->data + begun, out->size - begun }), 8);
}

static bool is_sound(const struct shard_record *record)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = { .language = record->language };
	struct prints prints;
	bool sound = prints_decode(&prints, record->prints, &arena) &&
	             facts_decode_links(&facts, record->links, &arena) &&
	             facts_decode_units(&facts, record->units, &arena);

	arena_release(&arena);
	return sound;
}

enum status shard_get(struct wire *wire, struct shard_record *record)
{
	const char *begun = (const char *)wire->next;
	struct text blob = wire_get_text(wire);
	uint64_t language = wire_get(wire);
	uint64_t revision = wire_get(wire), hash;

	record->links = wire_get_text(wire);
	record->units = wire_get_text(wire);
	record->prints = wire_get_text(wire);
	hash = text_hash((struct text){ begun, (size_t)((const char *)wire->next - begun) });
	if (wire_get_fixed(wire, 8) != hash || wire->broken ||
	    (blob.size != 20 && blob.size != sizeof(record->blob.bytes)))
		return STATUS_UNABLE;
	record->blob = (struct object_id){ .size = (uint8_t)blob.size };
	memcpy(record->blob.bytes, blob.data, blob.size);
	record->language = language > UINT16_MAX ? NULL : language_by_id((uint16_t)language);
	if (!record->language || revision != facts_revision(record->language))
		return STATUS_ABSENT;
	return is_sound(record) ? STATUS_OK : STATUS_UNABLE;
}

/* --- a part of a tree ----------------------------------------------------------------------- */

static size_t list_part(const struct tree *tree, const struct part *part, struct wanted **wanted)
{
	const struct listing *listing = &tree->state.listing;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < listing->count; i++) {
		const struct entry *entry = &listing->entries[i];
		const struct language *language = language_of(entry->path, TEXT(""));

		if (!language || !is_in(part, &entry->blob) || !tree_shows(tree, entry->path))
			continue;
		*wanted = array_grow(*wanted, &capacity, count, sizeof(**wanted));
		(*wanted)[count++] = (struct wanted){ entry->blob, language, entry->path };
	}
	return count;
}

struct shard_answer {
	struct session *session;
	const struct wanted *wanted;
	size_t count;
};

/* Read back from the store, whole.  What it does not keep (a file that took too long today) is left
 * for the machine that merges to try again. */
static enum status write_record(struct session *session, const struct wanted *wanted, FILE *file,
                                struct fault *fault)
{
	struct bytes links = BYTES_INIT, units = BYTES_INIT, record = BYTES_INIT;
	struct text prints;
	const struct facts *facts;
	enum status status = book_units(session->book, wanted, &facts, fault);

	if (status == STATUS_OK &&
	    history_find_prints(session->history, &wanted->blob, wanted->language, &prints)) {
		facts_encode_links(facts, &links);
		facts_encode_units(facts, &units);
		shard_put(&record,
		          &(struct shard_record){ wanted->blob, wanted->language,
		                                  bytes_text(&links), bytes_text(&units), prints });
		fwrite(record.data, 1, record.size, file);
	}
	bytes_release(&links);
	bytes_release(&units);
	bytes_release(&record);
	return status;
}

static enum status write_part(void *context, struct sink *sink, struct fault *fault)
{
	const struct shard_answer *answer = context;
	enum status status = STATUS_OK;

	fputs(SHARD_MAGIC, sink->file);
	for (size_t i = 0; i < answer->count && status == STATUS_OK; i++)
		status = write_record(answer->session, &answer->wanted[i], sink->file, fault);
	return status;
}

static enum status scan_part(struct tree *tree, const struct part *part, struct fault *fault)
{
	struct print_options print = { .targets = { { FORMAT_TSV, part->file } }, .count = 1 };
	struct wanted *wanted = NULL;
	size_t count = list_part(tree, part, &wanted);
	enum status status = book_fill(tree->session.book, wanted, count, fault);

	if (status == STATUS_OK && !history_usable(tree->session.history))
		status = fault_set(fault, STATUS_UNABLE, "a part of a scan needs the store");
	if (status == STATUS_OK && !part->file && isatty(STDOUT_FILENO))
		status = fault_set(fault, STATUS_USAGE,
		                   "facts are no text; say --shard %lu/%lu=FILE", part->index,
		                   part->count);
	if (status == STATUS_OK)
		status = print_each(&print, write_part,
		                    &(struct shard_answer){ &tree->session, wanted, count }, fault);
	if (status == STATUS_OK)
		notice("part %lu of %lu: facts of %zu files, %zu of them parsed now", part->index,
		       part->count, count, book_parsed(tree->session.book));
	memory_free(wanted);
	return status;
}

int shard_scan(const struct invocation *invocation, const struct tree_options *options,
               int operands)
{
	struct tree tree = { 0 };
	struct part part;
	struct fault fault = { 0 };
	enum status status = read_part(options->shard, &part, &fault);

	if (status == STATUS_OK) {
		status = tree_list(&tree, invocation, options, operands, &fault);
		if (status == STATUS_OK)
			status = scan_part(&tree, &part, &fault);
		tree_close(&tree);
	}
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
