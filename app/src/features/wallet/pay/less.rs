//! What is taken off a payment to a merchant: the best coupon, or another one, and points.

use crate::answer::read;
use crate::clock::now;
use crate::features::wallet::amount::Verdict;
use crate::features::wallet::coupon::headline;
use crate::features::wallet::money::Form;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::Money;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::service::NEWS;
use sampan_protocol::wallet::coupon::{COUPON, Coupon, ListCoupons, Shelf, best, on_shelf};
use sampan_protocol::wallet::points::{GetPoints, POINTS, PointsView};
use sampan_protocol::wallet::price::Cut;

/// Which coupon is used.
#[derive(Clone, Copy, PartialEq)]
enum Pick {
    /// The one that saves most.
    Best,
    /// None.
    None,
    /// This one, if it can be.
    This(OpId),
}

/// What is taken off, as it is chosen and typed.
#[derive(Clone, Copy)]
pub(crate) struct Less {
    form: Form,
    merchant: PersonId,
    coupons: Memo<Vec<Coupon>>,
    points: Memo<Option<PointsView>>,
    pick: RwSignal<Pick>,
    with_points: RwSignal<bool>,
    /// What it comes to; none where nothing is taken off.
    cut: Memo<Option<(Cut, Option<OpId>)>>,
}

impl Less {
    /// What can be taken off a payment to a merchant; nothing between people.
    pub(crate) fn of(form: Form, person: &Person) -> Option<Self> {
        if person.kind != Kind::Merchant {
            return None;
        }
        let merchant = person.id;
        let (coupons, points) =
            (read(&[COUPON], || ListCoupons {}), read(&[POINTS, NEWS], || GetPoints {}));
        let coupons = Memo::new(move || {
            let all = coupons.get().and_then(Result::ok).unwrap_or_default();
            let these = on_shelf(&all, Shelf::Usable, now());
            these.into_iter().filter(|c| c.merchant.id == merchant).collect::<Vec<_>>()
        });
        let points = Memo::new(move || points.get().and_then(Result::ok));
        let (pick, with_points) = (RwSignal::new(Pick::Best), RwSignal::new(false));
        let cut = Memo::new(move || {
            let amount = typed(form)?;
            let chosen = coupons.with(|all| choose(all, pick.get(), merchant, amount));
            let (rules, have) =
                points.with(|view| view.as_ref().map(|v| (v.rules, v.balance)).unwrap_or_default());
            let have = if with_points.get() { have.max(0) } else { 0 };
            let cut = Cut::of(amount, chosen.map_or(0, |(_, off)| off), have, &rules);
            (!cut.is_none()).then(|| (cut, chosen.map(|(id, _)| id)))
        });
        Effect::new(move |_| {
            let off = cut.get().map_or(0, |(cut, _)| cut.coupon.saturating_add(cut.points_off));
            if form.off.get_untracked() != off {
                form.off.set(off);
            }
        });
        Some(Self { form, merchant, coupons, points, pick, with_points, cut })
    }

    /// What is taken off, where the account pays: what comes by a rail is paid in full.
    pub(crate) fn taken(self) -> Option<(Cut, Option<OpId>)> {
        if self.form.rail.with(Option::is_some) || self.form.card.with(Option::is_some) {
            return None;
        }
        self.cut.get()
    }
}

/// What is left to pay of an amount.
pub(crate) fn to_pay(less: Option<Less>, amount: Money) -> Money {
    less.and_then(Less::taken).map_or(amount, |(cut, _)| cut.pays(amount))
}

/// The verb, with what is left to pay once there is an amount.
pub(crate) fn words_to_pay(
    form: Form,
    less: Option<Less>,
    without: &'static str,
    with: &'static str,
) -> Signal<String> {
    Signal::derive(move || match form.verdict.with(Verdict::money) {
        Some(money) => t!(with, amount = format::money(to_pay(less, money))),
        None => t!(without),
    })
}

fn typed(form: Form) -> Option<Money> {
    let currency = form.currency.get();
    form.typed.with(|typed| Money::parse(typed, currency)).ok().filter(|money| money.minor > 0)
}

/// The coupon that is used, and what it takes off.
fn choose(all: &[Coupon], pick: Pick, merchant: PersonId, amount: Money) -> Option<(OpId, i64)> {
    match pick {
        Pick::None => None,
        Pick::Best => best(all, merchant, amount, now()).map(|(coupon, off)| (coupon.id, off)),
        Pick::This(id) => all
            .iter()
            .find(|coupon| coupon.id == id)
            .map(|coupon| (id, coupon.takes(merchant, amount, now())))
            .filter(|(_, off)| *off > 0),
    }
}

