//! Reads the wallet.

use super::loose::loose;
use super::{SCOPE, accounts, newest_first, table, waiting};
use crate::Client;
use crate::table::row;
use sampan_protocol::wallet::overlay::{available, opening, requests};
use sampan_protocol::wallet::rows::REQUEST;
use sampan_protocol::wallet::{AccountView, BillFilter, GetWallet, RequestState, Wallet};
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
                let loose = loose(db, view)?;
                let everything = table::bill::Wanted::new(&BillFilter::default());
                let everything = everything.without(&loose.outdated);
                let mut recent = table::bill::list(db, &everything, 0, RECENT as u32)?;
                recent.extend(loose.bills);
                recent.sort_by(newest_first);
                recent.truncate(RECENT);
                let shown = accounts.into_iter().map(|account| AccountView {
                    available: available(&account, &waiting),
                    account,
                });
                Ok(Wallet {
                    accounts: shown.collect(),
                    can_open,
                    requests: open,
                    recent,
                    limits: service.as_ref().map_or(Vec::new(), |s| s.transfer_limits.clone()),
                    play_money: service.is_some_and(|s| s.play_money),
                })
            })
            .await
    }
}
