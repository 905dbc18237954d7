#include "engine/vm.h"

#include "base/strbuf.h"
#include "engine/class.h"
#include "engine/compile.h"
#include "engine/drive_variable.h"
#include "engine/operators.h"
#include "engine/vm_private.h"
#include "object/array.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/hashtable.h"
#include "object/member.h"
#include "object/number.h"
#include "object/string.h"

#include <math.h>
#include <string.h>

/* PowerShell gives up after some 8000 calls; what a script can rely on is that it gets an error then. */
#define MAXIMUM_DEPTH 10000

bool machine_too_deep(void)
{
	const struct machine *m = session_current()->machine;
	char here;
	if (LIKELY((const char *)&here > m->stack_limit && m->depth < MAXIMUM_DEPTH))
		return false;
	throw_error("CallDepthOverflow", CATEGORY_INVALID_OPERATION, value_int(0),
		    "The script failed due to call depth overflow.");
	return true;
}

/* Ctrl+C and the collector: asked where code jumps backwards. */
static inline enum status safe_point(struct session *s)
{
	gc_safe_point();
	if (UNLIKELY(s->interrupted)) {
		runtime()->stop_at = NULL;
		return STOP;
	}
	return OK;
}

static void append_text(Value v, struct strbuf *text)
{
	if (LIKELY(v.tag == VALUE_STRING))
		strbuf_add(text, string_data(v), string_length(v));
	else
		value_append_string(v, text);
}

static Value concat(const Value *parts, size_t count)
{
	if (count == 2 && parts[0].tag == VALUE_STRING && parts[1].tag == VALUE_STRING)
		return string_concat(parts[0], parts[1]);
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < count; i++)
		append_text(parts[i], &text);
	return string_from_strbuf(&text);
}

static enum status to_array(Value v, Value *result_r)
{
	if (v.tag == VALUE_VOID) {
		*result_r = array_new(0);
		return OK;
	}
	if (!value_is_enumerable(v)) {
		*result_r = array_from(&v, 1);
		return OK;
	}
	struct collector c;
	collector_init(&c);
	enum status status = output_write_each(&c.output, v);
	*result_r = collector_array(&c);
	return status;
}

static enum status unroll(Value v, Value *result_r)
{
	*result_r = v;
	if (!value_is_enumerable(v))
		return OK;
	struct collector c;
	collector_init(&c);
	enum status status = output_write_each(&c.output, v);
	*result_r = collector_result(&c);
	return status;
}

static Value hash_new(bool ordered)
{
	return ordered ? hashtable_new_ordered() : hashtable_new();
}

static enum status hash_add(Value table, Value key, Value v)
{
	if (value_is_null(key))
		return throw_error("InvalidNullKey", CATEGORY_INVALID_OPERATION, table,
				   "A null key is not allowed in a hash literal.");
	struct hashtable *h = value_as_hashtable(table);
	Value there;
	key = value_base(key);
	if (hashtable_get(h, key, &there)) {
		Value text = value_to_string(key);
		return throw_error("DuplicateKeyInHashLiteral", CATEGORY_INVALID_OPERATION, table,
				   "Duplicate keys '%s' are not allowed in hash literals.",
				   string_data(text));
	}
	hashtable_set(h, key, v);
	return OK;
}

static bool both_int(const Value *x, const Value *y)
{
	return x->tag == VALUE_INT32 && y->tag == VALUE_INT32;
}

static inline bool truth(Value v)
{
	if (v.tag == VALUE_BOOL || v.tag == VALUE_INT32)
		return v.integer != 0;
	return value_is_true(v);
}

/* In order: registers and constants are one space for operands that are read. */
#define REF(x) ((x)&OPERAND_CONSTANT ? &K[(x)&OPERAND_MAX] : &R[x])
/* A variable that was never assigned reads through the scopes. */
#define READ(x, into)                                              \
	Value into = *REF(x);                                      \
	if (UNLIKELY(into.tag == VALUE_UNSET)) {                   \
		f->pc = (uint32_t)(pc - 1 - code);                 \
		if ((status = vm_read_unset(f, (x), &into)) != OK) \
			goto unwind;                               \
	}
/* A slot whose variable was moved out to the scope's table is written there. */
#define STORE(a, v)                                                       \
	do {                                                              \
		if (UNLIKELY(R[a].tag == VALUE_UNSET && R[a].extra)) {    \
			if ((status = vm_store_moved(f, (a), (v))) != OK) \
				goto unwind;                              \
		} else {                                                  \
			R[a] = (v);                                       \
		}                                                         \
	} while (0)
