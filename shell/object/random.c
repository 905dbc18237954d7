/* System.Random. With a seed the numbers are those of .NET (Knuth's subtractive generator). */
#include "object/random.h"
#include "base/xmalloc.h"
#include "object/array.h"
#include "object/error_record.h"
#include "object/sequence.h"
#include "object/string.h"
#include "object/type.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define BIG INT32_MAX
#define SEED 161803398

void random_seed(struct random_state *r, int32_t seed)
{
	int32_t mj = SEED - (seed == INT32_MIN ? INT32_MAX : abs(seed)), mk = 1;
	int at = 0;
	r->seeds[55] = mj;
	for (int i = 1; i < 55; i++) {
		at = (at + 21) % 55;
		r->seeds[at] = mk;
		mk = mj - mk;
		if (mk < 0)
			mk += BIG;
		mj = r->seeds[at];
	}
	for (int k = 1; k < 5; k++) {
		for (int i = 1; i < 56; i++) {
			int n = i + 30;
			if (n >= 55)
				n -= 55;
			int64_t difference = (int64_t)r->seeds[i] - r->seeds[1 + n];
			r->seeds[i] = (int32_t)(difference < 0 ? difference + BIG : difference);
		}
	}
	r->next = 0;
	r->next_other = 21;
}

int32_t random_sample(struct random_state *r)
{
	if (++r->next >= 56)
		r->next = 1;
	if (++r->next_other >= 56)
		r->next_other = 1;
	int32_t value = (int32_t)((uint32_t)r->seeds[r->next] - (uint32_t)r->seeds[r->next_other]);
	if (value == BIG)
		value--;
	if (value < 0)
		value += BIG;
	r->seeds[r->next] = value;
	return value;
}

double random_double(struct random_state *r)
{
	return random_sample(r) * (1.0 / BIG);
}

int64_t random_between(struct random_state *r, int64_t low, int64_t high)
{
	uint64_t range = (uint64_t)high - (uint64_t)low;
	if (range <= INT32_MAX)
		return (int64_t)(random_double(r) * (double)range) + low;
	int32_t sample = random_sample(r);
	if (random_sample(r) % 2 == 0)
		sample = -sample;
	double d = ((double)sample + (INT32_MAX - 1)) / (2.0 * INT32_MAX - 1);
	return (int64_t)(d * (double)range) + low;
}

struct random_object {
	struct cell cell;
	struct random_state state;
};

static struct random_state *self_of(Value v)
{
	return &((struct random_object *)v.cell)->state;
}

static Value random_new(int32_t seed)
{
	struct random_object *r = gc_alloc(&type_random, VALUE_OBJECT, sizeof(*r));
	random_seed(&r->state, seed);
	return value_cell(VALUE_OBJECT, r);
}

static int32_t any_seed(void)
{
	int32_t seed = 0;
	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		seed = (int32_t)(uintptr_t)&seed;
	return seed;
}

static enum status next(Value self, int argc, const Value *argv, Value *result_r)
{
	int64_t low = argc == 2 ? argv[0].integer : 0;
	int64_t high = argc > 0 ? argv[argc - 1].integer : INT32_MAX;
	if (argc == 1 && high < 0)
		return throw_exception("System.ArgumentOutOfRangeException",
				       "maxValue ('%d') must be a non-negative value. (Parameter "
				       "'maxValue')\nActual value was %d.",
				       (int)high, (int)high);
	if (low > high)
		return throw_argument("System.ArgumentOutOfRangeException", "minValue",
				      "'minValue' cannot be greater than maxValue.");
	*result_r = value_int((int32_t)(argc == 0 ? random_sample(self_of(self))
						  : random_between(self_of(self), low, high)));
	return OK;
}

/* 64 bits, put together from three draws as .NET does. */
static uint64_t random_bits(struct random_state *r)
{
	uint64_t low = (uint64_t)random_between(r, 0, 1 << 22);
	uint64_t middle = (uint64_t)random_between(r, 0, 1 << 22);
	return low | middle << 22 | (uint64_t)random_between(r, 0, 1 << 20) << 44;
}

static enum status next_int64(Value self, int argc, const Value *argv, Value *result_r)
{
	int64_t low = argc == 2 ? argv[0].integer : 0;
	int64_t high = argc > 0 ? argv[argc - 1].integer : INT64_MAX;
	if (low > high)
		return throw_argument("System.ArgumentOutOfRangeException", "minValue",
				      "'minValue' cannot be greater than maxValue.");
	uint64_t range = (uint64_t)high - (uint64_t)low, drawn = 0;
	int bits = argc == 0 || range < 2 ? 63 : 64 - __builtin_clzll(range - 1);
	while (range > 1 && (drawn = random_bits(self_of(self)) >> (64 - bits)) >= range) {
	}
	*result_r = value_int64((int64_t)(drawn + (uint64_t)low));
	return OK;
}

