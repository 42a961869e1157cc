#include "table.h"

#include <string.h>

static void complain(struct bytes *problems, const struct table *table, const char *what,
                     const char *name)
{
	if (problems)
		bytes_format(problems, "%s: no %s %s in the grammar\n", table->language->name, what,
		             name);
}

/* Quoted names are keywords and operators; the rest are nodes with a name. */
static TSSymbol find_symbol(const struct table *table, const char *name, struct bytes *problems)
{
	const TSLanguage *grammar = table->language->grammar();
	size_t size = strlen(name);
	bool quoted = size > 2 && name[0] == '\'' && name[size - 1] == '\'';
	TSSymbol symbol =
		quoted ? ts_language_symbol_for_name(grammar, name + 1, (uint32_t)size - 2, false)
		       : ts_language_symbol_for_name(grammar, name, (uint32_t)size, true);

	if (!symbol)
		complain(problems, table, "node", name);
	return symbol;
}

static TSFieldId find_field(const struct table *table, const char *name, struct bytes *problems)
{
	TSFieldId field = ts_language_field_id_for_name(table->language->grammar(), name,
	                                                (uint32_t)strlen(name));

	if (!field)
		complain(problems, table, "field", name);
	return field;
}

/* Rows are added last to first, so that each chain has them in table order. */
static void link_row(struct table *table, uint16_t *head, struct row_link link)
{
	table->links = array_grow(table->links, &table->link_capacity, table->link_count,
	                          sizeof(*table->links));
	link.next = *head;
	*head = (uint16_t)table->link_count;
	table->links[table->link_count++] = link;
}

static void add_row(struct table *table, uint16_t row, struct bytes *problems)
{
	const struct lang_node *node = &table->language->nodes[row];
	struct row_link link = { .row = row,
		                 .any_field = !node->field,
		                 .any_parent = !node->parent };
	TSSymbol symbol = 0;

	if (node->field)
		link.field = find_field(table, node->field, problems);
	if (node->parent)
		link.parent = find_symbol(table, node->parent, problems);
	if (node->field && node->parent)
		table->symbols[link.parent].field_rows = true;
	if (strcmp(node->node, "*") == 0) {
		link_row(table, &table->symbols[link.parent].as_parent, link);
		return;
	}
	symbol = find_symbol(table, node->node, problems);
	link_row(table, &table->symbols[symbol].first, link);
}

/* A node, keyword or operator, and no field. */
static bool fixed_is_a_word(const struct lang_node *node)
{
	return node->name == NAME_CHILD || (node->flags & (NODE_HAS_CHILD | NODE_BEHIND));
}

static void check_word(const struct table *table, const struct lang_node *node,
                       struct bytes *problems)
{
	const TSLanguage *grammar = table->language->grammar();
	uint32_t size = node->fixed ? (uint32_t)strlen(node->fixed) : 0;

	if (fixed_is_a_word(node) &&
	    !ts_language_symbol_for_name(grammar, node->fixed, size, true) &&
	    !ts_language_symbol_for_name(grammar, node->fixed, size, false))
		complain(problems, table, "word", node->fixed);
}

static void find_bodies(struct table *table, struct bytes *problems)
{
	const char *const *body = table->language->bodies;

	for (; body && *body && table->body_count < BODIES_MAX; body++)
		table->bodies[table->body_count++] = find_symbol(table, *body, problems);
}

static TSFieldId name_field(const struct table *table, const struct lang_node *node,
                            struct bytes *problems)
{
	bool named = node->role == ROLE_FUNCTION || node->role == ROLE_SCOPE ||
	             node->role == ROLE_BINDING || node->role == ROLE_DEFINITION;

	bool is_other = fixed_is_a_word(node) || (node->flags & NODE_BEGINS);
	const char *fixed = is_other ? NULL : node->fixed;

	if (node->flags & NODE_HAS_FIXED)
		return find_field(table, node->fixed, problems);
	if (node->name == NAME_BINDING)
		return fixed ? find_field(table, fixed, problems) : 0;
	if (!named || (node->name != NAME_FIELD && node->name != NAME_RECEIVER))
		return 0;
	return find_field(table, fixed ? fixed : "name", problems);
}

struct table *table_new(const struct language *language, struct bytes *problems)
{
	struct table *table = memory_new(sizeof(*table));
	const TSLanguage *grammar = language->grammar();
	uint16_t rows = 0;

	table->language = language;
	table->symbol_count = ts_language_symbol_count(grammar);
	table->symbols = memory_new(table->symbol_count * sizeof(*table->symbols));
	table->link_count = 1;
	table->links = array_grow(NULL, &table->link_capacity, 0, sizeof(*table->links));
	while (language->nodes[rows].node)
		rows++;
	table->name_fields = memory_new(rows * sizeof(*table->name_fields));
	for (uint16_t row = rows; row-- > 0;) {
		table->name_fields[row] = name_field(table, &language->nodes[row], problems);
		check_word(table, &language->nodes[row], problems);
		add_row(table, row, problems);
	}
	find_bodies(table, problems);
	/* Not every grammar has all of these; a missing one is no problem. */
	table->field_body = find_field(table, "body", NULL);
	table->field_condition = find_field(table, "condition", NULL);
	table->field_consequence = find_field(table, "consequence", NULL);
	table->field_operator = find_field(table, "operator", NULL);
	table->field_declarator = find_field(table, "declarator", NULL);
	table->field_receiver = find_field(table, "receiver", NULL);
	return table;
}

void table_free(struct table *table)
{
	if (!table)
		return;
	memory_free(table->symbols);
	memory_free(table->links);
	memory_free(table->name_fields);
	memory_free(table);
}
