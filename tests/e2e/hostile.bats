# Content from strangers, each through a real commit: it goes through in time, what could not be
# measured is said, nothing is left behind, and nothing that is printed moves a cursor.

load helper
load untouched

# Beside each hostile file stands this one, and is judged.
rejected_as_well() {
	worsen src/core.c parse
	git add .
	careful_commit
	expect_rejected 'parse'
}

# hostile NAME COMMAND …: the file holds what the command prints; it is committed
hostile() {
	local name=$1

	shift
	bole install
	"$@" >"$name"
	git add .
	careful_commit
}

# --- parsers run wild ----------------------------------------------------------

@test "C that no parser can bear in memory" {
	hostile src/wild.c pump '%w(' 40000
	expect_unmeasured 'took too (much memory|long)'
	rejected_as_well
}

@test "C that no parser can bear in time" {
	hostile src/wild.c pump '!a' 60000
	expect_unmeasured 'took too long'
	[ "$used" -gt 50 ] # so that a measure that counts nothing is seen
}

@test "Java that no parser can bear" {
	hostile src/Wild.java pump '=/a' 40000
	expect_unmeasured 'took too'
	hostile src/Worse.java pump 'a<' 60000
	expect_unmeasured 'took too'
}

@test "Rust that no parser can bear" {
	hostile src/wild.rs pump '%w(' 40000
	expect_unmeasured 'took too'
}

@test "C++ that no parser can bear" {
	hostile src/wild.cpp pump 'a<(b)' 60000
	expect_unmeasured 'took too'
}

@test "a header that can be read in many ways, none of them good" {
	hostile src/wild.h pump '{a}' 60000
	expect_status 0
	rejected_as_well
}

@test "ten hostile files in one commit cost little more than two" {
	bole install
	for i in 1 2 3 4 5; do
		{ pump '!a' 40000; echo "$i"; } >"src/time_$i.c"
		{ pump '=/a' 40000; echo "$i"; } >"src/Memory$i.java"
	done
	git add .
	careful_commit
	expect_unmeasured 'took too'
	expect '10 NOT MEASURED|NOT MEASURED: 10'
}

@test "fifty hostile files for eight processes stay within the memory of a commit" {
	bole install
	git config bole.jobs 8 # what a hook takes at most by itself
	for i in $(seq 24); do
		{ pump '%w(' 40000; echo "$i"; } >"src/memory_$i.c"
		{ pump '=/a' 40000; echo "$i"; } >"src/Memory$i.java"
	done
	{ pump '%w(' 1000000 | fold -w 50000; } >src/large.c
	{ pump '!a' 1000000 | fold -w 50000; } >src/larger.c
	git add .
	slowness=$((slowness * 2)) # two large ones at a time
	careful_commit
	expect '50 NOT MEASURED|NOT MEASURED: 50'
}

@test "ten hostile files take no sound file with them" {
	for i in 1 2 3 4 5 6 7 8 9 10; do
		{ pump '!a' 40000; echo "$i"; } >"src/a_$i.c"
	done
	hostile src/z.c sed 's/parse/z_parse/; s/dispatch/z_dispatch/; /include/d' src/core.c
	expect '10 NOT MEASURED|NOT MEASURED: 10'
	run bole scan --format tsv src/z.c
	expect 'z_parse' 'z_dispatch'
	rejected_as_well
}

@test "a hundred hostile files of every language" {
	local pairs=('sh:$((' 'c:%w(' 'cs:a<' 'cpp:a<(b)' 'go:func(' 'java:=/a' 'js:`${' 'kt:a<{' 'lua:a{('
		'php:<?=' 'py:f"{' 'rb:%w(' 'rs:%w(' 'scala:{a=>' 'swift:a?(' 'tsx:<a>' 'ts:a<')

	bole install
	for i in 1 2 3 4 5 6; do
		for pair in "${pairs[@]}"; do
			{ pump "${pair#*:}" 30000; echo "$i"; } >"src/hostile_$i.${pair%%:*}"
		done
	done
	git add .
	slowness=$((slowness * 2)) # two of them at a time
	careful_commit --quiet
	expect_status 0
	expect 'NOT MEASURED: [0-9]{2}'
	rejected_as_well
}

@test "ten large hostile files in one commit" {
	bole install
	for i in 1 2 3 4 5 6 7 8 9 10; do
		{ pump '%w(' 1000000 | fold -w 50000; echo "$i"; } >"src/large_$i.c"
	done
	git add .
	slowness=$((slowness * 2)) # two of them at a time
	careful_commit
	expect '10 NOT MEASURED|NOT MEASURED: 10'
}

