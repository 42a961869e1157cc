# In CI: what a change is compared with is found, printed, or asked for; never guessed.

load helper

# A server with main, and a clone of it on a branch that made the trunk worse.
pull_request() {
	git init --quiet --bare ../server.git
	git remote add origin ../server.git
	git push --quiet origin main
	git checkout --quiet -b topic
	worsen src/core.c parse
	git commit --quiet --all --message 'Worse'
	git push --quiet origin topic
	git clone --quiet --branch topic "file://$PWD/../server.git" ../ci
	cd ../ci || return
}

# As checkouts of CI systems are: one commit of one branch.
shallow() {
	cd ../repo && rm -rf ../ci
	git clone --quiet --depth 1 --branch topic "file://$BATS_TEST_TMPDIR/server.git" ../ci
	cd ../ci || return
	git remote set-head origin --delete || :
}

# The command that the last answer says between backquotes.
advised() {
	sed -n 's/.*`\(git fetch[^`]*\)`.*/\1/p' <<<"$output"
}

@test "GitHub: against where the pull request left its base" {
	pull_request
	GITHUB_BASE_REF=main run bole check
	expect_rejected 'against the merge base [0-9a-f]{8} with origin/main \(GITHUB_BASE_REF\)' 'parse'
}

@test "GitLab: against the base of the merge request" {
	pull_request
	CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse origin/main) run bole check
	expect_rejected 'against [0-9a-f]{8} \(CI_MERGE_REQUEST_DIFF_BASE_SHA\)' 'parse'
}

@test "any other CI: against the default branch of origin" {
	pull_request
	CI=true run bole check
	expect_rejected 'with origin/HEAD \(CI\)' 'parse'
	run bole check
	expect_status 0
	expect 'nothing to judge \(index against HEAD'
}

@test "on the default branch itself nothing is judged, and that is said" {
	pull_request
	git checkout --quiet -B main origin/main
	CI=true run bole check
	expect_status 0
	expect 'NOT JUDGED: HEAD is what origin/HEAD is' 'BASE\.\.HEAD'
}

@test "what the base got meanwhile is not held against the change" {
	pull_request
	git -C ../repo checkout --quiet main
	git -C ../repo worktree list >/dev/null
	(cd ../repo && sed -i 's/return line\[0\];/return line[1];/' src/core.c &&
		git commit --quiet --all --message 'Meanwhile' && git push --quiet origin main)
	git fetch --quiet origin
	git reset --quiet --hard origin/topic~1
	GITHUB_BASE_REF=main run bole check
	expect_status 0
	expect 'nothing to judge'
}

@test "a shallow clone is an error that names the fetch, and the fetch mends it" {
	pull_request
	shallow
	GITHUB_BASE_REF=main run bole check
	expect_status 2
	expect "'origin/main' is no commit here; get it with \`git fetch --unshallow origin \+refs/heads/main:refs/remotes/origin/main\`"
	eval "$(advised)" 2>/dev/null
	GITHUB_BASE_REF=main run bole check
	expect_rejected 'parse'
	shallow
	CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git -C ../server.git rev-parse main) run bole check
	expect_status 2
	eval "$(advised)" 2>/dev/null
	CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git -C ../server.git rev-parse main) run bole check
	expect_rejected 'parse'
	shallow
	CI=true run bole check
	expect_status 2
	git config --replace-all remote.origin.fetch '+refs/heads/*:refs/remotes/origin/*'
	eval "$(advised)" 2>/dev/null >&2
	CI=true run bole check
	expect_rejected 'parse'
}

@test "a base that cannot be had is no pass" {
	pull_request
	GITHUB_BASE_REF=no-such run bole check
	expect_status 2
	CI_MERGE_REQUEST_DIFF_BASE_SHA=0123456789012345678901234567890123456789 run bole check
	expect_status 2
	git remote set-head origin --delete
	CI=true run bole check
	expect_status 2
	expect 'git remote set-head origin --auto'
}

