//! Search: what is found by which words, and by whom; never what somebody may not see.

use crate::communities::{self, found as make, write as post};
use crate::feed;
use crate::gatherings::plan;
use crate::moderation::{decide, mods};
use crate::world::{Someone, World, key, on_each};
use sampan_backend::db::{Db, DbError};
use sampan_protocol::communities::gatherings::ops as meet;
use sampan_protocol::communities::ops::{self as talk, Edit, Face, Said};
use sampan_protocol::communities::{Ballot, Joining, Tag, Target, Topic};
use sampan_protocol::feed::{Category, Liked, ops as life};
use sampan_protocol::ids::{CommunityId, GatheringId, PostId, TagId};
use sampan_protocol::messages::{SCOPE as MESSAGES, ops as messages};
use sampan_protocol::moderation::{Action, Target as About, ops as moderate};
use sampan_protocol::page::Part;
use sampan_protocol::people::ops as people;
use sampan_protocol::search::{AskHits, Hit, HitsPart, Kind};
use sampan_protocol::{Clock, Error, Timestamp};

pub(crate) async fn look(who: &mut Someone, text: &str, kinds: &[Kind]) -> Vec<Hit> {
    part(who, text, kinds, "").await.expect("it may be asked").0
}

async fn part(
    who: &mut Someone,
    text: &str,
    kinds: &[Kind],
    after: &str,
) -> Result<(Vec<Hit>, Option<String>), Error> {
    let list = AskHits { text: text.into(), kinds: kinds.to_vec() };
    let part = Part { after: after.into(), etag: String::new() };
    let page = who.device.ask(&HitsPart { list, part }).await?;
    Ok((page.items, page.next))
}

/// The titles of everything that somebody finds.
async fn finds(who: &mut Someone, text: &str) -> Vec<String> {
    look(who, text, &[]).await.into_iter().map(|hit| hit.title).collect()
}

async fn say(who: &mut Someone, community: CommunityId, title: &str, body: &str) -> PostId {
    let post = PostId(who.new_op().0);
    let said = Said { title: title.into(), body: body.into(), ..Said::default() };
    communities::done(who, talk::POST, &talk::NewPost { post, community, said }).await;
    post
}

