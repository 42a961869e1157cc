# The trend report: three lines that answer, and the same numbers in every format.

load helper

valid() { # valid FILE: it is as its schema says
	node "$BATS_TEST_DIRNAME/formats/validate.js" "$root/metrics/output/schema/trend.json" <"$1" ||
		fail "$1 is against its schema"
}

json() {
	python3 -c 'import json, sys; trend = json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"
}

@test "without a history the trend says so, and shows what is there now" {
	run bole trend
	expect_status 0
	expect 'Too little history' 'Read first: src/'
	bole trend --format json >trend.json
	valid trend.json
	[ "$(json 'trend["direction"]' <trend.json)" = unknown ]
	[ "$(bole trend --format json | json 'trend["head"]')" = "$(head_of)" ]
}

@test "files, worst units and sums are those of scan" {
	bole trend --format json >trend.json
	scan=$(bole scan --files --format tsv | awk -F '\t' '$1 == "src/core.c" { print $3, $4, $8, $12 }')
	[ "$(json '[" ".join(str(row[i]) for i in (3, 4, 8, 10)) for row in trend["files"]["rows"] if row[0] == "src/core.c"][0]' <trend.json)" = "$scan" ]
	[ "$(json 'trend["worst"][0]["name"]' <trend.json)" = dispatch ]
	debt=$(bole scan --files --format tsv | awk -F '\t' '$3 == "trunk" { sum += $12 } END { printf "%.1f", sum }')
	[ "$(json 'trend["series"]["regions"]["trunk"][-1][5]' <trend.json)" = "$debt" ]
}

# later DAYS MESSAGE: a commit so long after the first
later() {
	local day

	day=$(git log --reverse --format=%ct | head -1)
	day=$((day + $1 * 86400))
	git add .
	GIT_COMMITTER_DATE="@$day +0000" GIT_AUTHOR_DATE="@$day +0000" git commit --quiet --message "$2"
}

