//! The rail to Stripe against localstripe: paid in a browser, told by webhook or found by asking,
//! sent back, called off.

mod double;

use double::{Double, KEY};
use sampan_backend::wallet::rail::stripe::Stripe;
use sampan_backend::wallet::rail::{Happened, Kind, Order, PaymentRail};
use sampan_backend::{
    Backend, Config, LocalDevice, PinCost, Secret, StripeSettings, audit, system,
};
use sampan_protocol::ids::{BillId, OpId, PersonId};
use sampan_protocol::people;
use sampan_protocol::sync::{Cursor, Outcome, Pull, Scope};
use sampan_protocol::wallet::ops::{RAIL_BACK, RAIL_END, RAIL_IN, RailBack, RailEnd, RailIn};
use sampan_protocol::wallet::rows::{self, Account, Bill, BillState};
use sampan_protocol::{Clock, Currency, Money};
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

const PIN: &str = "271828";
const WEBHOOK: &str = "whsec_of_the_test";

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

fn settings(double: &Double, public_url: &str) -> StripeSettings {
    StripeSettings {
        secret_key: Secret(KEY.to_owned()),
        publishable_key: "pk_test_12345".to_owned(),
        webhook_secret: Secret(WEBHOOK.to_owned()),
        public_url: public_url.to_owned(),
        api_base: Some(double.base.clone()),
        script: Some(format!("{}/js.stripe.com/v3/", double.base)),
        ..StripeSettings::default()
    }
}

/// A service with Stripe, reached over the network, and somebody who uses it.
struct House {
    double: Double,
    backend: Backend,
    url: String,
    device: LocalDevice,
    scope: Scope,
    _folder: tempfile::TempDir,
}

impl House {
    async fn build() -> Self {
        let double = Double::start();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite:{}", folder.path().join("house.db").display());
        let mut config = Config::server(&database, "memory:");
        config.pin_cost = PinCost::DEMO;
        config.rails.stripe = Some(settings(&double, &url));
        let backend = Backend::open(config).expect("the backend opens");
        let router = backend.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        double.send_webhooks(&format!("{url}/v1/rails/stripe/events"), WEBHOOK, true).await;
        let mut device = LocalDevice::new(&backend, backend.clock(), backend.random());
        let id = PersonId::new(backend.clock(), backend.random());
        let kind = people::Kind::Person;
        device.register(id, "ada", "Ada", kind, None, PIN).await.expect("she registers");
        let scope = Scope::of("wallet", id);
        Self { double, backend, url, device, scope, _folder: folder }
    }

    async fn act(&mut self, name: &str, args: &impl serde::Serialize) -> BillId {
        let id = OpId::new(self.backend.clock(), self.backend.random());
        let pin = sampan_protocol::wallet::ops::needs_pin(name).then_some(PIN);
        let done = self.device.act(id, &self.scope.clone(), name, args, pin).await;
        assert!(matches!(done, Ok(Outcome::Applied { .. })), "{name} is applied: {done:?}");
        BillId(id.0)
    }

    async fn order(&mut self, minor: i64) -> BillId {
        let order = RailIn { rail: "stripe".to_owned(), amount: cny(minor), fee: 0 };
        let bill = self.act(RAIL_IN, &order).await;
        self.ask(0).await;
        bill
    }

    /// Asks Stripe what is to be asked of it by then.
    async fn ask(&self, seconds: i64) {
        let then = self.backend.now().plus_seconds(seconds);
        self.backend.reach_out(then).await.expect("the rails are asked");
    }

    async fn rows<T: DeserializeOwned>(&mut self, kind: &str) -> Vec<T> {
        let cursor = Cursor { scope: self.scope.clone(), epoch: 0, seq: 0 };
        let pulled = self.device.ask(&Pull { cursors: vec![cursor], limit: 1_000 }).await;
        let changes = pulled.expect("she may read").scopes.into_iter().flat_map(|s| s.changes);
        let values = changes.filter(|row| row.kind == kind).filter_map(|row| row.value);
        values.map(|value| serde_json::from_str(&value).expect("as promised")).collect()
    }

    async fn balance(&mut self) -> i64 {
        self.rows::<Account>(rows::ACCOUNT).await.iter().map(|account| account.balance).sum()
    }

    async fn state(&mut self, id: BillId) -> BillState {
        let bills: Vec<Bill> = self.rows(rows::BILL).await;
        bills.into_iter().find(|bill| bill.id == id).expect("the bill is there").state
    }

    /// The intent that the page of an order lets a browser pay.
    async fn intent(&mut self, id: BillId) -> String {
        let BillState::AtRail(at) = self.state(id).await else { panic!("it waits") };
        let address = at.act.expect("the person has to act");
        assert!(address.starts_with(&self.url), "on a page of this service: {address}");
        let page = reqwest::get(&address).await.expect("the page is there");
        let page = page.text().await.expect("it can be read");
        assert!(!page.contains(KEY), "our own key is not on it");
        let secret = page.split("data-secret=\"").nth(1).and_then(|rest| rest.split('"').next());
        let secret = secret.expect("the browser is told the intent's secret");
        secret.split("_secret_").next().expect("it begins with the intent").to_owned()
    }

