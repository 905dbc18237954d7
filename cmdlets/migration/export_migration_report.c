/* Export-MigrationReport: the report of a batch, as CSV or as a page to look at. */
#include "cmdlets/exchange/exchange_objects.h"
#include "cmdlets/migration/report_page.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/member.h"
#include "object/string.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct export_migration_report {
	Value identity, csv_stream;
	const char *path;
	int32_t row_count, starting_row_index;
	bool html;
	struct exchange_unused unused;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct export_migration_report, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationReportIdParameter",
		     .help = "The batch that the report is about; it may be removed already."),
	PARAM_STRING(struct export_migration_report, path, "Path",
		     PARAM_MANDATORY | PARAM_POSITION(1), .set = "File",
		     .help = "The file to write; an existing one is replaced."),
	PARAM_SWITCH(struct export_migration_report, html, "Html", 0, .set = "File",
		     .help = "One page with pictures instead of CSV."),
	PARAM_OBJECT(struct export_migration_report, csv_stream, "CsvStream", PARAM_MANDATORY,
		     .set = "StreamBased", .type_name = "Stream",
		     .help = "A stream that the CSV is written to."),
	PARAM_INT(struct export_migration_report, row_count, "RowCount", PARAM_MANDATORY,
		  .set = "Paged", .range = "1,2147483647", .help = "How many rows to give."),
	PARAM_INT(struct export_migration_report, starting_row_index, "StartingRowIndex",
		  PARAM_MANDATORY, .set = "Paged", .range = "0,2147483647",
		  .help = "The first row, from 0."),
	PARAM_VALUE(struct export_migration_report, unused.value, "DomainController", &type_string,
		    PARAM_HIDDEN, .type_name = "Fqdn"),
	PARAM_OBJECT(struct export_migration_report, unused.value, "Partition", 0,
		     .type_name = "MailboxIdParameter"),
	PARAM_END,
};

static int write_all(int fd, const struct strbuf *text)
{
	for (size_t at = 0; at < text->length;) {
		ssize_t n = write(fd, text->data + at, text->length - at);
		if (n < 0 && errno != EINTR)
			return -1;
		at += n < 0 ? 0 : (size_t)n;
	}
	return 0;
}

static enum status write_file(struct cmdlet_call *c, const char *path, const struct strbuf *text)
{
	char *file = cmdlet_system_path(c, path);
	if (!file)
		return ERROR;
	int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool failed = fd < 0 || write_all(fd, text) < 0;
	int reason = errno;
	if (fd >= 0 && close(fd) < 0 && !failed) {
		failed = true;
		reason = errno;
	}
	enum status status = OK;
	if (failed)
		status = cmdlet_error_type(c, "System.IO.IOException", "ReportNotWritten",
					   CATEGORY_WRITE_ERROR, string_from(file),
					   "The report can't be written to '%s': %s.", file,
					   strerror(reason));
	free(file);
	return status;
}

static enum status write_stream(Value stream, const struct strbuf *text)
{
	Value result;
	const Value arguments[] = {array_new_bytes(text->data, text->length), value_int(0),
				   value_int((int32_t)text->length)};
	return member_invoke(stream, "Write", countof(arguments), arguments, &result);
}

static enum status export_report(struct cmdlet_call *c, struct export_migration_report *self,
				 const struct state_batch *batch)
{
	struct strbuf out = STRBUF_INIT;
	struct error error = ERROR_INIT;
	bool paged = !strcmp(cmdlet_parameter_set(c), "Paged");
	int result =
		self->html
			? report_page_append(&self->use, batch, &out, &error)
			: report_csv_append(&self->use, batch, paged ? self->starting_row_index : 0,
					    paged ? self->row_count : INT64_MAX, &out, &error);
	enum status status;
	if (result < 0)
		status = migration_write_error(c, &error, batch->name);
	else if (paged)
		status = cmdlet_write(c, string_new(out.data, out.length));
	else if (self->path)
		status = write_file(c, self->path, &out);
	else
		status = write_stream(self->csv_stream, &out);
	strbuf_clear(&out);
	return status;
}

/* The batch of that name; of removed ones the last. */
static int find_batch(struct migration_use *use, const char *name, struct state_batch *row_r,
		      struct error *error)
{
	struct state_batch_filter filter = {.status = -1, .removed = true};
	struct state_batches list;
	struct error ignored = ERROR_INIT;
	if (migration_batch_get(use->migration, &use->arena, name, row_r, error) == 0)
		return 0;
	if (error->code != MIGRATION_ERROR_BATCH_NOT_FOUND)
		return -1;
	if (migration_batch_list(use->migration, &use->arena, &filter, &list, &ignored) != 0) {
		error_clear(&ignored);
		return -1;
	}
	for (size_t i = list.count; i-- > 0;)
		if (!strcasecmp(list.items[i].name, name)) {
			error_clear(error);
			*row_r = list.items[i];
			return 0;
		}
	return -1;
}

static enum status process(struct cmdlet_call *c)
{
	struct export_migration_report *self = cmdlet_state(c);
	struct state_batch batch;
	struct error error = ERROR_INIT;
	const char *name;
	bool go;
	enum status status = migration_need_identity(c, self->identity, &name);
	if (status != OK || !name)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (find_batch(&self->use, name, &batch, &error) != 0)
		return migration_write_error(c, &error, name);
	status = cmdlet_should_process(c, self->path ? self->path : name, "Export-MigrationReport",
				       &go);
	return status != OK || !go ? status : export_report(c, self, &batch);
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct export_migration_report *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"A page to look at or to send to somebody.",
	 "Export-MigrationReport IMAPBatch1 -Html -Path C:\\mig\\IMAPBatch1.html", NULL},
	{"A table for a spreadsheet.",
	 "Export-MigrationReport IMAPBatch1 -Path C:\\mig\\IMAPBatch1.csv", NULL},
	{0},
};

const struct cmdlet cmdlet_export_migration_report = {
	.verb = "Export",
	.noun = "MigrationReport",
	.parameters = parameters,
	.state_size = sizeof(struct export_migration_report),
	.default_set = "File",
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.ExportMigrationReport",
	.synopsis =
		"Writes the report of a batch: as CSV, or with -Html as one page with pictures.",
	.examples = examples,
};
