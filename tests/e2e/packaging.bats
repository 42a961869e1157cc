# What is installed: the program, its manual and completions, all made of the same tables.

load helper

manual() {
	share=$BATS_TEST_TMPDIR/share
	"$root/scripts/manual" "$BOLE" "$share"
}

# Only where `make` would build nothing: another BUILD is made with other flags.
installed() {
	[ "$BOLE" = "$root/build/bole" ] || skip 'only for the build as it is installed'
	make -C "$root" --silent install DESTDIR="$BATS_TEST_TMPDIR/to" PREFIX=/usr >/dev/null
	cd "$BATS_TEST_TMPDIR/to/usr" || return
}

@test "each command has its page, with all its options and formats" {
	manual
	bole help --tables >../tables
	while IFS='	' read -r kind command name argument _; do
		case $kind in
		command) [ -s "$share/man/man1/bole-$command.1" ] || fail "no page for $command" ;;
		option) grep -q "^\.B .*$(sed 's/-/\\\\-/g' <<<"$name")" "$share/man/man1/bole-$command.1" ||
			fail "bole-$command.1 lacks --$name" ;;
		format) grep -qx "\.B $name" "$share/man/man1/bole-$command.1" ||
			fail "bole-$command.1 lacks the format $name" ;;
		esac
	done <../tables
	[ "$(grep -c '^command' ../tables)" -ge 9 ]
}

@test "the pages are read without a complaint" {
	command -v man >/dev/null || skip 'man is not installed (Debian: man-db)'
	manual
	cd "$share/man" || return
	for page in man1/*; do
		run man --warnings -E UTF-8 -l "$page"
		expect_status 0
		expect_no '^(man|troff|groff|<standard input>|[^ ]*:[0-9]+): '
	done
	run env MANPATH="$share/man" man bole-check
	expect 'origin/main\.\.\.HEAD'
	mkdir "$BATS_TEST_TMPDIR/bin" && ln -s "$BOLE" "$BATS_TEST_TMPDIR/bin/git-bole"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH MANPATH=$share/man run git help bole
	expect_status 0
	expect 'EXIT STATUS'
}

@test "bash completes commands, options and formats" {
	manual
	run bash -c '
		. "$1"/bash-completion/completions/bole
		try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _bole; echo "${COMPREPLY[*]}"; }
		try bole ch; try bole check --wor; try bole check --format sa; try bole scan --format ""; try bole check --color n
		COMP_WORDS=(git bole ch); COMP_CWORD=2; _git_bole; echo "${COMPREPLY[*]}"' bash "$share"
	expect_status 0
	expect '^check$' '^--worktree$' '^sarif$' '^text tsv json markdown$' '^never$'
	[ "${lines[5]}" = check ]
}

@test "zsh loads its completion" {
	command -v zsh >/dev/null || skip 'zsh is not installed'
	manual
	run zsh -f -c 'fpath=($1/zsh/vendor-completions $fpath); autoload -Uz compinit; compinit -u -d $2; print $_comps[bole]; autoload +X _bole && print loaded' \
		zsh "$share" "$BATS_TEST_TMPDIR/dump"
	expect '^_bole$' '^loaded$'
}

@test "fish completes commands, options and formats" {
	command -v fish >/dev/null || skip 'fish is not installed'
	manual
	run fish --no-config -c 'source $argv[1]/fish/vendor_completions.d/bole.fish
		complete -C "bole ch"; complete -C "bole check --wor"; complete -C "bole check --format sa"' "$share"
	expect '^check' '^--worktree' '^sarif'
}

@test "make install, and uninstall leaves nothing" {
	installed
	[ -x bin/bole ] && [ "$(readlink bin/git-bole)" = bole ]
	[ -s share/man/man1/bole.1 ] && [ -s share/man/man1/git-bole.1 ]
	[ -s share/bole/schema/check.json ] && [ -x share/bole/ci/generic.sh ]
	[ -s share/doc/bole/hooks/GUIDE.md ] && [ -s share/doc/bole/metrics/judge/POLICY.md ]
	PATH=$PWD/bin:$PATH run "$root/scripts/smoke"
	expect_status 0
	expect 'what is installed works'
	make -C "$root" --silent uninstall DESTDIR="$BATS_TEST_TMPDIR/to" PREFIX=/usr >/dev/null
	[ -z "$(find . ! -type d)" ]
}

@test "the Debian package holds what it should, and what it holds works" {
	command -v dpkg-deb >/dev/null || skip 'this is no Debian'
	[ "$BOLE" = "$root/build/bole" ] || skip 'only for the build as it is installed'
	run make -C "$root" --silent deb
	expect_status 0
	deb=$root/${lines[-1]}
	run dpkg-deb --info "$deb"
	expect 'Package: bole$' 'Depends: libc6 .*git$'
	expect_no 'i386'
	dpkg-deb --extract "$deb" ../package
	[ -s ../package/usr/share/man/man1/bole-check.1.gz ]
	PATH=$BATS_TEST_TMPDIR/package/usr/bin:$PATH run "$root/scripts/smoke"
	expect_status 0
	if command -v lintian >/dev/null; then
		run lintian --allow-root --fail-on error --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog,embedded-library "$deb"
		expect_status 0
	fi
}

@test "the tarball runs from wherever it is unpacked, and needs nothing but libc" {
	[ "$BOLE" = "$root/build/bole" ] || skip 'only for the build as it is installed'
	! ldd "$BOLE" | grep -q libgit2 || skip 'linked with the shared libgit2 (LINK=shared)'
	# The smallest archive takes longest.
	XZ_OPT=-0 run make -C "$root" --silent tarball
	expect_status 0
	for place in 'one place' 'another place'; do
		mkdir "../$place"
		tar --extract --file "$root/${lines[-1]}" --directory "../$place" --strip-components 1
		output=$(ldd "../$place/bin/bole")
		[ "$(grep -c '=> /' <<<"$output")" -le 2 ]
		expect 'libc\.so'
		PATH=$(cd "../$place/bin" && pwd):$PATH MANPATH="$PWD/../$place/share/man" "$root/scripts/smoke" | tail -n 1 |
			grep -q 'what is installed works'
		rm -rf "../one place"
	done
	[ -s '../another place/share/doc/bole/third-party/libgit2' ] && [ -s '../another place/share/doc/bole/third-party/tree-sitter-c' ]
	[ -s '../another place/share/man/man1/bole.1' ] && [ -x '../another place/share/bole/agents/agent.sh' ]
}
