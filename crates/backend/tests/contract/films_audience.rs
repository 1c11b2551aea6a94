//! Short videos and other notes: whom they are for, wherever they are listed, read or found.

use crate::feed::{done, open, refused, said, see, titles, told};
use crate::films::{captions, finds, on_each_plain, post};
use crate::world::{Someone, World, key};
use sampan_protocol::feed::film::Audience;
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{Category, Feed, Liked, Mine, Note, Role, rows};
use sampan_protocol::ids::{CommentId, FolderId, LifeId, NoteId};

/// Who looks, with what they follow and keep.
async fn readers(world: &World, mei: &mut Someone, life: LifeId) -> Vec<Someone> {
    let mut all = Vec::new();
    for name in ["stranger", "follower", "analyst", "editor"] {
        all.push(world.someone(name, name).await);
    }
    done(&mut all[1], ops::FOLLOW, &ops::Follow { account: life, follows: true }).await;
    for (at, role) in [(2, "analyst"), (3, "editor")] {
        let role = Role::from_word(role);
        let set = ops::SetRole { account: life, person: all[at].id(), role };
        done(mei, ops::SET_ROLE, &set).await;
    }
    all
}

async fn finds_what_is_for_everybody(who: &mut Someone) {
    for audience in Audience::ALL {
        let found = finds(who, audience.word()).await.contains(&audience.word().into());
        assert_eq!(found, *audience == Audience::Everybody, "{audience:?}: search");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_for_those_whom_its_author_chose() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let mut people = readers(&world, &mut mei, bread).await;
        let mut notes = Vec::new();
        for audience in Audience::ALL {
            let said = said(&mut mei, audience.word(), "see #Town").await;
            let said = Said { audience: *audience, ..said };
            notes.push(post(&world, &mut mei, bread, said, None).await);
        }
        let sees: [&[&str]; 4] = [
            &["everybody"],
            &["followers", "everybody"],
            &["everybody"],
            &["keepers", "followers", "everybody"],
        ];
        let folder = FolderId(people[3].new_op().0);
        let set = ops::SetFolder { folder, name: "All".into(), public: true };
        done(&mut people[3], ops::SET_FOLDER, &set).await;
        for note in &notes {
            let keep = ops::Keep { note: *note, kept: true, folder: Some(folder) };
            done(&mut people[3], ops::KEEP, &keep).await;
            world.clock.forward(1);
        }
        for (who, sees) in people.iter_mut().zip(sees) {
            for feed in [Feed::Account(bread), Feed::Topic("town".into()), Feed::Folder(folder)] {
                assert_eq!(
                    titles(who, feed.clone()).await,
                    sees,
                    "{feed:?}: {}",
                    who.me.person.name
                );
            }
            for feed in [Feed::Discover, Feed::Category(Category::Food)] {
                assert_eq!(titles(who, feed.clone()).await, ["everybody"], "{feed:?}");
            }
            for (note, audience) in notes.iter().zip(Audience::ALL) {
                let may = sees.contains(&audience.word());
                let like = ops::Like { target: Liked::Note(*note), likes: true };
                let comment = CommentId(who.new_op().0);
                let (answers, body) = (None, "well".to_owned());
                let say = ops::Comment { comment, note: *note, answers, body };
                assert_eq!(see(who, *note).await.is_ok(), may, "{audience:?}: read");
                assert_eq!(captions(who, *note).await.is_ok(), may, "{audience:?}: captions");
                if may {
                    done(who, ops::LIKE, &like).await;
                    done(who, ops::COMMENT, &say).await;
                } else {
                    let refusal = refused(who, ops::LIKE, &like).await;
                    assert_eq!(refusal, "error.feed.no_note", "{audience:?}: like");
                    let refusal = refused(who, ops::COMMENT, &say).await;
                    assert_eq!(refusal, "error.feed.no_note", "{audience:?}: comment");
                }
            }
            finds_what_is_for_everybody(who).await;
        }
        let following = titles(&mut people[1], Feed::Following).await;
        assert_eq!(following, sees[1], "of what one follows");
        done(&mut people[1], ops::FOLLOW, &ops::Follow { account: bread, follows: false }).await;
        assert_eq!(key(see(&mut people[1], notes[1]).await), "error.feed.no_note", "no longer");
        let said = Said { audience: Audience::Keepers, ..said(&mut mei, "everybody", "").await };
        done(&mut mei, ops::EDIT, &ops::Edit { note: notes[0], said, publish: None }).await;
        assert!(titles(&mut people[0], Feed::Discover).await.is_empty(), "it was changed");
        assert!(finds(&mut people[0], "everybody").await.is_empty(), "and is found no longer");
    })
    .await;
}

/// A note as whoever wrote it has it; none where they have it no longer.
async fn mine(who: &mut Someone, id: NoteId) -> Option<Note> {
    let rows = who.rows("feed", rows::MINE).await.into_iter();
    let mut read = rows.map(|row| serde_json::from_value(row).expect("what they wrote"));
    read.find_map(|mine| match mine {
        Mine::Note(note) if note.id == id => Some(note),
        _ => None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_publishes_no_longer_has_only_what_they_may_read() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let (bread, person) = (open(&mut mei, "Bread", Category::Food).await, otto.id());
        let role = |role| ops::SetRole { account: bread, person, role };
        done(&mut mei, ops::SET_ROLE, &role(Some(Role::Editor))).await;
        let dough = said(&mut otto, "dough", "").await;
        let note = post(&world, &mut otto, bread, dough, None).await;
        assert_eq!(mine(&mut otto, note).await.map(|note| note.title), Some("dough".into()), "his");
        done(&mut mei, ops::SET_ROLE, &role(None)).await;
        for (audience, sees) in
            [(Audience::Followers, false), (Audience::Everybody, true), (Audience::Keepers, false)]
        {
            let said = Said { audience, ..said(&mut mei, audience.word(), "").await };
            done(&mut mei, ops::EDIT, &ops::Edit { note, said, publish: None }).await;
            let title = mine(&mut otto, note).await.map(|note| note.title);
            assert_eq!(title, sees.then(|| audience.word().to_owned()), "{audience:?}");
        }
        let before = told(&mut otto).await;
        let like = ops::Like { target: Liked::Note(note), likes: true };
        done(&mut mei, ops::LIKE, &like).await;
        let (comment, answers) = (CommentId(mei.new_op().0), None);
        let say = ops::Comment { comment, note, answers, body: "well".into() };
        done(&mut mei, ops::COMMENT, &say).await;
        assert_eq!(told(&mut otto).await, before, "he is not told of what he may not see");
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Liked::Note(note) }).await;
        let left = mine(&mut otto, note).await.expect("he is told that it is gone");
        assert!(left.removed && left.title.is_empty(), "and nothing else");
    })
    .await;
}
