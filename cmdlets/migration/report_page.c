#include "cmdlets/migration/report_page.h"

#include "cmdlets/utility/html_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- what the page tells of ---- */

/* What a mailbox had done at a moment, and how much of it since its sample before. */
struct sample {
	int64_t at, user_id, done, more;
};

struct page {
	struct migration_use *use;
	const struct state_batch *batch;
	struct state_users users;
	struct state_batch_counts counts;
	struct sample *samples;
	size_t sample_count, sample_room;
	int64_t items, synced, skipped, bytes; /* of all mailboxes */
};

static void add_sample(struct page *page, int64_t at, int64_t user_id, int64_t done)
{
	if (page->sample_count == page->sample_room) {
		size_t room = page->sample_room ? page->sample_room * 2 : 64;
		struct sample *grown = ARENA_ARRAY(&page->use->arena, struct sample, room);
		if (page->sample_count)
			memcpy(grown, page->samples, page->sample_count * sizeof(*grown));
		page->samples = grown;
		page->sample_room = room;
	}
	page->samples[page->sample_count++] = (struct sample){at, user_id, done, 0};
}

/* The lines of a report that say how far a mailbox was: at its start, at each tenth, at the end. */
static void read_line(struct page *page, const struct state_user *user,
		      const struct state_report_entry *entry)
{
	int64_t percent, done, total;
	if (sscanf(entry->text,
		   "Stage: CopyingMessages. Percent complete: %" SCNd64 ". %" SCNd64 " of %" SCNd64,
		   &percent, &done, &total) == 3)
		add_sample(page, entry->at, user->id, done);
	else if (sscanf(entry->text, "Synchronized: %" SCNd64 " items", &done) == 1)
		add_sample(page, entry->at, user->id, done + user->skipped_items);
	else if (!strcmp(entry->text, "Request processing started."))
		add_sample(page, entry->at, user->id, 0);
}

static int by_time(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;
	return (x->at > y->at) - (x->at < y->at);
}

static int by_mailbox_and_time(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;
	int order = (x->user_id > y->user_id) - (x->user_id < y->user_id);
	return order ? order : by_time(a, b);
}

static void sort_samples(struct page *page)
{
	struct sample *s = page->samples;
	if (!page->sample_count)
		return;
	qsort(s, page->sample_count, sizeof(*s), by_mailbox_and_time);
	for (size_t i = 0; i < page->sample_count; i++)
		s[i].more = s[i].done - (i && s[i - 1].user_id == s[i].user_id ? s[i - 1].done : 0);
	qsort(s, page->sample_count, sizeof(*s), by_time);
}

/* Later passes that find nothing new would squeeze the copying into one corner: samples up to the last growth. */
static size_t growing_samples(const struct page *page)
{
	size_t n = page->sample_count;
	while (n > 2 && page->samples[n - 1].more <= 0)
		n--;
	return n;
}

static int page_load(struct page *page, struct error *error)
{
	struct migration *m = page->use->migration;
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	filter.batch_id = page->batch->id;
	filter.removed = page->batch->removed_at != 0;
	if (migration_user_list(m, &page->use->arena, &filter, &page->users, error) < 0 ||
	    migration_batch_count(m, page->batch, &page->counts, error) < 0)
		return -1;
	for (size_t i = 0; i < page->users.count; i++) {
		const struct state_user *u = &page->users.items[i];
		struct state_report report;
		page->items += u->source_items;
		page->synced += u->synced_items;
		page->skipped += u->skipped_items;
		page->bytes += u->transferred_bytes;
		if (migration_report(m, &page->use->arena, page->batch->id, u->id, &report, error) <
		    0)
			return -1;
		for (size_t j = 0; j < report.count; j++)
			read_line(page, u, &report.items[j]);
	}
	sort_samples(page);
	page->sample_count = growing_samples(page);
	return 0;
}

/* ---- pieces of text ---- */

static void text(struct strbuf *out, const char *s)
{
	html_append(out, s ? s : "", s ? strlen(s) : 0);
}

static void time_text(struct strbuf *out, int64_t milliseconds, const char *format)
{
	char buffer[64];
	struct tm tm;
	time_t seconds = milliseconds / 1000;
	if (!milliseconds || !localtime_r(&seconds, &tm) ||
	    !strftime(buffer, sizeof(buffer), format, &tm))
		strbuf_adds(out, "–");
	else
		text(out, buffer);
}

