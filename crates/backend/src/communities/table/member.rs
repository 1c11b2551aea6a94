//! Who belongs to which community, asked to, or is invited.

use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::Role;
use sampan_protocol::ids::{CommunityId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("member.sql");

/// What somebody is in a community, and since when; none for nobody.
pub(crate) fn find(
    sql: &mut dyn Sql,
    community: CommunityId,
    person: PersonId,
) -> Result<Option<(Role, Timestamp)>, DbError> {
    sql.query_opt(
        "SELECT role, since FROM community_members WHERE community = $1 AND person = $2",
        &params![community, person],
    )?
    .map(|row| Ok((role(&row)?, row.time("since")?)))
    .transpose()
}

/// Makes somebody something in a community.
pub(crate) fn put(
    sql: &mut dyn Sql,
    community: CommunityId,
    person: PersonId,
    role: Role,
    since: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO community_members (community, person, role, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (community, person) DO UPDATE SET role = excluded.role, since = excluded.since",
        &params![community, person, role.word(), since],
    )
    .map(drop)
}

/// Makes somebody nobody in a community.
pub(crate) fn remove(
    sql: &mut dyn Sql,
    community: CommunityId,
    person: PersonId,
) -> Result<(), DbError> {
    sql.execute(
        "DELETE FROM community_members WHERE community = $1 AND person = $2",
        &params![community, person],
    )
    .map(drop)
}

/// Everybody who belongs to a community, asked to, or is invited.
pub(crate) fn all(
    sql: &mut dyn Sql,
    community: CommunityId,
) -> Result<Vec<(PersonId, Role, Timestamp)>, DbError> {
    sql.query(
        "SELECT person, role, since FROM community_members WHERE community = $1",
        &params![community],
    )?
    .iter()
    .map(|row| Ok((row.parse("person")?, role(row)?, row.time("since")?)))
    .collect()
}

/// Those who belong to a community, or those who asked to; the latest first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    community: CommunityId,
    asking: bool,
    after: Option<&After<PersonId>>,
) -> Result<Vec<(After<PersonId>, Role)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let query = if asking {
        "SELECT person, role, since FROM community_members
         WHERE community = $1 AND role = 'asking'
           AND (since, person) < ($2, $3)
         ORDER BY since DESC, person DESC LIMIT $4"
    } else {
        "SELECT person, role, since FROM community_members
         WHERE community = $1 AND role IN ('member', 'moderator', 'owner')
           AND (since, person) < ($2, $3)
         ORDER BY since DESC, person DESC LIMIT $4"
    };
    let ranked =
        |row: &Row| Ok((After { rank: row.int("since")?, id: row.parse("person")? }, role(row)?));
    let rows = sql.query(query, &params![community, rank, id, ITEMS as i64 + 1])?;
    rows.iter().map(ranked).collect()
}

/// The communities that somebody moderates.
pub(crate) fn moderated_by(
    sql: &mut dyn Sql,
    person: PersonId,
) -> Result<Vec<CommunityId>, DbError> {
    sql.query(
        "SELECT community FROM community_members
         WHERE person = $1 AND role IN ('moderator', 'owner')",
        &params![person],
    )?
    .iter()
    .map(|row| row.parse("community"))
    .collect()
}

/// Whose a community is.
pub(crate) fn owner(
    sql: &mut dyn Sql,
    community: CommunityId,
) -> Result<Option<PersonId>, DbError> {
    let query = "SELECT person FROM community_members WHERE community = $1 AND role = 'owner'";
    sql.query_opt(query, &params![community])?.map(|row| row.parse("person")).transpose()
}

fn role(row: &Row) -> Result<Role, DbError> {
    Role::from_word(row.text("role")?)
        .ok_or_else(|| DbError::Decode("column role is no role".to_owned()))
}

/// Who moderates a community, the owner among them.
pub(crate) fn moderators(
    sql: &mut dyn Sql,
    community: CommunityId,
) -> Result<Vec<PersonId>, DbError> {
    sql.query(
        "SELECT person FROM community_members
         WHERE community = $1 AND role IN ('moderator', 'owner')",
        &params![community],
    )?
    .iter()
    .map(|row| row.parse("person"))
    .collect()
}