static enum status next_single(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	float drawn = 1;
	while (drawn >= 1)
		drawn = (float)random_double(self_of(self));
	*result_r = (Value){.tag = VALUE_SINGLE, .real = drawn};
	return OK;
}

/* `length` numbers below `count`; for a power of two up to 256 a byte each, as .NET draws them. */
static void draw(struct random_state *r, size_t count, size_t length, size_t *drawn)
{
	bool by_byte = count <= 256 && (count & (count - 1)) == 0;
	for (size_t i = 0; i < length; i++)
		drawn[i] = by_byte ? (uint8_t)random_sample(r) & (count - 1)
				   : (size_t)random_between(r, 0, (int64_t)count);
}

static enum status get_items(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	struct array *choices = value_as_array(argv[0]);
	size_t length = argv[1].integer > 0 ? (size_t)argv[1].integer : 0;
	if (choices->count == 0)
		return throw_argument("System.ArgumentException", "choices",
				      "Span may not be empty.");
	size_t *drawn = xmalloc((length + 1) * sizeof(*drawn));
	draw(self_of(self), choices->count, length, drawn);
	*result_r = array_new_typed(argv[0].cell->type, length);
	enum status status = OK;
	for (size_t i = 0; i < length && status == OK; i++)
		status = array_set(value_as_array(*result_r), i, array_get(choices, drawn[i]));
	free(drawn);
	return status;
}

static Value draw_text(struct random_state *r, const char *choices, size_t length)
{
	size_t *drawn = xmalloc((length + 1) * sizeof(*drawn)), count = strlen(choices);
	char *text = xmalloc(length + 1);
	draw(r, count, length, drawn);
	for (size_t i = 0; i < length; i++)
		text[i] = choices[drawn[i]];
	Value made = string_new(text, length);
	free(drawn);
	free(text);
	return made;
}

static enum status get_string(Value self, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = draw_text(self_of(self), string_data(argv[0]), (size_t)argv[1].integer);
	return OK;
}

static enum status get_hex_string(Value self, int argc, const Value *argv, Value *result_r)
{
	bool lower = argc > 1 && value_is_true_bool(argv[1]);
	*result_r = draw_text(self_of(self), lower ? "0123456789abcdef" : "0123456789ABCDEF",
			      (size_t)argv[0].integer);
	return OK;
}

static enum status next_double(Value self, int argc UNUSED, const Value *argv UNUSED,
			       Value *result_r)
{
	*result_r = value_double(random_double(self_of(self)));
	return OK;
}

static enum status next_bytes(Value self, int argc UNUSED, const Value *argv,
			      Value *result_r UNUSED)
{
	struct array *a = value_as_array(argv[0]);
	for (size_t i = 0; i < a->count; i++)
		a->bytes[i] = (uint8_t)random_sample(self_of(self));
	return OK;
}

static enum status shuffle(Value self, int argc UNUSED, const Value *argv, Value *result_r UNUSED)
{
	struct array *a = value_as_array(argv[0]);
	for (size_t i = 0; i + 1 < a->count; i++) {
		size_t k = (size_t)random_between(self_of(self), (int64_t)i, (int64_t)a->count);
		Value one = array_get(a, i), other = array_get(a, k);
		if (array_set(a, i, other) != OK || array_set(a, k, one) != OK)
			return ERROR;
	}
	return OK;
}

static enum status construct(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	*result_r = random_new(argc > 0 ? (int32_t)argv[0].integer : any_seed());
	return OK;
}

static enum status get_shared(Value self UNUSED, Value *result_r)
{
	*result_r = random_new(any_seed());
	return OK;
}

static const struct member members[] = {
	METHOD("int Next()", next),
	METHOD("int Next(int maxValue)", next),
	METHOD("int Next(int minValue, int maxValue)", next),
	METHOD("void NextBytes(byte[] buffer)", next_bytes),
	METHOD("double NextDouble()", next_double),
	METHOD("long NextInt64()", next_int64),
	METHOD("long NextInt64(long maxValue)", next_int64),
	METHOD("long NextInt64(long minValue, long maxValue)", next_int64),
	METHOD("float NextSingle()", next_single),
	METHOD("array GetItems(array choices, int length)", get_items),
	METHOD("string GetString(string choices, int length)", get_string),
	METHOD("string GetHexString(int stringLength)", get_hex_string),
	METHOD("string GetHexString(int stringLength, bool lowercase)", get_hex_string),
	METHOD("void Shuffle(array values)", shuffle),
	STATIC_PROPERTY("static System.Random Shared {get;}", get_shared),
	CONSTRUCTOR("System.Random new()", construct),
	CONSTRUCTOR("System.Random new(int Seed)", construct),
	MEMBER_END,
};

struct type type_random = {
	.name = "System.Random", .size = sizeof(struct random_object), .members = members};
