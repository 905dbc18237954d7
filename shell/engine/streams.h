/* The streams beside output: error, warning, verbose, debug, information; where each goes now. */
#ifndef EXOSH_ENGINE_STREAMS_H
#define EXOSH_ENGINE_STREAMS_H

#include "engine/output.h"
#include "engine/session.h"
#include "object/type.h"
#include "syntax/ast.h"

/* What stands behind -ErrorVariable, -WarningVariable and -InformationVariable of a function that runs: the records
 * of all that it calls. UNSET where it has none. */
struct stream_lists {
	struct stream_lists *outer;
	Value error, warning, information;
};
/* One target for each enum ast_stream; NULL: the host shows it. */
struct stream_targets {
	struct output *target[AST_STREAM_INFORMATION + 1];
	struct stream_lists *lists; /* innermost first */
};

/* WarningRecord, VerboseRecord, DebugRecord: a message that travels as an object when redirected. */
struct message_record {
	struct cell cell;
	Value message;
	bool is_redirected; /* came by 3>&1 and the like: shown with "WARNING: " and so on before it */
};
/* InformationRecord; host lines (Write-Host) carry their colours. */
struct information_record {
	struct cell cell;
	Value data; /* MessageData */
	Value source;
	Value time;
	Value tags; /* list */
	bool is_host;
	bool no_newline;
	int foreground, background;
};
extern struct type type_warning_record, type_verbose_record, type_debug_record,
	type_information_record, type_host_information_message, type_informational_record;
extern const struct type *const stream_types[];

/* Adds a record to the variables of the functions that run. */
void stream_collect(struct session *s, enum ast_stream stream, Value record);
/* Whether a function that runs collects the stream's records. */
bool stream_is_collected(struct session *s, enum ast_stream stream);
/* Sends a message to warning, verbose or debug: to its target, or to the host as "WARNING: ...". */
enum status stream_write_message(struct session *s, enum ast_stream stream,
				 Value message) WARN_UNUSED;
enum status stream_write_information(struct session *s, Value record) WARN_UNUSED;
Value information_record_new(Value data, Value tags, const char *source);

#endif
