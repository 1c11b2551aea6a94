//! What pages look like with what one did lately: pure functions over what the service told last.
//!
//! A page may be older than what I did, so counts are corrected by the difference between what the
//! page says of me and what is so: nothing flickers.

use super::film::{Audience, Film, Filmed};
use super::ops;
use super::rows::{Account, Comment, InLife, Note, Shot};
use super::{NoteKind, Role};
use crate::ids::CommentId;
use crate::people::Person;
use crate::time::Timestamp;

/// A count, as it is with me or without me.
#[must_use]
pub fn counted(count: i64, before: bool, now: bool) -> i64 {
    (count + i64::from(now) - i64::from(before)).max(0)
}

/// A note, with whether I like and keep it now.
#[must_use]
pub fn touched(mut note: Note, liked: bool, kept: bool) -> Note {
    note.likes = counted(note.likes, note.liked, liked);
    note.saves = counted(note.saves, note.kept, kept);
    (note.liked, note.kept) = (liked, kept);
    note
}

/// A comment, with whether I like it now.
#[must_use]
pub fn liked_comment(mut comment: Comment, liked: bool) -> Comment {
    comment.likes = counted(comment.likes, comment.liked, liked);
    comment.liked = liked;
    comment
}

/// An account, with whether I follow it now.
#[must_use]
pub fn followed(mut account: Account, follows: bool) -> Account {
    account.followers = counted(account.followers, account.follows, follows);
    account.follows = follows;
    account
}

/// An account that waits to be opened.
#[must_use]
pub fn new_account(new: &ops::Open, at: Timestamp) -> Account {
    let ops::Face { name, kind, about, category, hours, place, services, picture } =
        new.face.clone();
    Account {
        id: new.account,
        name,
        kind,
        about,
        category,
        hours,
        place,
        services,
        picture,
        verified: false,
        followers: 0,
        notes: 0,
        likes: 0,
        created: at,
        follows: false,
    }
}

/// An account that presents itself like this: another name is not verified.
#[must_use]
pub fn faced(mut account: Account, face: &ops::Face) -> Account {
    account.verified &= account.name == face.name;
    account.name.clone_from(&face.name);
    account.kind = face.kind;
    account.about.clone_from(&face.about);
    account.category = face.category;
    account.hours = face.hours.clone();
    account.place.clone_from(&face.place);
    account.services.clone_from(&face.services);
    account.picture.clone_from(&face.picture);
    account
}

/// How an account presents itself.
#[must_use]
pub fn face(account: &Account) -> ops::Face {
    let Account { name, kind, about, category, hours, place, services, picture, .. } =
        account.clone();
    ops::Face { name, kind, about, category, hours, place, services, picture }
}

/// A note, as it will be.
#[must_use]
pub fn new_note(new: &ops::Write, account: InLife, at: Timestamp) -> Note {
    let waits = new.publish.filter(|publish| *publish > at);
    let empty = Note {
        id: new.note,
        account,
        kind: NoteKind::Pictures,
        title: String::new(),
        text: String::new(),
        pictures: Vec::new(),
        clip: None,
        film: None,
        audience: Audience::Everybody,
        place: String::new(),
        published: waits.unwrap_or(at),
        waiting: waits.is_some(),
        edited: None,
        likes: 0,
        saves: 0,
        comments: 0,
        liked: false,
        kept: false,
        removed: false,
        held: false,
    };
    says(empty, &new.said)
}

/// A note, changed.
#[must_use]
pub fn edited(note: Note, edit: &ops::Edit, at: Timestamp) -> Note {
    if note.id != edit.note {
        return note;
    }
    let mut note = says(note, &edit.said);
    if note.waiting {
        let waits = edit.publish.filter(|publish| *publish > at);
        note.published = waits.unwrap_or(at);
        note.waiting = waits.is_some();
    } else {
        note.edited = Some(at);
    }
    note
}

fn says(note: Note, said: &ops::Said) -> Note {
    let ops::Said { title, text, pictures, clip, film, place, audience } = said.clone();
    let known = note.film.as_ref();
    let film = film.map(|Filmed { id, texts, captions, sound, tags }| {
        let made = known.filter(|known| known.id == id).and_then(|known| known.made.clone());
        Film { id, made, texts, captions: !captions.is_empty(), sound, tags }
    });
    let is_clip = clip.is_some() || film.is_some();
    let kind = if is_clip { NoteKind::Clip } else { NoteKind::Pictures };
    with_film(Note { kind, title, text, pictures, clip, film: None, place, audience, ..note }, film)
}

/// A note with this video: once it is made, its poster is the picture, and what plays everywhere the clip.
/// Until then, and where the service takes no poster, the picture is the cover that the device took.
#[must_use]
pub fn with_film(mut note: Note, film: Option<Film>) -> Note {
    if let Some(film) = &film {
        let made = film.made.as_ref();
        note.clip = made.map(|made| made.whole.sha256.clone());
        if let Some((made, sha256)) = made.and_then(|made| Some((made, made.poster.clone()?))) {
            let (width, height) = (made.width, made.height);
            note.pictures = vec![Shot { sha256, width, height, tags: Vec::new() }];
        }
        for picture in &mut note.pictures {
            picture.tags.clone_from(&film.tags);
        }
    }
    Note { film, ..note }
}