/// Coupon, points, and what is left to pay.
#[component]
pub(crate) fn Savings(
    /// What is taken off.
    less: Less,
) -> View {
    let Less { form, coupons, points, .. } = less;
    let by_rail = move || form.rail.with(Option::is_some) || form.card.with(Option::is_some);
    let has_coupons = Memo::new(move || !coupons.with(Vec::is_empty));
    let has_points = Memo::new(move || {
        points.with(|view| view.as_ref().is_some_and(|v| v.rules.worth > 0 && v.balance > 0))
    });
    move || {
        let (with_coupons, with_points) = (has_coupons.get(), has_points.get());
        if !with_coupons && !with_points {
            return View::none();
        }
        if by_rail() {
            return view! { <p class="notice" data-test="savings-rail">{t!("wallet.less.rail")}</p> };
        }
        view! {
            <div class="savings" data-test="savings">
                <ul class="list">
                    {with_coupons.then(|| view! { <CouponRow less /> })}
                    {with_points.then(|| view! { <PointsRow less /> })}
                </ul>
                {move || total(less)}
            </div>
        }
    }
}

/// The price, what is taken off, and what is left.
fn total(less: Less) -> Option<View> {
    let amount = typed(less.form)?;
    let (cut, _) = less.taken()?;
    let saved = Money::new(amount.minor - cut.pays(amount).minor, amount.currency);
    Some(view! {
        <p class="savings-total" data-test="savings-total">
            <span class="savings-before">{format::money(amount)}</span>
            <span class="savings-off" data-test="savings-off">{t!("wallet.less.saved", amount = format::money(saved))}</span>
            <strong data-test="savings-pays">{t!("wallet.less.pays", amount = format::money(cut.pays(amount)))}</strong>
        </p>
    })
}

#[component]
fn CouponRow(less: Less) -> View {
    let open = RwSignal::new(false);
    let name = Signal::derive(move || {
        let used = less.taken().and_then(|(_, coupon)| coupon);
        let used = less.coupons.with(|all| all.iter().find(|c| Some(c.id) == used).cloned());
        match (used, less.pick.get()) {
            (Some(coupon), _) => Some(coupon.name),
            (None, Pick::None) => Some(t!("wallet.less.no_coupon")),
            (None, _) => Some(t!("wallet.less.none_fits")),
        }
    });
    let tail = move || {
        let off = less.taken().filter(|(cut, _)| cut.coupon > 0).map(|(cut, _)| {
            let off = Money::new(-cut.coupon, less.form.currency.get());
            view! { <span class="savings-minus" data-test="coupon-off">{format::money(off)}</span> }
        });
        view! { {off}<Icon name="chevron-right" size=20 /> }
    };
    view! {
        <ListItem title=t!("wallet.coupon.one") detail=name lead=|| view! { <Icon name="ticket" /> } tail
            on_press=move |()| open.set(true) test="coupon-row">
            <Sheet open title=t!("wallet.less.choose") test="coupon-sheet">
                {move || open.get().then(|| options(less, open))}
            </Sheet>
        </ListItem>
    }
}

fn options(less: Less, open: RwSignal<bool>) -> View {
    let amount = typed(less.form);
    let pick = move |pick: Pick| {
        less.pick.set(pick);
        open.set(false);
    };
    let row = |coupon: Coupon| {
        let off = amount.map_or(0, |amount| coupon.takes(less.merchant, amount, now()));
        let detail = match off {
            0 if coupon.from > now() => {
                t!("wallet.coupon.starts", time = format::moment_within(coupon.from))
            }
            0 => t!("wallet.coupon.from", amount = format::money(coupon.minimum)),
            _ => t!("wallet.coupon.until", time = format::moment_within(coupon.until)),
        };
        let title = format!("{} · {}", coupon.name, headline(&coupon.offer));
        let id = coupon.id;
        let money = amount.map(|amount| Money::new(-off, amount.currency));
        let tail = move || {
            money.filter(|m| m.minor < 0).map(|m| {
                view! { <span class="savings-minus">{format::money(m)}</span> }
            })
        };
        view! { <ListItem title detail tail disabled=Signal::stored(off == 0) on_press=move |()| pick(Pick::This(id)) test="coupon-option" /> }
    };
    let all = less.coupons.get_untracked().into_iter().map(row).collect_view();
    view! {
        <ul class="list">{all}</ul>
        <Button kind=ButtonKind::Quiet block=true on_press=move |()| pick(Pick::None) test="coupon-none">{t!("wallet.less.without")}</Button>
    }
}

#[component]
fn PointsRow(less: Less) -> View {
    let label = Signal::derive(move || {
        let used = less.taken().map_or(0, |(cut, _)| cut.points);
        let have = less.points.with(|view| view.as_ref().map_or(0, |v| v.balance));
        match used {
            0 => t!("wallet.less.points", points = format::number(have)),
            used => t!("wallet.less.points.used", points = format::number(used)),
        }
    });
    let detail = Signal::derive(move || {
        let off = less.taken().map_or(0, |(cut, _)| cut.points_off);
        let off = Money::new(-off, less.form.currency.get());
        (off.minor < 0).then(|| format::money(off))
    });
    view! {
        <Switch label detail lead=|| view! { <Icon name="coins" /> } checked=less.with_points on_change=move |on| less.with_points.set(on) test="use-points" />
    }
}
