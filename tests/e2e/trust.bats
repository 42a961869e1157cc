# Nothing that lies in a repository makes bole run a program, write outside its folder, follow a
# link, or believe a stranger.
#
# Each trap is a program that writes down its name in $sprung.  What git itself springs before or
# after bole is not bole's: so the traps are set between staging and judging, and bole is asked by
# its own commands, which are what the hook calls.

load helper
load untouched

# A trap is a program for any purpose: it takes what it is given and fails.
make_traps() {
	sprung=$BATS_TEST_TMPDIR/sprung
	trap_program=$BATS_TEST_TMPDIR/trap
	cat >"$trap_program" <<SH
#!/bin/sh
echo "\$0 \$*" >>'$sprung'
cat
SH
	chmod +x "$trap_program"
}

# Every way in which bole looks at a repository.
every_command() {
	run bole check --staged
	judged=$status
	run bole check --worktree
	run bole check HEAD~1..HEAD
	run bole scan
	run bole scan --rev HEAD
	run bole map
	run bole explain src/core.c:parse
	run bole doctor
	run bole -C src check --staged
	run bole hook pre-commit </dev/null
	run bole hook pre-push origin https://example.org/x \
		<<<"refs/heads/main $pushed refs/heads/main $remote"
}

expect_no_trap() {
	[ ! -e "$sprung" ] || fail "a trap was sprung: $(cat "$sprung")"
}

# Two commits and a staged regression.
staged() {
	make_traps
	printf '\n' >>src/pair.c
	git commit --quiet --all --message 'Another'
	remote=$(git rev-parse HEAD~1)
	pushed=$(git rev-parse HEAD)
	worsen src/core.c parse
	git add .
}

# trapped CONFIGURATION …: with these settings, each "NAME VALUE", no command springs a trap, and
# the staged regression is still rejected
trapped() {
	local setting

	for setting; do
		git config "${setting%% *}" "${setting#* }"
	done
	every_command
	expect_no_trap
	[ "$judged" -eq 1 ] || fail "it was judged with status $judged"
}

@test "the traps are set: git itself springs them" {
	staged
	git config core.fsmonitor "$trap_program"
	git status >/dev/null 2>&1 || true
	grep -q 'trap [12]' "$sprung"
	rm "$sprung"
	git config --unset core.fsmonitor
	git config diff.external "$trap_program"
	git diff HEAD~1 >/dev/null 2>&1 || true
	grep -q 'core.c' "$sprung"
}

# --- programs that configuration names -------------------------------------------

@test "core.fsmonitor is never run" {
	staged
	trapped "core.fsmonitor $trap_program"
}

@test "core.fsmonitor in a hook of a real commit runs for git and not for bole" {
	staged
	bole install >/dev/null
	git config core.fsmonitor "$trap_program --from-bole"
	PATH=$PATH GIT_TRACE2_EVENT=$BATS_TEST_TMPDIR/trace git commit --quiet --message x >/dev/null 2>&1 || true
	rm -f "$sprung"
	bole hook pre-commit >/dev/null 2>&1 || true
	expect_no_trap
}

@test "pager, editor, alias and askpass are never run" {
	staged
	trapped "core.pager $trap_program" "pager.config $trap_program" "core.editor $trap_program" \
		"sequence.editor $trap_program" "alias.config !$trap_program" \
		"alias.rev-parse !$trap_program" "alias.bole !$trap_program" \
		"core.askPass $trap_program" "credential.helper !$trap_program" \
		"core.sshCommand $trap_program" "core.gitProxy $trap_program" \
		"core.alternateRefsCommand $trap_program" "pager.diff-index $trap_program"
}

@test "diff drivers, textconv and filters are never run" {
	staged
	{
		echo '*.c diff=trap filter=trap merge=trap'
		echo '*.h diff=trap filter=trap ident working-tree-encoding=UTF-16'
	} >.gitattributes
	cp .gitattributes .git/info/attributes
	trapped "diff.external $trap_program" "diff.trap.command $trap_program" \
		"diff.trap.textconv $trap_program" "diff.trap.cachetextconv true" \
		"filter.trap.clean $trap_program" "filter.trap.smudge $trap_program" \
		"filter.trap.process $trap_program" "filter.trap.required true" \
		"merge.trap.driver $trap_program" "core.attributesFile $PWD/.gitattributes"
}

@test "signing programs and the tools of others are never run" {
	staged
	trapped "gpg.program $trap_program" "gpg.ssh.program $trap_program" \
		"log.showSignature true" "commit.gpgSign true" "trace2.eventTarget $trap_program" \
		"gc.auto 1" "gc.recentObjectsHook $trap_program" "maintenance.auto true" \
		"uploadpack.packObjectsHook $trap_program" "receive.procReceiveRefs refs" \
		"difftool.x.cmd $trap_program" "mergetool.x.cmd $trap_program"
}

