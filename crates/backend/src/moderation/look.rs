//! Answers what devices ask of moderation, in parts.

use super::appeal::may_judge;
use super::lift::hindrance;
use super::subject;
use super::table::decision::Standing;
use super::table::queue::Waits;
use super::table::{decision, log, queue, report, restraint, rule};
use crate::db::{DbError, Sql};
use crate::endpoint::{Caller, Endpoint};
use crate::media::CASE;
use crate::media::table::uses;
use crate::module::{Module, Refusal};
use crate::page::{self, After, ITEMS};
use crate::ports::People;
use sampan_protocol::Error;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::moderation::{
    Appealed, AppealsPart, Case, Context, Decided, InForce, InForcePart, LogPart, QueuePart,
    Reason, RulesOf, RulesPart, Slow, SlowPart, Target,
};
use sampan_protocol::operate::Sealed;
use sampan_protocol::page::Page;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Lists what waits for moderators.", cases),
        Endpoint::new("Lists appeals that wait to be decided.", appeals),
        Endpoint::new("Lists the public log of moderation.", lines),
        Endpoint::new("Shows which words and links a place takes.", rules),
        Endpoint::new("Lists what is in force in a place.", in_force),
        Endpoint::new("Tells whether everybody is slowed in a place, and why.", slow),
    ]
}

/// Who asks, and what they may be shown.
struct Reader<'a> {
    me: PersonId,
    operator: bool,
    modules: &'a [Box<dyn Module>],
    people: &'a dyn People,
}

impl Reader<'_> {
    /// The places whose lists are read: none stands for all of them.
    fn places(&self, sql: &mut dyn Sql) -> Result<Vec<Option<String>>, DbError> {
        if self.operator {
            return Ok(vec![None]);
        }
        let mut places = Vec::new();
        for module in self.modules.iter().filter_map(|module| module.moderated()) {
            places.extend(module.places(sql, self.me)?.into_iter().map(Some));
        }
        Ok(places)
    }

    /// What something is, with where it stands; none where it is not there any more.
    fn context(&self, sql: &mut dyn Sql, key: &str) -> Result<Option<Context>, Refusal> {
        let Some(target) = Target::from_key(key) else { return Ok(None) };
        let found = subject::owner(self.modules, &target)?.subject(sql, &target)?;
        let Some(found) = found else { return Ok(None) };
        let place = subject::place(self.modules, sql, &found.place, self.me)?;
        let (about, before) = match found.author {
            None => (None, 0),
            Some(id) => (self.people.person(sql, id)?, decision::about(sql, id)?),
        };
        let mut pictures = found.pictures;
        pictures.extend(uses::pictures(sql, (CASE, key))?);
        Ok(Some(Context {
            locked: restraint::is_locked(sql, key)?,
            target,
            place: found.place,
            place_name: place.name,
            place_rules: place.rules,
            about,
            title: found.title,
            body: found.body,
            above: found.above,
            pictures,
            written: found.written,
            link: found.link,
            gone: found.gone,
            before,
        }))
    }

    fn case(&self, sql: &mut dyn Sql, waits: &Waits) -> Result<Option<Case>, Refusal> {
        let Some(context) = self.context(sql, &waits.target)? else { return Ok(None) };
        let reports = report::open(sql, &waits.target)?;
        let mut reasons: Vec<Reason> = reports.iter().map(|report| report.reason).collect();
        reasons.sort_unstable();
        reasons.dedup();
        let count = i64::try_from(reports.len()).unwrap_or(i64::MAX);
        let said = reports.into_iter().map(|report| report.said).filter(|said| !said.is_empty());
        Ok(Some(Case {
            context,
            reports: count,
            reasons,
            said: said.take(ITEMS).collect(),
            held_for: waits.held_for.clone(),
            latest: waits.at,
            operator: self.operator,
        }))
    }
}

impl Reader<'_> {
    /// What a decision imposed, as whoever asks may see and lift it.
    fn standing(&self, sql: &mut dyn Sql, one: Standing) -> Result<InForce, Refusal> {
        let Standing { made, at, until, seconds } = one;
        let hindrance = hindrance(self.modules, sql, &made, (self.me, self.operator))?;
        let about = match made.about {
            Some(about) => self.people.person(sql, about)?,
            None => None,
        };
        let label = made.told.as_ref().map(|told| told.label.clone());
        Ok(InForce {
            decision: made.id,
            action: made.action,
            target: made.target,
            label: label.unwrap_or_default(),
            about,
            by: self.people.person(sql, made.maker)?,
            since: at,
            until,
            seconds,
            state: made.state,
            statement: made.told.map(|told| told.statement),
            mine: hindrance.is_none(),
        })
    }
}

