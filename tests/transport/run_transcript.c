/*
 * Plays transcripts: run_transcript FILE... Each is a conversation with the source, and with an IMAP target
 * in lines that begin with "T", followed by what sync_mailbox() must make of it:
 *
 *   # a comment
 *   lines of scripted_server.h; "T " before a line means the target's
 *   = pass                    runs a pass here; more lines may follow for the next pass
 *   = option NAME VALUE       max_message_bytes, max_items, user_root, exclude, filter
 *   ? done | ? failed TEXT    how the last pass ended; TEXT is part of the message
 *   ? code N                  its enum failure; ? target_failed 0 or 1: which side ended it
 *   ? folder COUNT NAME       messages in a folder of the local store (NAME as on disk, "INBOX")
 *   ? flags LETTERS           of the only message in the last folder asked for
 *   ? body TEXT               of the only message there: a part of it
 *   ? skipped KIND TEXT       an item was skipped; TEXT is part of "folder uid subject: reason"
 *   ? copied N, ? recognised N, ? deleted N, ? flagged N, ? skips N, ? total N (messages to copy)
 */
#include "scripted_server.h"

#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/maildir.h"
#include "transport/state.h"
#include "transport/sync.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct play {
	const char *file;
	const char **source, **target; /* lines of the pass to come */
	size_t source_count, target_count;
	struct endpoint endpoint, target_endpoint;
	struct sync_login target_login;
	struct sync_options options;
	const char *exclude[2];
	char *mailbox; /* path */
	struct state *state;
	/* The last pass. */
	int status;
	struct error error;
	struct sync_result result;
	struct strbuf skipped; /* one line an item */
	unsigned skips;
	char *folder;
	unsigned problems;
};

static void complain(struct play *play, unsigned line, const char *problem)
{
	fprintf(stderr, "%s:%u: %s\n", play->file, line, problem);
	play->problems++;
}

static void note_skipped(void *context, const struct sync_skipped *item)
{
	struct play *play = context;

	play->skips++;
	strbuf_addf(&play->skipped, "%s %s %u %s: %s\n", sync_skip_name(item->kind), item->folder,
		    item->uid, item->subject ? item->subject : "", item->reason);
}

static void run_pass(struct play *play, unsigned line)
{
	struct sync_events events = {.context = play, .skipped = note_skipped};
	struct scripted_server *source = scripted_server_start(play->source, play->source_count);
	struct scripted_server *target = NULL;

	play->endpoint.port = scripted_server_port(source);
	if (play->target_count) {
		target = scripted_server_start(play->target, play->target_count);
		play->target_endpoint.port = scripted_server_port(target);
		play->options.target.kind = SYNC_TARGET_IMAP;
	}
	play->options.endpoint = play->endpoint;
	error_clear(&play->error);
	strbuf_reset(&play->skipped);
	play->skips = 0;
	play->status = sync_mailbox(&play->options, &events, &play->result, &play->error);
	char *problems[] = {scripted_server_stop(&source),
			    target ? scripted_server_stop(&target) : NULL};
	for (size_t i = 0; i < countof(problems); i++) {
		if (problems[i])
			complain(play, line, problems[i]);
		free(problems[i]);
	}
	play->source_count = play->target_count = 0;
}

/* Counts the messages of a folder; *name_r is the last one's path. */
static unsigned count_messages(const struct play *play, char **name_r)
{
	bool inbox = !strcmp(play->folder, "INBOX");
	char *path = xasprintf("%s/%s/cur", play->mailbox, inbox ? "" : play->folder);
	DIR *folder = opendir(path);
	struct dirent *entry;
	unsigned count = 0;

	*name_r = NULL;
	while (folder && (entry = readdir(folder))) {
		if (*entry->d_name == '.')
			continue;
		count++;
		free(*name_r);
		*name_r = xasprintf("%s/%s", path, entry->d_name);
	}
	if (folder)
		closedir(folder);
	free(path);
	return count;
}

static bool check_message(const struct play *play, const char *flags, const char *body)
{
	char *name, text[8192] = "";
	struct maildir_name parsed;
	bool good = play->folder && count_messages(play, &name) == 1;
	FILE *file = good ? fopen(name, "r") : NULL;

	if (file) {
		text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
		fclose(file);
		maildir_name_parse(name, &parsed);
		good = (!flags || !strcmp(parsed.flags, flags)) && (!body || strstr(text, body));
	}
	if (!good)
		fprintf(stderr, "found: %s\n%s\n", play->folder && name ? name : "nothing", text);
	if (play->folder)
		free(name);
	return good;
}

static bool check_folder(struct play *play, const char *words)
{
	char *name;
	unsigned long count = strtoul(words, (char **)&words, 10);

	free(play->folder);
	play->folder = xstrdup(words + strspn(words, " "));
	bool good = count_messages(play, &name) == count;
	free(name);
	return good;
}

static bool check_skipped(const struct play *play, const char *words)
{
	size_t kind = strcspn(words, " ");
	char *copy = xstrdup(play->skipped.data), *rest = copy, *item;
	bool found = false;

	while ((item = strsep(&rest, "\n")))
		found |= !strncmp(item, words, kind) && strstr(item, words + kind + 1);
	free(copy);
	return found;
}

