#include "engine/steppable_pipeline.h"

#include "engine/cmdlet_call.h"
#include "engine/invocation_info.h"
#include "engine/redirect.h"
#include "engine/session.h"
#include "engine/vm.h"
#include "engine/vm_private.h"
#include "object/array.h"

#include <string.h>

/* What the steps work on: in one buffer of the collector, for it is full of Values. */
struct body {
	struct pipeline pipeline;
	struct output output; /* of the last command */
	Value cmdlet;         /* the $PSCmdlet that it writes to; NULL: into `written` */
	Value written;        /* list: what the present step has given */
	struct command_call *calls;
	struct cmdlet_call *running;
	size_t count;
};

struct steppable_pipeline {
	struct cell cell;
	Value script_block; /* keeps the code that the calls point to */
	uint64_t scope_id;
	struct body *body;
	bool began, ended;
};

struct steppable_request {
	struct body *body;
};

/* ---- the calls ---- */

static void *take(char **room, size_t size)
{
	void *at = *room;
	*room += (size + 15) & ~(size_t)15;
	return at;
}

static void copy_call(struct command_call *to, const struct command_call *from, char **room)
{
	size_t arguments = from->argument_count * sizeof(*from->arguments);
	size_t redirections = from->redirection_count * sizeof(*from->redirections);
	*to = *from;
	to->arguments = memcpy(take(room, arguments), from->arguments, arguments);
	to->redirections = memcpy(take(room, redirections), from->redirections, redirections);
}

void steppable_pipeline_take(struct steppable_request *request, const struct command_call *calls,
			     size_t count)
{
	size_t size = sizeof(struct body) + 64;
	for (size_t i = 0; i < count; i++)
		size += sizeof(struct command_call) + sizeof(struct cmdlet_call) + 64 +
			calls[i].argument_count * sizeof(struct argument) +
			calls[i].redirection_count * sizeof(struct redirection);
	char *room = gc_alloc_buffer(size);
	struct body *body = take(&room, sizeof(*body));
	body->count = count;
	body->running = take(&room, count * sizeof(*body->running));
	body->calls = take(&room, count * sizeof(*body->calls));
	for (size_t i = 0; i < count; i++)
		copy_call(&body->calls[i], &calls[i], &room);
	request->body = body;
}

/* ---- making one ---- */

static enum status refuse(const char *what)
{
	return throw_error_type(
		"System.Management.Automation.PSInvalidOperationException",
		"PSInvalidOperationException", CATEGORY_INVALID_OPERATION, NULL_VALUE,
		"Exception calling \"GetSteppablePipeline\" with \"0\" argument(s): "
		"\"%s Verify that the script block contains exactly one pipeline or "
		"command.\"",
		what);
}

static enum status check(Value script_block)
{
	const struct ast_script_block *ast = script_block_ast(script_block);
	const struct ast_statement_block *end = ast->end;
	if (ast->begin || ast->process || ast->dynamic_param || ast->clean)
		return refuse("Only a script block that contains exactly one pipeline or command "
			      "can be converted. Expressions or control structures are not "
			      "permitted.");
	if (!end || end->statements.count == 0)
		return refuse("An empty script block cannot be converted.");
	const struct ast *statement = end->statements.items[0];
	const struct ast_pipeline *pipeline = (const struct ast_pipeline *)statement;
	if (end->statements.count > 1 || statement->kind != AST_PIPELINE ||
	    pipeline->elements.items[0]->kind != AST_COMMAND)
		return refuse("Only a script block that contains exactly one pipeline or command "
			      "can be converted. Expressions or control structures are not "
			      "permitted.");
	return OK;
}

enum status steppable_pipeline_new(struct session *s, Value script_block, Value args,
				   Value *result_r)
{
	struct steppable_request request = {NULL};
	if (check(script_block) != OK)
		return ERROR;
	struct invocation *invocation = invocation_create(s, script_block, INVOCATION_DOTTED);
	invocation->frame.steppable = &request;
	if (!value_is_null(args))
		invocation_set_args(invocation, args);
	enum status status = invocation_run(invocation, SCRIPT_END, UNSET_VALUE, &output_null);
	invocation_free(&invocation);
	if (status != OK || !request.body)
		return status;
	struct steppable_pipeline *p = gc_alloc(&type_steppable_pipeline, VALUE_OBJECT, sizeof(*p));
	p->script_block = script_block;
	p->scope_id = s->scope->id;
	p->body = request.body;
	*result_r = value_cell(VALUE_OBJECT, p);
	return OK;
}

/* ---- the steps ---- */

static enum status write_out(struct output *output, Value v)
{
	struct body *body = container_of(output, struct body, output);
	struct cmdlet_call *call = pscmdlet_call(body->cmdlet);
	if (call)
		return output_write(call->next, v);
	list_add(value_as_list(body->written), v);
	return OK;
}

