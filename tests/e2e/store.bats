# The store is a cache and a log: whatever happens to it, the verdict is the same.

load helper
load untouched

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

# --- through real commits -----------------------------------------------------------------------

# Rejected and accepted as without a store; nothing is touched but bole's own folder.
commits_are_judged() {
	worsen src/core.c parse
	git add .
	before=$(fingerprint)
	careful_commit
	expect_rejected 'parse' || return
	[ -z "${1-}" ] || expect "$1" || return
	[ "$(fingerprint)" = "$before" ] || fail 'something was touched' || return
	git reset --quiet --hard
	worsen src/tool_a.c run_a
	git add .
	careful_commit
	expect_accepted
}

# A file system of its own for the store, of so many bytes.
disk() {
	mkdir -p .git/bole
	mount -t tmpfs -o "size=$1" none .git/bole 2>/dev/null || skip 'mounting is for root'
}

teardown() {
	! mountpoint --quiet "$repo/.git/bole" || umount "$repo/.git/bole"
}

@test "a real disk that is full, nearly full, or read-only" {
	bole install
	rm -rf .git/bole
	for size in 4k 64k 200k; do
		disk "$size"
		commits_are_judged 'bole: .*store' || fail "on a disk of $size"
		git reset --quiet --hard HEAD~1
		umount .git/bole
	done
	disk 8m
	commits_are_judged
	git reset --quiet --hard HEAD~1
	mount -o remount,ro .git/bole
	commits_are_judged 'the store is read-only'
	umount .git/bole
	git reset --quiet --hard HEAD~1
	rmdir .git/bole
	commits_are_judged
	[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ]
}

@test "rows of a hundred megabytes" {
	bole install
	bole scan >/dev/null
	sqlite3 "$database" 'UPDATE links SET data = zeroblob(100000000) WHERE id < 3;
		UPDATE units SET data = zeroblob(100000000) WHERE id = 4;
		UPDATE prints SET seal = 0'
	commits_are_judged
	sqlite3 "$database" "INSERT INTO path VALUES (1000, hex(zeroblob(40000000)), 'c')"
	git reset --quiet --hard HEAD~1
	commits_are_judged
}

@test "cut off at any length" {
	bole install
	bole scan >/dev/null
	cp "$database" ../whole
	for size in 1 16 100 4096 4097 20000 $(($(wc -c <../whole) - 1)); do
		rm -f .git/bole/*
		head -c "$size" ../whole >"$database"
		commits_are_judged || fail "cut off at $size"
		git reset --quiet --hard HEAD~1
		[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ] || fail "cut off at $size"
	done
}