static void size_text(struct strbuf *out, double bytes)
{
	static const char *const units[] = {"B", "KB", "MB", "GB", "TB"};
	size_t unit = 0;
	for (; bytes >= 1024 && unit + 1 < countof(units); unit++)
		bytes /= 1024;
	strbuf_addf(out, "%.4g %s", bytes, units[unit]);
}

static void number(struct strbuf *out, int64_t n)
{
	char digits[24];
	int length = snprintf(digits, sizeof(digits), "%" PRId64, n);
	for (int i = 0; i < length; i++) {
		strbuf_addc(out, digits[i]);
		if ((length - i - 1) % 3 == 0 && i + 1 < length && digits[i] != '-')
			strbuf_addc(out, ',');
	}
}

static void tile(struct strbuf *out, const char *label, int64_t value, const char *of_class)
{
	strbuf_addf(out, "<div class=\"tile %s\"><b>", of_class);
	number(out, value);
	strbuf_addf(out, "</b><span>%s</span></div>\n", label);
}

/* ---- the parts of the page ---- */

static const char style[] =
	":root{color-scheme:light dark;--ink:#1f2328;--faint:#667;--line:#d8dce2;--paper:#fff;"
	"--back:#f4f6f9;--done:#0f6cbd;--good:#107c41;--bad:#c4314b;--warn:#b7791f}"
	"@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--faint:#9aa4b2;--line:#3a414b;"
	"--paper:#1d2127;--back:#14171b;--done:#4aa3ea;--good:#4cc38a;--bad:#ff7a8a;"
	"--warn:#e5b567}}*{box-sizing:border-box}body{margin:0;background:var(--back);"
	"color:var(--ink);font:15px/1.45 system-ui,'Segoe UI',sans-serif}main{max-width:1160px;"
	"margin:auto;padding:28px 20px}h1{margin:0 0 4px;font-size:26px}h2{font-size:18px;"
	"margin:0 0 12px}p.sub{color:var(--faint);margin:0 0 20px}"
	"section{background:var(--paper);border:1px solid var(--line);border-radius:10px;"
	"padding:18px 20px;margin:0 0 18px;overflow-x:auto}.tiles{display:flex;flex-wrap:wrap;"
	"gap:12px;margin:0 0 18px}.tile{flex:1 1 auto;white-space:nowrap;background:var(--paper);"
	"border:1px solid var(--line);border-radius:10px;padding:12px 14px}.tile b{display:block;"
	"font-size:22px}.tile span{color:var(--faint)}.good b{color:var(--good)}"
	".bad b{color:var(--bad)}.warn b{color:var(--warn)}table{border-collapse:collapse;"
	"width:100%}th,td{text-align:left;padding:7px 12px 7px 0;overflow-wrap:anywhere;"
	"border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--faint);"
	"font-weight:600;white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap}"
	"tr:last-child td{border-bottom:0}.bar{min-width:70px;max-width:190px;height:12px;"
	"border-radius:6px;background:var(--line);overflow:hidden;display:flex;margin-top:5px}"
	".bar i{display:block;background:var(--done)}.bar i.skip{background:var(--warn)}"
	".failed .bar i{background:var(--bad)}.why{color:var(--bad);font-size:13px}"
	"td:first-child{min-width:15em}.state{white-space:nowrap}svg{width:100%;height:auto;"
	"display:block}svg text{fill:var(--faint);font-size:12px}.grid{stroke:var(--line)}"
	".curve{fill:none;stroke:var(--done);stroke-width:2.5;stroke-linejoin:round}"
	".area{fill:var(--done);opacity:.14}.log td:first-child{white-space:nowrap;"
	"color:var(--faint)}";

static void head(struct strbuf *out, const struct page *page)
{
	const struct state_batch *b = page->batch;
	strbuf_adds(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			 "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
			 "<title>Migration batch ");
	text(out, b->name);
	strbuf_addf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
	text(out, b->name);
	strbuf_adds(out, "</h1>\n<p class=\"sub\">");
	text(out, batch_status_names[b->status]);
	strbuf_adds(out, " · from ");
	text(out, b->endpoint_name ? b->endpoint_name : "an endpoint that is gone");
	strbuf_adds(out, " · started ");
	time_text(out, b->started_at, "%Y-%m-%d %H:%M:%S");
	strbuf_adds(out, " · this page was made ");
	time_text(out, state_now(), "%Y-%m-%d %H:%M:%S");
	strbuf_adds(out, "</p>\n");
}

