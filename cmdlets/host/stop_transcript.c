/* Stop-Transcript: ends the transcript that was started last. */
#include "cmdlet.h"
#include "cmdlets/host/transcript.h"

#include "engine/host.h"
#include "object/psobject.h"
#include "object/string.h"

#include <stdlib.h>

struct stop_transcript {
	int unused;
};

static const struct parameter parameters[] = {PARAM_END};

static enum status process(struct cmdlet_call *c)
{
	struct host *host = cmdlet_session(c)->host;
	bool go;
	enum status status = cmdlet_should_process(c, "", "Stop-Transcript", &go);
	if (status != OK || !go)
		return status;
	if (host->flush && host->flush(host) != OK)
		return ERROR;
	char *path = transcript_stop(cmdlet_session(c));
	if (!path)
		return cmdlet_throw_type(c,
					 "System.Management.Automation.PSInvalidOperationException",
					 "InvalidOperation", CATEGORY_INVALID_OPERATION, NULL_VALUE,
					 "An error occurred stopping transcription: The host is "
					 "not currently transcribing.");
	Value v = psobject_wrap(string_printf("Transcript stopped, output file is %s", path));
	psobject_set(v, "Path", string_from(path));
	free(path);
	return cmdlet_write(c, v);
}

const struct cmdlet cmdlet_stop_transcript = {
	.verb = "Stop",
	.noun = "Transcript",
	.parameters = parameters,
	.state_size = sizeof(struct stop_transcript),
	.flags = CMDLET_SHOULD_PROCESS,
	.process = process,
	.output = "System.String",
	.synopsis = "Stops a transcript.",
};
