/* System.Math */
#include "object/bigint.h"
#include "object/compare.h"
#include "object/convert.h"
#include "object/decimal.h"
#include "object/error_record.h"
#include "object/number.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/string.h"
#include "object/tuple.h"
#include "object/type_private.h"

#include <math.h>

#define REAL1(function, expression)                                                        \
	static enum status function(Value self UNUSED, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                       \
	{                                                                                  \
		double a = argv[0].real;                                                   \
		*result_r = value_double(expression);                                      \
		return OK;                                                                 \
	}
#define REAL2(function, expression)                                                        \
	static enum status function(Value self UNUSED, int argc UNUSED, const Value *argv, \
				    Value *result_r)                                       \
	{                                                                                  \
		double a = argv[0].real, b = argv[1].real;                                 \
		*result_r = value_double(expression);                                      \
		return OK;                                                                 \
	}
REAL1(math_acos, acos(a))
REAL1(math_acosh, acosh(a))
REAL1(math_asin, asin(a))
REAL1(math_asinh, asinh(a))
REAL1(math_atan, atan(a))
REAL1(math_atanh, atanh(a))
REAL2(math_atan2, atan2(a, b))
REAL1(math_cbrt, cbrt(a))
REAL1(math_ceiling, ceil(a))
REAL1(math_cos, cos(a))
REAL1(math_cosh, cosh(a))
REAL1(math_exp, exp(a))
REAL1(math_floor, floor(a))
REAL1(math_log, log(a))
REAL2(math_log_base, log(a) / log(b))
REAL1(math_log2, log2(a))
REAL1(math_log10, log10(a))
REAL2(math_pow, pow(a, b))
REAL1(math_sin, sin(a))
REAL1(math_sinh, sinh(a))
REAL1(math_sqrt, sqrt(a))
REAL1(math_tan, tan(a))
REAL1(math_tanh, tanh(a))
REAL1(math_truncate, trunc(a))
REAL2(math_ieee_remainder, remainder(a, b))
REAL2(math_copy_sign, copysign(a, b))
REAL2(math_max_magnitude, fabs(a) > fabs(b) || (fabs(a) == fabs(b) && a > b) ? a : b)
REAL2(math_min_magnitude, fabs(a) < fabs(b) || (fabs(a) == fabs(b) && a < b) ? a : b)
REAL1(math_bit_increment, nextafter(a, INFINITY))
REAL1(math_bit_decrement, nextafter(a, -INFINITY))

static enum status decimal_by(Value v, enum decimal_rounding mode, Value *result_r)
{
	if (!decimal_round(v, 0, mode, result_r))
		return throw_exception("System.OverflowException",
				       "Value was either too large or too small for a Decimal.");
	return OK;
}

static enum status math_ceiling_decimal(Value self UNUSED, int argc UNUSED, const Value *argv,
					Value *result_r)
{
	return decimal_by(argv[0], DECIMAL_TO_POSITIVE_INFINITY, result_r);
}

static enum status math_floor_decimal(Value self UNUSED, int argc UNUSED, const Value *argv,
				      Value *result_r)
{
	return decimal_by(argv[0], DECIMAL_TO_NEGATIVE_INFINITY, result_r);
}

static enum status math_truncate_decimal(Value self UNUSED, int argc UNUSED, const Value *argv,
					 Value *result_r)
{
	return decimal_by(argv[0], DECIMAL_TO_ZERO, result_r);
}

/* (value[, digits][, mode]); modes are numbered as enum decimal_rounding. */
static void round_arguments(int argc, const Value *argv, int64_t *digits_r, int64_t *mode_r)
{
	*digits_r = *mode_r = 0;
	for (int i = 1; i < argc; i++) {
		if (argv[i].tag == VALUE_ENUM)
			*mode_r = argv[i].integer;
		else
			*digits_r = argv[i].integer;
	}
}

static double round_whole(double d, int64_t mode)
{
	switch (mode) {
	case 1:
		return round(d);
	case 2:
		return trunc(d);
	case 3:
		return floor(d);
	case 4:
		return ceil(d);
	default:
		return nearbyint(d);
	}
}

static enum status math_round(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	int64_t digits, mode;
	round_arguments(argc, argv, &digits, &mode);
	double d = argv[0].real;
	if (digits < 0 || digits > 15)
		return throw_argument("System.ArgumentOutOfRangeException", "digits",
				      "Rounding digits must be between 0 and 15, inclusive.");
	/* .NET scales by a power of ten and rounds that, imprecision included. */
	if (digits > 0 && fabs(d) < 1e16) {
		double power = pow(10, (double)digits);
		d = round_whole(d * power, mode) / power;
	} else if (fabs(d) < 1e16) {
		d = round_whole(d, mode);
	}
	*result_r = value_double(d);
	return OK;
}

static enum status math_round_decimal(Value self UNUSED, int argc, const Value *argv,
				      Value *result_r)
{
	int64_t digits, mode;
	round_arguments(argc, argv, &digits, &mode);
	if (digits < 0 || digits > 28)
		return throw_argument("System.ArgumentOutOfRangeException", "decimals",
				      "Decimal can only round to between 0 and 28 digits of "
				      "precision.");
	if (!decimal_round(argv[0], (int)digits, (enum decimal_rounding)mode, result_r))
		return throw_exception("System.OverflowException",
				       "Value was either too large or too small for a Decimal.");
	return OK;
}

static enum status math_abs(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	Value v = argv[0];
	static const int64_t lowest[] = {[VALUE_SBYTE] = INT8_MIN,
					 [VALUE_INT16] = INT16_MIN,
					 [VALUE_INT32] = INT32_MIN,
					 [VALUE_INT64] = INT64_MIN};
	switch (v.tag) {
	case VALUE_SINGLE:
	case VALUE_DOUBLE:
		*result_r = (Value){.tag = v.tag, .real = fabs(v.real)};
		return OK;
	case VALUE_DECIMAL:
		*result_r = number_to_double(v) < 0 ? decimal_negate(v) : v;
		return OK;
	default:
		if (v.integer == lowest[v.tag])
			return throw_exception("System.OverflowException",
					       "Negating the minimum value of a twos complement "
					       "number is invalid.");
		*result_r = value_integer(v.tag, v.integer < 0 ? -v.integer : v.integer);
		return OK;
	}
}

/* <0, 0, >0; NaN beside anything counts as NaN. */
static int order_of(Value a, Value b)
{
	int order = 0;
	return value_compare(a, b, false, &order) == OK ? order : 0;
}

static bool is_nan(Value v)
{
	return (v.tag == VALUE_DOUBLE || v.tag == VALUE_SINGLE) && isnan(v.real);
}

static enum status math_max(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = is_nan(argv[0]) || (!is_nan(argv[1]) && order_of(argv[0], argv[1]) >= 0)
			    ? argv[0]
			    : argv[1];
	return OK;
}

static enum status math_min(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	*result_r = is_nan(argv[0]) || (!is_nan(argv[1]) && order_of(argv[0], argv[1]) <= 0)
			    ? argv[0]
			    : argv[1];
	return OK;
}

static enum status math_clamp(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	if (order_of(argv[1], argv[2]) > 0)
		return throw_exception("System.ArgumentException",
				       "'%s' cannot be greater than %s.",
				       string_data(value_to_string(argv[1])),
				       string_data(value_to_string(argv[2])));
	*result_r = order_of(argv[0], argv[1]) < 0   ? argv[1]
		    : order_of(argv[0], argv[2]) > 0 ? argv[2]
						     : argv[0];
	return OK;
}

static enum status math_sign(Value self UNUSED, int argc UNUSED, const Value *argv, Value *result_r)
{
	double d = number_to_double(argv[0]);
	if (isnan(d))
		return throw_exception(
			"System.ArithmeticException",
			"Function does not accept floating point Not-a-Number values.");
	*result_r = value_int((d > 0) - (d < 0));
	return OK;
}

static enum status throw_zero(void)
{
	return throw_exception("System.DivideByZeroException", "Attempted to divide by zero.");
}

static enum status math_div_rem(Value self UNUSED, int argc, const Value *argv, Value *result_r)
{
	if (argv[1].integer == 0)
		return throw_zero();
	bool overflow = argv[0].integer == INT64_MIN && argv[1].integer == -1;
	if (overflow)
		return throw_exception("System.OverflowException",
				       "Arithmetic operation resulted in an overflow.");
	Value quotient, rest;
	if (argv[0].tag == VALUE_UINT64) {
		quotient = value_integer(VALUE_UINT64, (int64_t)((uint64_t)argv[0].integer /
								 (uint64_t)argv[1].integer));
		rest = value_integer(VALUE_UINT64, (int64_t)((uint64_t)argv[0].integer %
							     (uint64_t)argv[1].integer));
	} else {
		quotient = value_integer(argv[0].tag, argv[0].integer / argv[1].integer);
		rest = value_integer(argv[0].tag, argv[0].integer % argv[1].integer);
	}
	if (argc == 3) {
		*result_r = quotient;
		return reference_set(argv[2], rest);
	}
	*result_r = value_tuple_new((Value[]){quotient, rest}, 2);
	return OK;
}

static enum status math_big_mul(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = value_int64(argv[0].integer * argv[1].integer);
	return OK;
}

static enum status math_scale_b(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	*result_r = value_double(scalbln(argv[0].real, (long)argv[1].integer));
	return OK;
}

static enum status math_ilog_b(Value self UNUSED, int argc UNUSED, const Value *argv,
			       Value *result_r)
{
	*result_r = value_int(ilogb(argv[0].real));
	return OK;
}

static enum status math_fused(Value self UNUSED, int argc UNUSED, const Value *argv,
			      Value *result_r)
{
	*result_r = value_double(fma(argv[0].real, argv[1].real, argv[2].real));
	return OK;
}

static enum status math_sin_cos(Value self UNUSED, int argc UNUSED, const Value *argv,
				Value *result_r)
{
	Value both[] = {value_double(sin(argv[0].real)), value_double(cos(argv[0].real))};
	*result_r = value_tuple_new(both, 2);
	return OK;
}

static enum status math_get_pi(Value self UNUSED, Value *result_r)
{
	*result_r = value_double(M_PI);
	return OK;
}

static enum status math_get_e(Value self UNUSED, Value *result_r)
{
	*result_r = value_double(M_E);
	return OK;
}

static enum status math_get_tau(Value self UNUSED, Value *result_r)
{
	*result_r = value_double(2 * M_PI);
	return OK;
}

#define D1(name, function) STATIC_METHOD("static double " name "(double d)", function)
#define PER_TYPE(name, function)                                                                \
	STATIC_METHOD("static byte " name "(byte val1, byte val2)", function),                  \
		STATIC_METHOD("static decimal " name "(decimal val1, decimal val2)", function), \
		STATIC_METHOD("static double " name "(double val1, double val2)", function),    \
		STATIC_METHOD("static short " name "(short val1, short val2)", function),       \
		STATIC_METHOD("static int " name "(int val1, int val2)", function),             \
		STATIC_METHOD("static long " name "(long val1, long val2)", function),          \
		STATIC_METHOD("static sbyte " name "(sbyte val1, sbyte val2)", function),       \
		STATIC_METHOD("static float " name "(float val1, float val2)", function),       \
		STATIC_METHOD("static ushort " name "(ushort val1, ushort val2)", function),    \
		STATIC_METHOD("static uint " name "(uint val1, uint val2)", function),          \
		STATIC_METHOD("static ulong " name "(ulong val1, ulong val2)", function)
#define SIGNED(name, function, result)                                                           \
	STATIC_METHOD("static " result("short") " " name "(short value)", function),             \
		STATIC_METHOD("static " result("int") " " name "(int value)", function),         \
		STATIC_METHOD("static " result("long") " " name "(long value)", function),       \
		STATIC_METHOD("static " result("sbyte") " " name "(sbyte value)", function),     \
		STATIC_METHOD("static " result("decimal") " " name "(decimal value)", function), \
		STATIC_METHOD("static " result("double") " " name "(double value)", function),   \
		STATIC_METHOD("static " result("float") " " name "(float value)", function)
#define SAME(type) type
#define INT(type) "int"
#define CLAMP(type)                                                                        \
	STATIC_METHOD("static " type " Clamp(" type " value, " type " min, " type " max)", \
		      math_clamp)

static const struct member math_members[] = {
	D1("Acos", math_acos),
	D1("Acosh", math_acosh),
	D1("Asin", math_asin),
	D1("Asinh", math_asinh),
	D1("Atan", math_atan),
	D1("Atanh", math_atanh),
	STATIC_METHOD("static double Atan2(double y, double x)", math_atan2),
	D1("Cbrt", math_cbrt),
	STATIC_METHOD("static double Ceiling(double a)", math_ceiling),
	STATIC_METHOD("static decimal Ceiling(decimal d)", math_ceiling_decimal),
	D1("Cos", math_cos),
	STATIC_METHOD("static double Cosh(double value)", math_cosh),
	D1("Exp", math_exp),
	D1("Floor", math_floor),
	STATIC_METHOD("static decimal Floor(decimal d)", math_floor_decimal),
	STATIC_METHOD("static double FusedMultiplyAdd(double x, double y, double z)", math_fused),
	D1("Log", math_log),
	STATIC_METHOD("static double Log(double a, double newBase)", math_log_base),
	STATIC_METHOD("static double Log2(double x)", math_log2),
	D1("Log10", math_log10),
	STATIC_METHOD("static double Pow(double x, double y)", math_pow),
	STATIC_METHOD("static double Sin(double a)", math_sin),
	STATIC_METHOD("static System.ValueTuple[double,double] SinCos(double x)", math_sin_cos),
	STATIC_METHOD("static double Sinh(double value)", math_sinh),
	D1("Sqrt", math_sqrt),
	STATIC_METHOD("static double Tan(double a)", math_tan),
	STATIC_METHOD("static double Tanh(double value)", math_tanh),
	SIGNED("Abs", math_abs, SAME),
	STATIC_METHOD("static long BigMul(int a, int b)", math_big_mul),
	STATIC_METHOD("static double BitDecrement(double x)", math_bit_decrement),
	STATIC_METHOD("static double BitIncrement(double x)", math_bit_increment),
	STATIC_METHOD("static double CopySign(double x, double y)", math_copy_sign),
	STATIC_METHOD("static double MaxMagnitude(double x, double y)", math_max_magnitude),
	STATIC_METHOD("static double MinMagnitude(double x, double y)", math_min_magnitude),
	STATIC_METHOD("static int DivRem(int a, int b, [ref] int result)", math_div_rem),
	STATIC_METHOD("static long DivRem(long a, long b, [ref] long result)", math_div_rem),
	STATIC_METHOD("static System.ValueTuple[int,int] DivRem(int left, int right)",
		      math_div_rem),
	STATIC_METHOD("static System.ValueTuple[uint,uint] DivRem(uint left, uint right)",
		      math_div_rem),
	STATIC_METHOD("static System.ValueTuple[long,long] DivRem(long left, long right)",
		      math_div_rem),
	STATIC_METHOD("static System.ValueTuple[ulong,ulong] DivRem(ulong left, ulong right)",
		      math_div_rem),
	CLAMP("byte"),
	CLAMP("decimal"),
	CLAMP("double"),
	CLAMP("short"),
	CLAMP("int"),
	CLAMP("long"),
	CLAMP("sbyte"),
	CLAMP("float"),
	CLAMP("ushort"),
	CLAMP("uint"),
	CLAMP("ulong"),
	STATIC_METHOD("static double IEEERemainder(double x, double y)", math_ieee_remainder),
	STATIC_METHOD("static int ILogB(double x)", math_ilog_b),
	PER_TYPE("Max", math_max),
	PER_TYPE("Min", math_min),
	STATIC_METHOD("static decimal Round(decimal d)", math_round_decimal),
	STATIC_METHOD("static decimal Round(decimal d, int decimals)", math_round_decimal),
	STATIC_METHOD("static decimal Round(decimal d, System.MidpointRounding mode)",
		      math_round_decimal),
	STATIC_METHOD("static decimal Round(decimal d, int decimals, System.MidpointRounding mode)",
		      math_round_decimal),
	STATIC_METHOD("static double Round(double a)", math_round),
	STATIC_METHOD("static double Round(double value, int digits)", math_round),
	STATIC_METHOD("static double Round(double value, System.MidpointRounding mode)",
		      math_round),
	STATIC_METHOD("static double Round(double value, int digits, System.MidpointRounding mode)",
		      math_round),
	SIGNED("Sign", math_sign, INT),
	STATIC_METHOD("static decimal Truncate(decimal d)", math_truncate_decimal),
	STATIC_METHOD("static double Truncate(double d)", math_truncate),
	STATIC_METHOD("static double ScaleB(double x, int n)", math_scale_b),
	STATIC_PROPERTY("static double E {get;}", math_get_e),
	STATIC_PROPERTY("static double PI {get;}", math_get_pi),
	STATIC_PROPERTY("static double Tau {get;}", math_get_tau),
	MEMBER_END,
};

struct type type_math = {
	.name = "System.Math",
	.flags = TYPE_STATIC | TYPE_ABSTRACT | TYPE_SEALED,
	.members = math_members,
};