#define CALL(expression)                                     \
	do {                                                 \
		f->pc = (uint32_t)(pc - 1 - code);           \
		if (UNLIKELY((status = (expression)) != OK)) \
			goto unwind;                         \
	} while (0)
#define JUMP(i)                                       \
	do {                                          \
		int32_t offset = instruction_jump(i); \
		pc += offset;                         \
		if (offset < 0)                       \
			CALL(safe_point(s));          \
	} while (0)

#define INTEGER_ARITHMETIC(name, builtin, operator, enumerator)                       \
	CASE(name) :                                                                  \
	{                                                                             \
		const Value *x = REF(i.b), *y = REF(i.c);                             \
		int32_t r;                                                            \
		if (LIKELY(both_int(x, y) && R[i.a].tag != VALUE_UNSET &&             \
			   !builtin((int32_t)x->integer, (int32_t)y->integer, &r))) { \
			R[i.a] = value_int(r);                                        \
			NEXT;                                                         \
		}                                                                     \
		if (x->tag == VALUE_DOUBLE && y->tag == VALUE_DOUBLE &&               \
		    R[i.a].tag != VALUE_UNSET) {                                      \
			R[i.a] = value_double(x->real operator y->real);              \
			NEXT;                                                         \
		}                                                                     \
		ast_op = enumerator;                                                  \
		goto binary;                                                          \
	}

#define COMPARISON(name, operator, enumerator)                                                    \
	CASE(name) :                                                                              \
	{                                                                                         \
		const Value *x = REF(i.b), *y = REF(i.c);                                         \
		if (LIKELY(both_int(x, y))) {                                                     \
			STORE(i.a, value_bool((int32_t)x->integer operator(int32_t) y->integer)); \
			NEXT;                                                                     \
		}                                                                                 \
		ast_op = enumerator;                                                              \
		goto binary;                                                                      \
	}

#define COMPARISON_JUMP(name, operator, enumerator)                                 \
	CASE(name) :                                                                \
	{                                                                           \
		const Value *x = REF(i.a), *y = REF(i.b);                           \
		if (LIKELY(both_int(x, y))) {                                       \
			bool is = (int32_t)x->integer operator(int32_t) y->integer; \
			struct instruction j = *pc++;                               \
			if (is == (i.c & 1))                                        \
				JUMP(j);                                            \
			NEXT;                                                       \
		}                                                                   \
		ast_op = enumerator;                                                \
		goto comparison_jump;                                               \
	}

/* The loop proper. Each case ends with NEXT; `unwind` is reached with status not OK. */
static enum status dispatch(struct frame *f, uint32_t entry)
{
	static const void *const labels[] = {
#define OP(name, operands, comment) &&op_##name,
#include "engine/opcodes.def"
#undef OP
	};
	struct session *const s = f->session;
	const struct code *const c = f->code;
	const struct instruction *const code = c->instructions;
	const struct instruction *pc = code + entry;
	const Value *const K = c->constants;
	Value *const R = f->registers;
	enum status status;
	enum ast_operator ast_op;
	struct instruction i;

#define CASE(name) op_##name
#define NEXT                        \
	do {                        \
		i = *pc++;          \
		goto *labels[i.op]; \
	} while (0)

	NEXT;