@test "what is asked for on the command line goes before the environment" {
	pull_request
	GITHUB_BASE_REF=main run bole check --staged
	expect_status 0
	expect 'index against HEAD'
	GITHUB_BASE_REF=main run bole check HEAD..HEAD
	expect_status 0
}

# --- the jobs that we give away, their shell steps acted out --------------------------------------

# The runner has bole in its PATH.
with_bole() {
	mkdir -p ../bin
	ln -sf "$BOLE" ../bin/bole
	unset -f bole
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# The lines of each `run: |` of a workflow.
github_steps() {
	awk '/^ *- run: \|$/ { match($0, /- run/); deep = RSTART + 3; inside = 1; next }
		inside && substr($0, 1, deep) !~ /^ *$/ { inside = 0 }
		inside { print substr($0, deep + 1) }' "$root/hooks/ci/github.yml"
}

# gitlab_steps NAME: the commands of before_script, script or after_script
gitlab_steps() {
	awk -v name="  $1:" '$0 == name { inside = 1; next }
		inside && !/^    - / { inside = 0 }
		inside { print substr($0, 7) }' "$root/hooks/ci/gitlab.yml"
}

@test "the GitHub workflow rejects, annotates, and leaves a summary and SARIF" {
	pull_request
	with_bole
	: >../summary
	GITHUB_BASE_REF=main GITHUB_STEP_SUMMARY=$BATS_TEST_TMPDIR/summary run bash -e -c "$(github_steps)"
	expect_status 1
	expect '^bole: rejected' '^::error file=src/core\.c'
	grep -q '^### bole: rejected' ../summary
	# Each step has a summary of its own.
	GITHUB_BASE_REF=main GITHUB_STEP_SUMMARY=$BATS_TEST_TMPDIR/review run bash -e -c \
		"$(sed -n 's/^ *run: \(bole review .*\)/\1/p' "$root/hooks/ci/github.yml")"
	expect_status 0
	expect '^trunk  src/core\.c:3 parse'
	grep -q '^### bole review' ../review
	grep -q '"version": "2.1.0"' bole.sarif
}

@test "the GitLab job rejects, with and without its cache" {
	local round

	pull_request
	with_bole
	CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse origin/main)
	export CI_MERGE_REQUEST_DIFF_BASE_SHA
	for round in cold warm; do
		run bash -e -c "$(gitlab_steps before_script; gitlab_steps script)"
		expect_status 1
		expect '^bole: rejected'
		bash -e -c "$(gitlab_steps after_script)"
		[ -s bole-review.html ] && [ -s gl-code-quality.json ] && [ -s bole-junit.xml ] && [ -s bole-metrics.txt ]
		rm -rf .git/bole gl-code-quality.json bole-review.html
	done
	[ -s .cache/bole/history.db ]
}

@test "the Jenkins pipeline rejects, though Jenkins fetches but one branch" {
	pull_request
	with_bole
	git remote set-head origin --delete
	git update-ref -d refs/remotes/origin/main
	git config --replace-all remote.origin.fetch '+refs/heads/topic:refs/remotes/origin/topic'
	mkdir ci && cp "$root/hooks/ci/generic.sh" ci/bole.sh
	WORKSPACE=$PWD run sh -xe -c "$(sed -n "s/^ *sh '\(.*\)'$/\1/p" "$root/hooks/ci/Jenkinsfile")"
	expect_status 1
	expect '^bole: rejected' 'with origin/HEAD'
	[ -s bole-junit.xml ] && [ -s bole-checkstyle.xml ] && [ -s ../bole-ci/history.db ]
}

@test "the shell job rejects, with and without a store that is kept" {
	pull_request
	with_bole
	git remote set-head origin --delete
	run "$root/hooks/ci/generic.sh"
	expect_status 1
	expect 'with origin/HEAD'
	for round in cold warm; do
		rm -rf .git/bole
		run "$root/hooks/ci/generic.sh" ../kept
		expect_status 1
		[ -s ../kept/history.db ]
	done
	[ -s bole-junit.xml ] && [ -s bole-checkstyle.xml ]
	git reset --quiet --hard origin/main
	run "$root/hooks/ci/generic.sh" ../kept
	expect_status 0
}
