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
	[[ "$(header)" == "from to kind"* ]]
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
	expect "^src/tool_a\.c	src/core\.h	include"
	expect "^src/tool_a\.c	src/core\.c	"
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

@test "colours are for terminals, and can be refused or forced" {
	worsen src/core.c parse
	run bole check --worktree
	expect_no "$escape"
	CLICOLOR_FORCE=1 run bole check --worktree
	expect "$escape"
	run bole check --worktree --color=always
	expect "$escape"
	NO_COLOR=1 run script -qec "$BOLE check --worktree" /dev/null
	expect_no "$escape"
	TERM=xterm run script -qec "$BOLE check --worktree" /dev/null
	expect "$escape"
}

@test "explain leads from a number to its lines" {
	run bole explain src/core.c:dispatch
	expect_status 0
	expect '14' 'if'
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
