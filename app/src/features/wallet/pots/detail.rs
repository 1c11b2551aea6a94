//! Screen `pot`: one pot, how far it is, what is done with it, and what moved.

use super::edit::EditSheet;
use super::moves::{MoveSheet, Way};
use super::ring::{percent, picture, ring};
use super::saving::{SavingSheet, section};
use super::{KINDS, POTS};
use crate::act::Act;
use crate::answer::read;
use crate::bridge;
use crate::clock::{new_op, now};
use crate::features::wallet::bill_row::bill_row;
use crate::features::wallet::overview::hidden_balances;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::Money;
use sampan_protocol::ids::PotId;
use sampan_protocol::wallet::Bill;
use sampan_protocol::wallet::pot::{ChangePot, GetPot, Goal, Pot, PotChange, PotPage, rule};

/// What can be opened from a pot.
#[derive(Clone, Copy)]
struct Sheets {
    fill: RwSignal<bool>,
    draw: RwSignal<bool>,
    saving: RwSignal<bool>,
    breaking: RwSignal<bool>,
}

/// One pot.
#[component]
pub(crate) fn PotScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("pot").and_then(|id| id.parse::<PotId>().ok()));
    let id = id.unwrap_or(PotId(Default::default()));
    let answer = read(KINDS, move || GetPot { pot: id });
    let again = Callback::new(move |()| answer.refetch());
    let page = Memo::new(move || answer.get());
    let state = Signal::derive(move || ScreenState::of(&page.get(), |_| false));
    let known = Signal::derive(move || page.get().and_then(Result::ok));
    let pot = Signal::derive(move || known.get().map(|page| page.pot));
    let edit = RwSignal::new(false);
    let (fill, draw, saving) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let breaking = RwSignal::new(false);
    let sheets = Sheets { fill, draw, saving, breaking };
    let title = Signal::derive(move || {
        let name = pot.get().map(|pot| pot.terms.look.name);
        name.unwrap_or_else(|| t!("wallet.pot.one"))
    });
    let whole = Memo::new(move || pot.get().is_some_and(|pot| pot.is_whole()));
    let pencil = move || {
        whole.get().then(|| view! {
            <IconButton icon="pencil" label=t!("wallet.pot.edit") on_press=move |_| edit.set(true) test="pot-edit" />
        })
    };
    // The bar asks for its actions once: what is in them changes by itself.
    let actions = move || view! { {pencil} };
    view! {
        <Screen name="pot" title back=POTS state actions>
            {move || loaded(page.get(), again, |page| shown(&page, sheets))}
            <MoveSheet open=fill way=Way::Fill page=known />
            <MoveSheet open=draw way=Way::Draw page=known />
            <SavingSheet open=saving pot />
            <EditSheet open=edit pot />
            <BreakQuestion open=breaking pot />
        </Screen>
    }
}

fn shown(page: &PotPage, sheets: Sheets) -> View {
    let pot = &page.pot;
    let body = match pot.broken {
        Some(came) => broken(pot, came),
        None => whole(pot, sheets),
    };
    let (saved, state) = (pot.saved.minor, if pot.is_whole() { "whole" } else { "broken" });
    view! {
        <article class="pot" data-test="pot-detail" data-saved=saved.to_string() data-state=state>
            {body}
            {history(&page.history)}
        </article>
    }
}

fn whole(pot: &Pot, Sheets { fill, draw, saving, breaking }: Sheets) -> View {
    let hidden = hidden_balances();
    let (money, percent) = (pot.saved, percent(pot));
    let middle = view! {
        {picture(pot, 28)}
        <MoneyText money size=MoneySize::Title hidden />
        {percent.map(|percent| view! { <span class="pot-percent" data-test="pot-percent">{format!("{percent}%")}</span> })}
    };
    let goal = pot.terms.goal.as_ref().map(|goal| goal_lines(pot, goal));
    let empty = Signal::stored(pot.saved.minor <= 0);
    view! {
        {(pot.reached.is_some() && !pot.cheered).then(|| cheer(pot))}
        <div class="pot-large">{ring(pot, middle)}</div>
        {pot.pending.then(|| view! { <p class="pot-line"><Badge tone=Tone::Warning>{t!("wallet.requests.unsent")}</Badge></p> })}
        {goal}
        <div class="pot-acts">
            <Button block=true icon="arrow-down-to-line" on_press=move |()| fill.set(true) test="pot-fill">{t!("wallet.pot.fill")}</Button>
            <Button block=true kind=ButtonKind::Soft icon="arrow-up-from-line" disabled=empty on_press=move |()| draw.set(true) test="pot-draw">{t!("wallet.pot.draw")}</Button>
        </div>
        {section(pot, saving)}
        <Button block=true kind=ButtonKind::Grave on_press=move |()| breaking.set(true) test="pot-break">{t!("wallet.pot.break")}</Button>
    }
}