/// A note that was taken away: nothing that it said is left.
#[must_use]
pub fn removed_note(note: Note) -> Note {
    Note { removed: true, ..says(note, &ops::Said::default()) }
}

/// A comment that was taken away.
#[must_use]
pub fn removed_comment(comment: Comment) -> Comment {
    Comment { body: String::new(), removed: true, ..comment }
}

/// A comment, as it will be: under the comment that it answers, or under which that stands, and naming
/// whom it answers where that is somebody further down.
#[must_use]
pub fn new_comment(
    new: &ops::Comment,
    me: &Person,
    (answered, role): (Option<&Comment>, Option<Role>),
    at: Timestamp,
) -> Comment {
    let root: Option<CommentId> = answered.map(|answered| answered.root.unwrap_or(answered.id));
    let below = answered.filter(|answered| answered.root.is_some());
    Comment {
        id: new.comment,
        note: new.note,
        root,
        answers: below.map(|answered| answered.author.clone()),
        author: me.clone(),
        official: role.is_some_and(Role::publishes),
        body: new.body.clone(),
        created: at,
        likes: 0,
        liked: false,
        removed: false,
        held: false,
    }
}

/// Comments as they are read: what is liked most first, the latest of those before; answers under
/// what they answer, the oldest first. What was taken away stands where it is answered.
#[must_use]
pub fn arrange(comments: Vec<Comment>) -> Vec<Comment> {
    let (mut roots, mut answers): (Vec<_>, Vec<_>) =
        comments.into_iter().partition(|comment| comment.root.is_none());
    answers.retain(|answer| !answer.removed);
    answers.sort_by_key(|answer| (answer.created, answer.id));
    roots.sort_by_key(|root| std::cmp::Reverse((root.likes, root.created, root.id)));
    let mut arranged = Vec::with_capacity(roots.len() + answers.len());
    for root in roots {
        let id = root.id;
        let below: Vec<_> = answers.extract_if(.., |answer| answer.root == Some(id)).collect();
        if !root.removed || !below.is_empty() {
            arranged.push(root);
            arranged.extend(below);
        }
    }
    // Answers whose comment is further back than the device has seen.
    arranged.extend(answers);
    arranged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{NoteId, PersonId};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn person() -> Person {
        let kind = crate::people::Kind::Person;
        Person {
            id: PersonId(Uuid::nil()),
            handle: "mei".into(),
            name: "Mei".into(),
            avatar: None,
            kind,
            mcc: None,
        }
    }

    fn comment(id: u128, answered: Option<&Comment>, likes: i64) -> Comment {
        let new = ops::Comment {
            comment: CommentId(Uuid::from_u128(id)),
            note: NoteId(Uuid::nil()),
            answers: answered.map(|c| c.id),
            body: "x".into(),
        };
        let at = Timestamp::from_seconds(id as i64);
        Comment { likes, ..new_comment(&new, &person(), (answered, None), at) }
    }

    #[test]
    fn answers_stand_under_what_is_answered() {
        let first = comment(1, None, 0);
        let liked = comment(2, None, 5);
        let answer = comment(3, Some(&first), 0);
        let deeper = comment(4, Some(&answer), 9);
        assert_eq!(deeper.root, Some(first.id), "one level only");
        assert!(deeper.answers.is_some() && answer.answers.is_none(), "and it says whom");
        let gone = Comment { removed: true, ..comment(5, None, 0) };
        let all = vec![gone, deeper.clone(), answer.clone(), liked.clone(), first.clone()];
        let ids: Vec<_> = arrange(all).into_iter().map(|c| c.id).collect();
        assert_eq!(ids, [liked.id, first.id, answer.id, deeper.id], "liked first, answers below");
        let gone = Comment { removed: true, ..first };
        let ids: Vec<_> = arrange(vec![answer.clone(), gone.clone()]);
        assert_eq!(ids.len(), 2, "what is answered stays as a place");
    }

    #[test]
    fn another_name_is_not_verified() {
        let face = ops::Face { name: "Alley".into(), ..ops::Face::default() };
        let open = ops::Open { account: crate::ids::LifeId(Uuid::nil()), face: face.clone() };
        let account = Account { verified: true, ..new_account(&open, Timestamp(0)) };
        assert!(faced(account.clone(), &face).verified, "the same name");
        let other = ops::Face { name: "Bank".into(), ..face };
        assert!(!faced(account, &other).verified, "another one");
    }

    proptest! {
        #[test]
        fn there_and_back_is_nothing(count in 1i64..99, a: bool, b: bool) {
            prop_assert_eq!(counted(counted(count, a, b), b, a), count);
        }
    }
}
