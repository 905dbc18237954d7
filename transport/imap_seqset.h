/* Sets of message numbers or UIDs, kept as sorted ranges (RFC 3501 "sequence-set"). */
#ifndef EXOSH_TRANSPORT_IMAP_SEQSET_H
#define EXOSH_TRANSPORT_IMAP_SEQSET_H

#include "base/strbuf.h"

struct imap_range {
	uint32_t first, last; /* both inside */
};

struct imap_seqset {
	struct imap_range *ranges; /* ascending, with gaps between them */
	size_t count, capacity;
};

void imap_seqset_init(struct imap_seqset *set);
void imap_seqset_clear(struct imap_seqset *set);
void imap_seqset_add(struct imap_seqset *set, uint32_t first, uint32_t last);
void imap_seqset_remove(struct imap_seqset *set, uint32_t number);
bool imap_seqset_contains(const struct imap_seqset *set, uint32_t number);
/* How many numbers are inside. */
uint64_t imap_seqset_size(const struct imap_seqset *set);
/* Adds what "1:4,9,7:5" names; "*" is no number here. 0, or -1 where it is malformed. */
int imap_seqset_parse(struct imap_seqset *set, const char *text, size_t length);
/* Appends the text form. */
void imap_seqset_print(const struct imap_seqset *set, struct strbuf *out);

#endif