    /// What Stripe's script does in the browser.
    async fn pay(&self, intent: &str, card: &str) -> u16 {
        let path = format!("/v1/payment_intents/{intent}");
        self.double.post(&path, &format!("payment_method={card}")).await;
        self.double.post(&format!("{path}/confirm"), "").await.0
    }

    async fn wait_for(&mut self, minor: i64, why: &str) {
        let until = Instant::now() + Duration::from_secs(20);
        while self.balance().await != minor {
            assert!(Instant::now() < until, "{why}: {}", self.balance().await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_paid_by_and_a_webhook_tells_of_it() {
    let mut house = House::build().await;
    let bill = house.order(5_000).await;
    assert_eq!(house.balance().await, 0, "nothing is there before it is paid");
    let intent = house.intent(bill).await;
    let made = house.double.get(&format!("/v1/payment_intents/{intent}")).await;
    assert_eq!(made["amount"], 5_000, "the whole amount: {made}");
    assert_eq!(made["metadata"]["order"], bill.to_string(), "under our name");
    assert_eq!(house.pay(&intent, "pm_card_visa").await, 200, "the card is taken");
    house.wait_for(5_000, "a signed webhook tells of it").await;
    assert_eq!(house.state(bill).await, BillState::Settled, "it is there");

    let back = RailBack { bill, rail: "stripe".to_owned(), amount: cny(2_000) };
    let refund = house.act(RAIL_BACK, &back).await;
    house.ask(1).await;
    assert_eq!(house.balance().await, 3_000, "a part went back");
    assert_eq!(house.state(refund).await, BillState::Settled, "for good");
    let refunds = house.double.get(&format!("/v1/refunds?payment_intent={intent}")).await;
    assert_eq!(refunds["data"][0]["amount"], 2_000, "at Stripe, too: {refunds}");

    let (status, _) =
        house.double.post("/v1/refunds", &format!("payment_intent={intent}&amount=500")).await;
    assert_eq!(status, 200, "somebody sends more back at Stripe");
    house.ask(7_200).await;
    assert_eq!(house.balance().await, 2_500, "it is found by asking, and ours is not taken twice");

    let rail = Stripe::new(settings(&house.double, &house.url), Arc::new(system::SystemClock));
    let now = house.backend.now();
    let lines = rail.statements(now.plus_seconds(-3_600), now.plus_seconds(60)).await;
    let mut sums: Vec<i64> =
        lines.expect("it has an account").iter().map(|line| line.amount.minor).collect();
    sums.sort_unstable();
    assert_eq!(sums, [-2_000, -500, 5_000], "what Stripe says it did");
    let whole = audit(house.backend.db()).expect("the database answers");
    assert_eq!(whole.first_bad, None, "the ledger is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_webhook_is_made_up_for_and_an_unpaid_order_is_called_off() {
    let mut house = House::build().await;
    let hook = format!("{}/v1/rails/stripe/events", house.url);
    house.double.send_webhooks(&hook, "whsec_of_somebody_else", true).await;
    let bill = house.order(4_000).await;
    let intent = house.intent(bill).await;
    assert_eq!(house.pay(&intent, "pm_card_visa").await, 200, "the card is taken");
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(house.balance().await, 0, "what is signed by somebody else is not believed");
    house.double.send_webhooks(&hook, WEBHOOK, false).await;
    house.ask(60).await;
    assert_eq!(house.balance().await, 4_000, "it is found by asking");

    let bill = house.order(3_000).await;
    let intent = house.intent(bill).await;
    let declined = house.pay(&intent, "pm_card_chargeCustomerFail").await;
    assert_eq!(declined, 402, "the bank says no");
    house.ask(60).await;
    assert!(matches!(house.state(bill).await, BillState::AtRail(_)), "another card may do");
    house.act(RAIL_END, &RailEnd { bill }).await;
    house.ask(120).await;
    assert_eq!(house.state(bill).await, BillState::CalledBack, "it is called off");
    let ended = house.double.get(&format!("/v1/payment_intents/{intent}")).await;
    assert_eq!(ended["status"], "canceled", "at Stripe, too");
    assert_eq!(house.balance().await, 4_000, "nothing came of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_can_be_captured() {
    let double = Double::start();
    let rail = Stripe::new(settings(&double, ""), Arc::new(system::SystemClock));
    let form =
        "amount=1200&currency=cny&capture_method=manual&payment_method=pm_card_visa&confirm=true";
    let (status, intent) = double.post("/v1/payment_intents", form).await;
    assert_eq!((status, &intent["status"]), (200, &"requires_capture".into()), "it is held");
    let (id, person) = (OpId(Default::default()), PersonId(Default::default()));
    let mut order = Order::new(id, "stripe", Kind::TopUp, person, cny(1_200));
    order.made = system::SystemClock.now();
    order.reference = intent["id"].as_str().map(str::to_owned);
    let held = rail.status(&order).await.expect("it answers");
    assert_eq!(held[0].what, Happened::Authorized(cny(1_200)), "it says so");
    let captured = rail.capture(&order, cny(1_200)).await.expect("it answers");
    assert_eq!(captured.what, Happened::Succeeded(cny(1_200)), "it is ours");
}
