//! Keeping it decent without a moderator: rules of words and links, blocked pictures, mutes, how often
//! people may write, and what votes weigh.

use crate::communities::{found, refused, titles, vote, write};
use crate::moderation::{decide, join, mods, not, queue, report};
use crate::world::on_each;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::communities::{Feed, Joining, Opinion, Sort, Target as Voted, ops as talk};
use sampan_protocol::ids::PostId;
use sampan_protocol::moderation::{
    Action, Effect, Mute, Reason, Rule, SCOPE, Target, Veil, What, ops, rows,
};
use sampan_protocol::service::KeepPicture;

#[tokio::test(flavor = "multi_thread")]
async fn words_and_links_are_held_back_or_refused_however_they_are_spelt() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut max = world.someone("max", "Max").await;
        let food = found(&world, &mut otto, "Food", Joining::Open).await;
        join(&mut max, food).await;
        let word = |word: &str, effect| Rule { what: What::Word(word.into()), effect };
        let place = format!("community/{food}");
        let links = Rule { what: What::OtherLinks, effect: Effect::Hold };
        let rules = vec![word("casino", Effect::Refuse), links];
        let set = ops::SetRules { place: place.clone(), rules: rules.clone() };
        assert_eq!(not(&mut max, ops::SET_RULES, &set).await, "error.moderation.moderators_only");
        mods(&mut otto, ops::SET_RULES, &set).await;
        let said = |title: &str| talk::Said { title: title.into(), ..talk::Said::default() };
        let spelt = talk::NewPost {
            post: PostId(max.new_op().0),
            community: food,
            // Cyrillic letters that look like Latin ones.
            said: said("САSІNО tonight"),
        };
        let told = refused(&mut max, talk::POST, &spelt).await;
        assert_eq!(told, "error.moderation.word_refused", "read as people read it");
        let link = write(&world, &mut max, food, "see https://example.org").await;
        let feed = Feed::Community(food);
        assert!(titles(&mut ada, feed.clone(), Sort::New).await.is_empty(), "held back");
        let waits = queue(&mut otto).await.remove(0);
        assert_eq!((&*waits.held_for, waits.reports), ("example.org", 0), "it says for what");
        let keep = decide(Action::Keep, &Target::new("post", link), None);
        mods(&mut otto, ops::ACT, &keep).await;
        assert_eq!(titles(&mut ada, feed, Sort::New).await.len(), 1, "let through");
        let everywhere =
            ops::SetRules { place: String::new(), rules: vec![word("pills", Effect::Refuse)] };
        assert_eq!(
            not(&mut otto, ops::SET_RULES, &everywhere).await,
            "error.moderation.moderators_only"
        );
        mods(&mut ada, ops::SET_RULES, &everywhere).await;
        let pills =
            talk::NewPost { post: PostId(otto.new_op().0), community: food, said: said("Pills!") };
        let told = refused(&mut otto, talk::POST, &pills).await;
        assert_eq!(told, "error.moderation.word_refused", "the service's rules are for everybody");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_picture_is_known_again() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut max = world.someone("max", "Max").await;
        let file = include_bytes!("../../../../assets/demo/people/anna.jpg");
        let keep = |fine| KeepPicture { base64: STANDARD.encode(file), fine };
        let kept = max.device.ask(&keep(false)).await.expect("it is kept").sha256;
        let block = ops::BlockPicture { picture: kept, on: true };
        assert_eq!(
            not(&mut max, ops::BLOCK_PICTURE, &block).await,
            "error.moderation.operators_only"
        );
        mods(&mut ada, ops::BLOCK_PICTURE, &block).await;
        let told = max.device.ask(&keep(true)).await.expect_err("it is blocked").key;
        assert_eq!(told, "error.moderation.picture", "in another size, too");
        mods(&mut ada, ops::BLOCK_PICTURE, &ops::BlockPicture { on: false, ..block }).await;
        max.device.ask(&keep(true)).await.expect("it is not blocked any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_i_do_not_want_to_see_is_mine_and_can_be_undone() {
    on_each(async |world| {
        let mut otto = world.someone("otto", "Otto").await;
        let mut max = world.someone("max", "Max").await;
        let food = found(&world, &mut otto, "Food", Joining::Open).await;
        let post = write(&world, &mut otto, food, "Bread").await;
        let mute = Mute { veil: Veil::Word("football".into()), label: "football".into() };
        mods(&mut max, ops::MUTE, &ops::SetMute { mute: mute.clone(), on: true }).await;
        assert_eq!(max.rows(SCOPE, rows::MUTE).await.len(), 1, "it is kept");
        mods(&mut max, ops::MUTE, &ops::SetMute { mute, on: false }).await;
        assert!(max.rows(SCOPE, rows::MUTE).await.is_empty(), "and undone");
        let target = Target::new("post", post);
        let own = ops::Report {
            target: target.clone(),
            label: String::new(),
            reason: Reason::Spam,
            text: String::new(),
        };
        let told = not(&mut otto, ops::REPORT, &own).await;
        assert_eq!(told, "error.moderation.own_report", "nobody reports themselves");
        report(&mut max, &target, "").await;
        assert_eq!(queue(&mut otto).await.len(), 1, "reported");
        let show = ops::Hide { target, label: String::new(), hidden: false };
        mods(&mut max, ops::HIDE, &show).await;
        assert!(queue(&mut otto).await.is_empty(), "taken back");
        assert!(max.rows(SCOPE, rows::HIDDEN).await.is_empty(), "and seen again");
        join(&mut max, food).await;
        for n in 0..6 {
            write(&world, &mut max, food, &n.to_string()).await;
        }
        let said = talk::Said { title: "seventh".into(), ..talk::Said::default() };
        let new = talk::NewPost { post: PostId(max.new_op().0), community: food, said };
        let told = refused(&mut max, talk::POST, &new).await;
        assert_eq!(told, "error.moderation.too_often", "six an hour from a newcomer");
        world.clock.forward(3_600);
        write(&world, &mut max, food, "seventh").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ring_of_newcomers_does_not_lift_a_post() {
    on_each(async |world| {
        let mut otto = world.someone("otto", "Otto").await;
        let food = found(&world, &mut otto, "Food", Joining::Open).await;
        let mut readers = Vec::new();
        for n in 0..3 {
            readers.push(world.someone(&format!("reader{n}"), "Reader").await);
        }
        world.clock.forward(40 * 86_400);
        let liked = write(&world, &mut otto, food, "liked").await;
        let mut ring = Vec::new();
        for n in 0..10 {
            let mut one = world.someone(&format!("ring{n}"), "Ring").await;
            join(&mut one, food).await;
            ring.push(one);
        }
        let pushed = write(&world, &mut ring[0], food, "pushed").await;
        for one in &mut ring[1..] {
            vote(one, Voted::Post(pushed), Opinion::Up).await;
        }
        for reader in &mut readers {
            vote(reader, Voted::Post(liked), Opinion::Up).await;
        }
        for sort in [Sort::Top, Sort::Hot] {
            let order = titles(&mut otto, Feed::Community(food), sort).await;
            assert_eq!(order, ["liked", "pushed"], "{sort:?}: three readers against ten newcomers");
        }
        vote(&mut readers[0], Voted::Post(liked), Opinion::Down).await;
        vote(&mut readers[0], Voted::Post(liked), Opinion::None).await;
        vote(&mut readers[1], Voted::Post(liked), Opinion::None).await;
        vote(&mut readers[2], Voted::Post(liked), Opinion::None).await;
        let order = titles(&mut otto, Feed::Community(food), Sort::Top).await;
        assert_eq!(order[0], "pushed", "what is taken back weighs nothing any more");
    })
    .await;
}