@test "a hundred large hostile files, and a small one that is worse" {
	local i pair pairs=('c:%w(' 'java:=/a' 'cpp:a<(b)' 'rs:%w(' 'kt:a<{' 'c:!a' 'js:`${' 'scala:{a=>')

	bole install
	mkdir early
	for pair in "${pairs[@]}"; do
		pump "${pair#*:}" 1000000 | fold -w 50000 >large
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
			{ cat large; echo "$i"; } >"early/large_$i${pair:0:1}.${pair%%:*}"
		done
	done
	rm large
	worsen src/core.c parse
	git -c core.compression=0 add .
	careful_commit --quiet
	expect_rejected 'parse' 'NOT MEASURED: [0-9]{2}'
}

@test "five thousand small hostile files, and one that is worse" {
	bole install
	worsen src/core.c parse
	git add .
	awk 'BEGIN {
		while (length(text) < 999)
			text = text "=/a"
		print "commit refs/heads/many\ncommitter A <a@example.org> 0 +0000\ndata 0\nfrom refs/heads/main^0"
		for (i = 1000; i < 6000; i++)
			print "M 100644 inline early/H" i ".java\ndata 1003\n" text i
	}' | git fast-import --quiet
	git read-tree many
	git add src
	careful_commit --quiet
	expect_rejected 'parse' 'NOT MEASURED: [0-9]{4}'
}

# --- size and shape --------------------------------------------------------------

@test "a file of 100 MB" {
	bole install
	head -c 100000000 /dev/zero | tr '\0' ' ' >src/huge.c
	git -c core.compression=1 add .
	careful_commit
	expect_unmeasured 'larger than 1 MiB'
	rejected_as_well
}

@test "a line of 50 MB" {
	bole install
	pump 'a=b;' 50000000 >src/line.js
	git -c core.compression=1 add .
	careful_commit
	expect_unmeasured 'larger than 1 MiB'
}

@test "a minified bundle" {
	hostile src/bundle.js pump 'function a(b){return b?c(b-1):d}' 300000
	expect_unmeasured 'a line longer than 64 KiB'
}

@test "a million brackets" {
	hostile src/deep.c pump '(' 1000000
	expect_unmeasured 'a line longer'
	hostile src/deeper.c bash -c 'yes "((((((((((" | head -n 90000'
	expect_unmeasured 'nested too deeply|took too'
	hostile src/deep.py bash -c 'yes "[[[[[[[[[[" | head -n 90000'
	expect_unmeasured 'nested too deeply|took too'
}

@test "blocks in blocks" {
	hostile src/blocks.c bash -c 'echo "int f(int a) {"; yes "if (a) {" | head -n 30000; yes "}" | head -n 30001'
	expect_unmeasured 'nested too deeply|took too'
	hostile src/open.c bash -c 'echo "int f(int a) {"; yes "if (a) {" | head -n 30000'
	expect_status 0
}

@test "a function with 20,000 decisions" {
	bole install
	{
		printf 'int f(int a)\n{\n'
		yes '	if (a > 1 && a < 3 || a == 7) a++; else a--;' | head -n 20000
		printf '\treturn a;\n}\n'
	} >src/long.c
	git add .
	careful_commit
	expect_status 0
	expect 'src/long\.c'
}

@test "ten thousand functions in a file, and one name of 50,000 letters" {
	hostile src/many.c awk 'BEGIN { for (i = 0; i < 10000; i++) print "int f" i "(int a) { return f" i + 1 "(a); }" }'
	expect_accepted
	hostile src/name.c bash -c 'printf "int "; yes a | tr -d "\n" | head -c 50000; echo "(void) { return 1; }"'
	expect_accepted
}

@test "nothing but blanks, one comment, one string" {
	bole install
	yes '' | head -n 500000 >src/blank.c
	{ echo '/*'; yes 'if (a) {' | head -n 50000; } >src/comment.c
	{ echo 'char *a = "'; yes 'if (a) {\' | head -n 50000; } >src/string.c
	{ echo 'a = """'; yes 'if a:' | head -n 50000; } >src/string.py
	git add .
	careful_commit
	expect_status 0
	expect_no 'NOT JUDGED'
}

@test "50,000 files in one commit" {
	bole install
	awk 'BEGIN {
		print "commit refs/heads/many\ncommitter A <a@example.org> 0 +0000\ndata 0\nfrom refs/heads/main^0"
		for (i = 0; i < 50000; i++) {
			text = "#include \"core.h\"\n\nint many_" i "(int a)\n{\n\treturn a ? parse(\"\") : " i ";\n}\n"
			print "M 100644 inline many/" i % 50 "/m" i ".c\ndata " length(text) "\n" text
		}
	}' | git fast-import --quiet
	git read-tree many
	careful_commit --quiet
	expect_accepted
	[ "$(sqlite3 .git/bole/history.db 'SELECT files, units FROM v_judgements ORDER BY judgement DESC')" = '50000|50000' ]
	worsen src/core.c parse
	git add src
	careful_commit --quiet
	expect_rejected 'parse'
}

