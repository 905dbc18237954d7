#include "object/overload.h"
#include "base/strbuf.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/error_record.h"
#include "object/primitive_members.h"
#include "object/reference.h"
#include "object/runtime.h"
#include "object/string.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How well an argument fits a parameter, as PowerShell ranks conversions; more is better. A single value for an
 * array is RANK_SINGLE worse than for its item. */
enum rank {
	RANK_NONE = 0,
	RANK_OTHER_ARRAY = 2,
	RANK_TO_STRING = 4,
	RANK_CUSTOM = 6,
	RANK_CONVERTIBLE = 8,
	RANK_CONSTRUCTOR = 10,
	RANK_PARSE = 12,
	RANK_PSOBJECT = 14,
	RANK_LANGUAGE = 16,
	RANK_NULL_TO_VALUE = 18,
	RANK_NULL_TO_REFERENCE = 20,
	RANK_NUMERIC_EXPLICIT = 22,
	RANK_NUMERIC_WIDER = 23,
	RANK_NUMERIC_TEXT = 24,
	RANK_NUMERIC_IMPLICIT = 26,
	RANK_ASSIGNABLE = 28,
	RANK_CHARS = 30,
	RANK_IDENTITY = 32,
};
#define RANK_SINGLE 1

/* Numeric types in the order in which a tie prefers them. */
static int numeric_order(const struct type *type)
{
	static const struct type *const order[] = {
		&type_sbyte, &type_byte,   &type_int16,   &type_uint16, &type_int32,  &type_uint32,
		&type_int64, &type_uint64, &type_decimal, &type_single, &type_double, &type_bigint,
	};
	for (size_t i = 0; i < countof(order); i++)
		if (order[i] == type)
			return (int)i + 1;
	return 0;
}

/* Whether C# would convert without a cast. */
static bool widens(const struct type *from, const struct type *to)
{
	int a = numeric_order(from), b = numeric_order(to);
	if (to == &type_double || to == &type_single)
		return from != &type_decimal && (to == &type_double || from != &type_double);
	bool from_signed = from == &type_sbyte || from == &type_int16 || from == &type_int32 ||
			   from == &type_int64;
	bool to_unsigned =
		to == &type_byte || to == &type_uint16 || to == &type_uint32 || to == &type_uint64;
	if (from == &type_double || from == &type_single || from == &type_decimal)
		return false;
	return a < b && !(from_signed && to_unsigned);
}

/* What .NET calls IConvertible, beside text: tried with any type when it comes to the call. */
static bool is_convertible(const struct type *type)
{
	return type == &type_bool || type == &type_char || type == &type_datetime ||
	       numeric_order(type) > 0 || (type->flags & TYPE_ENUM);
}

static enum rank rank_text(const struct type *from)
{
	return numeric_order(from) > 0 ? RANK_NUMERIC_TEXT : RANK_TO_STRING;
}

static enum rank rank_numeric(const struct type *from, const struct type *to)
{
	if ((from == &type_decimal && to == &type_double) ||
	    (from == &type_single && to == &type_decimal))
		return RANK_NUMERIC_WIDER;
	if (numeric_order(from) > 0)
		return widens(from, to) ? RANK_NUMERIC_IMPLICIT : RANK_NUMERIC_EXPLICIT;
	if (from == &type_string)
		return RANK_NUMERIC_TEXT;
	return is_convertible(from) ? RANK_CONVERTIBLE : RANK_NONE;
}

static bool has_items(Value v)
{
	return v.tag == VALUE_ARRAY || v.tag == VALUE_LIST;
}

static enum rank rank_of(Value v, const struct type *to);

static enum rank rank_array(Value v, const struct type *to)
{
	if (v.tag == VALUE_STRING && to->element == &type_char)
		return RANK_CHARS;
	if (!has_items(v)) {
		enum rank item = rank_of(v, to->element);
		return item == RANK_NONE ? RANK_NONE : item - RANK_SINGLE;
	}
	if (value_type(v)->element != NULL && value_type(v)->rank != to->rank)
		return RANK_NONE;
	for (size_t i = 0; i < value_count(v); i++)
		if (rank_of(value_item(v, i), to->element) == RANK_NONE)
			return RANK_NONE;
	return v.tag == VALUE_ARRAY ? RANK_OTHER_ARRAY : RANK_LANGUAGE;
}

