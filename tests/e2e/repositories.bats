# One verdict, whatever format a repository and its index have: what libgit2 cannot read is read
# through git.

load helper
load untouched

# All that bole says of the repository, but for times and ids.
everything() {
	{
		bole check --staged
		bole check --worktree
		bole check HEAD~1..HEAD
		bole scan --format tsv
		bole scan --rev HEAD --files --format tsv
		bole map --edges
		bole explain src/core.c:parse
	} 2>&1 | sed -E 's/[0-9.]+ *m?s\b//g; s/[0-9a-f]{7,64}/ID/g'
}

# A commit to compare with, a staged regression, and one in the work tree.
changed_project() {
	make_project "$1"
	cd "$1" || return
	mkdir -p docs/deep
	printf 'int far(void);\n' >docs/deep/far.h
	: >docs/empty.c
	git add .
	printf '\n/* a word */\n' >>src/pair.c
	git commit --quiet --all --message 'Another'
	worsen src/core.c parse
	git add .
	worsen src/tool_b.c run_b
	: >src/intended.c
	git add --intent-to-add src/intended.c
}

# same_as_plain PREPARATION …: prepared like that, bole says the same, and a commit ends the same
same_as_plain() {
	local plain=$BATS_FILE_TMPDIR/plain

	if [ ! -s "$plain" ]; then
		changed_project ../plain
		everything >"$plain.new"
		grep -q 'rejected' "$plain.new"
		mv "$plain.new" "$plain"
	fi
	changed_project ../other
	"$@"
	everything >../said
	diff "$plain" ../said || fail 'it is not the same'
	commits_end_the_same
}

commits_end_the_same() {
	bole install
	git reset --quiet -- src/intended.c
	careful_commit
	expect_rejected 'parse'
	git checkout --quiet HEAD -- src/core.c
	git add src/tool_b.c
	careful_commit
	expect_accepted
	worsen src/core.c parse
	run git commit --all --message 'A change'
	expect_rejected 'parse'
	git checkout --quiet -- .
}

@test "an index of version 4" {
	same_as_plain git update-index --index-version 4
}

@test "an index that is split in two" {
	same_as_plain git update-index --split-index
	git rev-parse --shared-index-path | grep -q .
}

@test "an index that is split in every commit" {
	same_as_plain git config core.splitIndex true
	git rev-parse --shared-index-path | grep -q .
}

sparse() {
	git reset --quiet -- src/intended.c # which crashes git 2.39 there
	git sparse-checkout set --cone --sparse-index src
	git ls-files --sparse | grep -qx docs/
}

@test "a sparse index" {
	same_as_plain sparse
	git ls-files --sparse | grep -qx docs/
}

@test "a sparse checkout with a full index" {
	same_as_plain git sparse-checkout set --no-cone '/src/'
}

all_at_once() {
	git update-index --index-version 4
	git sparse-checkout set --no-cone '/src/'
	git update-index --split-index --force-untracked-cache
}

@test "an index of version 4 that is split, with an untracked cache, in a sparse checkout" {
	same_as_plain all_at_once
	git rev-parse --shared-index-path | grep -q .
}

@test "an index with an untracked cache" {
	same_as_plain git update-index --force-untracked-cache
}

@test "an index with a file system monitor" {
	printf '#!/bin/sh\nprintf "token\\0/\\0"\n' >../monitor
	chmod +x ../monitor
	monitor=$(realpath ../monitor)
	monitored() {
		git config core.fsmonitor "$monitor"
		git update-index --fsmonitor
	}
	same_as_plain monitored
}

# What feature.manyFiles does in git 2.40 and later: an index without a checksum, version 4.
no_checksum() {
	local size

	git update-index --index-version 4
	size=$(($(wc -c <.git/index) - 20))
	head -c "$size" .git/index >../cut
	head -c 20 /dev/zero >>../cut
	cat ../cut >.git/index
}

@test "an index without a checksum" {
	same_as_plain no_checksum
}

@test "an index without a checksum, in the moment of the commit" {
	changed_project ../other
	{
		echo '#!/bin/bash'
		declare -f no_checksum
		echo 'unset GIT_INDEX_FILE; no_checksum'
	} >.git/hooks/pre-commit
	chmod +x .git/hooks/pre-commit
	bole install
	commit
	expect_rejected 'parse'
}

sha256() {
	rm -rf "$BATS_TEST_TMPDIR/other"
	export GIT_DEFAULT_HASH=sha256
	changed_project ../other
	[ "$(git rev-parse --show-object-format)" = sha256 ]
}

@test "object ids of SHA-256" {
	same_as_plain sha256
	[ "$(sqlite3 .git/bole/history.db 'PRAGMA integrity_check')" = ok ]
}

@test "object ids of SHA-256 in packs, with a split index" {
	both() {
		sha256
		git gc --quiet
		git update-index --split-index
	}
	same_as_plain both
}

@test "object ids of SHA-256 with a sparse index" {
	both() {
		sha256
		sparse
	}
	same_as_plain both
}

