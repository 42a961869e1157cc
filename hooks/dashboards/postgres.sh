#!/bin/sh
# usage: postgres.sh REPOSITORY [PSQL-OPTION …]
#
# Loads what bole says of the repository in this folder into PostgreSQL, as psql reaches it (by PGHOST
# and its like, or by the options), in the schema bole:
#	scan, scan_files, map_edges                      HEAD, as the tables of those commands
#	commits, line, touches, files, units, promotions the past, as the views v_… of the store
#	judgements, findings                             what was judged, likewise
# Each table begins with a column `repository`, which says REPOSITORY; the rows that were there under
# that name are replaced, in one transaction.  So a fleet of repositories, each loaded from wherever
# it is, stands in one database.  `bole history` is to be run before: it is not run from here.
set -eu
[ $# -ge 1 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
repository=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# table NAME CSV-FILE SEPARATOR: the statements that load a file whose first line names its columns
table() {
	names=$(head -n 1 "$2" | tr "$3" '\n' | sed 's/.*/"&"/')
	columns=$(echo "$names" | paste -sd,)
	echo "CREATE TABLE IF NOT EXISTS bole.$1 (repository text NOT NULL);"
	echo "CREATE INDEX IF NOT EXISTS ${1}_by_repository ON bole.$1(repository);"
	echo "$names" | while read -r name; do
		case $name in
		'"debt"' | '"burden"' | '"debt_per_1000"' | '"risk"' | '"seconds"' | \
			'"leaf_'* | '"branch_'* | '"trunk_'*) type='double precision' ;;
		'"time"' | '"number"' | '"number_'* | '"load"' | '"load_'* | '"line"' | '"start_line"' | \
			'"end_line"' | '"worst_'* | '"cyclomatic"' | '"cognitive"' | '"nesting"' | '"params"' | \
			'"sloc"' | '"dependents"' | '"fan_out"' | '"units"' | '"duplicated_lines"' | \
			'"unmeasured"' | '"on_line"' | '"parents"' | '"fix"' | '"files"' | '"gone"' | '"nth"' | \
			'"judgement"' | '"place"' | '"skipped"' | '"rejected"' | '"warned"' | '"noted"' | \
			'"improved"' | '"waived"' | '"inherited"' | '"improvement"') type=bigint ;;
		*) type=text ;;
		esac
		echo "ALTER TABLE bole.$1 ADD COLUMN IF NOT EXISTS $name $type;"
	done
	echo "CREATE TEMPORARY TABLE incoming AS SELECT $columns FROM bole.$1 WHERE false;"
	# An empty field is NULL and a backslash nothing special; \b is in no text of bole's.
	[ "$3" = , ] && how="DELIMITER ','" || how="DELIMITER E'\\t', QUOTE E'\\b'"
	echo "COPY incoming($columns) FROM STDIN (FORMAT csv, HEADER, $how);"
	cat "$2"
	echo '\.'
	echo "DELETE FROM bole.$1 WHERE repository = :'repository';"
	echo "INSERT INTO bole.$1(repository, $columns) SELECT :'repository', $columns FROM incoming;"
	echo 'DROP TABLE incoming;'
}

bole scan --format tsv >"$work/scan"
bole scan --files --format tsv >"$work/scan_files"
bole map --edges --format tsv >"$work/map_edges"
store=$(git rev-parse --git-common-dir)/bole/history.db
if [ -f "$store" ]; then
	for name in commits line touches files units promotions judgements findings; do
		# A view without rows has names, too.
		sqlite3 -readonly -bail -csv -cmd '.separator , "\n"' "$store" "SELECT * FROM v_$name" >"$work/rows"
		sqlite3 -readonly "$store" "SELECT group_concat(name) FROM pragma_table_info('v_$name')" |
			cat - "$work/rows" >"$work/$name"
	done
fi

{
	echo '\set ON_ERROR_STOP on'
	echo 'SET client_min_messages = warning;'
	echo "SET client_encoding = 'UTF8';"
	echo 'BEGIN;'
	# Two loads at once: one after the other.
	echo "SELECT pg_advisory_xact_lock(hashtext('bole')) \\g /dev/null"
	echo 'CREATE SCHEMA IF NOT EXISTS bole;'
	for name in scan scan_files map_edges; do
		table $name "$work/$name" '	'
	done
	for name in commits line touches files units promotions judgements findings; do
		[ ! -f "$work/$name" ] || table $name "$work/$name" ,
	done
	echo 'COMMIT;'
} >"$work/load.sql"
psql --no-psqlrc --quiet --set repository="$repository" "$@" --file "$work/load.sql"
[ -f "$store" ] || echo "postgres.sh: $store is not there: of HEAD alone" >&2
