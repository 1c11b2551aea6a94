//! Twenty thousand bills: lists, sums and searches that do not make anybody wait.

use crate::double::desk::Desk;
use crate::double::world::{baker, cny, person};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::rows::BILL;
use sampan_protocol::wallet::{
    Bill, BillFilter, BillKind, BillState, Category, ListBills, ListMonths,
};
use std::time::{Duration, Instant};
use uuid::Uuid;

const BILLS: u128 = 20_000;
/// Generous: the tests run without optimisation, beside others.
const PATIENCE: Duration = Duration::from_millis(750);

#[tokio::test]
async fn twenty_thousand_bills_are_listed_added_up_and_searched_fast() {
    let desk = Desk::with(0).await;
    {
        let mut world = desk.service.world();
        let scope = world.wallet();
        for number in 0..BILLS {
            let bill = Bill {
                id: BillId(Uuid::from_u128(number + 1)),
                account: None,
                kind: BillKind::Transfer,
                amount: cny(if number % 5 == 0 { 900 } else { -137 }),
                other: Some(if number % 100 == 0 {
                    baker()
                } else {
                    person(number % 300, "other")
                }),
                rail: None,
                note: format!("note {number}"),
                category: Category::ALL[(number % 12) as usize],
                at: Timestamp::from_seconds(1_700_000_000 + number as i64 * 3_000),
                state: BillState::Settled,
                balance_after: None,
                linked: Vec::new(),
                label: None,
                through: None,
            };
            let text = serde_json::to_string(&bill).expect("JSON");
            world.put(&scope, BILL, &bill.id.to_string(), Some(text));
        }
    }
    desk.sync().await.expect("pulled");
    let filter = |text: &str| BillFilter { text: text.to_owned(), ..BillFilter::default() };
    let list = |text: &str, offset| ListBills { filter: filter(text), offset, limit: 50 };
    let page = timed("the last page", desk.client.list_bills(list("", 19_950))).await;
    assert_eq!(page.last().map(|bill| bill.id.0.as_u128()), Some(1), "the oldest bill");
    let found = timed("a search", desk.client.list_bills(list("baker 9.00", 0))).await;
    assert_eq!(found.len(), 50, "a page of what is found");
    let months = ListMonths { filter: filter("") };
    let months = timed("all months", desk.client.list_months(months)).await;
    let count: u32 = months.iter().map(|month| month.count).sum();
    assert_eq!(u128::from(count), BILLS, "every bill is in a month");
    let income: i64 = months.iter().flat_map(|m| &m.sums).map(|s| s.income.minor).sum();
    assert_eq!(income, 900 * BILLS as i64 / 5, "and adds up");
}

async fn timed<T>(what: &str, work: impl Future<Output = Result<T, sampan_protocol::Error>>) -> T {
    let start = Instant::now();
    let value = work.await.expect("an answer");
    let took = start.elapsed();
    assert!(took < PATIENCE, "{what} took {took:?}");
    value
}