static bool is_sequence_interface(const struct type *type)
{
	return type->generic == &type_generic_ienumerable || type->generic == &type_generic_ilist ||
	       type->generic == &type_generic_icollection;
}

/* $null is as good as any object, becomes text only where nothing else fits, and no date, enum or other struct. */
static enum rank rank_null(const struct type *to)
{
	if (to == &type_object || to == &type_psobject)
		return RANK_ASSIGNABLE;
	if (to == &type_string)
		return RANK_TO_STRING;
	if (!(to->flags & (TYPE_VALUE | TYPE_ENUM)))
		return RANK_NULL_TO_REFERENCE;
	bool has_zero = numeric_order(to) > 0 || to == &type_char || to == &type_bool ||
			to == &type_switch_parameter || to->generic == &type_nullable;
	return has_zero ? RANK_NULL_TO_VALUE : RANK_NONE;
}

static enum rank rank_of(Value v, const struct type *to)
{
	if (value_is_null(v))
		return rank_null(to);
	Value base = value_base(v);
	const struct type *from = value_type(base);
	if (from == to)
		return RANK_IDENTITY;
	if (to == &type_psobject)
		return RANK_PSOBJECT;
	if (to == &type_object || type_is_a(from, to))
		return RANK_ASSIGNABLE;
	if (to->generic == &type_nullable)
		return rank_of(v, to->arguments[0]);
	bool is_custom =
		base.tag == VALUE_PSOBJECT; /* a custom object is no text, truth or number */
	if (is_custom && (to->element || to->tag <= VALUE_STRING))
		return RANK_NONE;
	if (to == &type_bool)
		return RANK_LANGUAGE;
	if (to == &type_string)
		return rank_text(from);
	if (numeric_order(to) > 0)
		return rank_numeric(from, to);
	if (to->element != NULL)
		return rank_array(base, to);
	if (to == &type_char) {
		if (from == &type_string)
			return value_as_string(base)->utf16_length == 1 ? RANK_PARSE
									: RANK_TO_STRING;
		return numeric_order(from) > 0 ? RANK_NUMERIC_TEXT
		       : is_convertible(from)  ? RANK_CONVERTIBLE
					       : RANK_NONE;
	}
	if (to->flags & TYPE_ENUM)
		return from == &type_string     ? RANK_PARSE
		       : value_is_integer(base) ? RANK_LANGUAGE
		       : is_convertible(from)   ? RANK_CONVERTIBLE
						: RANK_NONE;
	if (to->flags & (TYPE_INTERFACE | TYPE_STATIC)) {
		if (is_sequence_interface(to) && from->element != NULL)
			return from->element == to->arguments[0] ||
					       (!(from->element->flags & TYPE_VALUE) &&
						type_is_a(from->element, to->arguments[0]))
				       ? RANK_ASSIGNABLE
				       : RANK_NONE;
		return RANK_NONE;
	}
	if (from == &type_string && to == &type_type)
		return RANK_LANGUAGE;
	if (from == &type_string && type_find_member(to, "Parse", true))
		return RANK_PARSE; /* whether it can be read shows at the call */
	Value converted;
	if (convert_try(base, to, &converted))
		return RANK_PARSE;
	return is_convertible(from) && !is_custom ? RANK_CONVERTIBLE : RANK_NONE;
}

/* One overload, in its normal or its expanded (Params) form. */
struct candidate {
	const struct signature *signature;
	bool expanded;
	enum rank *ranks;
	bool numbered;                   /* errors name arguments by their number */
	const struct type *const *types; /* instead of a signature; NULL: any object */
};

static const struct type *parameter_type(const struct candidate *c, int i)
{
	const struct signature *s = c->signature;
	if (c->types)
		return c->types[i] ? c->types[i] : &type_object;
	if (c->expanded && i >= s->count - 1)
		return s->parameters[s->count - 1].type->element;
	return s->parameters[i].type;
}