# paths_of_one_file PATHS IMPORTS: each of so many headers holds the same lines, which include so many
paths_of_one_file() {
	awk -v paths="$1" -v imports="$2" 'BEGIN {
		for (i = 0; i < imports; i++)
			text = text "#include \"h" i ".h\"\n"
		text = text "static inline int f(int a) { return a; }\n"
		print "blob\nmark :1\ndata " length(text) "\n" text
		print "commit refs/heads/many\ncommitter A <a@example.org> 0 +0000\ndata 0\nfrom refs/heads/main^0"
		for (i = 0; i < paths; i++)
			print "M 100644 :1 web/h" i ".h"
	}' | git fast-import --quiet
	git read-tree many
}

@test "two thousand paths of one file that includes them all" {
	bole install
	paths_of_one_file 2000 2000
	careful_commit --quiet
	[ "$status" -le 1 ]
	expect_no 'NOT JUDGED'
	expect 'counted by file and not by function in 1[0-9]{3} of its files'
}

@test "more links than any tree has" {
	bole install
	paths_of_one_file 10000 1000
	careful_commit --quiet
	[ "$status" -le 1 ]
	expect_no 'NOT JUDGED'
	expect 'NOT MEASURED: the tree has too many links'
}

@test "ten thousand paths of one file of two thousand functions, and one that is worse" {
	bole install
	awk 'BEGIN {
		text = "package h\n"
		for (i = 0; i < 2000; i++)
			text = text "func f" i "() { f" i + 1 "() }\n"
		print "blob\nmark :1\ndata " length(text) "\n" text
		print "commit refs/heads/many\ncommitter A <a@example.org> 0 +0000\ndata 0\nfrom refs/heads/main^0"
		for (i = 0; i < 10000; i++)
			print "M 100644 :1 early/h" i ".go"
	}' | git fast-import --quiet
	git read-tree many
	worsen src/core.c parse
	git add src
	careful_commit --quiet
	expect_rejected 'parse'
	expect_no 'NOT JUDGED'
	expect 'NOT MEASURED: this change has more than 2097152 functions; those of [0-9]+ of its files are left out'
}

# --- kinds of bytes ------------------------------------------------------------------

@test "NUL bytes and UTF-16 are no source" {
	hostile src/zero.c printf 'int a(void) { return \0; }\n'
	expect_unmeasured 'binary'
	hostile src/wide.c bash -c 'printf "\377\376"; printf "int a;\n" | sed "s/./&\x00/g"'
	expect_unmeasured 'binary'
	hostile src/WIDE.java bash -c 'printf "\376\377"; printf "\0c\0l\0a\0s\0s"'
	expect_unmeasured 'binary'
	rejected_as_well
}

@test "what is no UTF-8 is measured" {
	bole install
	printf 'int caf\351(int \377)\n{\n\treturn \377 ? 1 : 2; /* \200 */\n}\n' >src/latin.c
	git add .
	careful_commit
	expect_accepted
	run bole scan --format json src/latin.c
	expect_status 0
	calm "$output"
}

@test "the verdict is the same with CR LF" {
	sed -i 's/$/\r/' src/core.c
	git add . && git commit --quiet --message 'CR LF'
	bole install
	cp src/core.c ../before.c
	worsen src/core.c parse
	sed -i 's/\r*$/\r/' src/core.c
	git add .
	careful_commit
	expect_rejected 'src/core\.c' 'parse' '1 .*22'
	cp ../before.c src/core.c
	sed -i 's/\r$//' src/core.c # a change of every line, and of nothing
	git add .
	careful_commit
	expect_accepted
}

@test "an LFS pointer is no source" {
	hostile src/model.c printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 1\n' 7
	expect_unmeasured 'a Git LFS pointer'
}