async fn announce(who: &mut Someone, community: CommunityId) -> GatheringId {
    let gathering = GatheringId(who.new_op().0);
    let new = meet::Gather { gathering, community, plan: plan(None, 9) };
    communities::done(who, meet::GATHER, &new).await;
    gathering
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_found_by_its_tags_and_by_what_its_poll_offers() {
    on_each(async |world| {
        let mut mei = world.someone("mei_lin", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let community = make(&world, &mut mei, "Bakers", Joining::Open).await;
        let tag = Tag { id: TagId(mei.new_op().0), name: "Recipes".into(), hue: 0 };
        let put = talk::PutTag { community, tag: tag.clone() };
        communities::done(&mut mei, talk::TAG, &put).await;
        let options = ["Spelt", "Einkorn"].map(String::from).to_vec();
        let poll = Ballot { options, several: false, lasts: None, late: false };
        let (post, title) = (PostId(mei.new_op().0), "Which flour?".to_owned());
        let said =
            Said { title: title.clone(), tags: vec![tag.id], poll: Some(poll), ..Said::default() };
        communities::done(&mut mei, talk::POST, &talk::NewPost { post, community, said }).await;
        for typed in ["recipes", "einkorn spelt", "which recipes"] {
            assert_eq!(finds(&mut otto, typed).await, [title.as_str()], "{typed} finds it");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_found_by_words_beginnings_and_pairs_of_characters() {
    on_each(async |world| {
        let mut mei = world.someone("mei_lin", "陈美 Zoë").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bakers = make(&world, &mut mei, "Sourdough Bakers", Joining::Open).await;
        say(&mut mei, bakers, "上海咖啡馆推荐", "All about **crème** brûlée").await;
        announce(&mut mei, bakers).await;
        let shop = feed::open(&mut mei, "Café Lumière", Category::Food).await;
        feed::write(&world, &mut mei, shop, "Fresh croissants", None).await;
        for (typed, title) in [
            ("zoe", "陈美 Zoë"),
            ("MEI_L", "陈美 Zoë"),
            ("陈", "陈美 Zoë"),
            ("sourd", "Sourdough Bakers"),
            ("bakers sourdough", "Sourdough Bakers"),
            ("咖啡", "上海咖啡馆推荐"),
            ("荐", "上海咖啡馆推荐"),
            ("creme BRULEE", "上海咖啡馆推荐"),
            ("kreuzberg", "Bread evening"),
            ("cafe lum", "Café Lumière"),
            ("croissants", "Fresh croissants"),
        ] {
            assert_eq!(finds(&mut otto, typed).await, [title], "{typed} finds it");
        }
        for typed in ["ourdough", "啡咖", "sourdough bakery", "oranienstr", "", "—"] {
            assert!(finds(&mut otto, typed).await.is_empty(), "{typed} finds nothing");
        }
        let hit = look(&mut otto, "creme", &[]).await.remove(0);
        assert_eq!(hit.text, "All about crème brûlée", "plain text");
        assert_eq!(hit.by.map(|by| by.id), Some(mei.id()), "who wrote it");
        assert_eq!(hit.place, "Sourdough Bakers", "where");
        assert!(look(&mut otto, "croissants", &[Kind::Post]).await.is_empty(), "another kind");
        let long = "x".repeat(101);
        assert_eq!(key(part(&mut otto, &long, &[], "").await), "error.search.long", "too long");
        let odd = part(&mut otto, "x", &[], "nonsense").await;
        assert_eq!(key(odd), "error.request.malformed", "nobody said that");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_called_otherwise_is_found_by_its_new_name_only() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei Chen").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bakers = make(&world, &mut mei, "Bakers", Joining::Open).await;
        let entry = say(&mut mei, bakers, "Rye", "with seeds").await;
        let face = Face { name: "Brewers".into(), topic: Topic::Food, ..Face::default() };
        communities::done(&mut mei, talk::UPDATE, &talk::Update { community: bakers, face }).await;
        let said = Said { title: "Spelt".into(), body: "with nuts".into(), ..Said::default() };
        communities::done(&mut mei, talk::EDIT, &Edit::Post { post: entry, said }).await;
        let update = people::Update { name: "Mei Wang".into(), avatar: None };
        mei.act("people.update", &update, None).await.expect("it is applied");
        for gone in ["bakers", "rye", "seeds", "chen"] {
            assert!(finds(&mut otto, gone).await.is_empty(), "{gone} finds nothing any more");
        }
        for (typed, title) in
            [("brew", "Brewers"), ("spelt", "Spelt"), ("nuts", "Spelt"), ("wang", "Mei Wang")]
        {
            assert_eq!(finds(&mut otto, typed).await, [title], "{typed} finds it now");
        }
        assert_eq!(look(&mut otto, "nuts", &[]).await[0].place, "Brewers", "in what it is called");
        let left = world.blocking(|backend| left(backend.db(), "rye")).await;
        assert_eq!(left, (0, 0), "no word is kept that nothing says");
    })
    .await;
}

/// How often a word is kept, and how many beginnings it has.
fn left(db: &Db, term: &str) -> Result<(i64, i64), Error> {
    let count = |table: &str| {
        let query = format!("SELECT COUNT(*) AS n FROM {table} WHERE term = '{term}'");
        db.read(|sql| sql.query_one(&query, &[])?.int("n"))
    };
    Ok((count("search_terms")?, count("search_beginnings")?))
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_finds_what_they_may_not_see() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let family = make(&world, &mut mei, "Secret family", Joining::Invitation).await;
        say(&mut mei, family, "Secret recipe", "").await;
        announce(&mut mei, family).await;
        for typed in ["secret", "recipe", "bread"] {
            assert!(finds(&mut otto, typed).await.is_empty(), "{typed} is not for strangers");
            assert!(!finds(&mut mei, typed).await.is_empty(), "{typed} is for members");
        }
        let invite = talk::Invite { community: family, person: otto.id() };
        communities::done(&mut mei, talk::INVITE, &invite).await;
        communities::done(&mut otto, talk::JOIN, &talk::Join { community: family }).await;
        assert_eq!(finds(&mut otto, "secret").await.len(), 2, "he belongs to it now");
        communities::done(&mut otto, talk::LEAVE, &talk::Leave { community: family }).await;
        assert!(finds(&mut otto, "secret").await.is_empty(), "and not any more");
        // A community that everybody may read becomes one that takes an invitation.
        let open = make(&world, &mut mei, "Harbour", Joining::Open).await;
        post(&world, &mut mei, open, "Lighthouse").await;
        assert_eq!(finds(&mut otto, "lighthouse").await, ["Lighthouse"], "for everybody");
        let face = Face { name: "Harbour".into(), joining: Joining::Invitation, ..Face::default() };
        communities::done(&mut mei, talk::UPDATE, &talk::Update { community: open, face }).await;
        assert!(finds(&mut otto, "lighthouse").await.is_empty(), "for its members only");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_away_or_has_not_come_out_is_not_found() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bakers = make(&world, &mut mei, "Bakers", Joining::Open).await;
        communities::done(&mut otto, talk::JOIN, &talk::Join { community: bakers }).await;
        let own = post(&world, &mut mei, bakers, "Pumpernickel").await;
        let bad = post(&world, &mut otto, bakers, "Nonsense").await;
        let date = announce(&mut mei, bakers).await;
        communities::done(&mut mei, talk::REMOVE, &talk::Remove { target: Target::Post(own) })
            .await;
        let about = About::new("post", bad);
        mods(&mut mei, moderate::ACT, &decide(Action::Remove, &about, None)).await;
        let off = meet::CallOff { gathering: date, at: None };
        communities::done(&mut mei, meet::CALL_OFF, &off).await;
        for typed in ["pumpernickel", "nonsense", "bread"] {
            for who in [&mut mei, &mut otto] {
                assert!(finds(who, typed).await.is_empty(), "{typed} is gone");
            }
        }
        let shop = feed::open(&mut mei, "Shop", Category::Food).await;
        let later = world.clock.now().plus_seconds(3_600);
        feed::write(&world, &mut mei, shop, "Tomorrow", Some(later)).await;
        let gone = feed::write(&world, &mut mei, shop, "Yesterday", None).await;
        feed::done(&mut mei, life::REMOVE, &life::Remove { target: Liked::Note(gone) }).await;
        assert!(finds(&mut mei, "tomorrow").await.is_empty(), "it has not come out");
        assert!(finds(&mut otto, "yesterday").await.is_empty(), "it is gone");
        world.blocking(move |backend| backend.run_due(later.plus_seconds(1))).await;
        assert_eq!(finds(&mut otto, "tomorrow").await, ["Tomorrow"], "it is out");
        // Whoever came first runs the service, and decides about what life accounts publish.
        let stall = feed::open(&mut otto, "Stall", Category::Food).await;
        let rumour = feed::write(&world, &mut otto, stall, "Rumours", None).await;
        assert_eq!(finds(&mut otto, "rumours").await, ["Rumours"], "it is there");
        let about = About::new("note", rumour);
        mods(&mut mei, moderate::ACT, &decide(Action::Remove, &about, None)).await;
        assert!(finds(&mut otto, "rumours").await.is_empty(), "an operator took it away");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_blocked_does_not_find_who_blocked_them() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let bakers = make(&world, &mut mei, "Bakers", Joining::Open).await;
        post(&world, &mut mei, bakers, "Pumpernickel").await;
        let (op, scope) = (mei.new_op(), mei.scope(MESSAGES));
        let block = messages::Block { person: otto.id() };
        mei.device.act(op, &scope, messages::BLOCK, &block, None).await.expect("it is applied");
        assert!(finds(&mut otto, "mei").await.is_empty(), "not her");
        assert!(finds(&mut otto, "pumpernickel").await.is_empty(), "nor what she wrote");
        assert_eq!(finds(&mut lea, "mei").await, ["Mei"], "others do");
        assert_eq!(finds(&mut mei, "otto").await, ["Otto"], "and she finds him");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_come_first_then_titles_then_texts_and_parts_do_not_repeat() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bakers = make(&world, &mut mei, "Harbour people", Joining::Open).await;
        say(&mut mei, bakers, "Sunday", "at the harbour").await;
        let mut wanted = vec!["Harbour people".to_owned()];
        let mut titles = Vec::new();
        for n in 0..44 {
            world.clock.forward(7_200);
            let title = format!("Harbour {n}");
            post(&world, &mut mei, bakers, &title).await;
            titles.insert(0, title);
        }
        wanted.extend(titles);
        wanted.push("Sunday".to_owned());
        let (mut found, mut after, mut parts) = (Vec::new(), String::new(), 0);
        loop {
            let (hits, next) = part(&mut mei, "harb", &[], &after).await.expect("it may be asked");
            found.extend(hits.into_iter().map(|hit| hit.title));
            parts += 1;
            match next {
                Some(next) => after = next,
                None => break,
            }
        }
        assert_eq!(found, wanted, "the newest first among equals, each once");
        assert_eq!(parts, 3, "in parts of twenty");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_before_is_found_once_it_was_gone_over() {
    on_each(async |mut world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bakers = make(&world, &mut mei, "Bakers", Joining::Open).await;
        for n in 0..60 {
            // As fast as somebody new may write.
            world.clock.forward(1_000);
            post(&world, &mut mei, bakers, &format!("Loaf {n}")).await;
        }
        let shop = feed::open(&mut mei, "Shop", Category::Food).await;
        feed::write(&world, &mut mei, shop, "Croissants", None).await;
        world.blocking(|backend| Ok(emptied(backend.db())?)).await;
        for typed in ["mei", "bakers", "loaf", "shop", "croissants"] {
            assert!(
                finds(&mut mei, typed).await.is_empty(),
                "{typed}: as before there was a search"
            );
        }
        let now = world.clock.now();
        keep(&world, now).await;
        // The process ends in the middle of it, and another one goes on.
        world.reopen();
        keep(&world, now).await;
        let done = world.blocking(move |backend| backend.run_due(now)).await;
        assert!(done >= 7, "in batches: {done}");
        for typed in ["mei", "bakers", "loaf 0", "loaf 59", "shop", "croissants"] {
            assert!(!finds(&mut mei, typed).await.is_empty(), "{typed} is found");
        }
        let again = world.blocking(move |backend| backend.run_due(now.plus_seconds(60))).await;
        assert_eq!(again, 0, "once a day");
        let tomorrow = now.plus_seconds(86_400);
        let again = world.blocking(move |backend| backend.run_due(tomorrow)).await;
        assert!(again >= 7, "and then again: {again}");
    })
    .await;
}

pub(crate) async fn keep(world: &World, now: Timestamp) {
    world
        .blocking(move |backend| {
            let mut modules = backend.modules().iter();
            let search = modules.find(|module| module.name() == "search").expect("it is there");
            Ok(backend.db().write(|sql| search.keep(sql, now))?)
        })
        .await;
}

pub(crate) fn emptied(db: &Db) -> Result<(), DbError> {
    db.write(|sql| {
        for table in ["search_terms", "search_beginnings", "search_documents", "search_walk"] {
            sql.execute(&format!("DELETE FROM {table}"), &[])?;
        }
        Ok(())
    })
}
