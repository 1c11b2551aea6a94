//! Search: comments are found by their own words, by whoever may read what they are said to.

use crate::communities::{self, answer, found as make, write as post};
use crate::feed;
use crate::moderation::{decide, mods};
use crate::search::{emptied, keep, look};
use crate::world::{Someone, World, on_each};
use sampan_protocol::Clock;
use sampan_protocol::communities::ops::{self as talk, Edit};
use sampan_protocol::communities::{Joining, Target};
use sampan_protocol::feed::{Category, Liked, ops as life};
use sampan_protocol::ids::{CommentId, NoteId};
use sampan_protocol::messages::{SCOPE as MESSAGES, ops as messages};
use sampan_protocol::moderation::{Action, Target as About, ops as moderate};
use sampan_protocol::search::{Hit, Kind};

/// The words of every comment that somebody finds, in the order of words.
async fn said(who: &mut Someone, text: &str) -> Vec<String> {
    let all = look(who, text, &[Kind::Comment, Kind::NoteComment]).await;
    let mut words: Vec<String> = all.into_iter().map(|hit| hit.text).collect();
    words.sort();
    words
}

async fn remark(world: &World, who: &mut Someone, note: NoteId, body: &str) -> CommentId {
    let comment = CommentId(who.new_op().0);
    let new = life::Comment { comment, note, answers: None, body: body.into() };
    feed::done(who, life::COMMENT, &new).await;
    world.clock.forward(1);
    comment
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_found_by_its_own_words_and_leads_to_its_place() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bakers = make(&world, &mut mei, "Bakers", Joining::Open).await;
        let bread = post(&world, &mut mei, bakers, "Pumpernickel").await;
        let first = answer(&world, &mut mei, bread, None, "Sixteen **hours** 咖啡馆").await;
        let shop = feed::open(&mut mei, "Shop", Category::Food).await;
        let note = feed::write(&world, &mut mei, shop, "Croissants", None).await;
        let second = remark(&world, &mut mei, note, "Butter for hours").await;
        assert_eq!(
            said(&mut otto, "hour").await,
            ["Butter for hours", "Sixteen hours 咖啡馆"],
            "by a beginning, as plain text"
        );
        assert_eq!(said(&mut otto, "咖啡").await, ["Sixteen hours 咖啡馆"], "by a pair");
        for other in ["pumpernickel", "croissants"] {
            assert!(said(&mut otto, other).await.is_empty(), "{other} is what they are said to");
        }
        let mut hits = look(&mut otto, "hours", &[]).await;
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.kind));
        let shown = |hit: &Hit| (hit.kind, hit.title.clone(), hit.place.clone(), hit.link.clone());
        let wanted = [
            (
                Kind::NoteComment,
                "Croissants".to_owned(),
                "Shop".to_owned(),
                format!("/feed/note/{note}?comment={second}"),
            ),
            (
                Kind::Comment,
                "Pumpernickel".to_owned(),
                "Bakers".to_owned(),
                format!("/communities/post/{bread}?comment={first}"),
            ),
        ];
        assert_eq!(hits.iter().map(shown).collect::<Vec<_>>(), wanted, "each leads to itself");
        assert_eq!(hits[0].by.as_ref().map(|by| by.id), Some(mei.id()), "who said it");
        let edit = Edit::Comment { comment: first, body: "Sixteen days".into() };
        communities::done(&mut mei, talk::EDIT, &edit).await;
        assert_eq!(said(&mut otto, "sixteen").await, ["Sixteen days"], "as it reads now");
        assert_eq!(said(&mut otto, "hours").await, ["Butter for hours"], "and no longer as before");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_where_somebody_may_not_read_or_was_taken_away_is_not_found() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let family = make(&world, &mut mei, "Family", Joining::Invitation).await;
        let inside = post(&world, &mut mei, family, "Sunday").await;
        answer(&world, &mut mei, inside, None, "Grandmother's dumplings").await;
        assert!(said(&mut otto, "dumplings").await.is_empty(), "not for strangers");
        assert_eq!(said(&mut mei, "dumplings").await.len(), 1, "for members");

        let bakers = make(&world, &mut mei, "Bakers", Joining::Open).await;
        communities::done(&mut otto, talk::JOIN, &talk::Join { community: bakers }).await;
        let bread = post(&world, &mut mei, bakers, "Bread").await;
        let own = answer(&world, &mut mei, bread, None, "Quinoa").await;
        let bad = answer(&world, &mut otto, bread, None, "Nonsense").await;
        answer(&world, &mut mei, bread, None, "Amaranth").await;
        let remove = talk::Remove { target: Target::Comment(own) };
        communities::done(&mut mei, talk::REMOVE, &remove).await;
        let about = About::new("comment", bad);
        mods(&mut mei, moderate::ACT, &decide(Action::Remove, &about, None)).await;
        for gone in ["quinoa", "nonsense"] {
            assert!(said(&mut otto, gone).await.is_empty(), "{gone} was taken away");
        }
        assert_eq!(said(&mut otto, "amaranth").await, ["Amaranth"], "this one is there");
        communities::done(&mut mei, talk::REMOVE, &talk::Remove { target: Target::Post(bread) })
            .await;
        assert!(said(&mut otto, "amaranth").await.is_empty(), "what it was said to is gone");

        let shop = feed::open(&mut mei, "Shop", Category::Food).await;
        let note = feed::write(&world, &mut mei, shop, "Croissants", None).await;
        let mine = remark(&world, &mut otto, note, "Delicious").await;
        let rude = remark(&world, &mut otto, note, "Horrible").await;
        assert_eq!(said(&mut mei, "delicious").await, ["Delicious"], "it is there");
        feed::done(&mut otto, life::REMOVE, &life::Remove { target: Liked::Comment(mine) }).await;
        let about = About::new("note-comment", rude);
        mods(&mut mei, moderate::ACT, &decide(Action::Remove, &about, None)).await;
        for gone in ["delicious", "horrible"] {
            assert!(said(&mut mei, gone).await.is_empty(), "{gone} was taken away");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_blocked_finds_nothing_that_was_said_by_or_to_who_blocked_them() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let bakers = make(&world, &mut lea, "Bakers", Joining::Open).await;
        communities::done(&mut mei, talk::JOIN, &talk::Join { community: bakers }).await;
        let hers = post(&world, &mut mei, bakers, "Rye").await;
        answer(&world, &mut lea, hers, None, "Said to Mei: seeds").await;
        let other = post(&world, &mut lea, bakers, "Spelt").await;
        answer(&world, &mut mei, other, None, "Said by Mei: seeds").await;
        assert_eq!(said(&mut otto, "seeds").await.len(), 2, "both are for everybody");
        let (op, scope) = (mei.new_op(), mei.scope(MESSAGES));
        let block = messages::Block { person: otto.id() };
        mei.device.act(op, &scope, messages::BLOCK, &block, None).await.expect("it is applied");
        assert!(said(&mut otto, "seeds").await.is_empty(), "neither is for him any more");
        assert_eq!(said(&mut lea, "seeds").await.len(), 2, "others find both");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_before_comments_were_looked_for_is_gone_over() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bakers = make(&world, &mut mei, "Bakers", Joining::Open).await;
        let bread = post(&world, &mut mei, bakers, "Bread").await;
        answer(&world, &mut mei, bread, None, "Sixteen hours").await;
        let shop = feed::open(&mut mei, "Shop", Category::Food).await;
        let note = feed::write(&world, &mut mei, shop, "Croissants", None).await;
        remark(&world, &mut mei, note, "Butter for hours").await;
        world.blocking(|backend| Ok(emptied(backend.db())?)).await;
        assert!(said(&mut mei, "hours").await.is_empty(), "as before");
        let now = world.clock.now();
        keep(&world, now).await;
        world.blocking(move |backend| backend.run_due(now)).await;
        assert_eq!(said(&mut mei, "hours").await.len(), 2, "both are found");
    })
    .await;
}
