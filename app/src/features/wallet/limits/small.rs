//! Small payments without PIN: on or off, and up to how much.

use crate::act::Act;
use crate::clock::new_op;
use crate::features::wallet::reads::Read;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::caps::Caps;
use sampan_protocol::wallet::{SetSmall, SmallPay, Wallet};

/// How many payments of the largest size a day has room for.
const TIMES: u32 = 5;

/// What goes without PIN.
#[component]
pub(crate) fn Small(
    /// The wallet.
    wallet: Read<Wallet>,
) -> View {
    let small = wallet.part(|w| w.small);
    let on = Signal::derive(move || small.get().each > 0);
    let session = use_session();
    let caps = Memo::new(move || {
        session.with(|s| s.service.as_ref().map(|s| s.settings.caps.clone()).unwrap_or_default())
    });
    let currency = wallet.part(|w| w.accounts.first().map(|a| a.account.currency));
    let wanted = RwSignal::new(SmallPay::default());
    let pin = RwSignal::new(false);
    let act = Act::new();
    let ask = move |each: u32| {
        let day = (each * TIMES).min(caps.with_untracked(|c| c.small_day));
        wanted.set(SmallPay { each, day });
        pin.set(true);
    };
    let turn = move |to: bool| match to {
        true => ask(choices(&caps.get_untracked()).first().copied().unwrap_or(0)),
        false => {
            act.run_aloud(SetSmall { op: new_op(), small: SmallPay::default(), pin: None }, |()| {})
        }
    };
    let save = move |given: String| {
        let command = SetSmall { op: new_op(), small: wanted.get_untracked(), pin: Some(given) };
        act.run(command, move |()| {
            pin.try_set(false);
        });
    };
    let shown = move |units: u32| {
        currency.get().map(|c| format::money(Caps::money(units, c))).unwrap_or_default()
    };
    let detail = Signal::derive(move || match small.get() {
        SmallPay { each: 0, .. } => t!("wallet.small.off"),
        SmallPay { each, day } => t!("wallet.small.on", each = shown(each), day = shown(day)),
    });
    let chips = move || {
        on.get().then(|| {
            let chip = |each: u32| {
                let selected = Signal::derive(move || small.get().each == each);
                view! { <Chip label=shown(each) selected on_press=move |()| ask(each) test="small-each" /> }
            };
            view! {
                <li class="limit-chips" aria-label=t!("wallet.limits.small_each")>
                    {choices(&caps.get()).into_iter().map(chip).collect_view()}
                </li>
            }
        })
    };
    let summary = move || {
        let SmallPay { each, day } = wanted.get();
        view! { <p class="pin-for">{t!("wallet.small.on", each = shown(each), day = shown(day))}</p> }
    };
    view! {
        <ListSection foot=t!("wallet.small.foot")>
            <Switch label=t!("wallet.small.title") detail checked=on on_change=turn disabled=act.busy() test="small-switch" />
            {chips}
        </ListSection>
        <PinSheet open=pin title=t!("wallet.small.title") summary on_pin=save busy=act.busy() error=act.error() />
    }
}

/// A quarter, a half and all of what the service lets one choose.
fn choices(caps: &Caps) -> Vec<u32> {
    let most = caps.small_each.min(caps.small_day);
    let mut all = vec![most / 4, most / 2, most];
    all.retain(|each| *each > 0);
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_what_the_service_allows() {
        assert_eq!(choices(&Caps::default()), [50, 100, 200], "three sizes");
        let caps = |small_each| Caps { small_each, ..Caps::default() };
        assert!(choices(&caps(0)).is_empty(), "none, where it allows none");
        for each in choices(&Caps::default()) {
            let day = (each * TIMES).min(Caps::default().small_day);
            assert!(SmallPay { each, day }.is_within(&Caps::default()), "{each} can be chosen");
        }
    }
}
