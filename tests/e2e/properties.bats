# What must hold of any repository: the same however it is looked at.

load helper

# The column of this name, by file.
column() {
	awk -F '\t' -v name="$1" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
		{ print $1 "\t" $at }'
}

sums() {
	awk -F '\t' '{ sum[$1] += $2 } END { for (path in sum) print path "\t" sum[path] }' | sort
}

more_languages() {
	mkdir -p web
	printf 'export function f(a) {\n\treturn a ? a.map((b) => (b ? 1 : 2)) : [];\n}\n' >web/f.js
	printf 'def f(a):\n    if a:\n        return [b for b in a if b]\n\n\nclass C:\n    def g(self):\n        pass\n' >web/f.py
	git add .
	git commit --quiet --message 'More'
}

@test "a file is the sum of its functions" {
	more_languages
	bole scan --format tsv >../units
	bole scan --files --format tsv >../files
	column units <../files | awk -F '\t' '$2 > 0 { print $1 }' | sort >../measured
	for name in cyclomatic cognitive debt; do
		column "$name" <../units | sums >../sum
		column "$name" <../files | sort | join -t "$(printf '\t')" - ../measured >../told
		awk -F '\t' '{ printf "%s %.1f\n", $1, $2 }' ../told >../told.1
		awk -F '\t' '{ printf "%s %.1f\n", $1, $2 }' ../sum | diff ../told.1 - ||
			fail "$name is no sum"
	done
}

@test "a tree is the sum of its files" {
	more_languages
	for kind in '' --files; do
		# shellcheck disable=SC2086
		bole scan $kind --format tsv | tail -n +2 | sort >../whole
		git ls-files -z | while IFS= read -r -d '' path; do
			# shellcheck disable=SC2086
			bole scan $kind --format tsv "$path" | tail -n +2
		done | sort >../parts
		diff ../whole ../parts
	done
}

@test "a revision, the index and the work tree of one content are told the same" {
	more_languages
	bole scan --format tsv >../one
	bole scan --rev HEAD --format tsv >../two
	diff ../one ../two
	git clone --quiet . ../copy
	(cd ../copy && bole scan --format tsv) | diff ../one -
	git clone --quiet --bare . ../bare.git
	bole -C ../bare.git scan --rev HEAD --format tsv | diff ../one -
}

# Every commit in turn, with the store of those before it; then with none.
@test "regions are the same with a store and without, commit by commit" {
	more_languages
	printf '#include "core.h"\n\nint more(void) { return parse("b"); }\n' >src/more.c
	git add .
	git commit --quiet --message 'A dependent more'
	git rm --quiet src/tool_a.c
	git mv src/tool_b.c src/tool_z.c
	git commit --quiet --message 'One fewer, and one moved'
	printf 'import { f } from "./f";\n' >web/g.js
	git add .
	git commit --quiet --message 'Another language'
	for rev in $(git rev-list --reverse HEAD); do
		for what in '' --edges; do
			# shellcheck disable=SC2086
			bole map $what --rev "$rev" --format tsv >"../$rev$what.kept"
		done
	done
	for rev in $(git rev-list HEAD); do
		for what in '' --edges; do
			rm -rf .git/bole
			# shellcheck disable=SC2086
			bole map $what --rev "$rev" --format tsv | diff "../$rev$what.kept" -
		done
	done
}

# By the graph that the run before has kept, as it is and amended; then by one of their own.
@test "functions and files have the same numbers with a kept graph and without" {
	more_languages
	bole map >/dev/null
	for step in true \
		'worsen src/core.c parse' \
		'printf "int last(void)\n{\n\treturn parse(0);\n}\n" >>src/tool_a.c' \
		'git mv src/tool_b.c src/tool_z.c'; do
		[ -s .git/bole/chart ]
		eval "$step"
		git add .
		git commit --quiet --allow-empty --message "$step"
		for what in '' --files; do
			# shellcheck disable=SC2086
			bole scan $what --format tsv >"../kept$what"
		done
		cp -r .git/bole ../bole
		for what in '' --files; do
			rm -rf .git/bole
			# shellcheck disable=SC2086
			bole scan $what --format tsv | diff "../kept$what" -
		done
		rm -rf .git/bole && mv ../bole .git/bole
	done
}

# What is found, without where it was looked for.
findings() {
	bole check --format tsv "$@" | sort
}

@test "a change is judged the same in the index, in a commit, in a push and in the work tree" {
	worsen src/core.c parse
	worsen src/tool_a.c run_a
	findings --worktree >../worktree || true
	git add .
	findings --staged >../staged || true
	run bole hook pre-commit
	expect_rejected 'parse'
	git commit --quiet --message 'A change'
	findings HEAD~1..HEAD >../range || true
	diff ../worktree ../staged
	diff ../staged ../range
	[ -s ../staged ]
}

