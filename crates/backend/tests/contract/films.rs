//! Short videos: a note waits until its video is done, whom it is for, and what is counted of it.

use crate::feed::{done, look, open, refused, said, see, titles, told};
use crate::moderation::{decide, mods, queue};
use crate::tus::{checksum, work};
use crate::world::{Someone, World, key, on_each};
use sampan_protocol::feed::film::{AskCaptions, Captions, CaptionsPart, Filmed, Overlay};
use sampan_protocol::feed::ops::{self, Said};
use sampan_protocol::feed::{Category, Feed, Liked, Mine, Note, NoteKind, rows};
use sampan_protocol::ids::{LifeId, NoteId, VideoId};
use sampan_protocol::media::{PART_TYPE, UPLOADS_PATH};
use sampan_protocol::moderation::{Action, Effect, Rule, Target, What, ops as moderate};
use sampan_protocol::page::Part;
use sampan_protocol::search::{AskHits, HitsPart};
use sampan_protocol::sync::{Headers, SyncProtocol};
use sampan_protocol::{Error, Timestamp};

fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len() + 8).expect("small");
    [&size.to_be_bytes()[..], kind, body].concat()
}

/// A file that says to be two and a half seconds of H.264: enough for who takes it as it is.
pub(crate) fn film(n: u8) -> Vec<u8> {
    let mut picture = [0; 70];
    (picture[24], picture[25], picture[27]) = (1, 64, 180);
    let stsd = boxed(b"stsd", &[&[0; 8][..], &boxed(b"avc1", &picture)].concat());
    let hdlr = boxed(b"hdlr", b"\0\0\0\0\0\0\0\0vide\0\0\0\0");
    let minf = boxed(b"minf", &boxed(b"stbl", &stsd));
    let mut mvhd = [0; 100];
    (mvhd[14], mvhd[15], mvhd[18], mvhd[19]) = (3, 232, 9, 196);
    let trak = boxed(b"trak", &boxed(b"mdia", &[hdlr, minf].concat()));
    let moov = boxed(b"moov", &[boxed(b"mvhd", &mvhd), trak].concat());
    [boxed(b"ftyp", b"isom"), boxed(b"mdat", &[n; 90]), moov].concat()
}

/// Uploads a file by the same device that does everything else; answers which video it will be.
pub(crate) async fn upload(world: &World, who: &mut Someone, file: &[u8]) -> VideoId {
    let (length, sum) = (file.len().to_string(), checksum(file));
    let begins = [("upload-length", length.as_str())];
    let told = send(world, who, ("POST", UPLOADS_PATH), &begins, Vec::new()).await;
    let path = told.into_iter().find(|(name, _)| name == "location").expect("it begins").1;
    let part =
        [("upload-offset", "0"), ("content-type", PART_TYPE), ("upload-checksum", sum.as_str())];
    send(world, who, ("PATCH", &path), &part, file.to_vec()).await;
    path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an identifier")
}

