//! What is written upon bills, and budgets: seen at once, offline too, and on every device.

use crate::house::{Device, House, PIN, Way, cny, new_op};
use sampan_protocol::device::LinkDevice;
use sampan_protocol::ids::BillId;
use sampan_protocol::people::{ApproveDevice, ListDevices};
use sampan_protocol::wallet::budget::SetBudget;
use sampan_protocol::wallet::{
    Bill, BillFilter, BillState, Category, GetBill, GetBudgets, GetFacets, GetInsight, KeepBudget,
    Label, LabelBill, ListBills, ListMonths,
};

async fn write(device: &Device, bill: BillId, category: Option<Category>, tags: &[&str]) {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let label = Label { category, tags, note: "mine".to_owned() };
    device.client.label_bill(LabelBill { op: new_op(), bill, label }).await.expect("written");
}

async fn bill(device: &Device, id: BillId) -> Bill {
    device.client.get_bill(GetBill { id }).await.expect("the bill")
}

async fn found(device: &Device, filter: BillFilter) -> Vec<BillId> {
    let bills = device.client.list_bills(ListBills { filter, offset: 0, limit: 100 }).await;
    bills.expect("listed").iter().map(|bill| bill.id).collect()
}

async fn spent_on(device: &Device, category: Category) -> i64 {
    let filter = BillFilter::default();
    let months = device.client.list_months(ListMonths { filter }).await.expect("added up");
    let sums = months.iter().flat_map(|month| &month.sums).flat_map(|sum| &sum.by_category);
    sums.filter(|(of, _)| *of == category).map(|(_, minor)| minor).sum()
}

fn tagged(tag: &str) -> BillFilter {
    BillFilter { tag: Some(tag.to_owned()), ..BillFilter::default() }
}

/// A second device of the same person.
async fn second(house: &House, first: &Device, handle: &str) -> Device {
    let second = house.device().await;
    second.client.link_device(LinkDevice { handle: handle.to_owned() }).await.expect("asked");
    let devices = || async { first.client.list_devices(ListDevices {}).await.expect("listed") };
    first.until("the request", || async { devices().await.devices.len() == 2 }).await;
    let device = devices().await.devices[1].id;
    let approve = ApproveDevice { op: new_op(), device, pin: PIN.to_owned() };
    first.client.approve_device(approve).await.expect("let in");
    second
        .until("the profile", || async {
            second.client.session().await.is_ok_and(|s| s.me.is_some())
        })
        .await;
    second
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_upon_a_bill_is_in_every_list_sum_and_search_and_on_every_device() {
    let house = House::new(Way::Http).await;
    let (phone, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let laptop = second(&house, &phone, "ada").await;
    let paid = phone.client.pay(phone.payment(&ben.me().await, 700)).await.expect("paid").bill;
    laptop
        .until("the bill", || async { !found(&laptop, BillFilter::default()).await.is_empty() })
        .await;

    write(&phone, paid.id, Some(Category::Food), &["#Trip"]).await;
    for (device, called) in [(&phone, "at once"), (&laptop, "on the other device, too")] {
        device
            .until("the tag", || async { found(device, tagged("trip")).await == [paid.id] })
            .await;
        let seen = bill(device, paid.id).await;
        assert_eq!(seen.category, Category::Food, "{called}: the category");
        assert_eq!(
            seen.label.map(|l| (l.tags, l.note)),
            Some((vec!["Trip".into()], "mine".into()))
        );
        assert_eq!(spent_on(device, Category::Food).await, 700, "{called}: the sums follow");
        assert_eq!(spent_on(device, Category::Transfer).await, 0, "{called}: and only once");
        let text = |text: &str| BillFilter { text: text.to_owned(), ..BillFilter::default() };
        assert_eq!(found(device, text("#trip")).await, [paid.id], "{called}: words find a tag");
        assert_eq!(found(device, text("mine")).await, [paid.id], "{called}: and the own note");
        let facets = device.client.get_facets(GetFacets {}).await.expect("read");
        assert_eq!(facets.tags, ["Trip"], "{called}: it is offered");
        assert_eq!(facets.others.first().map(|p| p.handle.as_str()), Some("ben"), "{called}: who");
    }
    let theirs = bill(&ben, paid.id).await;
    assert_eq!(
        (theirs.category, theirs.label),
        (Category::Transfer, None),
        "not on the other side"
    );

    write(&laptop, paid.id, None, &[]).await;
    phone.until("the change", || async { found(&phone, tagged("trip")).await.is_empty() }).await;
    assert_eq!(bill(&phone, paid.id).await.category, Category::Transfer, "as it fell by itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_waits_is_written_upon_and_counts_for_the_budget() {
    let house = House::new(Way::InProcess).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let keep = |category, limit| KeepBudget {
        op: new_op(),
        budget: SetBudget { currency: cny(0).currency, category, limit: Some(limit) },
    };
    ada.client.keep_budget(keep(None, 1_000)).await.expect("kept");
    let payee = ben.me().await;
    ada.line.cut(true);
    ada.client.keep_budget(keep(Some(Category::Food), 500)).await.expect("kept offline");
    let paid = ada.client.pay(ada.payment(&payee, 450)).await.expect("kept for later").bill;
    assert!(paid.state != BillState::Settled, "it waits: {paid:?}");
    write(&ada, paid.id, Some(Category::Food), &["soon"]).await;
    let used = || async {
        let uses = ada.client.get_budgets(GetBudgets { utc_offset: 0 }).await.expect("read");
        uses.iter().map(|u| (u.budget.category, u.spent)).collect::<Vec<_>>()
    };
    let expected = [(None, 450), (Some(Category::Food), 450)];
    assert_eq!(used().await, expected, "what waits counts, as it is written upon");
    assert_eq!(found(&ada, tagged("soon")).await, [paid.id], "and is found by its tag");
    assert_eq!(spent_on(&ada, Category::Food).await, 450, "and is in the sums");
    ada.line.cut(false);
    ada.until("all of it", || async { ada.waiting().await == 0 || needs_pin(&ada, paid.id).await })
        .await;
    assert_eq!(used().await, expected, "the same when the service knows");
}

async fn needs_pin(device: &Device, id: BillId) -> bool {
    bill(device, id).await.state == BillState::NeedsPin
}

#[tokio::test(flavor = "multi_thread")]
async fn months_and_payees_are_compared() {
    let house = House::new(Way::InProcess).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    for minor in [300, 200] {
        ada.client.pay(ada.payment(&ben.me().await, minor)).await.expect("paid");
    }
    let bills = found(&ada, BillFilter { incoming: Some(false), ..BillFilter::default() }).await;
    write(&ada, bills[0], Some(Category::Food), &[]).await;
    let (year, month, _) = bill(&ada, bills[0]).await.at.date(0);
    let insight = |category| {
        let currency = cny(0).currency;
        let ask = GetInsight { month: (year, month), span: 6, currency, category, utc_offset: 0 };
        async { ada.client.get_insight(ask).await.expect("read") }
    };
    let all = insight(None).await;
    assert_eq!(all.months.len(), 6, "months without bills, too");
    assert_eq!(all.months.last().map(|m| (m.month, m.spent)), Some((month, 500)), "the last one");
    assert_eq!(all.top.iter().map(|t| (t.spent, t.count)).collect::<Vec<_>>(), [(500, 2)], "whom");
    let food = insight(Some(Category::Food)).await;
    assert_eq!(food.months.last().map(|m| m.spent), Some(200), "the last payment was put there");
    assert_eq!(
        food.by_category,
        [(Category::Transfer, 300), (Category::Food, 200)],
        "the donut shows all categories"
    );
}
