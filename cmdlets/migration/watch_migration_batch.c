/* Watch-MigrationBatch: follows batches until they are done: bars at a terminal, lines elsewhere. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlets/exchange/exchange_types.h"
#include "cmdlets/migration/migration_objects.h"
#include "cmdlets/migration/time_left.h"
#include "engine/host.h"
#include "engine/session.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/interpreter_lock.h"
#include "object/string.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct watch_migration_batch {
	Value identity;
	int32_t interval;
	Value names;             /* list: batches to follow; $null where one is done */
	size_t left;             /* of them */
	struct time_left *times; /* for each of them */
	struct migration_use use;
};

/* So many users are shown under a batch, the running ones first. */
enum { USERS_SHOWN = 12 };

static const struct parameter parameters[] = {
	PARAM_OBJECT(struct watch_migration_batch, identity, "Identity",
		     PARAM_POSITION(0) | PARAM_PIPELINE | PARAM_PIPELINE_BY_NAME,
		     .type_name = "MigrationBatchIdParameter[]",
		     .help = "The batches to follow; without it, all that are at work."),
	PARAM_INT(struct watch_migration_batch, interval, "IntervalSeconds", 0, .range = "1,3600",
		  .help = "How often to look, in seconds: 1 if not said; for lines, 10."),
	PARAM_END,
};

/* ---- what there is to say of a batch ---- */

struct outlook {
	const struct state_batch *batch;
	struct state_users users;
	int64_t by_summary[USER_SUMMARY_COUNT];
	int64_t rate; /* bytes a minute of all that run */
	int percent;
	int64_t seconds_left; /* -1: can't be told */
	bool is_done;
};

static bool is_over(enum batch_status status)
{
	return status != BATCH_STATUS_SYNCING && status != BATCH_STATUS_STOPPING &&
	       status != BATCH_STATUS_REMOVING && status != BATCH_STATUS_INCREMENTAL_SYNCING &&
	       status != BATCH_STATUS_COMPLETING && status != BATCH_STATUS_WAITING &&
	       status != BATCH_STATUS_STARTING;
}

/* Bytes that a user has still to get; users who were not looked at yet are taken for average. */
static double bytes_left(const struct state_user *user, double average)
{
	if (user_status_summary(user->status) != USER_SUMMARY_ACTIVE)
		return 0;
	double all = user->source_bytes ? (double)user->source_bytes : average;
	return all * (double)(100 - user->percentage) / 100;
}

static void look_ahead(struct outlook *o)
{
	double known = 0, counted = 0, all = 0, left = 0;
	for (size_t i = 0; i < o->users.count; i++) {
		const struct state_user *user = &o->users.items[i];
		o->by_summary[user_status_summary(user->status)]++;
		if (user_status_summary(user->status) == USER_SUMMARY_ACTIVE)
			o->rate += user->bytes_per_minute;
		known += (double)user->source_bytes;
		counted += user->source_bytes > 0;
	}
	double average = counted > 0 ? known / counted : 1;
	for (size_t i = 0; i < o->users.count; i++) {
		const struct state_user *user = &o->users.items[i];
		all += user->source_bytes ? (double)user->source_bytes : average;
		left += bytes_left(user, average);
	}
	o->percent = all > 0 ? (int)(100 * (all - left) / all) : 0;
	o->seconds_left = o->rate > 0 && counted > 0 ? (int64_t)(left * 60 / (double)o->rate) : -1;
	o->is_done = is_over(o->batch->status) && o->by_summary[USER_SUMMARY_ACTIVE] == 0;
}

static void append_count(struct strbuf *out, int64_t count, const char *what)
{
	if (count > 0)
		strbuf_addf(out, ", %lld %s", (long long)count, what);
}

/* "Syncing: 1 of 3 users synced, 1 failed, 3.1 MB/min" */
static void append_summary(struct strbuf *out, const struct outlook *o)
{
	strbuf_addf(out, "%s: %lld of %zu users synced", batch_status_names[o->batch->status],
		    (long long)(o->by_summary[USER_SUMMARY_SYNCED] +
				o->by_summary[USER_SUMMARY_COMPLETED]),
		    o->users.count);
	append_count(out, o->by_summary[USER_SUMMARY_FAILED], "failed");
	append_count(out, o->by_summary[USER_SUMMARY_STOPPED], "stopped");
	if (o->rate > 0) {
		strbuf_adds(out, ", ");
		migration_append_rate(out, o->rate);
	}
}

