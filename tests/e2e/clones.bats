#!/usr/bin/env bats
# What was written twice: found, named, and told apart from what only looks like it.

load helper

# A function of about 70 tokens: body NAME COUNT ITEMS
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

setup() {
	own_home
	git init -q "$BATS_TEST_TMPDIR/repo"
	cd "$BATS_TEST_TMPDIR/repo" || return
}

commit_all() {
	git add -A
	git commit -qm all --no-verify
}

@test "layout and comments make no difference: type 1" {
	body sum count items >a.c
	body sum count items | sed 's,^\t,  ,; s,int total,/* in all */ int total,' >b.c
	commit_all
	run "$BOLE" clones --format tsv
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = $'path_a\tstart_a\tend_a\tpath_b\tstart_b\tend_b\ttype\ttokens\tsimilarity\tregion_a\tregion_b' ]
	[[ ${lines[1]} == a.c$'\t'1$'\t'12$'\t'b.c$'\t'1$'\t'12$'\t'1$'\t'*$'\t'100$'\t'leaf$'\t'leaf ]]
	[ "${#lines[@]}" -eq 2 ]
}

@test "names exchanged consistently: type 2; inconsistently: not" {
	body sum count items >a.c
	body add n list >b.c
	commit_all
	run "$BOLE" clones --format tsv
	[[ ${lines[1]} == a.c$'\t'1$'\t'12$'\t'b.c$'\t'1$'\t'12$'\t'2$'\t'* ]]
	sed -i 's/total += list/total += n/; s/list\[i\].used = 0/n[total].used = 0/' b.c
	sed -i 's/stderr, total/total, list/; s/return total > limit ? limit/return limit > list ? i/' b.c
	commit_all
	run "$BOLE" clones --format tsv
	[[ ${lines[1]-} != a.c$'\t'1$'\t'12$'\t'b.c$'\t'1$'\t'12$'\t'2$'\t'* ]]
}

@test "a statement put in: type 3, with what is left alike" {
	body sum count items >a.c
	body sum count items | sed 's,^\tlog_total,\tcheck(total);\n\tlog_total,' >b.c
	commit_all
	run "$BOLE" clones --format tsv
	[[ ${lines[1]} == a.c$'\t'1$'\t'12$'\t'b.c$'\t'1$'\t'13$'\t'3$'\t'* ]]
}

@test "tables, imports and getters are no clones, and the text says what was left out" {
	for file in a b; do
		{
			printf '#include <%s.h>\n' stdio stdlib string unistd fcntl errno time math
			echo "struct row ${file}_rows[] = {"
			for i in 1 2 3 4 5 6 7 8 9; do echo "	{ $i, \"$file$i\", ${file}_$i },"; done
			echo '};'
			for i in 1 2 3 4 5; do echo "int ${file}_get_$i(struct $file *self) { return self->f$i; }"; done
		} >$file.c
	done
	commit_all
	run "$BOLE" clones --format tsv
	[ "${#lines[@]}" -eq 1 ]
	run "$BOLE" clones
	[[ ${lines[0]} == "nothing is written twice" ]]
}

@test "tests are told apart, and vendored files not looked at" {
	mkdir tests vendor
	body sum count items | tee tests/test_a.c tests/test_b.c vendor/c.c >vendor/d.c
	commit_all
	run "$BOLE" clones
	[[ ${lines[0]} == "nothing is written twice; apart from them 1 in tests and examples" ]]
	run "$BOLE" clones --format json
	[[ $output == *'"of": "tests"'* || $output == *'"of":"tests"'* ]]
	[[ $output != *vendor* ]]
}

@test "three copies are one class, and lines are counted once" {
	for file in a b c; do body sum_$file count items >$file.c; done
	commit_all
	run "$BOLE" clones
	[[ ${lines[0]} == "1 stretch of code, written 3 times" ]]
	[[ ${lines[1]} == *"leaf: 36 of 36 lines (100.0 %)" ]]
	run "$BOLE" scan --files --format tsv
	[[ $(cut -f11 <<<"$output") == $'duplicated_lines\n12\n12\n12' ]]
}

@test "the same with a store, without one, and in a bare clone" {
	body sum count items >a.c
	body add n list >b.c
	commit_all
	"$BOLE" clones --format tsv >first
	"$BOLE" clones --format tsv >second
	git config bole.store false
	"$BOLE" clones --format tsv >third
	git clone -q --bare . bare.git
	"$BOLE" -C bare.git clones --format tsv >fourth
	cmp first second && cmp first third && cmp first fourth
}

# A function of about 35 tokens: short NAME
short() {
	printf 'int %s(struct row *row)\n{\n\tint end = row->at + row->size;\n\n\treturn check(row, end, 1) ? end - 2 : row->at;\n}\n' "$1"
}

@test "a person is shown long copies before short ones, with the names of their functions" {
	for file in a b c d e f; do short "step_$file" >$file.c; done
	body sum count items >g.c
	body sum count items >h.c
	commit_all
	run "$BOLE" clones
	[[ $output == *'2 copies of '*$'g.c:1-12  leaf  sum\n'*'6 copies of '*$'a.c:1-6  leaf  step_a\n'* ]]
	run "$BOLE" clones --format tsv
	[[ ${lines[1]} == a.c* ]]
}

@test "a person is shown a part of what was copied as a whole only when asked" {
	for file in a b; do
		body "sum_$file" count items >$file.c
		body "add_$file" n list | sed 's,total \* 2,total * 3,; s,log_total,log_sum,' >>$file.c
	done
	commit_all
	run "$BOLE" clones
	[[ ${lines[0]} != 1\ stretch* ]]
	[ "$(grep -c ' copies of ' <<<"$output")" -eq 1 ]
	run "$BOLE" clones --all
	[ "$(grep -c ' copies of ' <<<"$output")" -gt 1 ]
}

# Another function of about 70 tokens: step NAME
step() {
	cat <<END
static void $1(struct job *job, const char *path)
{
	while (job->next && strcmp(job->next->path, path) < 0)
		job = job->next;
	if (!job->next || job->stopped)
		return;
	switch_to(job->next->owner, path, job->flags & KEEP);
	free(job->path);
	job->path = copy_of(path, strlen(path));
}
END
}

@test "a copy costs what stands on it, and no other copy's load" {
	for file in p q; do body "sum_$file" count items >$file.h; done
	for file in x.h a.c b.c c.c; do step "step_${file%.*}" >$file; done
	for i in 1 2 3 4 5; do printf '#include "%s.h"\n' p q x >"u$i.c"; done
	commit_all
	run "$BOLE" clones
	[[ $output == *' 2 copies of '*$'p.h:1-12  trunk'*' 4 copies of '*'x.h:1-10  trunk'* ]]
}
