# Bad input: one clear line on stderr, and the exit status that the contract names.
# 0 accepted, 1 rejected, 2 the request is wrong, 3 could not judge.

load helper

# refuses STATUS ARGUMENT …: one line on stderr, nothing on stdout
refuses() {
	local wanted=$1

	shift
	run --separate-stderr bole "$@"
	expect_status "$wanted"
	[ -n "$stderr" ] || fail 'nothing was said'
	[ "${#stderr_lines[@]}" -le 2 ] || fail 'more than a line was said'
	[ -z "$output" ] || fail 'something was said on stdout'
}

@test "an unknown command is status 2" {
	refuses 2 frobnicate
	[[ $stderr == *frobnicate* ]]
}

@test "an unknown option is status 2 and is named" {
	refuses 2 --frobnicate check
	refuses 2 check --frobnicate
	[[ $stderr == *--frobnicate* ]]
}

@test "a folder that is no repository is status 2" {
	mkdir ../nothing
	refuses 2 -C ../nothing check --staged
	refuses 2 -C ../not-there check --staged
}

@test "a revision that is not there is status 2 and is named" {
	refuses 2 check nowhere..HEAD
	[[ $stderr == *nowhere* ]]
	refuses 2 scan --rev nowhere
	refuses 2 map --rev nowhere
}

@test "a setting with a broken value is status 2, and the commit passes aloud" {
	git config bole.complexity.trunk.limit many
	run --separate-stderr bole check --staged
	expect_status 2
	[[ $stderr == *bole.complexity.trunk.limit* ]]
}

@test "a .bole that cannot be read is refused, named, and can be mended" {
	bole install
	printf '[bole "complexity\n' >.bole
	worsen src/core.c parse
	git add .
	refuses 2 check --staged
	[[ $stderr == *.bole* ]]
	commit
	[ "$status" -eq 1 ]
	expect 'rejected: .bole'
	git checkout --quiet HEAD -- src/core.c
	git commit --quiet --no-verify --message 'Broken settings'
	printf '[bole "complexity.trunk"]\n\tlimit = 12\n' >.bole
	git add .bole
	commit
	expect_accepted
	expect 'before this change, .bole'
}

@test "an unknown format is status 2" {
	refuses 2 scan --format runes
}

@test "paths are meant from where one stands" {
	mkdir -p src/deep
	cp src/pair.c src/deep/core.c
	git add . && git commit --quiet --message 'Deeper'
	cd src/deep
	run --separate-stderr bole map --format tsv core.c
	expect_status 0
	[[ $output == *src/deep/core.c* && $output != *src/core.c* ]]
	run --separate-stderr bole scan --format tsv .. ./
	expect_status 0
	[[ $output == *src/core.c* ]]
	run --separate-stderr bole explain ../core.c:parse
	expect_status 0
	[[ $output == *src/core.c:3* ]]
	run --separate-stderr bole -C .. explain "$repo/src/deep/core.c:pair_up"
	expect_status 0
	run --separate-stderr bole -C "$repo" map src/deep
	expect_status 0
	refuses 2 map pair.c
	refuses 2 scan ../../..
	[[ $stderr == *"outside of this repository"* ]]
	refuses 2 explain /etc/passwd
}

@test "a word too many is status 2 and is named" {
	refuses 2 install somewhere
	refuses 2 uninstall somewhere
	refuses 2 doctor somewhere
	refuses 2 check HEAD~0..HEAD somewhere
	[[ $stderr == *somewhere* ]]
	refuses 2 check --staged HEAD~0..HEAD
	refuses 2 check --staged --worktree
}

@test "an option without its value is status 2" {
	refuses 2 -C
	refuses 2 --git-dir
	refuses 2 scan --rev
	refuses 2 --frobnicate
	[[ $stderr == *'unknown option --frobnicate'* ]]
}

