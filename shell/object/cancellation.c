/* CancellationTokenSource and CancellationToken: one thread tells others to stop. */
#include "object/error_record.h"
#include "object/gc.h"
#include "object/interpreter_lock.h"
#include "object/small_types.h"

struct source {
	struct cell cell;
	bool cancelled;
	int64_t deadline; /* of interpreter_clock(), 0: none */
};

struct token {
	struct cell cell;
	Value source; /* $null: a token that nobody cancels */
};

static struct type type_source, type_token;

static void mark_token(void *cell)
{
	gc_mark(((struct token *)cell)->source);
}

static struct source *source(Value v)
{
	return (struct source *)v.cell;
}

static bool is_cancelled(const struct source *s)
{
	return s->cancelled || (s->deadline > 0 && interpreter_clock() >= s->deadline);
}

static Value token_new(Value of)
{
	struct token *t = gc_alloc(&type_token, VALUE_OBJECT, sizeof(*t));
	t->source = of;
	return value_cell(VALUE_OBJECT, t);
}

static Value source_of(Value token)
{
	return ((struct token *)token.cell)->source;
}

/* ---- CancellationTokenSource ---- */

static enum status cancel_after(Value self, int argc UNUSED, const Value *argv,
				Value *result_r UNUSED)
{
	int64_t wait = argv[0].tag == VALUE_TIMESPAN ? argv[0].integer / 10000 : argv[0].integer;
	if (wait < -1)
		return throw_argument("System.ArgumentOutOfRangeException", "millisecondsDelay",
				      "Value must be -1 or a number that is not negative.");
	source(self)->deadline = wait < 0 ? 0 : interpreter_clock() + wait;
	return OK;
}

/* (), (milliseconds), (timespan) */
static enum status construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = value_cell(VALUE_OBJECT,
			       gc_alloc(&type_source, VALUE_OBJECT, sizeof(struct source)));
	Value ignored;
	return argc > 0 ? cancel_after(*result_r, argc, argv, &ignored) : OK;
}

static enum status cancel(Value self, int argc UNUSED, const Value *argv UNUSED,
			  Value *result_r UNUSED)
{
	source(self)->cancelled = true;
	interpreter_notify();
	return OK;
}

static enum status dispose(Value self UNUSED, int argc UNUSED, const Value *argv UNUSED,
			   Value *result_r UNUSED)
{
	return OK;
}

static enum status try_reset(Value self, int argc UNUSED, const Value *argv UNUSED, Value *result_r)
{
	*result_r = value_bool(!is_cancelled(source(self)));
	if (result_r->integer)
		source(self)->deadline = 0;
	return OK;
}

static enum status get_cancelled(Value self, Value *result_r)
{
	*result_r = value_bool(is_cancelled(source(self)));
	return OK;
}

static enum status get_token(Value self, Value *result_r)
{
	*result_r = token_new(self);
	return OK;
}

#define SOURCE "System.Threading.CancellationTokenSource"
#define TOKEN "System.Threading.CancellationToken"
static const struct member source_members[] = {
	METHOD("void Cancel()", cancel),
	METHOD("void Cancel(bool throwOnFirstException)", cancel),
	METHOD("void CancelAfter(timespan delay)", cancel_after),
	METHOD("void CancelAfter(int millisecondsDelay)", cancel_after),
	METHOD("void Dispose()", dispose),
	METHOD("bool TryReset()", try_reset),
	PROPERTY("bool IsCancellationRequested {get;}", get_cancelled),
	PROPERTY(TOKEN " Token {get;}", get_token),
	CONSTRUCTOR(SOURCE " new()", construct),
	CONSTRUCTOR(SOURCE " new(timespan delay)", construct),
	CONSTRUCTOR(SOURCE " new(int millisecondsDelay)", construct),
	MEMBER_END,
};
static struct type type_source = {.name = SOURCE, .members = source_members};

/* ---- CancellationToken ---- */

static bool token_cancelled(Value token)
{
	return !value_is_null(source_of(token)) && is_cancelled(source(source_of(token)));
}

static enum status token_get_cancelled(Value self, Value *result_r)
{
	*result_r = value_bool(token_cancelled(self));
	return OK;
}

static enum status token_get_can(Value self, Value *result_r)
{
	*result_r = value_bool(!value_is_null(source_of(self)));
	return OK;
}

static enum status token_throw(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r UNUSED)
{
	return token_cancelled(self) ? throw_exception("System.OperationCanceledException",
						       "The operation was canceled.")
				     : OK;
}

static enum status token_get_none(Value self UNUSED, Value *result_r)
{
	*result_r = token_new(NULL_VALUE);
	return OK;
}

static const struct member token_members[] = {
	METHOD("void ThrowIfCancellationRequested()", token_throw),
	PROPERTY("bool CanBeCanceled {get;}", token_get_can),
	PROPERTY("bool IsCancellationRequested {get;}", token_get_cancelled),
	STATIC_PROPERTY("static " TOKEN " None {get;}", token_get_none),
	MEMBER_END,
};
static struct type type_token = {
	.name = TOKEN,
	.flags = TYPE_VALUE,
	.members = token_members,
	.mark = mark_token,
};

struct type *const cancellation_types[] = {&type_source, &type_token, NULL};
