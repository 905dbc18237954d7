#include "cmdlets/console_progress.h"

#include "base/xmalloc.h"
#include "formatters/column_width.h"

#include <stdlib.h>
#include <string.h>

enum { BAR_CELLS = 20 };

struct bar {
	int id, parent, percent;
	int64_t seconds;
	char *activity, *status;
};

struct console_progress {
	struct bar *bars; /* in order of appearance */
	size_t count, capacity;
	size_t lines; /* on the screen now; the cursor stands at the end of the last */
	size_t *cells, cells_capacity; /* how wide each of them is */
};

struct console_progress *console_progress_create(void)
{
	return xcalloc(1, sizeof(struct console_progress));
}

static void bar_clear(struct bar *bar)
{
	free(bar->activity);
	free(bar->status);
}

void console_progress_clear(struct console_progress *p)
{
	for (size_t i = 0; i < p->count; i++)
		bar_clear(&p->bars[i]);
	p->count = 0;
}

void console_progress_free(struct console_progress **progress)
{
	struct console_progress *p = *progress;
	if (!p)
		return;
	console_progress_clear(p);
	free(p->bars);
	free(p->cells);
	free(p);
	*progress = NULL;
}

bool console_progress_is_empty(const struct console_progress *p)
{
	return p->count == 0 && p->lines == 0;
}

static void remove_bar(struct console_progress *p, int id)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->bars[i].id == id) {
			bar_clear(&p->bars[i]);
			memmove(p->bars + i, p->bars + i + 1,
				(p->count - i - 1) * sizeof(*p->bars));
			p->count--;
			return;
		}
}

/* A completed activity takes those below it along. */
static void complete_bar(struct console_progress *p, int id)
{
	remove_bar(p, id);
	for (size_t i = 0; i < p->count;) {
		if (p->bars[i].parent == id && p->bars[i].id != id) {
			complete_bar(p, p->bars[i].id);
			i = 0;
		} else {
			i++;
		}
	}
}

static char *join(const char *status, const char *operation)
{
	if (!operation || !*operation)
		return xstrdup(status ? status : "");
	return xasprintf("%s: %s", status ? status : "", operation);
}

void console_progress_set(struct console_progress *p, const struct progress *record)
{
	if (record->completed) {
		complete_bar(p, record->id);
		return;
	}
	size_t i = 0;
	while (i < p->count && p->bars[i].id != record->id)
		i++;
	if (i == p->count) {
		GROW(p->bars, p->count, p->capacity);
		p->bars[p->count++] = (struct bar){0};
	} else {
		bar_clear(&p->bars[i]);
	}
	p->bars[i] = (struct bar){.id = record->id,
				  .parent = record->parent,
				  .percent = record->percent,
				  .seconds = record->seconds,
				  .activity = xstrdup(record->activity ? record->activity : ""),
				  .status = join(record->status, record->operation)};
}

/* ---- drawing ---- */

static void append_time(struct strbuf *line, int64_t seconds)
{
	if (seconds >= 0)
		strbuf_addf(line, "  %02lld:%02lld:%02lld left", (long long)seconds / 3600,
			    (long long)seconds / 60 % 60, (long long)seconds % 60);
}

static void append_bar(struct strbuf *line, int percent)
{
	if (percent < 0)
		return;
	int done = MIN(percent, 100) * BAR_CELLS / 100;
	strbuf_adds(line, "  [");
	strbuf_add_repeat(line, '=', (size_t)done);
	if (done < BAR_CELLS)
		strbuf_addc(line, '>');
	strbuf_add_repeat(line, ' ', (size_t)MAX(BAR_CELLS - done - 1, 0));
	strbuf_addf(line, "] %3d%%", MIN(percent, 100));
}

/* Texts come from servers and CSV files: control characters (C0, DEL, C1) must not reach the terminal. */
static void append_text(struct strbuf *line, const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		bool c1 = p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0;
		strbuf_addc(line, *p < ' ' || *p == 127 || c1 ? ' ' : (char)*p);
		p += c1;
	}
}

/* Bars beside each other begin below each other. */
static size_t widest_beside(const struct console_progress *p, const struct bar *bar)
{
	size_t widest = 0;
	for (size_t i = 0; i < p->count; i++)
		if (p->bars[i].parent == bar->parent)
			widest = MAX(widest,
				     text_cells(p->bars[i].activity, strlen(p->bars[i].activity)));
	return widest;
}

/* Returns how wide the line is. */
static size_t append_line(struct strbuf *out, const struct bar *bar, int depth, size_t name_width,
			  size_t width, bool color)
{
	struct strbuf line = STRBUF_INIT;
	strbuf_add_repeat(&line, ' ', (size_t)depth * 2);
	append_text(&line, bar->activity);
	strbuf_add_repeat(&line, ' ',
			  name_width - text_cells(bar->activity, strlen(bar->activity)));
	append_bar(&line, bar->percent);
	append_time(&line, bar->seconds);
	if (*bar->status) {
		strbuf_adds(&line, "  ");
		append_text(&line, bar->status);
	}
	if (color)
		strbuf_adds(out, "\033[33;1m");
	text_append_cell(out, line.data, line.length, width, ALIGN_LEFT, false);
	if (color)
		strbuf_adds(out, "\033[0m");
	size_t cells = MIN(text_cells(line.data, line.length), width);
	strbuf_clear(&line);
	return cells;
}

static bool has_parent(const struct console_progress *p, const struct bar *bar)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->bars[i].id == bar->parent && bar->parent != bar->id)
			return true;
	return false;
}

struct drawing {
	struct console_progress *p;
	struct strbuf *out;
	size_t width, lines_max;
	bool color;
};

static void draw_tree(struct drawing *d, const struct bar *bar, int depth)
{
	if (d->p->lines == d->lines_max || depth > 8)
		return;
	if (d->p->lines++ > 0)
		strbuf_adds(d->out, "\n\r");
	size_t count = d->p->lines - 1;
	GROW(d->p->cells, count, d->p->cells_capacity);
	d->p->cells[count] =
		append_line(d->out, bar, depth, widest_beside(d->p, bar), d->width, d->color);
	for (size_t i = 0; i < d->p->count; i++)
		if (d->p->bars[i].parent == bar->id && &d->p->bars[i] != bar)
			draw_tree(d, &d->p->bars[i], depth + 1);
}

void console_progress_draw(struct console_progress *p, int columns, int rows, bool color,
			   struct strbuf *out)
{
	/* ^C has room behind the last bar: a further row would not be counted. */
	size_t width = (size_t)MAX(columns - 3, 10);
	struct drawing d = {p, out, width, (size_t)MAX(rows - 2, 1), color};
	console_progress_hide(p, columns, out);
	for (size_t i = 0; i < p->count; i++)
		if (!has_parent(p, &p->bars[i]))
			draw_tree(&d, &p->bars[i], 0);
}

void console_progress_hide(struct console_progress *p, int columns, struct strbuf *out)
{
	size_t width = (size_t)MAX(columns, 1), rows = 0;
	if (p->lines == 0)
		return;
	for (size_t i = 0; i < p->lines; i++) /* a terminal that got narrower has broken them */
		rows += MAX((p->cells[i] + width - 1) / width, (size_t)1);
	if (rows > 1)
		strbuf_addf(out, "\033[%zuA", rows - 1);
	strbuf_adds(out, "\r\033[J");
	p->lines = 0;
}
