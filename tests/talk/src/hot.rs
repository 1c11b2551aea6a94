//! Reading the next page of a community's hot posts, against reading as many posts by their identifiers; once as
//! its readers get it, with authors, tags, polls, previews and reactions, and once as it is ranked and stored.

use sampan_backend::db::{Db, DbError, Sql, Value};
use sampan_backend::{Backend, Config, hot_posts, hot_rows};
use sampan_protocol::communities::rank;
use sampan_protocol::ids::{CommunityId, PersonId, PostId};
use sampan_protocol::{Error, Timestamp};
use serde_json::{Value as Json, json};
use std::time::Instant;
use uuid::Uuid;

/// How many people wrote them.
const PEOPLE: u64 = 1_000;
/// How many rows a page has, with the one that says that there is more.
const ROWS: i64 = 21;
/// When the first one was written.
const BEGAN: i64 = 1_780_000_000;
/// Seconds between two of them.
const PAUSE: i64 = 9;

/// Fills a new database with so many posts of one community, by plain `INSERT`s, and reads so many pages of
/// each kind in turns; medians in microseconds.
///
/// # Errors
/// What the database says.
pub fn measure(database: &str, posts: u64, pages: u64) -> Result<Json, Error> {
    let backend = Backend::open(Config::server(database, "memory:"))?;
    let db = backend.db();
    let began = Instant::now();
    db.set_durable(false).and_then(|()| fill(db, posts)).map_err(|error| trouble(&error))?;
    let filled = began.elapsed().as_secs();
    let (mut whole, mut ranking, mut yardstick) = (Vec::new(), Vec::new(), Vec::new());
    let mut chance = 1_u64;
    // The first ones warm up what both stand on, and do not count.
    for page in 0..pages + pages / 10 {
        chance =
            chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (chance >> 20) % posts.max(100);
        let mut turns = [Turn::Page, Turn::Ranking, Turn::Key];
        turns.rotate_left(page as usize % 3);
        for turn in turns {
            let start = Instant::now();
            let (read, all) = match turn {
                Turn::Page => (hot(&backend, at)?, &mut whole),
                Turn::Ranking => {
                    (hot_rows(&backend, person(7), community(), behind(at))?, &mut ranking)
                }
                Turn::Key => (range(db, at).map_err(|error| trouble(&error))?, &mut yardstick),
            };
            let micros = start.elapsed().as_nanos() as f64 / 1_000.0;
            if read < ROWS as usize - 1 && at > 100 && at + 100 < posts {
                return Err(Error::internal().with("rows", read as i64));
            }
            if page >= pages / 10 {
                all.push(micros);
            }
        }
    }
    let (whole, ours, yardstick) = (median(whole), median(ranking), median(yardstick));
    Ok(json!({
        "engine": db.engine(), "posts": posts, "pages": pages, "filled_in_s": filled,
        "ours": ours, "page": whole, "yardstick": yardstick, "ratio": ours / yardstick,
        "page_ratio": whole / yardstick, "unit": "µs",
    }))
}

/// What is read.
#[derive(Clone, Copy)]
enum Turn {
    /// A page, as its readers get it.
    Page,
    /// Its rows, as they are ranked.
    Ranking,
    /// As many rows by the primary key.
    Key,
}

fn behind(at: u64) -> (i64, PostId) {
    (rank::hot(20, 0, created(at)), PostId(Uuid::nil()))
}

/// The page behind where a post of this number would stand without votes: as its readers get it.
fn hot(backend: &Backend, at: u64) -> Result<usize, Error> {
    hot_posts(backend, person(7), community(), Some(behind(at))).map(|posts| posts.len())
}

/// As many rows by the primary key.
fn range(db: &Db, at: u64) -> Result<usize, DbError> {
    let (id, rows) = (Value::from(post(at).to_string()), Value::from(ROWS));
    let query = "SELECT * FROM community_posts WHERE id > $1 ORDER BY id LIMIT $2";
    db.read(|sql| sql.query(query, &[id.clone(), rows.clone()])).map(|rows| rows.len())
}