static const struct parameter_info *parameter_at(const struct candidate *c, int i)
{
	const struct signature *s = c->signature;
	return &s->parameters[MIN(i, s->count - 1)];
}

static bool count_fits(const struct signature *s, bool expanded, int argc)
{
	if (s->member->call == NULL && value_is_null(s->member->script))
		return false; /* listed only */
	if (expanded)
		return s->has_params && argc >= s->count - 1;
	return argc >= s->required && argc <= s->count && !(s->has_params && argc < s->count);
}

static bool rank_candidate(struct candidate *c, int argc, const Value *argv)
{
	for (int i = 0; i < argc; i++) {
		const struct parameter_info *p = parameter_at(c, i);
		if (p->unknown)
			return false;
		if (p->is_ref) {
			c->ranks[i] = RANK_IDENTITY;
			continue;
		}
		c->ranks[i] = rank_of(argv[i], parameter_type(c, i));
		if (c->ranks[i] == RANK_NONE)
			return false;
	}
	return true;
}

/* The same of a type alone: how well a parameter's type would do for another's. */
static enum rank rank_type(const struct type *from, const struct type *to)
{
	if (from == to)
		return RANK_IDENTITY;
	if (to == &type_object || type_is_a(from, to))
		return RANK_ASSIGNABLE;
	if (from == &type_string && to->element == &type_char)
		return RANK_CHARS;
	if (to == &type_bool)
		return RANK_LANGUAGE;
	if (to == &type_string)
		return rank_text(from);
	if (numeric_order(to) > 0)
		return rank_numeric(from, to);
	if (to->element != NULL && from->element != NULL)
		return RANK_OTHER_ARRAY;
	if (to->element != NULL) {
		enum rank item = rank_type(from, to->element);
		return item == RANK_NONE ? RANK_NONE : item - RANK_SINGLE;
	}
	return from == &type_string ? RANK_PARSE : RANK_NONE;
}

/* Between two that fit alike: the narrower type when nothing is lost, else the wider. */
static int compare_generality(const struct candidate *a, const struct candidate *b, int argc)
{
	int better = 0;
	for (int i = 0, weight = argc; i < argc; i++, weight--) {
		enum rank x = a->ranks[i], y = b->ranks[i];
		bool keeps = x >= RANK_NUMERIC_IMPLICIT;
		if (x < RANK_NULL_TO_VALUE || y < RANK_NULL_TO_VALUE ||
		    keeps != (y >= RANK_NUMERIC_IMPLICIT))
			continue;
		const struct type *p = parameter_type(a, i), *q = parameter_type(b, i);
		int wider = (int)rank_type(q, p) - (int)rank_type(p, q);
		if (wider != 0)
			better += (wider > 0) == keeps ? -weight : weight;
	}
	return better;
}

/* Of arrays of other types, the one whose item suits the first of these. */
static int compare_items(Value v, const struct type *a, const struct type *b)
{
	if (value_count(v) == 0)
		return 0;
	Value first = value_item(v, 0);
	enum rank x = rank_of(first, a->element), y = rank_of(first, b->element);
	return (x > y) - (x < y);
}

/* >0 when `a` is the better one, 0 when neither is. Earlier arguments weigh more. */
static int compare_candidates(const struct candidate *a, const struct candidate *b, int argc,
			      const Value *argv)
{
	int better = 0;
	for (int i = 0, weight = argc; i < argc; i++, weight--) {
		if (a->ranks[i] > b->ranks[i])
			better += weight;
		else if (a->ranks[i] < b->ranks[i])
			better -= weight;
		else if (a->ranks[i] == RANK_OTHER_ARRAY)
			better += weight * compare_items(argv[i], parameter_type(a, i),
							 parameter_type(b, i));
	}
	if (better == 0)
		better = compare_generality(a, b, argc);
	if (better != 0)
		return better;
	if (a->expanded != b->expanded)
		return b->expanded ? 1 : -1;
	if (a->types)
		return 0;
	return b->signature->count - a->signature->count;
}

