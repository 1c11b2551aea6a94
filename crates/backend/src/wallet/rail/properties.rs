//! Whatever a rail tells, in whatever order and however often: the same balances in the end.

use super::plan::{self, Move, Place, hold_move, plan};
use super::{Happened, Kind, Order, Phase, RailEvent, Reason};
use crate::wallet::ledger::transfer::Step;
use proptest::prelude::*;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::{Currency, Money, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const AMOUNT: i64 = 10_000;
const FEE: i64 = 150;

fn money(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").expect("listed"))
}

fn order(kind: Kind) -> Order {
    let (id, person) = (OpId(Uuid::from_u128(7)), PersonId(Uuid::from_u128(8)));
    let mut order = Order::new(id, "sim", kind, person, money(AMOUNT));
    order.fee = FEE;
    order
}

/// A ledger of one person, small enough to be right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Books {
    posted: BTreeMap<Place, i64>,
    held: i64,
    done: BTreeSet<Uuid>,
}

impl Books {
    fn of(&self, place: Place) -> i64 {
        self.posted.get(&place).copied().unwrap_or(0)
    }

    fn make(&mut self, made: &Move) {
        assert!(self.done.insert(made.id), "an identifier is made once: {made:?}");
        assert!(made.amount.minor > 0, "nothing moves nothing: {made:?}");
        let minor = made.amount.minor;
        match made.step {
            Step::Pending => self.held += minor,
            Step::Void(_) => self.held -= minor,
            Step::Post(_) | Step::Posted => {
                if matches!(made.step, Step::Post(_)) {
                    self.held -= minor;
                }
                *self.posted.entry(made.from).or_default() -= minor;
                *self.posted.entry(made.to).or_default() += minor;
            }
            _ => panic!("a plan has no such step: {made:?}"),
        }
        assert!(self.held >= 0, "what is let go was held");
    }
}

struct World {
    order: Order,
    books: Books,
    /// Whether operators gave the person what lay aside.
    settled: bool,
}

/// What may happen to an order: the rail tells something, or operators decide.
#[derive(Debug, Clone)]
enum Turn {
    Told(Happened),
    Settled,
    SetAside,
    SentBack,
}

impl World {
    fn new(kind: Kind) -> Self {
        let (order, mut books) = (order(kind), Books::default());
        if kind.is_out() {
            // What the person has before.
            books.posted.insert(Place::Person, AMOUNT);
            books.posted.insert(Place::Rail, -AMOUNT);
            books.make(&hold_move(&order));
        }
        Self { order, books, settled: false }
    }

    fn hear(&mut self, what: &Happened) {
        let (id, reference) = ("e".to_owned(), "r".to_owned());
        let event =
            RailEvent { id, order: None, reference, what: what.clone(), at: Timestamp::default() };
        let available = self.books.of(Place::Person) - self.books.held;
        let done = plan(&self.order, &event, available).expect("it is about this order");
        done.moves.iter().for_each(|made| self.books.make(made));
        self.order = done.next;
        assert!(self.books.of(Place::Person) >= self.books.held, "nobody is overdrawn");
        assert_eq!(self.books.posted.values().sum::<i64>(), 0, "entries add up to zero");
        self.check();
    }

    fn check(&self) {
        let cap = match (self.order.kind, self.settled) {
            (_, true) => self.order.amount.minor,
            (Kind::TopUp, false) => AMOUNT - FEE,
            (Kind::Payout | Kind::Refund, false) => AMOUNT,
        };
        assert!(self.books.of(Place::Person) <= cap, "never more than the order's amount");
        assert_eq!(self.books.of(Place::Suspense), self.order.aside, "it is known what lies aside");
    }

    fn turn(&mut self, turn: &Turn) {
        match turn {
            Turn::Told(what) => self.hear(what),
            Turn::Settled => self.decide(plan::settle(&self.order)),
            Turn::SetAside => self.decide(plan::set_aside(&self.order)),
            Turn::SentBack => {
                if let Some(what) = plan::sent_back(&self.order) {
                    self.hear(&what);
                    assert_eq!(self.order.aside, 0, "nothing lies aside any more");
                }
            }
        }
    }