/* ---- bars ---- */

static int compare_users(const void *a, const void *b)
{
	const struct state_user *x = a, *y = b;
	bool x_queued = x->status == USER_STATUS_QUEUED, y_queued = y->status == USER_STATUS_QUEUED;
	return x_queued != y_queued ? x_queued - y_queued : (x->id > y->id) - (x->id < y->id);
}

static void show_user(struct cmdlet_call *c, struct arena *arena, const struct state_user *user,
		      int parent, int id)
{
	const struct progress bar = {
		.id = id,
		.parent = parent,
		.activity = user->email,
		.status = migration_user_detail(arena, user, state_now()),
		.percent = (int)user->percentage,
		.seconds = -1, /* the detail has it in words */
	};
	cmdlet_progress(c, &bar);
}

/* The batch's bar, and one for each user at work. */
static void show_bars(struct cmdlet_call *c, struct arena *arena, struct outlook *o, int id)
{
	struct strbuf text = STRBUF_INIT;
	append_summary(&text, o);
	const struct progress gone = {.id = id, .parent = -1, .completed = true};
	const struct progress bar = {.id = id,
				     .parent = -1,
				     .activity = o->batch->name,
				     .status = text.data,
				     .percent = o->percent,
				     .seconds = o->seconds_left};
	cmdlet_progress(c, &gone);
	cmdlet_progress(c, &bar);
	strbuf_clear(&text);
	if (o->users.count)
		qsort(o->users.items, o->users.count, sizeof(*o->users.items), compare_users);
	int shown = 0;
	for (size_t i = 0; i < o->users.count && shown < USERS_SHOWN; i++)
		if (user_status_summary(o->users.items[i].status) == USER_SUMMARY_ACTIVE)
			show_user(c, arena, &o->users.items[i], id, id + ++shown);
}

/* ---- lines ---- */

static enum status write_line(struct cmdlet_call *c, const struct outlook *o)
{
	struct strbuf line = STRBUF_INIT;
	time_t now = time(NULL);
	char at[16];
	strftime(at, sizeof(at), "%H:%M:%S", localtime(&now));
	strbuf_addf(&line, "%s %s %d%% ", at, o->batch->name, o->percent);
	append_summary(&line, o);
	if (o->seconds_left > 0 && !o->is_done)
		strbuf_addf(&line, ", about %lld min left", (long long)(o->seconds_left + 59) / 60);
	return cmdlet_write(c, string_from_strbuf(&line));
}

/* ---- the watch ---- */

/* False in *found_r: there is no such batch any more. */
static enum status look(struct cmdlet_call *c, struct watch_migration_batch *self, const char *name,
			struct state_batch *row, struct outlook *o, bool *found_r)
{
	struct error error = ERROR_INIT;
	struct state_user_filter filter = STATE_USER_FILTER_ANY;
	*found_r = false;
	memset(o, 0, sizeof(*o));
	if (migration_batch_get(self->use.migration, &self->use.arena, name, row, &error) != 0)
		return migration_write_error(c, &error, name);
	filter.batch_id = row->id;
	if (migration_user_list(self->use.migration, &self->use.arena, &filter, &o->users,
				&error) != 0)
		return migration_write_error(c, &error, name);
	o->batch = row;
	look_ahead(o);
	*found_r = true;
	return OK;
}

static enum status wait_a_while(struct cmdlet_call *c, int seconds)
{
	struct host *host = cmdlet_session(c)->host;
	enum status status = host->flush ? host->flush(host) : OK;
	for (int i = 0; i < seconds * 10 && status == OK && !cmdlet_is_stopping(c); i++)
		blocking_sleep(100 * 1000 * 1000);
	return status;
}

/* One look at all that are still followed; those that are done go from the list and down the pipeline. */
static enum status look_at_all(struct cmdlet_call *c, struct watch_migration_batch *self, bool bars)
{
	struct list *names = value_as_list(self->names);
	enum status status = migration_use_open(c, &self->use); /* an empty arena */
	for (size_t i = 0; i < names->count && status == OK; i++) {
		struct state_batch row;
		struct outlook o;
		bool found;
		int id = 1000 * (int)(i + 1);
		if (value_is_null(names->items[i]))
			continue;
		status = look(c, self, string_data(names->items[i]), &row, &o, &found);
		if (status != OK)
			return status;
		o.seconds_left = time_left_update(&self->times[i], o.seconds_left, state_now());
		if (found && bars && !o.is_done)
			show_bars(c, &self->use.arena, &o, id);
		else if (found && !bars)
			status = write_line(c, &o);
		if (status == OK && found && !o.is_done)
			continue;
		const struct progress gone = {.id = id, .parent = -1, .completed = true};
		cmdlet_progress(c, &gone);
		if (status == OK && found && bars)
			status = cmdlet_write(c, migration_batch_object(&self->use, &row, false));
		names->items[i] = NULL_VALUE;
		self->left--;
	}
	return status;
}

