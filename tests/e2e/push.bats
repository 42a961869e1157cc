# What becomes of a `git push`: the complete gate, for commits that no other hook has seen.

load helper

remote() {
	git init --quiet --bare ../remote.git
	git remote add origin ../remote.git
	git push --quiet origin main
	git branch --quiet --set-upstream-to=origin/main
	bole install
}

unseen() {
	git commit --quiet --no-verify "$@" --message 'A change nobody saw'
}

@test "a trunk regression that passed the commit is stopped at the push" {
	remote
	worsen src/core.c parse
	unseen --all
	run git push origin main
	[ "$status" -ne 0 ]
	expect 'rejected' 'parse'
	[ "$(git -C ../remote.git rev-parse main)" = "$(git rev-parse HEAD~1)" ]
}

@test "a leaf change is pushed" {
	remote
	worsen src/tool_a.c run_a
	unseen --all
	run git push origin main
	expect_status 0
	[ "$(git -C ../remote.git rev-parse main)" = "$(head_of)" ]
}

@test "what was made worse and mended again before the push is no finding" {
	remote
	worsen src/core.c parse
	unseen --all
	git show HEAD~1:src/core.c >src/core.c
	echo '/* mended */' >>src/core.c
	unseen --all
	run git push origin main
	expect_status 0
}

@test "a new branch is judged against what the remote has" {
	remote
	git checkout --quiet -b topic
	worsen src/core.c parse
	unseen --all
	run git push origin topic
	[ "$status" -ne 0 ]
	expect 'parse'
	git reset --quiet --hard HEAD~1
	worsen src/tool_b.c run_b
	unseen --all
	run git push origin topic
	expect_status 0
}

@test "the first push to an empty remote is accepted" {
	git init --quiet --bare ../remote.git
	git remote add origin ../remote.git
	bole install
	run git push origin main
	expect_status 0
}

@test "deleting a remote branch is accepted" {
	remote
	git push --quiet origin main:old
	run git push origin --delete old
	expect_status 0
}

@test "a forced push is judged from where the histories part" {
	remote
	echo '/* one */' >>src/tool_c.c
	unseen --all
	git push --quiet origin main
	git reset --quiet --hard HEAD~1
	worsen src/core.c parse
	unseen --all
	run git push --force origin main
	[ "$status" -ne 0 ]
	expect 'parse'
}

@test "of several refs one that regresses is enough, wherever it stands" {
	remote
	git checkout --quiet -b a-bad
	worsen src/core.c parse
	unseen --all
	git checkout --quiet -b z-good main
	worsen src/tool_d.c run_d
	unseen --all
	run git push origin a-bad z-good
	[ "$status" -ne 0 ]
	expect 'parse'
	run git push origin z-good a-bad
	[ "$status" -ne 0 ]
	run git push origin :refs/heads/none a-bad
	[ "$status" -ne 0 ]
	run git push origin z-good
	expect_status 0
}

@test "a deletion and a regression in one push are refused" {
	remote
	git push --quiet origin main:old
	worsen src/core.c parse
	unseen --all
	run git push origin :old main
	[ "$status" -ne 0 ]
	expect 'parse'
}

@test "tags are pushed, and a tag does not smuggle" {
	remote
	git tag --annotate --message 'A tag' v1
	run git push origin v1
	expect_status 0
	git tag blob-tag "$(git rev-parse HEAD:src/core.c)"
	run git push origin blob-tag
	expect_status 0
	worsen src/core.c parse
	unseen --all
	git tag --annotate --message 'Worse' v2
	run git push origin v2
	[ "$status" -ne 0 ]
	expect 'parse'
}

@test "a push by URL and of HEAD~1 is judged" {
	remote
	worsen src/core.c parse
	unseen --all
	echo '/* later */' >>src/tool_a.c
	unseen --all
	run git push ../remote.git HEAD~1:refs/heads/main
	[ "$status" -ne 0 ]
	expect 'parse'
}

@test "a push with nothing to push is accepted" {
	remote
	run git push origin main
	expect_status 0
}

@test "three hundred refs at one commit are judged once, and fast" {
	remote
	echo '/* a word */' >>src/tool_a.c
	unseen --all
	for i in $(seq 300); do
		echo "create refs/heads/topic-$i HEAD"
	done | git update-ref --stdin
	SECONDS=0
	run git push --quiet origin 'refs/heads/topic-*'
	expect_status 0
	[ "$SECONDS" -lt 20 ]
}

@test "lines that cannot be read are no empty push" {
	run bole hook pre-push origin url </
	expect_status 0
	expect 'NOT JUDGED'
}

@test "a ref that cannot be judged does not let a bad one through" {
	gone=$(printf 'blob of nobody' | git hash-object --stdin)
	tree=$( (git ls-tree HEAD; printf '100644 blob %s\tgone.c\n' "$gone") | git mktree --missing)
	unreadable=$(git commit-tree "$tree" -p HEAD -m gone)
	base=$(git rev-parse HEAD)
	worsen src/core.c parse
	git commit --quiet --all --no-verify --message bad
	bad=$(git rev-parse HEAD)
	run bole hook pre-push origin url <<END
refs/heads/a $unreadable refs/heads/a $base
refs/heads/b $bad refs/heads/b $base
END
	expect_status 1
	expect 'NOT JUDGED' 'parse'
}
