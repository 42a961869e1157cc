# The history: recorded without a checkout, from wherever it was left, and always the same.

load helper

database=.git/bole/history.db

ask() {
	sqlite3 -readonly "$database" "$1"
}

# Everything that is recorded, as text.
recorded() {
	local view

	for view in commits line touches files units promotions; do
		ask "SELECT * FROM v_$view ORDER BY 1, 2, 3, 4, 5, 6, 7"
	done
}

# What is kept of blobs, in the order of their ids.
kept() {
	ask 'SELECT hex(blob), facts.language, revision, hex(links.data), hex(units.data) FROM facts
		JOIN links USING (id) JOIN units USING (id) ORDER BY 1, 2'
}

# grow N: N commits that make the project larger and worse, each its own way
grow() {
	local i

	for i in $(seq "$1"); do
		printf 'int grown_%d(int n)\n{\n\treturn n > %d ? grown_%d(n - 1) : dispatch(n, 0, 0);\n}\n' \
			"$i" "$i" "$i" >>"src/tool_$(printf %s abcdefgh | cut -c $((i % 8 + 1))).c"
		[ $((i % 3)) -gt 0 ] || worsen src/core.c parse
		[ $((i % 5)) -gt 0 ] || git mv src/pair.h src/pair_$i.h 2>/dev/null || :
		git add .
		git commit --quiet --message "Commit $i"
	done
}

# sums_of REV: sloc and debt of each region, as scan says
sums_of() {
	bole scan --rev "$1" --files --format json | python3 -c '
import json, sys
sums = {}
for row in json.load(sys.stdin)["rows"]:
    if row["class"] == "source":
        region = sums.setdefault(row["region"], [0, 0, 0])
        region[0] += 1
        region[1] += row["sloc"]
        region[2] += row["debt"]
for name in ("leaf", "branch", "trunk"):
    print(name, *("%g" % number for number in sums.get(name, [0, 0, 0])))'
}

@test "each commit has the numbers of its own tree" {
	grow 6
	bole history
	[ "$(ask "SELECT count(DISTINCT commit_id) FROM v_line")" = 7 ]
	for commit in HEAD HEAD~3 HEAD~6; do
		id=$(git rev-parse "$commit")
		[ "$(ask "SELECT region || ' ' || files || ' ' || sloc || ' ' || printf('%g', debt) FROM v_line
			WHERE commit_id = '$id' ORDER BY region = 'trunk', region = 'branch'")" = "$(sums_of "$commit")" ]
	done
}

@test "two guides say the same in whatever order they came" {
	for folder in z a; do
		mkdir -p $folder/src
		printf '{ "autoload": { "psr-4": { "N\\\\": "src/" } } }\n' >$folder/composer.json
		printf '<?php\nnamespace N;\nclass B {}\n' >$folder/src/B.php
		printf '<?php\nnamespace U;\nuse N\\B;\nfunction f() { return new B(); }\n' >use.php
		git add .
		git commit --quiet --message $folder
	done
	bole map --edges | grep '^use.php.z/src/B.php'
	bole history
	[ "$(ask "SELECT load FROM v_files WHERE path = 'a/src/B.php'")" = 0 ]
}

@test "a second run records what is new, and nothing twice" {
	bole history
	run bole history
	expect_status 0
	expect 'nothing is new'
	worsen src/core.c parse
	git commit --quiet --all --message 'fix: worse'
	run bole history
	expect 'recorded 1 commits'
	[ "$(ask 'SELECT count(*) FROM v_commits')" = 2 ]
	[ "$(ask "SELECT cognitive FROM v_units WHERE name = 'parse' ORDER BY number DESC LIMIT 1")" = 22 ]
	[ "$(ask "SELECT fix FROM v_commits ORDER BY number DESC LIMIT 1")" = 1 ]
	recorded >again
	rm -rf .git/bole
	bole history
	recorded | diff - again
}

