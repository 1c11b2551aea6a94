//! Tests of opening files that are fine, old, new, broken, full and read-only.

use super::*;
use crate::cache::Cache;
use crate::outbox::Outbox;
use sampan_protocol::people::{Kind, Person};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn key<T>(result: Result<T, Fault>) -> String {
    result.err().map(|fault| Error::from(fault).key).expect("a fault")
}

fn somebody() -> Person {
    Person {
        id: sampan_protocol::ids::PersonId(uuid::Uuid::from_u128(1)),
        handle: "mei".to_owned(),
        name: "Mei".to_owned(),
        avatar: None,
        kind: Kind::Person,
        mcc: None,
    }
}

fn knows_somebody(cache: &Store) -> bool {
    cache.read(|db| crate::table::person::by_handle(db, "mei")).expect("readable").is_some()
}

fn cache_with_somebody(folder: &Path) -> Store {
    let cache = Store::open_disposable::<Cache>(folder).expect("opened");
    cache.write(|tx| crate::table::person::remember(tx, &somebody())).expect("written");
    cache
}

#[test]
fn what_was_written_is_there_when_it_is_opened_again() {
    let folder = folder();
    drop(cache_with_somebody(folder.path()));
    let again = Store::open_disposable::<Cache>(folder.path()).expect("opened");
    assert!(knows_somebody(&again), "the cache survives a restart");
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    let folder = folder();
    let cache = Store::open_disposable::<Cache>(folder.path()).expect("opened");
    let failed: Result<(), Fault> = cache.write(|tx| {
        crate::table::person::remember(tx, &somebody())?;
        Err(Error::internal().into())
    });
    assert!(failed.is_err() && !knows_somebody(&cache), "all or nothing");
}

#[test]
fn a_cache_of_another_schema_is_laid_anew() {
    let folder = folder();
    let cache = cache_with_somebody(folder.path());
    cache.write(|tx| Ok(tx.pragma_update(None, "user_version", 7)?)).expect("another version");
    drop(cache);
    let again = Store::open_disposable::<Cache>(folder.path()).expect("opened");
    assert!(!knows_somebody(&again), "what an old version wrote is not read");
    assert!(!folder.path().join("cache.broken.db").exists(), "it was not broken: it is gone");
}

#[test]
fn a_broken_cache_is_moved_aside_and_laid_anew() {
    for garbage in [
        &b"this is not a database, and long enough to be taken for one..............\
        ......................................................."[..],
        &[0xFF; 8192],
    ] {
        let folder = folder();
        drop(cache_with_somebody(folder.path()));
        std::fs::write(folder.path().join("cache.db"), garbage).expect("broken");
        let again = Store::open_disposable::<Cache>(folder.path()).expect("opened all the same");
        assert!(!knows_somebody(&again), "it begins empty");
        assert!(folder.path().join("cache.broken.db").exists(), "the broken one can be looked at");
    }
}

#[test]
fn a_broken_outbox_is_told_and_kept() {
    let folder = folder();
    drop(Store::open::<Outbox>(folder.path()).expect("opened"));
    let path = folder.path().join("outbox.db");
    let whole = std::fs::read(&path).expect("read");
    // The header is whole, everything after it is not.
    let broken: Vec<u8> =
        whole.iter().enumerate().map(|(at, b)| if at < 100 { *b } else { !*b }).collect();
    for content in [broken, b"garbage".repeat(200)] {
        std::fs::write(&path, &content).expect("broken");
        let told = key(Store::open::<Outbox>(folder.path()));
        assert!(
            ["error.storage.outbox_corrupt", "error.storage.corrupt"].contains(&told.as_str()),
            "it is told: {told}"
        );
        assert_eq!(std::fs::read(&path).expect("there"), content, "and not touched");
    }
}

#[test]
fn an_outbox_from_the_future_is_told_and_kept() {
    let folder = folder();
    let own = Store::open::<Outbox>(folder.path()).expect("opened");
    own.write(|tx| Ok(tx.pragma_update(None, "user_version", 99)?)).expect("a newer version");
    drop(own);
    assert_eq!(key(Store::open::<Outbox>(folder.path())), "error.storage.from_future", "told");
}

#[test]
fn a_full_disk_and_a_read_only_file_are_told() {
    let folder = folder();
    let own = Store::open::<Outbox>(folder.path()).expect("opened");
    let fill =
        |own: &Store| own.write(|tx| crate::table::known::set(tx, "big", &"x".repeat(1 << 20)));
    lock(&own.writer).execute_batch("PRAGMA max_page_count = 20").expect("a small disk");
    assert_eq!(key(fill(&own)), "error.storage.full", "no room");
    lock(&own.writer)
        .execute_batch("PRAGMA max_page_count = 100000; PRAGMA query_only = ON")
        .expect("read-only");
    assert_eq!(key(fill(&own)), "error.storage.read_only", "no right to write");
    lock(&own.writer).execute_batch("PRAGMA query_only = OFF").expect("writable");
    fill(&own).expect("and when it is over, it works");
}

#[test]
fn a_folder_where_a_file_should_be_is_told() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("outbox.db")).expect("in the way");
    assert_eq!(key(Store::open::<Outbox>(folder.path())), "error.storage.read_only", "told");
}

#[test]
fn readers_do_not_wait_for_a_writer() {
    let folder = folder();
    let cache = cache_with_somebody(folder.path());
    cache
        .write(|_| {
            assert!(knows_somebody(&cache), "a read in the middle of a write sees what was");
            Ok(())
        })
        .expect("written");
}
