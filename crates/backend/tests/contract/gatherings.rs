//! Gatherings: who gets a place, who waits, and what becomes of their money.

use crate::operations::{applied, cny, push_one, top_up};
use crate::world::{PIN, Someone, World, on_each, rejection};
use sampan_protocol::communities::gatherings::{
    AskGathering, AskGuests, Day, Gathering, GatheringPart, Guest, GuestsPart, MoneyState, Plan,
    Seat, SeatState, When, ops, rows,
};
use sampan_protocol::communities::ops as community_ops;
use sampan_protocol::communities::ops::Face;
use sampan_protocol::ids::{CommunityId, GatheringId};
use sampan_protocol::page::Part;
use sampan_protocol::sync::Outcome;
use sampan_protocol::wallet::{Account, rows as wallet_rows};
use sampan_protocol::{Clock, Error, Timestamp};
use serde::Serialize;

/// The clock of the world stands at 2026-09-21 14:13:20 UTC.
pub(crate) const STARTS: &str = "2026-10-06T19:00";

pub(crate) async fn act(
    who: &mut Someone,
    name: &str,
    args: &impl Serialize,
) -> Result<Outcome, Error> {
    let (op, scope) = (who.new_op(), who.scope("communities"));
    let pin = (name == ops::BOOK).then_some(PIN);
    who.device.act(op, &scope, name, args, pin).await
}

pub(crate) async fn done(who: &mut Someone, name: &str, args: &impl Serialize) {
    let outcome = act(who, name, args).await;
    assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{name}: {outcome:?}");
}

pub(crate) async fn refused(who: &mut Someone, name: &str, args: &impl Serialize) -> String {
    match act(who, name, args).await {
        Ok(outcome) => rejection(&outcome).to_owned(),
        Err(error) => error.key,
    }
}

pub(crate) fn plan(price: Option<i64>, capacity: i64) -> Plan {
    Plan {
        title: "Bread evening".into(),
        about: "We bake.".into(),
        area: "Kreuzberg".into(),
        address: "Oranienstr. 1, back door".into(),
        spot: "u33d8xyzc".into(),
        when: When {
            starts: STARTS.into(),
            zone: "Europe/Berlin".into(),
            minutes: 120,
            rule: None,
        },
        capacity,
        guests: 2,
        price: price.map(cny),
        refund_hours: 24,
        questions: Vec::new(),
        hosts: Vec::new(),
    }
}

/// A community with a host and members, and a gathering in it.
pub(crate) struct Party {
    pub(crate) host: Someone,
    pub(crate) people: Vec<Someone>,
    pub(crate) id: GatheringId,
    pub(crate) at: Timestamp,
}

impl Party {
    pub(crate) async fn of(world: &World, plan: Plan, people: usize) -> Self {
        let mut host = world.someone("host", "Hanna").await;
        let community = CommunityId(host.new_op().0);
        let face = Face { name: "Bread".into(), ..Face::default() };
        done(&mut host, community_ops::CREATE, &community_ops::Create { community, face }).await;
        let mut all = Vec::new();
        for n in 0..people {
            let mut one = world.someone(&format!("guest{n}"), &format!("Guest {n}")).await;
            done(&mut one, community_ops::JOIN, &community_ops::Join { community }).await;
            let fill = top_up(&mut one, 10_000);
            assert!(applied(&push_one(&mut one, fill).await), "they have 100.00");
            all.push(one);
        }
        let id = GatheringId(host.new_op().0);
        done(&mut host, ops::GATHER, &ops::Gather { gathering: id, community, plan }).await;
        let mut party = Self { host, people: all, id, at: Timestamp(0) };
        party.at = party.look_as_host().await.next;
        party
    }

    pub(crate) fn wish(&self, guests: i64, amount: Option<i64>) -> ops::SignUp {
        let amount = amount.map(cny);
        ops::SignUp { gathering: self.id, at: self.at, guests, answers: Vec::new(), amount }
    }

    pub(crate) fn off(&self) -> ops::SignOff {
        ops::SignOff { gathering: self.id, at: self.at }
    }

    pub(crate) async fn look_as_host(&mut self) -> Gathering {
        look(&mut self.host, self.id).await
    }

    pub(crate) async fn day(&mut self, n: usize) -> Day {
        look(&mut self.people[n], self.id).await.days.remove(0)
    }

    pub(crate) async fn state(&mut self, n: usize) -> (SeatState, i64, MoneyState) {
        let mine = self.day(n).await.mine.expect("they signed up");
        (mine.state, mine.ahead, mine.money)
    }

    pub(crate) async fn balance(&mut self, n: usize) -> (i64, i64) {
        balance(&mut self.people[n]).await
    }
}

/// What somebody has, and how much of it is held.
pub(crate) async fn balance(who: &mut Someone) -> (i64, i64) {
    let rows = who.rows("wallet", wallet_rows::ACCOUNT).await;
    let Some(row) = rows.into_iter().next() else { return (0, 0) };
    let account: Account = serde_json::from_value(row).expect("an account");
    (account.balance, account.held)
}

