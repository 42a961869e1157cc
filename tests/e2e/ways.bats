# Every way to make a commit: which of them ask bole, what it answers, and that a refusal leaves
# everything as it was.

load helper
load untouched

# refused COMMAND …: it fails because of bole, and HEAD, index, work tree, refs and settings are
# what they were
refused() {
	local before head

	before=$(fingerprint)
	head=$(head_of)
	run "$@"
	[ "$status" -ne 0 ] || fail 'it went through' || return
	expect 'bole: rejected' 'parse' || return
	[ "$(head_of)" = "$head" ] || fail 'there is a new commit' || return
	[ "$(fingerprint)" = "$before" ] || fail 'something was touched'
}

# passes COMMAND …: it goes through, judged, and leaves the work tree alone
passes() {
	local work

	work=$(work_tree)
	run "$@"
	expect_status 0 || return
	expect_no 'rejected' 'NOT JUDGED' || return
	[ "$(work_tree)" = "$work" ] || fail 'the work tree was touched'
}

restore() {
	git reset --quiet --hard
}

# Eleven of fifteen points: one such change is fine, two are too much.
half_worsen() {
	awk -v name="$2" -v mark="$3" '
		{ print }
		index($0, name "(") && /^[a-z]/ { inside = 1 }
		inside && $0 ~ mark {
			for (i = 1; i <= 4; i++) print "\tif (" i " > 0) {"
			for (i = 1; i <= 4; i++) print "\t}"
			inside = 0
		}' "$1" >"$BATS_TEST_TMPDIR/half" && cat "$BATS_TEST_TMPDIR/half" >"$1"
}

# --- git commit and its options ----------------------------------------------------

@test "commit --all" {
	bole install
	worsen src/core.c parse
	refused git commit --all --message x
	restore
	worsen src/tool_a.c run_a
	passes git commit --all --message x
}

@test "commit PATH, with something else staged" {
	bole install
	worsen src/core.c parse
	worsen src/tool_a.c run_a
	git add src/tool_a.c
	refused git commit --message x src/core.c
	refused git commit --message x --only src/core.c
	git add src/core.c
	worsen src/tool_b.c run_b
	passes git commit --message x --only src/tool_b.c
	git diff --cached --name-only | grep -qx src/core.c
}

@test "commit --include PATH" {
	bole install
	worsen src/core.c parse
	worsen src/tool_a.c run_a
	git add src/tool_a.c
	refused git commit --message x --include src/core.c
	git checkout --quiet src/core.c
	worsen src/tool_b.c run_b
	passes git commit --message x --include src/tool_b.c
}

@test "commit --patch" {
	bole install
	worsen src/core.c parse
	printf '\n/* a word */\n' >>src/core.c
	refused bash -c "printf 'y\nn\n' | git commit --patch --message x"
	passes bash -c "printf 'n\ny\n' | git commit --patch --message x"
	no git diff --quiet # the worse part is still there, and in no commit
}

@test "commit --pathspec-from-file, and of a path that is deleted" {
	bole install
	worsen src/core.c parse
	printf 'src/core.c\0' >../paths
	refused git commit --message x --pathspec-from-file=../paths --pathspec-file-nul
	restore
	git rm --quiet src/tool_h.c
	passes git commit --message x
	rm src/tool_g.c
	passes git commit --message x src/tool_g.c
}

@test "commit --amend, with a change and without one" {
	bole install
	passes git commit --amend --message 'Other words'
	worsen src/core.c parse
	git add .
	refused git commit --amend --no-edit
	restore
	worsen src/tool_a.c run_a
	passes git commit --amend --all --no-edit
}

@test "commit --fixup and --squash" {
	bole install
	worsen src/core.c parse
	git add .
	refused git commit --fixup HEAD
	refused git commit --squash HEAD --message x
	restore
	worsen src/tool_a.c run_a
	passes git commit --all --fixup HEAD
}

@test "commit --dry-run asks nobody, --allow-empty has nothing to judge" {
	bole install
	passes git commit --allow-empty --message x
	expect 'nothing to judge'
	worsen src/core.c parse
	git add .
	run git commit --dry-run
	expect_status 0
	expect_no 'bole:'
}

@test "commit --no-verify is git's own way around, and the push is not" {
	git init --quiet --bare ../remote.git
	git remote add origin ../remote.git
	git push --quiet origin main
	bole install
	worsen src/core.c parse
	git commit --quiet --all --no-verify --message x
	refused git push origin main
}

@test "a commit that fails later, in another hook, was judged all the same" {
	bole install
	printf '#!/bin/sh\nexit 1\n' >.git/hooks/commit-msg
	chmod +x .git/hooks/commit-msg
	worsen src/tool_a.c run_a
	git add .
	before=$(fingerprint)
	run git commit --message x
	[ "$status" -ne 0 ]
	[ "$(fingerprint)" = "$before" ]
	rm .git/hooks/commit-msg
	careful_commit
	expect_accepted
}

