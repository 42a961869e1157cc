# Numbers in the systems that people keep them in: a real Prometheus, a node exporter and a PostgreSQL,
# started here on loopback or a socket, fed by what the documents say.  Where one of them is not
# installed (`scripts/setup --systems` does), its tests say so and skip.

load helper

setup_file() {
	servers=$(mktemp -d)
	export servers
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR begin_in_project
	mkdir "$BATS_FILE_TMPDIR/bin"
	ln -s "$BOLE" "$BATS_FILE_TMPDIR/bin/bole"
	: >"$servers/pids"
	start_prometheus
	start_postgres
}

teardown_file() {
	local pid

	[ ! -d "$servers/data" ] || as_postgres "$(postgres_program pg_ctl)" -D "$servers/data" -m immediate stop >/dev/null
	while read -r pid; do
		kill "$pid" || :
	done <"$servers/pids"
	rm -rf "$servers"
}

# One project and one set of servers serve all tests: none of them changes what another reads.
setup() {
	export HOME=$BATS_FILE_TMPDIR/home
	unset -f bole
	PATH=$BATS_FILE_TMPDIR/bin:$PATH
	cd "$BATS_FILE_TMPDIR/repo" || return
}

# --- servers ---------------------------------------------------------------------------------------

have() {
	command -v "$1" >/dev/null
}

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# serve COMMAND …: in the background, to be ended with the file
serve() {
	"$@" >>"$servers/log" 2>&1 </dev/null 3>&- &
	echo $! >>"$servers/pids"
}

# The configuration that is given away, with the ports that are free here and no patience.
start_prometheus() {
	local web node old

	have prometheus && have prometheus-node-exporter && have python3 || return 0
	web=$(free_port) node=$(free_port) prometheus=$(free_port)
	export prometheus
	mkdir "$servers/web" "$servers/textfiles"
	bole export --format openmetrics="$servers/web/bole.prom"
	bole export --label repository=yard --format openmetrics="$servers/textfiles/yard.prom"
	bole export --label 'repository=a "b" \c' --format openmetrics="$servers/textfiles/odd.prom"
	old=$(GIT_COMMITTER_DATE='2020-02-02 02:02:02 +0000' git commit-tree -m Old 'HEAD^{tree}')
	bole export --label repository=old --rev "$old" --format openmetrics="$servers/textfiles/old.prom"
	sed "s/:8000/:$web/; s/:9100/:$node/; s/scrape_interval: .*/scrape_interval: 500ms\n  evaluation_interval: 500ms/" \
		"$root/hooks/dashboards/prometheus.yml" >"$servers/prometheus.yml"
	cp "$root/hooks/dashboards/alerts.yml" "$servers"
	serve python3 -m http.server --bind 127.0.0.1 --directory "$servers/web" "$web"
	serve prometheus-node-exporter --collector.disable-defaults --collector.textfile \
		--collector.textfile.directory="$servers/textfiles" --web.listen-address="127.0.0.1:$node"
	serve prometheus --config.file="$servers/prometheus.yml" --storage.tsdb.path="$servers/tsdb" \
		--web.listen-address="127.0.0.1:$prometheus"
}

# as_postgres COMMAND …: the server refuses to be root
as_postgres() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=postgres --regid=postgres --clear-groups env HOME="$servers" "$@"
	else
		"$@"
	fi
}

