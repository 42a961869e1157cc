/* What a file takes in, read by its language from the tokens of each import. */
#include "tally.h"

#include <string.h>

enum { INLINE_WORDS_MAX = 4 };

struct gathering {
	struct tally *tally;
	struct import *items;
	size_t count, capacity;
	uint32_t line;
	uint64_t words[INLINE_WORDS_MAX]; /* hashes of the language's inline words */
	size_t word_count;
	bool is_inline;
	struct hash_map seen; /* of the inline ones, which come again and again */
};

struct text token_text(const struct import_source *source, size_t index)
{
	const struct token *token;

	if (index >= source->count)
		return TEXT("");
	token = &source->tokens[index];
	return (struct text){ source->bytes.data + token->start, token->end - token->start };
}

static bool is_known(struct gathering *gathering, const struct import *import)
{
	uint64_t key = hash_mix(text_hash(import->target), text_hash(import->name));
	uint32_t *known = hash_map_at(&gathering->seen, key);
	bool before = *known != MAP_NONE;

	*known = 1;
	return before;
}

static void keep_import(void *context, const struct import *found)
{
	struct gathering *gathering = context;
	struct arena *arena = gathering->tally->arena;
	struct import import = *found;

	if (gathering->is_inline && is_known(gathering, found))
		return;
	if (!import.line)
		import.line = gathering->line;
	import.target = arena_text(arena, found->target);
	import.name = arena_text(arena, found->name);
	import.alias = arena_text(arena, found->alias);
	gathering->items = array_grow(gathering->items, &gathering->capacity, gathering->count,
	                              sizeof(*gathering->items));
	gathering->items[gathering->count++] = import;
}

/* The package clause without its word and its end: "com.example.app". */
static void keep_package(struct tally *tally, const struct mark *mark)
{
	struct bytes name = BYTES_INIT;

	if (tally->facts->package.size) {
		bytes_add_text(&name, tally->facts->package);
		bytes_add_char(&name, '.');
	}
	for (uint32_t i = mark->token; i < mark->token_end; i++) {
		const struct token *token = &tally->outline->tokens[i];
		struct text word = outline_text(tally->outline, i);

		if (text_is(word, "package"))
			bytes_clear(&name); /* annotations stand before it */
		if (token->kind == TOKEN_IDENTIFIER || text_is(word, ".") || text_is(word, "\\"))
			bytes_add_text(&name, word);
	}
	tally->facts->package = arena_text(tally->arena, bytes_text(&name));
	bytes_release(&name);
}

static void read_import(struct gathering *gathering, uint32_t token, uint32_t token_end)
{
	const struct outline *outline = gathering->tally->outline;

	gathering->line = outline->tokens[token].line;
	outline->language->imports(&(struct import_source){
		.bytes = outline->bytes,
		.tokens = outline->tokens + token,
		.count = token_end - token,
		.found = keep_import,
		.context = gathering,
	});
}

static bool begins_inline(const struct gathering *gathering, uint32_t token)
{
	const struct tally *tally = gathering->tally;

	for (size_t i = 0; i < gathering->word_count; i++)
		if (tally->token_hash[token] == gathering->words[i])
			return token == 0 || (!token_is(tally, token - 1, ".") &&
			                      !token_is(tally, token - 1, "::"));
	return false;
}

/* Imports within other code: `require("x")`, `crate::a::b()`. */
static void read_inline(struct gathering *gathering, uint32_t token, uint32_t token_end)
{
	gathering->is_inline = true;
	for (; gathering->word_count && token < token_end; token++)
		if (!gathering->tally->not_used[token] && begins_inline(gathering, token))
			read_import(gathering, token, token_end);
	gathering->is_inline = false;
}

static void hash_words(struct gathering *gathering, const char *const *words)
{
	while (words && words[gathering->word_count] && gathering->word_count < INLINE_WORDS_MAX) {
		gathering->words[gathering->word_count] =
			text_hash(text_of(words[gathering->word_count]));
		gathering->word_count++;
	}
}

void gather_imports(struct tally *tally)
{
	const struct outline *outline = tally->outline;
	struct gathering gathering = { .tally = tally, .seen = HASH_MAP_INIT };
	struct facts *facts = tally->facts;
	uint32_t token = 0;

	hash_words(&gathering, outline->language->inline_imports);
	for (uint32_t i = 0; i < outline->mark_count; i++) {
		const struct mark *mark = tally_mark(tally, i);

		if (mark->token == mark->token_end)
			continue;
		if (mark->role == ROLE_PACKAGE &&
		    (!facts->package.size || outline->language->packages_nest))
			keep_package(tally, mark);
		if (mark->role != ROLE_IMPORT || !outline->language->imports ||
		    tally->not_used[mark->token])
			continue;
		read_inline(&gathering, token, mark->token);
		read_import(&gathering, mark->token, mark->token_end);
		token = mark->token_end;
	}
	read_inline(&gathering, token, (uint32_t)outline->token_count);
	facts->imports = arena_new(tally->arena, gathering.count * sizeof(*facts->imports));
	facts->import_count = gathering.count;
	if (gathering.count)
		memcpy(facts->imports, gathering.items, gathering.count * sizeof(*gathering.items));
	hash_map_release(&gathering.seen);
	memory_free(gathering.items);
}
