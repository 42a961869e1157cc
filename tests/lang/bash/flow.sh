#!/bin/bash
# What each construct of Bash adds.  The answers follow from Campbell's white
# paper 1.7 and McCabe 1976, counted by hand beside the code.

# expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 3
plain() {
	echo "$1"
}

# expect branches: cyclomatic 3, cognitive 3, nesting 1
branches() {
	if [ "$1" -gt 1 ]; then # +1
		return 1
	elif test "$1" = a; then # +1
		return 2
	else # +1
		return 0
	fi
}

# expect else_holding_if: cyclomatic 3, cognitive 4, nesting 2
else_holding_if() {
	if cmd; then # +1
		return 1
	else if other; then # +1, +2: nested, it is no elif
		return 2
	fi fi
}

# expect loops: cyclomatic 6, cognitive 15, nesting 5
loops() {
	for i in "$@"; do # +1
		while read -r line; do # +2
			until ready; do # +3
				for ((n = 0; n < 3; n++)); do # +4
					select word in a b; do # +5
						break
					done
				done
			done
		done
	done
}

# expect jumps: cyclomatic 3, cognitive 5, nesting 2
jumps() {
	for i in 1 2; do # +1
		while :; do # +2
			break 2 # +1
			continue 2 # +1
			continue
		done
	done
}

# expect choose: cyclomatic 4, cognitive 3, nesting 2
choose() {
	case "$1" in # +1
	a | b) one ;; # one arm, one decision
	c)
		if two; then # +2
			three
		fi
		;;
	*) four ;;
	esac
}

# expect lists: cyclomatic 9, cognitive 7, nesting 0
lists() {
	one && two && three # +1
	one && two || three # +2
	[ -n "$1" ] || return # +1
	one && { two || three; } # +1, +1: braces are a list of their own
	! one | two
	one &&
		two # +1
}

# expect tests: cyclomatic 8, cognitive 7, nesting 1
tests() {
	if [[ -n $1 && (-z $2 || $3 == a*) ]]; then # +1, +2: parentheses are transparent
		one
	fi
	[ a -a b -o c ] # +2
	((x > 1 && y)) # +1
	y=$((x ? 1 : 2)) # +1
}

# expect in_text: cyclomatic 5, cognitive 4, nesting 1
in_text() {
	echo "a $(if b; then echo "$(c || d)"; fi)" # +1, +1
	cat <<-END || e # +1
		text $(f && g) ${h:-i} # +1
	END
}
