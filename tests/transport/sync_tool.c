/*
 * Runs one pass of the migration engine without shell or service: for trials and benchmarks.
 *
 *   sync_tool [-v] [-x FOLDER]... [-r ROOT] [-z AUTHZID] [-m BYTES] [-n ITEMS] [-k MAILBOX-ID] \
 *             [-w MILLISECONDS] SOURCE USER TARGET [USER]
 *
 * SOURCE and an IMAP TARGET are imaps://HOST[:PORT], imap://… (STARTTLS) or imap+plain://…; any other
 * TARGET is the address of a local mailbox. Passwords come from SOURCE_PASSWORD and TARGET_PASSWORD.
 */
#include "base/base.h"
#include "transport/state.h"
#include "transport/sync.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool verbose;

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool read_url(char *url, struct endpoint *endpoint)
{
	static const struct {
		const char *scheme;
		enum endpoint_security security;
		unsigned port;
	} schemes[] = {{"imaps://", ENDPOINT_SECURITY_SSL, 993},
		       {"imap://", ENDPOINT_SECURITY_TLS, 143},
		       {"imap+plain://", ENDPOINT_SECURITY_NONE, 143}};

	for (size_t i = 0; i < countof(schemes); i++) {
		size_t length = strlen(schemes[i].scheme);
		if (strncmp(url, schemes[i].scheme, length))
			continue;
		char *colon = strrchr(url + length, ':');
		*endpoint = (struct endpoint){.host = url + length,
					      .security = schemes[i].security,
					      .port = schemes[i].port};
		if (colon) {
			*colon = '\0';
			endpoint->port = (unsigned)atoi(colon + 1);
		}
		return true;
	}
	return false;
}

static void show_skipped(void *context, const struct sync_skipped *item)
{
	(void)context;
	printf("skipped: %s folder '%s' uid %u size %" PRIu64 " subject '%s': %s\n",
	       sync_skip_name(item->kind), item->folder, item->uid, item->size,
	       item->subject ? item->subject : "", item->reason);
}

static void show_log(void *context, enum sync_log_level level, const char *text)
{
	(void)context;
	if (verbose || level >= SYNC_LOG_WARNING)
		printf("log: %s\n", text);
}

static void show_progress(void *context, const struct sync_progress *progress)
{
	(void)context;
	if (verbose)
		printf("progress: %s %u/%u folders, %" PRIu64 "/%" PRIu64 " messages, %.1f MB/s\n",
		       progress->folder ? progress->folder : "-", progress->folders_done,
		       progress->folders_total, progress->messages_synced, progress->messages_total,
		       progress->bytes_per_second / 1e6);
}

static int run(struct sync_options *options)
{
	struct sync_events events = {
		.progress = show_progress, .skipped = show_skipped, .log = show_log};
	struct error error = ERROR_INIT;
	struct sync_result result;

	options->state = state_open_home(&error);
	if (!options->state) {
		printf("error: %s\n", error.message);
		return 1;
	}
	double start = now();
	int status = sync_mailbox(options, &events, &result, &error);
	double seconds = now() - start;
	const struct sync_progress *progress = &result.progress;
	printf("%s: %" PRIu64 " copied, %u recognised, %u flags, %u deleted, %" PRIu64
	       " skipped, %" PRIu64 "/%" PRIu64 " in the target, %.1f MB in %.3f s (%.0f/s)\n",
	       status < 0 ? "failed" : "done", progress->messages_copied, result.recognised,
	       result.flags_changed, result.deleted, progress->messages_skipped,
	       progress->messages_synced, progress->messages_total,
	       (double)progress->bytes_copied / 1e6, seconds,
	       (double)progress->messages_copied / seconds);
	if (status < 0)
		printf("error %d: %s\n", error.code, error.message);
	error_clear(&error);
	state_close(&options->state);
	return status < 0;
}

int main(int argc, char **argv)
{
	struct endpoint target;
	struct sync_login login = {.password = getenv("TARGET_PASSWORD")};
	struct sync_options options = {.login.password = getenv("SOURCE_PASSWORD"),
				       .mailbox_id = 1};
	const char *exclude[32] = {0};
	size_t excluded = 0;
	int option;

	while ((option = getopt(argc, argv, "vx:r:z:m:n:k:w:")) != -1) {
		switch (option) {
		case 'v':
			verbose = true;
			break;
		case 'x':
			if (excluded + 1 < countof(exclude))
				exclude[excluded++] = optarg;
			break;
		case 'r':
			options.login.user_root = optarg;
			break;
		case 'z':
			options.login.authzid = optarg;
			break;
		case 'm':
			options.limits.max_message_bytes = strtoull(optarg, NULL, 10);
			break;
		case 'n':
			options.limits.max_items = strtoull(optarg, NULL, 10);
			break;
		case 'w':
			options.retry_ms = (unsigned)atoi(optarg);
			break;
		case 'k':
			options.mailbox_id = atoll(optarg);
			break;
		default:
			return 2;
		}
	}
	if (argc - optind < 3 || !read_url(argv[optind], &options.endpoint)) {
		fprintf(stderr, "usage: sync_tool [options] SOURCE USER TARGET [USER]\n");
		return 2;
	}
	options.login.user = argv[optind + 1];
	options.exclude_folders = exclude;
	options.target.mailbox_address = argv[optind + 2];
	if (read_url(argv[optind + 2], &target) && argc - optind > 3) {
		login.user = argv[optind + 3];
		options.target =
			(struct sync_target){SYNC_TARGET_IMAP, login.user, &target, &login};
	}
	return run(&options);
}
