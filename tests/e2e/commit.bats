# The main job: what becomes of a `git commit` when bole is installed.

load helper

@test "nested branching in a trunk function is rejected, with the evidence" {
	bole install
	before=$(head_of)
	worsen src/core.c parse
	git add .
	commit
	expect_rejected 'src/core\.c' 'parse' 'complexity' '1 .*22' '15' '8 '
	[ "$(head_of)" = "$before" ]
	git diff --quiet # what was staged still is, and nothing else changed
	no git diff --cached --quiet
}

@test "the first three lines of a refusal answer: the verdict, what changed, what to read" {
	bole install
	worsen src/core.c parse
	commit --all
	output=$(grep -v '^$' <<<"$output" | head -n 3)
	expect 'rejected' 'trunk.*30' 'src/core\.c:3 parse .*8 files'
}

@test "the same text in a leaf is accepted" {
	bole install
	before=$(head_of)
	worsen src/tool_b.c run_b
	commit --all
	expect_accepted
	[ "$(head_of)" != "$before" ]
}

@test "the same text in a branch is accepted, and warned of when above its limit" {
	bole install
	worsen src/pair.c pair_up
	worsen src/pair.c pair_up
	commit --all
	expect_status 0
	expect 'warn' 'pair_up'
}

@test "a simple change of a trunk function is accepted" {
	bole install
	sed -i 's/return -1;/return -2;/' src/core.c
	commit --all
	expect_accepted
}

@test "a change of documents is accepted, and nothing has to be read for it" {
	bole install
	rm -r .git/bole
	echo 'A guide' >README.md
	git add README.md
	commit
	expect_accepted
	expect 'left out: 1 file'
	[ "$(sqlite3 .git/bole/history.db 'SELECT count(*) FROM links')" -eq 0 ]
}

@test "a change of labels or settings alone is judged" {
	bole install
	echo 'src/core.* bole=leaf' >.gitattributes
	git add .gitattributes
	commit
	expect_accepted
	expect 'warn.*core\.c'
	printf '[bole "complexity.trunk"]\n\tlimit = 99\n' >.bole
	git add .bole
	commit
	expect 'loosens the setting'
}

@test "an unrelated edit of a terrible trunk function is accepted" {
	bole install
	sed -i 's/int sum = 0;/int sum = 1;/' src/core.c
	commit --all
	expect_accepted
}

@test "a terrible trunk function must not get worse" {
	bole install
	worsen src/core.c dispatch
	commit --all
	expect_rejected 'dispatch'
}

@test "splitting a terrible trunk function into helpers is accepted, and shown as better" {
	bole install
	cat >src/core.c <<'C'
#include "core.h"

int parse(const char *line)
{
	if (!line)
		return -1;
	return line[0];
}

static int count_equal(const int *items, int last)
{
	int sum = 0;

	for (int j = 0; j < last; j++)
		if (items[j] == items[last])
			sum++;
	return sum;
}

static int shrink(int sum, int limit)
{
	while (sum > limit)
		sum = sum % 2 ? sum - 1 : sum / 2;
	return sum;
}

int dispatch(int verb, int count, const int *items)
{
	int sum = 0;

	for (int i = 0; i < count; i++) {
		if (items[i] <= 0)
			continue;
		if (verb == 1)
			sum += count_equal(items, i);
		else if (verb == 2)
			sum = shrink(sum, items[i]);
	}
	return sum;
}
C
	commit --all
	expect_accepted
	expect 'improve|better' 'dispatch'
}

@test "moving complexity of a trunk function into a new helper does not hide it" {
	bole install
	worsen src/core.c parse
	sed -i 's/^int parse(/static int parse_inside(/' src/core.c
	printf '\nint parse(const char *line)\n{\n\treturn parse_inside(line);\n}\n' >>src/core.c
	commit --all
	expect_rejected
}

