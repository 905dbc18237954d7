#include "object/to_string.h"

#include "base/strbuf.h"
#include "object/string.h"

enum status format_with(Value v, const char *format, const struct culture *culture,
			format_function *function, Value *result_r)
{
	struct strbuf out = STRBUF_INIT;
	const struct culture *before = culture_use(culture);
	enum status status = function(v, format, &out);
	culture_use(before);
	if (status == OK)
		*result_r = string_from_strbuf(&out);
	else
		strbuf_clear(&out);
	return status;
}

enum status to_string_with(Value self, int argc, const Value *argv, format_function *function,
			   Value *result_r)
{
	const char *format = NULL;
	const struct culture *culture = culture_current();
	for (int i = 0; i < argc; i++) {
		if (argv[i].tag == VALUE_STRING)
			format = string_data(argv[i]);
		else
			culture = culture_from_provider(argv[i]);
	}
	return format_with(self, format, culture, function, result_r);
}
