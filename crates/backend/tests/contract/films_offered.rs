//! Short videos: what is offered to whom and why, how far they were watched, and what is learned of
//! likes.

use crate::feed::{done, open, refused};
use crate::films::{film, on_each_plain, post, says, upload};
use crate::tus::work;
use crate::world::{Someone, World, key};
use sampan_protocol::Error;
use sampan_protocol::feed::blur::{Count, LEAST};
use sampan_protocol::feed::film::{
    AskFilms, AskOffered, AskRanking, Audience, FilmNumbers, FilmsPart, Offered, OfferedPart,
    RankingPart, Source, Tab,
};
use sampan_protocol::feed::ops::{self, MOST_VIEWS, Said, Watched};
use sampan_protocol::feed::{Category, Liked, MOST_DAYS};
use sampan_protocol::ids::{LifeId, NoteId, VideoId};
use sampan_protocol::messages::{SCOPE as MESSAGES, ops as messages};
use sampan_protocol::page::Part;
use sampan_protocol::sync::Outcome;
use std::collections::BTreeSet;

/// All that somebody is offered, part by part, and how many parts there were.
async fn offered(who: &mut Someone, tab: Tab) -> (Vec<Offered>, usize) {
    let (mut all, mut part, mut parts) = (Vec::new(), Part::default(), 0);
    loop {
        let ask = OfferedPart { list: AskOffered { tab: tab.clone() }, part: part.clone() };
        let page = who.device.ask(&ask).await.expect("it may be asked");
        all.extend(page.items);
        parts += 1;
        let Some(after) = page.next else { return (all, parts) };
        part.after = after;
    }
}

async fn offered_titles(who: &mut Someone, tab: Tab) -> Vec<String> {
    offered(who, tab).await.0.into_iter().map(|one| one.note.title).collect()
}

async fn like(who: &mut Someone, note: NoteId, likes: bool) {
    done(who, ops::LIKE, &ops::Like { target: Liked::Note(note), likes }).await;
}

/// A video that is done.
async fn made(world: &World, who: &mut Someone, n: u8) -> VideoId {
    let video = upload(world, who, &film(n)).await;
    work(world).await;
    video
}

async fn watch(who: &mut Someone, watched: Vec<Watched>) {
    done(who, ops::WATCH, &ops::Watch { watched }).await;
}

fn once(note: NoteId, tenths: u8, source: Option<Source>) -> Vec<Watched> {
    vec![Watched { note, tenths, source }]
}