static void tiles(struct strbuf *out, const struct page *page)
{
	const int64_t *by = page->counts.by_summary;
	strbuf_adds(out, "<div class=\"tiles\">\n");
	tile(out, "mailboxes", page->counts.total, "");
	tile(out, "synced", by[USER_SUMMARY_SYNCED] + by[USER_SUMMARY_COMPLETED], "good");
	tile(out, "at work", by[USER_SUMMARY_ACTIVE], "");
	tile(out, "failed", by[USER_SUMMARY_FAILED], by[USER_SUMMARY_FAILED] ? "bad" : "");
	tile(out, "items synced", page->synced, "");
	tile(out, "items skipped", page->skipped, page->skipped ? "warn" : "");
	strbuf_adds(out, "<div class=\"tile\"><b>");
	size_text(out, (double)page->bytes);
	strbuf_adds(out, "</b><span>");
	if (page->sample_count > 1) {
		int64_t took = page->samples[page->sample_count - 1].at - page->samples[0].at;
		strbuf_adds(out, "at ");
		size_text(out, (double)page->bytes * 60000 / (double)MAX(took, INT64_C(1)));
		strbuf_adds(out, "/min");
	} else {
		strbuf_adds(out, "transferred");
	}
	strbuf_adds(out, "</span></div>\n");
	strbuf_adds(out, "</div>\n");
}

enum { CHART_WIDTH = 1000, CHART_HEIGHT = 260, CHART_LEFT = 70, CHART_BOTTOM = 30, CHART_TOP = 14 };

struct chart {
	int64_t from, until, most;
};

static double chart_x(const struct chart *c, int64_t at)
{
	double span = c->until > c->from ? (double)(c->until - c->from) : 1;
	return CHART_LEFT + (CHART_WIDTH - CHART_LEFT - 14) * ((double)(at - c->from) / span);
}

static double chart_y(const struct chart *c, int64_t done)
{
	double share = c->most ? (double)done / (double)c->most : 0;
	return CHART_HEIGHT - CHART_BOTTOM -
	       (CHART_HEIGHT - CHART_BOTTOM - CHART_TOP) * (share > 1 ? 1 : share);
}

/* 1, 2 or 5 with zeros, so that at most six steps lead to `most`. */
static int64_t round_step(int64_t most)
{
	static const int factors[] = {1, 2, 5};
	for (int64_t zeros = 1;; zeros *= 10)
		for (size_t i = 0; i < countof(factors); i++)
			if (most / (zeros * factors[i]) <= 6)
				return zeros * factors[i];
}

static void axes(struct strbuf *out, const struct chart *c)
{
	int64_t step = round_step(c->most);
	for (int64_t n = 0; n <= c->most; n += step) {
		double y = chart_y(c, n);
		strbuf_addf(out,
			    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
			    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">",
			    CHART_LEFT, CHART_WIDTH - 14, y, y, CHART_LEFT - 8, y + 4);
		number(out, n);
		strbuf_adds(out, "</text>\n");
	}
	int64_t span = c->until - c->from;
	for (int i = 0; i <= 4; i++) {
		int64_t at = c->from + span * i / 4;
		strbuf_addf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">", chart_x(c, at),
			    CHART_HEIGHT - 8,
			    i == 4 ? "end"
			    : i    ? "middle"
				   : "start");
		time_text(out, at, span > INT64_C(86400000) ? "%b %e, %H:%M" : "%H:%M:%S");
		if (span < 20000)
			strbuf_addf(out, ".%d", (int)(at % 1000 / 100));
		strbuf_adds(out, "</text>\n");
	}
}

static void points(struct strbuf *out, const struct page *page, const struct chart *c)
{
	int64_t done = 0;
	for (size_t i = 0; i < page->sample_count; i++) {
		done += page->samples[i].more;
		strbuf_addf(out, "%.1f,%.1f ", chart_x(c, page->samples[i].at), chart_y(c, done));
	}
}

