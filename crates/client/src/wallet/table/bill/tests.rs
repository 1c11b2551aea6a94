//! Tests of finding bills and adding them up, against the plain rule over all of them.

use super::*;
use crate::cache::Cache;
use crate::db::Store;
use proptest::prelude::*;
use sampan_protocol::Money;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::{BillKind, BillState, Label, Through, ThroughWhat};
use uuid::Uuid;

fn bill(number: u128, at: i64, minor: i64, currency: &str) -> Bill {
    let names = ["Mei", "Café 100%", "陈美", "under_score"];
    let name = names[number as usize % names.len()];
    Bill {
        id: BillId(Uuid::from_u128(number)),
        account: None,
        kind: if number.is_multiple_of(3) { BillKind::Payment } else { BillKind::Transfer },
        amount: Money::new(minor, Currency::new(currency).expect("listed")),
        other: Some(Person {
            id: PersonId(Uuid::from_u128(number % 4)),
            handle: format!("handle{}", number % 4),
            name: name.to_owned(),
            avatar: None,
            kind: Kind::Person,
            mcc: None,
        }),
        rail: None,
        note: format!("note {}", number % 5),
        category: Category::ALL[number as usize % 3],
        at: Timestamp::from_seconds(at),
        state: if number.is_multiple_of(7) {
            BillState::Failed(sampan_protocol::Error::internal())
        } else {
            BillState::Settled
        },
        balance_after: None,
        linked: Vec::new(),
        through: number.is_multiple_of(3).then(pot),
        label: number.is_multiple_of(2).then(|| Label {
            tags: vec![format!("Tag {}", number % 3), "even".to_owned()],
            ..Label::default()
        }),
    }
}

fn cache(bills: &[Bill]) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let cache = Store::open_disposable::<Cache>(folder.path()).expect("opened");
    let scope = Scope("wallet:me".to_owned());
    cache
        .write(|tx| {
            for bill in bills {
                let text = serde_json::to_string(bill)?;
                let key = bill.id.to_string();
                crate::table::row::set(tx, &scope, BILL, &key, Some(&text))?;
                project(tx, &scope, &key, Some(&text))?;
            }
            Ok(())
        })
        .expect("written");
    (folder, cache)
}

fn found(cache: &Store, text: &str) -> Vec<u128> {
    let filter = BillFilter { text: text.to_owned(), ..BillFilter::default() };
    let bills = cache.read(|db| list(db, &Wanted::new(&filter), 0, 100)).expect("listed");
    bills.iter().map(|bill| bill.id.0.as_u128()).collect()
}

#[test]
fn words_are_found_in_name_handle_note_and_amount() {
    let bills: Vec<Bill> = (1..=4).map(|n| bill(n, n as i64, n as i64 * -150, "CNY")).collect();
    let (_folder, cache) = cache(&bills);
    assert_eq!(found(&cache, "100%"), [1], "a percent sign is itself");
    assert_eq!(found(&cache, "under_s"), [3], "and so is an underscore");
    assert_eq!(found(&cache, "陈"), [2], "a name in Chinese");
    assert_eq!(found(&cache, "  MEI　note "), [4], "both words, in any case and blank");
    assert_eq!(found(&cache, "@handle3"), [3], "a handle");
    assert_eq!(found(&cache, "４．５０"), [3], "an amount in full-width digits");
    assert_eq!(found(&cache, "'; DROP TABLE bill; --"), [0u128; 0], "text is never SQL");
    assert_eq!(found(&cache, ""), [4, 3, 2, 1], "no words: all of them, newest first");
}

#[test]
fn a_changed_bill_is_found_as_it_is_now_and_a_removed_one_is_not() {
    let (_folder, cache) = cache(&[bill(1, 1, -100, "CNY")]);
    let scope = Scope("wallet:me".to_owned());
    let changed = Bill { note: "corrected".to_owned(), ..bill(1, 1, -100, "CNY") };
    let key = changed.id.to_string();
    let text = serde_json::to_string(&changed).expect("JSON");
    cache.write(|tx| project(tx, &scope, &key, Some(&text)).map(drop)).expect("changed");
    assert_eq!((found(&cache, "corrected"), found(&cache, "note")), (vec![1], vec![]), "as now");
    cache.write(|tx| project(tx, &scope, &key, Some("{}")).map(drop)).expect("unreadable");
    assert!(found(&cache, "").is_empty(), "what cannot be read is passed over, not an error");
}

