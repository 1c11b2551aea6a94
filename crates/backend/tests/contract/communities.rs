//! Communities: who gets in, who may read, and what votes do to the order.

use crate::operate::{desk, info, propose};
use crate::world::{Someone, World, key, on_each, rejection};
use sampan_protocol::Error;
use sampan_protocol::communities::ops::{self, Edit, Face, Said};
use sampan_protocol::communities::{
    AskComments, AskCommunities, AskCommunity, AskFeed, AskMembers, AskPost, Comment, CommentsPart,
    CommunitiesPart, Community, CommunityPart, Feed, FeedPart, Joining, MembersPart, Membership,
    Mine, Opinion, Post, PostPart, Role, Saved, Sort, Span, Target, Topic, rows,
};
use sampan_protocol::ids::{CommentId, CommunityId, PostId};
use sampan_protocol::operate::{CONFIGURE, Configure, differences};
use sampan_protocol::page::{Page, Part};
use sampan_protocol::sync::Outcome;
use serde::Serialize;

pub(crate) async fn act(
    who: &mut Someone,
    name: &str,
    args: &impl Serialize,
) -> Result<Outcome, Error> {
    let (op, scope) = (who.new_op(), who.scope("communities"));
    who.device.act(op, &scope, name, args, None).await
}

pub(crate) async fn done(who: &mut Someone, name: &str, args: &impl Serialize) {
    let outcome = act(who, name, args).await;
    assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{name}: {outcome:?}");
}

/// What the service says of an operation that it refuses.
pub(crate) async fn refused(who: &mut Someone, name: &str, args: &impl Serialize) -> String {
    match act(who, name, args).await {
        Ok(outcome) => rejection(&outcome).to_owned(),
        Err(error) => error.key,
    }
}

pub(crate) async fn found(
    world: &World,
    owner: &mut Someone,
    name: &str,
    joining: Joining,
) -> CommunityId {
    let community = CommunityId(owner.new_op().0);
    let face = Face { name: name.into(), joining, topic: Topic::Food, ..Face::default() };
    done(owner, ops::CREATE, &ops::Create { community, face }).await;
    world.clock.forward(1);
    community
}

pub(crate) async fn write(
    world: &World,
    who: &mut Someone,
    community: CommunityId,
    title: &str,
) -> PostId {
    let post = PostId(who.new_op().0);
    let said = Said { title: title.into(), ..Said::default() };
    done(who, ops::POST, &ops::NewPost { post, community, said }).await;
    world.clock.forward(1);
    post
}

pub(crate) async fn answer(
    world: &World,
    who: &mut Someone,
    post: PostId,
    parent: Option<CommentId>,
    body: &str,
) -> CommentId {
    let comment = CommentId(who.new_op().0);
    let new = ops::NewComment { comment, post, parent, body: body.into() };
    done(who, ops::COMMENT, &new).await;
    world.clock.forward(1);
    comment
}

pub(crate) async fn vote(who: &mut Someone, target: Target, opinion: Opinion) {
    done(who, ops::VOTE, &ops::Vote { target, opinion }).await;
}

pub(crate) async fn part(
    who: &mut Someone,
    list: &AskFeed,
    part: Part,
) -> Result<Page<Post>, Error> {
    who.device.ask(&FeedPart { list: list.clone(), part }).await
}

pub(crate) async fn titles(who: &mut Someone, feed: Feed, sort: Sort) -> Vec<String> {
    let list = AskFeed { feed, sort, span: Span::All };
    let page = part(who, &list, Part::default()).await.expect("it may be read");
    page.items.into_iter().map(|post| post.title).collect()
}

async fn memberships(who: &mut Someone) -> Vec<(String, Role)> {
    let rows = who.rows("communities", rows::MEMBERSHIP).await;
    let read = |row| serde_json::from_value::<Membership>(row).expect("a membership");
    rows.into_iter().map(read).map(|m| (m.community.name, m.role)).collect()
}

async fn look(who: &mut Someone, community: CommunityId) -> Result<Community, Error> {
    let ask = CommunityPart { list: AskCommunity { community }, part: Part::default() };
    Ok(who.device.ask(&ask).await?.items.remove(0))
}

