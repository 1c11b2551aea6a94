//! Screen `charge-state`: how a charge stands, as the till sees it.

use super::told::{time_left, told};
use crate::answer::read;
use crate::features::wallet::links;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::charge::CHARGE;
use sampan_protocol::wallet::{Charge, ChargeState, GetCharge};

/// One charge of mine; it changes by itself when the payer answers.
#[component]
pub(crate) fn ChargeStateScreen() -> View {
    let params = use_params_map();
    let id = params.with_untracked(|p| p.get("charge").and_then(|id| id.parse::<OpId>().ok()));
    let id = id.unwrap_or(OpId(Default::default()));
    let charge = read(&[CHARGE], move || GetCharge { id });
    let again = Callback::new(move |()| charge.refetch());
    let state = Signal::derive(move || ScreenState::of(&charge.get(), |_| false));
    let body = move || loaded(charge.get(), again, move |charge| shown(&charge, again));
    view! { <Screen name="charge-state" title=t!("wallet.charge.title") back=links::CHARGE state>{body}</Screen> }
}

fn shown(charge: &Charge, again: Callback<()>) -> View {
    let waits =
        (charge.state == ChargeState::Asking).then(|| time_left(charge, move || again.run(())));
    let next = view! { <Button block=true href=links::CHARGE test="charge-next">{t!("wallet.charge.next")}</Button> };
    let words = ("wallet.charge.paid", "wallet.bill.from", "charge-state");
    told(charge, words, charge.payer.clone(), waits, next)
}
