//! What posts carry: polls that count exactly and tell nobody's vote, and tags.

use crate::communities::{act, done, found, part, refused, see, titles};
use crate::world::{Someone, World, key, on_each};
use sampan_protocol::communities::ops::{self, Edit, Said};
use sampan_protocol::communities::{
    AskCommunity, AskFeed, Ballot, Choice, CommunityPart, Feed, Joining, Mine, Poll, Post, Role,
    Saved, Sort, Span, Tag, rows,
};
use sampan_protocol::ids::{CommunityId, PostId, TagId};
use sampan_protocol::page::Part;
use sampan_protocol::sync::Outcome;

fn ballot(several: bool, late: bool, lasts: Option<i64>) -> Ballot {
    let options = ["tea", "coffee", "water"].map(String::from).to_vec();
    Ballot { options, several, lasts, late }
}

async fn ask(who: &mut Someone, community: CommunityId, ballot: Ballot) -> PostId {
    let post = PostId(who.new_op().0);
    let said = Said { title: "What?".into(), poll: Some(ballot), ..Said::default() };
    done(who, ops::POST, &ops::NewPost { post, community, said }).await;
    post
}

fn choice(post: PostId, chosen: &[&str]) -> ops::Choose {
    ops::Choose { post, chosen: chosen.iter().map(|word| (*word).to_owned()).collect() }
}

async fn choose(who: &mut Someone, post: PostId, chosen: &[&str]) {
    done(who, ops::CHOOSE, &choice(post, chosen)).await;
}

