# What every end-to-end test stands on: a home of its own, a small C project, and words for what a
# test does and expects.
#
# The project, in $repo, on branch main:
#	src/core.h, src/core.c     the trunk: eight files include the one and call the other.
#	                           parse() is simple, dispatch() terrible
#	src/pair.c                 a branch: only tool_a.c calls pair_up()
#	src/tool_a.c … tool_h.c    the leaves: nothing stands on them

bats_require_minimum_version 1.5.0

root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
BOLE=${BOLE:-$root/build/bole}
export BOLE

setup() {
	begin_in_project
}

begin_in_project() {
	own_home
	repo=$BATS_TEST_TMPDIR/repo
	make_project "$repo"
	cd "$repo" || return
}

# Nothing of the person who runs the tests, nor of a hook that runs them, reaches a test.
own_home() {
	local name

	for name in $(git rev-parse --local-env-vars) GIT_EDITOR GIT_EXEC_PATH GIT_PREFIX; do
		unset "$name"
	done
	unset CI GITHUB_BASE_REF CI_MERGE_REQUEST_DIFF_BASE_SHA
	unset BUILD CLICOLOR_FORCE NO_COLOR XDG_CONFIG_HOME XDG_CACHE_HOME
	export HOME=$BATS_TEST_TMPDIR/home LC_ALL=C TERM=dumb
	export GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 GIT_EDITOR=true
	mkdir -p "$HOME"
	git config --global user.name Somebody
	git config --global user.email somebody@example.org
	git config --global init.defaultBranch main
	git config --global advice.detachedHead false
}

make_project() {
	local letter

	mkdir -p "$1/src"
	git init --quiet "$1"
	cat >"$1/src/core.h" <<'C'
#ifndef CORE_H
#define CORE_H
int parse(const char *line);
int dispatch(int verb, int count, const int *items);
#endif
C
	cat >"$1/src/core.c" <<'C'
#include "core.h"

int parse(const char *line)
{
	if (!line)
		return -1;
	return line[0];
}

int dispatch(int verb, int count, const int *items)
{
	int sum = 0;

	for (int i = 0; i < count; i++) {
		if (items[i] > 0) {
			if (verb == 1) {
				for (int j = 0; j < i; j++) {
					if (items[j] == items[i])
						sum++;
				}
			} else if (verb == 2) {
				while (sum > items[i]) {
					if (sum % 2)
						sum--;
					else
						sum /= 2;
				}
			}
		}
	}
	return sum;
}
C
	cat >"$1/src/pair.h" <<'C'
int pair_up(int first, int second);
C
	cat >"$1/src/pair.c" <<'C'
#include "pair.h"

int pair_up(int first, int second)
{
	if (first > second)
		return second;
	return first;
}
C
	for letter in a b c d e f g h; do
		cat >"$1/src/tool_$letter.c" <<C
#include "core.h"

int run_$letter(const char *line)
{
	int items[] = { 1, 2, 3 };

	return parse(line) + dispatch(1, 3, items);
}
C
	done
	sed -i 's/#include "core.h"/&\n#include "pair.h"/; s/return parse/return pair_up(1, 2) + parse/' \
		"$1/src/tool_a.c"
	git -C "$1" add .
	git -C "$1" commit --quiet --message 'A small project'
}

bole() {
	"$BOLE" "$@"
}

# worsen FILE FUNCTION: six conditions, one in the other: 21 points of cognitive complexity
worsen() {
	awk -v name="$2" '
		{ print }
		index($0, name "(") && /^[a-z]/ { inside = 1 }
		inside && /^\{/ {
			for (i = 1; i <= 6; i++) { tabs = tabs "\t"; print tabs "if (" i " > 0) {" }
			for (i = 6; i > 0; i--) { print substr(tabs, 1, i) "}" }
			inside = 0
		}' "$1" >"$BATS_TEST_TMPDIR/worse" && cat "$BATS_TEST_TMPDIR/worse" >"$1"
}

# Runs git commit with what is given; $status and $output (both streams) as of `run`.
commit() {
	run git commit --message 'A change' "$@"
}

head_of() {
	git -C "${1:-.}" rev-parse --verify --quiet HEAD || echo none
}

# --- what is expected ---------------------------------------------------------

fail() {
	printf '%s\n' "$@" "--- exit status $status, output:" "$output" "--- ${stderr-}" >&2
	return 1
}

# no COMMAND …: that it fails.  A plain `! COMMAND` fails no test in bats.
no() {
	! "$@" || fail "expected to fail: $*"
}

expect_status() {
	[ "$status" -eq "$1" ] || fail "expected exit status $1"
}

# Each argument is an extended regular expression that some line of the output matches.
expect() {
	local pattern

	for pattern; do
		grep -qE -e "$pattern" <<<"$output" || fail "expected to read: $pattern" || return
	done
}

expect_no() {
	local pattern

	for pattern; do
		! grep -qE -e "$pattern" <<<"$output" || fail "expected not to read: $pattern" || return
	done
}

expect_accepted() {
	expect_status 0 && expect_no 'rejected'
}

# expect_rejected PATTERN …: git commit failed because of bole, and made no commit
expect_rejected() {
	expect_status 1 && expect 'rejected' "$@"
}

# The sums of everything bole must not touch.
fingerprint() {
	{
		find . -path ./.git -prune -o -type f -print0 | sort -z | xargs -0 cat
		git ls-files --stage
		git for-each-ref
		git symbolic-ref HEAD
		cat "$(git rev-parse --git-path config)"
		git stash list
	} | sha256sum
}