	CASE(NOP) : CASE(WORD) : NEXT;
	CASE(MOVE) :
	{
		READ(i.b, v);
		STORE(i.a, v);
		NEXT;
	}
	CASE(LOADK) :
	{
		STORE(i.a, K[(uint32_t)instruction_jump(i)]);
		NEXT;
	}
	CASE(GETVAR) :
	{
		Value v;
		CALL(vm_get_variable(f, &c->variables[i.b], &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(SETVAR) :
	{
		READ(i.b, v);
		CALL(vm_set_variable(f, &c->variables[i.a], v));
		NEXT;
	}
	CASE(SETSLOT) :
	{
		READ(i.b, v);
		CALL(vm_set_slot(f, i.a, v));
		NEXT;
	}
	CASE(CONSTRAIN) :
	{
		READ(i.b, v);
		CALL(vm_constrain_slot(f, i.a, v, c->constraints[i.c]));
		NEXT;
	}
	CASE(CONSTRAINVAR) :
	{
		READ(i.b, v);
		CALL(vm_constrain_variable(f, &c->variables[i.a], v, c->constraints[i.c]));
		NEXT;
	}
	CASE(GETAUTO) :
	{
		STORE(i.a, vm_automatic(f, (enum automatic)i.b));
		NEXT;
	}
	CASE(SETAUTO) :
	{
		/* UNSET stands for "there was none" here */
		vm_set_automatic(f, (enum automatic)i.a, *REF(i.b));
		NEXT;
	}
	CASE(UNDERBAR) :
	{
		Value v = f->underbar;
		if (UNLIKELY(v.tag == VALUE_UNSET))
			v = vm_underbar(f);
		STORE(i.a, v);
		NEXT;
	}
	CASE(GETREF) :
	{
		Value v;
		CALL(vm_reference(f, &c->variables[i.b], &v));
		STORE(i.a, v);
		NEXT;
	}

	INTEGER_ARITHMETIC(ADD, __builtin_add_overflow, +, AST_OP_ADD)
	INTEGER_ARITHMETIC(SUB, __builtin_sub_overflow, -, AST_OP_SUBTRACT)
	INTEGER_ARITHMETIC(MUL, __builtin_mul_overflow, *, AST_OP_MULTIPLY)
	CASE(DIV) :
	{
		const Value *x = REF(i.b), *y = REF(i.c);
		if (x->tag == VALUE_DOUBLE && y->tag == VALUE_DOUBLE && R[i.a].tag != VALUE_UNSET) {
			R[i.a] = value_double(x->real / y->real);
			NEXT;
		}
		ast_op = AST_OP_DIVIDE;
		goto binary;
	}
	CASE(REM) :
	{
		const Value *x = REF(i.b), *y = REF(i.c);
		if (LIKELY(both_int(x, y) && (int32_t)y->integer > 0 &&
			   R[i.a].tag != VALUE_UNSET)) {
			R[i.a] = value_int((int32_t)x->integer % (int32_t)y->integer);
			NEXT;
		}
		ast_op = AST_OP_REMAINDER;
		goto binary;
	}
binary : {
	READ(i.b, x);
	READ(i.c, y);
	Value v;
	CALL(operator_binary(ast_op, false, x, y, &v));
	STORE(i.a, v);
	NEXT;
}

	COMPARISON(EQ, ==, AST_OP_EQ)
	COMPARISON(NE, !=, AST_OP_NE)
	COMPARISON(GT, >, AST_OP_GT)
	COMPARISON(GE, >=, AST_OP_GE)
	COMPARISON(LT, <, AST_OP_LT)
	COMPARISON(LE, <=, AST_OP_LE)
	COMPARISON_JUMP(JEQ, ==, AST_OP_EQ)
	COMPARISON_JUMP(JNE, !=, AST_OP_NE)
	COMPARISON_JUMP(JGT, >, AST_OP_GT)
	COMPARISON_JUMP(JGE, >=, AST_OP_GE)
	COMPARISON_JUMP(JLT, <, AST_OP_LT)
	COMPARISON_JUMP(JLE, <=, AST_OP_LE)
comparison_jump : {
	READ(i.a, x);
	READ(i.b, y);
	Value v;
	CALL(operator_binary(ast_op, i.c >> 1, x, y, &v));
	struct instruction j = *pc++;
	if (truth(v) == (i.c & 1))
		JUMP(j);
	NEXT;
}

	CASE(BINARY) :
	{
		READ(i.b, x);
		READ(i.c, y);
		struct instruction word = *pc++;
		Value v;
		if (word.c)
			CALL(operator_match((enum ast_operator)word.a, word.b, x, y, &v,
					    &R[word.c]));
		else
			CALL(operator_binary((enum ast_operator)word.a, word.b, x, y, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(UNARY) :
	{
		READ(i.b, x);
		Value v;
		CALL(operator_unary((enum ast_operator)(i.c & 0xff), i.c >> 8, x, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(INC) : CASE(DEC) :
	{
		READ(i.b, x);
		Value v;
		CALL(operator_increment(x, i.op == OP_INC ? 1 : -1, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(INCSLOT) :
	{
		Value *x = &R[i.a];
		if (LIKELY(x->tag == VALUE_INT32 && x->integer != INT32_MAX)) {
			x->integer++;
			NEXT;
		}
		READ(i.a, old);
		Value v;
		CALL(operator_increment(old, 1, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(DECSLOT) :
	{
		Value *x = &R[i.a];
		if (LIKELY(x->tag == VALUE_INT32 && x->integer != INT32_MIN)) {
			x->integer--;
			NEXT;
		}
		READ(i.a, old);
		Value v;
		CALL(operator_increment(old, -1, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(POSTVALUE) :
	{
		READ(i.b, x);
		STORE(i.a, value_is_null(x) ? value_int(0) : x);
		NEXT;
	}
	CASE(NOT) :
	{
		READ(i.b, x);
		STORE(i.a, value_bool(!truth(x)));
		NEXT;
	}
	CASE(BOOL) :
	{
		READ(i.b, x);
		STORE(i.a, value_bool(truth(x)));
		NEXT;
	}
	CASE(JMP) :
	{
		pc += instruction_jump(i);
		NEXT;
	}
	CASE(LOOP) :
	{
		JUMP(i);
		NEXT;
	}
	CASE(JT) :
	{
		READ(i.a, x);
		if (truth(x))
			JUMP(i);
		NEXT;
	}
	CASE(JF) :
	{
		READ(i.a, x);
		if (!truth(x))
			JUMP(i);
		NEXT;
	}
	CASE(JSET) :
	{
		if (REF(i.a)->tag != VALUE_UNSET)
			JUMP(i);
		NEXT;
	}
	CASE(DEFAULT) :
	{
		Value v;
		CALL(vm_default(f, i.c, *REF(i.b), &v));
		R[i.a] = v;
		NEXT;
	}
	CASE(JNULL) :
	{
		READ(i.a, x);
		if (value_is_null(x))
			JUMP(i);
		NEXT;
	}
	CASE(JNOTNULL) :
	{
		READ(i.a, x);
		if (!value_is_null(x))
			JUMP(i);
		NEXT;
	}
	CASE(ARRAY) :
	{
		STORE(i.a, array_from(&R[i.b], i.c));
		NEXT;
	}
	CASE(TOARRAY) :
	{
		READ(i.b, x);
		Value v;
		CALL(to_array(x, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(UNROLL) :
	{
		READ(i.b, x);
		Value v;
		CALL(unroll(x, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(CONCAT) :
	{
		f->pc = (uint32_t)(pc - 1 - code);
		STORE(i.a, concat(&R[i.b], i.c));
		NEXT;
	}
	CASE(HASH) :
	{
		STORE(i.a, hash_new(i.b));
		NEXT;
	}
	CASE(HASHADD) :
	{
		READ(i.b, key);
		READ(i.c, v);
		CALL(hash_add(R[i.a], key, v));
		NEXT;
	}
	CASE(OBJECT) :
	{
		Value v;
		CALL(convert_to(R[i.b], &type_pscustomobject, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(MEMBER) :
	{
		READ(i.b, x);
		Value v;
		CALL(vm_member(f, x, &c->members[i.c], &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(MEMBERX) :
	{
		READ(i.b, x);
		READ(i.c, name);
		Value v;
		CALL(vm_member_named(f, x, name, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(SETMEMBER) :
	{
		READ(i.a, x);
		READ(i.b, v);
		CALL(vm_set_member(f, x, v, &c->members[i.c]));
		NEXT;
	}
	CASE(SETMEMBERX) :
	{
		READ(i.a, x);
		READ(i.b, name);
		READ(i.c, v);
		struct member_site site = {.name = string_data(value_to_string(name))};
		CALL(vm_set_member(f, x, v, &site));
		NEXT;
	}
	CASE(STATIC) :
	{
		READ(i.b, x);
		READ(i.c, name);
		Value v;
		CALL(vm_static(f, x, name, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(SETSTATIC) :
	{
		READ(i.a, x);
		READ(i.b, name);
		READ(i.c, v);
		CALL(vm_set_static(f, x, name, v));
		NEXT;
	}
	CASE(INVOKE) :
	{
		Value v;
		CALL(vm_invoke(f, &c->calls[i.c], &R[i.b], &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(BASECALL) :
	{
		Value v;
		CALL(vm_base_call(f, &c->calls[i.c], &R[i.b], &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(INDEX) :
	{
		READ(i.b, x);
		READ(i.c, index);
		if (x.tag == VALUE_ARRAY && index.tag == VALUE_INT32) {
			const struct array *a = value_as_array(x);
			if (a->items && !a->lengths && (uint64_t)index.integer < a->count) {
				STORE(i.a, a->items[index.integer]);
				NEXT;
			}
		}
		Value v;
		CALL(vm_index(f, x, index, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(SETINDEX) :
	{
		READ(i.a, x);
		READ(i.b, index);
		READ(i.c, v);
		CALL(member_set_index(x, index, v));
		NEXT;
	}
	CASE(TYPE) :
	{
		const struct type *type;
		CALL(vm_find_type(c->chunk, c->types[i.b], &type));
		STORE(i.a, type_value(type));
		NEXT;
	}
	CASE(CONVERT) :
	{
		READ(i.b, x);
		Value v;
		CALL(vm_convert(f, x, c->types[i.c], &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(SCRIPTBLOCK) :
	{
		STORE(i.a, vm_script_block(f, &c->children[i.b]));
		NEXT;
	}
	CASE(FUNCTION) :
	{
		CALL(vm_function(f, &c->children[i.a]));
		NEXT;
	}
	CASE(CLASS) :
	{
		CALL(class_define_all(f));
		NEXT;
	}
	CASE(DRIVE) :
	{
		Value v;
		CALL(drive_variable_get(s, c->variables[i.b].drive, c->variables[i.b].name, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(GETUSING) :
	{
		Value v;
		CALL(vm_get_using(f, &c->variables[i.b], &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(SETDRIVE) :
	{
		READ(i.b, v);
		CALL(drive_variable_set(s, c->variables[i.a].drive, c->variables[i.a].name, v));
		NEXT;
	}
	CASE(EMIT) :
	{
		READ(i.a, x);
		if (x.tag < VALUE_ARRAY && x.tag != VALUE_VOID)
			CALL(f->out->write(f->out, x));
		else
			CALL(output_write_each(f->out, x));
		if (!i.b)
			s->success = true;
		NEXT;
	}
	CASE(WRITE) :
	{
		READ(i.a, x);
		CALL(f->out->write(f->out, x.tag == VALUE_VOID ? NULL_VALUE : x));
		NEXT;
	}
	CASE(DISCARD) :
	{
		READ(i.a, x);
		(void)x;
		NEXT;
	}
	CASE(COLLECT) :
	{
		collector_init(&f->collectors[i.a]);
		vm_set_out(f, (uint16_t)(i.a + 1));
		NEXT;
	}
	CASE(COLLECTED) :
	{
		struct collector *collector = &f->collectors[i.b];
		STORE(i.a, i.c ? collector_array(collector) : collector_result(collector));
		collector_init(collector);
		vm_set_out(f, i.b);
		NEXT;
	}
	CASE(RUN) :
	{
		f->pc = (uint32_t)(pc - 1 - code);
		gc_safe_point();
		struct pipeline_template *t = &c->pipelines[i.b];
		if (i.c == RUN_OUTPUT) {
			CALL(vm_run_pipeline(f, t, RUN_OUTPUT, NULL));
		} else {
			Value v;
			CALL(vm_run_pipeline(f, t, (enum run_mode)i.c, &v));
			STORE(i.a, v);
		}
		NEXT;
	}
	CASE(SUCCESS) :
	{
		s->success = true;
		NEXT;
	}
	CASE(JFAIL) :
	{
		if (s->success == i.a)
			JUMP(i);
		NEXT;
	}
	CASE(FOREACH) :
	{
		READ(i.b, x);
		CALL(vm_foreach(f, &f->iterators[i.a], x, i.c));
		NEXT;
	}
	CASE(FOREACHRANGE) :
	{
		READ(i.b, from);
		READ(i.c, to);
		CALL(vm_foreach_range(&f->iterators[i.a], from, to));
		NEXT;
	}
	CASE(NEXT) :
	{
		struct iterator *it = &f->iterators[i.b];
		if (it->kind == ITERATE_RANGE && R[i.a].tag == VALUE_INT32 && !it->done) {
			R[i.a].integer = it->next;
			it->done = it->next == it->last;
			it->next += it->step;
		} else {
			bool more;
			Value item;
			CALL(vm_next(it, &more, &item));
			if (!more) {
				it->source = it->current = NULL_VALUE;
				pc++;
				NEXT;
			}
			STORE(i.a, item);
		}
		i = *pc++;
		JUMP(i);
		NEXT;
	}
	CASE(ENUMERATOR) :
	{
		STORE(i.a, vm_enumerator(f, i.b));
		NEXT;
	}
	CASE(SWITCHFILE) :
	{
		READ(i.b, x);
		Value v;
		CALL(vm_switch_file(f, x, &v));
		STORE(i.a, v);
		NEXT;
	}
	CASE(SWITCHTEST) :
	{
		READ(i.b, item);
		READ(i.c, x);
		bool fits;
		CALL(vm_switch_test(item, x, pc->a, &fits, &R[pc->c]));
		pc++;
		R[i.a] = value_bool(fits);
		NEXT;
	}
	CASE(UNPACK) :
	{
		READ(i.c, x);
		vm_unpack(x, &R[i.a], i.b);
		NEXT;
	}
	CASE(LEAVE) :
	{
		uint32_t at = (uint32_t)(pc - 1 - code);
		uint32_t target = at + 1 + (uint32_t)instruction_jump(i);
		pc = code + vm_leave(f, at, target, i.a);
		CALL(safe_point(s));
		NEXT;
	}
	CASE(RESULT) :
	{
		READ(i.a, x);
		f->result = x;
		NEXT;
	}
	CASE(RETURN) :
	{
		status = RETURN;
		goto unwind;
	}
	CASE(BREAK) : CASE(CONTINUE) :
	{
		READ(i.a, x);
		runtime()->label =
			value_is_null(x) ? NULL : name_fold(string_data(value_to_string(x)));
		status = i.op == OP_BREAK ? BREAK : CONTINUE;
		goto unwind;
	}
	CASE(THROW) :
	{
		Value x = *REF(i.a);
		if (!(i.a & OPERAND_CONSTANT) && x.tag == VALUE_UNSET)
			CALL(vm_read_unset(f, i.a, &x));
		CALL(vm_throw(f, x));
		NEXT;
	}
	CASE(EXIT) :
	{
		Value x = *REF(i.a);
		if (!(i.a & OPERAND_CONSTANT) && x.tag == VALUE_UNSET)
			CALL(vm_read_unset(f, i.a, &x));
		CALL(vm_exit(x));
		NEXT;
	}
	CASE(SAVEUNDERBAR) :
	{
		R[i.a] = f->underbar;
		NEXT;
	}
	CASE(CATCH) :
	{
		R[i.a] = error_take();
		f->underbar = R[i.a];
		NEXT;
	}
	CASE(CATCHTYPE) :
	{
		bool matches;
		CALL(vm_error_matches(c->chunk, &R[i.a], c->types[i.b], i.c == 0, &matches));
		struct instruction j = *pc++;
		if (matches) {
			f->underbar = R[i.a];
			pc += instruction_jump(j);
		}
		NEXT;
	}
	CASE(RETHROW) :
	{
		CALL(i.b ? vm_rethrow(f, R[i.a]) : throw_value(R[i.a]));
		NEXT;
	}
	CASE(FINALLY) :
	{
		f->pendings[i.a] = (struct pending){.status = OK};
		NEXT;
	}
	CASE(ENDFINALLY) :
	{
		uint32_t at = (uint32_t)(pc - 1 - code);
		uint32_t go;
		if (!vm_end_finally(f, at, i.a, &status, &go))
			goto ended;
		pc = code + go;
		NEXT;
	}
	CASE(TRAPPED) :
	{
		CALL(vm_trapped(f, R[i.a], i.b));
		pc = code + R[i.a + 1].integer;
		NEXT;
	}
	CASE(USING) :
	{
		CALL(vm_using(f, c->chunk->ast->usings.items[i.a]));
		NEXT;
	}
	CASE(END) : return OK;

unwind : {
	uint32_t go;
	f->pc = (uint32_t)(pc - 1 - code);
	if (vm_unwind(f, f->pc, &status, &go)) {
		pc = code + go;
		NEXT;
	}
}
ended:
	return status == RETURN ? OK : status;
}

enum status vm_run(struct frame *f, uint32_t entry)
{
	struct session *s = f->session;
	struct machine *m = s->machine;
	if (UNLIKELY(machine_too_deep())) {
		script_locate_error(s, runtime()->error);
		return ERROR;
	}
	struct scope *scope = s->scope;
	f->caller = m->current;
	f->running = true;
	f->pc = entry;
	m->current = f;
	m->depth++;
	s->scope = f->scope;
	enum status status = dispatch(f, entry);
	m->depth--;
	s->scope = scope;
	m->current = f->caller;
	f->caller = NULL;
	f->running = false;
	return status;
}
