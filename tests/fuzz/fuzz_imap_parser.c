/* A server's bytes, cut in pieces of varying size: the first byte chooses which. */
#include "base/xmalloc.h"
#include "transport/imap_fetch.h"
#include "transport/imap_list.h"
#include "transport/imap_parser.h"

#include <stdlib.h>
#include <string.h>

static void read_response(const struct imap_node *root)
{
	struct arena arena;
	struct imap_fetch fetch;
	struct imap_folder_status status;
	struct imap_code code;
	const struct imap_node *third = imap_node_child(root, 2);

	arena_init(&arena);
	imap_fetch_read(root, &arena, &fetch);
	imap_status_read(imap_node_child(root, 3), &status);
	imap_code_parse(imap_node_string(third), &code);
	arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct imap_parser_limits limits = {4096, 8192};
	struct imap_parser *parser = imap_parser_create(&limits);
	size_t step = size ? data[0] % 64 + 1 : 1, start = size > 0, end = start;

	for (;;) {
		struct imap_piece piece;
		size_t used;
		/* A copy of its own, so that reading past the end is seen. */
		char *input = xmalloc(end - start + 1);
		memcpy(input, data + start, end - start);
		enum imap_parser_event event =
			imap_parser_next(parser, input, end - start, &used, &piece);
		free(input);
		if (used > end - start)
			abort();
		start += used;
		if (event == IMAP_PARSER_BAD || (event == IMAP_PARSER_MORE && end == size))
			break;
		if (event == IMAP_PARSER_MORE)
			end = size - end < step ? size : end + step;
		else if (event == IMAP_PARSER_LITERAL && data[0] & 64)
			imap_parser_stream(parser);
		else if (event == IMAP_PARSER_RESPONSE)
			read_response(imap_parser_root(parser));
	}
	imap_parser_free(&parser);
	return 0;
}
