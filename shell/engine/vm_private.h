/*
 * Frames, and what the parts of the virtual machine share. A frame is a script block being run as a command
 * (script.h's struct invocation): its registers, its place in the scopes, its automatic variables. It lives
 * from begin to clean; frames of one pipeline end in any order, so they are no stack, but those that run
 * right now are chained through `caller`.
 */
#ifndef EXOSH_ENGINE_VM_PRIVATE_H
#define EXOSH_ENGINE_VM_PRIVATE_H

#include "engine/chunk.h"
#include "engine/output.h"
#include "engine/script.h"
#include "engine/session.h"
#include "object/convert.h"

/* A foreach or switch in progress. */
struct iterator {
	enum { ITERATE_NOTHING, ITERATE_ONE, ITERATE_ARRAY, ITERATE_RANGE, ITERATE_ANY } kind;
	Value source;
	Value current;
	int64_t next, last, step; /* RANGE: the numbers; ARRAY: next is the index */
	bool done;
	struct enumerator enumerator; /* ANY */
};

/* Why a finally block runs, and what comes after it. */
struct pending {
	enum status status; /* OK: the ordinary way, or a jump */
	bool jump;
	uint32_t target;
	uint16_t collectors;
	Value error;
	const char *label;
	int exit_code;
	const void *stop_at;
	bool interrupted; /* Ctrl+C, or a job is stopped: what the block runs is not */
};

struct frame {
	struct frame *caller;
	struct frame *next, **link; /* all frames that exist */
	struct session *session;
	const struct code *code;
	const struct chunk *chunk;
	enum code_form form;
	Value script_block;
	Value *registers;
	size_t register_capacity;
	uint32_t pc; /* of the instruction that runs, kept up to date where others may look */
	struct scope *scope;
	struct scope own; /* the scope, when it has its own */
	struct output *output;
	struct output *out; /* the innermost open collector's, or `output` */
	struct collector *collectors;
	struct iterator *iterators;
	struct pending *pendings;
	size_t collector_capacity, iterator_capacity, pending_capacity;
	struct constraint **constraints; /* of slots, once code has given some; or NULL */
	Value underbar;
	Value automatic[AUTO_COUNT];
	Value result;                        /* of a method */
	Value failure;                       /* what compiling failed with, or NULL */
	struct steppable_request *steppable; /* its pipeline is set up, not run; or NULL */
	bool no_record;         /* the process block runs once because nothing is in the pipeline */
	bool has_own, adopts;   /* adopts: lends its slots to a scope that only had a table */
	bool running, prepared; /* prepared: the parameters' defaults are evaluated */
};

struct invocation {
	struct frame frame;
};

struct machine {
	struct session *session;
	struct frame *current; /* the innermost running */
	struct frame *frames;  /* all */
	struct frame *spare;
	size_t spare_count;
	const char *stack_limit;
	struct scope *using_scope; /* where $using: looks in a background session; else NULL */
	unsigned depth;            /* of calls that run */
	struct hashmap classes;    /* of scripts: struct type, by name */
	struct unit *evaluation;   /* where script_evaluate() puts its chunks */
};

static inline struct machine *machine_of(struct frame *f)
{
	return f->session->machine;
}

Value script_block_new(struct chunk *chunk);
/* Makes a frame for a script block; no code yet. */
struct frame *frame_new(struct session *s, Value script_block);
/* Compiles if need be and readies the registers. */
enum status frame_prepare(struct frame *f, enum code_form form) WARN_UNUSED;
void frame_release(struct frame *f);

/* Runs from an entry of the frame's code to its end. */
enum status vm_run(struct frame *f, uint32_t entry) WARN_UNUSED;

/* vm_unwind.c: what an instruction that did not end with OK leads to. True: go on at *pc_r. False: the frame
 * ends with *status. */
bool vm_unwind(struct frame *f, uint32_t pc, enum status *status, uint32_t *pc_r);
/* A jump out of try blocks; gives where to go on. */
uint32_t vm_leave(struct frame *f, uint32_t pc, uint32_t target, uint16_t collectors);
bool vm_end_finally(struct frame *f, uint32_t pc, uint16_t number, enum status *status,
		    uint32_t *pc_r);
void vm_set_out(struct frame *f, uint16_t collectors);

/* Whether the record's exception (or with `inner` the one that an exception of the engine wraps) is of the type
 * that a catch clause or trap names; then with `inner` *record becomes one of the wrapped exception. An
 * unknown type is an error. */
enum status vm_error_matches(struct chunk *chunk, Value *record, struct type_site *site, bool inner,
			     bool *matches_r) WARN_UNUSED;

/* vm_variable.c */
enum status vm_read_unset(struct frame *f, uint16_t slot, Value *result_r) WARN_UNUSED;
enum status vm_store_moved(struct frame *f, uint16_t slot, Value v) WARN_UNUSED;
enum status vm_set_slot(struct frame *f, uint16_t slot, Value v) WARN_UNUSED;
enum status vm_constrain_slot(struct frame *f, uint16_t slot, Value v,
			      struct constraint *c) WARN_UNUSED;
