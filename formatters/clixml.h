/*
 * CLIXML: objects as XML that keeps their types, as Export-Clixml writes it and PowerShell reads it. What comes
 * back is a value where its type is a simple one, else an object with the properties of the one that was
 * written, its type names marked "Deserialized.".
 */
#ifndef EXOSH_FORMATTERS_CLIXML_H
#define EXOSH_FORMATTERS_CLIXML_H

#include "object/value.h"

struct strbuf;

struct clixml_writer;
/* `depth`: levels of properties of .NET objects; deeper ones become text. Collections and [pscustomobject]s are no
 * levels. */
struct clixml_writer *clixml_writer_create(int depth);
/* Appends the beginning, one object, the end. */
void clixml_write_start(struct clixml_writer *w, struct strbuf *out);
void clixml_write(struct clixml_writer *w, Value v, struct strbuf *out);
void clixml_write_end(struct clixml_writer *w, struct strbuf *out);
void clixml_writer_free(struct clixml_writer **w);

/* The objects of a whole document: a list. ERROR with an XmlException that tells line and position. */
enum status clixml_read(const char *text, size_t length, Value *objects_r) WARN_UNUSED;

#endif