/// The goal, its day, and what reaches it.
fn goal_lines(pot: &Pot, goal: &Goal) -> View {
    let amount = format::money(goal.amount);
    let line = match goal.by {
        Some(by) => t!("wallet.pot.goal.by", amount = amount, day = format::day_within(by)),
        None => t!("wallet.pot.goal", amount = amount),
    };
    let saved = pot.saved.minor;
    let missing = Money::new(rule::missing(saved, goal), goal.amount.currency);
    let pace = rule::pace(saved, goal, now());
    let coming = pot.terms.saving.and_then(|saving| rule::arrival(saved, goal, &saving, now()));
    let how = match (missing.minor, pace, coming) {
        (0, ..) => t!("wallet.pot.reached"),
        (_, Some(pace), _) => t!("wallet.pot.pace", amount = format::money(pace.each)),
        (..) => t!("wallet.pot.missing", amount = format::money(missing)),
    };
    let coming = coming.map(|at| t!("wallet.pot.arrival", day = format::day_within(at)));
    view! {
        <p class="pot-line pot-goal-line">{line}</p>
        <p class="pot-line" data-test="pot-pace">{how}</p>
        {coming.map(|text| view! { <p class="pot-line quiet">{text}</p> })}
    }
}

/// That the goal is reached, until that was celebrated.
fn cheer(pot: &Pot) -> View {
    let act = Act::new();
    let id = pot.id;
    let close = move |()| {
        act.run_aloud(ChangePot { op: new_op(), pot: id, change: PotChange::Cheer }, |()| {});
    };
    let text = t!("wallet.pot.cheer.text", name = pot.terms.look.name);
    view! {
        <section class=format!("pot-cheer hue-{}", pot.terms.look.hue) role="status" data-test="pot-cheer">
            <span class="pot-cheer-icon"><Icon name="sparkles" size=32 /></span>
            <p class="pot-cheer-title">{t!("wallet.pot.cheer")}</p>
            <p>{text}</p>
            <Button small=true busy=act.busy() on_press=close test="pot-cheered">{t!("wallet.pot.cheer.close")}</Button>
        </section>
    }
}

/// Asks once before a pot is broken; it stays asked while the pot changes.
#[component]
fn BreakQuestion(open: RwSignal<bool>, pot: Signal<Option<Pot>>) -> View {
    let act = Act::new();
    let toasts = use_toasts();
    let yes = move |()| {
        let Some(id) = pot.get_untracked().map(|pot| pot.id) else { return };
        let change = move |change| ChangePot { op: new_op(), pot: id, change };
        // The screen may be gone when this is undone: nothing of it is used.
        let mend = move |()| {
            let command = change(PotChange::Mend);
            spawn_local(async move {
                if let Err(error) = bridge::call(&command).await {
                    toasts.fail(&error);
                }
            });
        };
        act.run_aloud(change(PotChange::Break), move |()| {
            toasts.undo(t!("wallet.pot.break.done"), mend);
        });
    };
    let named = move |pot: Pot| t!("wallet.pot.break.ask", name = pot.terms.look.name);
    let title = Signal::derive(move || pot.get().map(named).unwrap_or_default());
    let text = Signal::derive(move || {
        pot.get().map(|pot| t!("wallet.pot.break.text", amount = format::money(pot.saved)))
    });
    view! { <Confirm open danger=true title text confirm=t!("wallet.pot.break") on_confirm=yes /> }
}

fn broken(pot: &Pot, came: i64) -> View {
    let act = Act::new();
    let id = pot.id;
    let mend = Callback::new(move |()| {
        act.run_aloud(ChangePot { op: new_op(), pot: id, change: PotChange::Mend }, |()| {});
    });
    let came = format::money(Money::new(came, pot.saved.currency));
    view! {
        <StateView icon="piggy-bank" title=t!("wallet.pot.broken.title") text=t!("wallet.pot.broken.line", amount = came)
            action=t!("wallet.pot.mend") on_action=mend test="pot-mend" />
    }
}

fn history(bills: &[Bill]) -> Option<View> {
    let hidden = hidden_balances();
    let row = |bill: &Bill| {
        let when = format::brief(bill.at);
        view! { <li>{bill_row(bill, when, "", hidden)}</li> }
    };
    (!bills.is_empty()).then(|| {
        view! {
            <section class="list-section" data-test="pot-history">
                <h2 class="list-title">{t!("wallet.pot.history")}</h2>
                <ul class="list bill-list">{bills.iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}
