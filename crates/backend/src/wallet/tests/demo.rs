//! The demo world, as the wallet sees it: it can be made, and is the same for the same seed.

use crate::backend::Backend;
use crate::config::Config;
use crate::local_device::LocalDevice;
use crate::seed::demo;
use crate::wallet::audit::audit;
use sampan_protocol::Timestamp;
use sampan_protocol::people::{Contact, rows as people_rows};
use sampan_protocol::service::WhoAmI;
use sampan_protocol::sync::{Cursor, Pull, Scope};
use sampan_protocol::wallet::RequestState;
use sampan_protocol::wallet::bank::desk::{self, BankLine, BankStatement, Payout};
use sampan_protocol::wallet::rows::{self, Account, Bill, MoneyRequest};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

fn config(folder: &tempfile::TempDir) -> Config {
    let database = format!("sqlite:{}", folder.path().join("demo.db").display());
    Config::bundled(&database, "memory:")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[tokio::test]
async fn the_app_is_mei_and_sees_a_full_wallet() {
    let folder = folder();
    let config = config(&folder);
    let world = demo(&config, 1, NOW).expect("the world is made, inside a runtime, too");
    let backend = Backend::open(config).expect("it opens again");
    let mut app = LocalDevice::with_key(&backend, world.device, &world.secret_key);
    let me = app.ask(&WhoAmI {}).await.expect("it is known").expect("it is let in");
    assert_eq!((me.person.id, me.person.handle.as_str()), (world.me, "mei"), "the app is Mei");
    assert!(me.person.avatar.is_some(), "she has a picture");

    let bills: Vec<Bill> = rows(&mut app, &Scope::of("wallet", world.me), rows::BILL).await;
    assert!(bills.len() >= 160, "{} bills", bills.len());
    let days = |bill: &Bill| (NOW.seconds() - bill.at.seconds()) / 86_400;
    assert!(bills.iter().any(|bill| days(bill) >= 85), "they reach back three months");
    assert!(bills.iter().any(|bill| NOW.seconds() - bill.at.seconds() < 600), "up to now");
    let accounts: Vec<Account> =
        rows(&mut app, &Scope::of("wallet", world.me), rows::ACCOUNT).await;
    let codes: BTreeSet<&str> = accounts.iter().map(|a| a.currency.code()).collect();
    assert_eq!(codes, BTreeSet::from(["CNY", "JPY", "USD"]), "three currencies");
    assert!(accounts.iter().all(|account| account.balance > 0), "with money in each");
    let requests: Vec<MoneyRequest> =
        rows(&mut app, &Scope::of("wallet", world.me), rows::REQUEST).await;
    let open = requests.iter().filter(|r| r.state == RequestState::Open).count();
    assert_eq!(open, 7, "some requests wait, two of them of a dinner that was split");
    let contacts: Vec<Contact> =
        rows(&mut app, &Scope::of("person", world.me), people_rows::CONTACT).await;
    assert!(contacts.len() >= 8, "she knows people");
    assert!(contacts.iter().all(|c| c.person.avatar.is_some()), "everybody has a picture");
}

#[tokio::test]
async fn the_bank_desk_has_something_to_see_to() {
    let folder = folder();
    let config = config(&folder);
    let world = demo(&config, 1, NOW).expect("the world is made");
    let backend = Backend::open(config).expect("it opens again");
    let service = crate::service::info(&backend).expect("it presents itself").service_id;
    let mut app = LocalDevice::with_key(&backend, world.device, &world.secret_key);
    let scope = Scope::of("operate", service);
    let lines: Vec<BankLine> = rows(&mut app, &scope, desk::LINE).await;
    let mut found: Vec<&str> = lines.iter().map(|line| line.finding.word()).collect();
    found.sort_unstable();
    assert_eq!(found, ["paid", "unmatched", "wrong_amount"], "one of each");
    assert_eq!(lines.iter().filter(|line| line.is_open()).count(), 2, "two to see to");
    let told: Vec<BankStatement> = rows(&mut app, &scope, desk::STATEMENT).await;
    let [told] = told.as_slice() else { panic!("one statement: {told:?}") };
    assert_eq!((told.ledger, told.gap), (told.closing, false), "the ledger has what the bank has");
    let payouts: Vec<Payout> = rows(&mut app, &scope, desk::PAYOUT).await;
    assert_eq!(desk::acts::files(&payouts).len(), 1, "and one payout waits for a file");
}

#[test]
fn the_same_seed_is_the_same_world_and_its_ledger_is_whole() {
    let make = |seed| {
        let folder = folder();
        let config = config(&folder);
        let world = demo(&config, seed, NOW).expect("the world is made");
        let backend = Backend::open(config).expect("it opens again");
        let audit = audit(backend.db()).expect("the database answers");
        assert_eq!(audit.first_bad, None, "the ledger is whole");
        (audit.root, world.me, world.device, world.secret_key)
    };
    let first = make(3);
    assert_eq!(first, make(3), "every identifier and hash is the same");
    assert_ne!(first.0, make(4).0, "another seed is another world");
}

#[test]
fn a_world_is_not_made_twice_in_one_place() {
    let folder = folder();
    let config = config(&folder);
    demo(&config, 1, NOW).expect("the world is made");
    let again = demo(&config, 1, NOW).err().map(|error| error.key);
    assert_eq!(again.as_deref(), Some("error.seed.not_empty"), "somebody lives there");
}

/// Every row of a kind in a scope, pulled page by page.
async fn rows<T: DeserializeOwned>(app: &mut LocalDevice, scope: &Scope, kind: &str) -> Vec<T> {
    let mut cursor = Cursor { scope: scope.clone(), epoch: 0, seq: 0 };
    let mut rows = Vec::new();
    loop {
        let pull = Pull { cursors: vec![cursor.clone()], limit: 100 };
        let pulled = app.ask(&pull).await.expect("it may read");
        let page = pulled.scopes.into_iter().next().expect("the scope is there");
        (cursor.epoch, cursor.seq) = (page.epoch, page.seq);
        let values = page.changes.into_iter().filter(|c| c.kind == kind).filter_map(|c| c.value);
        rows.extend(values.map(|v| serde_json::from_str::<T>(&v).expect("as promised")));
        if !page.more {
            return rows;
        }
    }
}