@test "hooks of the repository are never run by bole" {
	staged
	mkdir -p ../hooks
	for hook in post-index-change pre-auto-gc reference-transaction fsmonitor-watchman \
		query-watchman post-checkout post-commit; do
		cp "$trap_program" "../hooks/$hook"
		cp "$trap_program" ".git/hooks/$hook"
	done
	trapped "core.hooksPath $PWD/../hooks"
}

@test "programs named like ours in the repository are never run" {
	staged
	for name in git bole sh sqlite3 node; do
		cp "$trap_program" "$name"
		cp "$trap_program" "src/$name"
		mkdir -p .git/bole && cp "$trap_program" ".git/bole/$name"
	done
	every_command
	expect_no_trap
	[ "$judged" -eq 1 ]
}

@test "nothing is fetched: a promised object that is missing stays missing" {
	staged
	blob=$(git rev-parse HEAD:src/pair.h)
	git config core.repositoryFormatVersion 1
	git config extensions.partialClone origin
	git config remote.origin.promisor true
	git config remote.origin.url "ext::$trap_program %S"
	git config protocol.ext.allow always
	git config protocol.allow always
	rm -f ".git/objects/${blob:0:2}/${blob:2}"
	every_command
	expect_no_trap
	[ "$judged" -eq 3 ] # it could not be judged, and that is said
	timeout 2 git cat-file -p "$blob" </dev/null >/dev/null 2>&1 || true
	[ -e "$sprung" ] # as git does
}

# --- what a tracked file may say ------------------------------------------------------

@test "a tracked .bole includes nothing and sets nothing but the policy" {
	staged
	printf '[bole "complexity.trunk"]\n\tlimit = 9999\n' >../outside
	cat >.bole <<BOLE
[include]
	path = $PWD/../outside
	path = ../outside
	path = /dev/zero
[includeIf "gitdir:**"]
	path = $PWD/../outside
[core]
	fsmonitor = $trap_program
	hooksPath = /tmp
[alias]
	config = !$trap_program
[bole]
	store = false
	jobs = 64
	onFailure = allow
	output = /tmp/outside
BOLE
	git stash --quiet -- src/core.c
	git add .bole
	git commit --quiet --message 'Settings'
	git stash pop --quiet
	git add .
	every_command
	expect_no_trap
	[ "$judged" -eq 1 ] || fail "it was judged with status $judged"
	[ -s .git/bole/history.db ] || fail 'a tracked file switched the store off'
}

@test "a tracked .bole that is a link or a folder is not read" {
	staged
	printf '[bole]\n\tenabled = false\n' >../outside
	ln -s ../outside .bole
	git stash --quiet -- src/core.c
	git add .bole
	git commit --quiet --message 'Settings'
	git stash pop --quiet
	git add .
	every_command
	[ "$judged" -eq 1 ] || fail "it was judged with status $judged"
	rm .bole
	mkdir .bole
	printf '[bole]\n\tenabled = false\n' >.bole/config
	git add .
	run bole check --staged
	expect_status 1
}

@test "attributes outside the judged tree say nothing" {
	staged
	echo '* -bole' >.git/info/attributes
	echo '* -bole' >.gitattributes # not staged
	echo '* -bole' >../attributes
	git config core.attributesFile "$PWD/../attributes"
	mkdir -p "$HOME/.config/git"
	echo '* -bole' >"$HOME/.config/git/attributes"
	run bole check --staged
	expect_rejected 'parse'
}

@test "a link as .gitattributes or as a guide is not followed" {
	staged
	echo '* -bole' >../outside
	ln -s ../outside .gitattributes
	ln -s ../outside src/.gitattributes
	ln -s /etc/passwd package.json
	ln -s /dev/zero go.mod
	git add .
	run timeout 20 "$BOLE" check --staged
	expect_rejected 'parse'
	run timeout 20 "$BOLE" check --worktree
	expect_rejected 'parse'
}

@test "comments cannot talk to bole but by a waiver with a reason" {
	staged
	sed -i '1i /* bole: accepted; bole.enabled=false; linguist-generated; bole=leaf */' src/core.c
	git add .
	run bole check --staged
	expect_rejected 'parse'
}

# --- the store ----------------------------------------------------------------------------

@test "a link in place of the store's folder leads nowhere" {
	staged
	mkdir ../elsewhere
	ln -s "$PWD/../elsewhere" .git/bole
	run bole check --staged
	expect_rejected 'parse'
	[ -z "$(ls -A ../elsewhere)" ] || fail "written outside: $(ls -A ../elsewhere)"
	[ -L .git/bole ]
	"$BOLE" install
	echo mine >"../elsewhere/settings-$(id -u)"
	cp "../elsewhere/settings-$(id -u)" "../elsewhere/settings-$(id -u).new"
	run env -u GIT_CONFIG_GLOBAL -u GIT_CONFIG_NOSYSTEM git commit -m regress
	expect_rejected 'parse'
	[ "$(cat ../elsewhere/*)" = $'mine\nmine' ] || fail "written outside: $(ls -A ../elsewhere)"
}

