/*
 * Formatting: objects in, lines out. A `format_stream` is what stands at the end of a pipeline (Out-Default,
 * Out-Host, Out-String, Out-File): it lays objects out by the views of their types, or by the shape of the
 * first of them, and hands over finished lines.
 *
 * It has two halves that can be used alone: the generator makes format packets of objects (Format-Table and
 * its kind), the renderer makes lines of packets. A stream accepts both objects and packets.
 *
 * All three live on the collected heap; while they exist they are roots of it.
 */
#ifndef EXOSH_FORMATTERS_FORMAT_H
#define EXOSH_FORMATTERS_FORMAT_H

#include "formatters/view.h"
#include "object/value.h"

enum format_expand { EXPAND_ENUM_ONLY, EXPAND_CORE_ONLY, EXPAND_BOTH };

/* What the Format-* commands take. Zero: the defaults. */
struct format_options {
	enum format_shape shape; /* SHAPE_UNDEFINED: as the view or the object wants it */
	Value properties;        /* -Property; NULL: as the view wants it */
	Value group_by;          /* -GroupBy; NULL: none */
	const char *view;        /* -View, or NULL */
	bool autosize, wrap, hide_headers, repeat_headers;
	bool force; /* strings and numbers too */
	bool show_error, display_error;
	int wide_columns; /* 0: automatic */
	int depth;        /* of custom shapes; 0: 5 */
	enum format_expand expand;
};

/* One finished line, without its end; `is_error` when it belongs to an ErrorRecord. Status goes back up. */
typedef enum status (*format_line_function)(const char *text, size_t length, bool is_error,
					    void *context);
typedef enum status (*format_packet_function)(Value packet, void *context);

struct format_generator;
/* `options` are copied. ERROR when they make no sense (an unknown key of a calculated column ...). */
enum status format_generator_create(const struct format_options *options,
				    format_packet_function emit, void *context,
				    struct format_generator **generator_r) WARN_UNUSED;
/* An object, or a packet, which passes unchanged. Collections are enumerated. */
enum status format_generator_write(struct format_generator *g, Value v) WARN_UNUSED;
/* Ends group and document; the next object starts a new one. */
enum status format_generator_end(struct format_generator *g) WARN_UNUSED;
void format_generator_free(struct format_generator **g);

struct format_renderer;
/* `width`: columns of the device. `color`: escape sequences may be in the lines. */
struct format_renderer *format_renderer_create(int width, bool color, format_line_function line,
					       void *context);
enum status format_renderer_write(struct format_renderer *r, Value packet) WARN_UNUSED;
/* Prints rows that were held back to find out how wide columns must be. */
enum status format_renderer_flush(struct format_renderer *r) WARN_UNUSED;
void format_renderer_set_width(struct format_renderer *r, int width);
void format_renderer_free(struct format_renderer **r);

struct format_stream;
struct format_stream *format_stream_create(int width, bool color, format_line_function line,
					   void *context);
/* An object with the default formatting, or a packet. */
enum status format_stream_write(struct format_stream *s, Value v) WARN_UNUSED;
/* Prints what is held back; the document stays open: later objects continue it. */
enum status format_stream_flush(struct format_stream *s) WARN_UNUSED;
/* Flushes and ends the document. The stream can be used again. */
enum status format_stream_end(struct format_stream *s) WARN_UNUSED;
void format_stream_set_width(struct format_stream *s, int width);
void format_stream_free(struct format_stream **s);

#endif
