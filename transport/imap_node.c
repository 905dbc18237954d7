/* Reading the trees that imap_parser.c makes. */
#include "transport/imap_parser.h"

#include <string.h>

const struct imap_node *imap_node_child(const struct imap_node *node, unsigned n)
{
	const struct imap_node *child = node ? node->children : NULL;

	while (child && n--)
		child = child->next;
	return child;
}

bool imap_node_is(const struct imap_node *node, const char *word)
{
	return node && node->type == IMAP_NODE_ATOM && !strcasecmp(node->text, word);
}

bool imap_node_number(const struct imap_node *node, uint64_t *number_r)
{
	uint64_t number = 0;

	if (!node || node->type != IMAP_NODE_ATOM || !node->length || node->length > 19)
		return false;
	for (const char *p = node->text; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		number = number * 10 + (uint64_t)(*p - '0');
	}
	*number_r = number;
	return true;
}

const char *imap_node_string(const struct imap_node *node)
{
	return node && !imap_node_is(node, "NIL") ? node->text : NULL;
}

void imap_code_parse(const char *text, struct imap_code *code_r)
{
	*code_r = (struct imap_code){.name = "", .arguments = "", .text = text ? text : ""};
	const char *end = text && *text == '[' ? strchr(text, ']') : NULL;

	if (!end)
		return;
	code_r->name = text + 1;
	code_r->name_length = strcspn(text + 1, " ]");
	code_r->arguments = code_r->name + code_r->name_length;
	code_r->arguments += strspn(code_r->arguments, " ");
	code_r->arguments_length = (size_t)(end - code_r->arguments);
	code_r->text = end + 1 + strspn(end + 1, " ");
}

bool imap_code_is(const struct imap_code *code, const char *name)
{
	return strlen(name) == code->name_length &&
	       !strncasecmp(code->name, name, code->name_length);
}
