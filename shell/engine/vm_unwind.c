/* Errors, break, continue, return and exit on their way out of a frame. */
#include "engine/vm_private.h"

#include "engine/errors.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/string.h"

#include <string.h>

void vm_set_out(struct frame *f, uint16_t collectors)
{
	f->out = collectors ? &f->collectors[collectors - 1].output : f->output;
}

/* ---- what is around ---- */

static bool covers(const struct handler *h, uint32_t pc)
{
	return h->start <= pc && pc < h->end;
}

static bool takes_errors(const struct frame *f, uint32_t pc)
{
	/* An error ends the method that it happens in. */
	if (f->chunk->is_method)
		return true;
	for (uint32_t i = 0; i < f->code->handler_count; i++) {
		const struct handler *h = &f->code->handlers[i];
		if (h->kind != HANDLER_LOOP && covers(h, pc))
			return true;
	}
	return false;
}

/* Whether a try block or trap is around the call of this frame. */
static bool callers_take_errors(const struct frame *f)
{
	for (const struct frame *caller = f->caller; caller; caller = caller->caller)
		if (takes_errors(caller, caller->pc))
			return true;
	return false;
}

/* The innermost statement that the instruction is part of. */
static const struct statement_range *statement_at(const struct code *code, uint32_t pc)
{
	const struct statement_range *found = NULL;
	for (uint32_t i = 0; i < code->statement_count; i++) {
		const struct statement_range *s = &code->statements[i];
		if (s->start > pc)
			break;
		if (pc < s->end)
			found = s;
	}
	return found;
}

/* Where the block that a trap covers goes on after the statement that failed: the outermost statement within
 * the trap's range. */
static uint32_t after_statement(const struct code *code, const struct handler *h, uint32_t pc)
{
	uint32_t after = h->end;
	for (uint32_t i = code->statement_count; i-- > 0;) {
		const struct statement_range *s = &code->statements[i];
		if (s->start >= h->start && s->end <= h->end && s->start <= pc && pc < s->end)
			after = s->end;
	}
	return after;
}

/* ---- types of errors ---- */

enum status vm_error_matches(struct chunk *chunk, Value *record, struct type_site *site, bool inner,
			     bool *matches_r)
{
	const struct type *type;
	if (vm_find_type(chunk, site, &type) != OK)
		return ERROR;
	struct error_record *r = value_as_error_record(*record);
	*matches_r = false;
	if (!r)
		return OK;
	if (!inner) {
		*matches_r = value_is_a(r->exception, type);
		return OK;
	}
	const struct type *wrapper =
		exception_type("System.Management.Automation.RuntimeException");
	if (r->exception.tag != VALUE_OBJECT || !type_is_a(value_type(r->exception), wrapper))
		return OK;
	Value wrapped = ((struct exception *)r->exception.cell)->inner;
	if (value_is_null(wrapped) || !value_is_a(wrapped, type))
		return OK;
	struct error_record *copy = gc_alloc(r->cell.type, VALUE_OBJECT, sizeof(*copy));
	struct cell head = copy->cell;
	*copy = *r;
	copy->cell = head;
	copy->exception = wrapped;
	*record = value_cell(VALUE_OBJECT, copy);
	*matches_r = true;
	return OK;
}

static bool trap_matches(struct frame *f, const struct handler *h)
{
	if (!h->type)
		return true;
	Value error = runtime()->error;
	bool matches = false;
	enum status status = vm_error_matches(f->code->chunk, &error, h->type, true, &matches);
	if (status == OK && !matches)
		status = vm_error_matches(f->code->chunk, &error, h->type, false, &matches);
	runtime()->error = error;
	return status == OK && matches;
}

/* ---- unwinding ---- */

static void save_pending(struct frame *f, const struct handler *h, enum status status)
{
	struct runtime *rt = runtime();
	f->pendings[h->pending] = (struct pending){
		.status = status,
		.error = status == ERROR ? error_take() : NULL_VALUE,
		.label = rt->label,
		.exit_code = rt->exit_code,
		.stop_at = rt->stop_at,
		.interrupted = f->session->interrupted,
	};
	f->session->interrupted = 0;
}

static bool loop_takes(const struct handler *h, enum status status)
{
	if (status != BREAK && status != CONTINUE)
		return false;
	const char *label = runtime()->label;
	return !label || label == h->label;
}