@test "what moved the trunk is the same in every format, and in the store" {
	worsen src/core.c parse
	later 20 'fix: make it terrible'
	worsen src/tool_a.c run_a
	later 30 'A tool'
	bole history
	run bole trend
	expect_status 0
	[[ ${lines[0]} == 'The trunk is getting worse: since '* ]]
	expect 'make it terrible' '44.*src/core.c:3 parse|parse' 'functions that got worse'
	bole trend --format json >trend.json
	valid trend.json
	[ "$(json 'trend["direction"]' <trend.json)" = worse ]
	[ "$(json '[(span["name"], span["mover"]["subject"]) for span in trend["spans"]]' <trend.json)" = \
		"[('week', 'A tool'), ('month', 'fix: make it terrible')]" ]
	expect 'most: .* fix: make it terrible'
	[ "$(json 'trend["movers"][0]["subject"]' <trend.json)" = 'fix: make it terrible' ]
	[ "$(json '[unit["name"] for unit in trend["worse"]]' <trend.json)" = "['parse', 'run_a']" ]
	[ "$(json 'trend["worse"][0]["cognitive_before"]' <trend.json)" = 1 ]
	store=$(sqlite3 -readonly .git/bole/history.db "SELECT printf('%.1f', debt) FROM v_line WHERE region = 'trunk' ORDER BY number")
	[ "$(json '"\n".join("%.1f" % row[5] for row in trend["series"]["regions"]["trunk"])' <trend.json)" = "$store" ]
	[ "$(bole trend --format tsv | awk -F '\t' '$4 == "trunk" { print $10 }')" = "$store" ]
	worse=$(json '"%.1f" % trend["worse"][0]["debt_after"]' <trend.json)
	for format in markdown text; do
		grep -qE "parse.*$worse|$worse.*parse" <(bole trend --format $format) || fail "$format does not say $worse of parse"
	done
	last=${store##*$'\n'}
	grep -qE "^  trunk +[^ ]+ +${last%.*} +[^ ]+ +$(json '"%.1f" % trend["spans"][0]["after"]["trunk"]["debt_per_1000"]' <trend.json) " <(bole trend)
	bole trend --html page.html
	grep -qF "<b>$last</b>" page.html
	grep -qF "$worse" <(sed -n '/id="worst"/,/<\/section>/p' page.html)
	[ "$(bole scan --files --format json | json '[row["risk"] for row in trend["rows"] if row["path"] == "src/core.c"][0]')" = \
		"$(json '[row[12] for row in trend["files"]["rows"] if row[0] == "src/core.c"][0]' <trend.json)" ]
}

@test "sums by directory and by language are those of the regions, put together" {
	worsen src/core.c parse
	later 20 'Worse'
	bole history
	all=$(bole trend --format tsv | awk -F '\t' 'NR > 1 { sum += $10 } END { print sum }')
	for by in directory language; do
		bole trend --by $by --format json >$by.json
		valid $by.json
		[ "$(bole trend --by $by --format tsv | awk -F '\t' 'NR > 1 { sum += $10 } END { print sum }')" = "$all" ]
	done
	run bole trend --by person
	expect_status 2
}

@test "directories: what nearly all is in is opened, what is gone or was never code has no line" {
	mkdir -p src/deep tests old
	printf 'int deep(int n)\n{\n\treturn n;\n}\n' >src/deep/deep.c
	printf 'int test(int n)\n{\n\treturn n;\n}\n' >tests/test_it.c
	printf 'int old(int n)\n{\n\treturn n;\n}\n' >old/old.c
	later 1 'More folders'
	git rm --quiet old/old.c
	later 2 'Less'
	bole history
	bole trend --by directory --format json >trend.json
	[ "$(json '[group["name"] for group in trend["groups"]]' <trend.json)" = "['src', 'src/deep', 'all others']" ]
	[ "$(json '[row[3] for row in trend["groups"][2]["rows"]]' <trend.json)" = '[0, 4, 0]' ]
}

@test "cohorts are by what commits say, and nobody is named" {
	worsen src/core.c parse
	later 20 "$(printf 'Worse\n\nCo-authored-by: Claude <noreply@anthropic.com>')"
	bole history
	bole trend --format json >trend.json
	[ "$(json '[cohort["name"] for cohort in trend["cohorts"]]' <trend.json)" = "['Claude', 'not said']" ]
	no grep -q 'Somebody' trend.json
}

@test "what a merge brings in belongs to a cohort when all of it does" {
	local from=10

	for side in 'Assisted-by: Claude' 'Assisted-by: Claude
no trailer'; do
		git checkout --quiet -b side
		while IFS= read -r trailer; do
			worsen src/core.c parse
			later $((from += 1)) "$(printf 'Worse\n\n%s' "$trailer")"
		done <<<"$side"
		git checkout --quiet main
		git merge --quiet --no-ff --no-edit side
		git branch --quiet --delete side
	done
	bole history
	bole trend --since 2000-01-01 --format json >trend.json
	[ "$(json '[(cohort["name"], cohort["commits"], cohort["steps"], cohort["debt_added"]["trunk"]) for cohort in trend["cohorts"]]' <trend.json)" = \
		"[('Claude', 2, 1, 30.0), ('not said', 2, 0, 0.0)]" ]
	run bole trend --since 2000-01-01
	expect 'Claude: 2 commits; alone in 1 step of the line: trunk \+[0-9]+ lines \(debt \+30.0' 'not said: 2 commits, all brought in together'
}

@test "trend records by itself what is new" {
	bole history
	worsen src/core.c parse
	later 20 'Worse'
	run bole trend
	expect 'Worse'
	[ "$(sqlite3 -readonly .git/bole/history.db 'SELECT count(*) FROM v_commits')" = 2 ]
}

@test "the report of an earlier commit knows nothing of later ones" {
	worsen src/tool_a.c run_a
	later 20 'Earlier'
	bole history
	bole trend --format json >before.json
	worsen src/core.c parse
	later 30 'Later'
	bole history
	bole trend --rev HEAD~1 --format json | diff - before.json
}

@test "trend follows to another branch and back" {
	bole history
	git checkout --quiet -b side
	worsen src/core.c parse
	later 20 'On the side'
	run bole trend
	expect 'On the side'
	git checkout --quiet main
	worsen src/tool_a.c run_a
	later 30 'On the line'
	run bole trend
	expect 'On the line'
	expect_no 'On the side'
	expect_no 'run .bole history.'
}

@test "what is written twice is the same as for scan and clones" {
	cp src/core.c src/copy.c
	sed -i 's/parse(/parse_again(/; s/dispatch(/dispatch_again(/' src/copy.c
	later 3 'A copy'
	bole trend --format json >trend.json
	[ "$(json '[row[14] for row in trend["files"]["rows"] if row[0] == "src/copy.c"][0]' <trend.json)" = \
		"$(bole scan --files --format tsv | awk -F '\t' '$1 == "src/copy.c" { print $11 }')" ]
	[ "$(json 'sorted([trend["clones"][0]["path_a"], trend["clones"][0]["path_b"]])' <trend.json)" = "['src/copy.c', 'src/core.c']" ]
	run bole trend
	expect 'written twice, with a copy in the trunk'
}
