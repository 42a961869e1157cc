# Every format of a verdict, read by its own schema or tool: of a refusal, of nothing, of very much,
# and of names that were made to be taken for something else.

load helper

schemas=$root/metrics/output/schema
formats=$BATS_TEST_DIRNAME/formats

valid_json() { # valid_json SCHEMA FILE
	node "$formats/validate.js" "$1" <"$2" || fail "$2 is against $1: $(head -c 2000 "$2")"
}

valid_xml() {
	command -v xmllint >/dev/null || skip 'xmllint is not installed (Debian: libxml2-utils)'
	xmllint --noout --schema "$1" "$2" || fail "$2 is against $1: $(head -c 2000 "$2")"
}

valid_metrics() {
	[ "$(tail -n 1 "$1")" = '# EOF' ]
	no grep -vE '^(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\{(level|region)="[a-z]+"\})? -?[0-9.]+|# EOF)$' "$1"
	[ "$(grep -c '^# TYPE' "$1")" -eq "$(grep '^# TYPE' "$1" | sort -u | wc -l)" ]
	! command -v promtool >/dev/null || promtool check metrics <"$1"
}

# Into ../out, a file a format; the answer is that of bole check.
check_in_every_format() {
	local format options=()

	mkdir -p ../out
	for format in text tsv json markdown html sarif github gitlab junit checkstyle rdjson openmetrics; do
		options+=(--format "$format=../out/$format")
	done
	run bole check --worktree "${options[@]}"
}

expect_valid() {
	cd ../out || return
	valid_json "$schemas/check.json" json
	valid_json "$formats/sarif.json" sarif
	# The whole of SARIF's schema, which scripts/setup takes from the npm package that carries it.
	[ ! -f "$root/build/sarif-2.1.0.json" ] || valid_json "$root/build/sarif-2.1.0.json" sarif
	valid_json "$formats/gitlab.json" gitlab
	node -e '
		const marks = JSON.parse(require("fs").readFileSync("gitlab")).map(x => x.fingerprint);
		process.exit(new Set(marks).size === marks.length ? 0 : 1);'
	valid_json "$formats/rdjson.json" rdjson
	valid_xml "$formats/junit.xsd" junit
	valid_xml "$formats/checkstyle.xsd" checkstyle
	valid_metrics openmetrics
	[ "$(wc -m <markdown)" -le 65535 ]
	[ "$(iconv -f UTF-8 -t UTF-8 <html | wc -c)" -eq "$(wc -c <html)" ]
	no grep -vE '^(::(error|warning|notice) |bole: )' github
	for type in error warning notice; do
		[ "$(grep -c "^::$type " github)" -le 10 ]
	done
	cd - >/dev/null || return
}

@test "a refusal, in every format" {
	worsen src/core.c parse
	check_in_every_format
	expect_status 1
	[ -z "$output" ]
	expect_valid
	cd ../out
	grep -q 'rejected: 1 regression, 1 warning' text
	grep -q '^### bole: rejected: 1 regression, 1 warning$' markdown
	grep -q '^::error file=src/core.c,line=3,endLine=20,title=bole%3A complexity%2C trunk::cognitive' github
	grep -q '<failure message="cognitive' junit
	grep -q '<error line="3" severity="error" source="bole.complexity"' checkstyle
	grep -q '^bole_check_findings{level="reject"} 1$' openmetrics
	grep -q '<tr class="reject">' html
	grep -q '"passes_at": 15' json
	grep -q '"help": "Bring it to 15 or less\. ' json
	for format in sarif gitlab rdjson; do
		grep -q 'cognitive complexity of parse rose from 1 to 22' $format
	done
}

@test "nothing to report is well formed, and accepted" {
	check_in_every_format
	expect_status 0
	expect_valid
	cd ../out
	[ "$(cat gitlab)" = '[]' ]
	[ ! -s github ]
	grep -q 'nothing to judge' markdown
	grep -q '"results": \[\]' sarif
	grep -q 'tests="1" failures="0"' junit
}

@test "what was not judged is no pass in any format" {
	git config bole.enabled false
	worsen src/core.c parse
	check_in_every_format
	expect_status 0
	expect 'not judged: judging is switched off'
	expect_valid
	cd ../out
	grep -q '^bole_check_judged 0$' openmetrics
	grep -q '<skipped' junit
	grep -q '^::warning .*not judged' github
	grep -q '"executionSuccessful": false' sarif
	for format in text json markdown html; do
		grep -q 'not judged' $format
	done
}