@test "a bare repository has no index to check" {
	git clone --quiet --bare . ../bare.git
	refuses 2 -C ../bare.git check --staged
}

@test "a bare repository can be scanned and ranges checked" {
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	git clone --quiet --bare . ../bare.git
	run bole -C ../bare.git check HEAD~1..HEAD
	expect_rejected 'parse'
	run bole --git-dir ../bare.git scan
	expect_status 0
	expect 'parse'
}

@test "a repository that bole cannot read is named as such, and blocks nobody" {
	git config core.repositoryFormatVersion 1
	git config extensions.refStorage reftable
	refuses 3 check --staged
	[[ $stderr == *refstorage* ]]
}

@test "a missing object is no verdict" {
	worsen src/core.c parse
	git add .
	blob=$(git rev-parse :src/core.c)
	chmod -R u+w .git/objects
	rm ".git/objects/${blob:0:2}/${blob:2}"
	run --separate-stderr bole check --staged
	expect_status 3
	[ -n "$stderr" ]
}

@test "a temporary index that is gone is no verdict" {
	GIT_INDEX_FILE=/nowhere/index refuses 3 check --staged
}

@test "a damaged index is no verdict" {
	printf 'damage' | dd of=.git/index bs=1 seek=40 conv=notrunc status=none
	refuses 3 check --staged
}

@test "in a hook, a failure of bole lets the commit through with a notice" {
	bole install
	git config bole.complexity.trunk.limit many
	worsen src/core.c parse
	commit --all
	expect_status 0
	expect 'bole'
	git config bole.onFailure reject
	worsen src/core.c parse
	commit --all
	[ "$status" -ne 0 ]
}

@test "help and version are no failures" {
	run bole --help
	expect_status 0
	expect 'install' 'check' 'scan' 'map' 'explain' 'doctor'
	run bole --version
	expect_status 0
	expect '0\.1\.0'
	for command in install uninstall check scan map explain doctor hook; do
		run bole "$command" --help
		expect_status 0
		expect "^usage: bole $command"
		run bole help "$command"
		expect_status 0
		expect "^usage: bole $command"
	done
}

@test "paths from strangers do no harm" {
	printf 'int odd(void)\n{\n\treturn 1;\n}\n' >"$(printf 'src/a\tb\n\033[31mc.c')"
	printf 'int dash(void)\n{\n\treturn 1;\n}\n' >src/-rf.c
	printf 'int latin(void)\n{\n\treturn 1;\n}\n' >"$(printf 'src/\351t\351.c')"
	git add . && git commit --quiet --message 'Odd names'
	run bole scan --format tsv
	expect_status 0
	expect_no "$(printf '\033')"
	columns=$(awk -F '\t' '{ print NF }' <<<"$output" | sort -u)
	[ "$(wc -l <<<"$columns")" -eq 1 ]
	expect 'odd' 'dash' 'latin'
	run bole scan
	expect_no "$(printf '\033')"
}

@test "what the parser cannot bear is not measured, and said" {
	bole install
	{
		printf 'int deep(void)\n{\n\treturn '
		printf '%0.s(' $(seq 20000)
		printf '1'
		printf '%0.s)' $(seq 20000)
		printf ';\n}\n'
	} >src/deep.c
	printf '%0.s%%w(' $(seq 10000) >src/wild.c
	head -c 3000000 /dev/zero | tr '\0' 'x' >src/long.c
	printf 'int zero(void) { return \0; }\n' >src/zero.c
	git add .
	run timeout 60 git commit --message 'Wild files'
	expect_status 0
	expect 'not measured|unmeasured'
}

@test "a failed full disk or a closed pipe is no crash" {
	run bash -c '"$BOLE" scan --format tsv | head -n 1'
	expect_status 0
	[ -w /dev/full ] || skip 'no /dev/full here'
	run bash -c '"$BOLE" scan --format tsv >/dev/full'
	[ "$status" -eq 3 ]
}
