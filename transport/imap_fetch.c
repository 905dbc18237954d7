#include "transport/imap_fetch.h"
#include "base/strbuf.h"
#include "transport/imap_quote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
	const char *name;
	uint32_t flag;
} system_flags[] = {
	{"\\Seen", IMAP_FLAG_SEEN},       {"\\Answered", IMAP_FLAG_ANSWERED},
	{"\\Flagged", IMAP_FLAG_FLAGGED}, {"\\Deleted", IMAP_FLAG_DELETED},
	{"\\Draft", IMAP_FLAG_DRAFT},
};

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Keywords in one order, so that the same set is the same text. */
static const char *join_sorted(struct arena *arena, const char **words, size_t count)
{
	size_t length = 1;

	qsort(words, count, sizeof(*words), compare_words);
	for (size_t i = 0; i < count; i++)
		length += strlen(words[i]) + 1;
	char *joined = arena_alloc(arena, length), *out = joined;
	for (size_t i = 0; i < count; i++)
		out += sprintf(out, "%s%s", i ? " " : "", words[i]);
	return joined;
}

static void read_flags(const struct imap_node *list, struct arena *arena, struct imap_fetch *fetch)
{
	const char *words[64];
	size_t count = 0;

	fetch->flags = 0;
	for (const struct imap_node *node = list->children; node; node = node->next) {
		size_t i;
		for (i = 0; i < countof(system_flags); i++)
			if (imap_node_is(node, system_flags[i].name))
				break;
		if (i < countof(system_flags))
			fetch->flags |= system_flags[i].flag;
		else if (count < countof(words) && node->type == IMAP_NODE_ATOM &&
			 imap_quote_is_keyword(node->text, node->length))
			words[count++] = node->text;
	}
	fetch->keywords = count ? join_sorted(arena, words, count) : "";
}

static int two_digits(const char *p)
{
	int high = p[0] == ' ' ? 0 : p[0] - '0', low = p[1] - '0';
	return high < 0 || high > 9 || low < 0 || low > 9 ? -1 : high * 10 + low;
}

bool imap_date_parse(const char *text, struct imap_date *date_r)
{
	struct tm time = {0};
	char padded[32];

	date_r->known = false;
	if (strlen(text) == 25 && text[1] == '-') { /* "7-Jul-…": the pad is missing */
		snprintf(padded, sizeof(padded), " %s", text);
		text = padded;
	}
	if (strlen(text) != 26 || text[2] != '-' || text[6] != '-' || text[14] != ':')
		return false;
	const char *month = NULL;
	for (const char *p = months; *p && !month; p += 3)
		if (!strncasecmp(p, text + 3, 3))
			month = p;
	int hours = two_digits(text + 22), minutes = two_digits(text + 24);
	int century = two_digits(text + 7), year = two_digits(text + 9);
	time.tm_mday = two_digits(text);
	time.tm_hour = two_digits(text + 12);
	time.tm_min = two_digits(text + 15);
	time.tm_sec = two_digits(text + 18);
	if (!month || time.tm_mday < 1 || time.tm_hour < 0 || time.tm_min < 0 || time.tm_sec < 0 ||
	    hours < 0 || minutes < 0 || century < 0 || year < 0)
		return false;
	time.tm_mon = (int)(month - months) / 3;
	time.tm_year = century * 100 + year - 1900;
	date_r->zone = (hours * 60 + minutes) * (text[21] == '-' ? -1 : 1);
	date_r->seconds = (int64_t)timegm(&time) - (int64_t)date_r->zone * 60;
	date_r->known = true;
	return true;
}

void imap_date_print(const struct imap_date *date, char text_r[IMAP_DATE_SIZE])
{
	time_t local = (time_t)(date->seconds + (int64_t)date->zone * 60);
	int zone = abs(date->zone);
	struct tm time;

	gmtime_r(&local, &time);
	snprintf(text_r, IMAP_DATE_SIZE, "%2d-%.3s-%04d %02d:%02d:%02d %c%02d%02d",
		 time.tm_mday % 100, &months[(size_t)time.tm_mon * 3],
		 (time.tm_year + 1900) % 10000, time.tm_hour % 100, time.tm_min % 100,
		 time.tm_sec % 100, date->zone < 0 ? '-' : '+', zone / 60 % 100, zone % 60);
}

void imap_flags_print(uint32_t flags, const char *keywords, struct strbuf *out)
{
	bool first = true;

	strbuf_addc(out, '(');
	for (size_t i = 0; i < countof(system_flags); i++) {
		if (!(flags & system_flags[i].flag))
			continue;
		strbuf_addf(out, "%s%s", first ? "" : " ", system_flags[i].name);
		first = false;
	}
	if (keywords && *keywords)
		strbuf_addf(out, "%s%s", first ? "" : " ", keywords);
	strbuf_addc(out, ')');
}

static void read_item(const struct imap_node *name, const struct imap_node *value,
		      struct arena *arena, struct imap_fetch *fetch)
{
	uint64_t number;

	if (imap_node_is(name, "UID") && imap_node_number(value, &number) && number &&
	    number <= UINT32_MAX) {
		fetch->uid = (uint32_t)number;
		fetch->items |= IMAP_FETCH_UID;
	} else if (imap_node_is(name, "FLAGS") && value->type == IMAP_NODE_LIST) {
		read_flags(value, arena, fetch);
		fetch->items |= IMAP_FETCH_FLAGS;
	} else if (imap_node_is(name, "INTERNALDATE") && imap_node_string(value)) {
		if (imap_date_parse(value->text, &fetch->date))
			fetch->items |= IMAP_FETCH_DATE;
	} else if (imap_node_is(name, "RFC822.SIZE") && imap_node_number(value, &number)) {
		fetch->size = number;
		fetch->items |= IMAP_FETCH_SIZE;
	} else if (imap_node_is(name, "X-GM-MSGID")) {
		imap_node_number(value, &fetch->gmail_id);
	} else if (imap_node_is(name, "MODSEQ")) {
		imap_node_number(imap_node_child(value, 0), &fetch->modseq);
	} else if (name->type == IMAP_NODE_ATOM && !strncasecmp(name->text, "BODY[", 5)) {
		fetch->body = imap_node_string(value);
		fetch->body_length = fetch->body ? value->length : 0;
		fetch->items |= IMAP_FETCH_BODY;
	}
}

bool imap_fetch_read(const struct imap_node *response, struct arena *arena,
		     struct imap_fetch *fetch_r)
{
	const struct imap_node *list = imap_node_child(response, 3), *name;
	uint64_t number;

	*fetch_r = (struct imap_fetch){.keywords = ""};
	if (!imap_node_is(imap_node_child(response, 2), "FETCH") || !list ||
	    list->type != IMAP_NODE_LIST ||
	    !imap_node_number(imap_node_child(response, 1), &number))
		return false;
	fetch_r->number = (uint32_t)number;
	for (name = list->children; name && name->next; name = name->next->next)
		read_item(name, name->next, arena, fetch_r);
	return true;
}
