#include "cmdlets/migration/migration_report.h"

#include "base/strbuf.h"
#include "object/member.h"
#include "object/string.h"
#include "transport/report.h"

struct report {
	struct cell cell;
	Value text, entries, bad_items, large_items, failures;
};

static struct report *self_report(Value self)
{
	return (struct report *)self.cell;
}

static void report_mark(void *cell)
{
	struct report *r = cell;
	gc_mark(r->text);
	gc_mark(r->entries);
	gc_mark(r->bad_items);
	gc_mark(r->large_items);
	gc_mark(r->failures);
}

Value migration_report_new(const struct state_report *lines, Value entries, Value bad_items,
			   Value large_items, Value failures)
{
	struct strbuf text = STRBUF_INIT;
	struct report *r = gc_alloc(&type_migration_report, VALUE_OBJECT, sizeof(*r));
	r->text = r->entries = r->bad_items = r->large_items = r->failures = NULL_VALUE;
	report_render(lines, &text);
	r->text = string_from_strbuf(&text);
	r->entries = entries;
	r->bad_items = bad_items;
	r->large_items = large_items;
	r->failures = failures;
	return value_cell(VALUE_OBJECT, r);
}

static enum status to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	strbuf_adds(out, string_data(self_report(self)->text));
	return OK;
}

#define GETTER(field)                                               \
	static enum status get_##field(Value self, Value *result_r) \
	{                                                           \
		*result_r = self_report(self)->field;               \
		return OK;                                          \
	}
GETTER(entries)
GETTER(bad_items)
GETTER(large_items)
GETTER(failures)

static const struct member members[] = {
	PROPERTY("System.Object[] Entries {get;}", get_entries),
	PROPERTY("System.Object[] BadItems {get;}", get_bad_items),
	PROPERTY("System.Object[] LargeItems {get;}", get_large_items),
	PROPERTY("System.Object[] Failures {get;}", get_failures),
	MEMBER_END,
};

struct type type_migration_report = {
	.name = "Microsoft.Exchange.Management.Migration.MigrationReport",
	.tag = VALUE_OBJECT,
	.members = members,
	.mark = report_mark,
	.to_string = to_string,
};
