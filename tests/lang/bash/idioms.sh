#!/usr/bin/env bash
# How real code of Bash puts its constructs together: the ones that stand apart are
# in flow.sh.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
set -euo pipefail
shopt -s extglob

# expect usage: kind function, cyclomatic 1, cognitive 0
usage() {
	cat <<-EOT
	usage: ${0##*/} [-v] if && while
	EOT
	exit "${1:-0}"
}

# expect options: kind function, cyclomatic 8, cognitive 7, nesting 3
options() {
	while getopts ":hv:" opt; do                    # +1
		case $opt in                            # +2
		h) usage ;;
		v | V) [[ $OPTARG =~ ^[0-9]+$ ]] && level=$OPTARG ;; # +1
		\?) echo "bad" >&2; return 2 ;;
		:) if [ -z "$OPTARG" ]; then            # +3
			return 1
		   fi ;;
		*) ;;
		esac
	done
	shift $((OPTIND - 1))
}

# expect each_file: kind function, cyclomatic 7, cognitive 7, nesting 2
each_file() {
	local file count=0
	find . -name '*.c' -print0 |
		while IFS= read -r -d '' file; do       # +1
			[[ -f $file && -r $file ]] || continue # +1, +1
			if ! grep -q "x" "$file"; then  # +2
				((count++)) || true     # +1
			fi
		done
	return $((count > 0 ? 1 : 0))                   # +1
}

# expect retry: kind function, cyclomatic 5, cognitive 6, nesting 2
function retry {
	until "$@"; do                                  # +1
		if (( ++n >= max )) || [ "$n" = x ]; then # +2, +1
			return 1
		else                                    # +1
			sleep $((n ** 2)) && :          # +1
		fi
	done 2>/dev/null < <(true)
	echo "${array[@]/a/b}" "${x:+y}" "$(< file)"
	trap 'rm -f "$tmp"; [ -n "$x" ] && y' EXIT      # text
}

# expect choose: kind function, cyclomatic 4, cognitive 1, nesting 1
choose() {
	case "$1" in                                    # +1
	+([0-9])) return 1 ;;
	"a b"* | [!x]) ;&
	c) two ;;&
	*) three ;;
	esac
}

# expect nested: kind function, cyclomatic 4, cognitive 5
nested() {
	for ((i = 0; i < 3; i++)); do                   # +1
		(
			select answer in yes no; do     # +2
				{ [ "$answer" ] && break 2; } # +1, +1
			done
		) &
	done
	wait
}

# expect arithmetic: kind function, cyclomatic 5, cognitive 4, nesting 1
arithmetic() {
	if (($1 > 2 && $2 < 3)) || ((x)); then          # +1, +1, +1
		let "y = 1"
	fi
	[ "$a" -gt 1 -o "$b" = c ]                      # +1
}

options "$@" || usage 1