@test "renaming and moving trunk code is no regression" {
	bole install
	git mv src/core.c src/heart.c
	commit
	expect_accepted
}

@test "a new file of the trunk is judged" {
	bole install
	printf 'int base(int x);\n' >src/base.h
	printf '#include "base.h"\n\nint base(int x)\n{\n\treturn x;\n}\n' >src/base.c
	worsen src/base.c base
	for letter in a b c d e f g h; do
		sed -i "s/return /return base(1) + /; s/#include \"core.h\"/&\n#include \"base.h\"/" \
			"src/tool_$letter.c"
	done
	git add .
	commit
	expect_rejected 'src/base\.c'
}

@test "what is written inside a trunk function is trunk code" {
	mkdir web
	cat >web/query.js <<'JS'
export function makeQuery(path) {
	return async (signal) => {
		return fetch(path, signal);
	};
}
JS
	for letter in a b c d e f g h i j; do
		printf 'import { makeQuery } from "./query.js";\nexport default makeQuery("%s");\n' \
			"$letter" >"web/page_$letter.js"
	done
	git add web && git commit --quiet --message 'A web'
	bole install
	run bole scan web/query.js --format tsv
	expect 'makeQuery	function	.*	trunk	10	' 'makeQuery\..*	trunk	10	'
	awk '{ print } /async/ { for (i = 1; i <= 6; i++) print "if (" i " > 0) {"
		for (i = 1; i <= 6; i++) print "}" }' web/query.js >worse && mv worse web/query.js
	commit --all
	expect_rejected 'makeQuery'
}

@test "git commit --all is judged by what it commits" {
	bole install
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
	worsen src/tool_c.c run_c
	git checkout --quiet src/core.c
	commit --all
	expect_accepted
}

@test "git commit PATH is judged by that path alone" {
	bole install
	worsen src/core.c parse
	worsen src/tool_d.c run_d
	git add src/core.c
	commit src/tool_d.c
	expect_accepted
	commit src/core.c
	expect_rejected 'parse'
}

@test "what is staged is judged, not what lies in the work tree" {
	bole install
	worsen src/core.c parse
	git add src/core.c
	git show HEAD:src/core.c >src/core.c
	commit
	expect_rejected 'parse'
	git checkout --quiet HEAD -- src/core.c
	worsen src/core.c parse
	echo '/* a word */' >>src/tool_e.c
	git add src/tool_e.c
	commit
	expect_accepted
}

@test "the first commit of a repository is accepted" {
	git init --quiet ../new
	cp -r src ../new
	cd ../new
	bole install
	git add .
	commit
	expect_status 0
	[ "$(head_of)" != none ]
}

@test "a commit with --amend is judged against what it replaces" {
	bole install
	worsen src/core.c parse
	git add .
	commit --amend
	expect_rejected 'parse'
}

@test "a commit in another work tree is judged" {
	bole install
	git worktree add --quiet ../other -b other
	cd ../other
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
	git checkout --quiet -- .
	worsen src/tool_f.c run_f
	commit --all
	expect_accepted
}

@test "a commit from a folder below the top is judged" {
	bole install
	worsen src/core.c parse
	cd src
	commit --all
	expect_rejected 'src/core\.c'
}

@test "a merge is not charged with what a parent already had" {
	git checkout --quiet -b side
	worsen src/core.c parse
	git commit --quiet --all --message 'Before bole came'
	git checkout --quiet main
	echo '/* a word */' >>src/core.c
	git commit --quiet --all --message 'Elsewhere'
	bole install
	run git merge --no-edit side
	expect_accepted
	git rev-parse --verify --quiet 'HEAD^2'
}

@test "a merge that ends a conflict is judged against both parents" {
	git checkout --quiet -b side
	sed -i 's/return -1;/return -2;/' src/core.c
	git commit --quiet --all --message 'One'
	git checkout --quiet main
	sed -i 's/return -1;/return -3;/' src/core.c
	git commit --quiet --all --message 'Other'
	bole install
	no git merge --quiet side
	git checkout --quiet --ours src/core.c
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
	git checkout --quiet --ours src/core.c
	commit --all
	expect_accepted
}