pub(crate) async fn see(who: &mut Someone, post: PostId) -> Post {
    let ask = PostPart { list: AskPost { post }, part: Part::default() };
    who.device.ask(&ask).await.expect("it may be read").items.remove(0)
}

/// The latest part of what is said to a post.
pub(crate) async fn comments(who: &mut Someone, post: PostId) -> Vec<Comment> {
    let ask = CommentsPart { list: AskComments { post }, part: Part::default() };
    who.device.ask(&ask).await.expect("it may be read").items
}

#[tokio::test(flavor = "multi_thread")]
async fn people_join_as_the_community_lets_them() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let open = found(&world, &mut mei, "Bakers", Joining::Open).await;
        let asked = found(&world, &mut mei, "Brewers", Joining::Request).await;
        let closed = found(&world, &mut mei, "Family", Joining::Invitation).await;
        for community in [open, asked] {
            done(&mut otto, ops::JOIN, &ops::Join { community }).await;
            done(&mut otto, ops::JOIN, &ops::Join { community }).await;
        }
        let hidden = refused(&mut otto, ops::JOIN, &ops::Join { community: closed }).await;
        assert_eq!(hidden, "error.communities.unknown", "it is not even there");
        assert_eq!(key(look(&mut otto, closed).await), "error.communities.unknown", "nor to read");
        let mine = memberships(&mut otto).await;
        assert!(mine.contains(&("Bakers".into(), Role::Member)), "who joins belongs: {mine:?}");
        assert!(mine.contains(&("Brewers".into(), Role::Asking)), "who asks waits: {mine:?}");
        assert_eq!(look(&mut otto, open).await.expect("open").members, 2, "joined once");
        let list = AskMembers { community: asked, asking: true };
        let ask = MembersPart { list, part: Part::default() };
        let nosy = otto.device.ask(&ask).await;
        assert_eq!(key(nosy), "error.communities.moderators_only", "who asked is not for all");
        let waiting = mei.device.ask(&ask).await.expect("she moderates");
        assert_eq!(waiting.items.len(), 1, "she sees who asked");
        let decide = ops::Decide { community: asked, person: otto.id(), let_in: true };
        let own = refused(&mut otto, ops::DECIDE, &decide).await;
        assert_eq!(own, "error.communities.moderators_only", "nobody lets themselves in");
        done(&mut mei, ops::DECIDE, &decide).await;
        let twice = refused(&mut mei, ops::DECIDE, &decide).await;
        assert_eq!(twice, "error.communities.not_asking", "decided once");
        let invite = ops::Invite { community: closed, person: otto.id() };
        done(&mut mei, ops::INVITE, &invite).await;
        done(&mut otto, ops::JOIN, &ops::Join { community: closed }).await;
        let mine = memberships(&mut otto).await;
        assert!(mine.iter().all(|(_, role)| *role == Role::Member), "in all of them: {mine:?}");
        for community in [asked, closed] {
            assert_eq!(look(&mut otto, community).await.expect("in").members, 2, "counted once");
        }
        done(&mut otto, ops::LEAVE, &ops::Leave { community: closed }).await;
        assert_eq!(key(look(&mut otto, closed).await), "error.communities.unknown", "gone again");
        let stays = refused(&mut mei, ops::LEAVE, &ops::Leave { community: open }).await;
        assert_eq!(stays, "error.communities.owner_leaves", "somebody has to own it");
        let over = ops::SetRole { community: open, person: otto.id(), role: Role::Owner };
        let take = refused(&mut otto, ops::SET_ROLE, &over).await;
        assert_eq!(take, "error.communities.owner_only", "nobody takes it");
        done(&mut mei, ops::SET_ROLE, &over).await;
        done(&mut mei, ops::LEAVE, &ops::Leave { community: open }).await;
        assert_eq!(look(&mut mei, open).await.expect("still open").members, 1, "handed over");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_stand_in_the_order_that_votes_make() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let family = found(&world, &mut mei, "Family", Joining::Invitation).await;
        let old = write(&world, &mut mei, food, "old").await;
        world.clock.forward(3 * 86_400);
        let split = write(&world, &mut mei, food, "split").await;
        let _young = write(&world, &mut mei, food, "young").await;
        write(&world, &mut mei, family, "secret").await;
        let mut voters = Vec::new();
        for n in 0..4 {
            voters.push(world.someone(&format!("voter{n}"), "Voter").await);
        }
        for (n, voter) in voters.iter_mut().enumerate() {
            vote(voter, Target::Post(old), Opinion::Up).await;
            let opinion = if n % 2 == 0 { Opinion::Up } else { Opinion::Down };
            vote(voter, Target::Post(split), opinion).await;
            vote(voter, Target::Post(split), opinion).await;
        }
        let reader = &mut voters[0];
        let all = Feed::Everything;
        let by = async |reader: &mut Someone, sort| titles(reader, all.clone(), sort).await;
        assert_eq!(by(reader, Sort::New).await, ["young", "split", "old"], "the latest first");
        assert_eq!(by(reader, Sort::Top).await, ["old", "young", "split"], "the liked first");
        let divided = by(reader, Sort::Controversial).await;
        assert_eq!(divided[0], "split", "what divides people first");
        let hot = by(reader, Sort::Hot).await;
        assert_eq!(hot[2], "old", "three days weigh more than four votes");
        let mine = titles(&mut mei, Feed::Joined, Sort::New).await;
        assert_eq!(mine[0], "secret", "members read what is closed");
        let week = AskFeed { feed: all.clone(), sort: Sort::Top, span: Span::Day };
        let lately = part(reader, &week, Part::default()).await.expect("it may be read").items;
        assert_eq!(lately.len(), 2, "of today");
        let closed = refused(
            reader,
            ops::VOTE,
            &ops::Vote {
                target: Target::Post(write(&world, &mut mei, family, "another").await),
                opinion: Opinion::Down,
            },
        )
        .await;
        assert_eq!(closed, "error.communities.unknown", "nobody votes on what they may not read");
        let seen = see(reader, split).await;
        assert_eq!((seen.up, seen.down, seen.opinion), (3, 2, Opinion::Up), "each counts once");
        vote(reader, Target::Post(split), Opinion::None).await;
        let seen = see(reader, split).await;
        assert_eq!((seen.up, seen.down, seen.opinion), (2, 2, Opinion::None), "taken back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_comes_in_parts_and_nothing_twice() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        for n in 0..45 {
            write(&world, &mut mei, food, &format!("post {n}")).await;
            world.clock.forward(700);
        }
        for sort in Sort::ALL {
            let list = AskFeed { feed: Feed::Community(food), sort, span: Span::All };
            let mut next = Some(String::new());
            let (mut seen, mut tags) = (Vec::new(), Vec::new());
            while let Some(after) = next {
                let asked = Part { after: after.clone(), etag: String::new() };
                let page = part(&mut mei, &list, asked).await.expect("it may be read");
                seen.extend(page.items.into_iter().map(|post| post.title));
                tags.push((after, page.etag));
                next = page.next;
            }
            assert_eq!(seen.len(), 45, "{sort:?}: all of them");
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 45, "{sort:?}: none twice");
            let (after, etag) = tags.remove(1);
            let again = part(&mut mei, &list, Part { after, etag }).await.expect("it may be read");
            assert!(again.unchanged && again.items.is_empty(), "what did not change is not sent");
        }
        let list = AskFeed { feed: Feed::Community(food), ..AskFeed::default() };
        let nonsense = Part { after: "x".into(), etag: String::new() };
        let told = key(part(&mut mei, &list, nonsense).await);
        assert_eq!(told, "error.request.malformed", "nobody has said that");
        let topics = AskCommunities { topic: Some(Topic::Food), ..AskCommunities::default() };
        let ask = CommunitiesPart { list: topics, part: Part::default() };
        let listed = mei.device.ask(&ask).await.expect("anybody may");
        assert_eq!(listed.items.len(), 1, "found by interest");
        let topics = AskCommunities { topic: Some(Topic::Pets), ..AskCommunities::default() };
        let ask = CommunitiesPart { list: topics, part: Part::default() };
        assert!(
            mei.device.ask(&ask).await.expect("anybody may").items.is_empty(),
            "not by another"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_answered_changed_and_taken_away() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let post = write(&world, &mut mei, food, "Bread").await;
        let outside = ops::NewComment {
            comment: CommentId(otto.new_op().0),
            post,
            parent: None,
            body: "hello".into(),
        };
        let told = refused(&mut otto, ops::COMMENT, &outside).await;
        assert_eq!(told, "error.communities.join_first", "members speak");
        done(&mut otto, ops::JOIN, &ops::Join { community: food }).await;
        done(&mut lea, ops::JOIN, &ops::Join { community: food }).await;
        let first = answer(&world, &mut otto, post, None, "How long?").await;
        let second = answer(&world, &mut mei, post, Some(first), "Two days.").await;
        let astray = ops::NewComment {
            comment: CommentId(otto.new_op().0),
            post,
            parent: Some(CommentId(otto.new_op().0)),
            body: "x".into(),
        };
        let told = refused(&mut otto, ops::COMMENT, &astray).await;
        assert_eq!(told, "error.communities.no_comment", "answers answer something");
        vote(&mut lea, Target::Comment(first), Opinion::Up).await;
        let edit = Edit::Comment { comment: first, body: "How long, and how warm?".into() };
        let told = refused(&mut lea, ops::EDIT, &edit).await;
        assert_eq!(told, "error.communities.no_comment", "nobody changes another's words");
        done(&mut otto, ops::EDIT, &edit).await;
        let said = comments(&mut lea, post).await;
        let words: Vec<_> = said.iter().map(|c| (c.body.as_str(), c.parent, c.up)).collect();
        let wanted = [("Two days.", Some(first), 1), ("How long, and how warm?", None, 2)];
        assert_eq!(words, wanted, "the latest first, as it was changed");
        assert!(said[1].edited.is_some() && said[1].opinion == Opinion::Up, "and marked");
        let remove = ops::Remove { target: Target::Comment(second) };
        let told = refused(&mut lea, ops::REMOVE, &remove).await;
        assert_eq!(told, "error.communities.moderators_only", "members take away their own only");
        let remove = ops::Remove { target: Target::Comment(first) };
        let told = refused(&mut mei, ops::REMOVE, &remove).await;
        assert_eq!(told, "error.moderation.with_reasons", "moderators decide, with reasons");
        done(&mut otto, ops::REMOVE, &remove).await;
        let said = comments(&mut lea, post).await;
        assert!(said[1].removed && said[1].body.is_empty(), "he took it away");
        assert_eq!(said[0].body, "Two days.", "the answer stays");
        let mine = otto.rows("communities", rows::MINE).await;
        let mine: Mine = serde_json::from_value(mine[0].clone()).expect("what he wrote");
        assert!(matches!(mine, Mine::Comment(c) if c.removed), "his devices know");
        done(&mut lea, ops::SAVE, &ops::Save { post, kept: true }).await;
        let saved = lea.rows("communities", rows::SAVED).await;
        let saved: Saved = serde_json::from_value(saved[0].clone()).expect("what she keeps");
        assert_eq!(
            (saved.post.title.as_str(), saved.post.comments),
            ("Bread", 2),
            "kept as it was"
        );
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Target::Post(post) }).await;
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Target::Post(post) }).await;
        assert!(titles(&mut lea, Feed::Joined, Sort::New).await.is_empty(), "out of every list");
        assert_eq!(look(&mut lea, food).await.expect("open").posts, 0, "and not counted");
        let like = ops::Vote { target: Target::Post(post), opinion: Opinion::Up };
        let told = refused(&mut lea, ops::VOTE, &like).await;
        assert_eq!(told, "error.communities.no_post", "nobody likes what is gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_switched_off_answers_nobody() {
    on_each(async |world| {
        let (mut ada, _, _, scope) = desk(&world).await;
        let list = AskFeed { feed: Feed::Everything, ..AskFeed::default() };
        part(&mut ada, &list, Part::default()).await.expect("it is on");
        let old = info(&world).await.settings;
        let mut new = old.clone();
        new.features_off = vec!["communities".to_owned()];
        let change = Configure { changes: differences(&old, &new) };
        propose(&mut ada, &scope, CONFIGURE, &change).await.expect("one operator may");
        let told = key(part(&mut ada, &list, Part::default()).await);
        assert_eq!(told, "error.service.feature_off", "it is off");
    })
    .await;
}
