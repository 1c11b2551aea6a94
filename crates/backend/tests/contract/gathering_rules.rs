//! Gatherings: what may be planned, who may know where, who is let in, and what calendars get.

use crate::gatherings::{Party, done, guests, look, plan, refused, run_due, seat};
use crate::world::{World, on_each};
use sampan_protocol::Clock;
use sampan_protocol::communities::gatherings::{
    AskGatherings, End, Every, GatheringsPart, Plan, Rule, Weekday, Whose, ops, pass,
};
use sampan_protocol::ids::{GatheringId, MemoryId};
use sampan_protocol::page::Part;

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_refused_with_what_to_do() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(None, 2), 2).await;
        let community = party.look_as_host().await.community.id;
        let with = |change: &dyn Fn(&mut Plan)| {
            let mut changed = plan(None, 2);
            change(&mut changed);
            changed
        };
        let rule = |every, days: &[Weekday]| Rule {
            every,
            interval: 1,
            days: days.to_vec(),
            nth: 1,
            end: End::Never,
        };
        for (wrong, why) in [
            (with(&|p| p.when.starts = "2027-03-28T02:30".into()), "error.gatherings.gap"),
            (with(&|p| p.when.starts = "2020-03-28T02:30".into()), "error.gatherings.past"),
            (with(&|p| p.when.zone = "Mars/Olympus".into()), "error.gatherings.zone"),
            (with(&|p| p.when.minutes = 0), "error.gatherings.minutes"),
            (
                with(&|p| p.when.rule = Some(rule(Every::Week, &[Weekday::Mo]))),
                "error.gatherings.rule_start",
            ),
            (with(&|p| p.when.rule = Some(rule(Every::Week, &[]))), "error.gatherings.weekdays"),
            (with(&|p| p.capacity = 0), "error.gatherings.capacity"),
            (with(&|p| p.hosts = vec![world_stranger()]), "error.gatherings.host_no_member"),
        ] {
            let gathering = GatheringId(party.host.new_op().0);
            let new = ops::Gather { gathering, community, plan: wrong };
            assert_eq!(refused(&mut party.host, ops::GATHER, &new).await, why, "{new:?}");
        }
        let wish = party.wish(0, None);
        let own = refused(&mut party.host, ops::SIGN_UP, &wish).await;
        assert_eq!(own, "error.gatherings.own", "the host has a place");
        let mut never = wish.clone();
        never.at = party.at.plus_seconds(1);
        let no_date = refused(&mut party.people[0], ops::SIGN_UP, &never).await;
        assert_eq!(no_date, "error.gatherings.no_date", "not at that time");
        let paid = party.wish(0, Some(1));
        let price = refused(&mut party.people[0], ops::BOOK, &paid).await;
        assert_eq!(price, "error.gatherings.price_changed", "it is free");
        let crowd = party.wish(3, None);
        let many = refused(&mut party.people[0], ops::SIGN_UP, &crowd).await;
        assert_eq!(many, "error.gatherings.too_many", "two guests at most");
        let mut outsider = world.someone("outsider", "Otto").await;
        let out = refused(&mut outsider, ops::SIGN_UP, &wish).await;
        assert_eq!(out, "error.communities.join_first", "members only");
        for n in 0..2 {
            done(&mut party.people[n], ops::SIGN_UP, &wish).await;
        }
        let less = ops::Change { gathering: party.id, plan: plan(None, 1) };
        let below = refused(&mut party.host, ops::CHANGE, &less).await;
        assert_eq!(below, "error.gatherings.capacity_below", "two have a place");
    })
    .await;
}

