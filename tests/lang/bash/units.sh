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

# A body needs no braces: any compound command will do.

# expect bare_case: lines 48-51, sloc 4, cyclomatic 2, cognitive 1, nesting 1
bare_case() case $1 in # +1
	a) one 'esac' ;; # done
	*) two ;;
esac

# expect bare_while: lines 54-60, sloc 7, cyclomatic 3, cognitive 3, nesting 2
bare_while()
while read -r line; do # +1
	for i in 1 2; do # +2
		echo "$line" "done"
	done
	echo case
done <file

# expect bare_for: lines 63-63, cyclomatic 2, cognitive 1
bare_for() for i in "$@"; do one; done

# expect bare_if: lines 66-66, cyclomatic 2, cognitive 1
bare_if() if one; then two; fi

# expect bare_test: cyclomatic 2, cognitive 1
bare_test() [[ -n $1 && $2 ]]

# expect behind_bare: cyclomatic 1
behind_bare() { one; }

# expect in_a_row: lines 77-77, cyclomatic 2, cognitive 1
# expect behind_it: lines 78-80, cyclomatic 2, cognitive 1
# expect last: lines 81-81, cyclomatic 2, cognitive 1
in_a_row() case $1 in a) one ;; *) two ;; esac
behind_it() until one; do
	two
done
last() while one; do two; done

# expect expanded: quality measured, cyclomatic 2, cognitive 1
expanded() {
	one "${list%%]*}" "${name:+ ($name)}" || two
}