# All that bole says of the past and of a range.
past() {
	{
		bole history
		bole trend --format tsv
		bole review HEAD~1..HEAD
		bole clones --format tsv
	} 2>&1 | sed -E 's/[0-9.]+ *(m?s|MB)\b//g; s/[0-9a-f]{7,64}/ID/g'
}

@test "the past of SHA-256 is told as any other" {
	export GIT_AUTHOR_DATE='2026-01-01 12:00 +0000' GIT_COMMITTER_DATE='2026-01-01 12:00 +0000'
	changed_project ../plain
	git commit --quiet --all --message 'fix: worse'
	past >../said-plain
	sha256
	git commit --quiet --all --message 'fix: worse'
	past >../said
	[ -s ../said ]
	diff ../said-plain ../said
}

@test "a push of SHA-256 is judged" {
	export GIT_DEFAULT_HASH=sha256
	changed_project ../other
	git init --quiet --bare ../remote.git
	git remote add origin ../remote.git
	git reset --quiet --hard
	git push --quiet origin main
	bole install
	worsen src/core.c parse
	git commit --quiet --all --no-verify --message 'Worse'
	run git push origin main
	[ "$status" -ne 0 ]
	expect 'rejected' 'parse'
	git tag --annotate --message 'A tag' v1
	run git push origin v1 main:topic
	[ "$status" -ne 0 ]
	git reset --quiet --hard HEAD~1
	worsen src/tool_a.c run_a
	git commit --quiet --all --no-verify --message 'Leaf'
	run git push origin main main:topic
	expect_status 0
	expect_no 'NOT JUDGED'
}

@test "a merge of SHA-256 is judged against both parents" {
	export GIT_DEFAULT_HASH=sha256
	changed_project ../other
	git reset --quiet --hard
	git checkout --quiet -b side
	worsen src/core.c parse
	git commit --quiet --all --message 'Before bole came'
	git checkout --quiet main
	echo '/* a word */' >>src/core.c
	git commit --quiet --all --message 'Elsewhere'
	bole install
	run git merge --no-edit side
	expect_accepted
	expect_no 'NOT JUDGED'
}

@test "the first commit of SHA-256, and an orphan" {
	export GIT_DEFAULT_HASH=sha256
	git init --quiet ../new
	cp -r src ../new
	cd ../new
	bole install
	git add .
	careful_commit
	expect_accepted
	expect_no 'NOT JUDGED'
	git checkout --quiet --orphan other
	careful_commit
	expect_accepted
	expect_no 'NOT JUDGED'
}

# extension NAME VALUE: a repository whose format has it
extension() {
	git config --file .git/config core.repositoryFormatVersion 1
	git config --file .git/config "extensions.$1" "$2"
}

@test "extensions that change nothing of what is read" {
	all() {
		extension noop true
		extension partialClone nowhere
		extension preciousObjects true
		extension worktreeConfig true
	}
	same_as_plain all
}

@test "settings of one work tree" {
	changed_project ../other
	extension worktreeConfig true
	git worktree add --quiet ../third -b third
	git config --worktree bole.complexity.trunk.limit 100
	run bole check --staged
	expect_accepted
	cd ../third
	worsen src/core.c parse
	git add .
	run bole check --staged
	expect_rejected 'parse'
}

@test "what git itself does not know is named, and is no verdict" {
	bole install
	worsen src/core.c parse
	git add .
	extension ofTomorrow true
	run bole check --staged
	expect_status 3
	expect 'oftomorrow'
	git config --file .git/config --unset extensions.ofTomorrow
	extension refStorage reftable
	run bole check --staged
	expect_status 3
	expect 'refstorage'
	git config --file .git/config --unset extensions.refStorage
	git config --file .git/config core.repositoryFormatVersion 99
	run bole check --staged
	expect_status 3
	expect '99'
}

# --- histories that are not whole, or not as they were made -----------------------------------

@test "replaced and grafted commits are judged as they were made" {
	changed_project ../other
	git reset --quiet --hard
	git checkout --quiet -b worse
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	git checkout --quiet main
	git replace HEAD worse
	echo "$(git rev-parse HEAD)" >.git/info/grafts
	worsen src/core.c parse
	git add src/core.c
	run bole check --staged
	expect_rejected 'parse'
	run bole check HEAD~1..HEAD
	expect_accepted
	run bole doctor
	expect 'history: refs/replace is not followed' 'history: info/grafts is not followed'
}

@test "a shallow clone is judged as far as it reaches" {
	changed_project ../other
	git reset --quiet --hard
	git clone --quiet --depth 1 "file://$PWD" ../shallow
	cd ../shallow
	bole install
	worsen src/core.c parse
	git add .
	careful_commit
	expect_rejected 'parse'
	run bole check HEAD~1..HEAD
	expect_status 2
	expect 'shallow'
	git commit --quiet --no-verify --message 'Worse'
	run bole check HEAD~1..HEAD
	expect_rejected 'parse'
	run git push origin HEAD:refs/heads/topic
	[ "$status" -ne 0 ]
	expect 'parse'
}

