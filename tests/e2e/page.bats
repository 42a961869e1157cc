# The report as a page: whole, self-contained, and safe whatever things are called. What it does in a
# browser is proved by tests/page/browser.mjs.

load helper

page() {
	run bole trend --html "$BATS_TEST_TMPDIR/page.html"
	expect_status 0
	page=$BATS_TEST_TMPDIR/page.html
}

says() {
	grep -qF -e "$1" "$page" || fail "the page does not say: $1"
}

@test "without a history the page shows what is there and says how to record it" {
	page
	[ -z "$output" ]
	says '<code>bole history</code>'
	says "commit <code>$(head_of | cut -c 1-10)</code>"
	says '<code class=unit>dispatch</code>'
}

@test "a repository without a commit has a page too" {
	git init --quiet "$BATS_TEST_TMPDIR/empty"
	cd "$BATS_TEST_TMPDIR/empty"
	page
	says '</html>'
}

@test "the page needs nothing from outside, and its policy lets nothing in" {
	page
	says "content=\"default-src 'none'; script-src 'sha256-"
	! grep -qE '(src|href)="?(https?:|//)' "$page" || fail 'it names a place outside'
	[ "$(stat -c %s "$page")" -lt 1500000 ]
}

@test "names of files are text on the page, and nothing else" {
	printf 'int f(int n)\n{\n\treturn n;\n}\n' >'src/<img src=x onerror=alert(1)>.c'
	mkdir 'src/<'
	printf 'int g(int n)\n{\n\treturn n;\n}\n' >$'src/</script>\e[31m\xe2\x80\xae.c'
	git add .
	commit
	page
	! grep -qE $'<img|\e|\xe2\x80\xae' "$page" || fail 'a name became more than text'
	[ "$(grep -cF '</script>' "$page")" -eq 2 ]
	says '\u003cimg src=x onerror=alert(1)\u003e.c'
}

@test "a page that cannot be written is said, and no verdict" {
	run bole trend --html "$BATS_TEST_TMPDIR/nowhere/page.html"
	expect_status 3
	expect 'cannot write .*/nowhere/page.html: No such file'
}