static bool rank_types(const struct candidate *c, int argc, const Value *argv)
{
	for (int i = 0; i < argc; i++) {
		c->ranks[i] = rank_of(argv[i], parameter_type(c, i));
		if (c->ranks[i] == RANK_NONE)
			return false;
	}
	return true;
}

bool types_accept(const struct type *const *types, int argc, const Value *argv)
{
	enum rank ranks[MAX(argc, 1)];
	struct candidate c = {.types = types, .ranks = ranks};
	return rank_types(&c, argc, argv);
}

bool types_fit_better(const struct type *const *these, const struct type *const *those, int argc,
		      const Value *argv)
{
	enum rank ranks[2][MAX(argc, 1)];
	struct candidate a = {.types = these, .ranks = ranks[0]};
	struct candidate b = {.types = those, .ranks = ranks[1]};
	return rank_types(&a, argc, argv) &&
	       (!rank_types(&b, argc, argv) || compare_candidates(&a, &b, argc, argv) > 0);
}

static enum status throw_method(const char *id, Value inner, Value message)
{
	Value exception = exception_new(
		exception_type("System.Management.Automation.MethodException"), message, inner);
	Value record = error_record_new(exception, id, CATEGORY_NOT_SPECIFIED, NULL_VALUE);
	((struct exception *)exception.cell)->error_record = record;
	return throw_value(record);
}

static enum status throw_no_overload(const char *display, int argc)
{
	return throw_method("MethodCountCouldNotFindBest", NULL_VALUE,
			    string_printf("Cannot find an overload for \"%s\" and the argument "
					  "count: \"%d\".",
					  display, argc));
}

static enum status throw_ambiguous(const char *display, int argc)
{
	return throw_method("MethodCountCouldNotFindBest", NULL_VALUE,
			    string_printf("Multiple ambiguous overloads found for \"%s\" and the "
					  "argument count: \"%d\".",
					  strcmp(display, ".ctor") == 0 ? "new" : display, argc));
}

static enum status throw_argument_conversion(const char *parameter, const struct type *type,
					     Value argument, const char *display)
{
	struct error_record *cause = value_as_error_record(runtime()->error);
	Value inner = ((struct exception *)cause->exception.cell)->inner;
	if (value_is_null(inner))
		inner = cause->exception;
	struct strbuf sb = STRBUF_INIT;
	strbuf_addf(&sb, "Cannot convert argument \"%s\", with value: \"", parameter);
	Value base = value_base(argument);
	if (base.tag == VALUE_ARRAY || base.tag == VALUE_LIST)
		type_append_to_string(value_type(base), &sb);
	else
		value_append_display(argument, &sb);
	strbuf_addf(&sb, "\", for \"%s\" to type \"", display);
	type_append_to_string(type, &sb);
	strbuf_addf(&sb, "\": \"%s\"", error_message());
	return throw_method("MethodArgumentConversionInvalidCastArgument", inner,
			    string_from_strbuf(&sb));
}

enum status throw_invocation(const char *display, int argc)
{
	struct error_record *cause = value_as_error_record(runtime()->error);
	if (cause->whole)
		return ERROR;
	Value inner = cause->exception;
	Value text = ((struct exception *)inner.cell)->message;
	Value message =
		string_printf("Exception calling \"%s\" with \"%d\" argument(s): \"%s\"", display,
			      argc, text.tag == VALUE_STRING ? string_data(text) : "");
	Value exception = exception_new(
		exception_type("System.Management.Automation.MethodInvocationException"), message,
		inner);
	const char *name = value_type(inner)->name;
	const char *dot = strrchr(name, '.');
	Value record = error_record_new(exception, dot != NULL ? dot + 1 : name,
					CATEGORY_NOT_SPECIFIED, NULL_VALUE);
	((struct exception *)exception.cell)->error_record = record;
	return throw_value(record);
}

