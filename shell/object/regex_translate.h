/* From the syntax of .NET's regular expressions to PCRE2's. */
#ifndef EXOSH_OBJECT_REGEX_TRANSLATE_H
#define EXOSH_OBJECT_REGEX_TRANSLATE_H

#include "base/strbuf.h"

/* A capturing group of a pattern. .NET numbers unnamed groups first, then named ones; PCRE2 by position. */
struct regex_group {
	char *name;     /* "1" for an unnamed group */
	int number;     /* .NET's */
	int *positions; /* PCRE2's numbers: several when a name is used more than once */
	int position_count;
};

struct regex_translation {
	struct strbuf plain;    /* for subjects that are ASCII only: bytes */
	struct strbuf unicode;  /* for any subject */
	struct strbuf captures; /* like unicode, with callouts behind each group that number it */
	bool ascii; /* the pattern itself has nothing beyond ASCII: `plain` can be used */
	struct regex_group *groups; /* in order of .NET's numbers; [0] is the whole match */
	int group_count;
	/* when it fails */
	char *error;
	size_t offset;
};

/* `options` are RegexOptions. false: `error` and `offset` say why, in .NET's words. Either way
 * regex_translation_clear() it. */
bool regex_translate(const char *pattern, size_t length, unsigned options,
		     struct regex_translation *t);
void regex_translation_clear(struct regex_translation *t);

#endif
