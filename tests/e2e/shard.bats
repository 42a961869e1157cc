# A scan that is cut: several machines, one result.

load helper

# Each part in a clone of its own, as on machines of their own.
parts() { # parts N
	for i in $(seq "$1"); do
		git clone --quiet . "../machine$i"
		(cd "../machine$i" && bole scan --shard "$i/$1=$BATS_TEST_TMPDIR/$i.facts" 2>"../said$i")
	done
}

whole() {
	git clone --quiet . ../whole
	(cd ../whole && bole scan --format tsv >../whole.tsv && bole map --edges --format tsv >../whole.edges)
}

@test "the parts together are one run, and nothing is parsed again" {
	whole
	parts 3
	git clone --quiet . ../joined && cd ../joined
	run bole facts merge ../1.facts ../2.facts ../3.facts
	expect_status 0
	expect '^merged: facts of 12 files$'
	bole scan --format tsv | diff ../whole.tsv -
	bole map --edges --format tsv | diff ../whole.edges -
	diff <(cd ../whole && bole clones --format tsv) <(bole clones --format tsv)
	run bole install
	expect 'measured: 12 files, 0 of them parsed now'
}

@test "each file is in one part" {
	parts 3
	[ "$(sed -n 's/.*facts of \([0-9]*\) files.*/\1/p' ../said? | awk '{ sum += $1 } END { print sum }')" -eq 12 ]
	no cmp -s ../1.facts ../2.facts
}

@test "on stdout as well, and xargs runs the parts" {
	whole
	seq 4 | xargs -P 2 -I '{}' sh -c "'$BOLE' scan --shard {}/4 >../{}.part 2>/dev/null"
	git clone --quiet . ../joined && cd ../joined
	bole facts merge ../?.part
	bole scan --format tsv | diff ../whole.tsv -
}

@test "over ssh, and by GNU parallel" {
	whole
	mkdir ../bin
	# No server here: each host is a folder, and ssh goes there.
	printf '#!/bin/sh\ncd "../$1" && shift && exec sh -c "$*"\n' >../bin/ssh
	printf '#!/bin/sh\nexec "%s" "$@"\n' "$BOLE" >../bin/bole
	chmod +x ../bin/ssh ../bin/bole
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
	for host in host1 host2; do
		git clone --quiet . "../$host"
	done
	seq 2 | xargs -P 2 -I '{}' sh -c 'ssh host{} bole scan --shard {}/2 >../{}.facts 2>/dev/null'
	git clone --quiet . ../joined
	(cd ../joined && bole facts merge ../1.facts ../2.facts && bole scan --format tsv) | tail -n +2 | diff ../whole.tsv -
	command -v parallel >/dev/null || { echo '# GNU parallel is not installed' >&3; return; }
	rm ../?.facts
	parallel --will-cite --jobs 2 'ssh host{} bole scan --shard {}/2 >../{}.facts 2>/dev/null' ::: 1 2
	git clone --quiet . ../again && cd ../again
	bole facts merge ../1.facts ../2.facts
	bole scan --format tsv | diff ../whole.tsv -
}

@test "what is damaged, of another version or no file of facts is refused" {
	parts 1
	cp ../1.facts ../cut && truncate -s -3 ../cut
	run bole facts merge ../cut
	expect_status 3
	expect 'damaged or cut off'
	cp ../1.facts ../spoilt
	printf 'X' | dd of=../spoilt bs=1 seek=200 conv=notrunc status=none
	run bole facts merge ../spoilt
	expect_status 3
	run bole facts merge src/core.c
	expect_status 2
	expect 'holds no facts'
	run bole facts merge ../no-such-file
	expect_status 2
	git config bole.store false
	run bole facts merge ../1.facts
	expect_status 3
	run bole scan --shard 1/1=../more.facts
	expect_status 3
	[ ! -e ../more.facts ]
}

@test "a part that is none" {
	for part in 0/2 3/2 1 a/b 1/2x 1/ '1/2='; do
		run bole scan --shard "$part"
		expect_status 2
	done
	run bole facts
	expect_status 2
}
