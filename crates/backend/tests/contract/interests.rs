//! Looking for communities by interest, down to a branch, and by place, as coarse as it is kept.

use crate::communities::{done, refused};
use crate::world::{Someone, key, on_each};
use sampan_protocol::Error;
use sampan_protocol::communities::gatherings::spot::neighbours;
use sampan_protocol::communities::ops::{self, Face};
use sampan_protocol::communities::{AskCommunities, CommunitiesPart, Joining, Topic};
use sampan_protocol::ids::CommunityId;
use sampan_protocol::page::Part;

fn face(name: &str, topic: Topic, branch: &str, spot: &str) -> Face {
    let (name, branch, spot) = (name.to_owned(), branch.to_owned(), spot.to_owned());
    Face { name, topic, branch, spot, ..Face::default() }
}

async fn make(who: &mut Someone, face: Face) -> CommunityId {
    let community = CommunityId(who.new_op().0);
    done(who, ops::CREATE, &ops::Create { community, face }).await;
    community
}

async fn look(who: &mut Someone, list: &AskCommunities) -> Result<Vec<String>, Error> {
    let ask = CommunitiesPart { list: list.clone(), part: Part::default() };
    let mut names: Vec<String> =
        who.device.ask(&ask).await?.items.into_iter().map(|one| one.name).collect();
    names.sort();
    Ok(names)
}

#[tokio::test(flavor = "multi_thread")]
async fn communities_are_found_on_their_branch_and_around_a_place() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let near = neighbours("u33d");
        make(&mut mei, face("Bakers", Topic::Food, "baking", "u33d")).await;
        make(&mut mei, face("Cooks", Topic::Food, "cooking", &near[5])).await;
        make(&mut mei, face("Eaters", Topic::Food, "", "wtw3")).await;
        let walkers = make(&mut mei, face("Walkers", Topic::Outdoors, "hiking", &near[8])).await;
        let closed = face("Secret bakers", Topic::Food, "baking", "u33d");
        make(&mut mei, Face { joining: Joining::Invitation, ..closed }).await;
        let ask = |topic, branch: &str, near: &str| AskCommunities {
            topic,
            branch: branch.to_owned(),
            near: near.to_owned(),
        };
        let (food, outdoors) = (Some(Topic::Food), Some(Topic::Outdoors));
        for (list, wanted) in [
            (ask(None, "", ""), &["Bakers", "Cooks", "Eaters", "Walkers"][..]),
            (ask(food, "", ""), &["Bakers", "Cooks", "Eaters"]),
            (ask(food, "baking", ""), &["Bakers"]),
            (ask(outdoors, "hiking", ""), &["Walkers"]),
            (ask(outdoors, "cycling", ""), &[]),
            (ask(None, "", "u33d"), &["Bakers", "Cooks", "Walkers"]),
            (ask(food, "", "u33d"), &["Bakers", "Cooks"]),
            (ask(food, "cooking", "u33d"), &["Cooks"]),
            (ask(None, "", "wtw3"), &["Eaters"]),
            (ask(None, "", "s000"), &[]),
        ] {
            assert_eq!(look(&mut otto, &list).await.expect("anybody may"), wanted, "{list:?}");
        }
        for finer in ["u33dc", "u33", "nowhere"] {
            let told = key(look(&mut otto, &ask(None, "", finer)).await);
            assert_eq!(told, "error.communities.spot", "{finer} is no coarse cell");
        }
        let community = CommunityId(mei.new_op().0);
        for (face, error) in [
            (face("Odd", Topic::Food, "hiking", ""), "error.communities.branch"),
            (face("Odd", Topic::Food, "", "u33dc"), "error.communities.spot"),
        ] {
            let told = refused(&mut mei, ops::CREATE, &ops::Create { community, face }).await;
            assert_eq!(told, error, "nothing finer, and no branch of another topic");
        }
        let moved = face("Walkers", Topic::Outdoors, "hiking", "wtw3");
        done(&mut mei, ops::UPDATE, &ops::Update { community: walkers, face: moved }).await;
        let list = ask(None, "", "u33d");
        assert_eq!(
            look(&mut otto, &list).await.expect("anybody may"),
            ["Bakers", "Cooks"],
            "moved away"
        );
    })
    .await;
}
