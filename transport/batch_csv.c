#include "transport/batch_csv.h"
#include "base/hashmap.h"
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "transport/failure.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum column { COLUMN_EMAIL, COLUMN_USER, COLUMN_PASSWORD, COLUMN_USER_ROOT, COLUMN_COUNT };

static const struct {
	const char *name;
	bool required;
} columns[COLUMN_COUNT] = {
	[COLUMN_EMAIL] = {"EmailAddress", true},
	[COLUMN_USER] = {"UserName", true},
	[COLUMN_PASSWORD] = {"Password", true},
	[COLUMN_USER_ROOT] = {"UserRoot", false},
};

#define MAX_CELLS 256

/* Cells of the record that is being read, as pointers into the text. */
struct record {
	char *cells[MAX_CELLS];
	size_t count; /* may be more than MAX_CELLS: then those beyond are not kept */
	bool unclosed;
};

static void add_utf8(struct strbuf *out, uint32_t c)
{
	if (c < 0x80) {
		strbuf_addc(out, (char)c);
	} else if (c < 0x800) {
		strbuf_addc(out, (char)(0xc0 | c >> 6));
		strbuf_addc(out, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		strbuf_addc(out, (char)(0xe0 | c >> 12));
		strbuf_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		strbuf_addc(out, (char)(0x80 | (c & 0x3f)));
	} else {
		strbuf_addc(out, (char)(0xf0 | c >> 18));
		strbuf_addc(out, (char)(0x80 | (c >> 12 & 0x3f)));
		strbuf_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		strbuf_addc(out, (char)(0x80 | (c & 0x3f)));
	}
}

/* A half of a pair that stands alone becomes U+FFFD. */
static void decode_utf16(const uint8_t *bytes, size_t size, bool big_endian, struct strbuf *out)
{
	uint32_t high = 0;
	for (size_t i = 0; i + 1 < size; i += 2) {
		uint32_t unit = big_endian ? (uint32_t)bytes[i] << 8 | bytes[i + 1]
					   : (uint32_t)bytes[i + 1] << 8 | bytes[i];
		bool is_low = unit >= 0xdc00 && unit < 0xe000;
		if (high && !is_low)
			add_utf8(out, 0xfffd);
		if (unit >= 0xd800 && unit < 0xdc00) {
			high = unit;
			continue;
		}
		if (is_low)
			unit = high ? 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd;
		add_utf8(out, unit);
		high = 0;
	}
}

/* The bytes as UTF-8 without byte order mark. What is not UTF-8 is found row by row later. */
static void decode(const uint8_t *bytes, size_t size, struct strbuf *out)
{
	strbuf_grow(out,
		    size * 2 + 2); /* at once: growing would leave copies of passwords behind */
	bool little = size >= 2 && bytes[1] == 0 && bytes[0] != 0;
	bool big = size >= 2 && bytes[0] == 0 && bytes[1] != 0;
	if (size >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
		strbuf_add(out, bytes + 3, size - 3);
	else if (size >= 2 && !memcmp(bytes, "\xff\xfe", 2))
		decode_utf16(bytes + 2, size - 2, false, out);
	else if (size >= 2 && !memcmp(bytes, "\xfe\xff", 2))
		decode_utf16(bytes + 2, size - 2, true, out);
	else if (little || big)
		decode_utf16(bytes, size, big, out);
	else
		strbuf_add(out, bytes, size);
}

/* RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
static bool is_utf8(const char *text)
{
	for (const uint8_t *p = (const uint8_t *)text; *p;) {
		size_t more = *p < 0x80 ? 0 : *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : 1;
		if ((*p >= 0x80 && *p < 0xc2) || *p > 0xf4)
			return false;
		uint8_t second = more ? p[1] : 0;
		if ((*p == 0xe0 && second < 0xa0) || (*p == 0xed && second > 0x9f) ||
		    (*p == 0xf0 && second < 0x90) || (*p == 0xf4 && second > 0x8f))
			return false;
		p++;
		for (; more; more--, p++)
			if ((*p & 0xc0) != 0x80)
				return false;
	}
	return true;
}

/* Reads a quoted cell behind its first quote, in place; returns what stands behind the last one. */
static char *read_quoted(char *at, char *end, bool *unclosed)
{
	char *out = at;
	while (at < end) {
		if (*at != '"') {
			*out++ = *at++;
			continue;
		}
		if (at + 1 < end && at[1] == '"') {
			*out++ = '"';
			at += 2;
			continue;
		}
		*out = '\0';
		return at + 1;
	}
	*unclosed = true;
	*out = '\0';
	return end;
}

/* Reads one record (RFC 4180; line ends CRLF, LF or CR) and cuts it into cells, in place: the separators become NULs.
 * Returns where the next one begins. */
static char *read_record(char *at, char *end, struct record *record)
{
	*record = (struct record){.count = 0};
	for (;;) {
		char *cell = at;
		bool quoted = at < end && *at == '"';
		if (quoted)
			at = read_quoted(++cell, end, &record->unclosed);
		while (at < end && *at != ',' && *at != '\n' && *at != '\r')
			at++;
		if (record->count < MAX_CELLS)
			record->cells[record->count] = cell;
		record->count++;
		char stop = at < end ? *at : '\n';
		char next = at + 1 < end ? at[1] : '\0';
		*at = '\0'; /* behind the text stands a NUL of its own */
		if (stop == ',') {
			at++;
			continue;
		}
		if (at >= end)
			return end;
		return at + (stop == '\r' && next == '\n' ? 2 : 1);
	}
}

static bool is_blank(const struct record *record)
{
	return record->count == 1 && record->cells[0][strspn(record->cells[0], " \t")] == '\0';
}

static char *trim(char *text)
{
	text += strspn(text, " \t\r\n");
	size_t length = strlen(text);
	while (length && strchr(" \t\r\n", text[length - 1]))
		text[--length] = '\0';
	return text;
}

static int find_column(const char *name)
{
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (!strcasecmp(columns[i].name, name))
			return i;
	return -1;
}

static int missing_column(const struct record *header, const char *name, struct error *error)
{
	bool other_separator = header->count == 1 && strpbrk(header->cells[0], ";\t");
	return error_set(
		error, FAILURE_LOCAL,
		"Column \"%s\" is missing from the CSV file. The import process can't continue "
		"because this column is required. Please edit the CSV file and re-submit it.%s",
		name, other_separator ? " Columns must be separated by commas." : "");
}

/* Finds which cell belongs to which column: place_r[column] is -1 where there is none. */
static int read_header(const struct record *header, bool allow_unknown, int place_r[COLUMN_COUNT],
		       struct error *error)
{
	for (int i = 0; i < COLUMN_COUNT; i++)
		place_r[i] = -1;
	if (header->count > MAX_CELLS)
		return error_set(error, FAILURE_LOCAL, "The CSV file has more than %d columns.",
				 MAX_CELLS);
	const char *unknown = NULL;
	for (size_t i = 0; i < header->count; i++) {
		const char *name = trim(header->cells[i]);
		int column = find_column(name);
		if (column < 0) {
			unknown = unknown ? unknown : name;
			continue;
		}
		if (place_r[column] >= 0)
			return error_set(error, FAILURE_LOCAL,
					 "Column \"%s\" appears more than once in the CSV file.",
					 columns[column].name);
		place_r[column] = (int)i;
	}
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (columns[i].required && place_r[i] < 0)
			return missing_column(header, columns[i].name, error);
	if (unknown && !allow_unknown)
		return error_set(
			error, FAILURE_LOCAL,
			"Column \"%s\" in the CSV file isn't known. The columns are EmailAddress, "
			"UserName, Password and UserRoot. Remove the column, or use "
			"-AllowUnknownColumnsInCsv $true to ignore it.",
			is_utf8(unknown) ? unknown : "?");
	return 0;
}

bool batch_csv_is_address(const char *address)
{
	const char *at = strrchr(address, '@');
	if (!at || at == address || *address == '.' || strlen(address) > 320 || !is_utf8(address))
		return false;
	const char *dot = strrchr(at, '.');
	if (!dot || dot == at + 1 || !dot[1] || at[1] == '.' || strstr(at, ".."))
		return false;
	for (const char *p = address; *p; p++)
		if ((uint8_t)*p <= ' ' || *p == 0x7f || strchr("/\\\"<>(),;:[]", *p) ||
		    (*p == '@' && p != at))
			return false;
	return true;
}

static bool has_line_break(const char *text)
{
	return strpbrk(text, "\r\n") != NULL;
}

/* Why this row can't be migrated; NULL: it can. */
static char *find_problem(const struct batch_csv_row *row, size_t cells, size_t expected)
{
	if (cells != expected)
		return xasprintf("Row %lld has the wrong number of columns. Expected number: %zu. "
				 "Actual number: %zu. Please edit this row and re-submit the file.",
				 (long long)row->number, expected, cells);
	if (!is_utf8(row->email) || !is_utf8(row->user) || !is_utf8(row->password) ||
	    (row->user_root && !is_utf8(row->user_root)))
		return xasprintf(
			"Row %lld has characters that aren't UTF-8. Please save the file as UTF-8 "
			"and re-submit it.",
			(long long)row->number);
	const char *empty = !*row->email      ? "EmailAddress"
			    : !*row->user     ? "UserName"
			    : !*row->password ? "Password"
					      : NULL;
	if (empty)
		return xasprintf("Row %lld has no value for the required column \"%s\".",
				 (long long)row->number, empty);
	if (!batch_csv_is_address(row->email))
		return xasprintf(
			"The value \"%s\" of column \"EmailAddress\" in row %lld isn't a valid "
			"email address.",
			row->email, (long long)row->number);
	const char *broken = has_line_break(row->user)                          ? "UserName"
			     : has_line_break(row->password)                    ? "Password"
			     : row->user_root && has_line_break(row->user_root) ? "UserRoot"
										: NULL;
	if (broken)
		return xasprintf("The value of column \"%s\" in row %lld contains a line break.",
				 broken, (long long)row->number);
	return NULL;
}

static char *cell_at(const struct record *record, int place)
{
	static char nothing[1];
	bool there = place >= 0 && (size_t)place < record->count && place < MAX_CELLS;
	return there ? record->cells[place] : nothing;
}

static void add_row(struct batch_csv *csv, const struct record *record, int64_t number,
		    const int place[COLUMN_COUNT], size_t expected)
{
	GROW(csv->rows, csv->count, csv->capacity);
	struct batch_csv_row *row = &csv->rows[csv->count++];
	const char *root = trim(cell_at(record, place[COLUMN_USER_ROOT]));
	*row = (struct batch_csv_row){
		.number = number,
		.email = trim(cell_at(record, place[COLUMN_EMAIL])),
		.user = trim(cell_at(record, place[COLUMN_USER])),
		.password = cell_at(record, place[COLUMN_PASSWORD]),
		.user_root = *root ? root : NULL,
	};
	row->problem = find_problem(row, record->count, expected);
}

static void find_duplicates(struct batch_csv *csv)
{
	struct hashmap seen;
	hashmap_init(&seen, HASHMAP_IGNORE_CASE);
	for (size_t i = 0; i < csv->count; i++) {
		struct batch_csv_row *row = &csv->rows[i];
		if (!*row->email)
			continue;
		struct batch_csv_row *first = hashmap_get(&seen, row->email);
		if (first)
			row->duplicate_of = first->number;
		else
			hashmap_put(&seen, row->email, row);
	}
	hashmap_clear(&seen, NULL);
}

static int read_rows(struct batch_csv *csv, bool allow_unknown, struct error *error)
{
	char *at = csv->text, *end = csv->text + csv->text_size;
	struct record record;
	int place[COLUMN_COUNT];
	size_t expected = 0;
	for (int64_t number = 0; at < end;) {
		char *start = at;
		at = read_record(at, end, &record);
		bool type_line = number == 0 && !strncasecmp(start, "#TYPE", 5); /* of Export-Csv */
		if (type_line || is_blank(&record))
			continue;
		number++;
		if (record.unclosed)
			return error_set(
				error, FAILURE_LOCAL,
				"A quotation mark that opens in row %lld of the CSV file is never "
				"closed.",
				(long long)number);
		if (number == 1) {
			expected = record.count;
			if (read_header(&record, allow_unknown, place, error) < 0)
				return -1;
			continue;
		}
		if (csv->count == BATCH_CSV_MAX_ROWS)
			return error_set(
				error, FAILURE_LOCAL,
				"The CSV file contains more than 50,000 rows. Please divide the "
				"file into two or more files and submit them separately.");
		add_row(csv, &record, number, place, expected);
	}
	csv->has_user_root = expected && place[COLUMN_USER_ROOT] >= 0;
	if (!csv->count)
		return error_set(error, FAILURE_LOCAL,
				 expected ? "The CSV file has a header but no rows."
					  : "Upload file can't be empty.");
	return 0;
}

int batch_csv_parse(const void *bytes, size_t size, bool allow_unknown_columns,
		    struct batch_csv *csv_r, struct error *error)
{
	*csv_r = (struct batch_csv){.text = NULL};
	if (size > BATCH_CSV_MAX_BYTES)
		return error_set(
			error, FAILURE_LOCAL,
			"The CSV file is larger than 10 MB (%zu bytes). Please divide the file "
			"into two or more files and submit them separately.",
			size);
	struct strbuf text = STRBUF_INIT;
	decode(bytes, size, &text);
	strbuf_addc(&text, '\0'); /* owned memory even when there is nothing */
	strbuf_set_length(&text, text.length - 1);
	csv_r->text = strbuf_detach(&text, &csv_r->text_size);
	int result = 0;
	if (memchr(csv_r->text, '\0', csv_r->text_size))
		result = error_set(error, FAILURE_LOCAL,
				   "The CSV file isn't text. It must be saved as UTF-8 or UTF-16.");
	else
		result = read_rows(csv_r, allow_unknown_columns, error);
	if (result < 0) {
		batch_csv_clear(csv_r);
		return -1;
	}
	find_duplicates(csv_r);
	return 0;
}

void batch_csv_clear(struct batch_csv *csv)
{
	for (size_t i = 0; i < csv->count; i++)
		free(csv->rows[i].problem);
	free(csv->rows);
	if (csv->text)
		OPENSSL_cleanse(csv->text, csv->text_size);
	free(csv->text);
	*csv = (struct batch_csv){.text = NULL};
}
