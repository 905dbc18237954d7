/* System.Numerics.Complex. */
#include "object/small_types.h"

#include "base/strbuf.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/gc.h"
#include "object/number.h"

#include <complex.h>
#undef I

struct complex_number {
	struct cell cell;
	double real, imaginary;
};

static struct type type_complex;

static struct complex_number *as_complex(Value v)
{
	return (struct complex_number *)v.cell;
}

/* CMPLX() of C11, which not every compiler brings. */
static double complex of_parts(double real, double imaginary)
{
	double complex z;
	__real__ z = real;
	__imag__ z = imaginary;
	return z;
}

static double complex get(Value v)
{
	return of_parts(as_complex(v)->real, as_complex(v)->imaginary);
}

static Value make(double complex z)
{
	struct complex_number *c = gc_alloc(&type_complex, VALUE_OBJECT, sizeof(*c));
	c->real = creal(z);
	c->imaginary = cimag(z);
	return value_cell(VALUE_OBJECT, c);
}

static enum status complex_to_string(Value self, const char *format, struct strbuf *out)
{
	const struct complex_number *c = as_complex(self);
	strbuf_addc(out, '<');
	if (number_format(value_double(c->real), format, out) != OK)
		return ERROR;
	strbuf_adds(out, "; ");
	if (number_format(value_double(c->imaginary), format, out) != OK)
		return ERROR;
	strbuf_addc(out, '>');
	return OK;
}

#define PART(name, expression)                                             \
	static enum status complex_get_##name(Value self, Value *result_r) \
	{                                                                  \
		*result_r = value_double(expression);                      \
		return OK;                                                 \
	}
PART(real, as_complex(self)->real)
PART(imaginary, as_complex(self)->imaginary)
PART(magnitude, cabs(get(self)))
PART(phase, carg(get(self)))

#define OPERATION(name, expression)                                                              \
	static enum status complex_##name(Value self UNUSED, int argc UNUSED, const Value *argv, \
					  Value *result_r)                                       \
	{                                                                                        \
		double complex a = get(argv[0]), b = argc > 1 ? get(argv[1]) : 0;                \
		(void)b;                                                                         \
		*result_r = make(expression);                                                    \
		return OK;                                                                       \
	}
OPERATION(add, a + b)
OPERATION(subtract, a - b)
OPERATION(multiply, a *b)
OPERATION(divide, a / b)
OPERATION(negate, -a)
OPERATION(sqrt, csqrt(a))
OPERATION(exp, cexp(a))
OPERATION(log, clog(a))
OPERATION(conjugate, conj(a))
OPERATION(pow, cpow(a, b))

static enum status complex_abs(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = value_double(cabs(get(argv[0])));
	return OK;
}

static bool complex_equals(Value a, Value b, bool ignore_case UNUSED)
{
	return b.tag == VALUE_OBJECT && b.cell->type == &type_complex && get(a) == get(b);
}

static enum status complex_construct(Value self UNUSED, int argc UNUSED, const Value *argv,
				     Value *result_r)
{
	*result_r = make(of_parts(argv[0].real, argv[1].real));
	return OK;
}

static enum status complex_convert(Value from, const struct type *to UNUSED, Value *result_r)
{
	double real;
	if (convert_to_double(from, &real) != OK)
		return ERROR;
	*result_r = make(of_parts(real, 0));
	return OK;
}

#define COMPLEX "System.Numerics.Complex"
#define TWO "(" COMPLEX " left, " COMPLEX " right)"
#define ONE "(" COMPLEX " value)"

static const struct member complex_members[] = {
	PROPERTY("double Real {get;}", complex_get_real),
	PROPERTY("double Imaginary {get;}", complex_get_imaginary),
	PROPERTY("double Magnitude {get;}", complex_get_magnitude),
	PROPERTY("double Phase {get;}", complex_get_phase),
	STATIC_METHOD("static double Abs" ONE, complex_abs),
	STATIC_METHOD("static " COMPLEX " Add" TWO, complex_add),
	STATIC_METHOD("static " COMPLEX " Conjugate" ONE, complex_conjugate),
	STATIC_METHOD("static " COMPLEX " Divide" TWO, complex_divide),
	STATIC_METHOD("static " COMPLEX " Exp" ONE, complex_exp),
	STATIC_METHOD("static " COMPLEX " Log" ONE, complex_log),
	STATIC_METHOD("static " COMPLEX " Multiply" TWO, complex_multiply),
	STATIC_METHOD("static " COMPLEX " Negate" ONE, complex_negate),
	STATIC_METHOD("static " COMPLEX " Pow" TWO, complex_pow),
	STATIC_METHOD("static " COMPLEX " Sqrt" ONE, complex_sqrt),
	STATIC_METHOD("static " COMPLEX " Subtract" TWO, complex_subtract),
	OPERATOR("static " COMPLEX " op_Addition" TWO, complex_add),
	OPERATOR("static " COMPLEX " op_Division" TWO, complex_divide),
	OPERATOR("static " COMPLEX " op_Multiply" TWO, complex_multiply),
	OPERATOR("static " COMPLEX " op_Subtraction" TWO, complex_subtract),
	OPERATOR("static " COMPLEX " op_UnaryNegation" ONE, complex_negate),
	CONSTRUCTOR(COMPLEX " new(double real, double imaginary)", complex_construct),
	MEMBER_END,
};

static struct type type_complex = {
	.name = COMPLEX,
	.tag = VALUE_OBJECT,
	.flags = TYPE_VALUE,
	.members = complex_members,
	.convert = complex_convert,
	.to_string = complex_to_string,
	.equals = complex_equals,
};

struct type *const complex_types[] = {&type_complex, NULL};
