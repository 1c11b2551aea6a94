//! Lists of notes, each in an order that its index has.

use super::{Stored, read};
use crate::db::{DbError, Row, Sql, Value};
use crate::page::{After, ITEMS};
use sampan_protocol::ids::{NoteId, PersonId};

/// Which notes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Everybody's; the value is the state.
    Discover,
    /// Those of a category, which is the value.
    Category,
    /// Those of accounts that the value, a person, follows.
    Following,
    /// Those of an account, which is the value.
    Account,
    /// Those of an account, which is the value, that have not come out.
    Waiting,
    /// Those of a topic, which is the value.
    Topic,
    /// Those of a folder, which is the value.
    Folder,
    /// Short videos of accounts that the value, a person, follows.
    FilmsFollowed,
    /// Short videos of a place, whose [`place_key`] is the value.
    FilmsNear,
    /// Short videos of an account, which is the value.
    FilmsOf,
}

/// Notes in an order, behind one of them.
pub(crate) fn list(
    sql: &mut dyn Sql,
    reader: PersonId,
    (which, value): (Which, Value),
    after: Option<&After<NoteId>>,
) -> Result<Vec<(After<NoteId>, Stored)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let values = [Value::from(reader), value, rank.into(), id.into(), (ITEMS as i64 + 1).into()];
    let rows = sql.query(query(which), &values)?;
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: row.int("place_in")?, id: found.note.id }, found))
    };
    rows.iter().map(ranked).collect()
}

/// A list by what orders it, where it comes from, and what narrows it.
macro_rules! listed {
    ($rank:literal, $id:literal, $from:literal, $($where:tt)+) => {
        concat!(
            select!($rank, $from),
            $($where)+,
            " AND ",
            $rank,
            " <= $3 AND (",
            $rank,
            " < $3 OR ",
            $id,
            " < $4) ORDER BY ",
            $rank,
            " DESC, ",
            $id,
            " DESC LIMIT $5"
        )
    };
}

/// The query for a list: `$2` is the value, `$3` and `$4` behind which, `$5` how many. Each is written
/// out, so that each list has its index; what narrows stands first, and nothing before it.
fn query(which: Which) -> &'static str {
    match which {
        Which::Discover => {
            listed!("n.ranked", "n.id", "feed_notes n", "n.state = $2 AND n.audience = 'everybody'")
        }
        Which::Category => listed!(
            "n.ranked",
            "n.id",
            "feed_notes n",
            "n.category = $2 AND n.state = 1 AND n.audience = 'everybody'"
        ),
        Which::Following => listed!(
            "n.published",
            "n.id",
            "feed_follows f CROSS JOIN feed_notes n",
            "n.account = f.account AND f.person = $2 AND n.state = 1 AND ",
            seen!()
        ),
        Which::Account => listed!(
            "n.published",
            "n.id",
            "feed_notes n",
            "n.account = $2 AND n.state = 1 AND ",
            seen!()
        ),
        Which::Waiting => {
            listed!("n.published", "n.id", "feed_notes n", "n.account = $2 AND n.state = 0")
        }
        Which::Topic => listed!(
            "t.published",
            "t.note",
            "feed_topics t CROSS JOIN feed_notes n",
            "n.id = t.note AND t.topic = $2 AND n.state = 1 AND ",
            seen!()
        ),
        Which::Folder => listed!(
            "p.at",
            "p.note",
            "feed_kept p CROSS JOIN feed_notes n",
            "n.id = p.note AND p.folder = $2 AND n.state = 1 AND ",
            seen!()
        ),
        Which::FilmsFollowed => listed!(
            "n.published",
            "n.id",
            "feed_follows f CROSS JOIN feed_notes n",
            "n.account = f.account AND f.person = $2 AND n.state = 1 AND n.made IS NOT NULL AND ",
            seen!()
        ),
        Which::FilmsNear => listed!(
            "n.published",
            "n.id",
            "feed_notes n",
            "n.place_key = $2 AND n.state = 1 AND n.audience = 'everybody'
             AND n.made IS NOT NULL"
        ),
        Which::FilmsOf => listed!(
            "n.published",
            "n.id",
            "feed_notes n",
            "n.account = $2 AND n.state = 1 AND n.made IS NOT NULL AND ",
            seen!()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;
    use crate::{Backend, Config};

    /// Few accounts with many notes, and what the database counts of them: it likes to begin where there is
    /// little, and sorts every note for each part of a list.
    #[test]
    fn no_list_of_a_large_account_is_sorted_anew() {
        let config = Config::server("sqlite::memory:", "memory:");
        let backend = Backend::open(config).expect("a backend");
        let filled = [
            "INSERT INTO feed_accounts (id, name, kind, about, category, hours, place, services,
                 verified, followers, notes, likes, created)
             VALUES ('a', 'Bread', 'person', '', 'food', '[]', '', '[]', 0, 0, 3000, 0, 0)",
            "INSERT INTO feed_notes (id, account, author, category, title, text, pictures, place,
                 published, state, likes, saves, comments, ranked, place_key, made)
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
             SELECT 'n' || i, 'a', 'p', 'food', '', '', '[]', '', i, i % 10 <> 0, 0, 0, 0, i,
                 'town', CASE WHEN i % 3 = 0 THEN '{}' END FROM n",
            "INSERT INTO feed_topics (topic, note, published)
             SELECT 'bread', id, published FROM feed_notes",
            "INSERT INTO feed_kept (person, note, folder, at)
             SELECT 'me', id, 'f', published FROM feed_notes",
            "ANALYZE",
        ];
        let lists = [
            Which::Discover,
            Which::Category,
            Which::Account,
            Which::Waiting,
            Which::Topic,
            Which::Folder,
            Which::FilmsNear,
            Which::FilmsOf,
        ];
        let plan = backend.db().write(|sql| {
            for statement in filled {
                sql.execute(statement, &[])?;
            }
            let mut steps = Vec::new();
            for which in lists {
                let asked = format!("EXPLAIN QUERY PLAN {}", query(which));
                let values = params!["me", "a", 1_500_i64, "n1500", 21_i64];
                for row in sql.query(&asked, &values)? {
                    steps.push(format!("{which:?}: {}", row.text("detail")?));
                }
            }
            Ok::<_, DbError>(steps)
        });
        let plan = plan.expect("it is told");
        let sorted: Vec<_> = plan.iter().filter(|step| step.contains("TEMP B-TREE")).collect();
        assert!(plan.len() >= 4 * lists.len(), "each looks into four tables: {plan:#?}");
        assert!(sorted.is_empty(), "an index has the order: {plan:#?}");
    }
}