@test "killed twenty times at any moment it ends with the same store" {
	grow 12
	bole history
	{ recorded && kept; } >whole
	rm -rf .git/bole
	for i in $(seq 20); do
		"$BOLE" history >/dev/null 2>&1 &
		pid=$!
		sleep "0.0$((i * 37 % 97 + 10))"
		kill -KILL $pid 2>/dev/null || :
		wait $pid 2>/dev/null || :
	done
	bole history
	{ recorded && kept; } | diff - whole
	[ "$(ask 'PRAGMA integrity_check')" = ok ]
}

@test "renames are followed, and a merge brings its work into the line" {
	git mv src/pair.c src/couple.c
	git commit --quiet --message 'Move it'
	git checkout --quiet -b side HEAD~1
	worsen src/core.c parse
	git commit --quiet --all --message 'On the side'
	git checkout --quiet main
	git merge --quiet --no-edit --no-ff side
	bole history
	[ "$(ask "SELECT was FROM v_touches WHERE path = 'src/couple.c'")" = src/pair.c ]
	[ "$(ask 'SELECT count(DISTINCT commit_id) FROM v_line')" = 3 ]
	[ "$(ask 'SELECT count(*) FROM v_commits')" = 4 ]
	[ "$(ask "SELECT on_line FROM v_commits WHERE subject = 'On the side'")" = 0 ]
	[ "$(ask "SELECT commit_id FROM v_units WHERE name = 'parse' ORDER BY number DESC LIMIT 1")" = "$(head_of)" ]
}

@test "a line that was rewritten is recorded anew from where it parts" {
	grow 2
	bole history
	git commit --quiet --amend --message 'Another'
	bole history
	recorded | grep -c '' >amended
	[ "$(ask 'SELECT count(*) FROM v_commits')" = 3 ]
	[ "$(ask 'SELECT commit_id FROM v_commits ORDER BY number DESC LIMIT 1')" = "$(head_of)" ]
}

@test "another branch has its own line, also through commits that were brought in from it" {
	git checkout --quiet -b side
	for i in 1 2; do
		worsen src/core.c parse
		git commit --quiet --all --message "On the side $i"
	done
	git checkout --quiet main
	worsen src/tool_a.c run_a
	git commit --quiet --all --message 'On the line'
	git merge --quiet --no-edit --no-ff side
	bole history
	git checkout --quiet side
	bole history
	recorded >other
	rm -rf .git/bole
	bole history
	recorded | diff - other
}

# push: HEAD as git's hook would see it, to a remote that has the commit before
push() {
	"$BOLE" hook pre-push origin ../remote.git \
		<<<"refs/heads/main $(head_of) refs/heads/main $(git rev-parse HEAD~1)"
}

@test "a push brings a history up to date, and begins none" {
	worsen src/tool_a.c run_a
	git commit --quiet --all --message 'Worse'
	push
	[ "$(ask 'SELECT count(*) FROM past')" = 0 ]
	bole history
	for name in b c; do
		worsen "src/tool_$name.c" "run_$name"
		git commit --quiet --all --message "Worse $name"
	done
	push
	[ "$(ask 'SELECT count(DISTINCT number) FROM v_line')" = 4 ]
	recorded >pushed
	rm -rf .git/bole
	bole history
	recorded | diff - pushed
	worsen src/core.c parse
	git commit --quiet --all --message 'Refused'
	run -1 push
	[ "$(ask 'SELECT count(*) FROM past')" = 4 ]
}

@test "a bare repository has a history, and a shallow clone says what it lacks" {
	grow 2
	git clone --quiet --bare . ../bare.git
	bole --git-dir ../bare.git history
	[ "$(sqlite3 ../bare.git/bole/history.db 'SELECT count(*) FROM v_commits')" = 3 ]
	git clone --quiet --depth 1 "file://$PWD" ../shallow
	run bole -C ../shallow history
	expect_status 0
	expect 'recorded 1 commits' 'shallow' 'git fetch --unshallow'
	git -C ../shallow fetch --quiet --unshallow
	bole -C ../shallow history --since 1970-01-01
	[ "$(sqlite3 ../shallow/.git/bole/history.db 'SELECT count(DISTINCT number) FROM v_line')" = 3 ]
}

