//! One person and one device: accounts, pictures, settings of the service, and starting again.

use crate::house::{House, PIN, Way, cny, new_op};
use base64::Engine;
use sampan_client::{Run, look_at_server};
use sampan_protocol::device::{ConfigureService, LookAtServer, MakeInvitation, Onboard};
use sampan_protocol::people::{Picture, UpdateMe};
use sampan_protocol::wallet::{GetWallet, ListMonths, OpenAccount, TakeMoney};
use sampan_protocol::{Code, Currency};

/// A picture of eight by eight greys, as PNG.
const PICTURE: &str = concat!(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAAJElEQVR42mNg0AioWHCCQQNGBzBA6QoGKL2A",
    "AUqfYIDRDBi6AF4FGBHYJw87AAAAAElFTkSuQmCC"
);

#[tokio::test(flavor = "multi_thread")]
async fn accounts_are_opened_filled_and_emptied() {
    let house = House::new(Way::InProcess).await;
    let ada = house.person("ada", 5_000).await;
    let usd = Currency::new("USD").expect("listed");
    ada.client.open_account(OpenAccount { op: new_op(), currency: usd }).await.expect("opened");
    let wallet = ada.client.get_wallet(GetWallet {}).await.expect("read");
    let held: Vec<_> = wallet.accounts.iter().map(|a| a.account.currency.to_string()).collect();
    assert_eq!(held, ["CNY", "USD"], "the service's first currency comes first");
    assert!(wallet.play_money && !wallet.can_open.contains(&usd), "as the service is");
    let out = TakeMoney {
        op: new_op(),
        amount: cny(2_000),
        rail: "sandbox".into(),
        bank: None,
        pin: Some(PIN.into()),
    };
    let receipt = ada.client.take_money(out.clone()).await.expect("taken out");
    assert!(receipt.settled(), "it went out");
    let again = ada.client.take_money(out).await.expect("the same one");
    assert_eq!(again.bill.id, receipt.bill.id, "pressing twice takes once");
    assert_eq!(ada.money().await, (3_000, 3_000), "once");
    let months = ada.client.list_months(ListMonths { filter: Default::default() }).await;
    let [month] = &months.expect("added up")[..] else { panic!("one month") };
    let sum = &month.sums[0];
    assert_eq!((month.count, sum.income, sum.spending), (2, cny(5_000), cny(-2_000)), "summed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_app_goes_on_where_it_was() {
    let house = House::new(Way::InProcess).await;
    let mut ada = house.person("ada", 5_000).await;
    let ben = house.person("ben", 0).await;
    let to = ben.me().await;
    for round in 1..=3 {
        ada = ada.restart().await;
        assert_eq!(ada.money().await.1, 5_000 - (round - 1) * 100, "the wallet is there at once");
        ada.client.pay(ada.payment(&to, 100)).await.expect("paid");
    }
    ben.until("all of it", || async { ben.money().await.1 == 300 }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_to_the_service_and_comes_back_small() {
    let house = House::new(Way::Http).await;
    let device = house.device().await;
    let request = Onboard {
        handle: "ada".into(),
        name: "Ada".into(),
        picture: Picture::Set(PICTURE.into()),
        pin: PIN.into(),
        invitation: None,
        accepts_terms: true,
        mcc: None,
    };
    let cut_short = Picture::Set(PICTURE[..60].into());
    let told = device.client.onboard(Onboard { picture: cut_short, ..request.clone() }).await;
    assert_eq!(told.err().map(|e| e.key).as_deref(), Some("error.people.picture"), "not whole");
    device.client.onboard(request).await.expect("registered");
    device.until("the picture", || async { device.me().await.avatar.is_some() }).await;
    let avatar = device.me().await.avatar.expect("a picture");
    let base = device.client.session().await.expect("a session").media_base;
    let url = format!("{base}/{avatar}");
    let fetch = || async { reqwest::get(&url).await.expect("an answer") };
    let answer = fetch().await;
    assert!(answer.status().is_success(), "it is served");
    assert!(
        answer.headers()["content-type"].to_str().expect("text").starts_with("image/"),
        "as one"
    );
    let bytes = answer.bytes().await.expect("a body");
    assert_eq!(sampan_protocol::auth::sha256_hex(&bytes), avatar, "the very bytes");
    device.line.cut(true);
    assert_eq!(fetch().await.bytes().await.expect("a body"), bytes, "offline, too");
    device.line.cut(false);
    let other = base64::engine::general_purpose::STANDARD.encode("not a picture");
    let bad = UpdateMe { op: new_op(), name: "Ada".into(), avatar: Picture::Set(other) };
    assert!(device.client.update_me(bad).await.is_err(), "text is no picture");
    let gone = UpdateMe { op: new_op(), name: "Ada L.".into(), avatar: Picture::Remove };
    device.client.update_me(gone).await.expect("changed");
    device.until("it", || async { device.waiting().await == 0 }).await;
    assert_eq!(
        (device.me().await.name.as_str(), device.me().await.avatar),
        ("Ada L.", None),
        "new"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_sets_the_service_up_and_invites() {
    let house = House::new(Way::Http).await;
    let ada = house.person("ada", 0).await;
    let look = look_at_server(LookAtServer { url: house.url().into() }).await.expect("a server");
    assert_eq!(look.url, house.url(), "as it is kept");
    let mut settings =
        ada.client.session().await.expect("a session").service.expect("seen").settings;
    settings.name = "Harbour".into();
    settings.registration = sampan_protocol::service::Registration::Invitation;
    ada.client.configure_service(ConfigureService { settings }).await.expect("set up");
    let seen = ada.client.session().await.expect("a session").service.expect("seen").settings;
    assert_eq!(seen.name, "Harbour", "seen at once");
    let ben = house.device_that(Run::ByHand).await;
    let onboard = |invitation: Option<String>| Onboard {
        handle: "ben".into(),
        name: "Ben".into(),
        picture: Picture::Keep,
        pin: PIN.into(),
        invitation,
        accepts_terms: true,
        mcc: None,
    };
    assert!(ben.client.onboard(onboard(None)).await.is_err(), "not without an invitation");
    let invitation = ada.client.make_invitation(MakeInvitation { op: new_op() }).await;
    let code = invitation.expect("an invitation").code;
    ben.client.onboard(onboard(Some(code))).await.expect("invited");
    ben.sync().await.expect("synchronised");
    let settings = seen;
    let told = ben.client.configure_service(ConfigureService { settings }).await;
    assert!(told.is_err_and(|e| e.code != Code::Offline), "not everybody runs the service");
}
