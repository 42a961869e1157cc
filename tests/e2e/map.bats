# bole map: leaf, branch and trunk, and what stands on what.

load helper

@test "the answer comes first, then the trunk with the functions that make it so" {
	run bole map
	expect_status 0
	[[ "${lines[0]}" == "12 files: trunk "* ]]
	[[ "${lines[1]}" == "trunk is what at least 3 files depend on directly, or what is declared so" ]]
	expect "^     8  src/core\.c  most used: parse 8, dispatch 8$"
}

@test "of one file each function has its own load and region" {
	cat >>src/core.c <<'C'

int once(void)
{
	return 1;
}

static int inner(void)
{
	return 2;
}
C
	sed -i 's/parse(line)/once() + parse(line)/' src/tool_a.c
	git commit --quiet --all --message 'One more'
	run bole map src/core.c
	expect_status 0
	[[ "${lines[0]}" == "src/core.c: trunk, 8 files depend on it directly; the trunk begins at 3" ]]
	expect "^     8  trunk   parse  line 3" "^     1  branch  once  line 34"
	expect_no "inner"
}

@test "a cycle is one thing" {
	printf '#include "two.h"\nint one(void);\n' >src/one.h
	printf '#include "one.h"\nint two(void);\n' >src/two.h
	git add src
	git commit --quiet --message 'A circle'
	run bole map
	expect "^ files  cycle, by its most used file$" "^     2  src/one\.h  \(1\)$"
}

# Facts come from the store, or are measured anew: the regions are the same, commit after commit.
@test "from kept facts and from none, each of successive commits has the same regions" {
	local i kept

	for i in 1 2 3 4 5 6 7 8 9 10; do
		case $((i % 5)) in
		0) git rm --quiet "src/tool_$(printf '%b' "\\$((140 + i / 5))").c" 2>/dev/null || true ;;
		1) printf '#include "core.h"\nint more_%d(void) { return parse("");}\n' $i >"src/more_$i.c" ;;
		2) echo "int added_$i(int a) { return a ? parse(0) : 1; }" >>src/pair.c ;;
		3) sed -i "s/more_$((i - 2))/renamed_$i/" "src/more_$((i - 2)).c" ;;
		4) mkdir -p lib && git mv "src/more_$((i - 3)).c" lib/ ;;
		esac
		git add --all
		git commit --quiet --allow-empty --message "Step $i"
		for table in map 'map --edges' scan; do
			# shellcheck disable=SC2086
			kept=$(bole $table --format tsv)
			# shellcheck disable=SC2086
			[ "$kept" == "$(GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=bole.store \
				GIT_CONFIG_VALUE_0=false bole $table --format tsv)" ] ||
				fail "$table of step $i"
		done
	done
}
