//! Operators on their devices: what they are told, what waits, and what goes when the role does.

use crate::house::{Device, House, PIN, Way, cny, new_op};
use sampan_protocol::device::Event;
use sampan_protocol::operate::{
    APPOINT, About, Act, ActState, CONFIGURE, Change, Configure, DISMISS, Decide, Decision,
    ListActs, ListLog, ListOperators, Propose,
};
use sampan_protocol::people::Person;
use sampan_protocol::service::NEWS;
use sampan_protocol::wallet::exchange::{Rate, SET_RATES, SetRates};
use sampan_protocol::wallet::operate::{ISSUE, Issue};
use sampan_protocol::{Code, Currency};
use std::time::Duration;

async fn acts(device: &Device) -> Vec<Act> {
    device.client.list_acts(ListActs {}).await.expect("from the device")
}

async fn propose(device: &Device, kind: &str, args: &impl serde::Serialize) -> Act {
    let args = serde_json::to_string(args).expect("plain data");
    let (kind, pin) = (kind.to_owned(), PIN.to_owned());
    let propose = Propose { op: new_op(), kind, args, about: None, pin };
    device.client.propose(propose).await.expect("proposed")
}

async fn decide(device: &Device, act: &Act, decision: Decision) -> Act {
    let decide = Decide { op: new_op(), act: act.id, decision };
    device.client.decide(decide).await.expect("decided")
}

fn confirm() -> Decision {
    Decision::Confirm { pin: PIN.to_owned() }
}

fn about(person: &Person) -> About {
    About { person: person.id }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_comes_with_the_role_and_goes_with_it() {
    let house = House::new(Way::Http).await;
    let (ada, ben) = (house.person("ada", 0).await, house.person("ben", 0).await);
    let (her, him) = (ada.me().await, ben.me().await);
    assert!(acts(&ben).await.is_empty(), "he is no operator");
    let done = propose(&ada, APPOINT, &about(&him)).await;
    assert_eq!((done.state, done.about), (ActState::Done, Some(him.clone())), "she is alone");
    ben.until("the desk", || async { acts(&ben).await.len() == 1 }).await;

    let issue = Issue { person: Some(her.id), amount: cny(5_000), reason: "cash".into() };
    let asked = propose(&ben, ISSUE, &issue).await;
    assert_eq!(asked.state, ActState::Proposed, "two from now on");
    ada.until("his act", || async { acts(&ada).await.iter().any(|act| act.id == asked.id) }).await;
    let done = decide(&ada, &asked, confirm()).await;
    assert_eq!(done.state, ActState::Done, "she confirmed it");
    ada.until("the money", || async { ada.money().await.0 == 5_000 }).await;
    let log = ada.client.list_log(ListLog {}).await.expect("from the device");
    assert_eq!((log.lines.len(), log.broken), (3, None), "whole, on her device too");

    let out = propose(&ada, DISMISS, &about(&him)).await;
    ben.until("the last act", || async { acts(&ben).await.iter().any(|a| a.id == out.id) }).await;
    decide(&ben, &out, confirm()).await;
    ben.until("an empty desk", || async { acts(&ben).await.is_empty() }).await;
    let left = ben.client.list_operators(ListOperators {}).await.expect("from the device");
    assert!(left.is_empty(), "nothing of it stays on his device");
    let late = decide_late(&ben, &asked).await;
    assert_ne!(late, Code::Offline, "and he decides no more");
}

async fn decide_late(device: &Device, act: &Act) -> Code {
    let decide = Decide { op: new_op(), act: act.id, decision: Decision::Withdraw };
    device.client.decide(decide).await.expect_err("refused").code
}

/// What one point is worth by the settings that a device knows.
async fn each(device: &Device) -> u32 {
    let session = device.client.session().await.expect("from the device");
    session.service.expect("the service is known").settings.points.each
}

#[tokio::test(flavor = "multi_thread")]
async fn what_operators_change_is_known_everywhere_at_once() {
    for way in [Way::Http, Way::InProcess] {
        let house = House::new(way).await;
        let (ada, ben) = (house.person("ada", 0).await, house.person("ben", 0).await);
        assert_eq!(each(&ben).await, 0, "nobody is given points");
        let change = Change { name: "points.each".into(), from: "0".into(), to: "3".into() };
        let asked = propose(&ada, CONFIGURE, &Configure { changes: vec![change] }).await;
        assert_eq!(asked.state, ActState::Proposed, "it takes two");
        propose(&ada, APPOINT, &about(&ben.me().await)).await;
        ben.until("the act", || async { acts(&ben).await.iter().any(|a| a.id == asked.id) }).await;
        let eve = house.person("eve", 0).await;
        decide(&ben, &asked, confirm()).await;
        eve.until("the settings", || async { each(&eve).await == 3 }).await;
        ada.until("the settings", || async { each(&ada).await == 3 }).await;

        let price = "7.1".parse().expect("a price");
        let dollar = Rate { currency: Currency::new("USD").expect("listed"), price, spread: 50 };
        let rates = SetRates { base: cny(0).currency, rates: vec![dollar] };
        let mut news = eve.client.watch();
        propose(&ada, SET_RATES, &rates).await;
        let told = async {
            loop {
                let event = news.next().await.expect("the device goes on");
                if matches!(&event, Event::Rows(kinds) if kinds.iter().any(|kind| kind == NEWS)) {
                    return;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(20), told).await.expect("screens ask again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn saying_no_waits_for_the_line_and_saying_yes_does_not() {
    let house = House::new(Way::InProcess).await;
    let (ada, ben) = (house.person("ada", 0).await, house.person("ben", 0).await);
    propose(&ada, APPOINT, &about(&ben.me().await)).await;
    let issue = Issue { person: None, amount: cny(100), reason: "float".into() };
    let asked = propose(&ada, ISSUE, &issue).await;
    ben.until("the act", || async { acts(&ben).await.iter().any(|act| act.id == asked.id) }).await;
    ben.line.cut(true);
    let yes = Decide { op: new_op(), act: asked.id, decision: confirm() };
    let told = ben.client.decide(yes).await.expect_err("not without the service");
    assert_eq!(told.code, Code::Offline, "now or never");
    let no = decide(&ben, &asked, Decision::Decline { why: "not now".into() }).await;
    assert_eq!((no.state, no.pending), (ActState::Declined, true), "it waits, and is shown");
    ben.line.cut(false);
    ada.until("his answer", || async {
        acts(&ada).await.iter().any(|act| act.id == asked.id && act.state == ActState::Declined)
    })
    .await;
}
