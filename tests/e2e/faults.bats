# Whatever call fails, and whenever bole is killed: the verdict is the same or is none, aloud;
# nothing is touched but bole's own folder, and the next run finds a sound store.
#
# The faults come of faults/shim.c, which is loaded into bole.  FAULTS=all tries each call in turn, and
# not a sample of them.

load helper
load untouched

database=.git/bole/history.db

setup_file() {
	export SHIM_LIBRARY=$BATS_FILE_TMPDIR/shim.so
	if grep -q __asan_init "$BOLE"; then
		export NO_SHIM='a sanitizer has to be loaded first'
	elif ! command -v cc >/dev/null; then
		export NO_SHIM='needs a C compiler'
	else
		cc -D_GNU_SOURCE -shared -fPIC -O1 -o "$SHIM_LIBRARY" "$BATS_TEST_DIRNAME/faults/shim.c" -ldl
	fi
}

setup() {
	[ -z "${NO_SHIM-}" ] || skip "$NO_SHIM"
	begin_in_project
}

# with_fault KIND [N] COMMAND …: bole with that fault
with_fault() {
	local fault=$1

	shift
	env SHIM="$fault" SHIM_PROGRAM=bole SHIM_COUNTS="$BATS_TEST_TMPDIR/counts" \
		LD_PRELOAD="$SHIM_LIBRARY" "$BOLE" "$@"
}

# How many changes of files and allocations a command makes, in $changes and $allocations.
count_calls() {
	with_fault count "$@" >/dev/null 2>&1 || true
	read -r changes allocations <"$BATS_TEST_TMPDIR/counts"
	[ "$changes" -gt 0 ] && [ "$allocations" -gt 0 ]
}

# sample MOST OF: numbers from 1 on, closer together at the beginning
sample() {
	if [ "${FAULTS-}" = all ]; then
		seq "$2"
	else
		awk -v most="$1" -v of="$2" 'BEGIN {
			for (i = 1; i <= most; i++) {
				n = int(of * (i / most) ^ 1.5)
				n = n > last ? n : last + 1
				if (n > of)
					exit
				print last = n
			}
		}'
	fi
}

staged_regression() {
	worsen src/core.c parse
	git add .
	before=$(fingerprint)
	files=$(git_files)
}

# Nothing was touched, and the next run is as any other.
expect_sound() {
	[ "$(fingerprint)" = "$before" ] || fail "after fault $1: something was touched"
	run bole check --staged
	expect_rejected 'parse' || fail "after fault $1"
	expect_no 'set aside' || fail "after fault $1"
	[ "$(sqlite3 "$database" 'PRAGMA integrity_check')" = ok ] || fail "after fault $1"
	[ "$(git_files)" = "$files" ] || fail "after fault $1: $(diff <(git_files) - <<<"$files")"
}

@test "killed at the calls that make a store" {
	staged_regression
	count_calls check --staged
	for n in $(sample 12 "$changes"); do
		rm -rf .git/bole
		run with_fault "kill $n" check --staged
		[ "$status" -eq 137 ] || fail "it was not killed at $n of $changes"
		expect_sound "$n"
	done
}

@test "killed at the calls that add to a store" {
	staged_regression
	bole scan >/dev/null
	cp "$database" ../kept
	count_calls check --staged
	for n in $(sample 12 "$changes"); do
		rm -f .git/bole/*
		cp ../kept "$database"
		run with_fault "kill $n" check --staged
		[ "$status" -eq 137 ] || fail "it was not killed at $n of $changes"
		expect_sound "$n"
	done
}

@test "on a disk that fills up at any moment, the verdict is the same" {
	staged_regression
	count_calls check --staged
	for n in $(sample 12 "$changes"); do
		rm -rf .git/bole
		run with_fault "full $n" check --staged
		expect_rejected 'parse' || fail "full at $n of $changes"
		expect_sound "$n"
	done
}

@test "on a disk that fails once at any moment, the verdict is the same" {
	staged_regression
	count_calls check --staged
	for n in $(sample 12 "$changes"); do
		rm -rf .git/bole
		run with_fault "broken $n" check --staged
		expect_rejected 'parse' || fail "broken at $n of $changes"
		[ "$(fingerprint)" = "$before" ]
		run bole check --staged
		expect_rejected 'parse' || fail "after $n of $changes"
	done
}

@test "without memory at any moment there is the verdict or none, aloud" {
	staged_regression
	bole check --staged >/dev/null 2>&1 || true
	count_calls check --staged
	for n in $(sample 40 "$allocations"); do
		run with_fault "memory $n" check --staged
		case $status in
		1) expect 'bole: rejected' 'parse' || fail "at $n of $allocations" ;;
		3) [ -n "$output" ] || fail "not a word at $n of $allocations" ;;
		*) fail "at $n of $allocations" ;;
		esac
	done
	expect_sound "$n"
}

@test "without memory in a hook, the commit passes aloud or is rejected" {
	staged_regression
	bole check --staged >/dev/null 2>&1 || true
	count_calls hook pre-commit
	for n in $(sample 25 "$allocations"); do
		run with_fault "memory $n" hook pre-commit
		case $status in
		1) expect 'bole: rejected' 'parse' || fail "at $n of $allocations" ;;
		0 | 3) expect 'NOT JUDGED|out of memory|memory' || fail "at $n of $allocations" ;;
		*) fail "at $n of $allocations" ;;
		esac
	done
	expect_sound "$n"
}

@test "in a folder that allows no file, in a limit that allows no byte" {
	staged_regression
	rm -rf .git/bole
	run bash -c 'ulimit -f 0; exec "$BOLE" check --staged'
	expect_rejected 'parse'
	run bash -c 'ulimit -f 8; exec "$BOLE" check --staged'
	expect_rejected 'parse'
	expect_sound 'of a limit'
}

@test "with few open files, few processes and little stack" {
	staged_regression
	run bash -c 'ulimit -s 256; exec "$BOLE" check --staged'
	expect_rejected 'parse'
	for most in 6 7 8 9 10 12 16 20; do
		run bash -c "ulimit -n $most; exec \"\$BOLE\" check --staged"
		case $status in
		1) expect 'bole: rejected' 'parse' ;;
		3) [ -n "$output" ] ;;
		127) expect 'shared libraries' ;; # it was not even begun
		*) fail "with $most files" ;;
		esac
	done
	expect_sound 'of files'
}
