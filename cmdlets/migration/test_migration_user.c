/* Test-MigrationUser: reads source and target of a finished mailbox anew and tells every difference. */
#include "base/strbuf.h"
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "engine/host.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/interpreter_lock.h"
#include "object/psobject.h"
#include "object/string.h"

#include <string.h>

struct test_migration_user {
	Value identity;
	bool quiet;
	struct migration_use use;
};

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct test_migration_user, identity, "Identity",
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationUserIdParameter",
		     .help = "The user whose mailbox is compared."),
	PARAM_SWITCH(struct test_migration_user, quiet, "Quiet", 0,
		     .help = "Writes only whether source and target are the same."),
	PARAM_END,
};

/* What is done while other sessions have their turn. */
struct waiting {
	struct cmdlet_call *call;
	struct migration *migration;
	int64_t user_id;
	struct migration_test *test;
	struct verify_folder folder;
	int result;
	struct error error;
};

static bool is_stopping(void *context)
{
	return cmdlet_is_stopping(context);
}

static void open_test(void *context)
{
	struct waiting *w = context;
	w->test = migration_test_open(w->migration, w->user_id, is_stopping, w->call, &w->error);
}

static void next_folder(void *context)
{
	struct waiting *w = context;
	w->result = migration_test_next(w->test, &w->folder, &w->error);
}

static void close_test(void *context)
{
	struct waiting *w = context;
	migration_test_close(&w->test);
}

/* ---- objects ---- */

static Value make(const char *type_name, const char *const *names, size_t count,
		  const Value *values)
{
	Value v = psobject_from_shape(shape_make(names, count), values);
	value_add_type_name(v, type_name);
	return v;
}

static Value text(const char *s)
{
	return s ? string_from(s) : NULL_VALUE;
}

static Value difference_object(const struct verify_folder *folder,
			       const struct verify_difference *d)
{
	static const char *const names[] = {
		"Kind",        "FolderName",  "Uid",         "Subject",      "MessageId",
		"MessageSize", "SourceFlags", "TargetFlags", "DateReceived", "TargetDateReceived",
	};
	bool in_source = d->source_flags != NULL;
	int64_t source_date = in_source ? d->date : 0;
	const Value values[] = {
		string_from(verify_kind_names[d->kind]),
		string_from(folder->source),
		in_source ? value_int64(d->uid) : NULL_VALUE,
		text(d->subject),
		text(d->message_id),
		value_int64((int64_t)d->size),
		text(d->source_flags),
		text(d->target_flags),
		migration_time(source_date * 1000, false),
		migration_time(d->target_date * 1000, false),
	};
	return make("MigrationUserDifference", names, countof(names), values);
}

static Value difference_list(const struct verify_folder *folder)
{
	Value list = list_new();
	for (size_t i = 0; i < folder->difference_count; i++)
		list_add(value_as_list(list), difference_object(folder, &folder->differences[i]));
	return list_to_array(value_as_list(list));
}

static Value count(const struct verify_folder *folder, enum verify_kind kind)
{
	return value_int64((int64_t)folder->counts[kind]);
}

static Value folder_object(const struct state_user *user, const char *batch,
			   const struct verify_folder *f)
{
	static const char *const names[] = {
		"Identity",
		"BatchId",
		"SourceFolder",
		"TargetFolder",
		"SourceItemCount",
		"TargetItemCount",
		"SourceSize",
		"TargetSize",
		"MissingItemCount",
		"DoubledItemCount",
		"ContentDiffersCount",
		"FlagsDifferCount",
		"DateDiffersCount",
		"UnreadableItemCount",
		"SkippedItemCount",
		"PendingItemCount",
		"ExtraItemCount",
		"Result",
		"Message",
		"Differences",
	};
	const Value values[] = {
		identity_new(user->email, user->guid),
		identity_new(batch, NULL),
		string_from(f->source),
		string_from(f->target),
		value_int64((int64_t)f->source_items),
		value_int64((int64_t)f->target_items),
		byte_quantified_size_new((int64_t)f->source_bytes),
		byte_quantified_size_new((int64_t)f->target_bytes),
		count(f, VERIFY_MISSING),
		count(f, VERIFY_DOUBLED),
		count(f, VERIFY_CONTENT),
		count(f, VERIFY_FLAGS),
		count(f, VERIFY_DATE),
		count(f, VERIFY_UNREADABLE),
		count(f, VERIFY_SKIPPED),
		count(f, VERIFY_PENDING),
		count(f, VERIFY_EXTRA),
		enum_value(&type_migration_test_result, f->is_identical ? "Success" : "Failed"),
		string_from(f->problem ? f->problem : ""),
		difference_list(f),
	};
	return make("MigrationUserTestResult", names, countof(names), values);
}

