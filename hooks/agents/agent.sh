#!/bin/sh
# usage: agent.sh before-command|after-turn claude|codex|gemini|cursor|copilot   <EVENT.json
#
# What a coding agent calls: copy it to .agents/bole.sh in your repository, and the snippet of the agent
# beside it to where that agent looks for its hooks.
#	after-turn      judges what the agent wrote (the work tree, and its commits that are not on
#	                origin), and sends it back to work with the refusal; the same one only once
#	before-command  refuses git commands that are told to pass over hooks
# What cannot be judged lets the agent go on, and is said.  This is a courtesy that saves a round trip:
# who must be sure judges the push on the server and the change in CI, where no agent has a say.
set -eu
moment=${1-} agent=${2-}
event=$(cat)

# json_text TEXT: as a string of JSON; what bole prints holds no control characters but newlines
json_text() {
	printf '"%s"' "$(printf '%s' "$1" | tr -d '\001-\011\013-\037' | sed 's/[\\"]/\\&/g; $!s/$/\\n/' | tr -d '\n')"
}

refuse_turn() {
	case $agent in
	cursor) printf '{"followup_message": %s}\n' "$(json_text "$1")" ;;
	*) printf '{"decision": "block", "reason": %s}\n' "$(json_text "$1")" ;;
	esac
}

refuse_command() {
	case $agent in
	cursor) printf '{"permission": "deny", "user_message": %s, "agent_message": %s}\n' \
		"$(json_text "$1")" "$(json_text "$1")" ;;
	copilot) printf '{"permissionDecision": "deny", "permissionDecisionReason": %s}\n' "$(json_text "$1")" ;;
	*)
		printf '%s\n' "$1" >&2
		exit 2
		;;
	esac
}

# judged ARGUMENT …: what bole says; the status is its
judged() {
	bole check --color never "$@" 2>&1
}

# An agent that could not do better is not sent back for ever.
said_before() {
	session=$(printf '%s' "$event" | tr '\n' ' ' |
		sed -n 's/.*"\(session_id\|sessionId\|conversation_id\)" *: *"\([^"]*\)".*/\2/p')
	# The first line tells how long it took.
	sum=$(printf '%s\n%s' "$session" "$(printf '%s\n' "$1" | sed 1d)" | cksum)
	last=$(git rev-parse --absolute-git-dir)/bole-agent-told
	[ "$sum" != "$(cat "$last" 2>/dev/null)" ] || return 0
	printf '%s\n' "$sum" >"$last"
	return 1
}

after_turn() {
	cd "$(git rev-parse --show-toplevel)"
	for what in --worktree origin/HEAD...HEAD; do
		[ "$what" = --worktree ] || git rev-parse --quiet --verify origin/HEAD >/dev/null || continue
		status=0
		said=$(judged "$what") || status=$?
		case $status in
		0) ;;
		1)
			said_before "$said" || refuse_turn "$said"
			return 0
			;;
		*) printf 'bole could not judge: %s\n' "$said" >&2 ;;
		esac
	done
}

before_command() {
	if printf '%s' "$event" | grep -qE \
		-e 'git [^;&|]*(commit|push|merge)[^;&|]* --no-verify' \
		-e 'git [^;&|]*commit[^;&|]* -[a-zA-Z]*n[a-zA-Z]*( |"|$)' \
		-e 'git [^;&|]*(core\.hooksPath|bole\.enabled)'; then
		refuse_command "The hooks of this repository are not to be passed over: the same check runs at the push and in CI. Run 'bole check --staged' and mend what it says, or say why not in a comment above the code: bole: allow RULE -- REASON"
	fi
}

case "$moment $agent" in
'after-turn claude' | 'after-turn codex' | 'after-turn gemini' | 'after-turn cursor' | 'after-turn copilot') after_turn ;;
'before-command claude' | 'before-command codex' | 'before-command gemini' | 'before-command cursor' | \
	'before-command copilot') before_command ;;
*)
	sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
	exit 1
	;;
esac
