//! Persons and merchants of the service.

use crate::db::{DbError, Row, Sql, Value, any_of};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{Kind, Me, Person};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE persons (
        id TEXT PRIMARY KEY,
        handle TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        avatar TEXT,
        kind TEXT NOT NULL,
        mcc BIGINT,
        operator BIGINT NOT NULL,
        frozen BIGINT NOT NULL,
        recovery_key TEXT NOT NULL,
        registered BIGINT NOT NULL
    );";

const COLUMNS: &str = "id, handle, name, avatar, kind, mcc, operator, frozen";

/// Adds a person.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    me: &Me,
    recovery_key: &str,
    registered: Timestamp,
) -> Result<(), DbError> {
    let Person { id, handle, name, avatar, kind, mcc } = &me.person;
    sql.execute(
        "INSERT INTO persons
         (id, handle, name, avatar, kind, mcc, operator, frozen, recovery_key, registered)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &params![
            id,
            handle,
            name,
            avatar.clone(),
            kind_word(*kind),
            *mcc,
            me.operator,
            me.frozen,
            recovery_key,
            registered
        ],
    )
    .map(drop)
}

/// A person as they see themselves.
pub(crate) fn me(sql: &mut dyn Sql, id: PersonId) -> Result<Option<Me>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM persons WHERE id = $1");
    sql.query_opt(&query, &params![id])?.map(|row| read(&row)).transpose()
}

/// Several persons, in no order.
pub(crate) fn several(sql: &mut dyn Sql, ids: &[PersonId]) -> Result<Vec<Person>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for (list, values) in any_of(ids.iter().map(Value::from).collect()) {
        let query = format!("SELECT {COLUMNS} FROM persons WHERE id IN {list}");
        for row in sql.query(&query, &values)? {
            found.push(read(&row)?.person);
        }
    }
    Ok(found)
}

/// Who came first.
pub(crate) fn first(sql: &mut dyn Sql) -> Result<Option<PersonId>, DbError> {
    let query = "SELECT id FROM persons ORDER BY registered, id LIMIT 1";
    sql.query_opt(query, &[])?.map(|row| row.parse("id")).transpose()
}

/// The identifiers of persons behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM persons WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// When a person came.
pub(crate) fn registered(sql: &mut dyn Sql, id: PersonId) -> Result<Option<Timestamp>, DbError> {
    let query = "SELECT registered FROM persons WHERE id = $1";
    sql.query_opt(query, &params![id])?.map(|row| row.time("registered")).transpose()
}

/// A person by handle, as they see themselves.
pub(crate) fn by_handle(sql: &mut dyn Sql, handle: &str) -> Result<Option<Me>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM persons WHERE handle = $1");
    sql.query_opt(&query, &params![plain(handle)])?.map(|row| read(&row)).transpose()
}

/// Persons that have the search term; whoever has it for a handle comes first.
pub(crate) fn with_term(
    sql: &mut dyn Sql,
    term: &str,
    handle: &str,
    limit: u32,
) -> Result<Vec<Person>, DbError> {
    let query = format!(
        "SELECT {COLUMNS} FROM person_terms t JOIN persons p ON p.id = t.person
         WHERE t.term = $1
         ORDER BY CASE WHEN p.handle = $2 THEN 0 ELSE 1 END, p.handle
         LIMIT $3"
    );
    sql.query(&query, &params![plain(term), plain(handle), limit])?
        .iter()
        .map(|row| read(row).map(|me| me.person))
        .collect()
}

/// Changes how others see a person.
pub(crate) fn update(
    sql: &mut dyn Sql,
    id: PersonId,
    name: &str,
    avatar: Option<&str>,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE persons SET name = $2, avatar = $3 WHERE id = $1",
        &params![id, name, avatar],
    )
    .map(drop)
}

/// Freezes all devices of a person, or ends that.
pub(crate) fn set_frozen(sql: &mut dyn Sql, id: PersonId, frozen: bool) -> Result<(), DbError> {
    sql.execute("UPDATE persons SET frozen = $2 WHERE id = $1", &params![id, frozen]).map(drop)
}

/// Makes a person an operator, or ends that.
pub(crate) fn set_operator(sql: &mut dyn Sql, id: PersonId, operator: bool) -> Result<(), DbError> {
    sql.execute("UPDATE persons SET operator = $2 WHERE id = $1", &params![id, operator]).map(drop)
}

/// Whether a person runs the service.
pub(crate) fn is_operator(sql: &mut dyn Sql, id: PersonId) -> Result<bool, DbError> {
    let query = "SELECT operator FROM persons WHERE id = $1";
    let row = sql.query_opt(query, &params![id])?;
    row.map_or(Ok(false), |row| row.flag("operator"))
}

/// Everybody who runs the service, by handle.
pub(crate) fn operators(sql: &mut dyn Sql) -> Result<Vec<Person>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM persons WHERE operator = 1 ORDER BY handle");
    sql.query(&query, &[])?.iter().map(|row| read(row).map(|me| me.person)).collect()
}

/// The public half of a person's recovery key.
pub(crate) fn recovery_key(sql: &mut dyn Sql, id: PersonId) -> Result<Option<String>, DbError> {
    sql.query_opt("SELECT recovery_key FROM persons WHERE id = $1", &params![id])?
        .map(|row| Ok(row.text("recovery_key")?.to_owned()))
        .transpose()
}

/// Whether anybody is there, and whether one of them runs the service.
pub(crate) fn census(sql: &mut dyn Sql) -> Result<(bool, bool), DbError> {
    let any = |sql: &mut dyn Sql, query| sql.query(query, &[]).map(|rows| !rows.is_empty());
    Ok((
        any(sql, "SELECT id FROM persons LIMIT 1")?,
        any(sql, "SELECT id FROM persons WHERE operator = 1 LIMIT 1")?,
    ))
}

fn read(row: &Row) -> Result<Me, DbError> {
    let person = Person {
        id: row.parse("id")?,
        handle: row.text("handle")?.to_owned(),
        name: row.text("name")?.to_owned(),
        avatar: row.opt_text("avatar")?.map(str::to_owned),
        kind: if row.text("kind")? == kind_word(Kind::Merchant) {
            Kind::Merchant
        } else {
            Kind::Person
        },
        mcc: row.opt_int("mcc")?.and_then(|mcc| u16::try_from(mcc).ok()),
    };
    Ok(Me { person, operator: row.flag("operator")?, frozen: row.flag("frozen")? })
}

const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Merchant => "merchant",
    }
}

/// What was typed, without the one character that PostgreSQL's text cannot hold.
fn plain(typed: &str) -> String {
    typed.replace('\0', "")
}
