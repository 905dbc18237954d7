#include "engine/redirect.h"

#include "base/xmalloc.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>

/* Something that objects are sent to aside; lives in gc memory as long as the call. */
struct redirect_target {
	struct redirect_target *following;
	struct output output;
	struct cmdlet_call *call; /* whose redirection it is */
	struct output *forward;   /* where it passes things on to */
	Value list;               /* a variable's */
	const char *variable;     /* -PipelineVariable */
	enum ast_stream stream;
	struct cmdlet_call *file; /* the Out-File that writes it */
	struct pipeline *pipeline;
	struct command_call *file_call;
	char *path; /* owned by the collector's memory */
};

static struct redirect_target *add_target(struct cmdlet_call *c,
					  enum status (*write)(struct output *, Value))
{
	struct redirect_target *t = gc_alloc_buffer(sizeof(*t));
	t->output.write = write;
	t->call = c;
	t->following = c->redirects;
	c->redirects = t;
	return t;
}

/* ---- to files: an Out-File of its own ---- */

static enum status file_write(struct output *output, Value v)
{
	struct redirect_target *t = container_of(output, struct redirect_target, output);
	/* warnings and their like reach files as their bare text */
	if (v.tag == VALUE_OBJECT && type_is_a(v.cell->type, &type_informational_record))
		v = ((struct message_record *)v.cell)->message;
	return output_write(&t->file->input, v);
}

static enum status open_file(struct cmdlet_call *c, const struct redirection *r,
			     struct output **output_r)
{
	for (struct redirect_target *t = c->redirects; t; t = t->following)
		if (t->file && !strcmp(t->path, string_data(value_to_string(r->location)))) {
			*output_r = &t->output; /* *> file: all streams into one */
			return OK;
		}
	struct redirect_target *t = add_target(c, file_write);
	t->path = (char *)string_data(value_to_string(r->location));
	struct argument *arguments = gc_alloc_buffer(2 * sizeof(*arguments));
	arguments[0] = (struct argument){
		.kind = ARGUMENT_PARAMETER_VALUE, .name = "FilePath", .value = r->location};
	arguments[1] = (struct argument){
		.kind = ARGUMENT_PARAMETER_VALUE, .name = "Append", .value = value_bool(r->append)};
	t->file_call = gc_alloc_buffer(sizeof(*t->file_call));
	*t->file_call = (struct command_call){
		.ast = c->call->ast,
		.source = c->call->source,
		.name = string_from("Microsoft.PowerShell.Utility\\Out-File"),
		.expression = UNSET_VALUE,
		.arguments = arguments,
		.argument_count = 2,
	};
	t->pipeline = gc_alloc_buffer(sizeof(*t->pipeline));
	t->file = gc_alloc_buffer(sizeof(*t->file));
	*t->pipeline = (struct pipeline){c->session,           t->file, 1, c->pipeline->scope,
					 c->pipeline->streams, false};
	*output_r = &t->output;
	if (call_prepare(t->file, t->pipeline, t->file_call, true) != OK)
		return ERROR;
	t->file->next = &output_null;
	return call_begin(t->file);
}

/* ---- into the output: 2>&1 ---- */

static enum status merge_write(struct output *output, Value v)
{
	struct redirect_target *t = container_of(output, struct redirect_target, output);
	return output_write(t->call->next, v);
}

static enum status apply(struct cmdlet_call *c, const struct redirection *r)
{
	struct output *target;
	if (r->merge) {
		target = &add_target(c, merge_write)->output;
	} else if (value_is_null(r->location)) {
		target = &output_null;
	} else if (open_file(c, r, &target) != OK) {
		return ERROR;
	}
	enum ast_stream first = r->from == AST_STREAM_ALL ? AST_STREAM_OUTPUT : r->from;
	enum ast_stream last = r->from == AST_STREAM_ALL ? AST_STREAM_INFORMATION : r->from;
	for (enum ast_stream stream = first; stream <= last; stream++) {
		if (stream == AST_STREAM_OUTPUT) {
			if (!r->merge)
				c->next = target;
		} else {
			c->own_streams.target[stream] = target;
		}
	}
	return OK;
}

/* ---- -OutVariable, -PipelineVariable, -ErrorVariable ... ---- */