@test "the order in which files came does not matter" {
	worsen src/core.c parse
	worsen src/pair.c pair_up
	git add src/core.c src/pair.c
	findings --staged >../one || true
	git reset --quiet
	git add src/pair.c src/core.c
	findings --staged | diff ../one -
	bole map >../map
	git init --quiet ../other
	git ls-files | sort -r | while read -r path; do
		mkdir -p "../other/${path%/*}"
		git show "HEAD:$path" >"../other/$path"
		git -C ../other add "$path"
		git -C ../other commit --quiet --message "$path"
	done
	(cd ../other && bole map --rev HEAD) | diff <(bole map --rev HEAD) -
}

@test "asked twice, and of two at once, the answer is the same" {
	worsen src/core.c parse
	git add .
	findings --staged >../one || true
	findings --staged | diff ../one -
	findings --staged >../two &
	findings --staged | diff ../one -
	wait "$!" || true
	diff ../one ../two
	rm -rf .git/bole
	findings --staged | diff ../one -
	git config bole.store false
	findings --staged | diff ../one -
}

# The graph of the last index is kept, and serves where a change leaves it as it is.
@test "commit by commit, the verdict is the one of a clone that knows nothing" {
	bole check --staged >/dev/null
	git -C .. clone --quiet repo fresh
	git -C ../fresh config bole.store false
	for step in \
		'worsen src/core.c parse' \
		'worsen src/tool_a.c run_a' \
		'printf "int more(int a)\n{\n\treturn parse(0) + a;\n}\n" >>src/pair.c' \
		'printf "#include \"core.h\"\nint tool_i(void)\n{\n\treturn more(1);\n}\n" >src/tool_i.c' \
		'worsen src/pair.c more' \
		'echo "src/pair.c bole=trunk" >.gitattributes' \
		'worsen src/pair.c pair_up' \
		'git mv src/tool_b.c src/tool_z.c' \
		'cp src/core.c src/again.c' \
		'printf "/* Generated by a tool. DO NOT EDIT. */\n" | cat - src/core.c >x && mv x src/core.c' \
		'git rm --quiet src/tool_c.c' \
		'echo text >README && worsen src/core.c dispatch' \
		'worsen src/again.c dispatch'; do
		eval "$step"
		git add .
		findings --staged >../kept || true
		git commit --quiet --message "$step"
		git -C ../fresh fetch --quiet ../repo main
		(cd ../fresh && findings HEAD..FETCH_HEAD) >../alone || true
		git -C ../fresh reset --quiet --hard FETCH_HEAD
		diff ../alone ../kept || fail "$step"
	done
	[ -s .git/bole/chart ]
	# It does serve, for other links and files, too: whoever finds another graph keeps that one.
	bole check --staged >/dev/null
	was=$(stat -c %i .git/bole/chart)
	worsen src/core.c parse
	git add .
	bole check --staged >/dev/null || true
	[ "$(stat -c %i .git/bole/chart)" = "$was" ]
	printf 'int last(void)\n{\n\treturn parse(0);\n}\n' >>src/tool_a.c
	git add .
	bole check --staged >/dev/null || true
	[ "$(stat -c %i .git/bole/chart)" = "$was" ]
	printf 'int last(void);\n' >src/last.h
	git rm --quiet --force src/again.c
	git add .
	bole check --staged >/dev/null || true
	[ "$(stat -c %i .git/bole/chart)" = "$was" ]
	echo 'src/last.h linguist-generated' >.gitattributes
	git add .
	bole check --staged >/dev/null || true
	[ "$(stat -c %i .git/bole/chart)" != "$was" ]
}

# Whatever of it is asked: what lies there may be nobody's chart any more.
@test "a kept graph that is damaged anywhere changes no verdict" {
	bole map >/dev/null
	cp .git/bole/chart ../chart
	size=$(stat -c %s ../chart)
	for step in 'worsen src/core.c parse' \
		'printf "int last(void)\n{\n\treturn parse(0);\n}\n" >>src/tool_a.c'; do
		eval "$step"
		git add .
		findings --staged >../should || true
		[ -s ../should ]
		for ((at = 0; at < size; at += size / 60)); do
			cp ../chart .git/bole/chart
			printf '\377\377\377\377' | dd of=.git/bole/chart bs=1 seek="$at" conv=notrunc status=none
			findings --staged >../is || true
			diff ../should ../is || fail "at $at of $size"
		done
	done
}
