/* The file EXOSH_HOME/connect-to: where connections really go, for split DNS and labs. */
#ifndef EXOSH_TRANSPORT_CONNECT_TO_H
#define EXOSH_TRANSPORT_CONNECT_TO_H

struct curl_slist;

/* Its lines (HOST:PORT:CONNECT-TO-HOST:CONNECT-TO-PORT) for CURLOPT_CONNECT_TO; NULL when there are none. The caller frees the
 * list with curl_slist_free_all(), after the handle that uses it. */
struct curl_slist *connect_to_read(void);

#endif
