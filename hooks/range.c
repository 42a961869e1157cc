/* BASE..HEAD compares the two ends, BASE...HEAD the merge base and the end. */
#include <string.h>

#include "run.h"

enum status moment_of_range(struct session *session, const char *name, const char *range,
                            struct moment *moment, struct fault *fault)
{
	const char *dots = strstr(range, "..");
	bool from_merge_base = dots && dots[2] == '.';
	struct bytes base = BYTES_INIT;
	const char *tip;
	char hex[2][OBJECT_ID_HEX];
	enum status status;

	if (!dots)
		return fault_set(fault, STATUS_USAGE,
		                 "'%s' is no range; say BASE..HEAD or BASE...HEAD", range);
	tip = dots + (from_merge_base ? 3 : 2);
	*moment = (struct moment){ .name = name, .after_kind = AFTER_COMMIT, .before_count = 1 };
	bytes_add(&base, range, (size_t)(dots - range));
	status = repo_commit(session->repo, base.size ? base.data : "HEAD", &moment->befores[0],
	                     fault);
	if (status == STATUS_OK)
		status = repo_commit(session->repo, *tip ? tip : "HEAD", &moment->after, fault);
	if (status == STATUS_OK && from_merge_base) {
		status = repo_merge_base(session->repo, &moment->befores[0], &moment->after,
		                         &moment->befores[0], fault);
		if (status == STATUS_ABSENT)
			status = fault_set(
				fault, STATUS_USAGE, "%s: the two share no commit%s", range,
				repo_is_shallow(session->repo)
					? " in this shallow clone; git fetch --unshallow gets the rest"
					: "");
	}
	bytes_release(&base);
	if (status == STATUS_OK)
		snprintf(moment->compared, sizeof(moment->compared), "%.8s against %s%.8s",
		         object_id_hex(&moment->after, hex[0]),
		         from_merge_base ? "the merge base " : "",
		         object_id_hex(&moment->befores[0], hex[1]));
	return status;
}