    /// Does what operators decided; the ledger overdraws nobody.
    fn decide(&mut self, done: Option<plan::Plan>) {
        let Some(done) = done else { return };
        let taken = done.moves.iter().filter(|made| made.from == Place::Person);
        let taken: i64 = taken.map(|made| made.amount.minor).sum();
        if self.books.of(Place::Person) - self.books.held < taken {
            return;
        }
        done.moves.iter().for_each(|made| self.books.make(made));
        self.settled |= done.moves.iter().any(|made| made.to == Place::Person);
        self.order = done.next;
        assert_eq!(self.order.aside, 0, "all of it is decided");
        self.check();
    }

    /// Every account, and what is held.
    fn end(&self) -> (Books, Phase) {
        (Books { done: BTreeSet::new(), ..self.books.clone() }, self.order.phase)
    }
}

/// What really happened at a rail, in order.
fn truths(kind: Kind) -> Vec<Vec<Happened>> {
    let waits = || Happened::Waits(Some("https://rail.example".to_owned()));
    let sum = if kind.is_out() { AMOUNT - FEE } else { AMOUNT };
    let done = || Happened::Succeeded(money(sum));
    let back = |minor| Happened::Returned(money(minor));
    let mut all = vec![
        vec![Happened::Underway, done()],
        vec![Happened::Underway, done(), back(sum)],
        vec![Happened::Underway, Happened::Failed(Reason::Declined)],
        vec![waits(), Happened::Cancelled],
    ];
    if kind == Kind::TopUp {
        all.extend([
            vec![waits(), Happened::Failed(Reason::Declined), waits(), done()],
            vec![waits(), done(), back(2_000), back(5_000), back(AMOUNT)],
            vec![Happened::Authorized(money(AMOUNT)), Happened::Succeeded(money(4_000)), done()],
            vec![done(), Happened::Succeeded(money(AMOUNT + 700))],
        ]);
    }
    all
}

/// What a status poll tells: how it stands in the end, which is what matters of the truth.
fn polled(truth: &[Happened]) -> Vec<Happened> {
    let last = |pick: fn(&Happened) -> bool| truth.iter().rev().find(|what| pick(what)).cloned();
    let paid = last(|what| matches!(what, Happened::Succeeded(_)));
    let back = last(|what| matches!(what, Happened::Returned(_)));
    match paid {
        Some(paid) => std::iter::once(paid).chain(back).collect(),
        None => truth.last().cloned().into_iter().collect(),
    }
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::TopUp, Kind::Payout, Kind::Refund])
}

proptest! {
    #[test]
    fn any_order_any_repetition_and_any_loss_end_the_same(
        kind in kinds(),
        which in any::<prop::sample::Index>(),
        heard in prop::collection::vec(any::<prop::sample::Index>(), 0..14),
        repeated in 0..3_usize,
    ) {
        let truths = truths(kind);
        let truth = which.get(&truths);
        let mut honest = World::new(kind);
        truth.iter().for_each(|what| honest.hear(what));
        let mut world = World::new(kind);
        for at in &heard {
            world.hear(at.get(truth));
        }
        for _ in 0..=repeated {
            polled(truth).iter().for_each(|what| world.hear(what));
        }
        prop_assert_eq!(world.end(), honest.end());
    }

    #[test]
    fn a_rail_that_lies_never_mints_money_whatever_operators_decide(
        kind in kinds(),
        told in prop::collection::vec(turn(), 0..14),
    ) {
        let mut world = World::new(kind);
        let mut before = (0, 0);
        for turn in &told {
            world.turn(turn);
            let known = (world.order.paid, world.order.returned);
            prop_assert!(known >= before && known.0 >= before.0, "what is known only grows");
            before = known;
        }
        let ended = !world.order.phase.is_open();
        prop_assert_eq!(world.books.held == 0, ended || kind == Kind::TopUp);
    }
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        4 => lie().prop_map(Turn::Told),
        1 => Just(Turn::Settled),
        1 => Just(Turn::SetAside),
        1 => Just(Turn::SentBack),
    ]
}

fn lie() -> impl Strategy<Value = Happened> {
    let sums = || (0..2 * AMOUNT).prop_map(money);
    prop_oneof![
        Just(Happened::Waits(None)),
        Just(Happened::Underway),
        sums().prop_map(Happened::Authorized),
        sums().prop_map(Happened::Succeeded),
        Just(Happened::Failed(Reason::Unknown)),
        Just(Happened::Cancelled),
        sums().prop_map(Happened::Returned),
    ]
}
