//! Goes over everything that shows media, once a day, a batch in a transaction: where it stands is in
//! the database, so that it goes on wherever a process ended, and whoever else is there goes on, too.

use super::owned::VIDEO;
use super::shows::{note, owner};
use super::table::video;
use super::table::walk::{self, Standing};
use super::{DAY, GRACE};
use crate::backend::Backend;
use crate::db::{DbError, Sql};
use crate::module::Module;
use sampan_protocol::{Error, Timestamp};

/// About how many things are looked at in one transaction.
const BATCH: usize = 50;
/// How many batches one round has, so that videos do not wait for all of them.
const ROUND: usize = 64;
/// How long the first one waits, in seconds: a service that starts has other things to do.
const FIRST: i64 = 600;
/// When it goes on after something went wrong, in seconds.
const AGAIN: i64 = 600;

/// Looks at the next batches, if it is time.
///
/// # Errors
/// What the database says; it goes on later.
pub(super) async fn go_on(backend: &Backend, now: Timestamp) -> Result<(), Error> {
    let done = round(backend, now).await;
    if done.is_err() {
        let later = now.plus_seconds(AGAIN);
        let put_off =
            move |backend: &Backend| Ok(backend.db().write(|sql| walk::put_off(sql, later))?);
        backend.blocking(put_off).await?;
    }
    done
}

async fn round(backend: &Backend, now: Timestamp) -> Result<(), Error> {
    let look = |backend: &Backend| Ok(backend.db().read(walk::standing)?);
    let stands = backend.blocking(look).await?;
    if stands.is_some_and(|stands| stands.due > now && stands.kinds == named(backend.modules())) {
        return Ok(());
    }
    let closed = backend.closed();
    for _ in 0..ROUND {
        let next = move |backend: &Backend| {
            let modules = backend.modules();
            Ok(backend.db().write(|sql| batch(modules, sql, now))?)
        };
        if *closed.borrow() {
            break;
        }
        if !backend.blocking(next).await? {
            break;
        }
    }
    Ok(())
}

/// The kinds of things that show media. Videos come last: until then, what shows them is known.
fn kinds(modules: &[Box<dyn Module>]) -> Vec<&'static str> {
    let all = modules.iter().filter_map(|module| module.shows());
    let others = all.flat_map(|one| one.kinds().iter().copied()).filter(|kind| *kind != VIDEO);
    others.chain([VIDEO]).collect()
}

fn named(modules: &[Box<dyn Module>]) -> String {
    kinds(modules).join(" ")
}

/// Looks at a batch; says whether there is another one.
fn batch(modules: &[Box<dyn Module>], sql: &mut dyn Sql, now: Timestamp) -> Result<bool, DbError> {
    let (kinds, named) = (kinds(modules), named(modules));
    let Some(mut stands) = walk::standing(sql)? else {
        let due = now.plus_seconds(FIRST);
        walk::put(sql, &Standing { kinds: named, due, ..Standing::default() })?;
        return Ok(false);
    };
    if stands.kinds != named {
        // What was gone over before did not know all that there is.
        stands = Standing { kinds: named, due: now, ..Standing::default() };
    }
    if stands.due > now {
        return Ok(false);
    }
    let at = kinds.iter().position(|kind| *kind == stands.kind);
    if at.is_none() {
        (stands.began, stands.after) = (now, String::new());
    }
    let at = at.unwrap_or(0);
    let kind = kinds[at];
    let Some(owner) = owner(modules, kind) else { return Ok(false) };
    let part = owner.after(sql, kind, &stands.after, BATCH)?;
    let spare = now.plus_seconds(GRACE);
    for id in &part.ids {
        note(sql, owner, (kind, id), spare)?;
        if kind == VIDEO {
            video::find_spare(sql, id, spare)?;
        }
    }
    let next = match (part.next, kinds.get(at + 1)) {
        (Some(after), _) => Standing { kind: kind.to_owned(), after, ..stands },
        (None, Some(kind)) => Standing { kind: (*kind).to_owned(), after: String::new(), ..stands },
        (None, None) => Standing {
            kind: String::new(),
            after: String::new(),
            whole: stands.began,
            due: now.plus_seconds(DAY),
            ..stands
        },
    };
    walk::put(sql, &next)?;
    Ok(next.due <= now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::plain_modules;

    #[test]
    fn each_kind_has_one_owner_and_videos_come_last() {
        let modules = plain_modules();
        let all = kinds(&modules);
        assert_eq!(all.last(), Some(&VIDEO), "what shows videos is known before");
        for kind in &all {
            let owners = modules.iter().filter_map(|module| module.shows());
            let count = owners.filter(|one| one.kinds().contains(kind)).count();
            assert_eq!(count, 1, "{kind} is one module's");
            assert!(!kind.contains(' ') && !kind.is_empty(), "{kind:?} is a word");
        }
    }
}