async fn poll(who: &mut Someone, post: PostId) -> Poll {
    see(who, post).await.poll.expect("it has a poll")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_counts_once_and_until_the_end() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let post = ask(&mut mei, food, ballot(false, false, Some(3_600))).await;
        choose(&mut otto, post, &["tea"]).await;
        let told = poll(&mut lea, post).await;
        assert_eq!((told.counts, told.voters), (vec![1, 0, 0], 1), "everybody sees the result");
        assert!(told.mine.is_empty(), "and not whose it is");
        choose(&mut otto, post, &["water"]).await;
        let told = poll(&mut otto, post).await;
        assert_eq!((told.counts, told.voters), (vec![0, 0, 1], 1), "instead of the first one");
        assert_eq!(told.mine, ["water"], "his own he knows");
        let row = otto.rows("communities", rows::CHOICE).await.remove(0);
        let row: Choice = serde_json::from_value(row).expect("a choice");
        assert_eq!(row.chosen, ["water"], "on every device of his");
        // The same operation again, as after a connection that was cut.
        let (op, scope) = (lea.new_op(), lea.scope("communities"));
        for _ in 0..3 {
            let cast = choice(post, &["water"]);
            let outcome = lea.device.act(op, &scope, ops::CHOOSE, &cast, None).await;
            assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{outcome:?}");
        }
        assert_eq!(poll(&mut mei, post).await.counts, [0, 0, 2], "counted once");
        for (chosen, why) in [
            (&["tea", "coffee"][..], "two where one is asked for"),
            (&["beer"], "what nobody asked"),
        ] {
            let told = refused(&mut lea, ops::CHOOSE, &choice(post, chosen)).await;
            assert_eq!(told, "error.communities.poll_choice", "{why}");
        }
        choose(&mut lea, post, &[]).await;
        assert!(lea.rows("communities", rows::CHOICE).await.is_empty(), "taken back");
        let seen: Post = see(&mut mei, post).await;
        let told = serde_json::to_string(&seen.poll).expect("it is JSON");
        assert!(!told.contains(&otto.id().to_string()), "nobody is told who chose what");
        world.clock.forward(3_600);
        let late = refused(&mut lea, ops::CHOOSE, &choice(post, &["tea"])).await;
        assert_eq!(late, "error.communities.poll_closed", "the service's clock ends it");
        let told = poll(&mut lea, post).await;
        assert_eq!((told.counts, told.closed), (vec![0, 0, 1], true), "and nothing is added");
        done(
            &mut mei,
            ops::REMOVE,
            &ops::Remove { target: sampan_protocol::communities::Target::Post(post) },
        )
        .await;
        assert!(see(&mut otto, post).await.poll.is_none(), "gone with the post");
        let told = refused(&mut otto, ops::CHOOSE, &choice(post, &["tea"])).await;
        assert_eq!(told, "error.communities.no_post", "nothing is left to vote on");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_result_is_told_late_and_closed_circles_stay_closed() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let family = found(&world, &mut mei, "Family", Joining::Invitation).await;
        let post = ask(&mut mei, food, ballot(true, true, Some(600))).await;
        choose(&mut mei, post, &["tea", "water"]).await;
        let list = AskFeed { feed: Feed::Community(food), ..AskFeed::default() };
        let listed = async |who: &mut Someone| {
            let page = part(who, &list, Part::default()).await.expect("it may be read");
            page.items.into_iter().next().and_then(|post| post.poll).expect("a poll")
        };
        let told = listed(&mut otto).await;
        assert_eq!((told.counts.len(), told.voters), (0, 1), "who has not voted is not told");
        choose(&mut otto, post, &["coffee", "tea"]).await;
        assert_eq!(listed(&mut otto).await.counts, [2, 1, 1], "who has is");
        choose(&mut otto, post, &[]).await;
        assert!(poll(&mut otto, post).await.counts.is_empty(), "and not after taking it back");
        let keep = ops::Save { post, kept: true };
        done(&mut otto, ops::SAVE, &keep).await;
        let saved = otto.rows("communities", rows::SAVED).await.remove(0);
        let saved: Saved = serde_json::from_value(saved).expect("what he keeps");
        let kept = saved.post.poll.expect("with its poll");
        assert!(kept.counts.is_empty(), "which tells no more there");
        world.clock.forward(600);
        assert_eq!(listed(&mut otto).await.counts, [1, 0, 1], "everybody is at the end");
        let secret = ask(&mut mei, family, ballot(false, false, None)).await;
        let told = refused(&mut otto, ops::CHOOSE, &choice(secret, &["tea"])).await;
        assert_eq!(told, "error.communities.unknown", "who may not read does not vote");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_with_votes_stays_as_it_is() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let one = Ballot { options: vec!["tea".into()], ..ballot(false, false, None) };
        let post = PostId(mei.new_op().0);
        let said = |title: &str, poll| Said { title: title.into(), poll, ..Said::default() };
        let new = ops::NewPost { post, community: food, said: said("What?", Some(one)) };
        let told = refused(&mut mei, ops::POST, &new).await;
        assert_eq!(told, "error.communities.poll_options", "one option asks nothing");
        let asked = ballot(false, false, None);
        let post = ask(&mut mei, food, asked.clone()).await;
        let edit = |title: &str, poll| Edit::Post { post, said: said(title, poll) };
        let other = Ballot { options: vec!["milk".into(), "juice".into()], ..asked };
        done(&mut mei, ops::EDIT, &edit("Drinks", Some(other.clone()))).await;
        // Otto voted before he knew of it: what he chose is not taken for something else.
        let told = refused(&mut otto, ops::CHOOSE, &choice(post, &["tea"])).await;
        assert_eq!(told, "error.communities.poll_choice", "there is no tea any more");
        choose(&mut otto, post, &["juice"]).await;
        let swapped = Ballot { options: vec!["juice".into(), "milk".into()], ..other.clone() };
        for poll in [Some(swapped), None] {
            let told = refused(&mut mei, ops::EDIT, &edit("Drinks", poll)).await;
            assert_eq!(told, "error.communities.poll_voted", "no vote becomes another one");
        }
        done(&mut mei, ops::EDIT, &edit("Drinks?", Some(other))).await;
        let seen = see(&mut otto, post).await;
        assert_eq!(seen.title, "Drinks?", "the rest can be changed");
        assert_eq!(seen.poll.expect("still there").counts, [0, 1], "and the vote stays");
        let mine = mei.rows("communities", rows::MINE).await.remove(0);
        let mine: Mine = serde_json::from_value(mine).expect("what she wrote");
        let Mine::Post(mine) = mine else { panic!("it is a post") };
        assert_eq!(mine.poll.map(|poll| poll.voters), Some(1), "her devices know");
        choose(&mut otto, post, &[]).await;
        done(&mut mei, ops::EDIT, &edit("Drinks", None)).await;
        assert!(see(&mut otto, post).await.poll.is_none(), "without votes it can go");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn people_who_vote_at_once_are_all_counted() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let post = ask(&mut mei, food, ballot(true, false, None)).await;
        let mut people = Vec::new();
        for n in 0..8 {
            people.push(world.someone(&format!("voter{n}"), "Voter").await);
        }
        let votes = people.into_iter().enumerate().map(|(n, mut voter)| {
            tokio::spawn(async move {
                let all = [&["tea"][..], &["coffee", "tea"], &[], &["water", "coffee"]];
                for round in 0..8 {
                    let cast = choice(post, all[(n + round) % all.len()]);
                    let outcome = act(&mut voter, ops::CHOOSE, &cast).await;
                    assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{outcome:?}");
                }
                all[(n + 7) % all.len()]
            })
        });
        let mut wanted = (vec![0, 0, 0], 0);
        for task in votes.collect::<Vec<_>>() {
            let last = task.await.expect("each comes through");
            wanted.1 += i64::from(!last.is_empty());
            for (place, option) in ["tea", "coffee", "water"].iter().enumerate() {
                wanted.0[place] += i64::from(last.contains(option));
            }
        }
        let told = poll(&mut mei, post).await;
        assert_eq!((told.counts, told.voters), wanted, "exactly what was chosen last");
    })
    .await;
}

async fn tags_of(who: &mut Someone, community: CommunityId) -> Vec<Tag> {
    let ask = CommunityPart { list: AskCommunity { community }, part: Part::default() };
    who.device.ask(&ask).await.expect("it may be read").items.remove(0).tags
}

