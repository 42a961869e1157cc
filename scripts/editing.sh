# shellcheck shell=sh
#
# Where to put a change, and how: functions for scripts that edit the code of a repository they
# know nothing about.  To be sourced; `folder` names a folder for temporary files, `bole` is in PATH.
#
# The text that is put in is the same for every language: conditions, one in the other, which cost
# 1 + 2 + … points of cognitive complexity, and 21 when they are six deep: above the limit of the
# trunk.  It stands behind the first line that opens a function.

: "${folder:=${TMPDIR:-/tmp}}"

# shellcheck disable=SC2016
the_text='
	function repeated(text, count,    all) {
		while (count-- > 0)
			all = all text
		return all
	}
	function nested_ifs(language, indent, step, depth,    i, c, ask, text) {
		split("1 > 0;2 > 1;3 > 2;4 > 3;5 > 4;6 > 5", ask, ";")
		for (i = 1; i <= depth; i++) {
			if (language == "python")
				c = ask[i] ":"
			else if (language ~ /^(go|rust)$/)
				c = ask[i] " {"
			else
				c = "(" ask[i] ") {"
			text = text indent repeated(step, i - 1) "if " c "\n"
		}
		if (language == "python")
			return text indent repeated(step, depth) "pass\n"
		for (i = depth; i > 0; i--)
			text = text indent repeated(step, i - 1) "}\n"
		return text
	}
	# what: "blocks", nested conditions; "calls", of the helpers that hold them
	function new_text(what, language, indent, step, count, depth,    i, text) {
		for (i = 1; i <= count; i++)
			if (what == "blocks")
				text = text nested_ifs(language, indent, step, depth)
			else
				text = text indent "part_of_it_" i "()" (language ~ /^(go|python)$/ ? "" : ";") "\n"
		return text
	}
	function helpers(language, count, depth,    i, head, step, text) {
		head["c"] = "static void %s(void)\n{\n"
		head["cpp"] = "static void %s()\n{\n"
		head["python"] = "def %s():\n"
		head["script"] = "function %s() {\n"
		head["go"] = "func %s() {\n"
		head["rust"] = "fn %s() {\n"
		head["java"] = "    private static void %s() {\n"
		step = language == "go" ? "\t" : "    "
		for (i = 1; i <= count; i++)
			text = text "\n" sprintf(head[language], "part_of_it_" i) \
				nested_ifs(language, language == "java" ? step step : step, step, depth) \
				(language == "python" ? "" : language == "java" ? "    }\n" : "}\n")
		return text
	}
	function language_of(path) {
		if (path ~ /\.(c|h)$/) return "c"
		if (path ~ /\.(cc|cpp|cxx|hh|hpp|hxx)$/) return "cpp"
		if (path ~ /\.py$/) return "python"
		if (path ~ /\.(js|mjs|cjs|jsx|ts|mts|cts|tsx)$/) return "script"
		if (path ~ /\.(go|rs|java)$/) return path ~ /go$/ ? "go" : path ~ /rs$/ ? "rust" : "java"
		return ""
	}
	# Does this line, the last of a head so far, open the body?
	function opens(language, head, line) {
		if (gsub(/\(/, "(", head) != gsub(/\)/, ")", head) || !index(head, "("))
			return 0
		sub(/[ \t\r]+$/, "", line)
		if (line ~ /^[ \t]*(\} *)?(if|else|for|while|switch|match|loop|try|catch|do|return)[ (]/)
			return 0
		if (language == "python")
			return line ~ /:$/
		if (language == "script" && line ~ /=> *\{$/)
			return 1
		return line ~ /^[ \t]*\{$/ || (line ~ /\{$/ && line !~ /[:=|&,({>][ \t]*\{$/) ||
		       (language == "rust" && line ~ /> *\{$/) || (language == "script" && line ~ /[a-z\]]> *\{$/)
	}
'

# candidates REGION [LEAST [MOST]]: functions of that region whose cognitive complexity is in that
# range (0 to 15), best first, as "load language path first-line last-line cognitive name".
# A function of a file that is all of that region is better than one that is not; one that holds
# others is none, for who knows in which of them the text would stand.
candidates() {
	bole map --format tsv >"$folder/files" 2>/dev/null
	bole scan --format tsv 2>/dev/null |
		awk -F '\t' -v region="$1" -v least="${2:-0}" -v most="${3:-15}" "$the_text"'
		FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		FILENAME != "-" {
			whole[$at["path"]] = $at["region"] == region
			beside[$at["path"]] = $at["reason"] ~ /^(a test|an example|vendored|generated|not judged)/
			next
		}
		{
			if (row && path == $at["path"] && $at["start_line"] <= end)
				row = ""
			if (row)
				print row
			row = ""
			path = $at["path"]
			end = $at["end_line"]
		}
		$at["region"] == region && $at["kind"] ~ /^(function|method)$/ &&
		$at["end_line"] > $at["start_line"] + 2 &&
		$at["cognitive"] >= least && $at["cognitive"] <= most && language_of($at["path"]) &&
		!beside[$at["path"]] && $at["path"] !~ /[\\ ]/ {
			row = whole[path] "\t" $at["load"] "\t" language_of(path) "\t" path "\t" \
				$at["start_line"] "\t" end "\t" $at["cognitive"] "\t" $at["name"]
		}
		END { if (row) print row }' "$folder/files" - | sort -t '	' -k 1,1nr -k 2,2nr -k 4,4 -k 5,5n | cut -f 2-
}

# put_in WHAT COUNT DEPTH LANGUAGE PATH FIRST LAST: writes that text into the function, or fails
put_in() {
	awk -v what="$1" -v count="$2" -v depth="$3" -v language="$4" -v first="$6" -v last="$7" \
		"$the_text"'
		{ print }
		NR >= first && NR <= last && !done {
			head = head "\n" $0
			if (!opens(language, head, $0))
				next
			while ((getline line) > 0) {
				behind = behind line "\n"
				if (line ~ /[^ \t\r]/)
					break
			}
			match(line, /^[ \t]*/)
			indent = substr(line, 1, RLENGTH)
			printf "%s%s", new_text(what, language, indent, indent ~ /^\t/ ? "\t" : "    ",
				count, depth), behind
			done = 1
		}
		END { exit !done }' "$5" >"$folder/changed" && cat "$folder/changed" >"$5"
}

# worsen LANGUAGE PATH FIRST LAST: six conditions, one in the other, in the function
worsen() {
	put_in blocks 1 6 "$@"
}

# split LANGUAGE PATH FIRST LAST COUNT DEPTH: the function calls helpers that hold the blocks
split() {
	put_in calls "$5" "$6" "$1" "$2" "$3" "$4" || return
	awk -v language="$1" -v first="$3" -v last="$4" -v count="$5" -v depth="$6" "$the_text"'
		BEGIN { c_like = language ~ /^c/ }
		NR == first && c_like { print substr(helpers(language, count, depth), 2) }
		{ print }
		NR == last + count && !c_like { printf "%s", helpers(language, count, depth) }
	' "$2" >"$folder/changed" && cat "$folder/changed" >"$2"
}
