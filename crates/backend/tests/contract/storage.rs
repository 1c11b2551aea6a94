//! The store itself: transactions, and databases that are not what they should be.

use crate::world::{World, on_each};
use sampan_backend::db::{Db, DbError, Migration, Value, attempt};
use sampan_backend::{Backend, Config, params};
use sampan_protocol::{Code, Error};

fn open(database: &str) -> Error {
    match Backend::open(Config::server(database, "memory:")) {
        Ok(_) => panic!("{database} must not open"),
        Err(error) => error,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_leaves_nothing_behind() {
    on_each(async |world: World| {
        world
            .blocking(|backend| {
                let db = backend.db();
                db.write(|sql| sql.batch("CREATE TABLE t (k TEXT PRIMARY KEY, v BIGINT)"))?;
                let put = "INSERT INTO t (k, v) VALUES ($1, $2)";
                let failed: Result<(), DbError> = db.write(|sql| {
                    sql.execute(put, &params!["a", 1])?;
                    Err(DbError::Other("no".into()))
                });
                assert!(failed.is_err(), "the work failed");
                db.write(|sql| {
                    sql.execute(put, &params!["b", 2])?;
                    let inner: Result<(), DbError> = attempt(sql, |sql| {
                        sql.execute(put, &params!["c", 3])?;
                        sql.execute(put, &params!["b", 4]).map(drop)
                    });
                    assert!(matches!(inner, Err(DbError::Constraint(_))), "b is taken");
                    let outer: Result<u64, DbError> =
                        attempt(sql, |sql| sql.execute(put, &params!["d", None::<i64>]));
                    assert_eq!(outer.ok(), Some(1), "after a failure it goes on");
                    Ok::<_, DbError>(())
                })?;
                let rows = db.read(|sql| sql.query("SELECT k, v FROM t ORDER BY k", &[]))?;
                let keys: Vec<_> = rows.iter().map(|row| row.text("k").expect("text")).collect();
                assert_eq!(keys, ["b", "d"], "only what was committed is there");
                assert_eq!(rows[1].opt_int("v").ok(), Some(None), "and nothing is nothing");
                let bad: Result<u64, DbError> = db.read(|sql| sql.execute(put, &params!["e", 5]));
                assert!(bad.is_err(), "who reads does not write");
                Ok(())
            })
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_values_may_come_in_any_order() {
    on_each(async |world: World| {
        world
            .blocking(|backend| {
                let row = backend.db().read(|sql| {
                    let query = "SELECT CAST($3 AS TEXT) AS c, CAST($1 AS BIGINT) AS a,
                                 CAST($2 AS TEXT) AS b, '$1' AS quoted, CAST($1 AS BIGINT) AS again";
                    sql.query_one(query, &params![7, "two", "three"])
                })?;
                assert_eq!((row.int("a")?, row.text("b")?), (7, "two"), "by number");
                assert_eq!((row.text("c")?, row.text("quoted")?), ("three", "$1"), "not by place");
                assert_eq!(row.int("again")?, 7, "twice if need be");
                Ok(())
            })
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_survive() {
    on_each(async |world: World| {
        world
            .blocking(|backend| {
                let db = backend.db();
                db.write(|sql| sql.batch("CREATE TABLE v (i BIGINT, t TEXT, b BYTEA)"))?;
                let bytes: Vec<u8> = (0..=255).collect();
                for whole in [i64::MIN, -1, 0, i64::MAX] {
                    db.write(|sql| {
                        sql.execute(
                            "INSERT INTO v (i, t, b) VALUES ($1, $2, $3)",
                            &params![whole, "'陈美' \u{1F600}", bytes.clone()],
                        )
                    })?;
                }
                let rows = db.read(|sql| sql.query("SELECT i, t, b FROM v ORDER BY i", &[]))?;
                let whole: Vec<_> = rows.iter().map(|row| row.int("i").expect("whole")).collect();
                assert_eq!(whole, [i64::MIN, -1, 0, i64::MAX], "to the last digit");
                assert_eq!(rows[0].text("t").ok(), Some("'陈美' \u{1F600}"), "in any script");
                assert_eq!(rows[0].blob("b").ok(), Some(&bytes[..]), "every byte");
                assert_eq!(rows[0].value("b").ok(), Some(&Value::Blob(bytes)), "as bytes");
                Ok(())
            })
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_at_once_count_right() {
    on_each(async |world: World| {
        world
            .blocking(|backend| {
                let db = backend.db();
                db.write(|sql| {
                    sql.batch("CREATE TABLE c (n BIGINT); INSERT INTO c (n) VALUES (0)")
                })?;
                std::thread::scope(|scope| {
                    for _ in 0..4 {
                        scope.spawn(|| {
                            for _ in 0..25 {
                                let add = db.write(|sql| {
                                    let n = sql.query_one("SELECT n FROM c", &[])?.int("n")?;
                                    sql.execute("UPDATE c SET n = $1", &params![n + 1])
                                });
                                add.expect("each comes through");
                            }
                        });
                    }
                });
                let n = db.read(|sql| sql.query_one("SELECT n FROM c", &[])?.int("n"))?;
                assert_eq!(n, 100, "no write was lost");
                Ok(())
            })
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_that_the_server_ended_are_opened_again() {
    on_each(async |world: World| {
        let (one, other) = (world.backend.clone(), world.another());
        let ended = world
            .blocking(move |_| {
                if one.db().engine() == "SQLite" {
                    return Ok(1);
                }
                let end = "SELECT COUNT(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
                           WHERE datname = current_database() AND pid <> pg_backend_pid()";
                let ended = other.db().read(|sql| sql.query_one(end, &[])?.int("n"))?;
                one.db().write(|sql| sql.batch("CREATE TABLE t (x BIGINT)"))?;
                Ok(ended)
            })
            .await;
        assert!(ended > 0, "there was a session to end");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_from_the_future_is_left_alone() {
    on_each(async |world: World| {
        let config = world.config.clone();
        world
            .blocking(|backend| {
                let future = Migration { version: 1_000, sql: "CREATE TABLE future (x BIGINT)" };
                let steps: &'static [Migration] = Box::leak(Box::new([future]));
                Ok(backend.db().migrate(&[("people", steps)])?)
            })
            .await;
        let opened = std::thread::spawn(move || Backend::open(config).map(|_| ()));
        let error = opened.join().expect("it ends").expect_err("it must not open");
        assert_eq!(error.code, Code::Incompatible, "this program is too old");
        assert_eq!(error.key, "error.storage.database_from_future", "and says so");
    })
    .await;
}

#[test]
fn addresses_that_are_none_are_told() {
    for address in ["", "sqlite:", "mysql://x", "/tmp/x.db", "postgres://x/y?nosuch=1"] {
        assert_eq!(open(address).key, "error.storage.address", "{address} is none");
    }
    let nowhere = open("sqlite:/no/such/folder/x.db");
    assert_eq!(nowhere.key, "error.storage.unreachable", "there is no such folder");
    let nobody = open("postgres://nobody@127.0.0.1:1/none");
    assert_eq!(nobody.key, "error.storage.unreachable", "nobody listens there");
}

#[test]
fn a_file_that_is_no_database_is_told_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("backend.db");
    let words = "Dear diary, this is no database at all. ".repeat(200);
    std::fs::write(&path, &words).expect("it is written");
    let address = format!("sqlite:{}", path.display());
    assert_eq!(open(&address).key, "error.storage.database_corrupt", "it is none");
    assert_eq!(std::fs::read_to_string(&path).expect("there"), words, "and stays as it is");
}

#[test]
fn a_damaged_database_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("backend.db");
    let address = format!("sqlite:{}", path.display());
    drop(Backend::open(Config::server(&address, "memory:")).expect("a new one opens"));
    let mut bytes = std::fs::read(&path).expect("it is there");
    bytes[200..].fill(0x5A);
    std::fs::write(&path, bytes).expect("it is damaged");
    assert_eq!(open(&address).key, "error.storage.database_corrupt", "it is damaged");
}

#[test]
fn a_full_disk_is_told_and_nothing_is_half_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(&format!("sqlite:{}", folder.path().join("x.db").display())).expect("opens");
    db.write(|sql| {
        sql.batch("CREATE TABLE t (x TEXT)")?;
        sql.query("PRAGMA max_page_count = 20", &[])
    })
    .expect("a small disk");
    let big = "x".repeat(1_000_000);
    let full: Result<u64, DbError> =
        db.write(|sql| sql.execute("INSERT INTO t (x) VALUES ($1)", &params![big.as_str()]));
    let error = Error::from(full.expect_err("it does not fit"));
    assert_eq!((error.code, error.key.as_str()), (Code::Storage, "error.storage.full"), "told");
    let rows = db.read(|sql| sql.query("SELECT x FROM t", &[])).expect("it can be read");
    assert!(rows.is_empty(), "nothing is half done");
}
