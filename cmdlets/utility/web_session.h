/* Microsoft.PowerShell.Commands.WebRequestSession: what requests have in common, above all cookies. */
#ifndef EXOSH_CMDLETS_UTILITY_WEB_SESSION_H
#define EXOSH_CMDLETS_UTILITY_WEB_SESSION_H

#include "object/type.h"

struct cmdlet_call;

extern struct type type_web_session;

/* Makes one and puts it into a variable of the caller. */
enum status web_session_make(struct cmdlet_call *c, const char *variable,
			     Value *session_r) WARN_UNUSED;
/* Of a session, or of null: nothing. */
Value web_session_headers(Value session);
const char *web_session_user_agent(Value session);
/* Lines of Netscape's cookie file; NULL: none. Lives as long as the session. */
const char *web_session_cookies(Value session);
void web_session_keep(Value session, const char *cookies);

#endif