pub(crate) async fn look(who: &mut Someone, gathering: GatheringId) -> Gathering {
    let ask = GatheringPart { list: AskGathering { gathering }, part: Part::default() };
    who.device.ask(&ask).await.expect("it may be read").items.remove(0)
}

pub(crate) async fn seat(who: &mut Someone) -> Seat {
    let row = who.rows("communities", rows::SEAT).await.remove(0);
    serde_json::from_value(row).expect("a seat")
}

pub(crate) async fn guests(who: &mut Someone, gathering: GatheringId, at: Timestamp) -> Vec<Guest> {
    let ask = GuestsPart { list: AskGuests { gathering, at }, part: Part::default() };
    who.device.ask(&ask).await.expect("it may be read").items
}

/// Everything that is due happens.
pub(crate) async fn run_due(world: &World) {
    let now = world.clock.now();
    world.blocking(move |backend| backend.run_due(now)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_places_for_five_and_one_cancels() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(Some(2_000), 3), 5).await;
        let wish = party.wish(0, Some(2_000));
        for n in 0..5 {
            done(&mut party.people[n], ops::BOOK, &wish).await;
        }
        use MoneyState::{GivenBack, Held, Taken};
        use SeatState::{Going, Left, Waiting};
        assert_eq!(party.state(2).await, (Going, 0, Held), "the third has the last place");
        assert_eq!(party.state(3).await, (Waiting, 0, Held), "the fourth is the first in line");
        assert_eq!(party.state(4).await, (Waiting, 1, Held), "the fifth stands behind");
        assert_eq!(party.balance(4).await, (10_000, 2_000), "the money is held either way");
        let again = refused(&mut party.people[0], ops::BOOK, &wish).await;
        assert_eq!(again, "error.gatherings.already", "once each");
        let off = party.off();
        done(&mut party.people[1], ops::SIGN_OFF, &off).await;
        assert_eq!(party.state(1).await, (Left, 0, GivenBack), "cancelled in time");
        assert_eq!(party.balance(1).await, (10_000, 0), "all is free again");
        assert_eq!(party.state(3).await, (Going, 0, Held), "the next one has the place");
        assert_eq!(party.state(4).await, (Waiting, 0, Held), "and the last one is the next");
        let told = party.people[3].rows("notices", "notices.notice").await;
        assert_eq!(told[0]["kind"], "communities.gathering_place", "they are told");
        world.clock.forward((party.at.micros() - world.clock.now().micros()) / 1_000_000);
        run_due(&world).await;
        for n in [0, 2, 3] {
            assert_eq!(party.state(n).await, (Going, 0, Taken), "it has begun");
            assert_eq!(party.balance(n).await, (8_000, 0), "paid");
        }
        assert_eq!(party.state(4).await.2, GivenBack, "who waited in vain pays nothing");
        assert_eq!(party.balance(4).await, (10_000, 0), "and has it all");
        assert_eq!(balance(&mut party.host).await, (6_000, 0), "three have paid the host");
        run_due(&world).await;
        assert_eq!(balance(&mut party.host).await, (6_000, 0), "once");
        let late = refused(&mut party.people[4], ops::SIGN_OFF, &off).await;
        assert_eq!(late, "error.gatherings.begun", "it has begun");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_late_pays_for_an_empty_place_only() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(Some(1_000), 2), 3).await;
        let wish = party.wish(0, Some(1_000));
        done(&mut party.people[0], ops::BOOK, &wish).await;
        done(&mut party.people[1], ops::BOOK, &wish).await;
        let left = party.at.micros() - world.clock.now().micros();
        world.clock.forward(left / 1_000_000 - 3_600);
        let off = party.off();
        for n in [0, 1] {
            done(&mut party.people[n], ops::SIGN_OFF, &off).await;
        }
        assert_eq!(party.state(0).await.0, SeatState::LeftLate, "an hour before");
        let back = refused(&mut party.people[0], ops::BOOK, &wish).await;
        assert_eq!(back, "error.gatherings.left_late", "no second hold on one place");
        // Somebody takes one of the two places after all.
        done(&mut party.people[2], ops::BOOK, &wish).await;
        world.clock.forward(3_600);
        run_due(&world).await;
        let have = [party.balance(0).await.0, party.balance(1).await.0, party.balance(2).await.0];
        assert_eq!(have, [9_000, 10_000, 9_000], "one of the late ones, and who comes");
        assert_eq!(balance(&mut party.host).await.0, 2_000, "never more than two places");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_off_gives_everything_back() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(Some(1_000), 1), 3).await;
        for n in 0..2 {
            let wish = party.wish(0, Some(1_000));
            done(&mut party.people[n], ops::BOOK, &wish).await;
        }
        let stranger = refused(
            &mut party.people[0],
            ops::CALL_OFF,
            &ops::CallOff { gathering: party.id, at: None },
        )
        .await;
        assert_eq!(stranger, "error.gatherings.hosts_only", "hosts only");
        // Even who cancelled too late gets it back then.
        let left = party.at.micros() - world.clock.now().micros();
        world.clock.forward(left / 1_000_000 - 3_600);
        let off = party.off();
        done(&mut party.people[0], ops::SIGN_OFF, &off).await;
        assert_eq!(party.balance(0).await, (10_000, 1_000), "held until it is known");
        let off = ops::CallOff { gathering: party.id, at: None };
        done(&mut party.host, ops::CALL_OFF, &off).await;
        run_due(&world).await;
        for n in 0..2 {
            assert_eq!(party.balance(n).await, (10_000, 0), "all is free");
        }
        let told = party.people[1].rows("notices", "notices.notice").await;
        let kinds: Vec<&str> = told.iter().filter_map(|row| row["kind"].as_str()).collect();
        assert!(kinds.contains(&"communities.gathering_off"), "they are told: {kinds:?}");
        let wish = party.wish(0, Some(1_000));
        let dead = refused(&mut party.people[2], ops::BOOK, &wish).await;
        assert_eq!(dead, "error.gatherings.off", "nobody signs up any more");
        world.clock.forward(7_200);
        run_due(&world).await;
        assert_eq!(balance(&mut party.host).await.0, 0, "nothing was taken");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_who_froze_their_account_is_not_booked() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(Some(1_000), 2), 2).await;
        let wish = party.wish(0, Some(1_000));
        done(&mut party.people[0], ops::BOOK, &wish).await;
        let nothing = serde_json::json!({});
        let frozen = party.host.act("people.freeze", &nothing, None).await;
        assert!(matches!(frozen, Ok(Outcome::Applied { .. })), "{frozen:?}");
        let gone = refused(&mut party.people[1], ops::BOOK, &wish).await;
        assert_eq!(gone, "error.gatherings.host_gone", "said plainly");
        assert_eq!(party.balance(1).await, (10_000, 0), "nothing is held");
        let off = party.off();
        done(&mut party.people[0], ops::SIGN_OFF, &off).await;
        assert_eq!(party.balance(0).await, (10_000, 0), "who has a place can still cancel");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signed_up_moves_along_and_is_told() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(Some(1_000), 2), 1).await;
        let wish = party.wish(0, Some(1_000));
        done(&mut party.people[0], ops::BOOK, &wish).await;
        let mut later = plan(Some(1_000), 2);
        later.when.starts = "2026-11-06T19:00".into();
        let far = ops::Change { gathering: party.id, plan: later.clone() };
        let too_far = refused(&mut party.host, ops::CHANGE, &far).await;
        assert_eq!(too_far, "error.gatherings.too_far", "the hold would end before");
        later.when.starts = "2026-10-08T20:00".into();
        let change = ops::Change { gathering: party.id, plan: later };
        done(&mut party.host, ops::CHANGE, &change).await;
        let told = party.people[0].rows("notices", "notices.notice").await;
        assert_eq!(told[0]["kind"], "communities.gathering_changed", "they are told");
        party.at = party.look_as_host().await.next;
        let rows = party.people[0].rows("communities", rows::SEAT).await;
        assert_eq!(rows.len(), 1, "one sign-up, at the other time");
        world.clock.forward((party.at.micros() - world.clock.now().micros()) / 1_000_000 - 60);
        run_due(&world).await;
        assert_eq!(party.balance(0).await, (10_000, 1_000), "nothing at the old time");
        let off = party.off();
        done(&mut party.people[0], ops::SIGN_OFF, &off).await;
        assert_eq!(party.balance(0).await, (10_000, 0), "who is moved may go at any time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_at_once_for_five_places_get_exactly_five_in_order() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(Some(500), 5), 20).await;
        let wish = party.wish(0, Some(500));
        let people = std::mem::take(&mut party.people);
        let tasks: Vec<_> = people
            .into_iter()
            .map(|mut one| {
                let wish = wish.clone();
                tokio::spawn(async move {
                    done(&mut one, ops::BOOK, &wish).await;
                    one
                })
            })
            .collect();
        for task in tasks {
            party.people.push(task.await.expect("they asked"));
        }
        let all = guests(&mut party.host, party.id, party.at).await;
        let states: Vec<SeatState> = all.iter().map(|guest| guest.state).collect();
        assert_eq!(states[..5], [SeatState::Going; 5], "the first five");
        assert!(states[5..].iter().all(|s| *s == SeatState::Waiting), "nobody else: {states:?}");
        assert_eq!(states.len(), 20, "and nobody was lost");
        for n in 0..20 {
            assert_eq!(party.balance(n).await, (10_000, 500), "each pays once");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_money_is_not_booked_too_early() {
    on_each(async |world| {
        let mut far = plan(Some(1_000), 2);
        far.when.starts = "2027-02-06T19:00".into();
        let mut party = Party::of(&world, far, 1).await;
        let wish = party.wish(0, Some(1_000));
        let early = refused(&mut party.people[0], ops::BOOK, &wish).await;
        assert_eq!(early, "error.gatherings.too_early", "a hold lasts ninety days");
        assert_eq!(party.balance(0).await, (10_000, 0), "nothing is held");
    })
    .await;
}
