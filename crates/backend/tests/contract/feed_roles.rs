//! Life accounts: who may do what, what owners learn of people, and what operators verify.

use crate::feed::{done, look, open, refused, said, titles, told, write};
use crate::operate::{desk, propose};
use crate::world::{Someone, World, key, on_each};
use sampan_protocol::feed::blur::Count;
use sampan_protocol::feed::ops::{self, Face};
use sampan_protocol::feed::{
    AskInsights, AskManagers, Category, Feed, Insights, InsightsPart, Liked, Managed, ManagersPart,
    Role, VERIFY, Verify, overlay, rows,
};
use sampan_protocol::ids::{LifeId, NoteId};
use sampan_protocol::page::Part;
use sampan_protocol::{Error, Timestamp};

async fn roles(who: &mut Someone) -> Vec<(String, Role)> {
    let rows = who.rows("feed", rows::MANAGED).await;
    let read = |row| serde_json::from_value::<Managed>(row).expect("a role");
    rows.into_iter().map(read).map(|m| (m.account.name, m.role)).collect()
}

async fn set(who: &mut Someone, account: LifeId, to: &Someone, role: Option<Role>) {
    done(who, ops::SET_ROLE, &ops::SetRole { account, person: to.id(), role }).await;
}

async fn insights(who: &mut Someone, account: LifeId, days: u16) -> Result<Insights, Error> {
    let list = AskInsights { account, days };
    let ask = InsightsPart { list, part: Part::default() };
    Ok(who.device.ask(&ask).await?.items.remove(0))
}

