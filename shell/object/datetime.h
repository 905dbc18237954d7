/* System.DateTime, DateTimeOffset and TimeSpan: ticks of 100 ns. */
#ifndef EXOSH_OBJECT_DATETIME_H
#define EXOSH_OBJECT_DATETIME_H

#include "object/number.h"
#include "object/type.h"

#define TICKS_PER_SECOND INT64_C(10000000)
#define TICKS_UNIX_EPOCH INT64_C(621355968000000000)

enum datetime_kind { DATETIME_UNSPECIFIED, DATETIME_UTC, DATETIME_LOCAL };

Value datetime_new(int64_t ticks, enum datetime_kind kind);
Value datetime_now(void);                                       /* local */
Value datetime_from_unix(int64_t seconds, int64_t nanoseconds); /* as local time */
/* Text as [datetime]"..." (invariant culture) reads it. */
bool datetime_parse(const char *text, Value *result_r);
/* .NET date format strings, en-US. NULL: the general long form of ToString(). */
enum status datetime_format(Value v, const char *format, struct strbuf *out) WARN_UNUSED;
Value datetime_to_local(Value v);
Value datetime_to_utc(Value v);
/* Operators between dates, time spans and what converts to them: what op_Addition... of a's type gives. ERROR
 * as PowerShell words it, MethodNotFound when the type has no such operator. */
enum status datetime_arithmetic(enum arithmetic op, Value a, Value b, Value *result_r) WARN_UNUSED;
bool timespan_parse(const char *text, Value *result_r);
enum status timespan_format(Value v, const char *format, struct strbuf *out) WARN_UNUSED;

#endif
