/* A listing of compiled code, for tests and for looking at what the compiler made. */
#ifndef EXOSH_ENGINE_DISASM_H
#define EXOSH_ENGINE_DISASM_H

struct code;
struct strbuf;

void disasm_code(const struct code *code, struct strbuf *out);

#endif
