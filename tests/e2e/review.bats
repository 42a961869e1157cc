# bole review: what of a change a person must read, and what can be verified from outside.

load helper

# Changes parse() in its shape, dispatch() in a literal, and a leaf.
change_all() {
	sed -i 's/return -1;/return missing(line);/' src/core.c
	sed -i 's/int sum = 0;/int sum = 7;/' src/core.c
	sed -i 's/1, 2, 3 }/4, 5, 6 }/' src/tool_b.c
	git commit --quiet --all --message 'A change'
}

add_test() {
	mkdir tests
	cat >tests/test_core.c <<'C'
#include "../src/core.h"

int main(void)
{
	return parse("a");
}
C
	git add tests
	git commit --quiet --message 'A test'
}

@test "the first three lines answer" {
	change_all
	run bole review HEAD~1..HEAD
	expect_status 0
	[[ "${lines[0]}" =~ ^"review: 2 files, 3 functions, +3 -3 lines ("[0-9a-f]{8}" against "[0-9a-f]{8}")"$ ]]
	[[ "${lines[1]}" == "in it: functions of trunk 2, branch 0, leaf 1; files (lines) of trunk 1 (+2 -2), branch 0 (+0 -0), leaf 1 (+1 -1)" ]]
	[[ "${lines[2]}" == "read: 1 function of trunk and branch; from outside: 1 of leaves, 1 that changed inside only; 7 files stand on the change" ]]
}

@test "a changed shape is to be read, a changed literal and a leaf are not" {
	change_all
	run bole review HEAD~1..HEAD
	expect "^A person must read, worst first:"
	expect "^trunk  src/core\.c:3 parse  8 files stand on it"
	expect "^       calls; tests: no test in reach"
	expect "^Can be verified from outside:"
	expect "^leaf   src/tool_b\.c  1 function, \+1 -1"
	expect "^trunk  src/core\.c:10 dispatch  8 files stand on it"
	expect "^       inside only; tests: no test in reach"
}

@test "the tests that reach a trunk function are named" {
	add_test
	change_all
	run bole review HEAD~1..HEAD
	expect "^       calls; tests: tests/test_core\.c names it"
	expect "^       inside only; tests: tests/test_core\.c reaches its file"
}

@test "a finding says where it is" {
	printf '\nint twice(int a)\n{\n%s\treturn a;\n}\n' \
		"$(printf '\ta = a * 2 + first(a) - second(a, 1);\n\tif (a > 9)\n\t\treturn third(a);\n%.0s' 1 2)" >../text
	cat ../text ../text | sed 's/twice/again/' >>src/core.c
	git commit --quiet --all --no-verify --message 'Twice'
	run bole review --format text --format markdown=../review.md HEAD~1..HEAD
	expect "^reject src/core\.c:[0-9]+  duplicate"
	run cat ../review.md
	expect "reject \| duplicate \| .src/core\.c., line [0-9]+ \|"
}

@test "review never rejects what check does" {
	worsen src/core.c parse
	git commit --quiet --all --no-verify --message 'Worse'
	run bole check HEAD~1..HEAD
	expect_status 1
	run bole review HEAD~1..HEAD
	expect_status 0
	expect "complexity 1 to "
}

@test "a change of nothing is a review of nothing" {
	run bole review HEAD..HEAD
	expect_status 0
	[[ "${lines[0]}" == "review: 0 files, 0 functions, +0 -0 lines"* ]]
	[[ "${#lines[@]}" == 3 ]]
}

@test "a range is needed, and one that leads somewhere" {
	run bole review
	expect_status 2
	expect "say what to review: BASE\.\.HEAD"
	run bole review HEAD
	expect_status 2
	run bole review gone..HEAD
	expect_status 2
}

@test "json says the same" {
	add_test
	change_all
	bole review --format json HEAD~1..HEAD >review.json
	node "$BATS_TEST_DIRNAME/formats/validate.js" "$root/metrics/output/schema/review.json" <review.json
	bole review --format json HEAD..HEAD |
		node "$BATS_TEST_DIRNAME/formats/validate.js" "$root/metrics/output/schema/review.json"
	node -e '
		const review = JSON.parse(require("fs").readFileSync("review.json", "utf8"));
		const assert = require("assert");
		assert.equal(review.kind, "review");
		assert.deepEqual(review.shares.all, { files: 2, units: 3, added: 3, removed: 3 });
		assert.equal(review.read.length, 1);
		assert.equal(review.read[0].unit, "parse");
		assert.deepEqual(review.read[0].shape, ["calls"]);
		assert.deepEqual(review.read[0].tests.nearest, ["tests/test_core.c"]);
		assert.equal(review.inside[0].unit, "dispatch");
		assert.equal(review.leaves[0].path, "src/tool_b.c");
		assert.equal(review.standing, 7);
	'
}

@test "a bare repository can be reviewed" {
	change_all
	git clone --quiet --bare . ../bare.git
	run bole -C ../bare.git review HEAD~1..HEAD
	expect_status 0
	expect "^trunk  src/core\.c:3 parse"
}

@test "markdown fits a comment, and html is a page" {
	local i

	add_test
	change_all
	for i in $(seq 900); do
		echo "int parse_more_and_more_of_it_with_a_long_name_$i(int a) { return parse(0) + a; }"
	done >>src/core.c
	git commit --quiet --all --message 'Very much'
	run bole review --format markdown=../review.md --format html=../review.html HEAD~2..HEAD
	expect_status 0
	[ "$(wc -m <../review.md)" -le 65535 ]
	run cat ../review.md
	expect "^### bole review" "^#### A person must read, worst first" "\`parse\` \| trunk \| [0-9]+ \| calls"
	expect "names it"
	run cat ../review.html
	expect "^<!DOCTYPE html>" "^</body></html>" "<h2>A person must read, worst first</h2>"
}

@test "names from the repository cannot speak for bole" {
	cp src/tool_b.c 'src/<b>|`x`@me.c'
	git add src
	git commit --quiet --message 'A name'
	run bole review --format markdown HEAD~1..HEAD
	expect_no '<b>' '@me' '`x`'
	run bole review --format html HEAD~1..HEAD
	expect_no '<b>'
}
