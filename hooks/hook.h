/* The protocols of git's hooks; nothing else knows them. */
#ifndef HOOKS_HOOK_H
#define HOOKS_HOOK_H

#include "run.h"

/* Each prints on stderr and gives the exit status of the contract. */
int hook_commit(struct session *session, const char *name, struct fault *fault);
/* `remote` as git names it: a configured name or a URL.  Reads git's lines
 * from `lines`. */
int hook_push(struct session *session, const char *remote, FILE *lines, struct fault *fault);

/* The same on the server, before a ref is moved there. */
int hook_receive(struct session *session, FILE *lines, struct fault *fault);
/* What the pre-commit framework wants judged at a push, or with --from-ref and --to-ref. */
int hook_range(struct session *session, const char *from, const char *to, struct fault *fault);

enum { HOOK_MOST_SHOWN = 5 };

#endif