@test "a commit without a terminal, an input, an output or an environment" {
	bole install
	worsen src/core.c parse
	git add .
	refused setsid git commit --message x
	head=$(head_of)
	run bash -c 'git commit --message x <&- 2>&-'
	[ "$status" -ne 0 ]
	run bash -c 'git commit --message x <&- >&- 2>&-'
	[ "$status" -ne 0 ]
	[ "$(head_of)" = "$head" ]
	refused env -i GIT_CONFIG_GLOBAL="$HOME/.gitconfig" "$(command -v git)" commit --message x
}

@test "the thin PATH of a graphical client" {
	bole install
	worsen src/core.c parse
	git add .
	refused env -i HOME="$HOME" PATH=/usr/bin:/bin git commit --message x
	refused env PATH="src:.:/usr/bin:/bin" git commit --message x
	restore
	worsen src/tool_a.c run_a
	passes env -i HOME="$HOME" PATH=/usr/bin:/bin git commit --all --message x
}

@test "a commit that is interrupted leaves nothing behind" {
	bole install
	for i in 1 2 3 4 5 6; do { pump '!a' 40000; echo "$i"; } >"src/slow_$i.c"; done
	git add .
	before=$(fingerprint)
	for signal in INT TERM; do
		rm -rf .git/bole
		BOLE_TEST_MARK="$BATS_TEST_TMPDIR" setsid bash -c "exec git commit --message x" \
			>../said 2>&1 </dev/null &
		sleep 0.3
		kill -"$signal" -- "-$!" 2>/dev/null || true
		wait "$!" || true
		for _ in $(seq 50); do
			[ -n "$(still_running)" ] || break
			sleep 0.1
		done
		[ -z "$(still_running)" ] || fail "still running: $(still_running)"
		rm -f .git/index.lock # git's own, if it was stopped that early
		git reset --quiet --soft "$(git rev-list --max-parents=0 HEAD)"
		[ "$(fingerprint)" = "$before" ]
	done
}

# --- merges -------------------------------------------------------------------------

side_and_main() {
	git checkout --quiet -b side
	"$@"
	git commit --quiet --all --message 'Side'
	git checkout --quiet main
	echo '/* a word */' >>src/tool_h.c
	git commit --quiet --all --message 'Main'
}

@test "a clean merge of what is sound" {
	side_and_main worsen src/tool_a.c run_a
	bole install
	run git merge --no-edit side
	expect_accepted
	expect 'bole: accepted'
	git rev-parse --quiet --verify 'HEAD^2'
}

@test "a clean merge that is worse than either of its parents" {
	side_and_main half_worsen src/core.c parse 'return -1'
	half_worsen src/core.c parse '^[{]'
	git commit --quiet --all --message 'The other half'
	bole install
	for parent in HEAD side; do
		run bole scan --rev "$parent" --format tsv src/core.c
		expect_no 'parse	.*	trunk	8	[0-9]+	(1[6-9]|2[0-9])	'
	done
	head=$(head_of)
	run git merge --no-edit side
	[ "$status" -ne 0 ]
	expect 'bole: rejected' 'parse'
	[ "$(head_of)" = "$head" ]
	git merge --abort
	git diff --quiet HEAD
}

@test "an evil merge: what neither side has" {
	side_and_main worsen src/tool_a.c run_a
	bole install
	git merge --quiet --no-commit side
	worsen src/core.c parse
	git add .
	refused git commit --no-edit
	git checkout --quiet HEAD -- src/core.c
	passes git commit --no-edit
	git rev-parse --quiet --verify 'HEAD^2'
}

@test "a squashed merge is charged with what it brings" {
	side_and_main worsen src/core.c parse
	bole install
	git merge --quiet --squash side
	refused git commit --message x
}

@test "a merge of three" {
	side_and_main worsen src/core.c parse
	git checkout --quiet -b third HEAD~1
	worsen src/tool_b.c run_b
	git commit --quiet --all --message 'Third'
	git checkout --quiet main
	bole install
	run git merge --no-edit side third # the one parent had it already
	expect_accepted
	expect_no 'NOT JUDGED'
	git rev-parse --quiet --verify 'HEAD^3'
}

@test "a fast-forward and a merge that changes nothing" {
	git checkout --quiet -b side
	worsen src/core.c parse
	git commit --quiet --all --message 'Side'
	git checkout --quiet main
	bole install
	run git merge --no-edit side
	expect_status 0
	git checkout --quiet -b other HEAD~1
	run git merge --no-edit --strategy ours main
	expect_accepted
}