@test "a partial clone says what it lacks, and fetches nothing" {
	grow 2
	git config uploadpack.allowFilter true
	git clone --quiet --no-checkout --filter=blob:none "file://$PWD" ../partial
	cd ../partial
	git cat-file --batch-all-objects --batch-check >../before
	run bole history
	expect_status 3
	expect 'not in this clone .*partial' 'git fetch --refetch --no-filter'
	git cat-file --batch-all-objects --batch-check | diff - ../before
	git fetch --quiet --refetch --no-filter
	run bole history
	expect_status 0
	[ "$(ask 'SELECT count(DISTINCT number) FROM v_line')" = 3 ]
}

@test "who was stopped before the first commit that has numbers leaves no gap" {
	GIT_COMMITTER_DATE='@1500000000 +0000' git commit --quiet --amend --no-edit
	GIT_COMMITTER_DATE='@1500000001 +0000' git commit --quiet --allow-empty --message 'Another'
	worsen src/core.c parse
	GIT_COMMITTER_DATE='@1600000000 +0000' git commit --quiet --all --message 'Later'
	git config uploadpack.allowFilter true
	git clone --quiet --no-checkout --filter=blob:none "file://$PWD" ../partial
	bole history --since 2018-01-01
	recorded >whole
	cd ../partial
	run bole history --since 2018-01-01
	expect_status 3
	[ "$(ask 'SELECT count(*) FROM past')" = 1 ]
	git fetch --quiet --refetch --no-filter
	bole history --since 2018-01-01
	recorded | diff - ../*/whole
}

@test "only some commits are measured when asked, the last always" {
	grow 4
	bole history --every 3
	[ "$(ask 'SELECT count(DISTINCT commit_id) FROM v_line')" = 2 ]
	[ "$(ask 'SELECT commit_id FROM v_line ORDER BY number DESC LIMIT 1')" = "$(head_of)" ]
	[ "$(ask 'SELECT count(*) FROM v_commits')" = 5 ]
	run bole history --every sometimes
	expect_status 2
}

@test "a history that begins later knows what was there before, and is not recorded twice" {
	git rm --quiet --cached src/tool_h.c
	GIT_COMMITTER_DATE='@1500000000 +0000' git commit --quiet --amend --no-edit
	git add src/tool_h.c
	worsen src/core.c parse
	GIT_COMMITTER_DATE='@1600000000 +0000' git commit --quiet --all --message 'Later'
	bole history --since 2018-01-01
	[ "$(ask 'SELECT count(DISTINCT number) FROM v_line')" = 2 ]
	[ "$(ask "SELECT group_concat(cognitive) FROM (SELECT * FROM v_units WHERE name = 'dispatch' ORDER BY number)")" = 26 ]
	[ "$(ask "SELECT group_concat(cognitive) FROM (SELECT * FROM v_units WHERE name = 'parse' ORDER BY number)")" = 1,22 ]
	[ "$(ask "SELECT count(*) FROM v_files WHERE number = 1")" = "$(git ls-tree -r --name-only HEAD~1 | grep -c '[.][ch]$')" ]
	for since in 2018-01-01 2000-01-01; do
		run bole history --since $since
		expect 'nothing is new'
	done
	recorded >since
	rm -rf .git/bole
	bole history
	recorded | diff - since
}

@test "the queries of FORMAT.md are answered" {
	grow 3
	bole history
	bole check HEAD~1..HEAD >/dev/null || :
	awk '/^```sql/ { inside = 1; query = ""; next }
		/^```/ { if (inside) printf "%s%c", query, 0; inside = 0 }
		inside { query = query $0 "\n" }' "$root/metrics/history/FORMAT.md" >queries
	[ "$(tr -dc '\0' <queries | wc -c)" -ge 6 ]
	while IFS= read -r -d '' query; do
		ask "$query" >answer || fail "$query"
		[ -s answer ] || [ "${query#*v_findings}" != "$query" ] || [ "${query#*repairs}" != "$query" ] ||
			fail "no answer to $query"
	done <queries
}
