//! Tells how the short videos of an account go; what is small is blurred here, and the rest told in
//! steps, so that nobody sees a single person watch.

use crate::db::{DbError, Sql, Value};
use crate::endpoint::Caller;
use crate::feed::look::must_see_insights;
use crate::feed::table::keeper;
use crate::feed::table::note::{self, Which};
use crate::feed::table::watched::{self, Watched};
use crate::module::Refusal;
use crate::page::{self, After};
use sampan_protocol::Error;
use sampan_protocol::feed::Note;
use sampan_protocol::feed::blur::{Count, LEAST};
use sampan_protocol::feed::film::{FilmNumbers, FilmsPart, Source};
use sampan_protocol::ids::NoteId;
use sampan_protocol::page::Page;

pub(super) fn answer(caller: &Caller, asked: &FilmsPart) -> Result<Page<FilmNumbers>, Error> {
    let (after, id) = (page::after(&asked.part)?, asked.list.account);
    let found = caller.backend.db().read(|sql| {
        must_see_insights(keeper::find(sql, id, caller.me)?)?;
        let which = (Which::FilmsOf, Value::from(id));
        let listed = note::list(sql, caller.me, which, after.as_ref())?;
        Ok::<_, Refusal>(counted(sql, listed)?)
    })?;
    page::of(found, &asked.part)
}

type Ranked<T> = (After<NoteId>, T);

fn counted(
    sql: &mut dyn Sql,
    listed: Vec<Ranked<note::Stored>>,
) -> Result<Vec<Ranked<FilmNumbers>>, DbError> {
    let ids: Vec<NoteId> = listed.iter().map(|(_, stored)| stored.note.id).collect();
    let all = watched::of(sql, &ids)?;
    let numbers = listed.into_iter().map(|(after, stored)| {
        let own: Vec<&Watched> = all.iter().filter(|one| one.note == stored.note.id).collect();
        (after, numbers(stored.note, &own))
    });
    Ok(numbers.collect())
}

/// In which steps it is told how much was watched on the average.
const STEP: i64 = 100;

/// A count in steps.
fn blurred(number: i64) -> Count {
    Count::of(number - number.rem_euclid(LEAST))
}

/// The numbers of one video. Every source is told of: that one is left out would tell that nobody came
/// from there.
fn numbers(note: Note, watched: &[&Watched]) -> FilmNumbers {
    let sum = |wanted: &dyn Fn(&Watched) -> bool| -> i64 {
        watched.iter().filter(|one| wanted(one)).map(|one| one.times).sum()
    };
    let all = sum(&|_| true);
    let tenths: i64 = watched.iter().map(|one| one.times * one.tenths).sum();
    let average = (all >= LEAST).then(|| {
        let exact = tenths * 100 / all;
        u16::try_from(exact - exact.rem_euclid(STEP)).unwrap_or_default()
    });
    let sources = std::iter::once(None).chain(Source::ALL.iter().copied().map(Some));
    FilmNumbers {
        note,
        watched: blurred(all),
        average,
        reached: (1..=10).map(|k| blurred(sum(&|one| one.tenths >= k))).collect(),
        sources: sources
            .map(|source| (source, blurred(sum(&|one| one.source == source))))
            .collect(),
    }
}
