#include "transport/state.h"
#include "base/hashmap.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/home.h"
#include "transport/state_private.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#define SCHEMA_VERSION 1
/* How long a writer waits for another one before it gives up. Transactions are short; this is for a busy disk. */
#define BUSY_TIMEOUT_MS 60000

extern const char embedded_state_schema_sql[];

struct state {
	sqlite3 *database;
	char *path;
	struct hashmap statements; /* SQL text to sqlite3_stmt */
	int depth;                 /* of nested transactions */
};

int64_t state_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void state_guid(char guid_r[STATE_GUID_SIZE])
{
	uint8_t bytes[16];
	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort();
	bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40); /* RFC 9562 section 5.4: version 4 */
	bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
	char *out = guid_r;
	for (size_t i = 0; i < sizeof(bytes); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		out += sprintf(out, "%02x", bytes[i]);
	}
}

sqlite3 *state_database(struct state *state)
{
	return state->database;
}

/* SQLite needs to write beside the store even to read it, and says no more than that it couldn't. */
static int fail_open(struct state *state, struct error *error)
{
	char *folder = xstrdup(state->path);
	int cause = access(dirname(folder), W_OK) < 0 ? errno : 0;
	free(folder);
	if (cause)
		return error_set(
			error, STATE_ERROR_READONLY,
			"The store '%s' can't be used because its folder can't be written: %s.",
			state->path, strerror(cause));
	return error_set(error, STATE_ERROR_OPEN, "The store '%s' can't be opened: %s.",
			 state->path, strerror(sqlite3_system_errno(state->database)));
}

/* SQLite's I/O error has many causes; where the files beside the store can't grow (their memory is mapped), it does not
 * say that the disk is full. */
static bool is_disk_full(const struct state *state)
{
	struct statvfs disk;
	return statvfs(state->path, &disk) == 0 && disk.f_bavail == 0;
}

int state_fail(struct state *state, struct error *error)
{
	int extended = sqlite3_extended_errcode(state->database);
	int code = extended & 0xff;
	if (code == SQLITE_IOERR && is_disk_full(state))
		code = SQLITE_FULL;
	switch (code) {
	case SQLITE_FULL:
		return error_set(error, STATE_ERROR_FULL, "The disk that holds '%s' is full.",
				 state->path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return error_set(error, STATE_ERROR_READONLY, "The store '%s' can't be written.",
				 state->path);
	case SQLITE_CANTOPEN:
		return fail_open(state, error);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(error, STATE_ERROR_BUSY,
				 "The store '%s' is in use by another process.", state->path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(error, STATE_ERROR_CORRUPT,
				 "The file '%s' is damaged or isn't a store of exosh: %s.",
				 state->path, sqlite3_errmsg(state->database));
	case SQLITE_CONSTRAINT:
		return error_set(error, STATE_ERROR_EXISTS, "%s", sqlite3_errmsg(state->database));
	default:
		return error_set(error, STATE_ERROR_OTHER, "The store '%s' failed: %s.",
				 state->path, sqlite3_errmsg(state->database));
	}
}

static int execute(struct state *state, const char *sql, struct error *error)
{
	if (sqlite3_exec(state->database, sql, NULL, NULL, NULL) != SQLITE_OK)
		return state_fail(state, error);
	return 0;
}

static int read_version(struct state *state, int *version_r, struct error *error)
{
	sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(state->database, "PRAGMA user_version", -1, &statement, NULL) !=
		    SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW) {
		state_fail(state, error);
		sqlite3_finalize(statement);
		return -1;
	}
	*version_r = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return 0;
}

static int create_schema(struct state *state, struct error *error)
{
	if (execute(state, "PRAGMA journal_mode = WAL", error) < 0 || state_begin(state, error) < 0)
		return -1;
	int version; /* another process may have been faster */
	if (read_version(state, &version, error) < 0) {
		state_rollback(state);
		return -1;
	}
	char *set_version = xasprintf("PRAGMA user_version = %d", SCHEMA_VERSION);
	int result = 0;
	if (version == 0)
		result = execute(state, embedded_state_schema_sql, error) < 0 ||
					 execute(state, set_version, error) < 0
				 ? -1
				 : 0;
	free(set_version);
	if (result < 0) {
		state_rollback(state);
		return -1;
	}
	return state_commit(state, true, error);
}

static int prepare_database(struct state *state, struct error *error)
{
	sqlite3_extended_result_codes(state->database, 1);
	sqlite3_busy_timeout(state->database, BUSY_TIMEOUT_MS);
	int version;
	if (read_version(state, &version, error) < 0)
		return -1;
	if (version > SCHEMA_VERSION)
		return error_set(
			error, STATE_ERROR_NEWER,
			"The store '%s' was written by a newer version of exosh (format %d; this "
			"version knows %d). It was left as it is.",
			state->path, version, SCHEMA_VERSION);
	if (version == 0 && create_schema(state, error) < 0)
		return -1;
	/* secure_delete: what held a password is overwritten when it is erased. */
	return execute(state,
		       "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"
		       "PRAGMA secure_delete = ON",
		       error);
}

/* Makes an empty file of mode 0600, which SQLite fills and whose mode it gives its other files. A file that is there is not
 * even opened: closing it would drop the locks that other threads of this process hold on it (fcntl(2)). */
static int create_file(const char *path, struct error *error)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	if (fd >= 0 || errno == EEXIST)
		return 0;
	if (errno == ENOENT) { /* its folder is missing, and this is why */
		char *folder = xstrndup(path, (size_t)(strrchr(path, '/') - path));
		home_make_folder(folder);
		free(folder);
	}
	int code = errno == ENOSPC                     ? STATE_ERROR_FULL
		   : errno == EROFS || errno == EACCES ? STATE_ERROR_READONLY
						       : STATE_ERROR_OPEN;
	return error_set(error, code, "The store '%s' can't be made: %s.", path, strerror(errno));
}

