#include "cmdlets/utility/html_text.h"

void html_append(struct strbuf *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		switch (c) {
		case '<':
			strbuf_adds(out, "&lt;");
			break;
		case '>':
			strbuf_adds(out, "&gt;");
			break;
		case '&':
			strbuf_adds(out, "&amp;");
			break;
		case '"':
			strbuf_adds(out, "&quot;");
			break;
		case '\'':
			strbuf_adds(out, "&#39;");
			break;
		case 0xc2:
		case 0xc3:
			/* U+00A0 to U+00FF */
			if (i + 1 < length && (c == 0xc3 || (unsigned char)text[i + 1] >= 0xa0)) {
				strbuf_addf(out, "&#%d;",
					    (c & 3) << 6 | ((unsigned char)text[i + 1] & 0x3f));
				i++;
				break;
			}
			strbuf_addc(out, (char)c);
			break;
		default:
			strbuf_addc(out, (char)c);
		}
	}
}