static bool shown_and_over(struct frame *f, uint32_t pc, uint32_t *pc_r)
{
	const struct statement_range *statement = statement_at(f->code, pc);
	if (!statement || f->chunk->is_method)
		return false;
	/* The statement of an expression with redirections is the one that it stands in. */
	if (f->chunk->is_inline && statement == f->code->statements)
		return false;
	/* $PSCmdlet.ThrowTerminatingError() ends the function whose cmdlet that is. */
	struct error_record *r = value_as_error_record(runtime()->error);
	if (r && r->whole) {
		r->whole = f->automatic[AUTO_CMDLET].tag == VALUE_UNSET;
		return false;
	}
	struct session *s = f->session;
	int depth = s->try_depth;
	s->try_depth = s->throw_depth > 0 || callers_take_errors(f);
	enum status status = error_at_statement(s);
	s->try_depth = depth;
	if (status != OK)
		return false;
	vm_set_out(f, statement->collectors);
	*pc_r = statement->end;
	return true;
}

/* An exception that an operator lets through as it is gets the id of its type. */
static void name_bare_exception(struct error_record *r)
{
	if (!r || r->from_throw || r->category != CATEGORY_NOT_SPECIFIED ||
	    r->exception.tag != VALUE_OBJECT)
		return;
	const char *full = r->exception.cell->type->name;
	const char *dot = strrchr(full, '.');
	if (r->id.tag != VALUE_STRING || strcmp(string_data(r->id), dot ? dot + 1 : full) != 0 ||
	    type_is_a(r->exception.cell->type,
		      exception_type("System.Management.Automation.RuntimeException")))
		return;
	r->id = string_from(full);
	r->category = CATEGORY_OPERATION_STOPPED;
}

bool vm_unwind(struct frame *f, uint32_t pc, enum status *status, uint32_t *pc_r)
{
	if (*status == ERROR) {
		name_bare_exception(value_as_error_record(runtime()->error));
		script_locate_error(f->session, runtime()->error);
		f->session->success = false;
	}
	for (uint32_t i = 0; i < f->code->handler_count; i++) {
		const struct handler *h = &f->code->handlers[i];
		if (!covers(h, pc))
			continue;
		switch (h->kind) {
		case HANDLER_LOOP:
			if (!loop_takes(h, *status))
				continue;
			*pc_r = *status == BREAK ? h->target : h->continue_target;
			runtime()->label = NULL;
			break;
		case HANDLER_CATCH:
			if (*status != ERROR)
				continue;
			error_remember(f->session, runtime()->error);
			*pc_r = h->target;
			break;
		case HANDLER_TRAP:
			if (*status != ERROR || !trap_matches(f, h))
				continue;
			error_remember(f->session, runtime()->error);
			f->registers[h->record + 1] =
				value_int((int32_t)after_statement(f->code, h, pc));
			*pc_r = h->target;
			break;
		case HANDLER_FINALLY:
			save_pending(f, h, *status);
			*pc_r = h->target;
			break;
		}
		vm_set_out(f, h->collectors);
		return true;
	}
	if (*status == ERROR)
		return shown_and_over(f, pc, pc_r);
	return false;
}

uint32_t vm_leave(struct frame *f, uint32_t pc, uint32_t target, uint16_t collectors)
{
	for (uint32_t i = 0; i < f->code->handler_count; i++) {
		const struct handler *h = &f->code->handlers[i];
		if (h->kind != HANDLER_FINALLY || !covers(h, pc) || covers(h, target))
			continue;
		f->pendings[h->pending] =
			(struct pending){.jump = true, .target = target, .collectors = collectors};
		vm_set_out(f, h->collectors);
		return h->target;
	}
	vm_set_out(f, collectors);
	return target;
}

bool vm_end_finally(struct frame *f, uint32_t pc, uint16_t number, enum status *status,
		    uint32_t *pc_r)
{
	struct pending p = f->pendings[number];
	f->pendings[number] = (struct pending){.status = OK};
	if (p.jump) {
		*pc_r = vm_leave(f, pc, p.target, p.collectors);
		return true;
	}
	if (p.status == OK) {
		*pc_r = pc + 1;
		return true;
	}
	struct runtime *rt = runtime();
	if (p.status == ERROR)
		rt->error = p.error;
	rt->label = p.label;
	rt->exit_code = p.exit_code;
	rt->stop_at = p.stop_at;
	if (p.interrupted)
		f->session->interrupted = 1;
	*status = p.status;
	return vm_unwind(f, pc, status, pc_r);
}
