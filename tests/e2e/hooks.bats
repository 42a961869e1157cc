# Installing beside others: hooks that were there, core.hooksPath, and leaving again.

load helper

hook_file() {
	git rev-parse --git-path "hooks/$1"
}

# foreign HOOK: a hook of somebody else's that writes down how it was called
foreign() {
	mkdir -p "$(dirname "$(hook_file "$1")")"
	cat >"$(hook_file "$1")" <<SH
#!/bin/sh
echo "$1 called with \$*" >>"$BATS_TEST_TMPDIR/foreign"
[ "$1" != pre-push ] || cat >>"$BATS_TEST_TMPDIR/foreign"
exit \${FOREIGN_STATUS:-0}
SH
	chmod +x "$(hook_file "$1")"
}

@test "install sets up both hooks, twice is as once" {
	bole install
	[ -x "$(hook_file pre-commit)" ]
	[ -x "$(hook_file pre-push)" ]
	before=$(cat .git/hooks/pre-commit .git/hooks/pre-push)
	run bole install
	expect_status 0
	[ "$(cat .git/hooks/pre-commit .git/hooks/pre-push)" = "$before" ]
}

@test "uninstall leaves what was there before" {
	foreign pre-commit
	before=$(cat .git/hooks/pre-commit)
	bole install
	run bole uninstall
	expect_status 0
	[ "$(cat .git/hooks/pre-commit)" = "$before" ]
	[ -x .git/hooks/pre-commit ]
	[ ! -e .git/hooks/pre-push ]
	worsen src/core.c parse
	commit --all
	expect_accepted
}

@test "uninstall touches no hook that is not bole's" {
	foreign pre-commit
	before=$(cat .git/hooks/pre-commit)
	run bole uninstall
	[ "$(cat .git/hooks/pre-commit)" = "$before" ]
}

@test "a foreign pre-commit hook still runs, and its refusal holds" {
	foreign pre-commit
	bole install
	worsen src/tool_a.c run_a
	commit --all
	expect_accepted
	grep -q 'pre-commit called' "$BATS_TEST_TMPDIR/foreign"
	worsen src/tool_a.c run_a
	FOREIGN_STATUS=1 commit --all
	[ "$status" -ne 0 ]
}

@test "bole rejects also where a foreign hook accepts" {
	foreign pre-commit
	bole install
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
}

@test "a foreign pre-push hook gets its arguments and its input" {
	foreign pre-push
	bole install
	git init --quiet --bare ../remote.git
	git remote add origin ../remote.git
	run git push origin main
	expect_status 0
	grep -q 'pre-push called with origin ../remote.git' "$BATS_TEST_TMPDIR/foreign"
	grep -q "refs/heads/main $(head_of) refs/heads/main" "$BATS_TEST_TMPDIR/foreign"
}

@test "a hook that calls bole's own cannot make it call itself for ever" {
	foreign pre-commit
	bole install
	printf '#!/bin/sh\nexec .git/hooks/pre-commit "$@"\n' >"$BATS_TEST_TMPDIR/loop"
	chmod +x "$BATS_TEST_TMPDIR/loop"
	for kept in .git/hooks/pre-commit.*; do
		cp "$BATS_TEST_TMPDIR/loop" "$kept"
	done
	worsen src/tool_a.c run_a
	git add .
	run timeout 20 git commit --message 'A change'
	[ "$status" -ne 124 ]
}

@test "hooks in a folder of the repository's own choice are live" {
	git config core.hooksPath .git/own-hooks
	run bole install
	expect_status 0
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
}

@test "hooks that all repositories share are not written to" {
	mkdir ../shared-hooks
	git config --global core.hooksPath "$BATS_TEST_TMPDIR/shared-hooks"
	run bole install
	[ -z "$(ls ../shared-hooks)" ]
	[ "$status" -ne 0 ]
	expect 'shared-hooks' 'bole hook pre-commit'
}

@test "hooks that are tracked files are not written to" {
	mkdir .githooks
	printf '#!/bin/sh\nexit 0\n' >.githooks/pre-commit
	chmod +x .githooks/pre-commit
	git add . && git commit --quiet --message 'Hooks'
	git config core.hooksPath .githooks
	run bole install
	git diff --quiet
	[ -z "$(git status --porcelain)" ]
}

@test "a program that is gone blocks nobody, and is missed aloud" {
	cp "$BOLE" ../bole-copy
	../bole-copy install
	rm ../bole-copy
	worsen src/core.c parse
	PATH=/usr/bin:/bin commit --all
	expect_status 0
	expect 'bole'
}

@test "doctor says what is installed" {
	run bole doctor
	before=$output
	bole install
	run bole doctor
	expect_status 0
	expect 'pre-commit' 'pre-push'
	[ "$output" != "$before" ]
}

@test "the hooks name the program also where /proc is not mounted" {
	if grep -q __asan_init "$BOLE"; then
		skip 'a sanitizer itself needs /proc'
	fi
	run unshare --mount sh -c 'mount -t tmpfs none /proc && exec "$BOLE" install'
	[[ $output != *unshare:* && $output != *mount:* ]] || skip 'nothing can be mounted here'
	expect_status 0
	grep -q "$(realpath "$BOLE")" "$(git rev-parse --git-path hooks)/pre-commit"
}
