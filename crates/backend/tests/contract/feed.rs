//! Life accounts: notes that come out, are found, liked, kept and talked about, each counted once.

use crate::world::{Someone, World, key, on_each, rejection};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, Rgb, RgbImage};
use sampan_protocol::feed::ops::{self, Face, Said};
use sampan_protocol::feed::{
    Account, AccountPart, AskAccount, AskFolder, AskNote, AskNotes, AskReplies, Category, Comment,
    Crop, Feed, FolderPart, KeepClip, KeepShot, Kept, Liked, Mine, Note, NotePart, NotesPart,
    RepliesPart, Shot, Tag, TagKind, rows,
};
use sampan_protocol::ids::{CommentId, FolderId, LifeId, NoteId};
use sampan_protocol::notices::{Notice, rows as notices};
use sampan_protocol::page::{Page, Part};
use sampan_protocol::sync::Outcome;
use sampan_protocol::{Error, Timestamp};
use serde::Serialize;
use std::io::Cursor;

async fn act(who: &mut Someone, name: &str, args: &impl Serialize) -> Result<Outcome, Error> {
    let (op, scope) = (who.new_op(), who.scope("feed"));
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

pub(crate) async fn open(who: &mut Someone, name: &str, category: Category) -> LifeId {
    let account = LifeId(who.new_op().0);
    let face = Face { name: name.into(), category, ..Face::default() };
    done(who, ops::OPEN, &ops::Open { account, face }).await;
    account
}

/// A picture, handed in.
async fn shot(who: &mut Someone) -> Shot {
    let mut bytes = Cursor::new(Vec::new());
    let image = RgbImage::from_fn(400, 300, |x, y| Rgb([x as u8, y as u8, 90]));
    image.write_to(&mut bytes, ImageFormat::Png).expect("a picture is written");
    let base64 = STANDARD.encode(bytes.into_inner());
    // Three to four, out of the middle.
    let crop = Some(Crop { x: 219, y: 0, width: 562, height: 1_000 });
    let kept = who.device.ask(&KeepShot { crop, base64 }).await.expect("it is kept");
    assert_eq!((kept.width, kept.height), (224, 300), "as it was cropped");
    Shot { sha256: kept.sha256, width: kept.width, height: kept.height, tags: Vec::new() }
}

pub(crate) async fn said(who: &mut Someone, title: &str, text: &str) -> Said {
    let pictures = vec![shot(who).await];
    Said { title: title.into(), text: text.into(), pictures, ..Said::default() }
}

pub(crate) async fn write(
    world: &World,
    who: &mut Someone,
    account: LifeId,
    title: &str,
    publish: Option<Timestamp>,
) -> NoteId {
    let note = NoteId(who.new_op().0);
    let said = said(who, title, "see #Town").await;
    done(who, ops::WRITE, &ops::Write { note, account, said, publish }).await;
    world.clock.forward(1);
    note
}

async fn like(who: &mut Someone, target: Liked, likes: bool) {
    done(who, ops::LIKE, &ops::Like { target, likes }).await;
}

async fn part(who: &mut Someone, feed: Feed) -> Result<Page<Note>, Error> {
    who.device.ask(&NotesPart { list: AskNotes { feed }, part: Part::default() }).await
}

pub(crate) async fn titles(who: &mut Someone, feed: Feed) -> Vec<String> {
    let page = part(who, feed).await.expect("it may be read");
    page.items.into_iter().map(|note| note.title).collect()
}

pub(crate) async fn look(who: &mut Someone, account: LifeId) -> Account {
    let ask = AccountPart { list: AskAccount { account }, part: Part::default() };
    who.device.ask(&ask).await.expect("it may be read").items.remove(0)
}

pub(crate) async fn see(who: &mut Someone, note: NoteId) -> Result<Note, Error> {
    let ask = NotePart { list: AskNote { note }, part: Part::default() };
    Ok(who.device.ask(&ask).await?.items.remove(0))
}

pub(crate) async fn told(who: &mut Someone) -> Vec<String> {
    let rows = who.rows("notices", notices::NOTICE).await;
    let read = |row| serde_json::from_value::<Notice>(row).expect("a notice").kind;
    let mut kinds: Vec<_> = rows.into_iter().map(read).collect();
    kinds.sort();
    kinds
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_like_is_found_and_each_counts_once() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let walks = open(&mut mei, "Walks", Category::Travel).await;
        let old = write(&world, &mut mei, bread, "old", None).await;
        let hills = write(&world, &mut mei, walks, "hills", None).await;
        let young = write(&world, &mut mei, bread, "young", None).await;
        assert_eq!(
            titles(&mut otto, Feed::Discover).await,
            ["young", "hills", "old"],
            "the latest"
        );
        for likes in [true, true, false, false, true, true] {
            like(&mut otto, Liked::Note(old), likes).await;
        }
        assert_eq!(titles(&mut otto, Feed::Discover).await[0], "old", "what is liked first");
        let seen = see(&mut otto, old).await.expect("it is out");
        assert_eq!((seen.likes, seen.liked), (1, true), "liked once, however often they say so");
        assert_eq!(look(&mut otto, bread).await.likes, 1, "and so is its account");
        let food = titles(&mut otto, Feed::Category(Category::Food)).await;
        assert_eq!(food, ["old", "young"], "by category");
        let town = titles(&mut otto, Feed::Topic("town".into())).await;
        assert_eq!(town, ["young", "hills", "old"], "by topic, in small letters");
        assert!(titles(&mut otto, Feed::Following).await.is_empty(), "he follows nobody");
        for follows in [true, true, false, true, true] {
            done(&mut otto, ops::FOLLOW, &ops::Follow { account: bread, follows }).await;
        }
        let account = look(&mut otto, bread).await;
        assert_eq!((account.followers, account.follows), (1, true), "he follows once");
        assert!(!look(&mut mei, bread).await.follows, "she does not");
        assert_eq!(titles(&mut otto, Feed::Following).await, ["young", "old"], "of that account");
        assert_eq!(titles(&mut otto, Feed::Account(walks)).await, ["hills"], "of one account");
        assert_eq!(told(&mut mei).await, ["feed.follow", "feed.like"], "she is told, of each once");

        done(&mut mei, ops::REMOVE, &ops::Remove { target: Liked::Note(old) }).await;
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Liked::Note(old) }).await;
        for feed in
            [Feed::Discover, Feed::Following, Feed::Account(bread), Feed::Topic("town".into())]
        {
            let titles = titles(&mut otto, feed.clone()).await;
            assert!(!titles.contains(&"old".to_owned()), "gone from {feed:?}");
        }
        assert_eq!(key(see(&mut otto, old).await), "error.feed.no_note", "and not to be read");
        let account = look(&mut otto, bread).await;
        assert_eq!((account.notes, account.likes), (1, 0), "counted without it");
        let again = ops::Like { target: Liked::Note(old), likes: true };
        like(&mut otto, Liked::Note(old), false).await;
        assert_eq!(refused(&mut otto, ops::LIKE, &again).await, "error.feed.no_note", "gone");
        let _ = (hills, young);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_waits_for_its_time_and_comes_out_once() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let later = world.backend.now().plus_seconds(3_600);
        let note = write(&world, &mut mei, bread, "tomorrow", Some(later)).await;
        assert!(titles(&mut otto, Feed::Discover).await.is_empty(), "nobody sees it yet");
        assert_eq!(key(see(&mut otto, note).await), "error.feed.no_note", "nor by its name");
        let hidden = key(part(&mut otto, Feed::Waiting(bread)).await);
        assert_eq!(hidden, "error.feed.editors_only", "what waits is for who publishes");
        assert_eq!(titles(&mut mei, Feed::Waiting(bread)).await, ["tomorrow"], "she sees it");
        assert_eq!(look(&mut otto, bread).await.notes, 0, "it does not count yet");
        let early = ops::Like { target: Liked::Note(note), likes: true };
        assert_eq!(refused(&mut otto, ops::LIKE, &early).await, "error.feed.no_note", "not there");
        // Put off once more: the first time passes without it.
        let edited = said(&mut mei, "the day after", "see #Later").await;
        let publish = Some(later.plus_seconds(3_600));
        done(&mut mei, ops::EDIT, &ops::Edit { note, said: edited, publish }).await;
        world.clock.forward(3_601);
        let now = world.backend.now();
        world.blocking(move |backend| backend.run_due(now)).await;
        assert!(titles(&mut otto, Feed::Discover).await.is_empty(), "its time has not come");
        world.clock.forward(3_601);
        for _ in 0..2 {
            let now = world.backend.now();
            world.blocking(move |backend| backend.run_due(now)).await;
        }
        assert_eq!(titles(&mut otto, Feed::Discover).await, ["the day after"], "it came out");
        assert_eq!(titles(&mut otto, Feed::Topic("later".into())).await.len(), 1, "with its topic");
        assert_eq!(look(&mut otto, bread).await.notes, 1, "once");
        assert_eq!(told(&mut mei).await, ["feed.published"], "and she is told");
        let mine = mei.rows("feed", rows::MINE).await;
        let mine: Mine = serde_json::from_value(mine[0].clone()).expect("what she wrote");
        assert!(matches!(mine, Mine::Note(note) if !note.waiting), "as out");
        // What is taken away before its time never comes out.
        let gone = write(&world, &mut mei, bread, "never", Some(now.plus_seconds(60))).await;
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Liked::Note(gone) }).await;
        world.clock.forward(61);
        let now = world.backend.now();
        world.blocking(move |backend| backend.run_due(now)).await;
        assert_eq!(titles(&mut otto, Feed::Discover).await.len(), 1, "nothing more");
        let far = Some(now.plus_seconds(91 * 86_400));
        let (note, said) = (NoteId(mei.new_op().0), said(&mut mei, "far", "").await);
        let far = ops::Write { note, account: bread, said, publish: far };
        assert_eq!(refused(&mut mei, ops::WRITE, &far).await, "error.feed.schedule", "too far");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_lies_in_folders_that_are_private_unless_said_otherwise() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let note = write(&world, &mut mei, bread, "rye", None).await;
        let folder = FolderId(otto.new_op().0);
        let private = ops::SetFolder { folder, name: "To bake".into(), public: false };
        done(&mut otto, ops::SET_FOLDER, &private).await;
        let keep = |kept, folder| ops::Keep { note, kept, folder };
        done(&mut otto, ops::KEEP, &keep(true, None)).await;
        done(&mut otto, ops::KEEP, &keep(true, Some(folder))).await;
        let seen = see(&mut otto, note).await.expect("it is out");
        assert_eq!((seen.saves, seen.kept), (1, true), "kept once, and moved");
        let kept = otto.rows("feed", rows::KEPT).await;
        let kept: Kept = serde_json::from_value(kept[0].clone()).expect("what he keeps");
        assert_eq!((kept.folder, kept.note.kept), (Some(folder), true), "in that folder");
        let ask = FolderPart { list: AskFolder { folder }, part: Part::default() };
        let nosy = key(lea.device.ask(&ask).await);
        assert_eq!(nosy, "error.feed.no_folder", "nobody learns of it");
        let nosy = key(part(&mut lea, Feed::Folder(folder)).await);
        assert_eq!(nosy, "error.feed.no_folder", "nor of what is in it");
        let foreign = ops::SetFolder { folder, name: "Mine".into(), public: true };
        let told = refused(&mut lea, ops::SET_FOLDER, &foreign).await;
        assert_eq!(told, "error.feed.no_folder", "nobody opens another's folder");
        let into = refused(&mut lea, ops::KEEP, &keep(true, Some(folder))).await;
        assert_eq!(into, "error.feed.no_folder", "nor puts something into it");
        done(&mut lea, ops::DROP_FOLDER, &ops::DropFolder { folder }).await;
        assert_eq!(titles(&mut otto, Feed::Folder(folder)).await, ["rye"], "nor takes it away");
        done(&mut otto, ops::SET_FOLDER, &ops::SetFolder { public: true, ..private.clone() }).await;
        let open = lea.device.ask(&ask).await.expect("he opened it").items.remove(0);
        assert_eq!((open.owner.id, open.notes), (otto.id(), 1), "everybody may read it");
        assert_eq!(titles(&mut lea, Feed::Folder(folder)).await, ["rye"], "and what is in it");
        done(&mut otto, ops::DROP_FOLDER, &ops::DropFolder { folder }).await;
        assert_eq!(key(lea.device.ask(&ask).await), "error.feed.no_folder", "it is gone");
        assert!(see(&mut otto, note).await.expect("it is out").kept, "what was in it stays kept");
        done(&mut otto, ops::KEEP, &keep(false, None)).await;
        done(&mut otto, ops::KEEP, &keep(false, None)).await;
        let seen = see(&mut otto, note).await.expect("it is out");
        assert_eq!((seen.saves, seen.kept), (0, false), "kept no longer");
        let blank = ops::SetFolder { folder, name: " ".into(), public: false };
        let told = refused(&mut otto, ops::SET_FOLDER, &blank).await;
        assert_eq!(told, "error.feed.folder", "a folder has a name");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_answer_one_another_one_level_deep() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let note = write(&world, &mut mei, bread, "rye", None).await;
        let say = async |who: &mut Someone, answers, body: &str| {
            let comment = CommentId(who.new_op().0);
            let new = ops::Comment { comment, note, answers, body: body.into() };
            done(who, ops::COMMENT, &new).await;
            world.clock.forward(1);
            comment
        };
        let first = say(&mut otto, None, "How warm?").await;
        let second = say(&mut mei, Some(first), "26 degrees").await;
        let third = say(&mut lea, Some(second), "Even in winter?").await;
        let ask = RepliesPart { list: AskReplies { note }, part: Part::default() };
        let said: Vec<Comment> = otto.device.ask(&ask).await.expect("it is out").items;
        let shape: Vec<_> = said
            .iter()
            .map(|c| (c.id, c.root, c.answers.as_ref().map(|p| p.id), c.official))
            .collect();
        let wanted = [
            (third, Some(first), Some(mei.id()), false),
            (second, Some(first), None, true),
            (first, None, None, false),
        ];
        assert_eq!(shape, wanted, "all under the first, each naming whom it answers");
        assert_eq!(see(&mut otto, note).await.expect("out").comments, 3, "counted");
        assert_eq!(told(&mut otto).await, ["feed.reply"], "he is told");
        assert_eq!(told(&mut mei).await, ["feed.comment", "feed.reply"], "and so is she");
        like(&mut lea, Liked::Comment(second), true).await;
        like(&mut lea, Liked::Comment(second), true).await;
        let said = lea.device.ask(&ask).await.expect("it is out").items;
        assert_eq!((said[1].likes, said[1].liked), (1, true), "liked once");
        let remove = |target| ops::Remove { target };
        let told = refused(&mut lea, ops::REMOVE, &remove(Liked::Comment(first))).await;
        assert_eq!(told, "error.feed.editors_only", "nobody takes away another's words");
        done(&mut mei, ops::REMOVE, &remove(Liked::Comment(first))).await;
        done(&mut otto, ops::REMOVE, &remove(Liked::Comment(first))).await;
        let said = lea.device.ask(&ask).await.expect("it is out").items;
        assert!(said[2].removed && said[2].body.is_empty(), "she may, under her note");
        assert_eq!(see(&mut otto, note).await.expect("out").comments, 2, "and it counts once");
        let gone = ops::Comment {
            comment: CommentId(lea.new_op().0),
            note,
            answers: Some(first),
            body: "x".into(),
        };
        let told = refused(&mut lea, ops::COMMENT, &gone).await;
        assert_eq!(told, "error.feed.no_comment", "nobody answers what is gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_note_shows_is_refused() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let good = said(&mut mei, "rye", "").await;
        let write = |said| ops::Write {
            note: NoteId(mei.me.person.id.0),
            account: bread,
            said,
            publish: None,
        };
        let tag = |x, link: &str| Tag {
            x,
            y: 10,
            kind: TagKind::Product,
            text: "Flour".into(),
            link: link.into(),
        };
        let with = |tags: Vec<Tag>| {
            let pictures = good.pictures.iter().cloned().map(|s| Shot { tags: tags.clone(), ..s });
            Said { pictures: pictures.collect(), ..good.clone() }
        };
        let unknown = Shot { sha256: "a".repeat(64), ..good.pictures[0].clone() };
        let picture = good.pictures[0].sha256.clone();
        let wrong = [
            (write(with(vec![tag(1_001, "")])), "error.feed.tag_place"),
            (write(with(vec![tag(1, "http://example.com")])), "error.feed.link"),
            (write(Said { pictures: vec![unknown], ..good.clone() }), "error.feed.picture_missing"),
            (write(Said { clip: Some(picture), ..good.clone() }), "error.feed.picture_missing"),
            (write(Said { pictures: Vec::new(), ..good.clone() }), "error.feed.no_picture"),
        ];
        let fine = write(with(vec![tag(1_000, "https://example.com/flour")]));
        for (write, told) in wrong {
            assert_eq!(refused(&mut mei, ops::WRITE, &write).await, told, "{write:?}");
        }
        done(&mut mei, ops::WRITE, &fine).await;
        let picture = STANDARD.encode(b"#EXTM3U\nfile:///etc/passwd");
        let told = key(mei.device.ask(&KeepClip { base64: picture }).await);
        assert_eq!(told, "error.feed.clip", "a playlist is no clip");
    })
    .await;
}
