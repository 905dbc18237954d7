#include "transport/connect_to.h"
#include "transport/home.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct curl_slist *connect_to_read(void)
{
	struct curl_slist *list = NULL;
	char *path = home_file("connect-to"), *line = NULL;
	FILE *file = fopen(path, "r");
	size_t size = 0;

	while (file && getline(&line, &size, file) > 0) {
		line[strcspn(line, "#\r\n")] = '\0';
		char *start = line + strspn(line, " \t");
		start[strcspn(start, " \t")] = '\0';
		if (*start)
			list = curl_slist_append(list, start);
	}
	if (file)
		fclose(file);
	free(line);
	free(path);
	return list;
}