/// Reads as whoever asks.
fn reading<T>(
    caller: &Caller,
    mut read: impl FnMut(&mut dyn Sql, &Reader<'_>) -> Result<T, Refusal>,
) -> Result<T, Error> {
    let people = caller.backend.ports().people.clone();
    let done = caller.backend.db().read(|sql| {
        let operator = people.is_operator(sql, caller.me)?;
        let modules = caller.backend.modules();
        let reader = Reader { me: caller.me, operator, modules, people: people.as_ref() };
        read(sql, &reader)
    });
    Ok(done?)
}

fn cases(caller: &Caller, asked: &QueuePart) -> Result<Page<Case>, Error> {
    let after = page::after::<String>(&asked.part)?;
    let found = reading(caller, |sql, reader| {
        let mut waits = Vec::new();
        for place in reader.places(sql)? {
            waits.extend(queue::list(sql, place.as_deref(), after.as_ref())?);
        }
        waits.sort_by(|a, b| (b.at, &b.target).cmp(&(a.at, &a.target)));
        waits.truncate(ITEMS + 1);
        let mut cases = Vec::with_capacity(waits.len());
        for one in waits {
            if let Some(case) = reader.case(sql, &one)? {
                cases.push((After { rank: one.at.micros(), id: one.target }, case));
            }
        }
        Ok(cases)
    })?;
    page::of(found, &asked.part)
}

fn appeals(caller: &Caller, asked: &AppealsPart) -> Result<Page<Appealed>, Error> {
    let after = page::after::<OpId>(&asked.part)?;
    let found = reading(caller, |sql, reader| {
        let mut made = Vec::new();
        for place in reader.places(sql)? {
            made.extend(decision::appeals(sql, place.as_deref(), after.as_ref())?);
        }
        made.sort_by_key(|one| std::cmp::Reverse((one.appealed, one.id)));
        made.truncate(ITEMS + 1);
        let mut appeals = Vec::with_capacity(made.len());
        for one in made {
            if !may_judge(reader.modules, sql, &one, (reader.me, reader.operator))? {
                continue;
            }
            let context = reader.context(sql, &one.target.key())?;
            let by = reader.people.person(sql, one.maker)?;
            let (Some(context), Some(decided), Some(by)) = (context, one.told, by) else {
                continue;
            };
            let rank = one.appealed.micros();
            appeals.push((
                After { rank, id: one.id },
                Appealed { context, decided, by, at: one.appealed },
            ));
        }
        Ok(appeals)
    })?;
    page::of(found, &asked.part)
}

fn lines(caller: &Caller, asked: &LogPart) -> Result<Page<Sealed>, Error> {
    let after = page::after::<u64>(&asked.part)?;
    let before = after.map_or(i64::MAX, |after| after.rank);
    let found = caller.backend.db().read(|sql| log::before(sql, before, ITEMS as i64 + 1))?;
    let ranked = |line: Sealed| (After { rank: line.seq.cast_signed(), id: line.seq }, line);
    page::of(found.into_iter().map(ranked).collect(), &asked.part)
}

fn rules(caller: &Caller, asked: &RulesPart) -> Result<Page<RulesOf>, Error> {
    let place = &asked.list.place;
    let found = reading(caller, |sql, reader| {
        let here = subject::place(reader.modules, sql, place, reader.me)?;
        let mine = if place.is_empty() { reader.operator } else { here.moderates };
        if !mine {
            return Err(Error::refused("error.moderation.moderators_only").into());
        }
        let (rules, slow) = (rule::find(sql, place)?, restraint::seconds(sql, place)?);
        Ok(RulesOf { name: here.name, rules, slow, mine })
    })?;
    page::of(vec![(After { rank: 0, id: place.clone() }, found)], &asked.part)
}

fn in_force(caller: &Caller, asked: &InForcePart) -> Result<Page<InForce>, Error> {
    let (place, after) = (&asked.list.place, page::after::<OpId>(&asked.part)?);
    let now = caller.backend.now();
    let found = reading(caller, |sql, reader| {
        let here = subject::place(reader.modules, sql, place, reader.me)?;
        if !reader.operator && !here.moderates {
            return Err(Error::refused("error.moderation.moderators_only").into());
        }
        let mut found = Vec::new();
        for one in decision::in_force(sql, place, now, after.as_ref())? {
            let after = After { rank: one.at.micros(), id: one.made.id };
            found.push((after, reader.standing(sql, one)?));
        }
        Ok(found)
    })?;
    page::of(found, &asked.part)
}

fn slow(caller: &Caller, asked: &SlowPart) -> Result<Page<Slow>, Error> {
    let place = &asked.list.place;
    let found = reading(caller, |sql, reader| {
        let unknown = || Error::not_found("error.moderation.unknown");
        let target = Target::from_key(place).ok_or_else(unknown)?;
        let module = subject::owner(reader.modules, &target)?;
        if !module.may_see(sql, &target, reader.me)? {
            return Err(unknown().into());
        }
        Ok(decision::slowing(sql, place)?)
    })?;
    let told = |(seconds, told): (i64, Option<Decided>)| {
        let slow = Slow { seconds, statement: told.map(|told| told.statement) };
        (After { rank: 0, id: place.clone() }, slow)
    };
    page::of(found.map(told).into_iter().collect(), &asked.part)
}
