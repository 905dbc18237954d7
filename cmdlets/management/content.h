/* Reading and writing contents of items: files as text or bytes in an encoding, and the values of other providers. */
#ifndef EXOSH_CMDLETS_MANAGEMENT_CONTENT_H
#define EXOSH_CMDLETS_MANAGEMENT_CONTENT_H

#include "cmdlet.h"
#include "provider/provider.h"

struct strbuf;

enum text_encoding {
	ENCODING_UTF8, /* without a byte order mark */
	ENCODING_UTF8_BOM,
	ENCODING_ASCII,
	ENCODING_UTF16_LE,
	ENCODING_UTF16_BE,
	ENCODING_UTF32_LE,
	ENCODING_LATIN1,
};

/* "utf8", "utf8BOM", "ascii", "unicode", "bigendianunicode", "utf32", "ansi", "oem", or a code page number. ERROR names
 * the known ones. */
enum status content_encoding_parse(struct cmdlet_call *c, const char *name,
				   enum text_encoding *encoding_r) WARN_UNUSED;
/* Bytes of a file to UTF-8: a byte order mark decides, else `otherwise`. */
Value content_decode(const char *bytes, size_t length, enum text_encoding otherwise);
/* UTF-8 to bytes; `start`: a byte order mark comes first where the encoding has one. */
void content_encode(const char *text, size_t length, enum text_encoding encoding, bool start,
		    struct strbuf *out);

/* Set-Content and Add-Content: a file that is being written. Whole files are written beside the old one and renamed, so
 * that a failure leaves what was there. */
struct content_writer;
struct content_writer *content_writer_open(struct cmdlet_call *c, const char *path, bool append,
					   bool no_clobber, enum text_encoding encoding,
					   bool bytes);
enum status content_writer_write(struct content_writer *w, Value v, bool newline) WARN_UNUSED;
/* 0, or -1 with errno. */
int content_writer_close(struct content_writer **w, bool keep);

#endif
