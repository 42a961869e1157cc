/*
 * Setting up the hooks of a repository, and taking them away again.
 *
 * A hook of somebody else is kept beside ours as NAME.bole-kept and runs
 * first; uninstalling puts it back byte for byte.  What is ours is known by
 * its second line, which also carries a hash of the rest, so that a hook that
 * was changed by hand is never taken for ours.  Nothing is written through a
 * link, into tracked files, or into a folder that other repositories share:
 * there the one line to add is told instead.
 *
 * `said` gets whole lines for a person, safe to print.
 */
#ifndef HOOKS_INSTALL_H
#define HOOKS_INSTALL_H

#include "bole/git.h"

/* `program`: the absolute path that the hooks are to call.  STATUS_UNABLE:
 * nothing was written, and `said` tells what to add where. */
enum status hooks_install(struct repo *repo, const char *program, struct bytes *said,
                          struct fault *fault) MUST_CHECK;
/* STATUS_UNABLE: something of ours had to be left, and `said` tells what. */
enum status hooks_uninstall(struct repo *repo, struct bytes *said, struct fault *fault) MUST_CHECK;
/* Which mechanism is live, hook by hook. */
enum status hooks_state(struct repo *repo, struct bytes *said, struct fault *fault) MUST_CHECK;

#endif