# Debian keeps the server's programs out of PATH.
postgres_program() {
	local found

	for found in /usr/lib/postgresql/*/bin/"$1" "$(command -v "$1")"; do
		[ ! -x "$found" ] || { echo "$found"; return; }
	done
}

start_postgres() {
	[ -n "$(postgres_program initdb)" ] && have psql || return 0
	[ "$(id -u)" -ne 0 ] || chown postgres "$servers"
	as_postgres "$(postgres_program initdb)" -D "$servers/data" -A trust -U bole -E UTF8 --no-sync >>"$servers/log"
	as_postgres "$(postgres_program pg_ctl)" -D "$servers/data" -l "$servers/postgres.log" -w -o \
		"-c listen_addresses= -c unix_socket_directories=$servers -c fsync=off" start >>"$servers/log" 3>&-
}

need_prometheus() {
	[ -n "${prometheus-}" ] || skip 'prometheus or prometheus-node-exporter is not installed'
}

need_postgres() {
	[ -d "$servers/data" ] || skip 'PostgreSQL is not installed (Debian: postgresql)'
	export PGHOST=$servers PGUSER=bole PGDATABASE=postgres PGOPTIONS='-c client_min_messages=warning'
}

# --- Prometheus --------------------------------------------------------------------------------------

# asked QUERY: the values that Prometheus answers, one a line, as soon as there are any
asked() {
	python3 - "$prometheus" "$1" <<'PYTHON'
import json, sys, time, urllib.parse, urllib.request
port, query = sys.argv[1:]
url = "http://127.0.0.1:%s/api/v1/query?query=%s" % (port, urllib.parse.quote(query))
last = time.monotonic() + 60
while True:
    try:
        rows = json.load(urllib.request.urlopen(url))["data"]["result"]
    except urllib.error.HTTPError as wrong:
        sys.exit("%s: %s" % (query, wrong))
    except OSError:
        rows = []
    if rows or time.monotonic() > last:
        break
    time.sleep(0.2)
for row in rows:
    print(row["value"][1])
sys.exit(not rows)
PYTHON
}

@test "Prometheus scrapes the file from a web server" {
	need_prometheus
	[ "$(asked 'bole_debt{job="bole",region="trunk",repository="shop"}')" = 38 ]
	[ "$(asked 'sum(bole_files{job="bole"})')" = 12 ]
	[ "$(asked 'bole_commit_timestamp_seconds{job="bole"}')" = "$(git log -1 --format=%ct)" ]
}

@test "several repositories reach it through the textfile collector, whatever their names" {
	need_prometheus
	[ "$(asked 'bole_debt{job="node",region="trunk",repository="yard"}')" = 38 ]
	[ "$(asked 'bole_debt{job="node",region="trunk",repository="a \"b\" \\c"}')" = 38 ]
	[ "$(asked 'node_textfile_scrape_error')" = 0 ]
	[ "$(asked 'count(bole_commit_timestamp_seconds{job="node"})')" = 3 ]
}

@test "an alert fires there, and each of them when it should" {
	need_prometheus
	[ "$(asked 'ALERTS{alertname="MetricsAreOld",alertstate="firing",repository="old"}')" = 1 ]
	[ "$(asked 'count(ALERTS)')" = 1 ]
	run promtool test rules "$root/hooks/dashboards/alerts.test.yml"
	expect_status 0
	run promtool check config "$root/hooks/dashboards/prometheus.yml"
	expect_status 0
}

# The queries of the dashboard, for every repository; those that look back a week stand apart.
dashboard_queries() {
	python3 - "$root/hooks/dashboards/grafana.json" <<'PYTHON'
import json, sys
for panel in json.load(open(sys.argv[1]))["panels"]:
    for target in panel["targets"]:
        print(target["expr"].replace("$repository", ".*"))
PYTHON
}

@test "each query of the Grafana dashboard is answered" {
	need_prometheus
	[ "$(dashboard_queries | wc -l)" -ge 8 ]
	dashboard_queries | while read -r query; do
		asked "${query//offset 7d/offset 1s}" || fail "no answer to $query"
	done
}

@test "the Grafana dashboard is one that Grafana can import" {
	have python3 || skip 'python3 is not installed'
	python3 - "$root/hooks/dashboards/grafana.json" <<'PYTHON'
import json, sys
board = json.load(open(sys.argv[1]))
inputs = {"${%s}" % entry["name"] for entry in board["__inputs"]}
assert board["title"] and board["uid"] and board["schemaVersion"] >= 36
names = {variable["name"] for variable in board["templating"]["list"]}
assert names == {"repository"}
ids = [panel["id"] for panel in board["panels"]]
assert len(ids) == len(set(ids))
taken = set()
for panel in board["panels"]:
    place = panel["gridPos"]
    cells = {(x, y) for x in range(place["x"], place["x"] + place["w"])
             for y in range(place["y"], place["y"] + place["h"])}
    assert place["x"] + place["w"] <= 24 and not cells & taken, panel["title"]
    taken |= cells
    assert panel["type"] in ("stat", "timeseries", "bargauge") and panel["title"]
    for target in [panel] + panel["targets"]:
        assert target["datasource"] == {"type": "prometheus", "uid": inputs.copy().pop()}
PYTHON
}

# --- PostgreSQL ----------------------------------------------------------------------------------------

to_postgres() {
	run "$root/hooks/dashboards/postgres.sh" "$@"
}

table() { # table QUERY: its rows, without a frame
	psql --no-psqlrc --no-align --tuples-only --field-separator ' ' --command "$1"
}

@test "facts and history of a repository stand in PostgreSQL as they stand in bole" {
	need_postgres
	bole history >/dev/null
	worsen src/core.c parse
	bole check --worktree >/dev/null || [ $? -eq 1 ]
	git checkout --quiet src/core.c
	to_postgres shop
	expect_status 0
	diff <(bole scan --format tsv | sed 1d | cut -f 1,2,4,7,9,13 | tr '\t' ' ' | sort) \
		<(table "SELECT path, name, start_line, load, cognitive, to_char(debt, 'FM9990.0')
			FROM bole.scan WHERE repository = 'shop'" | sort)
	diff <(bole map --edges --format tsv | sed 1d | tr '\t' ' ' | sort) \
		<(table "SELECT \"from\", \"to\", kind, confidence FROM bole.map_edges" | sort)
	[ "$(table "SELECT region, debt FROM bole.line WHERE region = 'trunk'")" = 'trunk 38' ]
	[ "$(table 'SELECT path, name, cognitive FROM bole.units ORDER BY cognitive DESC LIMIT 1')" = 'src/core.c dispatch 26' ]
	[ "$(table "SELECT outcome, rejected FROM bole.judgements")" = 'rejected 1' ]
	[ "$(table "SELECT path, number_before, number_after FROM bole.findings WHERE rule = 'complexity'")" = 'src/core.c 1 22' ]
	[ "$(table 'SELECT count(*) FROM bole.commits WHERE cohort IS NULL')" = 1 ]
}

@test "a fleet of repositories, odd names in them, loaded at once, and again" {
	local name

	need_postgres
	table 'DROP SCHEMA IF EXISTS bole CASCADE'
	git clone --quiet . ../other && cd ../other
	mkdir -p '@types' && mv src/tool_a.c '@types/a,"b"\.c'
	printf 'int odd(int a)\n{\n\treturn a;\n}\n' >$'src/new\nline.c'
	printf 'int odd(int a)\n{\n\treturn a;\n}\n' >$'src/\xff.c'
	git add . && git commit --quiet --message $'\\.'
	bole history >/dev/null
	for name in one "it's" 'x"; DROP SCHEMA bole CASCADE; --'; do
		"$root/hooks/dashboards/postgres.sh" "$name" >>"$servers/log" 2>&1 &
	done
	wait
	[ "$(table 'SELECT count(DISTINCT repository), count(*) FROM bole.scan_files')" = '3 42' ]
	[ "$(table "SELECT count(*) FROM bole.commits WHERE subject = E'\\\\\\\\.'")" = 3 ]
	[ "$(table "SELECT count(DISTINCT path) FROM bole.files WHERE path = E'@types/a,\"b\"\\\\\\\\.c'")" = 1 ]
	# The question that ECOSYSTEM.md asks of a fleet.
	[ "$(table "$(sed -n '/^```sql$/,/^```$/p' "$root/hooks/ECOSYSTEM.md" | sed '1d;$d')" | wc -l)" -eq 3 ]
	git rm --quiet --cached src/tool_b.c && git commit --quiet --message 'Fewer'
	to_postgres one
	expect_status 0
	[ "$(table 'SELECT repository, count(*) FROM bole.scan_files GROUP BY 1 ORDER BY 2 LIMIT 1')" = 'one 13' ]
	[ "$(table 'SELECT count(*) FROM bole.scan_files')" = 41 ]
}

@test "without a store HEAD alone is loaded, and a failure leaves the database as it was" {
	need_postgres
	git clone --quiet . ../bare && cd ../bare
	git config bole.store false
	to_postgres bare
	expect_status 0
	expect 'of HEAD alone'
	[ "$(table "SELECT count(*) FROM bole.scan_files WHERE repository = 'bare'")" = 12 ]
	cd "$BATS_FILE_TMPDIR"
	to_postgres bare
	[ "$status" -ne 0 ]
	[ "$(table "SELECT count(*) FROM bole.scan_files WHERE repository = 'bare'")" = 12 ]
}