@test "a merge with a conflict, settled worse and then well" {
	side_and_main sed -i 's/return -1;/return -2;/' src/core.c
	sed -i 's/return -1;/return -3;/' src/core.c
	git commit --quiet --all --message 'Conflict'
	bole install
	no git merge --quiet side
	git checkout --quiet --theirs src/core.c
	worsen src/core.c parse
	git add .
	refused git commit --no-edit
	refused git merge --continue
	git checkout --quiet HEAD -- src/core.c
	passes git commit --no-edit
}

@test "a pull of what others did" {
	git clone --quiet . ../upstream
	git remote add origin ../upstream
	worsen src/tool_a.c run_a
	git commit --quiet --all --message 'Ours'
	(cd ../upstream && worsen src/core.c parse && git commit --quiet --all --message 'Theirs')
	bole install
	run git pull --no-rebase --no-edit --quiet origin main
	expect_accepted
	expect_no 'NOT JUDGED'
}

# --- commits that git makes of others ---------------------------------------------------

# A commit "Worse" on branch side, and main that has moved on.
worse_side() {
	side_and_main worsen src/core.c parse
	git init --quiet --bare ../remote.git
	git remote add origin ../remote.git
	git push --quiet origin main
	bole install
}

@test "a cherry-pick asks no hook of a commit, and the push is refused" {
	worse_side
	run git cherry-pick side
	expect_status 0
	refused git push origin main
}

@test "a cherry-pick that is continued after a conflict is judged" {
	worse_side
	sed -i 's/int parse(const char \*line)$/int parse(const char *text)/' src/core.c
	sed -i '4,6d' src/core.c
	git commit --quiet --all --no-verify --message 'In the way'
	no git cherry-pick side
	git checkout --quiet --theirs src/core.c
	git add .
	refused git -c core.editor=true cherry-pick --continue
	git checkout --quiet HEAD -- src/core.c
	echo '/* picked */' >>src/core.c
	git add .
	passes git -c core.editor=true cherry-pick --continue
}

@test "a cherry-pick that is not committed at once is judged" {
	worse_side
	git cherry-pick --no-commit side
	refused git commit --message x
	git cherry-pick --quit 2>/dev/null || true
	restore
}

@test "a revert that brings back what was bad is stopped at the push" {
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	git revert --no-edit HEAD >/dev/null
	git init --quiet --bare ../remote.git
	git remote add origin ../remote.git
	git push --quiet origin main
	bole install
	run git revert --no-edit HEAD
	expect_status 0
	refused git push origin main
	git reset --quiet --hard HEAD~1
	git revert --no-commit HEAD
	refused git commit --message x
	git revert --abort
}

@test "a rebase moves commits that were made, and is stopped by nobody" {
	worse_side
	git checkout --quiet side
	run git rebase --quiet main
	expect_status 0
	run git -c sequence.editor="sed -i s/^pick/reword/" rebase --quiet --interactive HEAD~1
	expect_status 0
	refused git push origin side
}

@test "a rebase with a conflict, continued, and one that is aborted" {
	worse_side
	sed -i 's/return -1;/return -3;/' src/core.c
	sed -i '5d' src/core.c
	git commit --quiet --all --no-verify --message 'In the way'
	git checkout --quiet side
	head=$(head_of)
	no git rebase --quiet main
	git rebase --abort
	[ "$(head_of)" = "$head" ]
	no git rebase --quiet main
	git checkout --quiet --theirs src/core.c
	git add .
	run git -c core.editor=true rebase --continue
	expect_status 0
	git diff --quiet HEAD
}

@test "a rebase that stops to edit: the commit that is made there is judged" {
	bole install
	worsen src/tool_a.c run_a
	git commit --quiet --all --message 'Leaf'
	git -c sequence.editor="sed -i s/^pick/edit/" rebase --quiet --interactive HEAD~1
	worsen src/core.c parse
	git add .
	refused git commit --message x
	restore
	run git rebase --continue
	expect_status 0
}

@test "patches that are applied from mails" {
	worse_side
	git format-patch --quiet --stdout main~1..side >../patch
	run git am ../patch
	expect_status 0
	refused git push origin main
	git reset --quiet --hard HEAD~1
	git apply --index ../patch
	refused git commit --message x
}

@test "a stash is nobody's commit" {
	bole install
	worsen src/core.c parse
	git add .
	worsen src/tool_a.c run_a
	run git stash
	expect_status 0
	run git stash pop --index
	expect_status 0
	git diff --cached --name-only | grep -qx src/core.c
	refused git commit --message x
}

# --- where, and with what in the environment ------------------------------------------------

