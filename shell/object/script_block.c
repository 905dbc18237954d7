#include "object/script_block.h"
#include "base/strbuf.h"
#include "object/type_private.h"

static void script_block_mark(void *cell)
{
	struct script_block *b = cell;
	gc_mark(b->owner);
	gc_mark(b->module);
	gc_mark(b->captured);
}

static enum status script_block_to_string(Value self, const char *format UNUSED, struct strbuf *out)
{
	struct script_block *b = value_as_script_block(self);
	strbuf_add(out, b->text, b->text_length);
	return OK;
}

struct type type_script_block = {
	.name = "System.Management.Automation.ScriptBlock",
	.alias = "scriptblock",
	.tag = VALUE_SCRIPT_BLOCK,
	.members = script_block_members,
	.mark = script_block_mark,
	.to_string = script_block_to_string,
};
