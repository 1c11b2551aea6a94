//! Further devices: asked for, approved, revoked, frozen, recovered.

use crate::world::{PIN, Someone, World, key, on_each, rejection};
use sampan_backend::LocalDevice;
use sampan_protocol::people::{Find, ops, rows};
use sampan_protocol::service::{AskToLink, NewDevice, Recover, WhoAmI, recovery_bytes};
use sampan_protocol::sync::{Outcome, Scope};
use sampan_protocol::{Code, Error};

fn ask(handle: &str, device: &LocalDevice) -> AskToLink {
    AskToLink { handle: handle.into(), device: device.introduction("Tablet") }
}

/// Recovery by the key of the person's first device: that is what [`LocalDevice`] registers.
fn recover(owner: &Someone, device: &NewDevice, pin: &str) -> Recover {
    let handle = owner.me.person.handle.clone();
    let proof = owner.device.sign(&recovery_bytes(&handle, device));
    Recover { handle, device: device.clone(), pin: pin.into(), proof }
}

async fn find(device: &mut LocalDevice) -> Result<usize, Error> {
    device.ask(&Find { text: "mei".into() }).await.map(|people| people.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_device_gets_in_by_approval_only() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut tablet = world.device();
        for _ in 0..2 {
            tablet.ask(&ask("mei", &tablet)).await.expect("asking twice is asking once");
        }
        assert_eq!(tablet.ask(&WhoAmI {}).await, Ok(None), "it speaks for nobody yet");
        assert_eq!(key(find(&mut tablet).await), "error.auth.waiting", "and may do nothing");
        assert_eq!(mei.rows("person", rows::DEVICE).await.len(), 2, "the old one sees it");

        let approve = ops::ApproveDevice { device: tablet.id };
        let needs = mei.act("people.approve_device", &approve, None).await;
        assert_eq!(needs, Ok(Outcome::NeedsApproval), "letting it in takes the PIN");
        mei.act("people.approve_device", &approve, Some(PIN)).await.expect("with the PIN it is in");
        let me = tablet.ask(&WhoAmI {}).await.expect("it may ask");
        assert_eq!(me, Some(mei.me.clone()), "it speaks for her");
        assert_eq!(find(&mut tablet).await, Ok(1), "and may do everything");

        let nobody = world.device();
        let unknown = world.device().ask(&ask("nobody", &nobody)).await;
        assert_eq!(key(unknown), "error.auth.forged", "a device speaks for itself only");
        let mut nobody = nobody;
        let unknown = nobody.ask(&ask("nobody", &nobody)).await;
        assert_eq!(key(unknown), "error.people.unknown_handle", "nobody lets nobody in");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_cannot_crowd_the_door() {
    on_each(async |world| {
        world.someone("mei", "Mei").await;
        for _ in 0..5 {
            let mut device = world.device();
            device.ask(&ask("mei", &device)).await.expect("a few may wait");
        }
        let mut device = world.device();
        let crowd = device.ask(&ask("mei", &device)).await;
        assert_eq!(key(crowd), "error.service.too_many_waiting", "not more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_device_is_out_for_ever() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut tablet = world.device();
        tablet.ask(&ask("mei", &tablet)).await.expect("it asks");
        let only = ops::RevokeDevice { device: mei.device.id };
        let last = key(mei.act("people.revoke_device", &only, None).await);
        assert_eq!(last, "error.people.last_device", "nobody locks themselves out");

        let revoke = ops::RevokeDevice { device: tablet.id };
        let foreign = key(otto.act("people.revoke_device", &revoke, None).await);
        assert_eq!(foreign, "error.people.unknown_device", "it is not his");
        mei.act("people.revoke_device", &revoke, None).await.expect("it is hers");
        assert_eq!(key(tablet.ask(&WhoAmI {}).await), "error.auth.revoked", "it is out");
        assert_eq!(key(tablet.ask(&ask("mei", &tablet)).await), "error.auth.revoked", "no way in");
        let again = recover(&mei, &tablet.introduction("Tablet"), PIN);
        assert_eq!(key(tablet.ask(&again).await), "error.auth.revoked", "nor by the phrase");
        let approve = ops::ApproveDevice { device: tablet.id };
        let dead = key(mei.act("people.approve_device", &approve, Some(PIN)).await);
        assert_eq!(dead, "error.people.revoked_device", "not even its owner lets it back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_revoked_in_the_middle_of_a_push_does_no_more() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut tablet = linked(&world, &mut mei).await;
        let scope = Scope::of("person", mei.id());
        let revoke = ops::RevokeDevice { device: tablet.id };
        let update = ops::Update { name: "Mallory".into(), avatar: None };
        let operations = vec![
            tablet.operation(mei.new_op(), &scope, "people.revoke_device", &revoke),
            tablet.operation(mei.new_op(), &scope, "people.update", &update),
        ];
        let operations = operations.into_iter().map(|o| o.expect("it is signed")).collect();
        let outcomes = tablet.push(operations).await.expect("it is still active at first");
        assert!(matches!(outcomes[0], Outcome::Applied { .. }), "it may take itself away");
        assert_eq!(rejection(&outcomes[1]), "error.auth.revoked", "what follows is nobody's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frozen_devices_can_only_be_unfrozen() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut tablet = linked(&world, &mut mei).await;
        let freeze = mei.act("people.freeze", &ops::Freeze {}, None).await;
        assert!(matches!(freeze, Ok(Outcome::Applied { .. })), "any device may freeze");
        for device in [&mut tablet, &mut mei.device] {
            assert_eq!(key(find(device).await), "error.auth.frozen", "nothing else is answered");
            let me = device.ask(&WhoAmI {}).await.expect("they see").expect("who they are");
            assert!(me.frozen, "and that they are frozen");
        }
        let update = ops::Update { name: "Mallory".into(), avatar: None };
        let op = mei.new_op();
        let scope = mei.scope("person");
        let refused = mei.device.act(op, &scope, "people.update", &update, None).await;
        assert_eq!(key(refused), "error.auth.frozen", "nothing is done");
        let needs = mei.act("people.unfreeze", &ops::Unfreeze {}, None).await;
        assert_eq!(needs, Ok(Outcome::NeedsApproval), "a thief cannot end it");
        mei.act("people.unfreeze", &ops::Unfreeze {}, Some(PIN)).await.expect("the PIN can");
        assert_eq!(find(&mut tablet).await, Ok(1), "everything goes on");
        let later = mei.device.act(op, &scope, "people.update", &update, None).await;
        assert!(matches!(later, Ok(Outcome::Applied { .. })), "what was refused may come again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phrase_lets_a_new_device_in_with_a_new_pin() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        mei.act("people.freeze", &ops::Freeze {}, None).await.expect("she freezes all");
        let mut phone = world.device();
        let new = phone.introduction("Phone");
        let mut wrong = recover(&mei, &new, "314159");
        wrong.proof = phone.sign(&recovery_bytes("mei", &new));
        let refused = phone.ask(&wrong).await.expect_err("it is another key");
        assert_eq!(
            (refused.code, refused.key.as_str()),
            (Code::Unauthorized, "error.service.recovery"),
            "told"
        );
        let mut unknown = recover(&mei, &new, "314159");
        unknown.handle = "nobody".into();
        assert_eq!(key(phone.ask(&unknown).await), "error.service.recovery", "the same message");

        let good = recover(&mei, &new, "314159");
        let me = phone.ask(&good).await.expect("the phrase proves it");
        assert!(!me.frozen, "the freeze is over");
        let mut recovered = Someone { device: phone, me, clock: world.clock.clone() };
        let change = ops::ApproveDevice { device: recovered.device.id };
        let old = recovered.act("people.approve_device", &change, Some(PIN)).await;
        assert_eq!(key(old), "error.pin.wrong", "the old PIN is gone");
        recovered.act("people.approve_device", &change, Some("314159")).await.expect("the new one");

        mei.act("people.freeze", &ops::Freeze {}, None).await.expect("frozen again");
        let again = recovered.device.ask(&good).await.expect("a lost answer is given again");
        assert!(again.frozen, "but nothing is done twice");
    })
    .await;
}

/// A second device of somebody, approved.
async fn linked(world: &World, owner: &mut Someone) -> LocalDevice {
    let mut tablet = world.device();
    tablet.ask(&ask(&owner.me.person.handle, &tablet)).await.expect("it asks");
    let approve = ops::ApproveDevice { device: tablet.id };
    owner.act("people.approve_device", &approve, Some(PIN)).await.expect("it is let in");
    tablet
}