@test "very much: the worst first, and what was cut is said" {
	for i in $(seq 600); do
		printf 'int tangle_%d(int a)\n{\n\treturn a;\n}\n\n' "$i"
	done >src/tangle.c
	echo 'src/tangle.c bole=trunk' >.gitattributes
	git add . && git commit --quiet --message 'Much'
	sed -i 's/^\treturn a;/\tif (a) { if (a > 1) { if (a > 2) { if (a > 3) { if (a > 4) { if (a > 5) { a++; } } } } } }\n&/' \
		src/tangle.c
	worsen src/tool_a.c run_a
	git config bole.duplicate.trunk.limit 10000 # of 600 alike
	check_in_every_format
	expect_status 1
	expect_valid
	cd ../out
	[ "$(grep -c '^::error' github)" -eq 10 ]
	head -n 1 github | grep -q '^::error'
	grep -q '^bole: 1180 more not annotated' github
	tail -n 1 markdown | grep -qE '^… and [0-9]+ more that are no worse; `--format json` has them all\.$'
	[ "$(wc -c <markdown)" -gt 60000 ]
	[ "$(grep -c '<failure' junit)" -eq 600 ]
	node -e 'process.exit(JSON.parse(require("fs").readFileSync("sarif")).runs[0].results.length === 1201 ? 0 : 1)'
	cd ../repo
	sed 's/tangle/second/' src/tangle.c >src/second.c
	git add . && git commit --quiet --no-verify --message 'Twice as much'
	bole scan --format markdown >../out/scan
	[ "$(wc -m <../out/scan)" -le 65535 ]
	tail -n 1 ../out/scan | grep -q 'more; `--format tsv` has them all$'
}

@test "names that were made to be taken for something else" {
	local name

	mkdir -p 'src/=HYPERLINK("x")'
	for name in $'src/new\nline::error::.c' 'src/<b>&"'"'"'.c' $'src/\xff\xfe.c' 'src/a|`b`@user#1.c' \
		'src/%0A::warning::x.c' $'src/\e[31mred.c' 'src/=HYPERLINK("x")/f.c' 'src/a:b,c.c' \
		$'src/\xe2\x80\xaegnp.c' 'src/]]>-->.c' 'src/##vso[task.setvariable variable=a]b.c' '::stop-commands::x.c'; do
		printf 'int odd(int a)\n{\n\treturn a;\n}\n' >"$name"
	done
	mkdir -p '=1+cmd(x)'
	printf 'int odd(int a)\n{\n\treturn a;\n}\n' >'=1+cmd(x)/f.c'
	echo '*.c bole=trunk' >.gitattributes
	git add . && git commit --quiet --message 'Odd names'
	for name in *.c src/*.c */f.c src/*/f.c; do
		sed -i 's/^\treturn a;/\tif (a) { if (a > 1) { if (a > 2) { if (a > 3) { if (a > 4) { if (a > 5) { a++; } } } } } }\n&/' "$name"
	done
	check_in_every_format
	expect_status 1
	expect_valid
	cd ../out
	[ "$(grep -c '^reject' text)" -eq 10 ]
	no grep -q "$(printf '\033')" text tsv json markdown html sarif github gitlab junit checkstyle rdjson openmetrics
	no grep -q $'\xe2\x80\xae' text tsv json markdown html sarif github gitlab junit checkstyle rdjson
	[ "$(grep -c '^::' github)" -eq 20 ]
	grep -q 'src/%FF%FE.c' sarif
	grep -q 'src/new%0Aline%3A%3Aerror%3A%3A.c' sarif
	no grep -qE '@user|<b>|\[31m' markdown
	no grep -q '<b>' html junit checkstyle
	# What a CI system would take for a command, in a log: anywhere in a line, or where one begins.
	no grep -q '##[^ #]' text tsv json markdown html sarif gitlab junit checkstyle rdjson
	no grep -qE '^ *::' text tsv markdown
	no grep -qE '^ *::(stop|src)' github
	grep -qF 'src/##vso[' <(node -p 'JSON.parse(require("fs").readFileSync("json")).findings.map(f => f.path).join(" ")')
	no grep -qE '(^|	)=' tsv
	grep -q '	\\0751+cmd(x)/f\.c	' tsv
}

@test "a waiver is said and is no problem" {
	worsen src/core.c parse
	sed -i 's|^int parse|/* bole: allow complexity -- tables <are> worse */\n&|' src/core.c
	check_in_every_format
	expect_status 0
	expect_valid
	cd ../out
	grep -q '"justification": "tables <are> worse"' sarif
	grep -q '<skipped message="tables &#60;are&#62; worse"/>' junit
	no grep -q 'cognitive complexity' gitlab rdjson checkstyle
	no grep -q '^::error' github
	grep -q 'Accepted, because: tables &#60;are&#62; worse' markdown
}

