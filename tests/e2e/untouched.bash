# What must hold of every commit through the hook, whatever it holds: seconds, files, processes,
# and what is printed.  Loaded behind `helper`.

# What a sanitizer multiplies, or a machine with much else to do.
slowness=1 sanitized=
! grep -q __asan_init "$BOLE" || slowness=4 sanitized=yes

# $ticks: processor time of everything that this shell has waited for, in hundredths of a second.
# Not by `times`, and in no shell below this one: each begins to count anew.
count_ticks() {
	local stat

	read -r -a stat <"/proc/$BASHPID/stat"
	ticks=$((stat[15] + stat[16]))
}

# Twice as slow as the machine that the seconds are meant for takes twice as many; $times: how often as
# much, in hundredths, by what one piece of work takes here that has nothing to do with bole.
compare_machine() {
	local begun

	count_ticks
	begun=$ticks
	head -c 100000000 /dev/zero | sha1sum >/dev/null
	count_ticks
	times=$(((ticks - begun) * 100 / 19))
	[ "$times" -gt 100 ] || times=100
	[ "$times" -lt 400 ] || times=400
}

# Who still runs of those that were started with our mark.
still_running() {
	grep -lz "^BOLE_TEST_MARK=$BATS_TEST_TMPDIR\$" /proc/[0-9]*/environ 2>/dev/null
}

# Everything in the git directory but objects, the index and what a commit writes.
git_files() {
	find .git -path .git/objects -prune -o -type f -print | sort |
		grep -vE '^\.git/(index|COMMIT_EDITMSG|ORIG_HEAD|logs/.*|refs/.*|bole/history\.db|bole/chart(\.new)?)$'
}

# calm TEXT: no byte of it moves a cursor, and it is UTF-8
calm() {
	! grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' <<<"$1" ||
		fail 'control bytes were printed' || return
	iconv -f UTF-8 -t UTF-8 >/dev/null <<<"$1" || fail 'what was printed is no UTF-8'
}

# A control group with 512 MB for all processes together; none where that is not ours to make.
memory_group() {
	local name=bole-test-$$-$BATS_TEST_NUMBER

	group=
	[ -z "$sanitized" ] || return 0 # its shadow is larger
	if mkdir "/sys/fs/cgroup/memory/$name" 2>/dev/null; then
		group=/sys/fs/cgroup/memory/$name
		echo 512M >"$group/memory.limit_in_bytes"
	elif mkdir "/sys/fs/cgroup/$name" 2>/dev/null; then
		group=/sys/fs/cgroup/$name
		echo 512M 2>/dev/null >"$group/memory.max" || rmdir "$group"
		[ -d "$group" ] || group=
	fi
}

# within_memory COMMAND …: in that group
within_memory() {
	[ -z "$group" ] || echo "$BASHPID" >"$group/cgroup.procs"
	exec "$@"
}

# Whether nobody had to be killed for it.
memory_sufficed() {
	local killed

	[ -n "$group" ] || return 0
	killed=$(cat "$group/memory.oom_control" "$group/memory.events" 2>/dev/null |
		awk '$1 == "oom_kill" { print $2 }')
	rmdir "$group" 2>/dev/null || sleep 0.2 # somebody in it is still ending
	[ ! -d "$group" ] || rmdir "$group" || :
	[ "$killed" = 0 ]
}

# careful_commit ARGUMENT …: git commit of the index as it is.  It takes less than five seconds (of a
# machine like ours, see above) and 512 MB, commits exactly the index, and leaves nothing behind.  $used: hundredths of a second.
careful_commit() {
	local begun files times tree work

	mkdir -p "$BATS_TEST_TMPDIR/tmp"
	files=$(git_files)
	tree=$(git write-tree)
	work=$(work_tree)
	memory_group
	count_ticks
	begun=$ticks
	run within_memory env BOLE_TEST_MARK="$BATS_TEST_TMPDIR" TMPDIR="$BATS_TEST_TMPDIR/tmp" \
		timeout 60 git commit --message 'A change' "$@"
	count_ticks
	used=$((ticks - begun))
	memory_sufficed || fail 'it took more than 512 MB' || return
	[ "$used" -lt $((500 * slowness)) ] || compare_machine
	[ "$used" -lt $((5 * slowness * ${times:-100})) ] ||
		fail "it took $used hundredths of a second" || return
	[ -z "$(still_running)" ] || fail "still running: $(still_running)" || return
	[ -z "$(ls -A "$BATS_TEST_TMPDIR/tmp")" ] || fail 'a temporary file was left' || return
	[ "$(git_files)" = "$files" ] || fail "files in .git: $(git_files)" || return
	[ "$(work_tree)" = "$work" ] || fail 'the work tree was touched' || return
	[ "$(git write-tree)" = "$tree" ] || fail 'the index was touched' || return
	calm "$output" || return
	if [ "$status" -eq 0 ]; then
		[ "$(git rev-parse 'HEAD^{tree}')" = "$tree" ] || fail 'another tree was committed'
	fi
}

# Names, kinds, modes and sizes of the work tree; links are not followed.
work_tree() {
	find . -path ./.git -prune -o -printf '%p %y %m %s %T@ %l\0' | sort -z | sha256sum
}

# expect_unmeasured REASON: the commit went through, and it was said what was not measured, and why
expect_unmeasured() {
	expect_status 0 && expect_no 'NOT JUDGED' && expect 'NOT MEASURED' "not measured: $1"
}

# pump TEXT BYTES: the text again and again
pump() {
	yes "$1" | tr -d '\n' | head -c "$2"
}
