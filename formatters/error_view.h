/* How an ErrorRecord is shown: $ErrorView. */
#ifndef EXOSH_FORMATTERS_ERROR_VIEW_H
#define EXOSH_FORMATTERS_ERROR_VIEW_H

#include "object/value.h"

struct strbuf;

enum error_view {
	ERROR_VIEW_CURRENT, /* as $ErrorView says */
	ERROR_VIEW_CONCISE,
	ERROR_VIEW_NORMAL,
	ERROR_VIEW_CATEGORY,
	ERROR_VIEW_DETAILED,
};

/* The lines of a record, without a line break behind the last one. `width`: of the host's window, 0: as
 * error_view_set_width() said. With `color` in the colours of $PSStyle.Formatting. */
void error_view_append(Value record, enum error_view view, int width, bool color,
		       struct strbuf *out);
/* The host tells its width. Before: $COLUMNS, or 80. */
void error_view_set_width(int width);
int error_view_width(void);

/* Every detail of a record or exception, as Get-Error prints it (without the blank lines around). */
void error_details_append(Value record_or_exception, bool color, struct strbuf *out);

#endif
