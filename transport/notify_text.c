/* What the notification mail says. */
#include "base/strbuf.h"
#include "transport/notify.h"

#include <openssl/evp.h>
#include <string.h>

static bool has_errors(const struct state_batch_counts *counts)
{
	return counts->by_summary[USER_SUMMARY_FAILED] > 0;
}

static bool is_finished(enum batch_status status)
{
	return status == BATCH_STATUS_SYNCED || status == BATCH_STATUS_SYNCED_WITH_ERRORS ||
	       status == BATCH_STATUS_COMPLETED || status == BATCH_STATUS_COMPLETED_WITH_ERRORS ||
	       status == BATCH_STATUS_FAILED;
}

void notify_subject(const struct state_batch *batch, const struct state_batch_counts *counts,
		    struct strbuf *out)
{
	if (is_finished(batch->status))
		strbuf_addf(out, "E-mail migration batch \"%s\" has finished%s", batch->name,
			    has_errors(counts) ? " - with errors" : "");
	else
		strbuf_addf(out, "E-mail migration batch \"%s\" is in progress", batch->name);
}

void notify_text(const struct state_batch *batch, const struct state_batch_counts *counts,
		 struct strbuf *out)
{
	const int64_t *by = counts->by_summary;
	const struct {
		const char *name;
		int64_t count;
	} lines[] = {
		{"Users", counts->total},
		{"Active", by[USER_SUMMARY_ACTIVE]},
		{"Synced", by[USER_SUMMARY_SYNCED]},
		{"Completed", by[USER_SUMMARY_COMPLETED]},
		{"Stopped", by[USER_SUMMARY_STOPPED]},
		{"Failed", by[USER_SUMMARY_FAILED]},
	};
	strbuf_addf(out, "Migration batch: %s\nStatus: %s\nEndpoint: %s\n\n", batch->name,
		    batch_status_names[batch->status], batch->endpoint_name);
	for (size_t i = 0; i < countof(lines); i++)
		strbuf_addf(out, "%s: %lld\n", lines[i].name, (long long)lines[i].count);
	if (counts->warnings)
		strbuf_addf(out, "Rows of the CSV with problems: %lld\n",
			    (long long)counts->warnings);
	strbuf_adds(out, "\nMigrationStatistics.csv lists every user.");
	if (has_errors(counts))
		strbuf_adds(out, " MigrationErrors.csv lists those that failed, and why.");
	strbuf_addc(out, '\n');
}

static void add_cell(struct strbuf *out, const char *text, char separator)
{
	strbuf_addc(out, '"');
	for (const char *p = text ? text : ""; *p; p++) {
		if (*p == '"')
			strbuf_addc(out, '"');
		strbuf_addc(out, *p);
	}
	strbuf_addc(out, '"');
	if (separator == '\n')
		strbuf_addc(out, '\r');
	strbuf_addc(out, separator);
}

void notify_table(const struct state_users *users, bool failed_only, struct strbuf *out)
{
	strbuf_adds(out, failed_only ? "EmailAddress,Status,Error\r\n"
				     : "EmailAddress,Status,ItemsSynced,ItemsSkipped,"
				       "ItemsInSource,BytesTransferred,Error\r\n");
	for (size_t i = 0; i < users->count; i++) {
		const struct state_user *user = &users->items[i];
		if (failed_only && user_status_summary(user->status) != USER_SUMMARY_FAILED)
			continue;
		add_cell(out, user->email, ',');
		add_cell(out, user_status_names[user->status], ',');
		if (!failed_only)
			strbuf_addf(out, "%lld,%lld,%lld,%lld,", (long long)user->synced_items,
				    (long long)user->skipped_items, (long long)user->source_items,
				    (long long)user->transferred_bytes);
		add_cell(out, user->error_summary, '\n');
	}
}

/* RFC 2047 section 4.1: what is not printable ASCII goes in base64, in words of at most 75 characters. */
void notify_header(const char *name, const char *value, struct strbuf *out)
{
	bool plain = true;
	for (const char *p = value; *p; p++)
		plain = plain && *p >= ' ' && *p <= '~';
	strbuf_addf(out, "%s: ", name);
	if (plain) {
		strbuf_adds(out, value);
		return;
	}
	for (size_t length; *value; value += length) {
		length = strnlen(value, 45);
		while (value[length] && length > 1 && ((uint8_t)value[length] & 0xc0) == 0x80)
			length--; /* characters stay whole */
		char encoded[64];
		EVP_EncodeBlock((uint8_t *)encoded, (const uint8_t *)value, (int)length);
		strbuf_addf(out, "=?UTF-8?B?%s?=%s", encoded, value[length] ? "\r\n " : "");
	}
}
