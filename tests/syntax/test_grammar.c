/* A grammar that was spread says what it said before, of each state and each symbol. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <tree_sitter/api.h>

#include "bole/base.h"
#include "bole/lang.h"
#include "bole/syntax.h"
#include "metrics/syntax/grammar.h"

enum { SYMBOLS_MAX = 1024 };

/* What may come next in a state. */
static void list_next(const TSLanguage *grammar, TSStateId state, bool next[SYMBOLS_MAX])
{
	TSLookaheadIterator *iterator = ts_lookahead_iterator_new(grammar, state);

	memset(next, 0, SYMBOLS_MAX);
	while (ts_lookahead_iterator_next(iterator))
		next[ts_lookahead_iterator_current_symbol(iterator)] = true;
	ts_lookahead_iterator_delete(iterator);
}

static void assert_same_state(const TSLanguage *was, const TSLanguage *is, TSStateId state)
{
	uint32_t symbols = ts_language_symbol_count(was);
	bool before[SYMBOLS_MAX], after[SYMBOLS_MAX];

	list_next(was, state, before);
	list_next(is, state, after);
	assert_memory_equal(before, after, SYMBOLS_MAX);
	for (uint32_t symbol = 0; symbol < symbols; symbol++)
		if (before[symbol])
			assert_int_equal(ts_language_next_state(was, state, (TSSymbol)symbol),
			                 ts_language_next_state(is, state, (TSSymbol)symbol));
}

static void a_spread_grammar_says_the_same(void **state)
{
	struct grammars grammars = { 0 };

	(void)state;
	for (const struct language *const *one = languages(); *one; one++) {
		const TSLanguage *was = (*one)->grammar(), *is;

		assert_ptr_equal(grammar_of(&grammars, *one), was);
		grammar_spread(&grammars, *one);
		is = grammar_of(&grammars, *one);
		assert_true(ts_language_symbol_count(was) < SYMBOLS_MAX);
		assert_int_equal(ts_language_state_count(is), ts_language_state_count(was));
		for (uint32_t at = 0; at < ts_language_state_count(was); at++)
			assert_same_state(was, is, (TSStateId)at);
	}
	grammars_release(&grammars);
}

static void spread_twice_it_is_the_same_one(void **state)
{
	const struct language *language = *languages();
	struct grammars grammars = { 0 };
	const TSLanguage *once;

	(void)state;
	grammar_spread(&grammars, language);
	once = grammar_of(&grammars, language);
	grammar_spread(&grammars, language);
	assert_ptr_equal(grammar_of(&grammars, language), once);
	grammars_release(&grammars);
}

/* Reductions, too, and where nothing fits. */
static void a_text_with_errors_is_the_same_tree(void **state)
{
	static const char text[] = "int f(int a) { if (a) { return a +; } while x) y(a[1); }\n"
				   "struct s { int a:3, (*b)(void) } t = { 1, };\n#if A\nelse {\n";
	TSParser *parser = ts_parser_new();
	struct grammars grammars = { 0 };
	char *said[2];

	(void)state;
	for (int spread = 0; spread < 2; spread++) {
		const struct language *language = language_by_name(TEXT("c"));
		TSTree *tree;

		grammar_spread(&grammars, language);
		ts_parser_set_language(parser, spread ? grammar_of(&grammars, language)
		                                      : language->grammar());
		tree = ts_parser_parse_string(parser, NULL, text, sizeof(text) - 1);
		said[spread] = ts_node_string(ts_tree_root_node(tree));
		ts_tree_delete(tree);
	}
	assert_string_equal(said[0], said[1]);
	assert_non_null(strstr(said[0], "ERROR"));
	free(said[0]);
	free(said[1]);
	ts_parser_delete(parser);
	grammars_release(&grammars);
}

/* One file after the other, as many as it was made ready for. */
static void it_stays_spread(void **state)
{
	const struct language *language = language_by_name(TEXT("c"));
	struct syntax *plain = syntax_new(), *ready = syntax_new();

	(void)state;
	syntax_expect(ready, language, 1000);
	for (int i = 0; i < 3; i++) {
		struct text text = TEXT("int f(int a) { return a ? g(a) : -1; }\n");
		const struct outline *is = syntax_walk(ready, language, text);
		const struct outline *was = syntax_walk(plain, language, text);

		assert_int_equal(is->token_count, was->token_count);
		assert_int_equal(is->mark_count, was->mark_count);
		assert_int_equal(is->error_bytes, 0);
	}
	syntax_free(plain);
	syntax_free(ready);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_spread_grammar_says_the_same),
		cmocka_unit_test(spread_twice_it_is_the_same_one),
		cmocka_unit_test(a_text_with_errors_is_the_same_tree),
		cmocka_unit_test(it_stays_spread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
