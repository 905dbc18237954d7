#include "transport/report.h"
#include "base/strbuf.h"

#include <stdarg.h>
#include <time.h>
#include <unistd.h>

static const char *const level_names[] = {
	[REPORT_INFORMATION] = "Informational",
	[REPORT_WARNING] = "Warning",
	[REPORT_ERROR] = "Error",
};

int report_add(struct state *state, int64_t batch_id, int64_t user_id, enum report_level level,
	       struct error *error, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&text, format, args);
	va_end(args);
	struct state_report_entry entry = {
		.batch_id = batch_id,
		.user_id = user_id,
		.at = state_now(),
		.level = level_names[level],
		.text = text.data,
	};
	int result = state_report_add(state, &entry, error);
	strbuf_clear(&text);
	return result;
}

void report_render_entry(const struct state_report_entry *entry, struct strbuf *out)
{
	time_t seconds = (time_t)(entry->at / 1000);
	struct tm tm;
	gmtime_r(&seconds, &tm);
	char host[256] = "";
	gethostname(host, sizeof(host) - 1);
	strbuf_addf(out, "%d/%d/%d %d:%02d:%02d %s [%s] %s", tm.tm_mon + 1, tm.tm_mday,
		    tm.tm_year + 1900, tm.tm_hour % 12 ? tm.tm_hour % 12 : 12, tm.tm_min, tm.tm_sec,
		    tm.tm_hour < 12 ? "AM" : "PM", host, entry->text);
}

void report_render(const struct state_report *report, struct strbuf *out)
{
	for (size_t i = 0; i < report->count; i++) {
		report_render_entry(&report->items[i], out);
		strbuf_addc(out, '\n');
	}
}