@test "a waiver with a reason lets a change through, and is printed" {
	bole install
	worsen src/core.c parse
	sed -i 's|^int parse|/* bole: allow complexity -- the format demands it */\n&|' src/core.c
	commit --all
	expect_status 0
	expect 'the format demands it'
}

@test "a waiver without a reason lets nothing through" {
	bole install
	worsen src/core.c parse
	sed -i 's|^int parse|/* bole: allow complexity */\n&|' src/core.c
	commit --all
	expect_rejected 'parse'
}

@test "a file declared a leaf may grow, one declared trunk may not" {
	printf 'src/core.* bole=leaf\nsrc/tool_g.c bole=trunk\n' >.gitattributes
	git add . && git commit --quiet --message 'Labels'
	bole install
	worsen src/core.c parse
	commit --all
	expect_accepted
	worsen src/tool_g.c run_g
	commit --all
	expect_rejected 'tool_g'
}

@test "a change cannot talk itself out of a rejection by a label or a setting" {
	bole install
	worsen src/core.c parse
	printf 'src/core.* bole=leaf\n' >.gitattributes
	printf '[bole "complexity.trunk"]\n\tlimit = 100\n' >.bole
	git add .
	commit
	expect_rejected 'parse'
}

@test "a tracked .bole sets the limits of the commits behind it" {
	bole install
	printf '[bole "complexity.trunk"]\n\tlimit = 100\n' >.bole
	git add .bole
	commit
	expect_accepted
	expect 'complexity.trunk.limit' '[[]policy'
	worsen src/core.c parse
	commit --all
	expect_accepted
	git reset --quiet --hard HEAD~1
	printf '[bole "complexity.trunk"]\n\tlimit = 3\n' >.bole
	commit --all
	expect_accepted
	worsen src/core.c parse
	commit --all
	expect_rejected 'limit for trunk code is 3'
}

@test "a commit that breaks .bole is refused, and one that mends it is not" {
	bole install
	printf '[bole "complexity.trunk"]\n\tlimit = banana\n' >.bole
	git add .bole
	commit
	expect_rejected 'banana'
	commit --no-verify
	printf '[bole "complexity.trunk"]\n\tlimit = 20\n' >.bole
	commit --all
	expect_accepted
	expect 'banana'
}

@test "with bole.enabled=false a commit passes, and it is said" {
	bole install
	worsen src/core.c parse
	run git -c bole.enabled=false commit --all --message 'A change'
	expect_status 0
	expect 'enabled'
}

@test "work tree, index, refs and configuration are left alone" {
	bole install
	worsen src/core.c parse
	git add .
	echo untracked >notes
	before=$(fingerprint)
	commit
	expect_rejected
	[ "$(fingerprint)" = "$before" ]
	index=$(sha256sum .git/index)
	run bole check --staged
	run bole check --worktree
	run bole map
	run bole scan
	run bole explain src/core.c:parse
	run bole doctor
	[ "$(fingerprint)" = "$before" ]
	[ "$(sha256sum .git/index)" = "$index" ] # git itself refreshes it in a commit
}

@test "the main job holds with index version 4" {
	export GIT_TEST_INDEX_VERSION=4
	make_project ../version-4
	cd ../version-4
	bole install
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
	git checkout --quiet -- .
	worsen src/tool_a.c run_a
	commit --all
	expect_accepted
}

@test "an index that bole cannot read blocks nobody, and is named" {
	bole install
	worsen src/core.c parse
	git add .
	printf 'X' | dd of=.git/index bs=1 seek=60 conv=notrunc status=none
	run bole hook pre-commit
	expect_status 0
	expect 'NOT JUDGED.*index'
}
