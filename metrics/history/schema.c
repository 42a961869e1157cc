/*
 * The schema, and how one version leads to the next.  FORMAT.md explains every
 * column; what is here is what SQLite keeps in the file, letter by letter,
 * because an opened store is compared with it.
 */
#include "store.h"

#include <string.h>

static const char *const nothing[] = { NULL };

static const char *const schema_1[] = {
	"CREATE TABLE meta(\n"
	"  name TEXT PRIMARY KEY,\n"
	"  value INTEGER NOT NULL\n"
	") WITHOUT ROWID",

	"CREATE TABLE language(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  name TEXT NOT NULL,\n"
	"  oldest INTEGER NOT NULL\n"
	")",

	"CREATE TABLE facts(\n"
	"  blob BLOB NOT NULL,\n"
	"  language INTEGER NOT NULL,\n"
	"  revision INTEGER NOT NULL,\n"
	"  id INTEGER NOT NULL,\n"
	"  PRIMARY KEY(blob, language, revision)\n"
	") WITHOUT ROWID",

	"CREATE TABLE links(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  seal INTEGER NOT NULL,\n"
	"  data BLOB NOT NULL\n"
	")",

	"CREATE TABLE units(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  seal INTEGER NOT NULL,\n"
	"  data BLOB NOT NULL\n"
	")",

	"CREATE TABLE prints(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  seal INTEGER NOT NULL,\n"
	"  data BLOB NOT NULL\n"
	")",

	"CREATE TABLE measure(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  revisions TEXT NOT NULL\n"
	")",

	"CREATE TABLE judgement(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  moment TEXT NOT NULL,\n"
	"  before_id BLOB,\n"
	"  after_id BLOB,\n"
	"  time INTEGER NOT NULL,\n"
	"  utc TEXT,\n"
	"  seconds REAL NOT NULL,\n"
	"  measure INTEGER NOT NULL,\n"
	"  outcome TEXT NOT NULL,\n"
	"  files INTEGER NOT NULL,\n"
	"  units INTEGER NOT NULL,\n"
	"  skipped INTEGER NOT NULL,\n"
	"  unmeasured INTEGER NOT NULL,\n"
	"  rejected INTEGER NOT NULL,\n"
	"  warned INTEGER NOT NULL,\n"
	"  noted INTEGER NOT NULL,\n"
	"  improved INTEGER NOT NULL,\n"
	"  waived INTEGER NOT NULL,\n"
	"  inherited INTEGER NOT NULL,\n"
	"  leaf_before INTEGER NOT NULL,\n"
	"  leaf_after INTEGER NOT NULL,\n"
	"  branch_before INTEGER NOT NULL,\n"
	"  branch_after INTEGER NOT NULL,\n"
	"  trunk_before INTEGER NOT NULL,\n"
	"  trunk_after INTEGER NOT NULL\n"
	")",

	"CREATE TABLE finding(\n"
	"  judgement INTEGER NOT NULL,\n"
	"  place INTEGER NOT NULL,\n"
	"  rule TEXT NOT NULL,\n"
	"  level TEXT NOT NULL,\n"
	"  waived_level TEXT,\n"
	"  improvement INTEGER NOT NULL,\n"
	"  region TEXT NOT NULL,\n"
	"  path TEXT NOT NULL,\n"
	"  unit TEXT,\n"
	"  was TEXT,\n"
	"  line INTEGER NOT NULL,\n"
	"  end_line INTEGER NOT NULL,\n"
	"  number_before INTEGER,\n"
	"  number_after INTEGER,\n"
	"  number_limit INTEGER,\n"
	"  load INTEGER NOT NULL,\n"
	"  worst_line INTEGER,\n"
	"  worst_cost INTEGER,\n"
	"  message TEXT NOT NULL,\n"
	"  reason TEXT,\n"
	"  PRIMARY KEY(judgement, place)\n"
	") WITHOUT ROWID",

	"CREATE TABLE snapshot(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  tree BLOB NOT NULL,\n"
	"  commit_id BLOB,\n"
	"  time INTEGER NOT NULL,\n"
	"  utc TEXT,\n"
	"  measure INTEGER NOT NULL\n"
	")",

	"CREATE INDEX snapshot_by_tree ON snapshot(tree, commit_id)",

	"CREATE TABLE snapshot_region(\n"
	"  snapshot INTEGER NOT NULL,\n"
	"  region TEXT NOT NULL,\n"
	"  files INTEGER NOT NULL,\n"
	"  units INTEGER NOT NULL,\n"
	"  unmeasured INTEGER NOT NULL,\n"
	"  sloc INTEGER NOT NULL,\n"
	"  cognitive INTEGER NOT NULL,\n"
	"  cyclomatic INTEGER NOT NULL,\n"
	"  debt INTEGER NOT NULL,\n"
	"  burden INTEGER NOT NULL,\n"
	"  PRIMARY KEY(snapshot, region)\n"
	") WITHOUT ROWID",

	/* The views use nothing that other databases which attach the file lack. */
	"CREATE VIEW v_judgements AS SELECT\n"
	"  judgement.id AS judgement, time, utc, moment,\n"
	"  nullif(lower(hex(before_id)), '') AS before_id,\n"
	"  nullif(lower(hex(after_id)), '') AS after_id,\n"
	"  outcome, seconds, files, units, skipped, unmeasured,\n"
	"  rejected, warned, noted, improved, waived, inherited,\n"
	"  leaf_before / 10.0 AS leaf_before, leaf_after / 10.0 AS leaf_after,\n"
	"  branch_before / 10.0 AS branch_before, branch_after / 10.0 AS branch_after,\n"
	"  trunk_before / 10.0 AS trunk_before, trunk_after / 10.0 AS trunk_after,\n"
	"  revisions\n"
	"  FROM judgement JOIN measure ON measure.id = judgement.measure",

	"CREATE VIEW v_findings AS SELECT\n"
	"  judgement, place, time, utc, moment, outcome,\n"
	"  rule, level, waived_level, improvement, region, path, unit, was,\n"
	"  line, end_line, number_before, number_after, number_limit, load,\n"
	"  worst_line, worst_cost, message, reason\n"
	"  FROM finding JOIN judgement ON judgement.id = finding.judgement",

	"CREATE VIEW v_snapshots AS SELECT\n"
	"  snapshot.id AS snapshot, time, utc,\n"
	"  lower(hex(tree)) AS tree, nullif(lower(hex(commit_id)), '') AS commit_id,\n"
	"  region, files, units, unmeasured, sloc, cognitive, cyclomatic,\n"
	"  debt / 10.0 AS debt, burden / 10.0 AS burden,\n"
	"  debt * 100.0 / nullif(sloc, 0) AS debt_per_1000, revisions\n"
	"  FROM snapshot JOIN snapshot_region ON snapshot_region.snapshot = snapshot.id\n"
	"  JOIN measure ON measure.id = snapshot.measure",

	"CREATE VIEW v_store AS SELECT\n"
	"  language.name AS language, facts.revision AS revision, count(*) AS blobs\n"
	"  FROM facts JOIN language ON language.id = facts.language\n"
	"  GROUP BY language.name, facts.revision",

	/* --- the past: see past.c for how it is written --- */

	"CREATE TABLE path(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  path TEXT NOT NULL,\n"
	"  language TEXT\n"
	")",

	"CREATE UNIQUE INDEX path_by_path ON path(path)",

	"CREATE TABLE past(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  commit_id BLOB NOT NULL,\n"
	"  time INTEGER NOT NULL,\n"
	"  utc TEXT,\n"
	"  on_line INTEGER NOT NULL,\n"
	"  snapshot INTEGER,\n"
	"  parents INTEGER NOT NULL,\n"
	"  fix INTEGER NOT NULL,\n"
	"  cohort TEXT,\n"
	"  files INTEGER NOT NULL,\n"
	"  subject TEXT NOT NULL\n"
	")",

	"CREATE UNIQUE INDEX past_by_commit ON past(commit_id)",

	"CREATE TABLE touch(\n"
	"  path INTEGER NOT NULL,\n"
	"  past INTEGER NOT NULL,\n"
	"  was INTEGER,\n"
	"  PRIMARY KEY(path, past)\n"
	") WITHOUT ROWID",

	"CREATE TABLE file_change(\n"
	"  path INTEGER NOT NULL,\n"
	"  past INTEGER NOT NULL,\n"
	"  gone INTEGER NOT NULL,\n"
	"  region TEXT NOT NULL,\n"
	"  load INTEGER NOT NULL,\n"
	"  fan_out INTEGER NOT NULL,\n"
	"  units INTEGER NOT NULL,\n"
	"  unmeasured INTEGER NOT NULL,\n"
	"  sloc INTEGER NOT NULL,\n"
	"  cognitive INTEGER NOT NULL,\n"
	"  cyclomatic INTEGER NOT NULL,\n"
	"  debt INTEGER NOT NULL,\n"
	"  PRIMARY KEY(path, past)\n"
	") WITHOUT ROWID",

	"CREATE TABLE unit(\n"
	"  id INTEGER PRIMARY KEY,\n"
	"  path INTEGER NOT NULL,\n"
	"  name TEXT NOT NULL,\n"
	"  nth INTEGER NOT NULL\n"
	")",

	"CREATE UNIQUE INDEX unit_by_name ON unit(path, name, nth)",

	"CREATE TABLE unit_change(\n"
	"  unit INTEGER NOT NULL,\n"
	"  past INTEGER NOT NULL,\n"
	"  gone INTEGER NOT NULL,\n"
	"  cognitive INTEGER NOT NULL,\n"
	"  sloc INTEGER NOT NULL,\n"
	"  debt INTEGER NOT NULL,\n"
	"  PRIMARY KEY(unit, past)\n"
	") WITHOUT ROWID",

	"CREATE TABLE promotion(\n"
	"  past INTEGER NOT NULL,\n"
	"  path INTEGER NOT NULL,\n"
	"  region_before TEXT NOT NULL,\n"
	"  region_after TEXT NOT NULL,\n"
	"  load_before INTEGER NOT NULL,\n"
	"  load_after INTEGER NOT NULL,\n"
	"  PRIMARY KEY(past, path)\n"
	") WITHOUT ROWID",

	"CREATE VIEW v_commits AS SELECT\n"
	"  id AS number, time, utc, lower(hex(commit_id)) AS commit_id, on_line, parents,\n"
	"  fix, cohort, files, subject FROM past",

	"CREATE VIEW v_line AS SELECT\n"
	"  past.id AS number, past.time AS time, past.utc AS utc,\n"
	"  lower(hex(past.commit_id)) AS commit_id, subject, cohort,\n"
	"  region, snapshot_region.files AS files, units, unmeasured, sloc, cognitive, cyclomatic,\n"
	"  debt / 10.0 AS debt, burden / 10.0 AS burden,\n"
	"  debt * 100.0 / nullif(sloc, 0) AS debt_per_1000\n"
	"  FROM past JOIN snapshot_region ON snapshot_region.snapshot = past.snapshot\n"
	"  WHERE on_line",

	"CREATE VIEW v_touches AS SELECT\n"
	"  past.id AS number, past.time AS time, past.utc AS utc,\n"
	"  lower(hex(commit_id)) AS commit_id, path.path AS path, was.path AS was,\n"
	"  fix, cohort, parents, files\n"
	"  FROM touch JOIN past ON past.id = touch.past JOIN path ON path.id = touch.path\n"
	"  LEFT JOIN path AS was ON was.id = touch.was",

	"CREATE VIEW v_files AS SELECT\n"
	"  past.id AS number, past.time AS time, past.utc AS utc,\n"
	"  lower(hex(commit_id)) AS commit_id, path.path AS path, language, gone, region, load,\n"
	"  fan_out, units, unmeasured, sloc, cognitive, cyclomatic, debt / 10.0 AS debt\n"
	"  FROM file_change JOIN past ON past.id = file_change.past\n"
	"  JOIN path ON path.id = file_change.path",

	"CREATE VIEW v_units AS SELECT\n"
	"  past.id AS number, past.time AS time, past.utc AS utc,\n"
	"  lower(hex(commit_id)) AS commit_id, path.path AS path, name, nth, gone, cognitive,\n"
	"  sloc, debt / 10.0 AS debt\n"
	"  FROM unit_change JOIN unit ON unit.id = unit_change.unit\n"
	"  JOIN past ON past.id = unit_change.past JOIN path ON path.id = unit.path",

	"CREATE VIEW v_promotions AS SELECT\n"
	"  past.id AS number, past.time AS time, past.utc AS utc,\n"
	"  lower(hex(commit_id)) AS commit_id, path.path AS path, region_before, region_after,\n"
	"  load_before, load_after\n"
	"  FROM promotion JOIN past ON past.id = promotion.past\n"
	"  JOIN path ON path.id = promotion.path",

	NULL
};

