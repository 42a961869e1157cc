-- A store as schema 1 was released, with a row of every kind.  Never changed:
-- whatever comes later must still read it.
PRAGMA application_id = 1651469413;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE meta(
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES('checked',1795413669);
CREATE TABLE language(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  oldest INTEGER NOT NULL
);
INSERT INTO language VALUES(1,'c',65543);
INSERT INTO language VALUES(2,'python',65537);
CREATE TABLE facts(
  blob BLOB NOT NULL,
  language INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY(blob, language, revision)
) WITHOUT ROWID;
INSERT INTO facts VALUES(X'abababababababababababababababababababab',1,65543,1);
INSERT INTO facts VALUES(X'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd',2,65537,2);
CREATE TABLE links(
  id INTEGER PRIMARY KEY,
  seal INTEGER NOT NULL,
  data BLOB NOT NULL
);
INSERT INTO links VALUES(1,230070209,X'6c696e6b73');
INSERT INTO links VALUES(2,-1994482153,X'6d6f7265206c696e6b73');
CREATE TABLE units(
  id INTEGER PRIMARY KEY,
  seal INTEGER NOT NULL,
  data BLOB NOT NULL
);
INSERT INTO units VALUES(1,879692069,X'756e697473');
INSERT INTO units VALUES(2,1643079607,X'');
CREATE TABLE prints(
  id INTEGER PRIMARY KEY,
  seal INTEGER NOT NULL,
  data BLOB NOT NULL
);
INSERT INTO prints VALUES(1,-681583866,X'7072696e7473');
INSERT INTO prints VALUES(2,-1423537414,X'');
CREATE TABLE measure(
  id INTEGER PRIMARY KEY,
  revisions TEXT NOT NULL
);
INSERT INTO measure VALUES(1,'c:65537 python:65537');
CREATE TABLE judgement(
  id INTEGER PRIMARY KEY,
  moment TEXT NOT NULL,
  before_id BLOB,
  after_id BLOB,
  time INTEGER NOT NULL,
  utc TEXT,
  seconds REAL NOT NULL,
  measure INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  files INTEGER NOT NULL,
  units INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  unmeasured INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  warned INTEGER NOT NULL,
  noted INTEGER NOT NULL,
  improved INTEGER NOT NULL,
  waived INTEGER NOT NULL,
  inherited INTEGER NOT NULL,
  leaf_before INTEGER NOT NULL,
  leaf_after INTEGER NOT NULL,
  branch_before INTEGER NOT NULL,
  branch_after INTEGER NOT NULL,
  trunk_before INTEGER NOT NULL,
  trunk_after INTEGER NOT NULL
);
INSERT INTO judgement VALUES(1,'pre-commit',X'1111111111111111111111111111111111111111',NULL,1700000100,'2023-11-14T22:15:00Z',0.042999999999999996558,1,'rejected',2,5,0,0,1,0,0,0,0,1,0,0,0,0,140,235);
CREATE TABLE finding(
  judgement INTEGER NOT NULL,
  place INTEGER NOT NULL,
  rule TEXT NOT NULL,
  level TEXT NOT NULL,
  waived_level TEXT,
  improvement INTEGER NOT NULL,
  region TEXT NOT NULL,
  path TEXT NOT NULL,
  unit TEXT,
  was TEXT,
  line INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  number_before INTEGER,
  number_after INTEGER,
  number_limit INTEGER,
  load INTEGER NOT NULL,
  worst_line INTEGER,
  worst_cost INTEGER,
  message TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY(judgement, place)
) WITHOUT ROWID;
INSERT INTO finding VALUES(1,0,'complexity','reject',NULL,0,'trunk','src/core.c','run',NULL,10,50,14,23,15,212,30,6,'cognitive complexity rose from 14 to 23; the limit in the trunk is 15',NULL);
CREATE TABLE snapshot(
  id INTEGER PRIMARY KEY,
  tree BLOB NOT NULL,
  commit_id BLOB,
  time INTEGER NOT NULL,
  utc TEXT,
  measure INTEGER NOT NULL
);
INSERT INTO snapshot VALUES(1,X'2121212121212121212121212121212121212121',X'3131313131313131313131313131313131313131',1700000000,'2023-11-14T22:13:20Z',1);
INSERT INTO snapshot VALUES(2,X'2222222222222222222222222222222222222222',X'3232323232323232323232323232323232323232',1700086400,'2023-11-15T22:13:20Z',1);
CREATE TABLE snapshot_region(
  snapshot INTEGER NOT NULL,
  region TEXT NOT NULL,
  files INTEGER NOT NULL,
  units INTEGER NOT NULL,
  unmeasured INTEGER NOT NULL,
  sloc INTEGER NOT NULL,
  cognitive INTEGER NOT NULL,
  cyclomatic INTEGER NOT NULL,
  debt INTEGER NOT NULL,
  burden INTEGER NOT NULL,
  PRIMARY KEY(snapshot, region)
) WITHOUT ROWID;
INSERT INTO snapshot_region VALUES(1,'branch',50,450,0,10000,1500,2500,20000,500000);
INSERT INTO snapshot_region VALUES(1,'leaf',100,900,1,20000,3000,5000,40000,0);
INSERT INTO snapshot_region VALUES(1,'trunk',25,225,0,5000,750,1250,10000,1000000);
INSERT INTO snapshot_region VALUES(2,'branch',50,450,0,10000,1500,2500,20035,500700);
INSERT INTO snapshot_region VALUES(2,'leaf',100,900,1,20000,3000,5000,40035,700);
INSERT INTO snapshot_region VALUES(2,'trunk',25,225,0,5000,750,1250,10035,1000700);
CREATE INDEX snapshot_by_tree ON snapshot(tree, commit_id);
CREATE VIEW v_judgements AS SELECT
  judgement.id AS judgement, time, utc, moment,
  nullif(lower(hex(before_id)), '') AS before_id,
  nullif(lower(hex(after_id)), '') AS after_id,
  outcome, seconds, files, units, skipped, unmeasured,
  rejected, warned, noted, improved, waived, inherited,
  leaf_before / 10.0 AS leaf_before, leaf_after / 10.0 AS leaf_after,
  branch_before / 10.0 AS branch_before, branch_after / 10.0 AS branch_after,
  trunk_before / 10.0 AS trunk_before, trunk_after / 10.0 AS trunk_after,
  revisions
  FROM judgement JOIN measure ON measure.id = judgement.measure;
CREATE VIEW v_findings AS SELECT
  judgement, place, time, utc, moment, outcome,
  rule, level, waived_level, improvement, region, path, unit, was,
  line, end_line, number_before, number_after, number_limit, load,
  worst_line, worst_cost, message, reason
  FROM finding JOIN judgement ON judgement.id = finding.judgement;
CREATE VIEW v_snapshots AS SELECT
  snapshot.id AS snapshot, time, utc,
  lower(hex(tree)) AS tree, nullif(lower(hex(commit_id)), '') AS commit_id,
  region, files, units, unmeasured, sloc, cognitive, cyclomatic,
  debt / 10.0 AS debt, burden / 10.0 AS burden,
  debt * 100.0 / nullif(sloc, 0) AS debt_per_1000, revisions
  FROM snapshot JOIN snapshot_region ON snapshot_region.snapshot = snapshot.id
  JOIN measure ON measure.id = snapshot.measure;
CREATE VIEW v_store AS SELECT
  language.name AS language, facts.revision AS revision, count(*) AS blobs
  FROM facts JOIN language ON language.id = facts.language
  GROUP BY language.name, facts.revision;
CREATE TABLE path(
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  language TEXT
);
CREATE UNIQUE INDEX path_by_path ON path(path);
CREATE TABLE past(
  id INTEGER PRIMARY KEY,
  commit_id BLOB NOT NULL,
  time INTEGER NOT NULL,
  utc TEXT,
  on_line INTEGER NOT NULL,
  snapshot INTEGER,
  parents INTEGER NOT NULL,
  fix INTEGER NOT NULL,
  cohort TEXT,
  files INTEGER NOT NULL,
  subject TEXT NOT NULL
);
CREATE UNIQUE INDEX past_by_commit ON past(commit_id);
CREATE TABLE touch(
  path INTEGER NOT NULL,
  past INTEGER NOT NULL,
  was INTEGER,
  PRIMARY KEY(path, past)
) WITHOUT ROWID;
CREATE TABLE file_change(
  path INTEGER NOT NULL,
  past INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  region TEXT NOT NULL,
  load INTEGER NOT NULL,
  fan_out INTEGER NOT NULL,
  units INTEGER NOT NULL,
  unmeasured INTEGER NOT NULL,
  sloc INTEGER NOT NULL,
  cognitive INTEGER NOT NULL,
  cyclomatic INTEGER NOT NULL,
  debt INTEGER NOT NULL,
  PRIMARY KEY(path, past)
) WITHOUT ROWID;
CREATE TABLE unit(
  id INTEGER PRIMARY KEY,
  path INTEGER NOT NULL,
  name TEXT NOT NULL,
  nth INTEGER NOT NULL
);
CREATE UNIQUE INDEX unit_by_name ON unit(path, name, nth);
CREATE TABLE unit_change(
  unit INTEGER NOT NULL,
  past INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  cognitive INTEGER NOT NULL,
  sloc INTEGER NOT NULL,
  debt INTEGER NOT NULL,
  PRIMARY KEY(unit, past)
) WITHOUT ROWID;
CREATE TABLE promotion(
  past INTEGER NOT NULL,
  path INTEGER NOT NULL,
  region_before TEXT NOT NULL,
  region_after TEXT NOT NULL,
  load_before INTEGER NOT NULL,
  load_after INTEGER NOT NULL,
  PRIMARY KEY(past, path)
) WITHOUT ROWID;
CREATE VIEW v_commits AS SELECT
  id AS number, time, utc, lower(hex(commit_id)) AS commit_id, on_line, parents,
  fix, cohort, files, subject FROM past;
CREATE VIEW v_line AS SELECT
  past.id AS number, past.time AS time, past.utc AS utc,
  lower(hex(past.commit_id)) AS commit_id, subject, cohort,
  region, snapshot_region.files AS files, units, unmeasured, sloc, cognitive, cyclomatic,
  debt / 10.0 AS debt, burden / 10.0 AS burden,
  debt * 100.0 / nullif(sloc, 0) AS debt_per_1000
  FROM past JOIN snapshot_region ON snapshot_region.snapshot = past.snapshot
  WHERE on_line;
CREATE VIEW v_touches AS SELECT
  past.id AS number, past.time AS time, past.utc AS utc,
  lower(hex(commit_id)) AS commit_id, path.path AS path, was.path AS was,
  fix, cohort, parents, files
  FROM touch JOIN past ON past.id = touch.past JOIN path ON path.id = touch.path
  LEFT JOIN path AS was ON was.id = touch.was;
CREATE VIEW v_files AS SELECT
  past.id AS number, past.time AS time, past.utc AS utc,
  lower(hex(commit_id)) AS commit_id, path.path AS path, language, gone, region, load,
  fan_out, units, unmeasured, sloc, cognitive, cyclomatic, debt / 10.0 AS debt
  FROM file_change JOIN past ON past.id = file_change.past
  JOIN path ON path.id = file_change.path;
CREATE VIEW v_units AS SELECT
  past.id AS number, past.time AS time, past.utc AS utc,
  lower(hex(commit_id)) AS commit_id, path.path AS path, name, nth, gone, cognitive,
  sloc, debt / 10.0 AS debt
  FROM unit_change JOIN unit ON unit.id = unit_change.unit
  JOIN past ON past.id = unit_change.past JOIN path ON path.id = unit.path;
CREATE VIEW v_promotions AS SELECT
  past.id AS number, past.time AS time, past.utc AS utc,
  lower(hex(commit_id)) AS commit_id, path.path AS path, region_before, region_after,
  load_before, load_after
  FROM promotion JOIN past ON past.id = promotion.past
  JOIN path ON path.id = promotion.path;
COMMIT;
