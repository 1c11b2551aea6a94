//! Wake-ups: they come, to whom they concern, until the stream ends.

use crate::world::{World, on_each};
use sampan_protocol::people::ops;
use sampan_protocol::sync::{Outcome, Wake, WakeUps};
use std::time::Duration;

/// Long enough for a busy machine; nothing waits so long that goes well.
const LONG: Duration = Duration::from_secs(20);

async fn next(stream: &mut Box<dyn WakeUps>) -> Option<Wake> {
    tokio::time::timeout(LONG, stream.next()).await.expect("the stream says something")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_concerned_is_woken() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut stream = mei.device.wake_ups().await.expect("she listens");
        let update = ops::Update { name: "Otto B".into(), avatar: None };
        otto.act("people.update", &update, None).await.expect("it is none of her business");
        let update = ops::Update { name: "Mei B".into(), avatar: None };
        let outcome = mei.act("people.update", &update, None).await.expect("it is");
        let Outcome::Applied { change_seq } = outcome else { panic!("{outcome:?}") };
        let wanted = Wake { scope: mei.scope("person"), seq: change_seq };
        let mut heard = next(&mut stream).await;
        // Whoever comes first runs the service: their name stands among its operators, too.
        if heard.as_ref().is_some_and(|wake| wake.scope.word() == "operate") {
            heard = next(&mut stream).await;
        }
        assert_eq!(heard, Some(wanted), "hers comes, and only hers");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_end_with_the_server_and_with_the_device() {
    on_each(async |world: World| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut tablet = world.device();
        let ask = sampan_protocol::service::AskToLink {
            handle: "mei".into(),
            device: tablet.introduction("Tablet"),
        };
        tablet.ask(&ask).await.expect("it asks");
        assert!(tablet.wake_ups().await.is_err(), "a waiting device hears nothing");
        let approve = ops::ApproveDevice { device: tablet.id };
        mei.act("people.approve_device", &approve, Some(crate::world::PIN)).await.expect("in");
        let mut heard = tablet.wake_ups().await.expect("it listens now");
        let revoke = ops::RevokeDevice { device: tablet.id };
        mei.act("people.revoke_device", &revoke, None).await.expect("it is out");
        assert_eq!(next(&mut heard).await, None, "a revoked device hears no more");

        let mut stream = mei.device.wake_ups().await.expect("she listens");
        world.backend.close();
        assert_eq!(next(&mut stream).await, None, "the server stops");
    })
    .await;
}