fn fill(db: &Db, posts: u64) -> Result<(), DbError> {
    let engine = db.engine();
    db.write(|sql| {
        let people = (0..PEOPLE).map(|n| {
            let (id, name) = (person(n).to_string(), format!("Baker {n}"));
            vec![id.into(), format!("baker{n}").into(), name.into(), "person".into(), "".into()]
        });
        let people = people.map(|mut row: Vec<Value>| {
            row.extend([Value::from(0_i64), 0_i64.into(), BEGAN.into()]);
            row
        });
        let columns = "(id, handle, name, kind, recovery_key, operator, frozen, registered)";
        sql.insert(&format!("INSERT INTO persons {columns}"), &mut people.into_iter())?;
        let many = i64::try_from(posts).unwrap_or(i64::MAX);
        let place = vec![
            community().to_string().into(),
            "Bread Club".into(),
            "".into(),
            "".into(),
            "food".into(),
            "".into(),
            "open".into(),
            1_000_i64.into(),
            many.into(),
            BEGAN.into(),
        ];
        let columns = "(id, name, about, rules, topic, place, joining, members, posts, created)";
        let into = format!("INSERT INTO communities {columns}");
        sql.insert(&into, &mut std::iter::once(place))
    })?;
    // Made when all is there: an index is much quicker to sort than to grow.
    let indexes = db.write(|sql| without_indexes(sql, engine))?;
    // Some at a time, so that no transaction is as large as the database.
    let mut from = 0;
    while from < posts {
        let until = (from + 50_000).min(posts);
        db.write(|sql| {
            let columns =
                "(id, community, author, title, body, pictures, created, up, down, comments,
                hot, top, controversial, removed, weighed_up, weighed_down)";
            let into = format!("INSERT INTO community_posts {columns}");
            sql.insert(&into, &mut (from..until).map(row))?;
            let votes = (from..until).filter(|n| n % 10 == 3).map(|n| {
                let (target, person) = (post(n).to_string(), person(7).to_string());
                vec![target.into(), person.into(), 1_i64.into(), 100_i64.into()]
            });
            let columns = "(target, person, opinion, weight)";
            let mut votes = votes;
            sql.insert(&format!("INSERT INTO community_votes {columns}"), &mut votes)
        })?;
        from = until;
    }
    db.write(|sql| {
        for index in &indexes {
            sql.execute(index, &[])?;
        }
        sql.execute("ANALYZE", &[]).map(drop)
    })
}

/// Takes the indexes of the posts away; answers the statements that make them again.
fn without_indexes(sql: &mut dyn Sql, engine: &str) -> Result<Vec<String>, DbError> {
    let query = match engine {
        "SQLite" => {
            "SELECT name, sql AS made FROM sqlite_master
             WHERE type = 'index' AND tbl_name = 'community_posts' AND sql IS NOT NULL"
        }
        _ => {
            "SELECT indexname AS name, indexdef AS made FROM pg_indexes
             WHERE tablename = 'community_posts' AND indexdef NOT LIKE 'CREATE UNIQUE%'"
        }
    };
    let mut made = Vec::new();
    for row in sql.query(query, &[])? {
        sql.execute(&format!("DROP INDEX {}", row.text("name")?), &[])?;
        made.push(row.text("made")?.to_owned());
    }
    Ok(made)
}

fn row(n: u64) -> Vec<Value> {
    // As votes are: most posts have few, some have many.
    let up = 1 + (10_000 / (1 + n.wrapping_mul(2_654_435_761) % 9_973)) as i64;
    let down = i64::from(n.is_multiple_of(7));
    let at = created(n);
    vec![
        post(n).to_string().into(),
        community().to_string().into(),
        person(n.wrapping_mul(40_503) % PEOPLE).to_string().into(),
        format!("How long does yours rise? ({n})").into(),
        "I let mine rise over night in the fridge, and it was worth the wait. ".repeat(3).into(),
        "[]".into(),
        at.micros().into(),
        up.into(),
        down.into(),
        i64::try_from(n % 30).unwrap_or(0).into(),
        rank::hot(up, down, at).into(),
        (rank::top(up, down) * 100).into(),
        rank::controversial(up * 100, down * 100).into(),
        0_i64.into(),
        (up * 100).into(),
        (down * 100).into(),
    ]
}

fn created(n: u64) -> Timestamp {
    Timestamp::from_seconds(BEGAN + i64::try_from(n).unwrap_or(0) * PAUSE)
}

fn community() -> CommunityId {
    CommunityId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001))
}

fn person(n: u64) -> PersonId {
    PersonId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0001_0000_0000 + u128::from(n)))
}

/// Identifiers that sort by when something was written, as devices make them.
fn post(n: u64) -> PostId {
    let millis = u128::from(created(n).micros().unsigned_abs() / 1_000);
    PostId(Uuid::from_u128((millis << 80) | 0x7000_8000_0000_0000_0000 | u128::from(n)))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn trouble(error: &DbError) -> Error {
    Error::internal().with("cause", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_read_as_many_rows_in_a_small_world() {
        let told = measure("sqlite::memory:", 3_000, 20).expect("it is measured");
        assert!(told["ratio"].as_f64().is_some_and(|ratio| ratio > 0.0), "{told}");
    }
}