@test "a link in place of the store leads nowhere" {
	staged
	mkdir -p .git/bole
	for target in ../../../elsewhere.db "$HOME/.gitconfig" /dev/full; do
		before=$(sha256sum "$HOME/.gitconfig")
		ln -sf "$target" .git/bole/history.db
		run bole check --staged
		expect_rejected 'parse'
		[ "$(sha256sum "$HOME/.gitconfig")" = "$before" ]
		[ ! -e ../elsewhere.db ]
	done
	rm -rf .git/bole
	mkdir -p .git/bole
	ln -s "$PWD/../journal" .git/bole/history.db-journal
	run bole check --staged
	expect_rejected 'parse'
	[ ! -e ../journal ]
}

@test "a pipe in place of the store stops nobody" {
	staged
	mkdir -p .git/bole
	mkfifo .git/bole/history.db
	run timeout 20 "$BOLE" check --staged
	expect_rejected 'parse'
	rm .git/bole/history.db
	mkfifo .git/bole/history.db-journal
	run timeout 20 "$BOLE" check --staged
	expect_rejected 'parse'
}

# planted SQL: a store of ours, changed by a stranger, changes no verdict and runs nothing
planted() {
	staged
	bole scan >/dev/null
	bole check --staged >/dev/null 2>&1 || true
	sqlite3 .git/bole/history.db "$1" || fail 'the plant does not grow'
	before=$(ls -A .. "$HOME")
	run timeout 20 "$BOLE" check --staged
	expect_rejected 'parse'
	calm "$output"
	[ "$(ls -A .. "$HOME")" = "$before" ]
}

@test "a store with triggers of a stranger changes no verdict" {
	planted "CREATE TRIGGER t AFTER INSERT ON judgement BEGIN DELETE FROM facts; END;"
}

@test "a store with views in place of tables changes no verdict" {
	planted "ALTER TABLE facts RENAME TO old_facts;
		CREATE VIEW facts AS SELECT * FROM old_facts, old_facts AS b, old_facts AS c"
}

@test "a store whose encodings were filled with noise changes no verdict" {
	planted "UPDATE links SET data = randomblob(100000); UPDATE units SET data = randomblob(100000)"
}

@test "a store whose numbers were exchanged changes no verdict" {
	planted "UPDATE units SET data = (SELECT data FROM units ORDER BY length(data) LIMIT 1);
		UPDATE links SET data = (SELECT data FROM links ORDER BY length(data) LIMIT 1)"
}

@test "a store that says the regression is known to be sound changes no verdict" {
	planted "UPDATE facts SET id = (SELECT min(id) FROM facts)"
}

@test "a store that loads an extension or writes a file does neither" {
	staged
	bole scan >/dev/null
	sqlite3 .git/bole/history.db "CREATE VIEW v AS SELECT load_extension('$trap_program'), writefile('../written', 'x')" 2>/dev/null || true
	every_command
	[ ! -e ../written ]
	expect_no_trap
}

@test "a database of somebody else's is left as it is" {
	staged
	mkdir -p .git/bole
	sqlite3 .git/bole/history.db 'PRAGMA application_id = 42; CREATE TABLE precious (x); INSERT INTO precious VALUES (7)'
	run bole check --staged
	expect_rejected 'parse'
	found=$(find .git/bole -type f -exec sqlite3 {} 'SELECT x FROM precious' \; 2>/dev/null)
	[ "$found" = 7 ] || fail 'it is gone'
}

# --- environment ----------------------------------------------------------------------------

@test "variables that name programs are not followed" {
	staged
	export GIT_EXTERNAL_DIFF=$trap_program GIT_PAGER=$trap_program PAGER=$trap_program
	export GIT_EDITOR=$trap_program EDITOR=$trap_program GIT_SSH_COMMAND=$trap_program
	export GIT_ASKPASS=$trap_program SSH_ASKPASS=$trap_program BROWSER=$trap_program
	every_command
	expect_no_trap
	[ "$judged" -eq 1 ]
}

@test "bole opens no file of the work tree that it judges by the index" {
	command -v strace >/dev/null || skip 'needs strace'
	staged
	# A leak check cannot run while it is traced itself, and would report that in a file.
	export ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
	strace -f -e trace=open,openat,creat,rename,unlink,mkdir -o ../trace "$BOLE" check --staged >/dev/null 2>&1 || true
	no grep -E '"([^"]*/)?src/(core|pair|tool)' ../trace
	[ -z "$(grep -E 'O_(WRONLY|RDWR|CREAT)' ../trace | grep -vE '/dev/null|/\.git/bole/|/dev/tty|ENOENT')" ]
}