/* One row a version ever released, by its user_version. */
static const struct schema_version {
	const char *const *objects; /* everything in such a store */
	const char *step; /* what leads here from the version before; NULL: it is made of objects */
} versions[STORE_SCHEMA + 1] = {
	{ nothing, NULL },
	{ schema_1, NULL },
};

/* --- comparing ------------------------------------------------------------------- */

static bool is_among(const char *sql, const char *const *objects)
{
	while (*objects && strcmp(*objects, sql) != 0)
		objects++;
	return *objects;
}

/* Names are unique in a schema: as many objects, each of ours, are the same ones. */
static int schema_matches(struct history *history, const char *const *objects, bool *matches)
{
	sqlite3_stmt *statement = NULL;
	size_t ours = 0, found = 0;
	int result;

	*matches = true;
	history->ticks = STORE_TICKS;
	while (objects[ours])
		ours++;
	result = sqlite3_prepare_v2(history->db, "SELECT sql FROM sqlite_schema", -1, &statement,
	                            NULL);
	while (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(statement, 0);

		if (++found > ours || !sql || !is_among(sql, objects)) {
			*matches = false;
			break;
		}
		result = SQLITE_OK;
	}
	if (result == SQLITE_DONE && found != ours)
		*matches = false;
	sqlite3_finalize(statement);
	return result == SQLITE_DONE || result == SQLITE_ROW ? SQLITE_OK : result;
}

