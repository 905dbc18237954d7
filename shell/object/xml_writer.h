/* System.Xml.XmlWriter, for documents that are saved to one. */
#ifndef EXOSH_OBJECT_XML_WRITER_H
#define EXOSH_OBJECT_XML_WRITER_H

#include "object/type.h"

bool value_is_xml_writer(Value v);
bool xml_writer_indents(Value writer);
/* XML as it is; the declaration in front when the writer wants one and the text has none. */
enum status xml_writer_put(Value writer, const char *text, size_t length) WARN_UNUSED;

extern struct type *const xml_writer_types[]; /* NULL-terminated */

#endif
