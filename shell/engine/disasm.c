#include "engine/disasm.h"

#include "base/strbuf.h"
#include "engine/chunk.h"
#include "object/convert.h"
#include "object/string.h"

static const struct {
	const char *name, *operands;
} table[] = {
#define OP(name, operands, comment) {#name, operands},
#include "engine/opcodes.def"
#undef OP
};

static void append_operand(const struct code *code, char kind, uint16_t x, struct strbuf *out)
{
	if (kind == 'N') {
		strbuf_addf(out, " %u", x);
	} else if (x & OPERAND_CONSTANT) {
		strbuf_addc(out, ' ');
		Value v = code->constants[x & OPERAND_MAX];
		if (v.tag == VALUE_NULL)
			strbuf_adds(out, "$null");
		else if (v.tag == VALUE_STRING)
			strbuf_addf(out, "'%s'", string_data(v));
		else
			value_append_string(v, out);
	} else if (x < code->slot_count) {
		strbuf_addf(out, " $%s", code->slots[x].name);
	} else {
		strbuf_addf(out, " r%u", x);
	}
}

void disasm_code(const struct code *code, struct strbuf *out)
{
	for (uint32_t pc = 0; pc < code->count; pc++) {
		struct instruction i = code->instructions[pc];
		const char *kinds = table[i.op].operands;
		strbuf_addf(out, "%4u %-12s", pc, table[i.op].name);
		if (kinds[0] != '-')
			append_operand(code, kinds[0], i.a, out);
		if (kinds[1] == 'C') {
			strbuf_addf(out, " constant %u", (uint32_t)instruction_jump(i));
		} else if (kinds[1] == 'J') {
			strbuf_addf(out, " -> %u", pc + 1 + (uint32_t)instruction_jump(i));
		} else {
			if (kinds[1] != '-')
				append_operand(code, kinds[1], i.b, out);
			if (kinds[2] != '-')
				append_operand(code, kinds[2], i.c, out);
		}
		strbuf_addc(out, '\n');
	}
}