static enum schema_state read_state(struct history *history, int *result)
{
	int64_t application = 0, version = 0;
	bool matches;

	*result = store_number(history, "PRAGMA application_id", &application);
	if (*result == SQLITE_OK)
		*result = store_number(history, "PRAGMA user_version", &version);
	if (*result != SQLITE_OK)
		return SCHEMA_UNREADABLE;
	if (application != STORE_APPLICATION && (application || version))
		return SCHEMA_FOREIGN;
	if (version > STORE_SCHEMA)
		return SCHEMA_NEWER;
	if (version < 0 || (application && !version))
		return SCHEMA_ALTERED;
	*result = schema_matches(history, versions[version].objects, &matches);
	if (*result != SQLITE_OK)
		return SCHEMA_UNREADABLE;
	if (!matches)
		return application ? SCHEMA_ALTERED : SCHEMA_FOREIGN;
	return version < STORE_SCHEMA ? SCHEMA_OLDER : SCHEMA_OURS;
}

/* In one transaction: between two of them somebody else may make the schema, and
 * numbers of before with tables of after look like another program's database. */
enum schema_state schema_state(struct history *history, int *result)
{
	enum schema_state state = SCHEMA_UNREADABLE;

	*result = store_execute(history, "BEGIN");
	if (*result != SQLITE_OK)
		return state;
	state = read_state(history, result);
	if (store_execute(history, "ROLLBACK") != SQLITE_OK && *result == SQLITE_OK)
		*result = SQLITE_ERROR;
	return *result == SQLITE_OK ? state : SCHEMA_UNREADABLE;
}