async fn numbers(who: &mut Someone, account: LifeId) -> Result<Vec<FilmNumbers>, Error> {
    let ask = FilmsPart { list: AskFilms { account }, part: Part::default() };
    Ok(who.device.ask(&ask).await?.items)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_video_is_offered_once_with_all_that_speaks_for_it() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let video = made(&world, &mut mei, 1).await;
        let mut notes = Vec::new();
        for n in 0..45 {
            // As many as somebody new may write in an hour.
            if n % 6 == 0 {
                world.clock.forward(3_600);
            }
            let said = Said { place: "Old  Town".into(), ..says(&format!("film {n}"), video) };
            notes.push(post(&world, &mut mei, bread, said, None).await);
        }
        let (all, parts) = offered(&mut otto, Tab::ForYou).await;
        let ids: BTreeSet<NoteId> = all.iter().map(|one| one.note.id).collect();
        assert_eq!((all.len(), ids.len(), parts), (45, 45, 3), "each once, in parts");
        let sources: Vec<Source> = vec![Source::Recent, Source::Popular, Source::Explored];
        assert!(all.iter().all(|one| one.sources == sources), "with all that speaks for it");
        assert_eq!(all[0].note.id, notes[44], "the latest first, where nobody likes any");
        like(&mut otto, notes[3], true).await;
        let (all, _) = offered(&mut otto, Tab::ForYou).await;
        let liked = all.iter().find(|one| one.note.id == notes[3]).expect("it is offered");
        assert!((990..=1_000).contains(&liked.recent), "a like of just now: {}", liked.recent);
        like(&mut otto, notes[3], false).await;
        let (all, _) = offered(&mut otto, Tab::ForYou).await;
        assert!(all.iter().all(|one| one.recent == 0), "it was taken back");

        assert!(offered(&mut otto, Tab::Following).await.0.is_empty(), "he follows nobody");
        done(&mut otto, ops::FOLLOW, &ops::Follow { account: bread, follows: true }).await;
        let (all, _) = offered(&mut otto, Tab::ForYou).await;
        assert!(all.iter().all(|one| one.sources.contains(&Source::Followed)), "it says so");
        for (tab, source) in
            [(Tab::Following, Source::Followed), (Tab::Nearby(" old TOWN ".into()), Source::Near)]
        {
            let (all, parts) = offered(&mut otto, tab.clone()).await;
            let ids: Vec<NoteId> = all.iter().map(|one| one.note.id).collect();
            let latest: Vec<NoteId> = notes.iter().rev().copied().collect();
            assert_eq!((ids, parts), (latest, 3), "{tab:?}: the latest first");
            assert!(all.iter().all(|one| one.sources == [source]), "{tab:?}: and why");
        }
        for place in ["", "Town", "New Town"] {
            let near = offered(&mut otto, Tab::Nearby(place.into())).await.0;
            assert!(near.is_empty(), "nothing is near {place:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_out_and_for_everybody_is_offered() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        done(&mut otto, ops::FOLLOW, &ops::Follow { account: bread, follows: true }).await;
        let video = made(&world, &mut mei, 1).await;
        let town = || Tab::Nearby("town".into());
        for audience in Audience::ALL {
            let said = says(audience.word(), video);
            let said = Said { audience: *audience, place: "Town".into(), ..said };
            post(&world, &mut mei, bread, said, None).await;
        }
        let later = Some(world.backend.now().plus_seconds(60));
        post(&world, &mut mei, bread, says("later", video), later).await;
        let unmade = upload(&world, &mut mei, &film(2)).await;
        post(&world, &mut mei, bread, says("unmade", unmade), None).await;
        let gone = post(&world, &mut mei, bread, says("gone", video), None).await;
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Liked::Note(gone) }).await;
        for who in [&mut otto, &mut mei] {
            for tab in [Tab::ForYou, town()] {
                assert_eq!(offered_titles(who, tab.clone()).await, ["everybody"], "{tab:?}");
            }
        }
        let followed = offered_titles(&mut otto, Tab::Following).await;
        assert_eq!(followed, ["followers", "everybody"], "who follows sees more");

        let (me, him) = (mei.id(), otto.id());
        for (blocks, other) in [(true, him), (false, me)] {
            let who = if blocks { &mut mei } else { &mut otto };
            let (op, scope) = (who.new_op(), who.scope(MESSAGES));
            let block = messages::Block { person: other };
            let done = who.device.act(op, &scope, messages::BLOCK, &block, None).await;
            assert!(matches!(done, Ok(Outcome::Applied { .. })), "{done:?}");
            for tab in [Tab::ForYou, Tab::Following, town()] {
                let (all, _) = offered(&mut otto, tab.clone()).await;
                assert!(all.is_empty(), "{tab:?}: there is a block between them");
            }
            let who = if blocks { &mut mei } else { &mut otto };
            let (op, scope) = (who.new_op(), who.scope(MESSAGES));
            let unblock = messages::Unblock { person: other };
            let done = who.device.act(op, &scope, messages::UNBLOCK, &unblock, None).await;
            assert!(matches!(done, Ok(Outcome::Applied { .. })), "{done:?}");
            assert_eq!(offered(&mut otto, Tab::ForYou).await.0.len(), 1, "there is none");
        }
    })
    .await;
}

