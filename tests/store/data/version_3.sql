-- A log of version 3, made by the program as it was then; never made anew.
PRAGMA application_id = 1903520122;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE answer (
    digest TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID
;
INSERT INTO "answer" VALUES('digest of bio/ph/bile','answer to bio/ph/bile');
INSERT INTO "answer" VALUES('digest of bio/ph/blood','answer to bio/ph/blood');
INSERT INTO "answer" VALUES('digest of chem/acid','answer to chem/acid');
INSERT INTO "answer" VALUES('digest of chem/gone','answer to chem/gone');
CREATE TABLE daily_sum (
    study_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    answers INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    recalled INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (study_day, kind, key)
) STRICT, WITHOUT ROWID
;
INSERT INTO "daily_sum" VALUES('2026-03-02','new','bio',1,1,1,4000);
INSERT INTO "daily_sum" VALUES('2026-03-02','new','chem',2,2,2,4000);
INSERT INTO "daily_sum" VALUES('2026-03-02','sure','bio',1,1,0,0);
INSERT INTO "daily_sum" VALUES('2026-03-02','sure','chem',1,1,0,0);
INSERT INTO "daily_sum" VALUES('2026-03-03','young','chem',1,0,0,4000);
INSERT INTO "daily_sum" VALUES('2026-03-04','extra','bio',1,1,0,4000);
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    at INTEGER NOT NULL,
    study_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    payload TEXT NOT NULL
) STRICT, WITHOUT ROWID
;
INSERT INTO "event" VALUES('019cae6b-6600-7466-bdd6-40fb06671ad1','1c80317fa3b1799d',1772452800000,'2026-03-02','session_started','s1','{"seed":7}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60a9d0f4ef57','1c80317fa3b1799d',1772452800000,'2026-03-02','rerated','019cae6b-6600-7466-bdd6-40fb45185662','{"rating":2,"interval_days":4.0,"due_at":1772798400000}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60ab72f7375c','1c80317fa3b1799d',1772452800000,'2026-03-02','reset','chem/gone','{}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60ac14d5fb14','1c80317fa3b1799d',1772452800000,'2026-03-02','undone','q4','{}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60ad18039118','1c80317fa3b1799d',1772452800000,'2026-03-02','moved','bio/ph/urine','{"from":"bio/ph/blood"}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60ad20267a0c','1c80317fa3b1799d',1772452800000,'2026-03-02','flagged','chem/acid','{"reason":"na\u00efve"}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60ad27c7447b','1c80317fa3b1799d',1772452800000,'2026-03-02','buried','bio/ph/urine','{"until":"2026-03-09"}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60ad3fc3add6','1c80317fa3b1799d',1772452800000,'2026-03-02','suspended','chem/other','{}');
INSERT INTO "event" VALUES('019cb391-c200-71a2-bc89-60ad77bc5662','1c80317fa3b1799d',1772452800000,'2026-03-02','session_ended','s1','{}');
CREATE TABLE first_answer (
    study_day TEXT NOT NULL,
    fact TEXT NOT NULL,
    review TEXT NOT NULL,
    was_new INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    form TEXT NOT NULL,
    bundled INTEGER NOT NULL,
    interval_days REAL NOT NULL,
    elapsed_days INTEGER NOT NULL,
    met_days INTEGER NOT NULL,
    missed_days INTEGER NOT NULL,
    bundled_before INTEGER,
    chance INTEGER,
    PRIMARY KEY (study_day, fact)
) STRICT, WITHOUT ROWID
;
INSERT INTO "first_answer" VALUES('2026-03-02','bio/ph/urine','019cae6b-6600-7466-bdd6-40fb45185662',1,2,1,'choice',0,0.0,0,0,0,NULL,NULL);
INSERT INTO "first_answer" VALUES('2026-03-02','chem/acid','019cae6b-6600-7466-bdd6-40fb7e3cad41',1,3,1,'choice',0,0.0,0,0,0,NULL,NULL);
INSERT INTO "first_answer" VALUES('2026-03-02','chem/gone','019cb391-c200-71a2-bc89-60aa8e91560b',1,3,1,'choice',0,0.0,0,0,0,NULL,NULL);
INSERT INTO "first_answer" VALUES('2026-03-03','chem/acid','019cb391-c200-71a2-bc89-60a923b8c1e9',0,1,0,'choice',0,3.0,1,1,0,0,6045);
CREATE TABLE memory (
    fact TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    stability REAL NOT NULL,
    difficulty REAL NOT NULL,
    last_study_day TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    interval_days REAL NOT NULL,
    step INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    last_rating INTEGER NOT NULL,
    last_form TEXT NOT NULL,
    answer_digest TEXT NOT NULL,
    capped INTEGER NOT NULL,
    last_review TEXT NOT NULL,
    met_days INTEGER NOT NULL,
    missed_days INTEGER NOT NULL,
    bundled INTEGER
) STRICT, WITHOUT ROWID
;
INSERT INTO "memory" VALUES('bio/ph/urine','review',1.38571428571428567622e+00,3.16666666666666651863e+00,'2026-03-02',1772798400000,4.0,0,1,0,1,2,'choice','digest of bio/ph/blood',0,'019cae6b-6600-7466-bdd6-40fb45185662',1,0,0);
INSERT INTO "memory" VALUES('chem/acid','learning',1.84693877551020424476e+00,2.08333333333333348136e+00,'2026-03-03',1772798400000,3.0,1,2,1,1,1,'choice','digest of chem/acid',1,'019cb391-c200-71a2-bc89-60a923b8c1e9',2,1,0);
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID
;
INSERT INTO "meta" VALUES('machine','1c80317fa3b1799d');
CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    applied_at INTEGER NOT NULL
) STRICT
;
INSERT INTO "migration" VALUES(1,1772452800000);
INSERT INTO "migration" VALUES(2,1772452800000);
INSERT INTO "migration" VALUES(3,1772452800000);
CREATE TABLE move (
    new TEXT NOT NULL,
    old TEXT NOT NULL,
    PRIMARY KEY (new, old)
) STRICT, WITHOUT ROWID
;
INSERT INTO "move" VALUES('bio/ph/urine','bio/ph/blood');
CREATE TABLE review (
    id TEXT PRIMARY KEY,
    machine TEXT NOT NULL,
    question_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    bundle_id TEXT,
    at INTEGER NOT NULL,
    study_day TEXT NOT NULL,
    fact TEXT NOT NULL,
    revision INTEGER NOT NULL,
    answer_digest TEXT NOT NULL,
    mode TEXT NOT NULL,
    counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
    form TEXT NOT NULL,
    shape TEXT NOT NULL,
    options TEXT NOT NULL,
    response TEXT NOT NULL,
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    confidence TEXT,
    proposed_rating INTEGER NOT NULL CHECK (proposed_rating BETWEEN 1 AND 4),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    confused_with TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    scheduler TEXT NOT NULL,
    interval_days REAL NOT NULL,
    due_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
;
INSERT INTO "review" VALUES('019cae6b-6600-7466-bdd6-40fb45185662','1c80317fa3b1799d','q1','s1',NULL,1772452800000,'2026-03-02','bio/ph/blood',1,'digest of bio/ph/blood','study',1,'choice','pick','{"options":["a","b"]}','{"kind":"picked","chosen":[1]}',1,'sure',3,3,'["bio/ph/bile"]',4000,'test',3.0,1772712000000);
INSERT INTO "review" VALUES('019cae6b-6600-7466-bdd6-40fb7e3cad41','1c80317fa3b1799d','q1','s1',NULL,1772452800000,'2026-03-02','chem/acid',1,'digest of chem/acid','study',1,'choice','pick','{"options":["a","b"]}','{"kind":"picked","chosen":[1]}',1,'sure',3,3,'["bio/ph/bile"]',4000,'test',3.0,1772712000000);
INSERT INTO "review" VALUES('019cb391-c200-71a2-bc89-60a923b8c1e9','1c80317fa3b1799d','q2','s1',NULL,1772539200000,'2026-03-03','chem/acid',1,'digest of chem/acid','study',1,'choice','pick','{"options":["a","b"]}','{"kind":"picked","chosen":[1]}',0,NULL,1,1,'[]',4000,'test',3.0,1772798400000);
INSERT INTO "review" VALUES('019cb391-c200-71a2-bc89-60aa8e91560b','1c80317fa3b1799d','q3','s1',NULL,1772452800000,'2026-03-02','chem/gone',1,'digest of chem/gone','exam',1,'choice','pick','{"options":["a","b"]}','{"kind":"picked","chosen":[1]}',1,NULL,3,3,'[]',4000,'test',3.0,1772712000000);
INSERT INTO "review" VALUES('019cb391-c200-71a2-bc89-60abfe945b91','1c80317fa3b1799d','q4','s1',NULL,1772452800000,'2026-03-02','bio/ph/bile',1,'digest of bio/ph/bile','study',1,'choice','pick','{"options":["a","b"]}','{"kind":"picked","chosen":[1]}',1,NULL,3,3,'[]',4000,'test',3.0,1772712000000);
INSERT INTO "review" VALUES('019cb391-c200-71a2-bc89-60acac007f7e','1c80317fa3b1799d','q5','s1','b1',1772452800000,'2026-03-04','bio/ph/blood',1,'digest of bio/ph/blood','drill',0,'choice','pick','{"options":["a","b"]}','{"kind":"picked","chosen":[1]}',1,NULL,3,3,'[]',4000,'test',3.0,1772712000000);
CREATE TABLE standing (
    fact TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (fact, kind)
) STRICT, WITHOUT ROWID
;
INSERT INTO "standing" VALUES('bio/ph/urine','buried','2026-03-09');
INSERT INTO "standing" VALUES('chem/acid','flagged','naïve');
INSERT INTO "standing" VALUES('chem/other','suspended','');
CREATE TABLE underived (
    since INTEGER PRIMARY KEY
) STRICT
;
CREATE INDEX review_fact ON review (fact);
CREATE INDEX event_kind_target ON event (kind, target);
CREATE INDEX move_old ON move (old);
CREATE TRIGGER review_no_update BEFORE update ON review
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are never changed');
END;
CREATE TRIGGER review_no_delete BEFORE delete ON review
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are never changed');
END;
CREATE TRIGGER event_no_update BEFORE update ON event
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are never changed');
END;
CREATE TRIGGER event_no_delete BEFORE delete ON event
BEGIN
    SELECT RAISE(ABORT, 'rows of the log are never changed');
END;
CREATE INDEX review_confused ON review (id) WHERE confused_with <> '[]';
COMMIT;
