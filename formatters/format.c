#include "formatters/format.h"
#include "formatters/packet.h"
#include "object/gc.h"

struct format_stream {
	struct format_generator *generator;
	struct format_renderer *renderer;
};

static enum status render(Value packet, void *context)
{
	struct format_stream *s = context;
	return format_renderer_write(s->renderer, packet);
}

static void mark_stream(void *context)
{
	gc_mark_buffer(context);
}

struct format_stream *format_stream_create(int width, bool color, format_line_function line,
					   void *context)
{
	static const struct format_options defaults;
	struct format_stream *s = gc_alloc_buffer(sizeof(*s));
	gc_add_root(mark_stream, s);
	s->renderer = format_renderer_create(width, color, line, context);
	/* Without options nothing can be wrong with them. */
	if (format_generator_create(&defaults, render, s, &s->generator) != OK)
		format_stream_free(&s);
	return s;
}

/* Packets of Format-* end the document that objects opened, and the other way round. */
enum status format_stream_write(struct format_stream *s, Value v)
{
	const struct packet *p = value_as_packet(v);
	if (!p)
		return format_generator_write(s->generator, v);
	if (p->kind == PACKET_FORMAT_START) {
		enum status status = format_generator_end(s->generator);
		if (status != OK)
			return status;
	}
	return format_renderer_write(s->renderer, v);
}

enum status format_stream_flush(struct format_stream *s)
{
	return format_renderer_flush(s->renderer);
}

enum status format_stream_end(struct format_stream *s)
{
	enum status status = format_generator_end(s->generator);
	return status == OK ? format_renderer_flush(s->renderer) : status;
}

void format_stream_set_width(struct format_stream *s, int width)
{
	format_renderer_set_width(s->renderer, width);
}

void format_stream_free(struct format_stream **s)
{
	if (!*s)
		return;
	format_generator_free(&(*s)->generator);
	format_renderer_free(&(*s)->renderer);
	gc_remove_root(mark_stream, *s);
	*s = NULL;
}
