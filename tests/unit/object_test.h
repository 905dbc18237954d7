/*
 * Facts about types as a table: member, arguments, and the text of what comes out. Arguments are strings, or with
 * '#' before them numbers and null. Members: "cast", ".Method" or ".Property$" of the first argument cast to the
 * type, else static. Expected: "=text" (elements of collections between bars), or "!message" of the error, for members
 * the innermost.
 */
#ifndef EXOSH_TESTS_OBJECT_TEST_H
#define EXOSH_TESTS_OBJECT_TEST_H

#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/member.h"
#include "object/number.h"
#include "object/runtime.h"
#include "object/string.h"
#include "object/type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct object_case {
	const char *type, *member, *arguments[6], *expected;
};

static struct runtime object_test_runtime;

static int object_test_setup(void **state UNUSED)
{
	setenv("TZ", "UTC", 1);
	object_test_runtime.heap = heap_create();
	heap_set_stack_base(object_test_runtime.heap, __builtin_frame_address(0));
	runtime_enter(&object_test_runtime);
	return 0;
}

static Value object_test_argument(const char *text)
{
	Value v;
	if (*text != '#' || text[1] == '\0' || strchr("-0123456789nTF", text[1]) == NULL)
		return string_from(text);
	if (strcmp(text, "#null") == 0)
		return NULL_VALUE;
	if (strcmp(text, "#True") == 0 || strcmp(text, "#False") == 0)
		return value_bool(text[1] == 'T');
	bool negative = text[1] == '-';
	text += 1 + negative;
	assert_true(number_parse(text, strlen(text), &v));
	if (negative)
		assert_int_equal(number_negate(v, &v), OK);
	return v;
}

static UNUSED enum status object_test_call(const struct object_case *c, Value *result_r)
{
	Value arguments[6];
	int count = 0;
	const struct type *type = type_find_text(c->type, strlen(c->type));
	assert_non_null(type);
	for (; count < 6 && c->arguments[count] != NULL; count++)
		arguments[count] = object_test_argument(c->arguments[count]);
	if (strcmp(c->member, "cast") == 0)
		return convert_to(arguments[0], type, result_r);
	if (*c->member != '.')
		return member_invoke_static(type, c->member, count, arguments, result_r);
	Value self;
	if (convert_to(arguments[0], type, &self) != OK)
		return ERROR;
	const char *name = c->member + 1, *property = strchr(name, '$');
	if (property == NULL)
		return member_invoke(self, name, count - 1, arguments + 1, result_r);
	char *copy = strndup(name, (size_t)(property - name));
	bool found;
	enum status status = member_get(self, copy, result_r, &found);
	free(copy);
	return status;
}

/* The message at the bottom of a chain of exceptions. */
static UNUSED const char *object_test_error(void)
{
	Value record = error_take();
	Value exception = value_as_error_record(record)->exception;
	for (;;) {
		struct exception *e = (struct exception *)exception.cell;
		if (value_is_null(e->inner))
			return string_data(e->message);
		exception = e->inner;
	}
}

static UNUSED void object_test_show(Value v, struct strbuf *out)
{
	struct enumerator e;
	bool more = false;
	Value item;
	if (value_is_null(v)) {
		strbuf_adds(out, "null");
		return;
	}
	if (!value_is_enumerable(v)) {
		value_append_string(v, out);
		return;
	}
	assert_int_equal(value_enumerate(v, &e), OK);
	for (bool first = true;; first = false) {
		assert_int_equal(enumerator_next(&e, &more, &item), OK);
		if (!more)
			break;
		if (!first)
			strbuf_addc(out, '|');
		value_append_string(item, out);
	}
}

static UNUSED void object_test_run(const struct object_case *cases, size_t count)
{
	size_t failed = 0;
	for (size_t i = 0; i < count; i++) {
		const struct object_case *c = &cases[i];
		struct strbuf got = STRBUF_INIT;
		Value result = VOID_VALUE;
		if (object_test_call(c, &result) == OK) {
			strbuf_addc(&got, '=');
			object_test_show(result, &got);
		} else {
			bool cast = strcmp(c->member, "cast") == 0;
			strbuf_addf(&got, "!%s", cast ? error_message() : object_test_error());
		}
		if (strcmp(got.data, c->expected) != 0) {
			print_error("[%s] %s(%s, %s): got %s, expected %s\n", c->type, c->member,
				    c->arguments[0] ? c->arguments[0] : "",
				    c->arguments[1] ? c->arguments[1] : "", got.data, c->expected);
			failed++;
		}
		strbuf_clear(&got);
	}
	assert_int_equal(failed, 0);
}

#define OBJECT_TEST_MAIN(cases)                                                   \
	static void test_cases(void **state UNUSED)                               \
	{                                                                         \
		object_test_run(cases, countof(cases));                           \
	}                                                                         \
	int main(void)                                                            \
	{                                                                         \
		const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)}; \
		return cmocka_run_group_tests(tests, object_test_setup, NULL);    \
	}

#endif
