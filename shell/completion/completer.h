/* What the files of this folder share. */
#ifndef EXOSH_COMPLETION_COMPLETER_H
#define EXOSH_COMPLETION_COMPLETER_H

#include "completion/completion.h"
#include "object/type.h"
#include "syntax/ast.h"

struct command_metadata;
struct parameter_metadata;

#define PATH_DEPTH 64

/* One question at work. */
struct completer {
	struct session *session;
	struct syntax_tree *tree; /* of the text with a letter more */
	struct completion_list *list;
	const struct ast *path[PATH_DEPTH]; /* nodes that end at the cursor, outermost first */
	size_t depth;
	size_t offset; /* of the tree's text in the whole */
	char *word;    /* what is typed of the name, without quotes */
	char quote;    /* that it stands in, or '\0' */
};

/* Adds an item if it begins with the word (or matches it as a wildcard). Label and tip may be NULL: the text. */
void completer_add(struct completer *c, enum completion_kind kind, const char *text,
		   const char *label, const char *tip);
/* The same for a value of an argument: in quotes where it needs them. */
void completer_add_value(struct completer *c, enum completion_kind kind, const char *value,
			 const char *tip);
/* `value` as it can stand in a command: malloc()ed. quote '\0': only if it must be. */
char *completion_quote(const char *value, char quote);
/* Each text of a list. */
void completer_add_values(struct completer *c, Value values);
/* Whether `name` can stand for the word. */
bool completer_matches(const struct completer *c, const char *name);

/* Makes c->tree and c->path of a text. */
void completer_parse(struct completer *c, const char *text, size_t length);
/* The innermost node of a kind around the cursor; its number in c->path in *at_r. NULL: none. */
const struct ast *completer_enclosing(const struct completer *c, enum ast_kind kind, size_t below,
				      size_t *at_r);
/* The command that feeds the command at c->path[at]; NULL: nothing does. */
const struct ast *completer_upstream(const struct completer *c, size_t at);
/* The name in a command, NULL when it is computed. */
const char *completer_command_name(const struct ast_command *node);
/* The same with aliases resolved and without the prefix of a connection; as written when there is no such command. */
const char *completer_resolved_name(const struct completer *c, const struct ast_command *node);
const struct command_metadata *completer_metadata(const struct completer *c,
						  const struct ast_command *node);

/* What an expression or statement gives: a value (live, or a sample), or types, or nothing known. */
#define INFERRED_TYPES 4
struct inferred {
	Value value; /* UNSET: not known */
	const struct type *types[INFERRED_TYPES];
	size_t type_count;
};
struct inferred infer_node(const struct completer *c, const struct ast *node);
/* The same, one by one: of arrays, their elements. */
struct inferred infer_each(const struct completer *c, const struct ast *node);
struct inferred infer_member(const struct inferred *target, const char *name, bool is_static);

/* The kinds of names; each adds to the list. */
void complete_member(struct completer *c, const struct ast_member *node);
/* Properties alone, as arguments: -Property. */
void complete_properties(struct completer *c, const struct inferred *of);
void complete_type(struct completer *c);
void complete_path(struct completer *c, bool runnable);
void complete_command(struct completer *c);
void complete_variable(struct completer *c, const struct ast_variable *node);
void complete_parameter(struct completer *c, const struct ast_command *node);
void complete_argument(struct completer *c, const struct ast_command *node, size_t at);
void complete_key(struct completer *c, const struct ast_hashtable *node);
/* The right side of a comparison: members of the left side's enumeration. */
void complete_enum(struct completer *c, const struct inferred *of);

/* What script blocks of Register-ArgumentCompleter and [ArgumentCompleter()] give. False: there is none. */
bool complete_by_script(struct completer *c, const struct ast_command *node,
			const struct parameter_metadata *parameter);
bool complete_native(struct completer *c, const struct ast_command *node);

#endif