static bool check(struct play *play, const char *word)
{
	const char *value = word + strcspn(word, " ");
	size_t length = (size_t)(value - word);
	const struct {
		const char *name;
		uint64_t number;
	} numbers[] = {
		{"copied", play->result.progress.messages_copied},
		{"recognised", play->result.recognised},
		{"deleted", play->result.deleted},
		{"flagged", play->result.flags_changed},
		{"skips", play->skips},
		{"total", play->result.progress.messages_total},
		{"code", (uint64_t)play->error.code},
		{"target_failed", play->result.target_failed},
	};

	value += strspn(value, " ");
	if (!strcmp(word, "done"))
		return play->status == 0;
	if (!strncmp(word, "failed", length))
		return play->status < 0 && strstr(play->error.message, value);
	if (!strncmp(word, "folder", length))
		return check_folder(play, value);
	if (!strncmp(word, "flags", length))
		return check_message(play, value, NULL);
	if (!strncmp(word, "body", length))
		return check_message(play, NULL, value);
	if (!strncmp(word, "skipped", length))
		return check_skipped(play, value);
	for (size_t i = 0; i < countof(numbers); i++)
		if (!strncmp(word, numbers[i].name, length))
			return numbers[i].number == strtoull(value, NULL, 10);
	return false;
}

static bool set_option(struct play *play, char *name)
{
	char *value = name + strcspn(name, " ");

	if (*value)
		*value++ = '\0';
	if (!strcmp(name, "max_message_bytes"))
		play->options.limits.max_message_bytes = strtoull(value, NULL, 10);
	else if (!strcmp(name, "max_items"))
		play->options.limits.max_items = strtoull(value, NULL, 10);
	else if (!strcmp(name, "user_root"))
		play->options.login.user_root = value;
	else if (!strcmp(name, "filter"))
		play->options.content_filter = value;
	else if (!strcmp(name, "exclude"))
		play->exclude[0] = value;
	else
		return false;
	return true;
}

static void take_line(struct play *play, char *line, unsigned number)
{
	if (!*line || *line == '#')
		return;
	if (!strcmp(line, "= pass")) {
		run_pass(play, number);
	} else if (!strncmp(line, "= option ", 9)) {
		if (!set_option(play, line + 9))
			complain(play, number, "no such option");
	} else if (!strncmp(line, "? ", 2)) {
		if (check(play, line + 2))
			return;
		complain(play, number, line);
		fprintf(stderr,
			"the pass %s: %s\n%" PRIu64
			" copied, %u recognised, %u deleted, skipped:\n%s",
			play->status < 0 ? "failed" : "ended",
			play->error.message ? play->error.message : "well",
			play->result.progress.messages_copied, play->result.recognised,
			play->result.deleted, play->skipped.data);
	} else if (!strncmp(line, "T ", 2)) {
		play->target[play->target_count++] = line + 2;
	} else {
		play->source[play->source_count++] = line;
	}
}

static char *read_file(const char *name)
{
	struct strbuf text = STRBUF_INIT;
	char buffer[4096];
	FILE *file = fopen(name, "r");
	size_t length;

	while (file && (length = fread(buffer, 1, sizeof(buffer), file)) > 0)
		strbuf_add(&text, buffer, length);
	if (file)
		fclose(file);
	return strbuf_detach(&text, NULL);
}

/* Every transcript has a mailbox and a row in the journal of its own. */
static unsigned play_file(struct state *state, const char *file, int64_t id)
{
	struct play play = {.file = file, .state = state, .error = ERROR_INIT};
	char *text = read_file(file), *rest = text, *line;
	char *address = xasprintf("user%" PRId64 "@contoso.com", id);
	unsigned number = 0;

	play.source = xcalloc(strlen(text) + 1, sizeof(*play.source));
	play.target = xcalloc(strlen(text) + 1, sizeof(*play.target));
	play.endpoint = play.target_endpoint =
		(struct endpoint){.host = "127.0.0.1", .timeout_seconds = 5};
	play.target_login = (struct sync_login){.user = "target", .password = "secret"};
	play.options = (struct sync_options){
		.login = {.user = "source", .password = "secret"},
		.target = {SYNC_TARGET_MAILDIR, address, &play.target_endpoint, &play.target_login},
		.exclude_folders = play.exclude,
		.state = state,
		.retry_ms = 100,
		.mailbox_id = id};
	play.mailbox = maildir_mailbox_path(address, NULL);
	strbuf_init(&play.skipped);
	if (!*text)
		complain(&play, 0, "the file can't be read");
	while ((line = strsep(&rest, "\n")))
		take_line(&play, line, ++number);
	error_clear(&play.error);
	strbuf_clear(&play.skipped);
	free(play.source);
	free(play.target);
	free(play.mailbox);
	free(play.folder);
	free(address);
	free(text);
	return play.problems;
}

int main(int argc, char **argv)
{
	char home[] = "/tmp/exosh-transcript-XXXXXX";
	struct error error = ERROR_INIT;
	unsigned problems = 0;

	if (!mkdtemp(home) || setenv("EXOSH_HOME", home, 1) < 0)
		return 1;
	struct state *state = state_open_home(&error);
	if (!state) {
		fprintf(stderr, "%s\n", error.message);
		return 1;
	}
	for (int i = 1; i < argc; i++)
		problems += play_file(state, argv[i], i);
	state_close(&state);
	char *clean = xasprintf("rm -rf '%s'", home);
	if (system(clean) != 0)
		problems++;
	free(clean);
	printf("%d transcripts, %u problems\n", argc - 1, problems);
	return problems > 0;
}
