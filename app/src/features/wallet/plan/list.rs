//! Screen `plans`: what is underway, what happens by itself, and what came of the last time.

use super::NEW;
use super::when::{rhythm, standing, told};
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::features::wallet::bill_row::bill_row;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::Bill;
use sampan_protocol::wallet::plan::{ChangePlan, ListPlans, Plan, PlanState, Plans, ROW};
use sampan_protocol::wallet::rows;

/// My plans.
#[component]
pub(crate) fn PlansScreen() -> View {
    let plans = read(&[ROW, rows::BILL], || ListPlans {});
    let none = |plans: &Plans| plans.plans.is_empty() && plans.underway.is_empty();
    let state = Signal::derive(move || ScreenState::of(&plans.get(), none));
    let again = Callback::new(move |()| plans.refetch());
    let list = move |plans: Plans| {
        if none(&plans) {
            return view! {
                <StateView icon="calendar-clock" title=t!("wallet.plan.none") text=t!("wallet.plan.none.hint")
                    action=t!("wallet.plan.new") href=NEW test="plan-first" />
            };
        }
        let planned = plans.plans.iter().map(row).collect_view();
        view! {
            <div class="stack">
                {(!plans.underway.is_empty()).then(|| underway(&plans.underway))}
                {(!plans.plans.is_empty()).then(|| view! {
                    <ListSection title=t!("wallet.plan.title")>{planned}</ListSection>
                })}
            </div>
        }
    };
    let actions = || view! { <IconButton icon="plus" label=t!("wallet.plan.new") href=NEW test="plan-new" /> };
    view! {
        <Screen name="plans" title=t!("wallet.plan.title") back=links::WALLET state actions>
            {move || loaded(plans.get(), again, list)}
        </Screen>
    }
}

fn underway(bills: &[Bill]) -> View {
    let row =
        |bill: &Bill| view! { <li>{bill_row(bill, String::new(), "", Signal::stored(false))}</li> };
    view! {
        <section class="list-section">
            <h2 class="list-title">{t!("wallet.delay.underway")}</h2>
            <ul class="list bill-list">{bills.iter().map(row).collect_view()}</ul>
        </section>
    }
}

fn row(plan: &Plan) -> View {
    let over = matches!(plan.state, PlanState::Ended | PlanState::Cancelled);
    let acts = (!over).then(|| acts(plan));
    let note =
        told(plan).map(|told| view! { <p class="plan-told" data-test="plan-told">{told}</p> });
    let below = [rhythm(plan.rhythm.every), standing(plan)].join(" · ");
    let what = plan.note.clone();
    view! {
        <li class="item plan" class:over=over data-test="plan">
            <div class="plan-head">
                <PersonAvatar person=plan.to.clone() size=40 />
                <span class="item-text">
                    <span class="item-title">{plan.to.name.clone()}</span>
                    {(!what.is_empty()).then(|| view! { <span class="item-detail">{what}</span> })}
                    <span class="item-detail" data-test="plan-standing">{below}</span>
                </span>
                <MoneyText money=plan.amount />
            </div>
            {note}
            {acts}
        </li>
    }
}

fn acts(plan: &Plan) -> View {
    let act = Act::new();
    let asked = RwSignal::new(false);
    let (id, busy) = (plan.id, act.busy());
    let set = move |state| act.run_aloud(ChangePlan { op: new_op(), plan: id, state }, |()| ());
    let active = plan.state == PlanState::Active;
    let (icon, key, test, other) = match active {
        true => ("pause", "wallet.plan.pause", "plan-pause", PlanState::Paused),
        false => ("play", "wallet.plan.resume", "plan-resume", PlanState::Active),
    };
    view! {
        <div class="split-acts">
            <Button small=true kind=ButtonKind::Soft icon busy on_press=move |()| set(other) test>{t!(key)}</Button>
            <Button small=true kind=ButtonKind::Grave busy on_press=move |()| asked.set(true) test="plan-cancel">
                {t!("wallet.plan.cancel")}
            </Button>
            <Confirm open=asked title=t!("wallet.plan.cancel.ask", name = plan.to.name) confirm=t!("wallet.plan.cancel")
                danger=true on_confirm=move |()| set(PlanState::Cancelled) />
        </div>
    }
}