@test "a partial clone is judged by what it has, and fetches nothing" {
	changed_project ../other
	git reset --quiet --hard
	git config uploadpack.allowFilter true
	git config uploadpack.allowAnySHA1InWant true
	git clone --quiet --filter=blob:none "file://$PWD" ../partial 2>/dev/null
	cd ../partial
	mv ../other ../gone # whoever fetches now says so
	bole install
	worsen src/core.c parse
	git add .
	careful_commit
	expect_rejected 'parse'
	run bole check HEAD~1..HEAD # src/pair.c as it was is not here
	expect_status 3
	[ -n "$output" ]
}

@test "objects of another repository are found" {
	changed_project ../other
	git reset --quiet --hard
	git clone --quiet --shared . ../borrower
	cd ../borrower
	[ -s .git/objects/info/alternates ]
	bole install
	worsen src/core.c parse
	git add .
	careful_commit
	expect_rejected 'parse'
}

# scratch FILE: some bytes in its middle are others
scratch() {
	chmod u+w "$1"
	printf 'scratch' | dd of="$1" bs=1 seek=$(($(wc -c <"$1") / 2)) conv=notrunc status=none
}

@test "what only speeds up the look at objects may be damaged" {
	local i graph

	changed_project ../other
	git reset --quiet --hard
	for i in 1 2 3; do
		git commit --quiet --allow-empty --message "$i"
		git commit-graph write --reachable --split=no-merge
	done
	[ "$(find .git/objects/info/commit-graphs -name '*.graph' | wc -l)" -eq 3 ]
	git repack -adq
	git multi-pack-index write --bitmap
	bole install
	worsen src/core.c parse
	git add .
	careful_commit
	expect_rejected 'parse'
	for graph in .git/objects/info/commit-graphs/*.graph; do
		scratch "$graph"
	done
	rm .git/objects/pack/*.bitmap
	scratch .git/objects/pack/multi-pack-index
	run bole check --staged
	expect_rejected 'parse'
	run bole check HEAD~3..HEAD
	expect_accepted
}

@test "what the environment says of other things changes nothing" {
	local setting

	changed_project ../other
	git reset --quiet --hard
	bole install
	worsen src/core.c parse
	git add .
	for setting in GIT_NAMESPACE=other GIT_DEFAULT_HASH=sha256 GIT_LITERAL_PATHSPECS=1 GIT_TRACE2_EVENT=1 \
		GIT_SHALLOW_FILE=/dev/null GIT_TEST_SPLIT_INDEX=1 SQLITE_TMPDIR=/proc TMPDIR=/nowhere HOME=/proc \
		COLUMNS=-5 TERM= TZ=No/Where LC_ALL=xx_YY; do
		run env "$setting" git -c user.name=A -c user.email=a@example.org commit --message 'A change'
		expect_rejected 'parse' || fail "with $setting"
	done
}

@test "a damaged index of any format is no verdict" {
	changed_project ../other
	git update-index --split-index
	shared=$(git rev-parse --shared-index-path)
	cp .git/index ../index
	for place in 30 70 100; do
		cp ../index .git/index
		printf '\377' | dd of=.git/index bs=1 seek="$place" conv=notrunc status=none
		run bole check --staged
		expect_status 3
		expect 'index'
	done
	cp ../index .git/index
	chmod u+w "$shared"
	printf '\377' | dd of="$shared" bs=1 seek=200 conv=notrunc status=none
	run bole check --staged
	expect_status 3
	rm -f "$shared"
	run bole check --staged
	expect_status 3
}

@test "files that are only intended to be added are no part of a commit" {
	bole install
	printf 'int a(void);\n' >src/new.c
	worsen src/core.c parse
	git add --intent-to-add src/new.c
	for split in --no-split-index --split-index; do
		git update-index "$split"
		run bole check --staged
		expect_accepted
		expect_no 'src/new\.c'
	done
	echo '/* a word */' >>src/tool_a.c
	run git commit --message 'A change' src/tool_a.c
	expect_accepted
}

# --- the documents -------------------------------------------------------------------------

# The tests that a table names: "| … | FILE: NAME |", FILE below tests/.
named_tests() {
	sed -n 's/^|.*| \([a-z0-9]*\/[a-z_]*\.[a-z]*: .*[^ ]\) *|$/\1/p' "$root/$1"
}

@test "the tables of situations and promises name tests that there are" {
	for document in metrics/git/SITUATIONS.md SECURITY.md; do
		[ "$(named_tests "$document" | wc -l)" -ge 10 ]
		named_tests "$document" | while read -r row; do
			file=$root/tests/${row%%: *}
			name=${row#*: }
			grep -qF -e "@test \"$name\" {" -e "static void $name(" "$file" ||
				fail "$document: there is no test $row" || exit
		done
		# every row but head and line has one
		rows=$(grep -c '^| ' "$root/$document")
		heads=$(grep -c '^|---' "$root/$document")
		[ "$(named_tests "$document" | wc -l)" -eq $((rows - heads)) ] ||
			fail "$document: a row names no test"
	done
}
