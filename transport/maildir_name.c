/* File names of messages in a Maildir: what they say, and the letters of flags and keywords. */
#include "base/xmalloc.h"
#include "transport/failure.h"
#include "transport/imap_fetch.h"
#include "transport/maildir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t hash_name(const char *name, size_t length)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * 1099511628211u;
	return hash >> 1;
}

void maildir_name_parse(const char *name, struct maildir_name *name_r)
{
	const char *info = strstr(name, ":2,"), *mark = strstr(name, ".X");
	const char *size = strstr(name, ",S=");
	char *end = NULL;

	*name_r = (struct maildir_name){0};
	if (mark)
		name_r->token = strtoull(mark + 2, &end, 16);
	name_r->ours = end == (mark ? mark + 18 : NULL) && mark && !strncmp(end, ".exosh", 6);
	/* Sizes and flags may be added and changed; what stands before them stays. */
	if (!name_r->ours)
		name_r->token = hash_name(name, strcspn(name, ",:"));
	if (size)
		name_r->size = strtoull(size + 3, NULL, 10);
	if (info)
		snprintf(name_r->flags, sizeof(name_r->flags), "%s", info + 3);
}

void maildir_keywords_load(const struct maildir *maildir, struct maildir_keywords *keywords)
{
	char *path = xasprintf("%s/dovecot-keywords", maildir->path), *line = NULL;
	FILE *file = fopen(path, "re");
	size_t size = 0;

	*keywords = (struct maildir_keywords){0};
	while (file && getline(&line, &size, file) > 0) {
		char *name;
		unsigned long number = strtoul(line, &name, 10);
		line[strcspn(line, "\r\n")] = '\0';
		if (number < countof(keywords->names) && *name == ' ' && !keywords->names[number])
			keywords->names[number] = xstrdup(name + 1);
	}
	if (file)
		fclose(file);
	free(line);
	free(path);
}

int maildir_keywords_save(const struct maildir *maildir, struct maildir_keywords *keywords,
			  struct error *error)
{
	char *path = xasprintf("%s/dovecot-keywords", maildir->path);
	char *fresh = xasprintf("%s.exosh", path);
	int result = 0;

	if (keywords->changed) {
		FILE *file = fopen(fresh, "we");
		for (size_t i = 0; file && i < countof(keywords->names); i++)
			if (keywords->names[i])
				fprintf(file, "%zu %s\n", i, keywords->names[i]);
		if (!file || fclose(file) != 0 || rename(fresh, path) < 0)
			result = error_set(error, FAILURE_LOCAL, "%s can't be written: %s", path,
					   strerror(errno));
		keywords->changed = false;
	}
	free(fresh);
	free(path);
	return result;
}

void maildir_keywords_clear(struct maildir_keywords *keywords)
{
	for (size_t i = 0; i < countof(keywords->names); i++)
		free(keywords->names[i]);
	*keywords = (struct maildir_keywords){0};
}

/* The letter's number; -1: all are taken. */
static int keyword_number(struct maildir_keywords *keywords, const char *word, size_t length)
{
	for (int i = 0; i < (int)countof(keywords->names); i++) {
		if (!keywords->names[i]) {
			keywords->names[i] = xstrndup(word, length);
			keywords->changed = true;
			return i;
		}
		if (strlen(keywords->names[i]) == length &&
		    !strncasecmp(keywords->names[i], word, length))
			return i;
	}
	return -1;
}

void maildir_flag_letters(uint32_t flags, const char *words, struct maildir_keywords *keywords,
			  struct strbuf *letters)
{
	static const struct {
		char letter;
		uint32_t flag;
	} system_letters[] = {
		{'D', IMAP_FLAG_DRAFT}, {'F', IMAP_FLAG_FLAGGED}, {'R', IMAP_FLAG_ANSWERED},
		{'S', IMAP_FLAG_SEEN},  {'T', IMAP_FLAG_DELETED},
	};
	uint32_t used = 0;

	for (size_t i = 0; i < countof(system_letters); i++)
		if (flags & system_letters[i].flag)
			strbuf_addc(letters, system_letters[i].letter);
	while (words && *(words += strspn(words, " "))) {
		size_t length = strcspn(words, " ");
		int number = keyword_number(keywords, words, length);
		if (number >= 0)
			used |= 1u << number;
		words += length;
	}
	for (int i = 0; i < 26; i++)
		if (used >> i & 1)
			strbuf_addc(letters, (char)('a' + i));
}
