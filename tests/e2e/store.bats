# The store is a cache and a log: whatever happens to it, the verdict is the same.

load helper

database=.git/bole/history.db

# Everything a verdict says but the time it took.
verdict() {
	bole check --staged 2>/dev/null | sed "s/[0-9.]* *m\{0,1\}s\b//g"
}

staged_regression() {
	worsen src/core.c parse
	worsen src/tool_a.c run_a
	git add .
}

@test "the verdict is the same with an empty store, a warm one and none" {
	staged_regression
	empty=$(verdict)
	[ -s "$database" ]
	warm=$(verdict)
	rm -rf .git/bole
	: >.git/bole # nothing can be kept here
	none=$(verdict)
	[ -n "$empty" ]
	[ "$empty" = "$warm" ]
	[ "$empty" = "$none" ]
}

@test "a verdict of a hook is recorded" {
	bole install
	worsen src/tool_a.c run_a
	commit --all
	expect_accepted
	[ -s "$database" ]
	[ "$(sqlite3 "$database" 'PRAGMA application_id')" -ne 0 ]
	[ "$(sqlite3 "$database" 'PRAGMA user_version')" -gt 0 ]
	[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ]
}

@test "work trees share one store" {
	git worktree add --quiet ../other -b other
	cd ../other
	bole scan >/dev/null
	[ -s "$repo/$database" ]
	[ ! -e .git/bole ]
}

@test "a store that is no database is put aside, and a new one begun" {
	mkdir -p .git/bole
	echo 'this is no database, but it is long enough to be taken for one' >"$database"
	staged_regression
	run bole check --staged
	expect_rejected 'parse'
	run bole check --staged
	expect_rejected 'parse'
	[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ]
}

@test "a damaged store changes no verdict" {
	staged_regression
	before=$(verdict)
	printf 'damage' | dd of="$database" bs=1 seek=5000 conv=notrunc status=none
	[ "$(verdict)" = "$before" ]
}

@test "a store from a newer bole is not touched" {
	bole scan >/dev/null
	sqlite3 "$database" 'PRAGMA user_version = 1000'
	before=$(sha256sum "$database")
	staged_regression
	run bole check --staged
	expect_rejected 'parse'
	[ "$(sha256sum "$database")" = "$before" ]
}

@test "a store locked by somebody else costs a moment, no verdict" {
	bole scan >/dev/null
	staged_regression
	sqlite3 "$database" <<'SQL' &
BEGIN EXCLUSIVE;
.shell touch locked; sleep 60
SQL
	locker=$!
	for _ in $(seq 50); do
		[ -e locked ] && break
		sleep 0.1
	done
	run bole check --staged
	kill "$locker" # it still holds the lock: nobody has waited for it
	expect_rejected 'parse'
}

@test "a read-only store changes no verdict" {
	[ "$(id -u)" -ne 0 ] || skip 'root may write anywhere'
	bole scan >/dev/null
	chmod -R a-w .git/bole
	staged_regression
	run bole check --staged
	expect_rejected 'parse'
	chmod -R u+w .git/bole
}

@test "killed at any moment, bole loses nothing" {
	bole install
	worsen src/tool_a.c run_a
	git add .
	before=$(fingerprint)
	for delay in 0.001 0.003 0.006 0.01 0.02 0.03 0.05 0.08; do
		rm -rf .git/bole
		timeout --signal=KILL "$delay" "$BOLE" check --staged >/dev/null 2>&1 || true
		[ "$(fingerprint)" = "$before" ]
		if [ -s "$database" ]; then
			[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ]
		fi
	done
	commit
	expect_accepted
	[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ]
}

@test "two at once do not disturb each other" {
	staged_regression
	rm -rf .git/bole
	bole check --staged >../one 2>&1 &
	first=$!
	bole check --staged >../two 2>&1 || second=$?
	wait "$first" || third=$?
	[ "$second" -eq 1 ]
	[ "$third" -eq 1 ]
	[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ]
}