enum status vm_constrain_variable(struct frame *f, struct variable_site *site, Value v,
				  struct constraint *c) WARN_UNUSED;
enum status vm_default(struct frame *f, uint32_t parameter, Value v, Value *result_r) WARN_UNUSED;
enum status vm_get_variable(struct frame *f, struct variable_site *site,
			    Value *result_r) WARN_UNUSED;
enum status vm_set_variable(struct frame *f, struct variable_site *site, Value v) WARN_UNUSED;
Value vm_underbar(struct frame *f);
Value vm_automatic(struct frame *f, enum automatic which);
void vm_set_automatic(struct frame *f, enum automatic which, Value v);
/* $input: an enumerator that can be gone through once. */
Value vm_input(Value list);
enum status vm_reference(struct frame *f, struct variable_site *site, Value *result_r) WARN_UNUSED;
enum status vm_get_using(struct frame *f, struct variable_site *site, Value *result_r) WARN_UNUSED;
/* Makes a constraint's type and validation. */
enum status vm_constraint_ready(struct session *s, struct chunk *chunk,
				struct constraint *c) WARN_UNUSED;

/* vm_member.c */
enum status vm_member(struct frame *f, Value v, struct member_site *site,
		      Value *result_r) WARN_UNUSED;
enum status vm_member_named(struct frame *f, Value v, Value name, Value *result_r) WARN_UNUSED;
enum status vm_set_member(struct frame *f, Value v, Value value,
			  struct member_site *site) WARN_UNUSED;
enum status vm_static(struct frame *f, Value type, Value name, Value *result_r) WARN_UNUSED;
enum status vm_set_static(struct frame *f, Value type, Value name, Value value) WARN_UNUSED;
enum status vm_invoke(struct frame *f, struct call_site_info *site, const Value *base,
		      Value *result_r) WARN_UNUSED;
enum status vm_base_call(struct frame *f, struct call_site_info *site, const Value *base,
			 Value *result_r) WARN_UNUSED;
enum status vm_index(struct frame *f, Value v, Value index, Value *result_r) WARN_UNUSED;
enum status vm_find_type(struct chunk *chunk, struct type_site *site,
			 const struct type **type_r) WARN_UNUSED;
/* ERROR TypeNotFound at a place of the unit (which may be NULL). */
enum status type_not_found(const struct ast_type_name *ast, struct unit *unit,
			   struct extent extent);
/* The place of a name with the brackets around it. */
struct extent type_constraint_extent(const struct ast_type_name *ast);
/* NULL when unknown; no error. */
const struct type *vm_lookup_type(const struct chunk *chunk, const struct ast_type_name *name);
/* A class that derives from System.Attribute; "Attribute" at the end of its name may be left out. */
const struct type *vm_lookup_attribute(const struct chunk *chunk, const struct ast_type_name *name);
enum status vm_convert(struct frame *f, Value v, struct type_site *site,
		       Value *result_r) WARN_UNUSED;

/* vm_iterate.c */
enum status vm_foreach(struct frame *f, struct iterator *it, Value source,
		       bool is_switch) WARN_UNUSED;
enum status vm_foreach_range(struct iterator *it, Value from, Value to) WARN_UNUSED;
enum status vm_next(struct iterator *it, bool *more_r, Value *item_r) WARN_UNUSED;
Value vm_enumerator(struct frame *f, uint16_t number);
enum status vm_switch_file(struct frame *f, Value path, Value *result_r) WARN_UNUSED;
enum status vm_switch_test(Value item, Value condition, unsigned flags, bool *fits_r,
			   Value *matches_r) WARN_UNUSED;
void vm_unpack(Value v, Value *registers, uint16_t count);

/* vm_command.c */
enum status vm_run_pipeline(struct frame *f, struct pipeline_template *t, enum run_mode mode,
			    Value *result_r) WARN_UNUSED;
enum status vm_throw(struct frame *f, Value v) WARN_UNUSED;
enum status vm_rethrow(struct frame *f, Value record) WARN_UNUSED;
enum status vm_exit(Value v) WARN_UNUSED;
enum status vm_trapped(struct frame *f, Value record, unsigned how) WARN_UNUSED;
Value vm_script_block(struct frame *f, struct child *child);
enum status vm_function(struct frame *f, struct child *child) WARN_UNUSED;
enum status vm_using(struct frame *f, const struct ast *statement) WARN_UNUSED;

/* class.c */
enum status class_define_all(struct frame *f) WARN_UNUSED;

/* An error that PowerShell finds before the script runs: ParseException with this one error. */
enum status script_parse_error(struct unit *unit, struct extent where, const char *id,
			       const char *format, ...) FORMAT_PRINTF(4, 5);

#endif
