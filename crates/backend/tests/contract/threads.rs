//! Long threads: in parts that stay the same when something is said after them.

use crate::communities::{answer, done, found, refused, write};
use crate::world::{Someone, World, key, on_each};
use sampan_protocol::Error;
use sampan_protocol::communities::blocks::BLOCK;
use sampan_protocol::communities::{AskComments, Comment, CommentsPart, Joining, Target, ops};
use sampan_protocol::ids::{CommentId, PostId};
use sampan_protocol::page::{Page, Part};

async fn part(
    who: &mut Someone,
    post: PostId,
    after: &str,
    etag: &str,
) -> Result<Page<Comment>, Error> {
    let part = Part { after: after.to_owned(), etag: etag.to_owned() };
    who.device.ask(&CommentsPart { list: AskComments { post }, part }).await
}

/// Says so much, as slowly as a newcomer has to.
async fn talk(world: &World, who: &mut Someone, post: PostId, many: i64) -> Vec<CommentId> {
    let mut said = Vec::new();
    for n in 0..many {
        said.push(answer(world, who, post, said.last().copied(), &format!("Number {n}")).await);
        world.clock.forward(125);
    }
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_thread_comes_in_parts_that_stay() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let place = found(&world, &mut mei, "Bread", Joining::Open).await;
        let post = write(&world, &mut mei, place, "Rye").await;
        let other = write(&world, &mut mei, place, "Wheat").await;
        let said = talk(&world, &mut mei, post, 2 * BLOCK + 5).await;
        talk(&world, &mut mei, other, 2).await;

        let latest = part(&mut mei, post, "", "").await.expect("it may be read");
        let ids = |page: &Page<Comment>| page.items.iter().map(|c| c.id).collect::<Vec<_>>();
        let mut rest: Vec<CommentId> = said.iter().rev().copied().collect();
        let first = rest.split_off(BLOCK as usize + 5);
        assert_eq!(ids(&latest), rest, "the last whole part with what came after it, latest first");
        assert_eq!(latest.next.as_deref(), Some("0"), "one part is left");
        let old = part(&mut mei, post, "0", "").await.expect("it may be read");
        assert_eq!((ids(&old), old.next), (first, None), "the first part, and nothing before it");

        talk(&world, &mut mei, post, 1).await;
        let same = part(&mut mei, post, "0", &old.etag).await.expect("it may be read");
        assert!(same.unchanged, "what was said later changes nothing of it");
        let newer = part(&mut mei, post, "", &latest.etag).await.expect("it may be read");
        assert_eq!((newer.unchanged, newer.items.len()), (false, 106), "it is in the latest part");
        let gone = ops::Remove { target: Target::Comment(said[3]) };
        done(&mut mei, ops::REMOVE, &gone).await;
        let changed = part(&mut mei, post, "0", &old.etag).await.expect("it may be read");
        let removed = changed.items.iter().filter(|comment| comment.removed).count();
        assert_eq!(
            (changed.items.len(), removed),
            (100, 1),
            "one was taken away, and is still counted"
        );

        let short = part(&mut mei, other, "", "").await.expect("it may be read");
        assert_eq!((short.items.len(), short.next), (2, None), "each post counts by itself");
        let odd = key(part(&mut mei, post, "17.x", "").await);
        assert_eq!(odd, "error.request.malformed", "no part is called that");
        let none = part(&mut mei, post, "9", "").await.expect("it may be read");
        assert!(none.items.is_empty(), "beyond the last one nothing is");
        let twice = ops::NewComment { comment: said[0], post, parent: None, body: "Again".into() };
        assert_eq!(refused(&mut mei, ops::COMMENT, &twice).await, "error.sync.arguments", "taken");
        let after = talk(&world, &mut mei, post, 1).await;
        let last = part(&mut mei, post, "", "").await.expect("it may be read");
        assert_eq!(last.items.first().map(|c| c.id), after.last().copied(), "no number is lost");
        assert_eq!(last.items.len(), 107, "nor given twice");
    })
    .await;
}