/* The scope that the pipeline was made in, while it lasts. */
static void enter(struct steppable_pipeline *p)
{
	struct session *s = session_current();
	struct scope *scope = machine_find_scope(p->scope_id);
	p->body->pipeline.scope = scope ? scope : s->global;
	p->body->pipeline.streams = s->streams;
	for (size_t i = 0; i < p->body->count; i++)
		if (p->body->running[i].streams != &p->body->running[i].own_streams)
			p->body->running[i].streams = s->streams;
	p->body->written = list_new();
}

static enum status leave(struct steppable_pipeline *p, enum status status, Value *result_r)
{
	struct list *written = value_as_list(p->body->written);
	*result_r = array_from(written->items, written->count);
	return status;
}

/* A command of this pipeline wants no more: those before it are done. */
static enum status settle(struct body *body, enum status status)
{
	if (status != STOP)
		return status;
	for (size_t i = 0; i < body->count; i++) {
		if (runtime()->stop_at != &body->running[i])
			continue;
		for (size_t j = 0; j < i; j++)
			body->running[j].finished = true;
		body->running[i].has_input = true;
		runtime()->stop_at = NULL;
		return OK;
	}
	return STOP;
}

static enum status prepare(struct body *body, bool has_input)
{
	struct pipeline *p = &body->pipeline;
	p->session = session_current();
	p->calls = body->running;
	p->count = body->count;
	body->output.write = write_out;
	for (size_t i = 0; i < body->count; i++) {
		struct cmdlet_call *c = &body->running[i];
		c->position = i != 0;
		if (call_prepare(c, p, &body->calls[i], i > 0 || has_input) != OK)
			return ERROR;
	}
	for (size_t i = body->count; i-- > 0;) {
		struct cmdlet_call *c = &body->running[i];
		c->next = i + 1 < body->count ? &body->running[i + 1].input : &body->output;
		if (redirect_open(c) != OK)
			return ERROR;
	}
	return OK;
}

static struct steppable_pipeline *self_pipeline(Value self)
{
	return (struct steppable_pipeline *)self.cell;
}

static enum status begin(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct steppable_pipeline *p = self_pipeline(self);
	if (p->began)
		return throw_exception("System.InvalidOperationException",
				       "Cannot begin a steppable pipeline that has begun.");
	struct cmdlet_call *outer = pscmdlet_call(argv[0]);
	bool has_input = outer ? outer->has_input : value_is_true(argv[0]);
	p->began = true;
	p->body->cmdlet = outer ? argv[0] : NULL_VALUE;
	enter(p);
	Value ignored;
	enum status status = prepare(p->body, has_input);
	for (size_t i = 0; status == OK && i < p->body->count; i++)
		status = call_begin(&p->body->running[i]);
	*result_r = VOID_VALUE;
	return leave(p, settle(p->body, status), &ignored);
}

static enum status process(Value self, int argc, const Value *argv, Value *result_r)
{
	struct steppable_pipeline *p = self_pipeline(self);
	if (!p->began || p->ended)
		return throw_exception("System.InvalidOperationException",
				       "The steppable pipeline is not between Begin and End.");
	struct cmdlet_call *first = &p->body->running[0];
	enter(p);
	enum status status = OK;
	if (argc > 0 && first->has_input)
		status = output_write(&first->input, argv[0]);
	return leave(p, settle(p->body, status), result_r);
}

static void clean(struct steppable_pipeline *p)
{
	for (size_t i = 0; p->began && !p->ended && i < p->body->count; i++)
		call_cleanup(&p->body->running[i]);
	p->ended = true;
}

static enum status end(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	struct steppable_pipeline *p = self_pipeline(self);
	if (!p->began || p->ended)
		return throw_exception("System.InvalidOperationException",
				       "The steppable pipeline is not between Begin and End.");
	enter(p);
	enum status status = OK;
	for (size_t i = 0; status == OK && i < p->body->count; i++)
		status = settle(p->body, call_end(&p->body->running[i]));
	clean(p);
	return leave(p, status, result_r);
}

static enum status dispose(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	clean(self_pipeline(self));
	*result_r = VOID_VALUE;
	return OK;
}

static void mark(void *cell)
{
	struct steppable_pipeline *p = cell;
	gc_mark(p->script_block);
	gc_mark_buffer(p->body);
}

static const struct member members[] = {
	METHOD("void Begin(bool expectInput)", begin),
	METHOD("void Begin(bool expectInput, System.Management.Automation.EngineIntrinsics "
	       "contextToRedirectTo)",
	       begin),
	METHOD("void Begin(System.Management.Automation.Internal.InternalCommand command)", begin),
	METHOD("array Process(System.Object input)", process),
	METHOD("array Process()", process),
	METHOD("array End()", end),
	METHOD("void Clean()", dispose),
	METHOD("void Dispose()", dispose),
	MEMBER_END,
};

struct type type_steppable_pipeline = {
	.name = "System.Management.Automation.SteppablePipeline",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = mark,
};