@test "a trunk file that becomes hostile is warned of" {
	bole install
	pump '%w(' 40000 >src/core.c
	git add .
	careful_commit
	expect_unmeasured 'took too'
	expect 'warn .*src/core\.c'
	git checkout --quiet HEAD~1 -- src/core.c
	worsen src/core.c parse
	git add .
	careful_commit # nobody knows how it was, so that it is no rejection
	expect_status 0
	expect 'warn .*src/core\.c:3 parse' 'could not be measured before'
}

# --- kinds of entries ------------------------------------------------------------------

@test "symlinks are not followed, wherever they lead" {
	bole install
	mkfifo ../pipe
	ln -s ../../pipe src/pipe.c
	ln -s /etc/passwd src/passwd.c
	ln -s nowhere src/nowhere.c
	ln -s . src/loop
	ln -s core.c src/alias.c
	git add .
	careful_commit
	expect_accepted
	expect_no 'NOT'
	run timeout 20 "$BOLE" check --worktree
	expect_status 0
	run bole scan --files --format tsv
	expect_no 'passwd|pipe\.c|nowhere|alias'
}

@test "a file that becomes a symlink, and back" {
	bole install
	mv src/core.c src/heart
	ln -s heart src/core.c
	git add .
	careful_commit
	expect_status 0
	rm src/core.c
	mv src/heart src/core.c
	git add .
	careful_commit
	expect_status 0
}

@test "a change of mode is nothing to judge" {
	bole install
	chmod +x src/core.c
	git add .
	careful_commit
	expect_accepted
	expect 'nothing to judge'
}

@test "a submodule, and one that is called like a source file" {
	bole install
	git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),src/module.c"
	git update-index --add --cacheinfo "160000,$(git rev-parse HEAD),deps"
	mkdir src/module.c deps
	careful_commit
	expect_accepted
	expect_no 'NOT'
	run bole scan --files --format tsv
	expect_no 'module'
}

# --- paths ---------------------------------------------------------------------------------

# named PATH: a terrible function in that file is committed and named in every format
named() {
	bole install
	case $1 in
	*/*) mkdir -p -- "${1%/*}" ;;
	esac
	printf 'int odd(int a)\n{\n\treturn a;\n}\n' >"./$1"
	worsen "./$1" odd
	worsen "./$1" odd
	git add .
	careful_commit
	expect_status 0
	expect 'complexity'
	for format in json tsv; do
		run bole check --format "$format" HEAD~1..HEAD
		expect_status 0
		calm "$output"
		[ "$format" = tsv ] || node -e 'JSON.parse(require("fs").readFileSync(0))' <<<"$output"
	done
	# A header and one line, for however many lines the path has.
	run bole scan --files --format tsv
	columns=$(awk -F '\t' '{ print NF }' <<<"$output" | sort -u)
	[ "$(wc -l <<<"$columns")" -eq 1 ]
	run bole map
	calm "$output"
	run bole scan
	calm "$output"
}

@test "a path with newlines" {
	named "$(printf 'src/a\nbole: accepted\nb.c')"
}

@test "a path with tabs and carriage returns" {
	named "$(printf 'src/a\tb\rc.c')"
}

@test "a path with quotes and backslashes" {
	named "src/a\"b'c\\d\`e\$(touch ran).c"
	[ ! -e ran ]
}

@test "a path that begins with a dash" {
	named '--help.c'
}

@test "a path that tells a terminal what to do" {
	named "$(printf 'src/\033[2J\033]0;owned\007\302\2332J.c')"
}

@test "a path that turns the line around" {
	named "$(printf 'src/\342\200\256cod.c')"
}

@test "a path that is no UTF-8" {
	named "$(printf 'src/caf\351\377.c')"
}

@test "a path with what formats mean something by" {
	named 'src/::error file=a,line=1::x%0A<script>&lt;=1+1|{}[]*?.c'
}

@test "a path of 4,000 bytes" {
	bole install
	path=$(for i in $(seq 20); do printf '%0199d/' "$i"; done)long.c
	blob=$(git rev-parse HEAD:src/core.c)
	git update-index --add --cacheinfo "100644,$blob,$path"
	careful_commit
	expect_accepted
	run bole scan --format json
	expect_status 0
	expect '00020/long\.c'
}

@test "a hundred folders in each other" {
	bole install
	path=$(for i in $(seq 1000); do printf 'd/'; done)long.c
	git update-index --add --cacheinfo "100644,$(git rev-parse HEAD:src/core.c),$path"
	careful_commit
	expect_accepted
}

@test "names of functions from strangers" {
	bole install
	printf 'int \302\233\342\200\256evil(int a)\n{\n\treturn a;\n}\n' >src/odd.c
	printf 'int \033[31m(int a)\n{\n\treturn a;\n}\n' >>src/odd.c
	for name in $(printf '\302\233\342\200\256evil'); do worsen src/odd.c "$name"; done
	git add .
	careful_commit
	expect_status 0
	for format in text tsv json; do
		run bole scan --format "$format" src/odd.c
		expect_status 0
		calm "$output"
	done
}

# --- files that say how to read others -------------------------------------------------------

@test "attributes with 100,000 patterns" {
	bole install
	mkdir many
	for i in $(seq 100); do printf 'int a%d;\n' "$i" >"many/m$i.c"; done
	awk 'BEGIN { for (i = 0; i < 60000; i++) print "*[a-z]" i "*?*.c bole=leaf" }' >.gitattributes
	awk 'BEGIN { for (i = 0; i < 40000; i++) print "**/a" i "/**/*.c -bole" }' >many/.gitattributes
	git add .
	careful_commit
	expect_status 0
	expect_no 'NOT JUDGED'
	rejected_as_well
}