enum status throw_property_error(const char *doing, const char *name)
{
	bool getting = doing[0] == 'g';
	struct error_record *cause = value_as_error_record(runtime()->error);
	Value inner = cause->exception;
	enum status status = throw_error_type(
		getting ? "System.Management.Automation.GetValueInvocationException"
			: "System.Management.Automation.SetValueInvocationException",
		getting ? "ExceptionWhenGetting" : "ExceptionWhenSetting", CATEGORY_NOT_SPECIFIED,
		NULL_VALUE, "Exception %s \"%s\": \"%s\"", doing, name, error_message());
	struct error_record *record = value_as_error_record(runtime()->error);
	((struct exception *)record->exception.cell)->inner = inner;
	return status;
}

static enum status convert_argument(const struct candidate *c, int i, Value argument,
				    const char *display, Value *result_r)
{
	const struct parameter_info *p = parameter_at(c, i);
	const struct type *type = parameter_type(c, i);
	if (p->is_ref) {
		if (!value_is_reference(argument))
			return throw_method(
				"NonRefArgumentToRefParameterMsg", NULL_VALUE,
				string_printf("Argument: '%d' should be a "
					      "System.Management.Automation.PSReference. "
					      "Use [ref].",
					      i + 1));
		*result_r = argument;
		return OK;
	}
	if (value_type(argument) == type && argument.tag != VALUE_PSOBJECT) {
		*result_r = argument;
		return OK;
	}
	const struct type *to = type;
	if ((type->flags & TYPE_INTERFACE) && type->argument_count == 1 &&
	    has_items(value_base(argument)) && !type_is_a(value_type(argument), type))
		to = type_array_of(type->arguments[0], 1);
	if (convert_to(argument, to, result_r) == OK) {
		if (type != &type_object && type != &type_psobject)
			*result_r = value_base(*result_r);
		return OK;
	}
	char number[16];
	snprintf(number, sizeof(number), "%d", i);
	return throw_argument_conversion(c->numbered ? number : p->name, type, argument, display);
}

/* Converts the arguments and calls. */
static enum status candidate_call(const struct candidate *c, Value self, const char *display,
				  int argc, const Value *argv, Value *result_r)
{
	const struct signature *s = c->signature;
	int fixed = c->expanded ? s->count - 1 : argc;
	Value arguments[MAX(MAX(fixed + 1, argc), 1)];
	for (int i = 0; i < argc; i++) {
		enum status status = convert_argument(c, i, argv[i], display, &arguments[i]);
		if (status != OK)
			return status;
	}
	if (c->expanded) {
		Value rest = array_new_typed(s->parameters[fixed].type, (size_t)(argc - fixed));
		for (int i = fixed; i < argc; i++) {
			enum status status =
				array_set(value_as_array(rest), (size_t)(i - fixed), arguments[i]);
			if (status != OK)
				return status;
		}
		arguments[fixed] = rest;
	}
	int count = c->expanded ? fixed + 1 : argc;
	const struct member *member = s->member;
	*result_r = VOID_VALUE;
	if (!value_is_null(member->script)) {
		Value this_value =
			member->flags & MEMBER_STATIC && member->kind != MEMBER_CONSTRUCTOR
				? UNSET_VALUE
				: self;
		return runtime()->hooks->invoke_script_method(member->script, this_value, count,
							      arguments, result_r);
	}
	enum status status = member->call(self, count, arguments, result_r);
	if (status != ERROR || (member->flags & MEMBER_DIRECT))
		return status;
	if (member->kind == MEMBER_PARAMETERIZED_PROPERTY)
		return throw_property_error("getting", display);
	return throw_invocation(member->kind == MEMBER_CONSTRUCTOR ? ".ctor" : display, argc);
}

/* Nothing fits: an only overload of that many parameters says which argument it is. */
static enum status report_misfit(const struct member_group *group, const char *display,
				 bool numbered, int argc, const Value *argv)
{
	const struct signature *signatures = group_signatures(group);
	struct candidate only = {.numbered = numbered};
	int found = 0;
	for (size_t i = 0; i < group->count; i++) {
		if (count_fits(&signatures[i], false, argc)) {
			only.signature = &signatures[i];
			found++;
		}
	}
	for (int i = 0; i < argc && found == 1; i++) {
		Value ignored;
		if (!parameter_at(&only, i)->unknown &&
		    convert_argument(&only, i, argv[i], display, &ignored) != OK)
			return ERROR;
	}
	return throw_no_overload(strcmp(display, ".ctor") == 0 ? "new" : display, argc);
}

