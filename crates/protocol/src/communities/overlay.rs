//! What pages look like with one's own votes and with what waits: pure functions over what the
//! service told last.
//!
//! A page may be older than a vote that the service has taken since, so counts are corrected by the
//! difference between what the page says I think and what I do think: nothing flickers.

use super::Opinion;
use super::ops::{self, Edit};
use super::poll::Poll;
use super::preview::first_link;
use super::reactions::Reactions;
use super::rows::{Comment, Community, InCommunity, Post};
use super::tags::{self, Tag};
use crate::people::Person;
use crate::time::Timestamp;

/// Counts, as they are with what I think now instead of what I thought.
#[must_use]
pub fn counted((up, down): (i64, i64), before: Opinion, now: Opinion) -> (i64, i64) {
    let is = |opinion: Opinion, wanted: Opinion| i64::from(opinion == wanted);
    let change = |wanted| is(now, wanted) - is(before, wanted);
    ((up + change(Opinion::Up)).max(0), (down + change(Opinion::Down)).max(0))
}

/// A post, with what I think of it now.
#[must_use]
pub fn voted_post(mut post: Post, now: Opinion) -> Post {
    (post.up, post.down) = counted((post.up, post.down), post.opinion, now);
    post.opinion = now;
    post
}

/// A comment, with what I think of it now.
#[must_use]
pub fn voted_comment(mut comment: Comment, now: Opinion) -> Comment {
    (comment.up, comment.down) = counted((comment.up, comment.down), comment.opinion, now);
    comment.opinion = now;
    comment
}

/// A post that waits, as it will be in a community with these tags: whoever writes something likes it.
#[must_use]
pub fn new_post(
    new: &ops::NewPost,
    me: &Person,
    (community, known): (InCommunity, &[Tag]),
    at: Timestamp,
) -> Post {
    Post {
        id: new.post,
        community,
        author: me.clone(),
        title: new.said.title.clone(),
        body: new.said.body.clone(),
        pictures: new.said.pictures.clone(),
        created: at,
        edited: None,
        up: 1,
        down: 0,
        comments: 0,
        opinion: Opinion::Up,
        removed: false,
        held: false,
        locked: false,
        tags: tags::named(known, &new.said.tags),
        poll: new.said.poll.clone().map(|ballot| Poll::begun(ballot, at)),
        preview: None,
        reactions: Reactions::default(),
    }
}

/// A comment that waits, as it will be.
#[must_use]
pub fn new_comment(new: &ops::NewComment, me: &Person, at: Timestamp) -> Comment {
    Comment {
        id: new.comment,
        post: new.post,
        parent: new.parent,
        author: me.clone(),
        body: new.body.clone(),
        created: at,
        edited: None,
        up: 1,
        down: 0,
        opinion: Opinion::Up,
        removed: false,
        held: false,
        reactions: Reactions::default(),
    }
}

/// A community that waits to be made.
#[must_use]
pub fn new_community(new: &ops::Create, at: Timestamp) -> Community {
    let empty = Community {
        id: new.community,
        name: String::new(),
        about: String::new(),
        rules: String::new(),
        topic: new.face.topic,
        branch: String::new(),
        place: String::new(),
        spot: String::new(),
        joining: new.face.joining,
        picture: None,
        members: 1,
        posts: 0,
        created: at,
        tags: Vec::new(),
    };
    faced(&empty, &new.face)
}

/// A community that presents itself like this.
#[must_use]
pub fn faced(community: &Community, face: &ops::Face) -> Community {
    let ops::Face { name, about, rules, topic, branch, place, spot, joining, picture } =
        face.clone();
    let words = Community { name, about, rules, place, ..community.clone() };
    Community { topic, branch, spot, joining, picture, ..words }
}

/// A post, changed, in a community with these tags.
#[must_use]
pub fn edited_post(mut post: Post, edit: &Edit, known: &[Tag], at: Timestamp) -> Post {
    if let Edit::Post { post: id, said } = edit
        && *id == post.id
    {
        post.title.clone_from(&said.title);
        post.body.clone_from(&said.body);
        post.pictures.clone_from(&said.pictures);
        post.tags = tags::named(known, &said.tags);
        if post.poll.as_ref().map(|poll| &poll.ballot) != said.poll.as_ref() {
            post.poll = said.poll.clone().map(|ballot| Poll::begun(ballot, at));
        }
        let link = first_link(&said.body);
        post.preview = post.preview.filter(|preview| link == Some(preview.url.as_str()));
        post.edited = Some(at);
    }
    post
}

/// A post with what I chose in its poll, as the service tells it at this time.
#[must_use]
pub fn chosen_post(mut post: Post, chosen: &[String], now: Timestamp) -> Post {
    post.poll = post.poll.map(|poll| poll.with_mine(chosen).told(now));
    post
}

/// A comment, changed.
#[must_use]
pub fn edited_comment(mut comment: Comment, edit: &Edit, at: Timestamp) -> Comment {
    if let Edit::Comment { comment: id, body } = edit
        && *id == comment.id
    {
        comment.body.clone_from(body);
        comment.edited = Some(at);
    }
    comment
}

/// A post that was taken away: what was said is gone, what was said to it stays.
#[must_use]
pub fn removed_post(post: Post) -> Post {
    let (title, body, pictures) = (String::new(), String::new(), Vec::new());
    let gone = Post { title, body, pictures, removed: true, ..post };
    Post { tags: Vec::new(), poll: None, preview: None, ..gone }
}

/// A comment that was taken away.
#[must_use]
pub fn removed_comment(comment: Comment) -> Comment {
    Comment { body: String::new(), removed: true, ..comment }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_follow_what_i_think() {
        use Opinion::{Down, None, Up};
        assert_eq!(counted((3, 1), None, Up), (4, 1), "I like it");
        assert_eq!(counted((4, 1), Up, Up), (4, 1), "the service knows already");
        assert_eq!(counted((4, 1), Up, Down), (3, 2), "I changed my mind");
        assert_eq!(counted((4, 1), Up, None), (3, 1), "I take it back");
    }

    proptest! {
        #[test]
        fn there_and_back_is_nothing(up in 1i64..99, down in 1i64..99, a in -1i64..2, b in -1i64..2) {
            let (a, b) = (Opinion::from_value(a), Opinion::from_value(b));
            prop_assert_eq!(counted(counted((up, down), a, b), b, a), (up, down));
        }
    }
}