/* ---- the test ---- */

static void show_progress(struct cmdlet_call *c, const struct state_user *user,
			  const struct verify_folder *folder, bool is_over)
{
	const struct progress bar = {
		.id = 0,
		.parent = -1,
		.activity = user->email,
		.status = folder->source ? folder->source : "",
		.percent = folder->folders_total
				   ? (int)(100 * folder->folders_done / folder->folders_total)
				   : 0,
		.seconds = -1,
		.completed = is_over,
	};
	cmdlet_progress(c, &bar);
}

static enum status write_folders(struct cmdlet_call *c, struct waiting *w,
				 const struct state_user *user, const char *batch)
{
	const struct test_migration_user *self = cmdlet_state(c);
	bool identical = true;
	enum status status = OK;

	while (status == OK && (blocking_call(next_folder, w), w->result > 0)) {
		identical &= w->folder.is_identical;
		show_progress(c, user, &w->folder, false);
		if (!self->quiet)
			status = cmdlet_write(c, folder_object(user, batch, &w->folder));
	}
	show_progress(c, user, &(struct verify_folder){0}, true);
	if (status == OK && w->result < 0)
		return migration_write_error(c, &w->error, user->email);
	if (status == OK && self->quiet)
		status = cmdlet_write(c, value_bool(identical));
	return status;
}

static enum status test_user(struct cmdlet_call *c, const struct state_user *user,
			     const char *batch)
{
	struct test_migration_user *self = cmdlet_state(c);
	struct waiting w = {.call = c,
			    .migration = self->use.migration,
			    .user_id = user->id,
			    .error = ERROR_INIT};

	blocking_call(open_test, &w);
	if (!w.test)
		return migration_write_error(c, &w.error, user->email);
	enum status status = write_folders(c, &w, user, batch);
	blocking_call(close_test, &w);
	return status;
}

static enum status process(struct cmdlet_call *c)
{
	struct test_migration_user *self = cmdlet_state(c);
	const char *name, *wanted = migration_batch_of_user(self->identity);
	struct state_users list;
	struct error error = ERROR_INIT;
	enum status status = migration_need_identity(c, self->identity, &name);

	if (status != OK || !name)
		return status;
	if (migration_use_open(c, &self->use) != OK)
		return ERROR;
	if (migration_user_find(self->use.migration, &self->use.arena, name, &list, &error) != 0)
		return migration_write_error(c, &error, name);
	for (size_t i = 0; i < list.count && status == OK; i++) {
		const char *batch = migration_batch_name(&self->use, list.items[i].batch_id);
		if (!wanted || !strcasecmp(wanted, batch))
			status = test_user(c, &list.items[i], batch);
	}
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	migration_use_close(&((struct test_migration_user *)cmdlet_state(c))->use);
}

static const struct cmdlet_example examples[] = {
	{"Compares a mailbox, folder by folder.", "Test-MigrationUser terrya@contoso.edu", NULL},
	{"The messages that differ, of all users of a batch.",
	 "Get-MigrationUser -BatchId IMAPBatch1 | Test-MigrationUser | Select-Object "
	 "-ExpandProperty Differences | Format-Table Kind, FolderName, Subject, DateReceived",
	 NULL},
	{"Removes a batch only when every mailbox has arrived as it was.",
	 "if ((Get-MigrationUser -BatchId IMAPBatch1 | Test-MigrationUser -Quiet) -notcontains "
	 "$false) { Remove-MigrationBatch IMAPBatch1 }",
	 NULL},
	{0},
};

const struct cmdlet cmdlet_test_migration_user = {
	.verb = "Test",
	.noun = "MigrationUser",
	.parameters = parameters,
	.state_size = sizeof(struct test_migration_user),
	.process = process,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.TestMigrationUser",
	.output = "MigrationUserTestResult",
	.synopsis = "Compares source and target of a finished mailbox, message by message.",
	.description =
		"Reads both sides anew, changing nothing on either, and writes one object for each "
		"folder. Messages are compared by a hash of their content, their flags and "
		"keywords, and the date of their arrival. Result is Failed where a message is "
		"missing, is there more often than in the source, or differs. Messages that the "
		"migration listed as skipped, that came to the source after the last pass, or "
		"that only the target has, are counted but are no failure; "
		"Set-MigrationUser -SyncNow takes over what is pending. What differs stands in "
		"Differences.",
	.examples = examples,
};