static void progress_chart(struct strbuf *out, struct page *page)
{
	strbuf_adds(out, "<section>\n<h2>Items over time</h2>\n");
	if (page->sample_count < 2) {
		strbuf_adds(out, "<p class=\"sub\">Nothing has been copied yet.</p>\n</section>\n");
		return;
	}
	struct chart c = {page->samples[0].at, page->samples[page->sample_count - 1].at,
			  MAX(page->items, INT64_C(1))};
	strbuf_addf(out,
		    "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Items over time\">\n",
		    CHART_WIDTH, CHART_HEIGHT);
	axes(out, &c);
	strbuf_addf(out, "<polygon class=\"area\" points=\"%.1f,%.1f ", chart_x(&c, c.from),
		    chart_y(&c, 0));
	points(out, page, &c);
	strbuf_addf(out, "%.1f,%.1f\"/>\n<polyline class=\"curve\" points=\"", chart_x(&c, c.until),
		    chart_y(&c, 0));
	points(out, page, &c);
	strbuf_adds(out, "\"/>\n</svg>\n</section>\n");
}

/* Bytes a minute over the time that the mailbox was worked on. */
static double mean_rate(const struct state_user *u)
{
	return u->in_progress_ms > 0
		       ? (double)u->transferred_bytes * 60000 / (double)u->in_progress_ms
		       : 0;
}

/* What went wrong, below the mailbox; the server's words where they are not part of it. */
static void why_row(struct strbuf *out, const struct state_user *u)
{
	const char *said = u->server_response;
	if (!u->error_summary || !*u->error_summary)
		return;
	strbuf_adds(out, "<tr><td colspan=\"8\" class=\"why\">");
	text(out, u->error_summary);
	if (said && *said && !strstr(u->error_summary, said)) {
		strbuf_adds(out, "<br>The server said: ");
		text(out, said);
	}
	strbuf_adds(out, "</td></tr>\n");
}

static void mailbox_row(struct strbuf *out, const struct state_user *u)
{
	bool failed = user_status_summary(u->status) == USER_SUMMARY_FAILED;
	double all = u->source_items > 0 ? (double)u->source_items : 1;
	double synced = MIN((double)u->synced_items * 100 / all, 100.0);
	double skipped = MIN((double)u->skipped_items * 100 / all, 100.0 - synced);
	strbuf_addf(out, "<tr%s><td>", failed ? " class=\"failed\"" : "");
	text(out, u->email);
	strbuf_addf(
		out,
		"</td><td class=\"state\">%s</td><td><div class=\"bar\"><i style=\"width:%.1f%%\">"
		"</i><i class=\"skip\" style=\"width:%.1f%%\"></i></div></td><td class=\"n\">",
		user_status_names[u->status], synced, skipped);
	number(out, u->synced_items);
	strbuf_adds(out, " of ");
	number(out, u->source_items);
	strbuf_adds(out, "</td><td class=\"n\">");
	number(out, u->skipped_items);
	strbuf_adds(out, "</td><td class=\"n\">");
	size_text(out, (double)u->transferred_bytes);
	strbuf_adds(out, "</td><td class=\"n\">");
	size_text(out, mean_rate(u));
	strbuf_adds(out, "/min</td><td class=\"n\">");
	time_text(out, u->last_synced_at, "%b %e, %H:%M");
	strbuf_adds(out, "</td></tr>\n");
	why_row(out, u);
}

static void mailboxes(struct strbuf *out, const struct page *page)
{
	strbuf_adds(out,
		    "<section>\n<h2>Mailboxes</h2>\n<table>\n<tr><th>Mailbox</th><th>Status</th>"
		    "<th style=\"width:20%\">Progress</th><th class=\"n\">Items</th><th "
		    "class=\"n\">Skipped</th>"
		    "<th class=\"n\">Transferred</th><th class=\"n\">Rate</th>"
		    "<th class=\"n\">Last sync</th></tr>\n");
	for (size_t i = 0; i < page->users.count; i++)
		mailbox_row(out, &page->users.items[i]);
	strbuf_adds(out, "</table>\n</section>\n");
}

