# What becomes of a `git push`: the complete gate, for commits that no other hook has seen.

load helper
load untouched

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

@test "a history that shares nothing with the remote's is accepted, and that is said" {
	remote
	git checkout --quiet --orphan stranger
	worsen src/core.c parse
	unseen --all
	run git push origin stranger
	expect_status 0
	expect 'stranger: accepted, the remote is known to have nothing yet to be worse than'
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

# tag_of TARGET TYPE: a tag object that git itself would not make when its target is not there
tag_of() {
	printf 'object %s\ntype %s\ntag t\ntagger A <a@example.org> 0 +0000\n\nx\n' "$1" "$2" |
		git hash-object -t tag -w --literally --stdin
}

@test "a tag that leads nowhere, or through too many others, is not judged" {
	remote
	worsen src/core.c parse
	unseen --all
	nested=$(head_of) type=commit
	for _ in $(seq 40); do
		nested=$(tag_of "$nested" "$type")
		type=tag
	done
	git update-ref refs/tags/nested "$nested"
	before=$(fingerprint)
	run git push origin nested
	expect_status 0
	expect 'NOT JUDGED: tag [0-9a-f]{40} leads through more than 32 tags'
	run git -c bole.onFailure=reject push origin nested:refs/tags/again
	[ "$status" -ne 0 ]
	[ "$(fingerprint)" = "$before" ]
	broken=$(tag_of "$(printf '%040d' 7)" commit)
	run lines "refs/tags/t $broken refs/tags/t %0"
	expect_status 0
	expect "NOT JUDGED: what tag $broken names is not in this clone"
	run lines "refs/tags/t $broken refs/tags/t %0" "refs/heads/a $(head_of) refs/heads/a $(git rev-parse HEAD~1)"
	expect_rejected 'parse' 'NOT JUDGED'
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

@test "three hundred refs at one commit are judged once" {
	remote
	echo '/* a word */' >>src/tool_a.c
	unseen --all
	for i in $(seq 300); do
		echo "create refs/heads/topic-$i HEAD"
	done | git update-ref --stdin
	judged=$(sqlite3 .git/bole/history.db "SELECT count(*) FROM v_judgements WHERE moment = 'pre-push'")
	run git push --quiet origin 'refs/heads/topic-*'
	expect_status 0
	[ "$(sqlite3 .git/bole/history.db "SELECT count(*) FROM v_judgements WHERE moment = 'pre-push'")" -eq $((judged + 1)) ]
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

@test "all branches, all tags, and a mirror" {
	remote
	git checkout --quiet -b topic
	worsen src/tool_a.c run_a
	unseen --all
	git tag v1
	run git push --all origin
	expect_status 0
	run git push --tags origin
	expect_status 0
	git checkout --quiet -b bad
	worsen src/core.c parse
	unseen --all
	git tag v2
	before=$(fingerprint)
	for way in --all --tags --mirror '--follow-tags --all'; do
		# shellcheck disable=SC2086
		run git push $way origin
		[ "$status" -ne 0 ]
		expect 'rejected' 'parse'
	done
	[ "$(fingerprint)" = "$before" ]
	no git -C ../remote.git rev-parse --quiet --verify bad
}

@test "notes, stashes and other refs that are no branches" {
	remote
	git notes add --message 'A note' HEAD
	run git push origin refs/notes/commits
	expect_status 0
	worsen src/core.c parse
	git stash --quiet
	run git push origin refs/stash:refs/other/stash
	[ "$status" -ne 0 ]
	expect 'parse'
	git stash drop --quiet
	git tag tree-tag "$(git rev-parse 'HEAD^{tree}')"
	run git push origin tree-tag
	expect_status 0
}

@test "a remote that has moved on, and is forced" {
	remote
	git clone --quiet ../remote.git ../other
	(cd ../other && echo '/* theirs */' >>src/tool_a.c && git commit --quiet --all --message 'Theirs' &&
		git push --quiet origin main)
	worsen src/core.c parse
	unseen --all
	run git push origin main # what it has there is not here
	[ "$status" -ne 0 ]
	expect 'parse'
	run git push --force origin main
	[ "$status" -ne 0 ]
	expect 'parse'
	git reset --quiet --hard HEAD~1
	worsen src/tool_b.c run_b
	unseen --all
	run git push --force origin main
	expect_status 0
	expect_no 'NOT JUDGED'
}

@test "a push of a commit by its id, of another branch, and atomically" {
	remote
	git branch sound
	worsen src/core.c parse
	unseen --all
	bad=$(head_of)
	git checkout --quiet sound
	run git push origin "$bad:refs/heads/bad"
	[ "$status" -ne 0 ]
	expect 'parse'
	run git push origin main:refs/heads/bad
	[ "$status" -ne 0 ]
	run git push --atomic origin sound "$bad:refs/heads/bad"
	[ "$status" -ne 0 ]
	run git push origin sound
	expect_status 0
}

# refused_push ARGUMENT …: bole refuses it, and neither here nor there anything has changed
refused_push() {
	local before there

	before=$(fingerprint)
	there=$(git -C ../remote.git for-each-ref)
	run git "$@"
	[ "$status" -ne 0 ] || fail 'it went through' || return
	expect 'bole: rejected' 'parse' || return
	[ "$(fingerprint)" = "$before" ] || fail 'something was touched here' || return
	[ "$(git -C ../remote.git for-each-ref)" = "$there" ] || fail 'something was pushed'
}

@test "options and settings of a push that change nothing of what it brings" {
	remote
	git branch old
	git push --quiet origin old
	worsen src/core.c parse
	unseen --all
	refused_push push --force-with-lease origin main
	refused_push push --dry-run origin main
	refused_push push --atomic origin main old
	refused_push push --prune origin 'refs/heads/*:refs/heads/*'
	refused_push push origin HEAD:refs/for/main
	refused_push -c push.default=current push
	refused_push -c push.default=matching push
	git config "url.$PWD/../.pushInsteadOf" fake:
	refused_push push fake:remote.git main
	git config remote.origin.pushurl "$PWD/../remote.git"
	refused_push push origin main
	run git push --delete origin old
	expect_status 0
}

@test "an evil merge is stopped at the push, and merged work that was pushed is not" {
	remote
	git checkout --quiet -b side
	worsen src/core.c parse
	unseen --all
	git push --quiet --no-verify origin side
	git checkout --quiet main
	echo '/* a word */' >>src/tool_h.c
	unseen --all
	git merge --quiet --no-verify --no-edit side
	run git push origin main
	expect_status 0
	expect_no 'NOT JUDGED'
	git checkout --quiet -b again HEAD~1
	git merge --quiet --no-commit side
	worsen src/pair.c pair_up
	worsen src/core.c dispatch
	git add .
	git commit --quiet --no-verify --message 'An evil merge'
	run git push origin again
	[ "$status" -ne 0 ]
	expect 'dispatch'
}

@test "pushes from a shallow and from a partial clone" {
	remote
	git commit --quiet --allow-empty --message 'Another'
	git push --quiet --no-verify origin main
	git -C ../remote.git config uploadpack.allowFilter true
	for kind in --depth=1 --filter=blob:none; do
		git clone --quiet "$kind" "file://$PWD/../remote.git" ../clone
		(
			cd ../clone
			bole install
			git checkout --quiet -b topic
			worsen src/core.c parse
			unseen --all
			refused_push push origin topic
			git reset --quiet --hard HEAD~1
			worsen src/tool_a.c run_a
			unseen --all
			run git push origin topic
			expect_status 0
			expect_no 'NOT JUDGED'
		)
		git -C ../remote.git update-ref -d refs/heads/topic
		rm -rf ../clone
	done
}

@test "a push without a remote's name knows what other remotes have" {
	remote
	git init --quiet --bare ../second.git
	worsen src/core.c parse
	unseen --all
	run git push ../second.git main:main # the part that origin has is nobody's news
	[ "$status" -ne 0 ]
	expect 'parse'
	git remote add second ../second.git
	run git push second main
	[ "$status" -ne 0 ]
}

@test "a push from a linked work tree, and from a bare repository" {
	remote
	git worktree add --quiet ../linked -b linked
	(cd ../linked && worsen src/core.c parse && git commit --quiet --all --no-verify --message 'Worse')
	run git -C ../linked push origin linked
	[ "$status" -ne 0 ]
	expect 'parse'
	git clone --quiet --bare . ../own.git
	git -C ../own.git remote set-url origin ../remote.git
	git -C ../own.git fetch --quiet ../remote.git main:refs/remotes/origin/main
	(cd ../own.git && bole install)
	run git -C ../own.git push origin linked
	[ "$status" -ne 0 ]
	expect 'parse'
}

# lines LINE …: what git would say to the hook; %1 and %2 are two commits, %0 is none
lines() {
	printf '%s\n' "$@" | sed "s/%1/$first/g; s/%2/$second/g; s/%0/$(printf '%040d' 0)/g" |
		timeout 30 "$BOLE" hook pre-push origin url
}

@test "lines of every kind: blanks in names, what is nowhere, too many, too long" {
	first=$(head_of)
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	second=$(head_of)
	run lines 'refs/heads/a b c %2 refs/heads/x %1'
	expect_rejected 'parse'
	run lines '(delete) %0 refs/heads/x %1'
	expect_status 0
	run lines 'HEAD~0 %2 refs/heads/x %1'
	expect_rejected 'parse'
	nowhere=$(printf '%040d' 7)
	run lines "refs/heads/a $nowhere refs/heads/a %1" 'refs/heads/b %2 refs/heads/b %1'
	expect_rejected 'parse' "NOT JUDGED: refs/heads/a: object $nowhere is not in this clone"
	run lines "refs/heads/a %2 refs/heads/a $nowhere"
	expect_status 0 # there is no remote to compare with
	for broken in 'refs/heads/a' 'a b c d' "a %2 b ${first}00" 'a %2 b' \
		"$(pump x 200000) %2" "$(printf 'a\033[2J %%2')"; do
		run lines "$broken" 'refs/heads/b %2 refs/heads/b %1'
		expect_rejected 'parse'
		calm "$output"
		run lines "$broken"
		expect_status 0
		expect 'NOT JUDGED'
	done
	run bash -c "printf 'refs/heads/b $second refs/heads/b $first' | '$BOLE' hook pre-push origin url"
	expect_rejected 'parse' # a last line without its end
	run bash -c "printf '' | '$BOLE' hook pre-push origin url"
	expect_status 0
	expect_no 'NOT JUDGED'
}

@test "a hundred thousand lines are read in time" {
	first=$(head_of)
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	second=$(head_of)
	awk -v a="$first" -v b="$second" 'BEGIN {
		for (i = 0; i < 100000; i++) print "refs/heads/t" i, a, "refs/heads/t" i, a
		print "refs/heads/bad", b, "refs/heads/bad", a
	}' >../lines
	count_ticks
	begun=$ticks
	run "$BOLE" hook pre-push origin url <../lines
	expect_rejected 'parse'
	count_ticks
	[ $((ticks - begun)) -lt $((500 * slowness)) ]
}