@test "on a detached HEAD, on an orphan, and on a branch of an odd name" {
	bole install
	git checkout --quiet --detach
	worsen src/core.c parse
	git add .
	refused git commit --message x
	restore
	git checkout --quiet -b "$(printf 'caf\303\251/$(x)"')"
	worsen src/core.c parse
	git add .
	refused git commit --message x
	restore
	git checkout --quiet --orphan fresh
	passes git commit --message x
}

@test "GIT_DIR and GIT_WORK_TREE in the environment, and as options" {
	bole install
	worsen src/core.c parse
	git add .
	cd ..
	for way in options variables; do
		case $way in
		options) call=(git --git-dir "$repo/.git" --work-tree "$repo") ;;
		variables) call=(env GIT_DIR=repo/.git GIT_WORK_TREE=repo git) ;;
		esac
		head=$(head_of repo)
		run "${call[@]}" commit --message x
		expect_rejected 'parse'
		[ "$(head_of repo)" = "$head" ]
	done
}

@test "a git directory that lies elsewhere" {
	git init --quiet --separate-git-dir ../elsewhere.git .
	bole install
	worsen src/core.c parse
	git add .
	refused git commit --message x
	[ -s ../elsewhere.git/bole/history.db ]
}

@test "a work tree that core.worktree names" {
	mv .git ../moved.git
	git --git-dir ../moved.git config core.worktree "$PWD"
	"$BOLE" --git-dir ../moved.git install
	worsen src/core.c parse
	git --git-dir ../moved.git add .
	run git --git-dir ../moved.git commit --message x
	expect_rejected 'parse'
}

@test "another index than the usual one" {
	bole install
	cp .git/index ../other-index
	worsen src/core.c parse
	GIT_INDEX_FILE=../other-index git add src/core.c
	run env GIT_INDEX_FILE=../other-index git commit --message x
	expect_rejected 'parse'
	git checkout --quiet HEAD -- src/core.c
	worsen src/tool_a.c run_a
	git add .
	careful_commit
	expect_accepted
}

@test "settings of one command, and of the environment" {
	bole install
	worsen src/core.c parse
	git add .
	refused git -c bole.complexity.trunk.limit=20 commit --message x
	run git -c bole.complexity.trunk.limit=30 commit --message x
	expect_accepted
	git reset --quiet --soft HEAD~1
	run env GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=bole.complexity.trunk.limit \
		GIT_CONFIG_VALUE_0=30 git commit --message x
	expect_accepted
}

@test "inside of a submodule, and of the project around it" {
	git init --quiet ../outer
	cd ../outer
	git -c protocol.file.allow=always submodule --quiet add "$repo" inner
	git commit --quiet --message 'A submodule'
	bole install
	cd inner
	bole install
	git config user.name Somebody
	worsen src/core.c parse
	git add .
	refused git commit --message x
	restore
	worsen src/tool_a.c run_a
	passes git commit --all --message x
	cd ..
	passes git commit --all --message x
}

@test "linked work trees, two of them committing at once" {
	bole install
	git worktree add --quiet ../one -b one
	git worktree add --quiet ../two -b two
	(cd ../one && worsen src/core.c parse && git add .)
	(cd ../two && worsen src/tool_a.c run_a && git add .)
	git -C ../one commit --message x >../said-one 2>&1 &
	first=$!
	git -C ../two commit --message x >../said-two 2>&1
	no wait "$first"
	grep -q 'rejected' ../said-one
	grep -q 'accepted' ../said-two
	[ "$(sqlite3 .git/bole/history.db 'PRAGMA integrity_check')" = ok ]
}

@test "objects that are only in quarantine are judged on the server" {
	git init --quiet --bare ../server.git
	git push --quiet ../server.git main
	cat >../server.git/hooks/pre-receive <<SH
#!/bin/sh
while read -r old new ref; do "$BOLE" check "\$old..\$new" || exit 1; done
SH
	chmod +x ../server.git/hooks/pre-receive
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	run git push ../server.git main
	[ "$status" -ne 0 ]
	expect 'bole: rejected' 'parse'
	[ "$(git -C ../server.git rev-parse main)" = "$(git rev-parse HEAD~1)" ]
	git reset --quiet --hard HEAD~1
	worsen src/tool_a.c run_a
	git commit --quiet --all --message 'Leaf'
	run git push ../server.git main
	expect_status 0
	expect 'bole: accepted'
}

@test "a repository of somebody else's is git's to trust" {
	worsen src/core.c parse
	git add .
	export GIT_TEST_ASSUME_DIFFERENT_OWNER=1
	run bole check --staged
	expect_status 3
	expect 'safe\.directory'
	git config --global safe.directory '*'
	run bole check --staged
	expect_rejected 'parse'
	git config --global safe.directory "$(pwd -P)"
	run bole check --staged
	expect_rejected 'parse'
}
