#include "object/string.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/xmalloc.h"
#include "object/gc_private.h"
#include "object/string_private.h"
#include "object/type.h"

#include <ctype.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct string *string_alloc(size_t length)
{
	struct string *s = gc_alloc(&type_string, VALUE_STRING, sizeof(*s) + length + 1);
	s->length = (uint32_t)length;
	return s;
}

static Value string_value(struct string *s)
{
	return value_cell(VALUE_STRING, s);
}

struct string *string_alloc_ascii(size_t length)
{
	struct string *s = string_alloc(length);
	s->utf16_length = s->length;
	s->ascii = true;
	return s;
}

/* From text that is known to be valid. */
static Value string_new_valid(const char *bytes, size_t length, bool ascii)
{
	struct string *s = string_alloc(length);
	memcpy(s->data, bytes, length);
	s->ascii = ascii;
	s->utf16_length = ascii ? s->length : (uint32_t)utf8_utf16_length(bytes, length);
	return string_value(s);
}

Value string_new(const char *bytes, size_t length)
{
	if (length == 0)
		return string_empty();
	if (utf8_is_ascii(bytes, length))
		return string_new_valid(bytes, length, true);
	if (utf8_is_valid(bytes, length))
		return string_new_valid(bytes, length, false);
	struct strbuf sb = STRBUF_INIT;
	for (const char *at = bytes, *end = bytes + length; at < end;)
		utf8_append(&sb, utf8_decode(&at, end));
	Value v = string_new_valid(sb.data, sb.length, false);
	strbuf_clear(&sb);
	return v;
}

Value string_from(const char *text)
{
	return string_new(text, strlen(text));
}

Value string_printf(const char *format, ...)
{
	struct strbuf sb = STRBUF_INIT;
	va_list args;
	va_start(args, format);
	strbuf_vaddf(&sb, format, args);
	va_end(args);
	return string_from_strbuf(&sb);
}

Value string_from_strbuf(struct strbuf *sb)
{
	Value v = string_new(sb->data, sb->length);
	strbuf_clear(sb);
	return v;
}

void utf16_append(struct strbuf *sb, const uint16_t *units, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t code = units[i];
		if ((code & 0xfc00) == 0xd800 && i + 1 < count && (units[i + 1] & 0xfc00) == 0xdc00)
			code = 0x10000 + ((code & 0x3ff) << 10 | (units[++i] & 0x3ffu));
		utf8_append(sb, code);
	}
}

Value string_from_utf16(const uint16_t *units, size_t count)
{
	struct strbuf sb = STRBUF_INIT;
	utf16_append(&sb, units, count);
	return string_from_strbuf(&sb);
}

Value string_from_unit(uint16_t unit)
{
	char bytes[4];
	size_t length = utf8_encode(unit, bytes);
	return string_new_valid(bytes, length, unit < 0x80);
}

/* Interned strings: an append-only open-addressing table that is read without a lock. When it is full a
 * larger one takes its place; readers may still be in the old one, which therefore stays. */
struct intern_table {
	struct intern_table *smaller; /* the one that it replaced */
	size_t size;
	struct string *_Atomic slots[];
};
static struct intern_table *_Atomic intern_table;
static size_t intern_count;
static pthread_mutex_t intern_lock = PTHREAD_MUTEX_INITIALIZER;

static uint32_t bytes_hash(const char *bytes, size_t length)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
	return hash != 0 ? hash : 1;
}

static struct string *intern_find(struct intern_table *table, uint32_t hash, const char *text,
				  size_t length, size_t *slot_r)
{
	size_t slot = hash & (table->size - 1);
	struct string *s;
	while ((s = atomic_load_explicit(&table->slots[slot], memory_order_acquire)) != NULL) {
		if (s->hash == hash && s->length == length && memcmp(s->data, text, length) == 0)
			return s;
		slot = (slot + 1) & (table->size - 1);
	}
	*slot_r = slot;
	return NULL;
}

/* With intern_lock held. */
static struct intern_table *intern_grow(struct intern_table *old)
{
	size_t size = old != NULL ? old->size * 4 : 2048;
	struct intern_table *table = xcalloc(1, sizeof(*table) + size * sizeof(table->slots[0]));
	table->size = size;
	table->smaller = old;
	for (size_t i = 0; old != NULL && i < old->size; i++) {
		struct string *s = old->slots[i];
		size_t slot = 0;
		if (s != NULL && intern_find(table, s->hash, s->data, s->length, &slot) == NULL)
			table->slots[slot] = s;
	}
	atomic_store_explicit(&intern_table, table, memory_order_release);
	return table;
}

