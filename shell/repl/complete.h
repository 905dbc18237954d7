/* The Tab key: completion/ decides what fits, readline puts it into the line. */
#ifndef EXOSH_REPL_COMPLETE_H
#define EXOSH_REPL_COMPLETE_H

struct session;

/* Makes readline complete for this session. */
void complete_init(struct session *s);
/* The line that is written next continues these, each with its line end. They stay the caller's. */
void complete_after(const char *lines);

#endif