struct state *state_open(const char *path, struct error *error)
{
	if (create_file(path, error) < 0)
		return NULL;
	struct state *state = xcalloc(1, sizeof(*state));
	state->path = xstrdup(path);
	hashmap_init(&state->statements, HASHMAP_EXACT);
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
	if (sqlite3_open_v2(path, &state->database, flags, NULL) != SQLITE_OK) {
		state_fail(state, error);
		state_close(&state);
		return NULL;
	}
	if (prepare_database(state, error) < 0)
		state_close(&state);
	return state;
}

struct state *state_open_home(struct error *error)
{
	char *path = home_file("state.db");
	struct state *state = state_open(path, error);
	free(path);
	return state;
}

static void finalize(void *statement)
{
	sqlite3_finalize(statement);
}

void state_close(struct state **state)
{
	if (!*state)
		return;
	hashmap_clear(&(*state)->statements, finalize);
	sqlite3_close((*state)->database);
	free((*state)->path);
	free(*state);
	*state = NULL;
}

sqlite3_stmt *state_statement(struct state *state, const char *sql, struct error *error)
{
	sqlite3_stmt *statement = hashmap_get(&state->statements, sql);
	if (statement) {
		sqlite3_reset(statement);
		sqlite3_clear_bindings(statement);
		return statement;
	}
	if (sqlite3_prepare_v3(state->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
			       NULL) != SQLITE_OK) {
		state_fail(state, error);
		return NULL;
	}
	hashmap_put(&state->statements, sql, statement);
	return statement;
}

int state_step(struct state *state, sqlite3_stmt *statement, struct error *error)
{
	switch (sqlite3_step(statement)) {
	case SQLITE_ROW:
		return 1;
	case SQLITE_DONE:
		sqlite3_reset(statement);
		return 0;
	default:
		state_fail(state, error);
		sqlite3_reset(statement);
		return -1;
	}
}

int state_run(struct state *state, sqlite3_stmt *statement, struct error *error)
{
	int result = state_step(state, statement, error);
	sqlite3_reset(statement);
	return result < 0 ? -1 : 0;
}

int state_begin(struct state *state, struct error *error)
{
	if (state->depth == 0 && execute(state, "BEGIN IMMEDIATE", error) < 0)
		return -1;
	state->depth++;
	return 0;
}

/* With synchronous = NORMAL a commit is written but not flushed. Flushing the log makes it, and all that were written to
 * the log before it, survive a power cut. */
static int flush_log(struct state *state, struct error *error)
{
	sqlite3_file *log = NULL;
	if (sqlite3_file_control(state->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) !=
		    SQLITE_OK ||
	    !log || !log->pMethods)
		return 0; /* nothing was ever written to it */
	if (log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) != SQLITE_OK)
		return error_set(error, STATE_ERROR_OTHER,
				 "The store '%s' can't be written to disk: %s.", state->path,
				 strerror(errno));
	return 0;
}

int state_commit(struct state *state, bool durable, struct error *error)
{
	if (state->depth > 1) {
		state->depth--;
		return 0;
	}
	if (execute(state, "COMMIT", error) < 0) {
		state_rollback(state);
		return -1;
	}
	state->depth = 0;
	return durable ? flush_log(state, error) : 0;
}

void state_rollback(struct state *state)
{
	if (state->depth > 0 && !sqlite3_get_autocommit(state->database))
		sqlite3_exec(state->database, "ROLLBACK", NULL, NULL, NULL);
	state->depth = 0;
}

int state_setting_get(struct state *state, struct arena *arena, const char *name,
		      const char **value_r, struct error *error)
{
	*value_r = NULL;
	sqlite3_stmt *statement =
		state_statement(state, "SELECT value FROM setting WHERE name = ?1", error);
	if (!statement)
		return -1;
	sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
	int result = state_step(state, statement, error);
	if (result == 1)
		*value_r = state_column_text(arena, statement, 0);
	sqlite3_reset(statement);
	return result;
}

int64_t state_setting_number(struct state *state, const char *name, int64_t fallback)
{
	struct arena arena;
	arena_init(&arena);
	const char *value;
	int64_t number = fallback;
	if (state_setting_get(state, &arena, name, &value, NULL) == 1) {
		char *end;
		long long parsed = strtoll(value, &end, 10);
		if (end != value && !*end)
			number = parsed;
	}
	arena_clear(&arena);
	return number;
}

int state_setting_put(struct state *state, const char *name, const char *value, struct error *error)
{
	sqlite3_stmt *statement =
		state_statement(state,
				value ? "INSERT INTO setting (name, value) VALUES (?1, ?2)"
					" ON CONFLICT (name) DO UPDATE SET value = excluded.value"
				      : "DELETE FROM setting WHERE name = ?1",
				error);
	if (!statement)
		return -1;
	sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
	if (value)
		sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
	return state_run(state, statement, error);
}