#[test]
fn a_month_is_added_up_without_reading_the_bills() {
    let (_folder, cache) = cache(&[]);
    let wanted = Wanted::new(&BillFilter { month: Some((2026, 1)), ..BillFilter::default() });
    let sql = format!("EXPLAIN QUERY PLAN SELECT sum(minor) FROM bill WHERE {}", wanted.sql());
    let plan: String = cache
        .read(|db| Ok(db.prepare(&sql)?.query_row(wanted.bind(&[]), |row| row.get(3))?))
        .expect("a plan");
    assert!(plan.contains("COVERING INDEX bill_by_time"), "the index holds all of it: {plan}");
}

fn pot() -> Through {
    Through { what: ThroughWhat::Pot, id: Uuid::from_u128(77), who: None }
}

fn any_filter() -> impl Strategy<Value = BillFilter> {
    let texts = prop::sample::select(vec!["", "mei", "note 3", "1", "CNY", "陈", "%", "handle2 4"]);
    let months = prop::option::of((2025..2027i32, 1..=12u8));
    let kinds = prop::sample::select(vec![None, Some(BillKind::Payment), Some(BillKind::Transfer)]);
    let categories = prop::option::of(prop::sample::select(Category::ALL.to_vec()));
    let currencies = prop::sample::select(vec![None, Some("CNY"), Some("JPY")]);
    let others = prop::option::of(0..5u128);
    let tags = prop::sample::select(vec![None, Some("TAG 1"), Some("even"), Some("eve")]);
    let more = (-720..=840i32, others, tags);
    (texts, months, any::<Option<bool>>(), kinds, categories, currencies, more).prop_map(
        |(text, month, incoming, kind, category, currency, (utc_offset, other, tag))| BillFilter {
            text: text.to_owned(),
            month,
            incoming,
            kind,
            category,
            currency: currency.map(|code| Currency::new(code).expect("listed")),
            utc_offset,
            other: other.map(|n| PersonId(Uuid::from_u128(n))),
            tag: tag.map(str::to_owned),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_tables_answer_what_the_plain_rule_answers(
        bills in prop::collection::vec((1_735_600_000..1_770_000_000i64, -10_000..10_000i64, any::<bool>()), 0..40),
        filters in prop::collection::vec(any_filter(), 1..12),
        offset in 0..10u32,
        limit in 0..20u32,
    ) {
        let bills: Vec<Bill> = bills
            .iter()
            .enumerate()
            .map(|(n, (at, minor, yen))| {
                bill(n as u128 + 1, *at, *minor, if *yen { "JPY" } else { "CNY" })
            })
            .collect();
        let (_folder, cache) = cache(&bills);
        for filter in filters {
            let passed_over = [BillId(Uuid::from_u128(2)), BillId(Uuid::from_u128(5))];
            let mut wanted = Wanted::new(&filter).without(&passed_over);
            if filter.month.is_some() {
                wanted = wanted.through(pot().id);
            }
            let mut expected: Vec<Bill> =
                bills.iter().filter(|b| wanted.matches(b) && !passed_over.contains(&b.id)).cloned().collect();
            expected.sort_by_key(|bill| std::cmp::Reverse((bill.at, bill.id)));
            let count: u32 = cache
                .read(|db| sums(db, &wanted))
                .expect("added up")
                .iter()
                .map(|sum| sum.count)
                .sum();
            prop_assert_eq!(count as usize, expected.len(), "sums of {:?}", &filter);
            let newest = cache.read(|db| newest(db, &wanted)).expect("found");
            prop_assert_eq!(newest, expected.first().map(|bill| bill.at));
            let page: Vec<Bill> =
                expected.into_iter().skip(offset as usize).take(limit as usize).collect();
            let listed = cache.read(|db| list(db, &wanted, offset, limit)).expect("listed");
            prop_assert_eq!(listed, page, "list of {:?}", &filter);
        }
    }
}