static struct string *intern_add(uint32_t hash, const char *text, size_t length)
{
	pthread_mutex_lock(&intern_lock);
	struct intern_table *table = intern_table;
	if (table == NULL || intern_count * 2 >= table->size)
		table = intern_grow(table);
	size_t slot;
	struct string *s = intern_find(table, hash, text, length, &slot);
	if (s == NULL) {
		s = gc_alloc_permanent(&type_string, VALUE_STRING, sizeof(*s) + length + 1);
		memcpy(s->data, text, length);
		s->length = (uint32_t)length;
		s->ascii = utf8_is_ascii(text, length);
		s->utf16_length = (uint32_t)utf8_utf16_length(text, length);
		s->hash = hash;
		atomic_store_explicit(&table->slots[slot], s, memory_order_release);
		intern_count++;
	}
	pthread_mutex_unlock(&intern_lock);
	return s;
}

Value string_intern(const char *text, size_t length)
{
	uint32_t hash = bytes_hash(text, length);
	struct intern_table *table = atomic_load_explicit(&intern_table, memory_order_acquire);
	size_t slot;
	struct string *s = table != NULL ? intern_find(table, hash, text, length, &slot) : NULL;
	if (s == NULL)
		s = intern_add(hash, text, length);
	return string_value(s);
}

const char *name_intern(const char *text)
{
	return string_data(string_intern(text, strlen(text)));
}

Value string_of_interned(const char *name)
{
	return string_value(container_of(name, struct string, data));
}

Value string_empty(void)
{
	static struct string *empty;
	if (empty == NULL)
		empty = value_as_string(string_intern("", 0));
	return string_value(empty);
}

uint16_t *string_to_utf16(Value v, size_t *count_r)
{
	const struct string *s = value_as_string(v);
	uint16_t *units = gc_alloc_bytes((s->utf16_length + 1) * sizeof(*units));
	size_t count = 0;
	if (s->ascii) {
		for (; count < s->length; count++)
			units[count] = (unsigned char)s->data[count];
	} else {
		for (const char *at = s->data, *end = at + s->length; at < end;) {
			uint32_t code = utf8_next(&at);
			if (code >= 0x10000) {
				units[count++] = (uint16_t)(0xd800 + ((code - 0x10000) >> 10));
				units[count++] = (uint16_t)(0xdc00 + (code & 0x3ff));
			} else {
				units[count++] = (uint16_t)code;
			}
		}
	}
	*count_r = count;
	return units;
}

size_t string_offset(const struct string *s, size_t index)
{
	if (s->ascii)
		return MIN(index, (size_t)s->length);
	return utf8_utf16_offset(s->data, s->length, index);
}

size_t string_index_of_offset(const struct string *s, size_t offset)
{
	return s->ascii ? offset : utf8_utf16_length(s->data, offset);
}

uint16_t string_unit_at(const struct string *s, size_t index)
{
	if (s->ascii)
		return (unsigned char)s->data[index];
	const char *at = s->data, *end = at + s->length;
	for (size_t units = 0; at < end;) {
		uint32_t code = utf8_next(&at);
		if (code < 0x10000) {
			if (units == index)
				return (uint16_t)code;
			units++;
			continue;
		}
		if (units == index)
			return (uint16_t)(0xd800 + ((code - 0x10000) >> 10));
		if (units + 1 == index)
			return (uint16_t)(0xdc00 + (code & 0x3ff));
		units += 2;
	}
	return 0;
}

/* Whether a slice begins or ends inside a surrogate pair. */
static bool splits_pair(const struct string *s, size_t index)
{
	if (index == 0 || index >= s->utf16_length)
		return false;
	return (string_unit_at(s, index) & 0xfc00) == 0xdc00 &&
	       (string_unit_at(s, index - 1) & 0xfc00) == 0xd800;
}

Value string_trim_ascii(Value text)
{
	const char *start = string_data(text), *end = start + string_length(text);
	while (start < end && isspace((unsigned char)*start))
		start++;
	while (end > start && isspace((unsigned char)end[-1]))
		end--;
	return string_new(start, (size_t)(end - start));
}

Value string_slice(Value v, size_t start, size_t count)
{
	const struct string *s = value_as_string(v);
	if (count == 0)
		return string_empty();
	if (start == 0 && count == s->utf16_length)
		return v;
	if (s->ascii)
		return string_new_valid(s->data + start, count, true);
	if (splits_pair(s, start) || splits_pair(s, start + count)) {
		size_t total;
		uint16_t *units = string_to_utf16(v, &total);
		return string_from_utf16(units + start, count);
	}
	size_t from = string_offset(s, start);
	size_t length = utf8_utf16_offset(s->data + from, s->length - from, count);
	return string_new_valid(s->data + from, length, utf8_is_ascii(s->data + from, length));
}