static enum status add_working(struct cmdlet_call *c, struct watch_migration_batch *self)
{
	struct state_batch_filter filter = {.status = -1};
	struct state_batches list;
	struct error error = ERROR_INIT;
	if (migration_batch_list(self->use.migration, &self->use.arena, &filter, &list, &error) !=
	    0)
		return migration_write_error(c, &error, NULL);
	for (size_t i = 0; i < list.count; i++)
		if (!is_over(list.items[i].status))
			list_add(value_as_list(self->names), string_from(list.items[i].name));
	if (value_as_list(self->names)->count == 0)
		return cmdlet_warning(c, "No batch is at work. Start-MigrationBatch starts one.");
	return OK;
}

static void add_name(struct watch_migration_batch *self, Value identity)
{
	const char *name = identity_text(identity);
	if (name)
		list_add(value_as_list(self->names), string_from(name));
}

static enum status process(struct cmdlet_call *c)
{
	struct watch_migration_batch *self = cmdlet_state(c);
	if (self->names.tag != VALUE_LIST)
		self->names = list_new();
	if (self->identity.tag != VALUE_ARRAY) {
		add_name(self, self->identity);
		return OK;
	}
	struct array *identities = value_as_array(self->identity);
	for (size_t i = 0; i < identities->count; i++)
		add_name(self, array_get(identities, i));
	return OK;
}

static enum status end(struct cmdlet_call *c)
{
	struct watch_migration_batch *self = cmdlet_state(c);
	bool bars = cmdlet_shows_progress(c) && cmdlet_output(c) == cmdlet_session(c)->host_output;
	int seconds = cmdlet_is_bound(c, "IntervalSeconds") ? self->interval : bars ? 1 : 10;
	if (self->names.tag != VALUE_LIST)
		return OK; /* nothing came down the pipeline */
	enum status status = migration_use_open(c, &self->use);
	if (status == OK && value_as_list(self->names)->count == 0)
		status = add_working(c, self);
	self->left = value_as_list(self->names)->count;
	self->times = xcalloc(MAX(self->left, 1), sizeof(*self->times));
	while (status == OK && self->left > 0) {
		status = look_at_all(c, self, bars);
		if (status == OK && self->left > 0)
			status = wait_a_while(c, seconds);
		if (cmdlet_is_stopping(c))
			break;
	}
	return status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct watch_migration_batch *self = cmdlet_state(c);
	migration_use_close(&self->use);
	free(self->times);
}

static const struct cmdlet_example examples[] = {
	{"Follows one batch.", "Watch-MigrationBatch Wave1", NULL},
	{"Follows two batches until both are done.", "Watch-MigrationBatch Wave1, Wave2", NULL},
	{"Starts a batch and follows it.", "Start-MigrationBatch Wave1; Watch-MigrationBatch Wave1",
	 NULL},
	{"Keeps a record in a file, a line every five minutes.",
	 "Watch-MigrationBatch Wave1 -IntervalSeconds 300 | Tee-Object -FilePath wave1.log", NULL},
	{"Nothing is at work.", "Watch-MigrationBatch 3>&1 | Out-String | ForEach-Object Trim",
	 "WARNING: No batch is at work. Start-MigrationBatch starts one."},
	{0},
};

const struct cmdlet cmdlet_watch_migration_batch = {
	.verb = "Watch",
	.noun = "MigrationBatch",
	.parameters = parameters,
	.state_size = sizeof(struct watch_migration_batch),
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.class_name = "Microsoft.Exchange.Management.Migration.WatchMigrationBatch",
	.output = "MigrationBatch",
	.synopsis = "Follows batches until they are done.",
	.description = "At a terminal, a bar for each batch and for each of its users at work: how "
		       "much is done, how fast, how long "
		       "it will take. The batch's object follows when it is done. In a pipeline, "
		       "or where there is no terminal, "
		       "plain lines instead. Ctrl+C ends the watch and leaves the batch at work. "
		       "Exchange Online has no such cmdlet.",
	.examples = examples,
};
