//! Plays where people meet.

use super::play::Stage;
use super::script::{Announced, Meet, Who};
use crate::features::talks::gatherings::{End, Every, Plan, Rule, Weekday, When, ops};
use sampan_protocol::ids::{CommunityId, GatheringId};
use sampan_protocol::{Clock, Currency, Error, Money, Timestamp};

/// Where they meet: the time zone, and by how many minutes it is ahead of UTC.
const ZONE: (&str, i32) = ("Asia/Shanghai", 480);

/// A gathering that was announced.
pub(super) struct Meeting {
    id: GatheringId,
    at: Timestamp,
    plan: Plan,
}

impl Stage {
    /// Announces a gathering.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn gather(
        &mut self,
        who: Who,
        meet: Meet,
        community: CommunityId,
        announced: &Announced,
    ) -> Result<(), Error> {
        let plan = plan(announced, self.clock.now());
        let id = GatheringId(self.fresh().0);
        let at = sampan_calendar::first(&plan.when)?;
        let gather = ops::Gather { gathering: id, community, plan: plan.clone() };
        self.say(who, ops::GATHER, &gather).await?;
        self.meets.insert(meet, Meeting { id, at, plan });
        Ok(())
    }

    /// Signs up for its first date.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn sign_up(&mut self, who: Who, meet: Meet, guests: i64) -> Result<(), Error> {
        let Meeting { id, at, plan } = self.meets.get(&meet).ok_or_else(Error::internal)?;
        let amount = plan.amount(guests);
        let answers = plan.questions.iter().map(|_| "No nuts, please".to_owned()).collect();
        let up = ops::SignUp { gathering: *id, at: *at, guests, answers, amount };
        let name = if amount.is_some() { ops::BOOK } else { ops::SIGN_UP };
        self.act(who, "communities", name, &up, amount.is_some()).await.map(drop)
    }
}

fn plan(announced: &Announced, now: Timestamp) -> Plan {
    let (zone, offset) = ZONE;
    let then = now.plus_seconds(announced.days * 86_400);
    let (year, month, day) = then.date(offset);
    let weekday = Weekday::of_day((then.seconds() + i64::from(offset) * 60).div_euclid(86_400));
    let weekly =
        Rule { every: Every::Week, interval: 1, days: vec![weekday], nth: 0, end: End::Never };
    let cny = |minor| Currency::new("CNY").ok().map(|currency| Money::new(minor, currency));
    Plan {
        title: announced.title.to_owned(),
        about: announced.about.to_owned(),
        area: announced.area.to_owned(),
        address: announced.address.to_owned(),
        spot: announced.spot.to_owned(),
        when: When {
            starts: format!("{year:04}-{month:02}-{day:02}T{}", announced.time),
            zone: zone.to_owned(),
            minutes: announced.minutes,
            rule: announced.weekly.then_some(weekly),
        },
        capacity: announced.capacity,
        guests: announced.guests,
        price: announced.price.and_then(cny),
        refund_hours: 24,
        questions: announced.questions.iter().map(|text| (*text).to_owned()).collect(),
        hosts: Vec::new(),
    }
}
