//! Registering, being found, the address book.

use crate::world::{PIN, World, key, on_each};
use sampan_backend::system::SystemRandom;
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{ByHandle, ById, Contact, Find, Kind, Me, Person, ops, rows};

async fn try_register(
    world: &World,
    person: PersonId,
    handle: &str,
    pin: &str,
) -> Result<Me, Error> {
    world.device().register(person, handle, "Mei", Kind::Person, None, pin).await
}

#[tokio::test(flavor = "multi_thread")]
async fn registering_twice_registers_once() {
    on_each(async |world| {
        let mut device = world.device();
        let id = PersonId::new(&world.clock, &SystemRandom);
        let mut register =
            async |handle: &str| device.register(id, handle, "Mei", Kind::Person, None, PIN).await;
        let first = register("mei").await.expect("she registers");
        assert_eq!(register("mei").await, Ok(first), "a lost answer is given again");
        let other = key(register("mei2").await);
        assert_eq!(other, "error.service.already_registered", "one registration a person");
        let stranger = key(try_register(&world, id, "mei", PIN).await);
        assert_eq!(stranger, "error.service.already_registered", "another device is nobody");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_register_is_told_why() {
    on_each(async |world| {
        world.someone("mei", "Mei").await;
        let fresh = || PersonId::new(&world.clock, &SystemRandom);
        let taken = key(try_register(&world, fresh(), "mei", PIN).await);
        assert_eq!(taken, "error.people.handle_taken", "a handle has one owner");
        let weak = key(try_register(&world, fresh(), "bo", PIN).await);
        assert_eq!(weak, "error.people.handle", "two letters are no handle");
        let weak = key(try_register(&world, fresh(), "bob", "123456").await);
        assert_eq!(weak, "error.pin.weak", "a PIN that anybody guesses is none");
        let category =
            world.device().register(fresh(), "bob", "Bob", Kind::Person, Some(5_812), PIN).await;
        assert_eq!(key(category), "error.service.merchant_category", "persons sell nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_beginnings() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "陈美 Mei-Lin").await;
        world.someone("meister", "Otto").await;
        let mut found = async |text: &str| {
            let people: Vec<Person> =
                mei.device.ask(&Find { text: text.to_owned() }).await.expect("she may look");
            people.into_iter().map(|p| p.handle).collect::<Vec<_>>()
        };
        assert_eq!(found("mei").await, ["mei", "meister"], "the very handle comes first");
        assert_eq!(found("@MEI").await, ["mei", "meister"], "spelling does not matter");
        assert_eq!(found("陈美").await, ["mei"], "a name in any script finds");
        assert_eq!(found("lin").await, ["mei"], "so does a word of it");
        assert_eq!(found("tto").await, [""; 0], "the middle of a word does not");
        for nothing in ["", "  ", "%", "_", "\0", "'", &"x".repeat(500)] {
            assert_eq!(found(nothing).await, [""; 0], "{nothing:?} is nobody");
        }
        let by = mei.device.ask(&ByHandle { handle: "meister".into() }).await.expect("he is there");
        let same = mei.device.ask(&ById { person: by.id }).await;
        assert_eq!(same, Ok(by), "by handle and by identifier it is the same person");
        let nobody = mei.device.ask(&ByHandle { handle: "no\0body".into() }).await;
        assert_eq!(key(nobody), "error.people.unknown_handle", "nobody is told apart");
        let nobody = mei.device.ask(&ById { person: PersonId(mei.new_op().0) }).await;
        assert_eq!(key(nobody), "error.people.unknown", "by identifier as well");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_shows_how_somebody_is_called_now() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let set = ops::SetContact { person: otto.id(), note: "from work".into() };
        mei.act("people.set_contact", &set, None).await.expect("she keeps him");
        let update = ops::Update { name: "Otto B.".into(), avatar: None };
        otto.act("people.update", &update, None).await.expect("he changes his name");
        let kept = mei.rows("person", rows::CONTACT).await;
        let kept: Contact = serde_json::from_value(kept[0].clone()).expect("a contact");
        assert_eq!(kept.person.name, "Otto B.", "her book has the new name");
        assert_eq!(kept.note, "from work", "and her own note");
        let people = mei.device.ask(&Find { text: "b.".into() }).await.expect("she may look");
        assert_eq!(people.len(), 0, "the dot is no part of a word");
        let people = mei.device.ask(&Find { text: "b".into() }).await.expect("she may look");
        assert_eq!(people.len(), 1, "he is found by the new name");

        let remove = ops::RemoveContact { person: otto.id() };
        for _ in 0..2 {
            mei.act("people.remove_contact", &remove, None).await.expect("twice is once");
        }
        assert!(mei.rows("person", rows::CONTACT).await.is_empty(), "he is gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_refused() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let me = mei.id();
        let mut keep = async |person: PersonId, note: &str| {
            let args = ops::SetContact { person, note: note.to_owned() };
            key(mei.act("people.set_contact", &args, None).await)
        };
        assert_eq!(keep(me, "").await, "error.people.contact_self", "oneself is no contact");
        let nobody = PersonId::new(&world.clock, &SystemRandom);
        assert_eq!(keep(nobody, "").await, "error.people.unknown", "nobody is none");
        let otto = world.someone("otto", "Otto").await;
        let long = "x".repeat(201);
        assert_eq!(keep(otto.id(), &long).await, "error.people.note", "a novel is no note");
        let picture = ops::Update { name: "Mei".into(), avatar: Some("0".repeat(64)) };
        let unknown = key(mei.act("people.update", &picture, None).await);
        assert_eq!(unknown, "error.people.picture_unknown", "a picture has to be kept first");
        let name = ops::Update { name: "Mei\u{202E}".into(), avatar: None };
        let deceptive = key(mei.act("people.update", &name, None).await);
        assert_eq!(deceptive, "error.people.name", "a name must not deceive");
    })
    .await;
}
