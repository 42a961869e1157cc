# At home with those who manage hooks already, and on the side that receives a push.

load helper

with_bole() {
	mkdir -p ../bin
	ln -sf "$BOLE" ../bin/bole
	unset -f bole
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

server() {
	git init --quiet --bare ../server.git
	git remote add origin "$BATS_TEST_TMPDIR/server.git"
	git push --quiet origin main
	printf '#!/bin/sh\nexec bole hook pre-receive\n' >../server.git/hooks/pre-receive
	chmod +x ../server.git/hooks/pre-receive
	with_bole
}

# --- the server --------------------------------------------------------------------

@test "a push that makes the trunk worse is rejected by the server" {
	server
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	run git push origin main
	[ "$status" -ne 0 ]
	expect 'remote: bole: rejected: .*refs/heads/main' 'remote: reject src/core\.c:3 parse' 'pre-receive hook declined'
	[ "$(git -C ../server.git rev-parse main)" = "$(git rev-parse HEAD~1)" ]
}

@test "what is no worse is received: a leaf, a new branch, a tag, a delete" {
	server
	worsen src/tool_a.c run_a
	git commit --quiet --all --message 'A leaf'
	git tag --annotate --message 'A tag' v1
	run git push origin main main:refs/heads/topic v1
	expect_status 0
	run git push origin :refs/heads/topic
	expect_status 0
}

@test "a new branch is judged against what the server has" {
	server
	git checkout --quiet -b topic
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	run git push origin topic
	[ "$status" -ne 0 ]
	expect 'remote: reject src/core\.c:3 parse'
	run git -C ../server.git rev-parse --verify --quiet topic
	[ "$status" -ne 0 ]
}

@test "the first push to an empty server has nothing to be worse than" {
	server
	git init --quiet --bare ../empty.git
	cp ../server.git/hooks/pre-receive ../empty.git/hooks
	run git push ../empty.git main
	expect_status 0
	expect 'to have nothing yet to be worse than'
}

@test "a history that shares nothing with the server's is judged as all new" {
	server
	git checkout --quiet --orphan stranger
	worsen src/core.c parse
	git commit --quiet --all --message 'A history of its own'
	run git push origin stranger
	[ "$status" -ne 0 ]
	expect 'remote: reject src/core\.c:3 parse' 'stranger: [0-9a-f]{8} against nothing'
	run git -C ../server.git rev-parse --verify --quiet stranger
	[ "$status" -ne 0 ]
	git checkout --quiet --orphan pages
	git rm --quiet -rf .
	echo '<p>A page</p>' >index.html
	git add index.html
	git commit --quiet --message 'Pages'
	run git push origin pages
	expect_status 0
}

@test "a forced push is judged against where it leaves the branch" {
	server
	git commit --quiet --allow-empty --message 'One'
	git push --quiet origin main
	git reset --quiet --hard HEAD~1
	worsen src/core.c parse
	git commit --quiet --all --message 'Another'
	run git push --force origin main
	[ "$status" -ne 0 ]
	expect 'remote: reject src/core\.c:3 parse'
}

@test "a server where bole cannot judge says so, and lets through or not as it is told" {
	server
	printf '#!/bin/sh\nprintf "broken\\n" | exec bole hook pre-receive\n' >../server.git/hooks/pre-receive
	git commit --quiet --allow-empty --message 'One'
	git -C ../server.git config bole.onFailure reject
	run git push origin main
	[ "$status" -ne 0 ]
	expect 'NOT JUDGED' 'refused, because bole.onFailure is reject'
	git -C ../server.git config bole.onFailure allow
	run git push origin main
	expect_status 0
	expect 'NOT JUDGED'
}

# --- managers ------------------------------------------------------------------------

@test "the pre-commit framework: at a commit, at a push, and between two revisions" {
	command -v pre-commit >/dev/null || skip 'pre-commit is not installed (Debian: pre-commit)'
	with_bole
	git init --quiet ../hooks && cp "$root/.pre-commit-hooks.yaml" ../hooks
	git -C ../hooks add . && git -C ../hooks commit --quiet --message 'Hooks'
	cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: $BATS_TEST_TMPDIR/hooks
    rev: $(git -C ../hooks rev-parse HEAD)
    hooks:
      - id: bole
YAML
	git add . && git commit --quiet --message 'The framework'
	pre-commit install --hook-type pre-commit --hook-type pre-push
	worsen src/core.c parse
	run git commit --all --message 'Worse'
	expect_status 1
	expect 'bole\.+Failed' 'reject src/core\.c:3 parse'
	git init --quiet --bare ../server.git && git remote add origin ../server.git
	git push --quiet --no-verify origin main
	git commit --quiet --no-verify --all --message 'Worse'
	run git push origin main
	[ "$status" -ne 0 ]
	expect 'reject src/core\.c:3 parse'
	run pre-commit run bole --from-ref HEAD~1 --to-ref HEAD
	expect_status 1
	run pre-commit run bole --from-ref HEAD --to-ref HEAD
	expect_status 0
}

@test "without the framework its hook is a plain one, and its environment names a range" {
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	PRE_COMMIT_FROM_REF=HEAD~1 PRE_COMMIT_TO_REF=HEAD run bole hook pre-commit
	expect_rejected 'parse'
	run bole hook pre-commit
	expect_status 0
}

# Somebody else's push of a worse trunk, past the hook of the commit.
expect_push_rejected() {
	git init --quiet --bare ../server.git && git remote add origin ../server.git
	git stash --quiet && git push --quiet --no-verify origin main && git stash pop --quiet
	git commit --quiet --no-verify --all --message 'Worse'
	run git push origin main
	[ "$status" -ne 0 ]
	expect 'rejected' 'reject src/core\.c:3 parse'
	git reset --quiet --hard HEAD~1
	git commit --quiet --no-verify --allow-empty --message 'Fine'
	run git push origin main
	expect_status 0
}

@test "husky: one line a hook" {
	with_bole
	if command -v husky >/dev/null; then
		husky
	else
		echo '# husky is not installed (npm: husky): its hooks are acted out' >&3
		mkdir -p .husky/_
		for hook in pre-commit pre-push; do
			printf '#!/usr/bin/env sh\nh=$(basename "$0")\nexec sh -e ".husky/$h" "$@"\n' >.husky/_/$hook
			chmod +x .husky/_/$hook
		done
		git config core.hooksPath .husky/_
	fi
	echo 'bole hook pre-commit' >.husky/pre-commit
	echo 'bole hook pre-push "$@"' >.husky/pre-push
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
	expect_push_rejected
}

@test "lefthook: one line a hook" {
	command -v lefthook >/dev/null || skip 'lefthook is not installed (npm: lefthook)'
	with_bole
	printf 'pre-commit:\n  jobs:\n    - run: bole hook pre-commit\npre-push:\n  jobs:\n    - run: bole hook pre-push {1} {2}\n      use_stdin: true\n' >lefthook.yml
	lefthook install >/dev/null
	worsen src/core.c parse
	commit --all
	expect_status 1
	expect 'rejected' 'parse'
	expect_push_rejected
}

@test "plain core.hooksPath: one file" {
	with_bole
	mkdir githooks
	printf '#!/bin/sh\nexec bole hook pre-commit\n' >githooks/pre-commit
	chmod +x githooks/pre-commit
	git config core.hooksPath githooks
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
}

@test "git's configured hooks: two settings a hook" {
	case $(git version) in
	*' '2.5[4-9].* | *' '2.[6-9]?.* | *' '[3-9].*) ;;
	*) skip 'this git has no configured hooks (2.54)' ;;
	esac
	with_bole
	git config hook.bole.command 'bole hook pre-commit'
	git config hook.bole.event pre-commit
	git config hook.bole-push.command 'bole hook pre-push'
	git config hook.bole-push.event pre-push
	worsen src/core.c parse
	commit --all
	expect_rejected 'parse'
	expect_push_rejected
}