static void skipped_row(struct strbuf *out, const struct state_user *u,
			const struct state_skipped *s)
{
	strbuf_adds(out, "<tr><td>");
	text(out, u->email);
	strbuf_adds(out, "</td><td>");
	text(out, s->folder);
	strbuf_adds(out, "</td><td>");
	text(out, s->subject && *s->subject ? s->subject : "(no subject)");
	strbuf_adds(out, "</td><td class=\"n\">");
	size_text(out, (double)s->size);
	strbuf_adds(out, "</td><td class=\"n\">");
	time_text(out, s->received_at, "%Y-%m-%d");
	strbuf_adds(out, "</td><td>");
	text(out, s->failure);
	strbuf_adds(out, "</td></tr>\n");
}

static int skipped_items(struct strbuf *out, const struct page *page, struct error *error)
{
	if (!page->skipped)
		return 0;
	strbuf_adds(out, "<section>\n<h2>Skipped items</h2>\n<table>\n<tr><th>Mailbox</th>"
			 "<th>Folder</th><th>Subject</th><th class=\"n\">Size</th>"
			 "<th class=\"n\">Received</th><th>Reason</th></tr>\n");
	for (size_t i = 0; i < page->users.count; i++) {
		struct state_skipped_list list;
		if (migration_skipped_items(page->use->migration, &page->use->arena,
					    page->users.items[i].id, 0, &list, error) < 0)
			return -1;
		for (size_t j = 0; j < list.count; j++)
			skipped_row(out, &page->users.items[i], &list.items[j]);
	}
	strbuf_adds(out, "</table>\n</section>\n");
	return 0;
}

static int batch_log(struct strbuf *out, const struct page *page, struct error *error)
{
	struct state_report report;
	if (migration_report(page->use->migration, &page->use->arena, page->batch->id, 0, &report,
			     error) < 0)
		return -1;
	strbuf_adds(out, "<section>\n<h2>Log of the batch</h2>\n<table class=\"log\">\n");
	for (size_t i = 0; i < report.count; i++) {
		strbuf_adds(out, "<tr><td>");
		time_text(out, report.items[i].at, "%Y-%m-%d %H:%M:%S");
		strbuf_adds(out, "</td><td>");
		text(out, report.items[i].text);
		strbuf_adds(out, "</td></tr>\n");
	}
	strbuf_adds(out, "</table>\n</section>\n");
	return 0;
}

int report_page_append(struct migration_use *use, const struct state_batch *batch,
		       struct strbuf *out, struct error *error)
{
	struct page page = {.use = use, .batch = batch};
	if (page_load(&page, error) < 0)
		return -1;
	head(out, &page);
	tiles(out, &page);
	progress_chart(out, &page);
	mailboxes(out, &page);
	if (skipped_items(out, &page, error) < 0 || batch_log(out, &page, error) < 0)
		return -1;
	strbuf_adds(out, "</main>\n</body>\n</html>\n");
	return 0;
}

/* ---- CSV ---- */

static void field(struct strbuf *out, const char *s, char end)
{
	strbuf_addc(out, '"');
	for (; s && *s; s++) {
		strbuf_addc(out, *s);
		if (*s == '"')
			strbuf_addc(out, '"');
	}
	strbuf_addc(out, '"');
	strbuf_addc(out, end);
}

static void number_field(struct strbuf *out, int64_t n, char end)
{
	char digits[24];
	snprintf(digits, sizeof(digits), "%" PRId64, n);
	field(out, digits, end);
}

int report_csv_append(struct migration_use *use, const struct state_batch *batch, int64_t first,
		      int64_t count, struct strbuf *out, struct error *error)
{
	struct page page = {.use = use, .batch = batch};
	if (page_load(&page, error) < 0)
		return -1;
	if (first == 0)
		strbuf_adds(out, "\"EmailAddress\",\"Status\",\"ItemsInSource\",\"ItemsSynced\","
				 "\"ItemsSkipped\",\"BytesTransferred\",\"ErrorMessage\"\n");
	for (int64_t i = first; i < (int64_t)page.users.count && i - first < count; i++) {
		const struct state_user *u = &page.users.items[i];
		field(out, u->email, ',');
		field(out, user_status_names[u->status], ',');
		number_field(out, u->source_items, ',');
		number_field(out, u->synced_items, ',');
		number_field(out, u->skipped_items, ',');
		number_field(out, u->transferred_bytes, ',');
		field(out, u->error_summary, '\n');
	}
	return 0;
}
