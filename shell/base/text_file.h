/*
 * Text files in the encodings that PowerShell names. Inside everything is UTF-8; a reader decodes (a byte order
 * mark wins over the encoding asked for), a writer encodes.
 *
 * A writer that replaces a file leaves the old one whole until the new one is (base/replacement).
 */
#ifndef EXOSH_BASE_TEXT_FILE_H
#define EXOSH_BASE_TEXT_FILE_H

#include "base/replacement.h"
#include "base/strbuf.h"

enum text_encoding {
	ENCODING_UTF8, /* without byte order mark */
	ENCODING_UTF8_BOM,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_UTF32LE,
	ENCODING_UTF32BE,
	ENCODING_ASCII, /* other characters become '?' */
	ENCODING_LATIN1,
	ENCODING_WINDOWS1252,
	ENCODING_UTF7,
};

/* A name ("utf8BOM", "unicode", "ascii" ...) or a code page's number; false when it is unknown. */
bool text_encoding_find(const char *name, enum text_encoding *encoding_r);

struct text_reader {
	int fd;
	enum text_encoding encoding;
	bool at_start, at_end;
	bool had_mark;      /* a byte order mark was there */
	struct strbuf raw;  /* bytes not yet decoded */
	struct strbuf text; /* decoded, from `offset` on not yet given away */
	size_t offset;
};

/* 0, or -1 with errno. */
int text_reader_open(struct text_reader *r, const char *path, enum text_encoding encoding);
/* Of a descriptor, which the reader closes. */
void text_reader_start(struct text_reader *r, int fd, enum text_encoding encoding);
/* More text behind r->text.data + r->offset; 1 when there was more, 0 at the end, -1 with errno. */
int text_reader_fill(struct text_reader *r);
/* The next line without its end, into `line` (which is reset). 1, 0 at the end, -1 with errno. */
int text_reader_line(struct text_reader *r, struct strbuf *line);
/* All that is left. 0, or -1 with errno. */
int text_reader_rest(struct text_reader *r, struct strbuf *out);
void text_reader_close(struct text_reader *r);

enum text_writer_flags {
	TEXT_WRITER_APPEND = 1,
	TEXT_WRITER_NO_CLOBBER = 2, /* fails with EEXIST when the file is there */
	TEXT_WRITER_FORCE = 4,      /* read-only files, too */
};

struct text_writer {
	struct replacement file; /* also of one that is appended to */
	enum text_encoding encoding;
	bool existed; /* appends to a file that was not empty */
	struct strbuf bytes;
};

/* Zeroed memory is a closed writer. 0, or -1 with errno. */
int text_writer_open(struct text_writer *w, const char *path, enum text_encoding encoding,
		     unsigned flags);
int text_writer_add(struct text_writer *w, const char *text, size_t length);
/* Bytes as they are. */
int text_writer_add_bytes(struct text_writer *w, const char *bytes, size_t length);
/* Writes what is left and puts the file in its place. 0, or -1 with errno. */
int text_writer_finish(struct text_writer *w);
/* Closes; what was not finished is thrown away. */
void text_writer_close(struct text_writer *w);

/* UTF-8 to bytes of an encoding, and back; appended. Without byte order marks. */
void text_encode(enum text_encoding encoding, const char *text, size_t length, struct strbuf *out);
/* Returns how many of the bytes were used: a character cut off at the end is left, unless `all`. */
size_t text_decode(enum text_encoding encoding, const char *bytes, size_t length, bool all,
		   struct strbuf *out);
/* The byte order mark, "" for encodings without one. */
const char *text_encoding_mark(enum text_encoding encoding, size_t *length_r);

#endif
