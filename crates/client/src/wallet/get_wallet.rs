//! Reads the wallet.

use super::loose::loose;
use super::{SCOPE, accounts, charges, family, methods, newest_first, pots, small, table, waiting};
use crate::Client;
use crate::table::row;
use sampan_protocol::ids::CardId;
use sampan_protocol::wallet::family::CardState;
use sampan_protocol::wallet::overlay::{available, opening, requests};
use sampan_protocol::wallet::pot::saved_in;
use sampan_protocol::wallet::rows::REQUEST;
use sampan_protocol::wallet::{
    AccountView, BillFilter, ChargeState, GetWallet, RequestState, Wallet,
};
use sampan_protocol::{Currency, Reply};

/// How many of the latest bills the wallet shows.
const RECENT: usize = 5;

impl Client {
    /// Answers [`GetWallet`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_wallet(&self, _: GetWallet) -> Reply<GetWallet> {
        let service = self.core.known().service;
        let now = self.core.service_now();
        self.core
            .view(SCOPE, move |db, view| {
                let waiting = waiting(db, view)?;
                let mut accounts = accounts(db, view)?;
                let listed = service.as_ref().map_or(&[][..], |s| &s.settings.currencies);
                let place = |currency: Currency| {
                    listed.iter().position(|c| *c == currency).unwrap_or(usize::MAX)
                };
                accounts.sort_by_key(|account| (place(account.currency), account.currency));
                let opening = opening(&waiting);
                let can_open = listed
                    .iter()
                    .filter(|c| !opening.contains(c) && accounts.iter().all(|a| a.currency != **c))
                    .copied()
                    .collect();
                let mut open = requests(&row::all(db, &view.scope, REQUEST)?, &waiting, &view.me);
                open.retain(|request| request.state == RequestState::Open);
                open.sort_by_key(|request| std::cmp::Reverse((request.at, request.id)));
                let small = small(db, view)?;
                let mut asking = charges::to_me(db, view)?;
                asking.retain(|c| c.clone().at(now).state == ChargeState::Asking);
                let loose = loose(db, view)?;
                let everything = table::bill::Wanted::new(&BillFilter::default());
                let everything = everything.without(&loose.outdated);
                let mut recent = table::bill::list(db, &everything, 0, RECENT as u32)?;
                recent.extend(loose.bills);
                recent.sort_by(newest_first);
                recent.truncate(RECENT);
                let play_money = service.as_ref().is_some_and(|s| s.play_money);
                let held: Vec<Currency> = accounts.iter().map(|a| a.currency).collect();
                let mut cards = family::cards(db, view)?;
                cards.retain(|c| c.state == CardState::Active && c.user.id == view.me.id);
                let ids: Vec<CardId> = cards.iter().map(|card| card.id).collect();
                let rails = service.as_ref().map_or(Vec::new(), |s| s.rails.clone());
                let methods = methods(db, view, &held, (&rails, &ids))?;
                let pots = pots::pots(db, view)?;
                let shown = accounts.into_iter().map(|account| AccountView {
                    available: available(&account, &waiting),
                    in_pots: saved_in(&pots, account.currency),
                    account,
                });
                Ok(Wallet {
                    accounts: shown.collect(),
                    can_open,
                    asking,
                    requests: open,
                    recent,
                    methods,
                    cards,
                    small,
                    rails,
                    limits: service.as_ref().map_or(Vec::new(), |s| s.transfer_limits.clone()),
                    play_money,
                })
            })
            .await
    }
}