async fn send(
    world: &World,
    who: &mut Someone,
    (method, path): (&str, &str),
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Headers {
    let proof = who.device.signed(method, path, body);
    let version = [("tus-resumable", "1.0.0")];
    let all = version.iter().chain(headers);
    let all = all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let (answer, told) = world.backend.send_with(proof, all).await.expect("an answer");
    assert!((200..300).contains(&answer.status), "{method} is done: {}", answer.status);
    told
}

/// A world whose videos are taken as they are.
pub(crate) async fn on_each_plain(test: impl AsyncFn(World)) {
    on_each(async |mut world| {
        world.config.video.use_tools = false;
        world.reopen();
        test(world).await;
    })
    .await;
}

pub(crate) fn filmed(id: VideoId) -> Filmed {
    let (captions, sound) = (String::new(), String::new());
    Filmed { id, texts: Vec::new(), captions, sound, tags: Vec::new() }
}

/// What a note with a video says.
pub(crate) fn says(title: &str, id: VideoId) -> Said {
    let film = Some(filmed(id));
    Said { title: title.into(), text: "see #Town".into(), film, ..Said::default() }
}

pub(crate) async fn post(
    world: &World,
    who: &mut Someone,
    account: LifeId,
    said: Said,
    publish: Option<Timestamp>,
) -> NoteId {
    let note = NoteId(who.new_op().0);
    done(who, ops::WRITE, &ops::Write { note, account, said, publish }).await;
    world.clock.forward(1);
    note
}

async fn run_due(world: &World) {
    let now = world.backend.now();
    world.blocking(move |backend| backend.run_due(now)).await;
}

async fn mine(who: &mut Someone, id: NoteId) -> Note {
    let rows = who.rows("feed", rows::MINE).await.into_iter();
    let mut read = rows.map(|row| serde_json::from_value(row).expect("what they wrote"));
    let found = read.find_map(|mine| match mine {
        Mine::Note(note) if note.id == id => Some(note),
        _ => None,
    });
    found.expect("it is among what they wrote")
}

pub(crate) async fn finds(who: &mut Someone, text: &str) -> Vec<String> {
    let list = AskHits { text: text.into(), kinds: Vec::new() };
    let found = who.device.ask(&HitsPart { list, part: Part::default() }).await;
    found.expect("it may be asked").items.into_iter().map(|hit| hit.title).collect()
}

pub(crate) async fn captions(who: &mut Someone, note: NoteId) -> Result<Vec<Captions>, Error> {
    let ask = CaptionsPart { list: AskCaptions { note }, part: Part::default() };
    Ok(who.device.ask(&ask).await?.items)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_waits_for_its_video_and_comes_out_once() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let video = upload(&world, &mut mei, &film(1)).await;
        let foreign = upload(&world, &mut otto, &film(2)).await;
        let note = NoteId(mei.new_op().0);
        let stolen =
            ops::Write { note, account: bread, said: says("dough", foreign), publish: None };
        let refusal = refused(&mut mei, ops::WRITE, &stolen).await;
        assert_eq!(refusal, "error.video.unknown", "somebody else's is nobody's");
        let pictures = said(&mut mei, "cover", "").await.pictures;
        let cover = pictures[0].sha256.clone();
        let dough = Said { pictures, ..says("dough", video) };
        let note = post(&world, &mut mei, bread, dough, None).await;
        assert!(titles(&mut otto, Feed::Discover).await.is_empty(), "nobody sees it yet");
        assert_eq!(key(see(&mut otto, note).await), "error.feed.no_note", "nor by its name");
        assert!(finds(&mut otto, "dough").await.is_empty(), "nor finds it");
        assert_eq!(look(&mut otto, bread).await.notes, 0, "it does not count yet");
        let seen = see(&mut mei, note).await.expect("she publishes it");
        assert!(seen.waiting && seen.film.is_some_and(|film| film.made.is_none()), "it waits");
        assert_eq!(titles(&mut mei, Feed::Waiting(bread)).await, ["dough"], "among what waits");
        run_due(&world).await;
        assert!(mine(&mut mei, note).await.waiting, "no time makes it come out");

        world.clock.forward(60);
        for _ in 0..2 {
            work(&world).await;
            run_due(&world).await;
        }
        let seen = see(&mut otto, note).await.expect("it is out");
        let made = seen.film.clone().and_then(|film| film.made).expect("with its video");
        assert!(made.source.is_empty(), "nobody learns which file it was");
        assert_eq!((seen.kind, seen.clip), (NoteKind::Clip, Some(made.whole.sha256)), "to play");
        assert_eq!(seen.pictures[0].sha256, cover, "with the cover, for there is no poster");
        assert_eq!(seen.published, world.backend.now(), "it came out when it was done");
        assert!(!mine(&mut mei, note).await.waiting, "and she has it as out");
        assert_eq!(look(&mut otto, bread).await.notes, 1, "counted once");
        assert_eq!(titles(&mut otto, Feed::Topic("town".into())).await, ["dough"], "with topics");
        assert_eq!(finds(&mut otto, "dough").await, ["dough"], "and found");
        assert_eq!(told(&mut mei).await, ["feed.film_done"], "she is told once");

        let loaf = post(&world, &mut mei, bread, says("loaf", video), None).await;
        let made = see(&mut otto, loaf).await.expect("it is out").film.and_then(|film| film.made);
        assert!(made.expect("with its video").source.is_empty(), "nor here");
        assert_eq!(titles(&mut otto, Feed::Discover).await, ["loaf", "dough"], "done before");
        assert_eq!(told(&mut mei).await.len(), 1, "she knows");
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Liked::Note(note) }).await;
        assert!(mine(&mut mei, note).await.film.is_none(), "nothing is left of what is removed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_and_a_time_are_both_waited_for() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let video = upload(&world, &mut mei, &film(1)).await;
        let hour = |n: i64| Some(world.backend.now().plus_seconds(n * 3_600));
        let (soon, late) = (hour(1), hour(5));
        let soon = post(&world, &mut mei, bread, says("soon", video), soon).await;
        post(&world, &mut mei, bread, says("late", video), late).await;
        world.clock.forward(2 * 3_600);
        run_due(&world).await;
        assert!(titles(&mut otto, Feed::Discover).await.is_empty(), "its video is not done");
        work(&world).await;
        assert_eq!(titles(&mut otto, Feed::Discover).await, ["soon"], "its time is over");
        let seen = see(&mut otto, soon).await.expect("it is out");
        assert_eq!(seen.published, world.backend.now(), "it came out now");
        world.clock.forward(4 * 3_600);
        for _ in 0..2 {
            run_due(&world).await;
        }
        assert_eq!(titles(&mut otto, Feed::Discover).await, ["late", "soon"], "at its time");
        assert_eq!(look(&mut otto, bread).await.notes, 2, "each once");
        let kinds = told(&mut mei).await;
        assert_eq!(kinds, ["feed.film_done", "feed.film_done", "feed.published"], "and told");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_whose_video_failed_waits_for_another_one() {
    on_each_plain(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let broken = upload(&world, &mut mei, b"no video at all").await;
        let note = post(&world, &mut mei, bread, says("dough", broken), None).await;
        for _ in 0..2 {
            work(&world).await;
            run_due(&world).await;
        }
        assert_eq!(told(&mut mei).await, ["feed.film_failed"], "she is told");
        assert!(see(&mut mei, note).await.expect("it is hers").waiting, "it waits");
        assert_eq!(key(see(&mut otto, note).await), "error.feed.no_note", "nobody else sees it");
        let again = ops::Write {
            note: NoteId(mei.new_op().0),
            account: bread,
            said: says("again", broken),
            publish: None,
        };
        let refusal = refused(&mut mei, ops::WRITE, &again).await;
        assert_eq!(refusal, "error.video.failed", "it cannot be published");

        let video = upload(&world, &mut mei, &film(1)).await;
        let edit = |said| ops::Edit { note, said, publish: None };
        done(&mut mei, ops::EDIT, &edit(says("bread", video))).await;
        assert!(see(&mut mei, note).await.expect("it is hers").waiting, "for the other one");
        work(&world).await;
        let out = see(&mut otto, note).await.expect("it is out");
        assert_eq!(look(&mut otto, bread).await.notes, 1, "counted");

        // What is out waits again for another video, and keeps its time.
        world.clock.forward(3_600);
        let other = upload(&world, &mut mei, &film(2)).await;
        done(&mut mei, ops::EDIT, &edit(says("rye", other))).await;
        assert_eq!(key(see(&mut otto, note).await), "error.feed.no_note", "it is not done");
        assert_eq!(look(&mut otto, bread).await.notes, 0, "and does not count");
        work(&world).await;
        let seen = see(&mut otto, note).await.expect("it is out again");
        assert_eq!((&*seen.title, seen.published), ("rye", out.published), "not as a new one");
        assert_eq!(look(&mut otto, bread).await.notes, 1, "once");
        assert!(finds(&mut otto, "rye").await.len() == 1, "by its new words");
    })
    .await;
}