@test "several formats in one run: on stdout and in files" {
	worsen src/core.c parse
	run bole check --worktree --format github --format text --format json=../one.json --format sarif=../two.sarif
	expect_status 1
	expect '^::error' '^bole: rejected'
	valid_json "$schemas/check.json" ../one.json
	valid_json "$formats/sarif.json" ../two.sarif
	[ -z "$(find .. -name '*.tmp')" ]
	run bole check --worktree --format json=-
	expect '"kind": "check"'
}

@test "a fingerprint holds no line and no number" {
	worsen src/core.c parse
	bole check --worktree --format gitlab=../first || :
	sed -i '1s/^/\n\n\n/' src/core.c
	sed -i 's/^\t\t\t\t\t\tif (6 > 0) {/&\n\t\t\t\t\t\t\tif (line) {}/' src/core.c
	bole check --worktree --format gitlab=../second || :
	no cmp -s ../first ../second
	diff <(grep fingerprint ../first) <(grep fingerprint ../second)
}

@test "nothing is written through a link or over what is no file" {
	worsen src/core.c parse
	echo precious >../precious
	ln -s precious ../link
	run bole check --worktree --format json=../link
	expect_status 2
	expect 'no plain file'
	[ "$(cat ../precious)" = precious ]
	mkfifo ../pipe
	run bole check --worktree --format json=../pipe
	expect_status 2
	run bole check --worktree --format json=/dev/null
	expect_status 2
	[ -c /dev/null ]
	run bole check --worktree --format json=../no/such/folder
	expect_status 3
	echo old >../file && chmod 600 ../file
	run bole check --worktree --format json=../file
	expect_status 1
	[ "$(stat -c %a ../file)" = 600 ]
	grep -q '"kind": "check"' ../file
}

@test "an unknown format, and one that cannot say it" {
	run bole check --format xml
	expect_status 2
	expect "no format 'xml'; there are text, .* or openmetrics"
	run bole scan --format sarif
	expect_status 2
	expect "scan: no format 'sarif'; there are text, tsv, json or markdown"
	run bole check --format json=
	expect_status 2
}

@test "tables in json follow their schema, in markdown they are tables" {
	for command in scan 'scan --files' map 'map --edges'; do
		# shellcheck disable=SC2086
		bole $command --format json=../table.json --format markdown=../table.md --format text >../text
		valid_json "$schemas/table.json" ../table.json
		# The map is a tour there: see agents.bats.
		[ "$command" = map ] || head -n 2 ../table.md | tail -n 1 | grep -qE '^(\|---)+\|$'
		[ -s ../text ]
	done
}

@test "export gives the sums of the regions" {
	run bole export --format json=../sums.json --format openmetrics=../sums.txt --format tsv
	expect_status 0
	expect '^[0-9a-f]{40}	[0-9]+	trunk	2	2	0	34	27	11	38\.0	304\.0	0$'
	# The same lines as those of bole clones, whose rows with tests are left out here.
	[ "$(cut -f 12 <<<"$output" | sed 1d | awk "{ n += \$1 } END { print n }")" -eq \
		"$(bole clones | sed -n 2p | grep -oE '[0-9]+ of' | cut -d' ' -f1 | awk "{ n += \$1 } END { print n }")" ]
	valid_json "$schemas/export.json" ../sums.json
	valid_metrics ../sums.txt
	grep -q '^bole_debt{region="trunk"} 38$' ../sums.txt
	run bole export --label repository=$'a "b"\n\\c' --label team=x --format openmetrics=../labels.txt --format json=../sums.json
	expect_status 0
	valid_json "$schemas/export.json" ../sums.json
	grep -qF 'bole_debt{region="trunk",repository="a \"b\"\n\\c",team="x"} 38' ../labels.txt
	grep -qF 'bole_commit_timestamp_seconds{repository="a \"b\"\n\\c",team="x"} ' ../labels.txt
	! command -v promtool >/dev/null || promtool check metrics <../labels.txt
	for label in region=x time=1 =x 1a=x a-b=x __a=x none; do
		run bole export --label "$label"
		expect_status 2
	done
	run bole export --label a=1 --label a=2
	expect_status 2
	run bole export --rev HEAD --format text
	expect '^debt +0 +1 +38$'
	git checkout --quiet --orphan fresh
	run bole export --format json
	expect_status 0
	expect '"commit": ""'
}