# git itself never ends with these, so that no commit can be made with git's own.
@test "patterns that a careless matcher never ends with" {
	deep=$(pump 'a/' 200)
	{
		echo '*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b bole=leaf'
		echo '**/**/**/**/**/**/**/**/**/**/**/**/x -bole'
		echo '*[!b]*[!b]*[!b]*[!b]*[!b]*[!b]*[!b]*[!b]*[!b]*[!b]b -bole'
		echo "**/$(pump 'a*/' 180)b.c -bole"
	} >../attributes
	stage() { git update-index --add --cacheinfo "100644,$(git hash-object -w "$1"),$2"; }
	stage ../attributes .gitattributes
	stage src/pair.c "$(pump a 200).c"
	stage src/pair.c "${deep}a.c"
	worsen src/core.c parse
	stage src/core.c src/core.c
	count_ticks
	begun=$ticks
	run timeout 60 "$BOLE" check --staged
	expect_rejected 'parse'
	count_ticks
	[ $((ticks - begun)) -lt $((500 * slowness)) ]
}

@test "macros of macros, and an attribute file of 20 MB" {
	bole install
	{
		for i in $(seq 1000); do echo "[attr]m$i m$((i + 1)) bole=leaf"; done
		echo '* m1'
	} >.gitattributes
	git add .
	careful_commit
	expect_status 0
	pump 'x -bole
' 20000000 | tr 'x' '\n' >src/.gitattributes
	git add .
	careful_commit
	expect_status 0
	git rm --quiet --cached .gitattributes src/.gitattributes
	rm .gitattributes src/.gitattributes
	careful_commit
	rejected_as_well
}

@test "guide files that are none, and that lead in circles" {
	bole install
	mkdir -p web/a go rs
	printf 'import { x } from "a";\nexport const y = x;\n' >web/index.ts
	pump '[' 200000 >web/package.json
	pump '{"a":' 200000 >web/a/package.json
	echo '{"extends": "./a/tsconfig.json", "compilerOptions": {"paths": {"*": ["*"]}}}' >web/tsconfig.json
	echo '{"extends": "../tsconfig.json"}' >web/a/tsconfig.json
	pump 'replace a => ../' 200000 >go/go.mod
	printf 'package a\n\nimport "a/b"\n' >go/a.go
	pump '[[[a' 200000 >rs/Cargo.toml
	printf 'use crate::a::b;\n' >rs/lib.rs
	git add .
	careful_commit
	expect_status 0
	expect_no 'NOT JUDGED'
	rejected_as_well
}

@test "settings that are none" {
	bole install
	pump '[' 3000 >.bole
	git add .
	careful_commit
	expect '\.bole'
	pump '[bole]
' 2000000 >.bole
	git add .
	careful_commit
	expect '\.bole'
	git rm --quiet --cached .bole
	rm .bole
	rejected_as_well
}

@test "a thousand findings are counted, not all shown" {
	bole install
	mkdir many
	for i in $(seq 1000); do
		printf 'int m%d(int a)\n{\n\tif (a) { if (a) { if (a) { if (a) { if (a) { if (a) { if (a) return 1; }}}}}}\n\treturn 0;\n}\n' \
			"$i" >"many/m$i.c"
	done
	git add .
	careful_commit
	expect_status 0
	expect 'more not shown'
	[ "${#lines[@]}" -lt 1300 ] # git names each new file
}