async fn view(who: &mut Someone, notes: &[NoteId]) {
    done(who, ops::VIEW, &ops::View { notes: notes.to_vec() }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_people_keep_one_account_each_in_their_role() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let draft = said(&mut otto, "rye", "").await;
        let text = |who: &mut Someone| ops::Write {
            note: NoteId(who.new_op().0),
            account: bread,
            said: draft.clone(),
            publish: None,
        };
        let new = text(&mut otto);
        let told_him = refused(&mut otto, ops::WRITE, &new).await;
        assert_eq!(told_him, "error.feed.editors_only", "a stranger does not publish");
        set(&mut mei, bread, &otto, Some(Role::Editor)).await;
        set(&mut mei, bread, &lea, Some(Role::Analyst)).await;
        assert_eq!(told(&mut otto).await, ["feed.role"], "he is told");
        assert_eq!(roles(&mut otto).await, [("Bread".into(), Role::Editor)], "and has it");
        done(&mut otto, ops::WRITE, &new).await;
        let by_analyst = text(&mut lea);
        let refusal = refused(&mut lea, ops::WRITE, &by_analyst).await;
        assert_eq!(refusal, "error.feed.editors_only", "an analyst looks");
        let face = Face { name: "Bread & Co".into(), ..Face::default() };
        let update = ops::Update { account: bread, face };
        for who in [&mut otto, &mut lea] {
            let refusal = refused(who, ops::UPDATE, &update).await;
            assert_eq!(refusal, "error.feed.owner_only", "the owner says how it looks");
        }
        let own = ops::SetRole { account: bread, person: otto.id(), role: Some(Role::Owner) };
        assert_eq!(refused(&mut otto, ops::SET_ROLE, &own).await, "error.feed.owner_only", "no");
        let stays = ops::SetRole { account: bread, person: mei.id(), role: None };
        assert_eq!(refused(&mut mei, ops::SET_ROLE, &stays).await, "error.feed.owner_stays", "no");
        insights(&mut lea, bread, 7).await.expect("an analyst sees how it goes");
        let blind = key(insights(&mut otto, bread, 7).await);
        assert_eq!(blind, "error.feed.analysts_only", "an editor does not");
        let mut zoe = world.someone("zoe", "Zoe").await;
        let ask = ManagersPart { list: AskManagers { account: bread }, part: Part::default() };
        assert_eq!(key(zoe.device.ask(&ask).await), "error.feed.managers_only", "no stranger");
        assert_eq!(otto.device.ask(&ask).await.expect("he does").items.len(), 3, "all of them");
        let stranger = ops::SetRole { account: bread, person: zoe.id(), role: Some(Role::Owner) };
        let refusal = refused(&mut mei, ops::SET_ROLE, &stranger).await;
        assert_eq!(refusal, "error.feed.no_manager", "nobody gets an account out of the blue");
        done(&mut mei, ops::SET_ROLE, &own).await;
        assert_eq!(roles(&mut mei).await, [("Bread".into(), Role::Editor)], "handed over");
        done(&mut otto, ops::UPDATE, &update).await;
        assert_eq!(roles(&mut mei).await[0].0, "Bread & Co", "all of them know");
        set(&mut otto, bread, &mei, None).await;
        assert!(roles(&mut mei).await.is_empty(), "taken");
        let late = ops::Remove { target: Liked::Note(new.note) };
        let refusal = refused(&mut mei, ops::REMOVE, &late).await;
        assert_eq!(refusal, "error.feed.editors_only", "she has no say any more");
        let leave = ops::SetRole { account: bread, person: lea.id(), role: None };
        done(&mut lea, ops::SET_ROLE, &leave).await;
        assert!(roles(&mut lea).await.is_empty(), "whoever wants to leaves");
        for n in 0..4 {
            open(&mut otto, &format!("Another {n}"), Category::Other).await;
        }
        let sixth = ops::Open {
            account: LifeId(otto.new_op().0),
            face: Face { name: "Sixth".into(), ..Face::default() },
        };
        let refusal = refused(&mut otto, ops::OPEN, &sixth).await;
        assert_eq!(refusal, "error.feed.many_accounts", "five are enough");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_see_how_it_goes_and_never_a_few_people() {
    on_each(async |world: World| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let first = write(&world, &mut mei, bread, "first", None).await;
        let second = write(&world, &mut mei, bread, "second", None).await;
        let mut people = Vec::new();
        for n in 0..6 {
            people.push(world.someone(&format!("reader{n}"), "Reader").await);
        }
        view(&mut mei, &[first, second]).await;
        for reader in &mut people[..4] {
            view(reader, &[first, first]).await;
            view(reader, &[first]).await;
            done(reader, ops::FOLLOW, &ops::Follow { account: bread, follows: true }).await;
            let like = ops::Like { target: Liked::Note(first), likes: true };
            done(reader, ops::LIKE, &like).await;
        }
        let seen = insights(&mut mei, bread, 7).await.expect("she owns it");
        let whole = serde_json::to_string(&seen.whole).expect("it is written");
        assert!(!whole.chars().any(|c| c.is_ascii_digit()), "four people are few: {whole}");
        assert_eq!(seen.followers, Count::Few, "of followers, too");
        assert_eq!(seen.notes[0].likes, Count::Few, "and of each note");
        world.clock.forward(86_400);
        for reader in &mut people {
            view(reader, &[first, second]).await;
            done(reader, ops::FOLLOW, &ops::Follow { account: bread, follows: true }).await;
        }
        let seen = insights(&mut mei, bread, 7).await.expect("she owns it");
        assert_eq!(seen.days.len(), 7, "each of seven days");
        assert!(seen.days.is_sorted_by_key(|day| day.day), "the oldest first");
        let (before, today) = (&seen.days[5], &seen.days[6]);
        assert_eq!(before.numbers.views, Count::Few, "four yesterday");
        assert_eq!(today.numbers.views, Count::Exactly(12), "six people, two notes, today");
        assert_eq!(today.numbers.reach, Count::Exactly(6), "six people");
        assert_eq!(seen.whole.views, Count::Exactly(16), "each once a day and note");
        assert_eq!(seen.whole.reach, Count::Exactly(6), "on both days the same people");
        assert_eq!(today.numbers.follows, Count::Few, "two new ones are few");
        assert_eq!((before.followers, today.followers), (Count::Few, Count::Exactly(6)), "grown");
        let notes: Vec<_> = seen.notes.iter().map(|n| (n.title.as_str(), n.views)).collect();
        let wanted = [("first", Count::Exactly(10)), ("second", Count::Exactly(6))];
        assert_eq!(notes, wanted, "the most looked at first");
        let told = key(insights(&mut people[0], bread, 7).await);
        assert_eq!(told, "error.feed.analysts_only", "it is hers");
        // Who looked is forgotten when nobody can ask for it any more.
        let later = Timestamp(world.backend.now().0 + 91 * 86_400_000_000);
        world.clock.forward(91 * 86_400);
        world.blocking(move |backend| backend.run_due(later)).await;
        let seen = insights(&mut mei, bread, 90).await.expect("she owns it");
        assert_eq!(seen.whole.reach, Count::Few, "out of sight");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_verify_the_name_that_they_saw() {
    on_each(async |world| {
        let (mut ada, _, mut eve, scope) = desk(&world).await;
        let bread = open(&mut eve, "Bread", Category::Food).await;
        let verify = |name: &str, verified| Verify { account: bread, name: name.into(), verified };
        let other = propose(&mut ada, &scope, VERIFY, &verify("Bank", true)).await;
        assert_eq!(key(other), "error.feed.name_changed", "not the name that it has");
        propose(&mut ada, &scope, VERIFY, &verify("Bread", true)).await.expect("one may");
        assert!(look(&mut eve, bread).await.verified, "it is hers");
        assert_eq!(told(&mut eve).await, ["feed.verified"], "she is told");
        write(&world, &mut eve, bread, "rye", None).await;
        assert_eq!(titles(&mut ada, Feed::Discover).await, ["rye"], "seen");
        let face = overlay::face(&look(&mut eve, bread).await);
        let same = Face { about: "We bake.".into(), ..face.clone() };
        done(&mut eve, ops::UPDATE, &ops::Update { account: bread, face: same }).await;
        assert!(look(&mut eve, bread).await.verified, "the name stayed");
        let renamed = Face { name: "Bank".into(), ..face };
        done(&mut eve, ops::UPDATE, &ops::Update { account: bread, face: renamed }).await;
        assert!(!look(&mut eve, bread).await.verified, "another name is not verified");
        let stranger = propose(&mut eve, &scope, VERIFY, &verify("Bank", true)).await;
        assert!(stranger.is_err(), "who does not run the service verifies nothing");
    })
    .await;
}