fn world_stranger() -> sampan_protocol::ids::PersonId {
    sampan_protocol::ids::PersonId(GatheringId(Default::default()).0)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_is_for_those_who_have_a_place() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(None, 1), 2).await;
        let before = look(&mut party.people[0], party.id).await;
        assert_eq!((before.plan.address.as_str(), before.plan.spot.as_str()), ("", "u33d"));
        assert!(!before.told, "a coarse cell, and no address");
        let wish = party.wish(0, None);
        for n in 0..2 {
            done(&mut party.people[n], ops::SIGN_UP, &wish).await;
        }
        let after = look(&mut party.people[0], party.id).await;
        assert!(after.told && after.plan.address.contains("Oranienstr"), "who has a place knows");
        assert_eq!(after.plan.spot, "u33d8xyzc", "exactly");
        let waits = look(&mut party.people[1], party.id).await;
        assert_eq!(waits.plan.address, "", "who waits does not");
        let row = seat(&mut party.people[1]).await;
        assert_eq!(row.gathering.plan.address, "", "nor their device");
        assert_eq!(row.pass, "", "nor is there a ticket");
        let all = guests(&mut party.host, party.id, party.at).await;
        assert_eq!(all.len(), 2, "the host sees who waits");
        let others = guests(&mut party.people[0], party.id, party.at).await;
        assert_eq!(others.len(), 1, "others see who comes");
        let list = AskGatherings { whose: Whose::Joined, over: false };
        let ask = GatheringsPart { list, part: Part::default() };
        let listed = party.people[1].device.ask(&ask).await.expect("listed").items;
        assert_eq!((listed.len(), listed[0].plan.address.as_str()), (1, ""), "nor does the list");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_are_let_in_by_a_code_and_remember() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(None, 2), 2).await;
        let wish = party.wish(1, None);
        done(&mut party.people[0], ops::SIGN_UP, &wish).await;
        let secret = seat(&mut party.people[0]).await.pass;
        let door = |code: String| ops::CheckIn { gathering: party.id, at: party.at, code };
        let early = door(pass::code(&secret, pass::step_at(world.clock.now())));
        let closed = refused(&mut party.host, ops::CHECK_IN, &early).await;
        assert_eq!(closed, "error.gatherings.door_closed", "two weeks early");
        let picture = ops::Remember {
            memory: MemoryId(party.host.new_op().0),
            gathering: party.id,
            picture: "0".repeat(64),
            words: String::new(),
        };
        let before = refused(&mut party.people[0], ops::REMEMBER, &picture).await;
        assert_eq!(before, "error.gatherings.not_there", "it has not been yet");
        world.clock.forward((party.at.micros() - world.clock.now().micros()) / 1_000_000);
        let now = pass::step_at(world.clock.now());
        let old = door(pass::code(&secret, now - 2));
        let no = refused(&mut party.host, ops::CHECK_IN, &old).await;
        assert_eq!(no, "error.gatherings.no_code", "a photographed code is old");
        let good = door(pass::code(&secret, now).to_lowercase());
        let self_made = refused(&mut party.people[0], ops::CHECK_IN, &good).await;
        assert_eq!(self_made, "error.gatherings.hosts_only", "nobody lets themselves in");
        done(&mut party.host, ops::CHECK_IN, &good).await;
        let twice = refused(&mut party.host, ops::CHECK_IN, &good).await;
        assert_eq!(twice, "error.gatherings.came_already", "once");
        let came = guests(&mut party.host, party.id, party.at).await;
        assert!(came[0].came && came[0].guests == 1, "the host sees it");
        let missing = refused(&mut party.people[0], ops::REMEMBER, &picture).await;
        assert_eq!(missing, "error.communities.picture_missing", "a picture that is there");
        let absent = refused(&mut party.people[1], ops::REMEMBER, &picture).await;
        assert_eq!(absent, "error.gatherings.not_there", "by those who came");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_recurs_goes_on_and_single_dates_are_called_off() {
    on_each(async |world| {
        let mut weekly = plan(None, 1);
        let days = vec![Weekday::Tu];
        weekly.when.rule =
            Some(Rule { every: Every::Week, interval: 1, days, nth: 0, end: End::Times(4) });
        let mut party = Party::of(&world, weekly.clone(), 2).await;
        let dates = party.look_as_host().await.days;
        assert_eq!(dates.len(), 4, "four Tuesdays");
        for (n, day) in dates.iter().take(2).enumerate() {
            let mut wish = party.wish(0, None);
            wish.at = day.at;
            done(&mut party.people[n], ops::SIGN_UP, &wish).await;
        }
        weekly.when.starts = "2026-10-06T20:00".into();
        let change = ops::Change { gathering: party.id, plan: weekly };
        let moved = refused(&mut party.host, ops::CHANGE, &change).await;
        assert_eq!(moved, "error.gatherings.series_has_guests", "they count on it");
        let off = ops::CallOff { gathering: party.id, at: Some(dates[0].at) };
        done(&mut party.host, ops::CALL_OFF, &off).await;
        let next = party.look_as_host().await;
        assert_eq!(next.next, dates[1].at, "the next one is the next");
        assert_eq!(next.days[0].going, 1, "and keeps its guests");
        world.clock.forward((dates[1].ends.micros() - world.clock.now().micros()) / 1_000_000);
        run_due(&world).await;
        assert_eq!(party.look_as_host().await.next, dates[2].at, "it goes on by itself");
        // An hour more: clocks are put back in between.
        world.clock.forward(14 * 86_400 + 3_600);
        run_due(&world).await;
        let over = party.look_as_host().await;
        assert!(over.over && !over.off, "until the last one is over");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_has_an_address_that_nobody_guesses() {
    on_each(async |world| {
        let mut party = Party::of(&world, plan(None, 2), 1).await;
        let wish = party.wish(0, None);
        done(&mut party.people[0], ops::SIGN_UP, &wish).await;
        let token = "ab".repeat(32);
        let calendar = ops::Calendar { token: token.clone() };
        done(&mut party.people[0], ops::CALENDAR, &calendar).await;
        let short = ops::Calendar { token: "ab".into() };
        let weak = refused(&mut party.people[0], ops::CALENDAR, &short).await;
        assert_eq!(weak, "error.sync.arguments", "guessable");
        let text = get(&world, &format!("/v1/calendars/{token}.ics")).await.expect("it is there");
        assert!(text.contains("SUMMARY:Bread evening"), "with what they go to: {text}");
        assert!(text.contains("Oranienstr. 1"), "and where");
        let other = get(&world, &format!("/v1/calendars/{}.ics", "cd".repeat(32))).await;
        assert!(other.is_none(), "nobody's");
    })
    .await;
}

async fn get(world: &World, path: &str) -> Option<String> {
    use axum::body::{Body, to_bytes};
    use tower::ServiceExt;
    let request = axum::http::Request::get(path).body(Body::empty()).expect("a request");
    let response = world.backend.router().oneshot(request).await.expect("it answers");
    let found = response.status().is_success();
    let body = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
    found.then(|| String::from_utf8(body.to_vec()).expect("text"))
}