fn vtt(words: &str) -> String {
    format!("WEBVTT\n\nNOTE for me\n\n00:00.000 --> 00:01.000\n{words}\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn words_in_a_video_are_words() {
    on_each_plain(async |world| {
        // Who comes first operates.
        let mut ada = world.someone("ada", "Ada").await;
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let bread = open(&mut mei, "Bread", Category::Food).await;
        let word = |word: &str, effect| Rule { what: What::Word(word.into()), effect };
        let rules = vec![word("casino", Effect::Refuse), word("pills", Effect::Hold)];
        let set = moderate::SetRules { place: String::new(), rules };
        mods(&mut ada, moderate::SET_RULES, &set).await;
        let video = upload(&world, &mut mei, &film(1)).await;
        let with = |change: &dyn Fn(&mut Filmed)| {
            let mut film = filmed(video);
            change(&mut film);
            Said { film: Some(film), ..says("dough", video) }
        };
        let text = |text: &str| Overlay { text: text.into(), x: 1, y: 1, from_ms: 0, to_ms: 9 };
        let note = NoteId(mei.new_op().0);
        let write = |said| ops::Write { note, account: bread, said, publish: None };
        for said in [
            with(&|film| film.texts = vec![text("Casino tonight")]),
            with(&|film| film.sound = "Casino".into()),
            with(&|film| film.captions = vtt("<b>Cas</b>ino")),
        ] {
            let refusal = refused(&mut mei, ops::WRITE, &write(said)).await;
            assert_eq!(refusal, "error.moderation.word_refused", "wherever it stands");
        }
        let bad = with(&|film| film.captions = "1\n00:00:01,000 --> 00:00:02,000\nx".into());
        let refusal = refused(&mut mei, ops::WRITE, &write(bad)).await;
        assert_eq!(refusal, "error.feed.captions", "captions that are none");
        let mut pictures = said(&mut mei, "x", "").await.pictures;
        pictures.extend(pictures.clone());
        let twice = Said { pictures, ..with(&|_| ()) };
        let refusal = refused(&mut mei, ops::WRITE, &write(twice)).await;
        assert_eq!(refusal, "error.feed.film_alone", "one cover, and no more");

        done(&mut mei, ops::WRITE, &write(with(&|film| film.captions = vtt("pills")))).await;
        assert!(see(&mut mei, note).await.expect("it is hers").held, "it waits for a moderator");
        assert_eq!(queue(&mut ada).await[0].held_for, "pills", "who sees for what");
        let keep = decide(Action::Keep, &Target::new("note", note), None);
        mods(&mut ada, moderate::ACT, &keep).await;
        assert_eq!(key(see(&mut otto, note).await), "error.feed.no_note", "its video is not done");
        work(&world).await;
        see(&mut otto, note).await.expect("it is out");
        let file = captions(&mut otto, note).await.expect("he may see it").remove(0).vtt;
        assert_eq!(file, "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\npills\n", "and nothing else");
        let held = post(&world, &mut mei, bread, with(&|film| film.sound = "pills".into()), None);
        let held = held.await;
        assert_eq!(key(see(&mut otto, held).await), "error.feed.no_note", "done, and held back");
        let keep = decide(Action::Keep, &Target::new("note", held), None);
        mods(&mut ada, moderate::ACT, &keep).await;
        assert!(captions(&mut otto, held).await.expect("it is out").is_empty(), "it has none");
        done(&mut mei, ops::REMOVE, &ops::Remove { target: Liked::Note(note) }).await;
        assert_eq!(key(captions(&mut mei, note).await), "error.feed.no_note", "gone");
    })
    .await;
}
