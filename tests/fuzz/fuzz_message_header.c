/* Headers of messages, which anybody can send. */
#include "transport/message_header.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *header = (const char *)data;

	message_identity(header, size);
	message_header_date(header, size);
	free(message_header_get(header, size, "Subject"));
	return 0;
}
