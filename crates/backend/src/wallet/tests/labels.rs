//! What is written upon bills, and budgets: kept for their owner alone, changed and taken away.

use super::engines::on_each;
use super::town::{Town, cny, key_of, op_id, pay};
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::budget::{BUDGET, SET_BUDGET, SetBudget};
use sampan_protocol::wallet::label::{LABEL, Labelled, SET_LABEL};
use sampan_protocol::wallet::{Budget, Category, Label, ops};

fn label(bill: u128, category: Option<Category>, tags: &[&str], note: &str) -> Labelled {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    Labelled { bill: BillId(op_id(bill).0), label: Label { category, tags, note: note.to_owned() } }
}

#[test]
fn a_bill_is_written_upon_for_its_owner_alone() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, ops::TRANSFER, &pay(2, cny(500))).expect("there is enough");
        let bills = (town.bills(1), town.bills(2));
        let written = label(1, Some(Category::Food), &[" #Trip", "trip"], " noodles ");
        town.act(1, 2, SET_LABEL, &written).expect("anybody may write upon their bills");
        let kept: Vec<Labelled> = town.rows(1, LABEL);
        assert_eq!(kept, [label(1, Some(Category::Food), &["Trip"], "noodles")], "kept tidy");
        let theirs: Vec<Labelled> = town.rows(2, LABEL);
        assert_eq!(theirs, [], "the other side reads nothing of it");
        assert_eq!((town.bills(1), town.bills(2)), bills, "the bills stay as the ledger told them");
        town.act(1, 3, SET_LABEL, &label(1, None, &["b"], "")).expect("changed");
        let kept: Vec<Labelled> = town.rows(1, LABEL);
        assert_eq!(kept, [label(1, None, &["b"], "")], "the last word counts");
        town.act(1, 4, SET_LABEL, &label(1, None, &[], " ")).expect("taken away");
        let kept: Vec<Labelled> = town.rows(1, LABEL);
        assert_eq!(kept, [], "nothing written is no row");
        town.is_whole();
    });
}

#[test]
fn a_label_may_come_before_its_bill_and_a_bad_one_is_refused() {
    on_each(|db| {
        let town = Town::new(db);
        let early = key_of(town.act(1, 5, SET_LABEL, &label(77, None, &["soon"], "")));
        assert_eq!(early, "applied", "a refusal would halt the payments behind it");
        let long = "x".repeat(21);
        let cases = [
            (label(1, None, &[&long], ""), "error.wallet.tag"),
            (
                label(1, None, &["1", "2", "3", "4", "5", "6", "7", "8", "9"], ""),
                "error.wallet.tags",
            ),
            (label(1, None, &[], &"x".repeat(201)), "error.wallet.note"),
        ];
        for (n, (label, expected)) in (10..).zip(cases) {
            assert_eq!(key_of(town.act(1, n, SET_LABEL, &label)), expected, "{label:?}");
        }
        let kept: Vec<Labelled> = town.rows(1, LABEL);
        assert_eq!(kept.len(), 1, "what was refused is not kept");
    });
}

#[test]
fn a_budget_is_set_changed_and_taken_away() {
    on_each(|db| {
        let town = Town::new(db);
        let currency = cny(0).currency;
        let set = |n, category, limit| {
            key_of(town.act(1, n, SET_BUDGET, &SetBudget { currency, category, limit }))
        };
        assert_eq!(set(1, None, Some(300_000)), "applied", "on everything");
        assert_eq!(set(2, Some(Category::Food), Some(80_000)), "applied", "on one category");
        assert_eq!(set(3, None, Some(250_000)), "applied", "changed");
        assert_eq!(set(4, None, Some(0)), "error.wallet.not_positive", "nothing is no budget");
        assert_eq!(
            set(5, None, Some(i64::MAX)),
            "error.wallet.budget_too_large",
            "sums must stay sums"
        );
        let mut kept: Vec<Budget> = town.rows(1, BUDGET);
        kept.sort_by_key(|budget| budget.limit);
        let of = |category, limit| Budget { limit, currency, category };
        assert_eq!(kept, [of(Some(Category::Food), 80_000), of(None, 250_000)], "one for each");
        assert_eq!(set(6, Some(Category::Food), None), "applied", "taken away");
        let kept: Vec<Budget> = town.rows(1, BUDGET);
        assert_eq!(kept, [of(None, 250_000)], "the other one stays");
        let theirs: Vec<Budget> = town.rows(2, BUDGET);
        assert_eq!(theirs, [], "nobody else's");
    });
}