/// Nothing that is kept tells who watched what.
async fn nobody_stands_in_what_is_kept(world: &World) {
    let columns = world
        .blocking(|backend| {
            let rows = backend.db().read(|sql| sql.query("SELECT * FROM feed_watched", &[]))?;
            let row = rows.first().expect("something was watched");
            let names = row.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
            Ok(names)
        })
        .await;
    assert_eq!(columns, ["note", "day", "tenths", "source", "times"], "nobody stands there");
    let select = "SELECT name, content FROM operations WHERE name LIKE 'feed.%'";
    let kept = world.blocking(|backend| Ok(backend.db().read(|sql| sql.query(select, &[]))?));
    for row in kept.await {
        let (name, content) = (row.text("name").expect("a name"), row.text("content"));
        let is_untold = content.expect("a hash").is_empty();
        assert_eq!(is_untold, name == ops::WATCH, "{name}: nothing to guess from");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn how_far_videos_are_watched_is_counted_without_by_whom() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let video = made(&world, &mut mei, 1).await;
        let note = post(&world, &mut mei, bread, says("dough", video), None).await;
        let secret = Said { audience: Audience::Keepers, ..says("secret", video) };
        let secret = post(&world, &mut mei, bread, secret, None).await;
        let mut people = Vec::new();
        for n in 0..6 {
            people.push(world.someone(&format!("viewer{n}"), "Viewer").await);
        }
        watch(&mut mei, once(note, 10, None)).await;
        for who in &mut people[..4] {
            watch(who, once(note, 10, Some(Source::Popular))).await;
            watch(who, once(secret, 10, None)).await;
            watch(who, once(note, 11, None)).await;
        }
        let told = numbers(&mut mei, bread).await.expect("she owns it");
        let named: Vec<&str> = told.iter().map(|one| one.note.title.as_str()).collect();
        assert_eq!(named, ["secret", "dough"], "the latest first");
        for one in &told {
            assert_eq!((one.watched, one.average), (Count::Few, None), "four are few");
            assert_eq!(one.reached, [Count::Few; 10], "at each tenth");
            assert!(one.sources.iter().all(|(_, count)| *count == Count::Few), "from anywhere");
            assert_eq!(one.sources.len(), 7, "and every source is told of alike");
        }
        let shown = |all: Vec<Offered>| all.iter().map(|one| one.shown).collect::<Vec<_>>();
        assert_eq!(shown(offered(&mut people[0], Tab::ForYou).await.0), [0], "to nobody");
        watch(&mut people[4], once(note, 5, Some(Source::Popular))).await;
        watch(&mut people[5], once(note, 0, None)).await;
        let one = numbers(&mut mei, bread).await.expect("she owns it").remove(1);
        assert_eq!((one.watched, one.average), (Count::Exactly(5), Some(700)), "45 of 60 tenths");
        let mut reached = [Count::Few; 10];
        reached[..5].fill(Count::Exactly(5));
        assert_eq!(one.reached, reached, "five came to the middle, four to the end");
        let popular = one.sources.iter().find(|(source, _)| *source == Some(Source::Popular));
        assert_eq!(popular.map(|(_, count)| *count), Some(Count::Exactly(5)), "and why");
        assert_eq!(shown(offered(&mut people[0], Tab::ForYou).await.0), [5], "in steps");
        let many: Vec<Watched> = (0..MOST_VIEWS + 9).flat_map(|_| once(note, 10, None)).collect();
        watch(&mut people[0], many).await;
        let one = numbers(&mut mei, bread).await.expect("she owns it").remove(1);
        let all = 6 + MOST_VIEWS as i64;
        assert_eq!(one.watched, Count::Exactly(all - all % LEAST), "no more at once");
        let curious = key(numbers(&mut people[0], bread).await);
        assert_eq!(curious, "error.feed.analysts_only", "it is hers");

        nobody_stands_in_what_is_kept(&world).await;
        world.clock.forward((i64::from(MOST_DAYS) + 2) * 86_400);
        let keeping = world.backend.keep_time();
        let mut left = Count::Exactly(1);
        for _ in 0..200 {
            left = numbers(&mut mei, bread).await.expect("she owns it").remove(1).watched;
            if left == Count::Few {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(left, Count::Few, "and it is forgotten");
        world.backend.close();
        keeping.await.expect("it ends");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_enough_people_like_together_is_near() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let video = made(&world, &mut mei, 1).await;
        let mut notes = Vec::new();
        for title in ["dough", "loaf", "rye", "oven"] {
            notes.push(post(&world, &mut mei, bread, says(title, video), None).await);
        }
        for n in 0..20 {
            let mut fan = world.someone(&format!("fan{n}"), "Fan").await;
            like(&mut fan, notes[0], true).await;
            world.clock.forward(1);
            like(&mut fan, notes[1], true).await;
            // Too few for anything to be told of it.
            if n < 3 {
                like(&mut fan, notes[2], true).await;
            }
        }
        let mut otto = world.someone("otto", "Otto").await;
        like(&mut otto, notes[0], true).await;
        let of = |all: &[Offered], id: NoteId| {
            all.iter().find(|one| one.note.id == id).expect("it is offered").clone()
        };
        let (all, _) = offered(&mut otto, Tab::ForYou).await;
        assert!(all.iter().all(|one| one.neighbours.is_empty()), "nothing was learned yet");
        world.clock.forward(3_600);
        work(&world).await;
        let (all, _) = offered(&mut otto, Tab::ForYou).await;
        let loaf = of(&all, notes[1]);
        let speaks: Vec<(NoteId, bool)> =
            loaf.neighbours.iter().map(|one| (one.note, one.weight > 0)).collect();
        assert_eq!(speaks, [(notes[0], true)], "who likes the one tends to like the other");
        assert!(loaf.sources.contains(&Source::Similar), "so he is offered it");
        assert!(!of(&all, notes[3]).sources.contains(&Source::Similar), "and not another");
        for few in [notes[2], notes[3]] {
            assert!(of(&all, few).neighbours.is_empty(), "what few like is near nothing");
        }
        let ask = RankingPart { list: AskRanking {}, part: Part::default() };
        let told = otto.device.ask(&ask).await.expect("it may be asked").items.remove(0);
        let balance: serde_json::Value = serde_json::from_str(&told.balance).expect("JSON");
        assert!(balance["fresh"].is_number(), "how much what is popular counts: {balance}");

        // Nothing is learned anew before an hour is over; then what is not out is gone.
        let said = Said { audience: Audience::Keepers, ..says("loaf", video) };
        done(&mut mei, ops::EDIT, &ops::Edit { note: notes[1], said, publish: None }).await;
        work(&world).await;
        let dough = of(&offered(&mut otto, Tab::ForYou).await.0, notes[0]);
        assert_eq!(dough.neighbours.len(), 1, "as it was");
        world.clock.forward(3_601);
        work(&world).await;
        let dough = of(&offered(&mut otto, Tab::ForYou).await.0, notes[0]);
        assert!(dough.neighbours.is_empty(), "what is not for everybody is nobody's neighbour");
        let again = ops::Like { target: Liked::Note(notes[1]), likes: true };
        assert_eq!(refused(&mut otto, ops::LIKE, &again).await, "error.feed.no_note", "nor liked");
    })
    .await;
}