/* The overload whose parameters have exactly the types of the arguments: nothing can be better. */
static const struct signature *find_exact(const struct signature *signatures, size_t count,
					  int argc, const Value *argv)
{
	for (size_t i = 0; i < count; i++) {
		const struct signature *s = &signatures[i];
		int k = 0;
		if (argc == 0 || argc != s->count || s->has_params || s->member->call == NULL)
			continue;
		while (k < argc && !s->parameters[k].is_ref && !s->parameters[k].unknown &&
		       argv[k].tag != VALUE_PSOBJECT && !value_is_null(argv[k]) &&
		       value_type(argv[k]) == s->parameters[k].type)
			k++;
		if (k == argc)
			return s;
	}
	return NULL;
}

static bool same_types(const struct candidate *a, const struct candidate *b, int argc)
{
	for (int i = 0; i < argc; i++)
		if (parameter_type(a, i) != parameter_type(b, i))
			return false;
	return true;
}

static enum status invoke(const struct member_group *group, Value self, const char *display,
			  bool numbered, int argc, const Value *argv, Value *result_r)
{
	const struct signature *signatures = group_signatures(group);
	/* An only overload needs no ranking. */
	if (group->count == 1 && !signatures[0].has_params && count_fits(signatures, false, argc)) {
		struct candidate c = {.signature = signatures, .numbered = numbered};
		bool known = true;
		for (int i = 0; i < argc; i++)
			known = known && !signatures[0].parameters[i].unknown;
		if (known)
			return candidate_call(&c, self, display, argc, argv, result_r);
	}
	const struct signature *exact = find_exact(signatures, group->count, argc, argv);
	if (exact != NULL) {
		struct candidate c = {.signature = exact, .numbered = numbered};
		return candidate_call(&c, self, display, argc, argv, result_r);
	}
	enum rank ranks[2][MAX(argc, 1)];
	struct candidate best = {0};
	int which = 0;
	bool ambiguous = false;
	for (size_t i = 0; i < group->count; i++) {
		for (int expanded = 0; expanded <= signatures[i].has_params; expanded++) {
			if (!count_fits(&signatures[i], expanded, argc))
				continue;
			struct candidate c = {.signature = &signatures[i],
					      .expanded = expanded,
					      .ranks = ranks[which],
					      .numbered = numbered};
			if (!rank_candidate(&c, argc, argv))
				continue;
			int order = best.signature ? compare_candidates(&c, &best, argc, argv) : 1;
			ambiguous = order == 0 ? ambiguous || !same_types(&c, &best, argc)
					       : ambiguous && order < 0;
			if (order > 0) {
				best = c;
				which = !which;
			}
		}
	}
	if (best.signature == NULL)
		return report_misfit(group, display, numbered, argc, argv);
	if (ambiguous)
		return throw_ambiguous(display, argc);
	return candidate_call(&best, self, display, argc, argv, result_r);
}

enum status group_invoke(const struct member_group *group, Value self, const char *display,
			 int argc, const Value *argv, Value *result_r)
{
	return invoke(group, self, display, false, argc, argv, result_r);
}

enum status group_construct(const struct member_group *group, Value self, const char *type_name,
			    int argc, const Value *argv, Value *result_r)
{
	return invoke(group, self, type_name, true, argc, argv, result_r);
}

bool group_accepts(const struct member_group *group, Value argument)
{
	const struct signature *signatures = group_signatures(group);
	for (size_t i = 0; i < group->count; i++) {
		const struct signature *s = &signatures[i];
		if (s->count == 0 || s->required > 1 || s->parameters[0].unknown ||
		    s->parameters[0].is_ref || s->parameters[0].is_params)
			continue;
		enum rank rank = rank_of(argument, s->parameters[0].type);
		if (rank == RANK_NUMERIC_IMPLICIT || rank >= RANK_ASSIGNABLE)
			return true;
	}
	return false;
}
