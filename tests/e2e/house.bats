# The scripts around bole: the walls must be able to fall, the demonstration must hold.

load helper

# A copy of our own sources, to be spoilt.
copy_house() {
	house=$BATS_TEST_TMPDIR/house
	mkdir -p "$house"
	cp -r "$root"/include "$root"/metrics "$root"/hooks "$root"/tests "$root"/scripts \
		"$root"/README.md "$house"
	cd "$house"
}

wall_falls() {
	run scripts/walls
	expect "^not ok .* - $1"
}

@test "the walls stand" {
	copy_house
	run scripts/walls
	expect_no '^not ok'
}

@test "a call upwards is seen" {
	copy_house
	echo '#include "bole/judge.h"' >>metrics/facts/gather.c
	wall_falls 'a room includes only the doors of lower floors'
}

@test "a library in the wrong room is seen" {
	copy_house
	echo '#include <git2.h>' >>metrics/judge/rules.c
	wall_falls 'a library is known only to the rooms that it was taken for'
}

@test "a look into another room is seen" {
	copy_house
	echo '#include "metrics/syntax/table.h"' >>metrics/judge/rules.c
	wall_falls 'nobody includes the inside of another room'
}

@test "a clock in a pure room is seen" {
	copy_house
	echo '#include <time.h>' >>metrics/judge/rules.c
	wall_falls '[a-z, ]* know no files, clocks or processes'
}

@test "a cycle of headers is seen" {
	copy_house
	sed -i 's|#include <stdarg.h>|&\n#include "bole/lang.h"|' include/bole/base.h
	wall_falls 'headers include each other in no cycle'
}

@test "memory from elsewhere is seen" {
	copy_house
	echo 'void *f(void) { return malloc(1); }' >>metrics/judge/rules.c
	wall_falls 'only base asks for memory'
}

@test "a variable is seen" {
	copy_house
	mkdir -p build/obj/metrics/base
	echo 'static int count; int next(void) { return count++; }' |
		gcc -x c -c -o build/obj/metrics/base/count.o -
	wall_falls 'no global and no static variable'
}

@test "a door that leans on another is seen" {
	copy_house
	sed -i '/#include/d' include/bole/facts.h
	wall_falls 'each door compiles alone with gcc'
}

@test "a tour that lies is seen" {
	copy_house
	mkdir metrics/attic
	wall_falls 'the tour names every folder'
	sed -i 's|`metrics/base/`|`metrics/cellar/`|' README.md
	wall_falls 'what the tour names is there'
}

@test "a banned call does not compile" {
	run gcc -fsyntax-only -I"$root/include" -include bole/banned.h -x c - <<'C'
void f(char *to, const char *from);
void f(char *to, const char *from)
{
	strcpy(to, from);
}
C
	[ "$status" -ne 0 ]
	expect 'strcpy_is_banned'
}

@test "the test runner counts, and takes no silence for a pass" {
	printf '#!/bin/sh\necho 1..2\necho ok 1 - a\necho not ok 2 - b\n' >../half
	printf '#!/bin/sh\necho 1..3\necho ok 1 - a\n' >../cut
	printf '#!/bin/sh\nexit 0\n' >../mute
	printf '#!/bin/sh\necho 1..1\necho ok 1 - a\nexit 1\n' >../crash
	printf '#!/bin/sh\necho 1..1\necho ok 1 - a\n' >../good
	chmod +x ../half ../cut ../mute ../crash ../good
	last() { # last PROGRAM …: the last line of the runner
		run "$root/scripts/run-tests" "$@"
		output=${lines[-1]}
	}
	last ../good
	expect_status 0
	expect '^1 passed, 0 failed$'
	last ../good ../half
	[ "$status" -ne 0 ]
	expect '^2 passed, 1 failed$'
	last ../cut
	expect '^1 passed, 2 failed$'
	last ../mute
	expect '^0 passed, 1 failed$'
	last ../crash
	expect '^1 passed, 1 failed$'
}

@test "the demonstration ends with both verdicts" {
	export BOLE_DIR=$BATS_TEST_TMPDIR
	ln -s "$BOLE" "$BOLE_DIR/bole"
	run "$root/scripts/try" "$repo"
	expect_status 0
	expect '=> accepted' '=> rejected' 'parse|dispatch' 'bole map'
	[ -z "$(git status --porcelain)" ]
}

@test "the program carries nothing that reaches a network" {
	! ldd "$BOLE" | grep -q libgit2 || skip 'linked with the shared libgit2 (LINK=shared)'
	run ldd "$BOLE"
	[[ ! $output =~ ssh|ssl|tls|krb5|crypto ]]
}

@test "whatever a libgit2 calls the start of its network parts, it has a stand-in" {
	cd "$root"
	names=$(scripts/no-network)
	ar rc "$BATS_TEST_TMPDIR/none.a"
	{
		scripts/no-network "$BATS_TEST_TMPDIR/none.a"
		for name in $names; do echo "int $name(void);"; done
		echo 'int main(void) { return'
		for name in $names git_transport_ssh_libssh2_global_init; do echo "$name() +"; done
		echo '0; }'
	} >"$BATS_TEST_TMPDIR/start.c"
	# shellcheck disable=SC2046
	gcc -o "$BATS_TEST_TMPDIR/start" "$BATS_TEST_TMPDIR/start.c" $(printf ' -Wl,--wrap=%s' $names)
	"$BATS_TEST_TMPDIR/start"
}

@test "no test says what bats does not hear" {
	run grep -nE '^[[:space:]]+! [^|&]*$' "$root"/tests/e2e/*.bats "$root"/tests/e2e/*.bash
	expect_status 1
}