/* Whether text ending in `a` and beginning in `b` would bring two lone surrogates together. */
static bool joins_pair(const struct string *a, const struct string *b)
{
	const unsigned char *x = (const unsigned char *)a->data + a->length - 3;
	const unsigned char *y = (const unsigned char *)b->data;
	return a->length >= 3 && b->length >= 3 && x[0] == 0xed && (x[1] & 0xf0) == 0xa0 &&
	       y[0] == 0xed && (y[1] & 0xf0) == 0xb0;
}

Value string_concat(Value a, Value b)
{
	const struct string *x = value_as_string(a), *y = value_as_string(b);
	if (x->length == 0)
		return b;
	if (y->length == 0)
		return a;
	if (UNLIKELY(!x->ascii && !y->ascii && joins_pair(x, y))) {
		size_t count_a, count_b;
		uint16_t *first = string_to_utf16(a, &count_a);
		uint16_t *second = string_to_utf16(b, &count_b);
		uint16_t *all = gc_alloc_bytes((count_a + count_b) * sizeof(*all));
		memcpy(all, first, count_a * sizeof(*all));
		memcpy(all + count_a, second, count_b * sizeof(*all));
		return string_from_utf16(all, count_a + count_b);
	}
	struct string *s = string_alloc((size_t)x->length + y->length);
	memcpy(s->data, x->data, x->length);
	memcpy(s->data + x->length, y->data, y->length);
	s->ascii = x->ascii && y->ascii;
	s->utf16_length = x->utf16_length + y->utf16_length;
	return string_value(s);
}

bool string_equal(Value a, Value b)
{
	const struct string *x = value_as_string(a), *y = value_as_string(b);
	return x == y || (x->length == y->length && memcmp(x->data, y->data, x->length) == 0);
}

static inline unsigned char ascii_lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

bool name_equal(const char *a, const char *b)
{
	while (ascii_lower((unsigned char)*a) == ascii_lower((unsigned char)*b)) {
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
	return false;
}

bool bytes_equal_ignore_case(const char *a, const char *b, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (ascii_lower((unsigned char)a[i]) != ascii_lower((unsigned char)b[i]))
			return false;
	return true;
}

bool string_equal_ignore_case(Value a, Value b)
{
	const struct string *x = value_as_string(a), *y = value_as_string(b);
	if (x == y)
		return true;
	if (x->ascii && y->ascii)
		return x->length == y->length &&
		       bytes_equal_ignore_case(x->data, y->data, x->length);
	return string_compare_ordinal(a, b, true) == 0;
}

int string_compare_ordinal(Value a, Value b, bool ignore_case)
{
	const struct string *x = value_as_string(a), *y = value_as_string(b);
	const char *p = x->data, *p_end = p + x->length;
	const char *q = y->data, *q_end = q + y->length;
	while (p < p_end && q < q_end) {
		uint32_t c = utf8_next(&p), d = utf8_next(&q);
		if (c == d)
			continue;
		if (ignore_case) {
			c = char_to_upper(c);
			d = char_to_upper(d);
			if (c == d)
				continue;
		}
		/* UTF-16 order: the pairs of U+10000 and beyond begin with D800. */
		if ((c >= 0x10000) != (d >= 0x10000)) {
			uint32_t c_unit = c >= 0x10000 ? 0xd800 + ((c - 0x10000) >> 10) : c;
			uint32_t d_unit = d >= 0x10000 ? 0xd800 + ((d - 0x10000) >> 10) : d;
			return c_unit < d_unit ? -1 : 1;
		}
		return c < d ? -1 : 1;
	}
	return (p < p_end) - (q < q_end);
}

uint32_t string_hash(Value v, bool ignore_case)
{
	struct string *s = value_as_string(v);
	if (!ignore_case) {
		if (s->hash == 0)
			s->hash = bytes_hash(s->data, s->length);
		return s->hash;
	}
	uint32_t hash = 2166136261u;
	if (s->ascii) {
		for (size_t i = 0; i < s->length; i++)
			hash = (hash ^ ascii_lower((unsigned char)s->data[i])) * 16777619u;
		return hash;
	}
	for (const char *at = s->data, *end = at + s->length; at < end;) {
		uint32_t code = char_to_upper(utf8_next(&at));
		if (code >= 'A' && code <= 'Z')
			code |= 0x20;
		hash = (hash ^ code) * 16777619u;
	}
	return hash;
}
