# How it is said: tables for machines, colours for terminals, nothing raw from strangers.

load helper

escape=$(printf '\033')

header() {
	head -n 1 <<<"$output" | tr '\t' ' '
}

@test "the tables have the columns of the contract" {
	run bole scan --format tsv
	expect_status 0
	[[ "$(header)" == "path name kind start_line end_line region load cyclomatic cognitive nesting params sloc debt"* ]]
	run bole scan --files --format tsv
	[[ "$(header)" == "path language region load dependents fan_out units sloc cyclomatic cognitive duplicated_lines debt burden risk unmeasured"* ]]
	run bole map --format tsv
	[[ "$(header)" == "path region load dependents reason"* ]]
	run bole map --edges --format tsv
	[[ "$(header)" == "from to kind confidence" ]]
}

@test "the numbers of the small project are right" {
	run bole scan --format tsv
	expect "^src/core\.c	parse	function	3	8	trunk	8	2	1	1	1	6	"
	expect "^src/core\.c	dispatch	function	10	32	trunk	8	"
	expect "^src/tool_a\.c	run_a	function	[0-9]+	[0-9]+	leaf	0	1	0	0	1	"
	run bole map --format tsv
	expect "^src/core\.h	trunk	"
	expect "^src/core\.c	trunk	8	"
	expect "^src/pair\.c	branch	1	"
	expect "^src/tool_b\.c	leaf	0	"
	run bole map --edges --format tsv
	expect "^src/tool_a\.c	src/core\.h	include	high"
	expect "^src/tool_a\.c	src/core\.c	use	medium"
	expect "^src/tool_a\.c	src/pair\.c	"
}

@test "json carries the same names" {
	run bole scan --format json
	expect_status 0
	node -e '
		const text = require("fs").readFileSync(0, "utf8");
		const find = value => Array.isArray(value) ? value.map(find).find(Boolean) :
			value && typeof value == "object" ?
			value.name == "parse" ? value : Object.values(value).map(find).find(Boolean) : null;
		const unit = find(JSON.parse(text));
		const names = "path name kind start_line end_line region load cyclomatic cognitive " +
			"nesting params sloc debt";
		for (const name of names.split(" "))
			if (!(name in unit)) { console.error("no " + name); process.exit(1); }
	' <<<"$output"
	worsen src/core.c parse
	run --separate-stderr bole check --worktree --format json
	expect_status 1
	node -e 'JSON.parse(require("fs").readFileSync(0, "utf8"))' <<<"$output"
}

@test "a pipe gets no colours, unless they are forced" {
	worsen src/core.c parse
	run bole check --worktree
	expect_no "$escape"
	CLICOLOR_FORCE=1 run bole check --worktree
	expect "$escape"
	run bole check --worktree --color=always
	expect "$escape"
}

@test "a terminal gets colours, unless NO_COLOR is set" {
	script -qec true /dev/null >/dev/null || skip 'there are no terminals here'
	worsen src/core.c parse
	TERM=xterm run script -qec "$BOLE check --worktree" /dev/null
	expect "$escape"
	NO_COLOR=1 TERM=xterm run script -qec "$BOLE check --worktree" /dev/null
	expect_no "$escape"
}

@test "explain leads from a number to its lines" {
	run bole explain src/core.c:dispatch
	expect_status 0
	expect '14' 'if'
}

@test "explain says why there is nothing to explain" {
	printf 'int limit = 3;\n' >src/plain.c
	local count; count=$(wc -l <src/core.c)
	run bole explain src/core.c:999999
	expect_status 2
	expect "src/core\.c has $count lines, and no line 999999"
	run bole explain src/core.c:1
	expect_status 2
	expect 'line 1 of src/core\.c is in no function'
	run bole explain src/core.c:nobody
	expect_status 2
	expect "no function 'nobody' in src/core\.c"
	run bole explain src/plain.c
	expect_status 2
	expect 'src/plain\.c has no functions'
}

@test "check, hook and a range of commits give the same verdict" {
	worsen src/core.c parse
	git add .
	run bole check --staged
	expect_rejected 'parse'
	run bole check --worktree
	expect_rejected 'parse'
	git commit --quiet --message 'Worse'
	run bole check HEAD~1..HEAD
	expect_rejected 'parse'
	run bole check HEAD~1...HEAD
	expect_rejected 'parse'
	run bole check HEAD..HEAD
	expect_status 0
}

@test "git bole is bole" {
	mkdir ../bin
	ln -s "$BOLE" ../bin/git-bole
	PATH=$BATS_TEST_TMPDIR/bin:$PATH run git bole map
	expect_status 0
	expect 'core\.h'
}

@test "what is left out is said and counted" {
	mkdir -p vendor
	echo 'int theirs(void) { return 1; }' >vendor/theirs.c
	git add vendor && git commit --quiet --message 'Somebody else'
	echo 'words' >notes.txt
	echo 'int more(void) { return 1; }' >>vendor/theirs.c
	git add .
	run bole check
	expect_status 0
	expect '^bole: accepted: nothing to judge; left out: 1 file in no language that bole reads, 1 file vendored, generated or excluded \('
	echo '/* a word */' >>src/core.c
	run bole check --worktree
	expect '^changed: 1 file, 0 functions;.*; left out: 1 file in no language .*, 1 file vendored'
	run bole check --worktree --format json
	expect '"skipped": 2' '"unread": 1'
}

@test "scan and map count the same files, and what stands beside them apart" {
	mkdir -p vendor
	worsen src/tool_h.c run_h
	sed 's/run_h/theirs/' src/tool_h.c >vendor/theirs.c
	git add . && git commit --quiet --message 'Somebody else'
	run bole map
	expect '^12 files: trunk 2, branch 2, leaf 8 \(.* %\); beside them 1 test, example, vendored or generated file$'
	run bole scan
	expect '^11 functions in 12 files,.*; beside it 1 test, example, vendored or generated file$'
	expect '^trunk: 2 files,.*; branch: 2 files,.*; leaf: 8 files,'
	run bole scan vendor
	expect '^1 function in 1 file,.*; all of it test, example, vendored or generated$'
}

@test "scan --files shows files, scan functions" {
	run bole scan --files
	expect '^ +[0-9.]+ +27 +.* trunk +src/core\.c$'
	expect_no 'dispatch'
	run bole scan
	expect ' trunk +src/core\.c:10 dispatch$'
}