/* --- making and migrating ----------------------------------------------------------- */

static int make_objects(struct history *history, const char *const *objects)
{
	int result = SQLITE_OK;

	for (; *objects && result == SQLITE_OK; objects++)
		result = store_execute(history, *objects);
	return result;
}

static int migrate_from(struct history *history, int64_t version)
{
	struct bytes header = BYTES_INIT;
	int result = SQLITE_OK;

	if (version == 0)
		result = make_objects(history, versions[STORE_SCHEMA].objects);
	else
		while (result == SQLITE_OK && version < STORE_SCHEMA)
			result = store_execute(history, versions[++version].step);
	if (result == SQLITE_OK) {
		bytes_format(&header, "PRAGMA application_id=%d; PRAGMA user_version=%d",
		             STORE_APPLICATION, STORE_SCHEMA);
		result = store_execute(history, header.data);
	}
	bytes_release(&header);
	return result;
}

/* Two may have seen the same old store: who gets the lock second finds it done. */
int schema_migrate(struct history *history)
{
	int64_t version = 0;
	int result = store_execute(history, "BEGIN IMMEDIATE");

	if (result != SQLITE_OK)
		return result;
	result = store_number(history, "PRAGMA user_version", &version);
	if (result == SQLITE_OK && version < STORE_SCHEMA)
		result = migrate_from(history, version);
	if (result == SQLITE_OK)
		result = store_execute(history, "COMMIT");
	if (result != SQLITE_OK && store_execute(history, "ROLLBACK") != SQLITE_OK)
		store_disconnect(history);
	return result;
}
