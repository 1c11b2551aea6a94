//! Screen `wallet`: what there is, what can be done, what waits, what was last.

use super::actions::Actions;
use super::balance_card::BalanceCards;
use super::open_account::OpenAccount;
use super::open_requests::RequestList;
use super::recent_bills::RecentList;
use crate::features::wallet::budgets::{BudgetBanner, Budgets};
use crate::features::wallet::operate::FrozenBanner;
use crate::features::wallet::pay_code::AskedBanner;
use crate::features::wallet::points::PointsEnding;
use crate::features::wallet::reads::{Read, read_wallet};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::Wallet;

/// How many requests are shown here before they get a screen of their own.
const REQUESTS: usize = 3;

/// The wallet.
#[component]
pub(crate) fn WalletScreen() -> View {
    let wallet = read_wallet();
    let state = wallet.state(|w| w.accounts.is_empty());
    let view = move || match state.get() {
        ScreenState::Ready => view! { <Ready wallet /> },
        ScreenState::Empty => view! {
            <StateView icon="wallet" title=t!("wallet.empty") text=t!("wallet.empty.hint") />
        },
        ScreenState::Loading => view! {
            <div class="wallet-page">
                <div class="wallet-main"><SkeletonBlock lines=4 /><SkeletonRows count=5 /></div>
            </div>
        },
        ScreenState::Offline | ScreenState::Error => wallet.answer.with(|answer| match answer {
            Some(Err(error)) => failed(error, wallet.again),
            _ => View::none(),
        }),
    };
    view! { <Screen name="wallet" title=t!("wallet.title") state wide=true>{view}</Screen> }
}

#[component]
fn Ready(wallet: Read<Wallet>) -> View {
    view! {
        <div class="wallet-page">
            <div class="wallet-main">
                <FrozenBanner />
                <AskedBanner />
                <BudgetBanner />
                <PointsEnding />
                <BalanceCards wallet />
                <Actions />
                <RecentList wallet />
            </div>
            <div class="wallet-side">
                <RequestList wallet most=REQUESTS />
                <Budgets />
                <OpenAccount wallet />
            </div>
        </div>
    }
}