async fn marked(
    world: &World,
    who: &mut Someone,
    of: CommunityId,
    title: &str,
    tags: &[TagId],
) -> PostId {
    let post = PostId(who.new_op().0);
    let said = Said { title: title.into(), tags: tags.to_vec(), ..Said::default() };
    done(who, ops::POST, &ops::NewPost { post, community: of, said }).await;
    world.clock.forward(1);
    post
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_find_posts_and_follow_their_names() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let family = found(&world, &mut mei, "Family", Joining::Invitation).await;
        done(&mut otto, ops::JOIN, &ops::Join { community: food }).await;
        let tag = |name: &str, hue| Tag { id: TagId(mei.new_op().0), name: name.into(), hue };
        let (asks, bread, secret) = (tag("Question", 0), tag("Bread", 2), tag("Will", 3));
        let put = |community, tag: &Tag| ops::PutTag { community, tag: tag.clone() };
        let told = refused(&mut otto, ops::TAG, &put(food, &asks)).await;
        assert_eq!(told, "error.communities.moderators_only", "members make no tags");
        for tag in [&asks, &bread] {
            done(&mut mei, ops::TAG, &put(food, tag)).await;
        }
        done(&mut mei, ops::TAG, &put(family, &secret)).await;
        let same = Tag { id: TagId(mei.new_op().0), ..asks.clone() };
        let told = refused(&mut mei, ops::TAG, &put(food, &same)).await;
        assert_eq!(told, "error.communities.tag_alike", "each has a name of its own");
        let both = [bread.id, asks.id, secret.id];
        let post = marked(&world, &mut otto, food, "How long?", &both).await;
        marked(&world, &mut otto, food, "Rye", &[bread.id]).await;
        marked(&world, &mut mei, food, "Soup", &[]).await;
        let names = |post: Post| post.tags.into_iter().map(|tag| tag.name).collect::<Vec<_>>();
        let seen = names(see(&mut mei, post).await);
        assert_eq!(seen, ["Question", "Bread"], "in order, and none of another community");
        let tagged = |tag: &Tag| Feed::Tagged { community: food, tag: tag.id };
        for sort in Sort::ALL {
            let found = titles(&mut otto, tagged(&asks), sort).await;
            assert_eq!(found, ["How long?"], "{sort:?}: those about it");
        }
        let found = titles(&mut otto, tagged(&bread), Sort::New).await;
        assert_eq!(found, ["Rye", "How long?"], "the latest first");
        let feed = AskFeed {
            feed: Feed::Tagged { community: food, tag: secret.id },
            sort: Sort::New,
            span: Span::All,
        };
        let told = key(part(&mut otto, &feed, Part::default()).await);
        assert_eq!(told, "error.communities.no_tag", "a tag of a closed community leads nowhere");
        let renamed = Tag { name: "Help".into(), hue: 4, ..asks.clone() };
        done(&mut mei, ops::TAG, &put(food, &renamed)).await;
        assert_eq!(see(&mut otto, post).await.tags[0], renamed, "every post follows");
        let row = otto.rows("communities", rows::MEMBERSHIP).await.remove(0);
        assert_eq!(row["community"]["tags"][0]["name"], "Help", "members know it offline");
        let dropped = ops::DropTag { community: food, tag: bread.id };
        let told = refused(&mut otto, ops::UNTAG, &dropped).await;
        assert_eq!(told, "error.communities.moderators_only", "members take none away");
        done(&mut mei, ops::UNTAG, &dropped).await;
        let left = tags_of(&mut otto, food).await;
        assert_eq!(left, std::slice::from_ref(&renamed), "one is left");
        assert_eq!(names(see(&mut otto, post).await), ["Help"], "the post stays");
        let edit = |tags| Edit::Post {
            post,
            said: Said { title: "How long?".into(), tags, ..Said::default() },
        };
        let many = std::iter::repeat_with(|| TagId(otto.new_op().0)).take(4).collect();
        let told = refused(&mut otto, ops::EDIT, &edit(many)).await;
        assert_eq!(told, "error.communities.tags_on_post", "three at most");
        done(&mut otto, ops::EDIT, &edit(Vec::new())).await;
        assert!(titles(&mut otto, tagged(&renamed), Sort::New).await.is_empty(), "taken off");
        made_by_moderators((&mut mei, &mut otto), food, bread).await;
    })
    .await;
}

/// Who moderates makes tags.
async fn made_by_moderators(
    (owner, other): (&mut Someone, &mut Someone),
    community: CommunityId,
    tag: Tag,
) {
    let role = ops::SetRole { community, person: other.id(), role: Role::Moderator };
    done(owner, ops::SET_ROLE, &role).await;
    let tag = Tag { id: TagId(other.new_op().0), ..tag };
    done(other, ops::TAG, &ops::PutTag { community, tag }).await;
    assert_eq!(tags_of(owner, community).await.len(), 2, "moderators make tags");
}
