# What the documents show is what is printed: every ```console block of every document is run, each
# document in a small project of its own (that of helper.bash), from its first line to its last.

load helper

# The documents that show something; another one that does is found below.
follow() {
	export -f bole worsen
	export BATS_TEST_TMPDIR
	run node "$BATS_TEST_DIRNAME/documents/follow.mjs" "$root/$1"
	expect_status 0
}

@test "README.md" {
	follow README.md
}

@test "hooks/GUIDE.md" {
	follow hooks/GUIDE.md
}

@test "metrics/judge/POLICY.md" {
	follow metrics/judge/POLICY.md
}

@test "metrics/output/FORMATS.md" {
	follow metrics/output/FORMATS.md
}

@test "every document that shows a command is followed" {
	cd "$root"
	for document in $(git ls-files '*.md' | xargs grep -l '^```console$'); do
		grep -q "follow $document$" "$BATS_TEST_FILENAME" || fail "$document is not followed"
	done
}

@test "a document that lies is seen" {
	printf '```console\n$ echo one\none\n$ echo two\nthree\n```\n' >../lie.md
	run node "$BATS_TEST_DIRNAME/documents/follow.mjs" ../lie.md
	expect_status 1
	expect 'line 4: echo two'
	printf 'nothing\n' >../mute.md
	run node "$BATS_TEST_DIRNAME/documents/follow.mjs" ../mute.md
	expect_status 1
}

@test "what the documents link to is there" {
	cd "$root"
	for document in $(git ls-files '*.md'); do
		grep -oE '\]\([^)# ]+' "$document" | sed 's/^](//' | grep -v '^https\?:' | while read -r target; do
			[ -e "$(dirname "$document")/$target" ] || fail "$document links to $target"
		done
	done
}

@test "every setting is in the documents, and every setting in them is one" {
	local rule region name

	for name in enabled tests grace onFailure store jobs assistants; do
		grep -q "\`bole\.$name\`" "$root/metrics/judge/POLICY.md" || fail "bole.$name is not told of"
	done
	grep -oE '`bole\.[a-zA-Z.]+`' "$root/metrics/judge/POLICY.md" | tr -d '\`' | sort -u >../told
	while read -r name; do
		case $name in
		*.limit) git config "$name" none ;;
		*.level) git config "$name" loud ;;
		*) git config "$name" '?' ;;
		esac
		run bole check --worktree
		[ "$name" = bole.assistants ] || expect_status 2
		git config --unset "$name"
	done <../told
	for rule in complexity size nesting parameters duplicate promotion cycle policy unmeasured; do
		grep -q "^| \`$rule\` |" "$root/metrics/judge/POLICY.md" || fail "the rule $rule is not told of"
	done
}
