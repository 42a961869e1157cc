#!/usr/bin/env bats
# What a commit writes again: named with its original, and judged by where it was put.

load helper

# A function of about 90 tokens: body NAME COUNT ITEMS
body() {
	cat <<END

int $1(struct row *$3, int $2)
{
	int total = 0;

	for (int i = 0; i < $2; i++) {
		if ($3[i].used && $3[i].size > limit)
			total += $3[i].size * 2;
		$3[i].used = 0;
	}
	log_total(stderr, total);
	return total > limit ? limit : total;
}
END
}

original() {
	bole install
	body sum_rows count items >>"$1"
	git add .
	git commit -qm original --no-verify
}

@test "a copy put into the trunk is rejected, and the original named" {
	original src/tool_a.c
	body add_rows n list >>src/core.c
	commit --all
	expect_rejected 'src/core\.c' 'duplicate' 'add_rows' 'sum_rows' 'src/tool_a\.c:[0-9]+-[0-9]+' 'tokens'
}

@test "a copy put into an older function that nobody uses is judged by that function" {
	original src/tool_a.c
	printf '\nint try_core(struct row *list, int n)\n{\n\treturn n;\n}\n' >>src/core.c
	git commit -qam 'A test of its own' --no-verify
	body try_core n list | sed -n '/^{/,$p' >../text
	sed -i '/^int try_core/,$ { /^{/,$d }' src/core.c
	cat ../text >>src/core.c
	commit --all
	expect_status 0
	expect 'note' 'duplicate' 'try_core' 'sum_rows'
}

@test "files of one Go package need no way to each other" {
	mkdir p
	go() {
		printf 'package p\n\nfunc %s(rows []row, count int) int {\n\ttotal := 0\n' "$1"
		printf '\tfor i := 0; i < count; i++ {\n\t\tif rows[i].used && rows[i].size > limit {\n'
		printf '\t\t\ttotal += rows[i].size * 2\n\t\t}\n\t\trows[i].used = false\n\t}\n'
		printf '\tlogTotal(total)\n\treturn total + %s\n}\n' "$2"
	}
	printf 'module m\n' >go.mod
	go sum 'add(total, 1)' >p/a.go
	printf 'package p\n\nfunc add(a, b int) int {\n\treturn a + b\n}\n' >p/b.go
	git add .
	git commit -qm 'Go' --no-verify
	go again 'sum(rows, count)' >>p/b.go
	sed -i '3,${ /^package/d; }' p/b.go
	git add .
	run bole check --format json
	expect 'it is in the same package: call it'
}

@test "a copy of trunk code in a leaf is a warning, with the files that stand on it" {
	original src/core.c
	body sum_rows count items >>src/tool_a.c
	commit --all
	expect_status 0
	expect 'warn' 'duplicate' 'src/core\.c' '8 files stand on it' 'uses that one already'
}

@test "a copy from leaf to leaf is a note" {
	original src/tool_a.c
	body sum_rows count items >>src/tool_b.c
	commit --all
	expect_status 0
	expect 'note' 'duplicate' 'src/tool_a\.c'
}

@test "code that moves is no copy" {
	original src/tool_a.c
	body sum_rows count items >>src/core.c
	git checkout -q HEAD~1 -- src/tool_a.c
	commit --all
	expect_accepted
	[[ $output != *duplicate* ]]
}

@test "an edit within a copy that was there before is no copy" {
	original src/tool_a.c
	body sum_rows count items >>src/core.c
	git commit -qam copied --no-verify
	sed -i 's/\btotal\b/sum/g' src/core.c
	commit --all
	[[ $output != *'written again'* ]]
}

@test "who edits one copy hears of the others" {
	original src/tool_a.c
	body sum_rows count items | tee -a src/tool_b.c >>src/tool_c.c
	git commit -qam copied --no-verify
	sed -i 's/log_total(stderr, total);/check(total);/' src/tool_b.c
	commit --all
	expect_status 0
	expect 'note' 'duplicate' '2 other copies are unchanged: src/tool_[ac]\.c'
}

@test "a copy with a gap is nobody's finding" {
	original src/tool_a.c
	body add_rows n list | sed 's/^\tlog_total/\tcheck(total);\n&/; s/.*if (/\t\tcheck(i);\n&/' >>src/core.c
	commit --all
	[[ $output != *duplicate* ]]
}

@test "a copy within a test is no finding" {
	original src/tool_a.c
	mkdir tests
	body sum_rows count items >tests/test_a.c
	git add .
	commit
	[[ $output != *duplicate* ]]
}

@test "the verdict is the same without a store" {
	original src/tool_a.c
	body add_rows n list >>src/core.c
	git add .
	bole check --staged >"$HOME/with" || true
	git config bole.store false
	bole check --staged >"$HOME/without" || true
	grep duplicate "$HOME/with"
	diff <(grep -v ' s)' "$HOME/with") <(grep -v ' s)' "$HOME/without")
}

@test "the limit and the level are settings, and a waiver holds" {
	original src/tool_a.c
	body add_rows n list | sed 's,^int,/* bole: allow duplicate -- until both share it */\n&,' >>src/core.c
	commit --all
	expect_status 0
	expect 'waived'
	git config bole.duplicate.leaf.limit 200
	body more_rows n list >>src/tool_d.c
	commit --all
	[[ $output != *'more_rows'* ]]
}
