//! What the wallet's screens read from the device, again whenever it changes.

use crate::answer::read;
use crate::prelude::*;
use crate::ui::ScreenState;
use sampan_protocol::wallet::budget::BUDGET;
use sampan_protocol::wallet::charge::CHARGE;
use sampan_protocol::wallet::label::LABEL;
use sampan_protocol::wallet::methods::METHODS;
use sampan_protocol::wallet::small::SMALL;
use sampan_protocol::wallet::{AccountView, GetWallet, Wallet, family, pot, rows};
use sampan_protocol::{Code, Currency, Error};

/// The kinds of rows that the wallet is made of.
pub(crate) const ROWS: &[&str] = &[
    rows::ACCOUNT,
    rows::BILL,
    rows::REQUEST,
    CHARGE,
    SMALL,
    METHODS,
    LABEL,
    pot::ROW,
    family::ROW,
];

/// The kinds of rows that bills, what is written upon them, and budgets are made of.
pub(crate) const LABELLED: &[&str] = &[rows::BILL, LABEL, BUDGET];

/// What a screen was answered, and how it asks again.
pub(crate) struct Read<T: Send + Sync + 'static> {
    /// The answer; none until there is one.
    pub(crate) answer: Memo<Option<Result<T, Error>>>,
    /// Asks again.
    pub(crate) again: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for Read<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Read<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Read<T> {
    /// A part of the answer, or its default until there is one.
    pub(crate) fn part<P>(self, part: fn(&T) -> P) -> Memo<P>
    where
        P: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move || {
            self.answer.with(|answer| match answer {
                Some(Ok(value)) => part(value),
                _ => P::default(),
            })
        })
    }

    /// What a screen that shows this answer says about itself.
    pub(crate) fn state(self, is_empty: fn(&T) -> bool) -> Signal<ScreenState> {
        Memo::new(move || self.answer.with(|answer| screen_state(answer.as_ref(), is_empty))).into()
    }
}

/// Reads the wallet.
pub(crate) fn read_wallet() -> Read<Wallet> {
    let resource = read(ROWS, || GetWallet {});
    let answer = Memo::new(move || resource.get());
    Read { answer, again: Callback::new(move |()| resource.refetch()) }
}

/// The accounts of the wallet.
pub(crate) fn accounts(wallet: Read<Wallet>) -> Memo<Vec<AccountView>> {
    wallet.part(|wallet| wallet.accounts.clone())
}

/// What can be spent in `currency`; none where there is no such account.
pub(crate) fn available(accounts: &[AccountView], currency: Currency) -> Option<i64> {
    accounts.iter().find(|a| a.account.currency == currency).map(|a| a.available)
}

/// What a screen says about itself, given what it was answered.
pub(crate) fn screen_state<T>(
    answer: Option<&Result<T, Error>>,
    is_empty: impl Fn(&T) -> bool,
) -> ScreenState {
    match answer {
        None => ScreenState::Loading,
        Some(Err(error)) if error.code == Code::Offline => ScreenState::Offline,
        Some(Err(_)) => ScreenState::Error,
        Some(Ok(value)) if is_empty(value) => ScreenState::Empty,
        Some(Ok(_)) => ScreenState::Ready,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_says_what_it_shows() {
        let state = |answer: Option<Result<u8, Error>>| screen_state(answer.as_ref(), |n| *n == 0);
        assert_eq!(state(None), ScreenState::Loading, "no answer yet");
        assert_eq!(state(Some(Ok(0))), ScreenState::Empty, "nothing to show");
        assert_eq!(state(Some(Ok(1))), ScreenState::Ready, "something to show");
        assert_eq!(state(Some(Err(Error::internal()))), ScreenState::Error, "a fault");
        let offline = Error::new(Code::Offline, "error.offline");
        assert_eq!(state(Some(Err(offline))), ScreenState::Offline, "not reached, and not kept");
    }
}
