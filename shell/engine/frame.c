/* Frames and the machine that owns them. */
#include "engine/vm_private.h"

#include "base/xmalloc.h"
#include "engine/ast_object.h"
#include "engine/compile.h"
#include "engine/vm.h"
#include "object/error_record.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define SPARE_FRAMES 64
/* What C functions below a script's call may need: formatting, conversions, libraries. */
#define STACK_RESERVE (256 * 1024)

static void mark_frame(struct frame *f)
{
	gc_mark(f->script_block);
	gc_mark(f->underbar);
	gc_mark(f->result);
	gc_mark(f->failure);
	gc_mark_values(f->automatic, AUTO_COUNT);
	if (f->has_own)
		scope_mark(&f->own);
	const struct code *code = f->code;
	if (!code)
		return;
	gc_mark_values(f->registers, code->register_count);
	for (uint32_t i = 0; i < code->collector_count; i++) {
		gc_mark(f->collectors[i].first);
		gc_mark_buffer(f->collectors[i].items);
	}
	for (uint32_t i = 0; i < code->iterator_count; i++) {
		gc_mark(f->iterators[i].source);
		gc_mark(f->iterators[i].current);
		gc_mark(f->iterators[i].enumerator.source);
		gc_mark(f->iterators[i].enumerator.state);
	}
	for (uint32_t i = 0; i < code->pending_count; i++)
		gc_mark(f->pendings[i].error);
}

static void mark_machine(void *context)
{
	struct machine *m = context;
	for (struct frame *f = m->frames; f; f = f->next)
		mark_frame(f);
	scope_mark(m->using_scope);
}

/* The lowest address that scripts' recursion may reach on this thread's stack. */
static const char *find_stack_limit(void)
{
	pthread_attr_t attributes;
	void *lowest;
	size_t size;
	if (pthread_getattr_np(pthread_self(), &attributes))
		return NULL;
	int failed = pthread_attr_getstack(&attributes, &lowest, &size);
	pthread_attr_destroy(&attributes);
	if (failed)
		return NULL;
	size_t reserve = MIN((size_t)STACK_RESERVE, size / 4);
	return (const char *)lowest + reserve;
}

void machine_use_this_thread(struct session *s)
{
	s->machine->stack_limit = find_stack_limit();
}

void machine_create(struct session *s)
{
	struct machine *m = xcalloc(1, sizeof(*m));
	m->session = s;
	m->stack_limit = find_stack_limit();
	hashmap_init(&m->classes, HASHMAP_IGNORE_CASE);
	s->machine = m;
	ast_object_register();
	gc_add_root(mark_machine, m);
}

struct scope *machine_using_scope(struct session *s)
{
	if (!s->machine->using_scope)
		s->machine->using_scope = scope_create(NULL);
	return s->machine->using_scope;
}

static void frame_free(struct frame *f)
{
	free(f->registers);
	free(f->collectors);
	free(f->iterators);
	free(f->pendings);
	free(f);
}

void machine_free(struct session *s)
{
	struct machine *m = s->machine;
	gc_remove_root(mark_machine, m);
	struct frame *next;
	for (struct frame *f = m->frames; f; f = next) {
		next = f->next;
		frame_release(f);
	}
	while (m->spare) {
		struct frame *f = m->spare;
		m->spare = f->next;
		frame_free(f);
	}
	hashmap_clear(&m->classes, NULL);
	scope_free(&m->using_scope);
	if (m->evaluation)
		gc_unpin(value_cell(VALUE_OBJECT, m->evaluation));
	free(m);
	s->machine = NULL;
}

struct frame *frame_new(struct session *s, Value script_block)
{
	struct machine *m = s->machine;
	struct frame *f = m->spare;
	if (f) {
		m->spare = f->next;
		m->spare_count--;
	} else {
		f = xcalloc(1, sizeof(struct invocation));
	}
	f->session = s;
	f->script_block = script_block;
	f->chunk = value_as_script_block(script_block)->code;
	f->code = NULL;
	f->scope = s->scope;
	f->caller = NULL;
	f->output = f->out = NULL;
	f->underbar = UNSET_VALUE;
	f->result = f->failure = NULL_VALUE;
	for (size_t i = 0; i < AUTO_COUNT; i++)
		f->automatic[i] = UNSET_VALUE;
	f->constraints = NULL;
	f->steppable = NULL;
	f->has_own = f->adopts = f->running = f->prepared = false;
	f->next = m->frames;
	f->link = &m->frames;
	if (f->next)
		f->next->link = &f->next;
	m->frames = f;
	return f;
}

/* Zeroed room for `count` things in an array that only grows. */
static void *room(void *array, size_t *capacity, size_t count, size_t size)
{
	if (count > *capacity) {
		free(array);
		array = xmalloc(count * size);
		*capacity = count;
	}
	if (count)
		memset(array, 0, count * size);
	return array;
}

enum status frame_prepare(struct frame *f, enum code_form form)
{
	const struct code *code = f->chunk->codes[form];
	if (!code) {
		code = compile_chunk((struct chunk *)f->chunk, form);
		if (!code)
			return ERROR;
	}
	f->registers =
		room(f->registers, &f->register_capacity, code->register_count, sizeof(Value));
	uint32_t unset = MAX(code->slot_count, code->parameter_count);
	for (uint32_t i = 0; i < unset; i++)
		f->registers[i] = UNSET_VALUE;
	f->collectors = room(f->collectors, &f->collector_capacity, code->collector_count,
			     sizeof(*f->collectors));
	f->iterators = room(f->iterators, &f->iterator_capacity, code->iterator_count,
			    sizeof(*f->iterators));
	f->pendings =
		room(f->pendings, &f->pending_capacity, code->pending_count, sizeof(*f->pendings));
	f->form = form;
	f->code = code;
	if (!f->has_own && f->scope == f->session->scope && form == CODE_OWN_SCOPE &&
	    f->chunk->is_method) {
		/* Methods have a scope of their own below the one they are called from. */
		scope_init(&f->own, f->session->scope);
		f->own.module = f->session->scope->module;
		f->own.frame = f;
		f->scope = &f->own;
		f->has_own = true;
	}
	return OK;
}

void frame_release(struct frame *f)
{
	struct machine *m = f->session->machine;
	*f->link = f->next;
	if (f->next)
		f->next->link = f->link;
	if (f->has_own)
		scope_clear(&f->own);
	free(f->constraints);
	f->constraints = NULL;
	f->code = NULL;
	f->script_block = NULL_VALUE;
	if (m->spare_count >= SPARE_FRAMES) {
		frame_free(f);
		return;
	}
	f->next = m->spare;
	m->spare = f;
	m->spare_count++;
}