static enum status tee_write(struct output *output, Value v)
{
	struct redirect_target *t = container_of(output, struct redirect_target, output);
	list_add(value_as_list(t->list), v);
	return output_write(t->forward, v);
}

static enum status variable_write(struct output *output, Value v)
{
	struct redirect_target *t = container_of(output, struct redirect_target, output);
	if (scope_set_in(t->call->session, t->call->pipeline->scope, t->variable, v) != OK)
		return ERROR;
	return output_write(t->forward, v);
}

/* The list behind a variable: "+name" goes on with what stands there. */
static enum status variable_list(struct cmdlet_call *c, const char *name, Value *list_r)
{
	bool append = name[0] == '+';
	name += append;
	Value list = list_new_typed(&type_array_list);
	Value old = append ? scope_get(c->session, name, SCOPE_ANY) : NULL_VALUE;
	for (size_t i = 0; !value_is_null(old) && i < value_count(old); i++)
		list_add(value_as_list(list), value_item(old, i));
	*list_r = list;
	return scope_set_in(c->session, c->pipeline->scope, name, list);
}

/* A function's lists take the records of all that it calls. */
static void collect_inside(struct cmdlet_call *c)
{
	if (c->error_list.tag == VALUE_UNSET && c->warning_list.tag == VALUE_UNSET &&
	    c->information_list.tag == VALUE_UNSET)
		return;
	struct stream_lists *lists = gc_alloc_buffer(sizeof(*lists));
	*lists = (struct stream_lists){c->streams ? c->streams->lists : NULL, c->error_list,
				       c->warning_list, c->information_list};
	c->error_list = c->warning_list = c->information_list = UNSET_VALUE;
	if (c->streams && c->streams != &c->own_streams)
		c->own_streams = *c->streams;
	c->own_streams.lists = lists;
	c->streams = &c->own_streams;
}

static enum status open_variables(struct cmdlet_call *c)
{
	const struct common_parameters *common = &c->common;
	if (common->out_variable) {
		struct redirect_target *t = add_target(c, tee_write);
		if (variable_list(c, common->out_variable, &t->list) != OK)
			return ERROR;
		t->forward = c->next;
		c->next = &t->output;
	}
	if (common->pipeline_variable) {
		struct redirect_target *t = add_target(c, variable_write);
		t->variable = common->pipeline_variable;
		t->forward = c->next;
		c->next = &t->output;
	}
	if (common->error_variable &&
	    variable_list(c, common->error_variable, &c->error_list) != OK)
		return ERROR;
	if (common->warning_variable &&
	    variable_list(c, common->warning_variable, &c->warning_list) != OK)
		return ERROR;
	if (common->information_variable &&
	    variable_list(c, common->information_variable, &c->information_list) != OK)
		return ERROR;
	if (c->kind == &call_kind_function)
		collect_inside(c);
	return OK;
}

enum status redirect_open(struct cmdlet_call *c)
{
	if (c->binding.metadata && c->binding.metadata->is_advanced && open_variables(c) != OK)
		return ERROR;
	if (!c->call->redirection_count)
		return OK;
	if (c->streams != &c->own_streams && c->streams)
		c->own_streams = *c->streams;
	c->streams = &c->own_streams;
	/* files first, so that `2>&1 > file` and `> file 2>&1` both follow the output */
	for (size_t i = 0; i < c->call->redirection_count; i++)
		if (apply(c, &c->call->redirections[i]) != OK)
			return ERROR;
	return OK;
}

void redirect_close(struct cmdlet_call *c)
{
	for (struct redirect_target *t = c->redirects; t; t = t->following) {
		if (!t->file)
			continue;
		if (t->file->began && call_end(t->file) == ERROR)
			c->session->host->write_error_record(c->session->host, error_take());
		call_cleanup(t->file);
	}
	c->redirects = NULL;
}

const char *redirect_plain_file(const struct cmdlet_call *c, enum ast_stream stream, bool *append_r)
{
	for (size_t i = 0; i < c->call->redirection_count; i++) {
		const struct redirection *r = &c->call->redirections[i];
		if (r->from == stream && !r->merge && !value_is_null(r->location)) {
			*append_r = r->append;
			return string_data(value_to_string(r->location));
		}
	}
	return NULL;
}
