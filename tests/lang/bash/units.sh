# expect plain: kind function, lines 2-2, params 0
plain() { :; }

# expect word: lines 5-9, sloc 4
function word {
	one

	two # a comment
}

# expect both: lines 12-14
function both() {
	one
}

# expect a-b.c::d: kind function
a-b.c::d() { :; }

# expect in_subshell: cyclomatic 2, cognitive 1
in_subshell() (
	one || two
)

# expect outer: cyclomatic 3, cognitive 4
outer() {
	if one; then # +1
		inner() {
			while two; do # +3: in a function, in a branch
				three
			done
		}
	fi
}

if test -n "$BASH_VERSION"; then
	# expect chosen: cyclomatic 1
	chosen() { one; }
else
	# expect chosen: cyclomatic 2
	chosen() { one || two; }
fi

top_level && code || is_no_unit
