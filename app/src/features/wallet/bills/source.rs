//! The bills behind the list: months at once, bills in pages as they come into sight.

use super::pages::{PAGE, Pages};
use super::query::Narrowing;
use crate::answer::read;
use crate::bridge;
use crate::features::wallet::reads::LABELLED;
use crate::prelude::*;
use crate::session::use_rows;
use crate::ui::format;
use leptos::task::spawn_local;
use sampan_protocol::Error;
use sampan_protocol::wallet::{Bill, ListBills, ListMonths, Month};
use std::ops::Range;

/// What the list shows.
#[derive(Clone, Copy)]
pub(crate) struct Feed {
    /// What it is narrowed down to.
    pub(crate) narrowing: Memo<Narrowing>,
    /// The months, newest first.
    pub(crate) months: Memo<Option<Result<Vec<Month>, Error>>>,
    pages: RwSignal<Pages>,
    seen: StoredValue<Range<usize>>,
    again: Callback<()>,
}

impl Feed {
    /// Reads what `narrowing` asks for, again when bills change.
    pub(crate) fn open(narrowing: Memo<Narrowing>) -> Self {
        let answer = read(LABELLED, move || ListMonths {
            filter: narrowing.get().filter(format::utc_offset()),
        });
        let months = Memo::new(move || answer.get());
        let again = Callback::new(move |()| answer.refetch());
        let feed = Self {
            narrowing,
            months,
            pages: RwSignal::default(),
            seen: StoredValue::new(0..0),
            again,
        };
        let changes = use_rows(LABELLED);
        Effect::new(move |before: Option<(Narrowing, u64)>| {
            let now = (narrowing.get(), changes.get());
            match before {
                Some((narrowing, _)) if narrowing != now.0 => feed.pages.update(Pages::restart),
                Some((_, changes)) if changes != now.1 => feed.pages.update(Pages::refresh),
                _ => return now,
            }
            feed.want();
            now
        });
        feed
    }

    /// Asks for the months again.
    pub(crate) fn again(self) {
        self.again.run(());
    }

    /// The months, or none until they are known.
    pub(crate) fn known(self) -> Vec<Month> {
        self.months.with(|months| match months {
            Some(Ok(months)) => months.clone(),
            _ => Vec::new(),
        })
    }

    /// These bills are about to be seen.
    pub(crate) fn see(self, range: Range<usize>) {
        self.seen.set_value(range);
        self.want();
    }

    /// The bill with this number, as far as it was read; and the one above it.
    pub(crate) fn bill(self, number: usize) -> Memo<Option<(Bill, Option<Bill>)>> {
        Memo::new(move || {
            self.pages.with(|pages| {
                let above = number.checked_sub(1).and_then(|above| pages.bill(above));
                pages.bill(number).map(|bill| (bill.clone(), above.cloned()))
            })
        })
    }

    fn want(self) {
        let seen = self.seen.get_value();
        // Asking is nothing that a row would have to be made anew for.
        let (edition, wanted) =
            self.pages.try_update_untracked(|p| (p.edition(), p.want(&seen))).unwrap_or_default();
        let filter = self.narrowing.with_untracked(|n| n.filter(format::utc_offset()));
        for page in wanted {
            let offset = u32::try_from(page * PAGE).unwrap_or(u32::MAX);
            let question = ListBills { filter: filter.clone(), offset, limit: PAGE as u32 };
            spawn_local(async move {
                let answer = bridge::call(&question).await;
                self.pages.try_update(|pages| match answer {
                    Ok(bills) => drop(pages.take(edition, page, bills)),
                    Err(_) => pages.failed(edition, page),
                });
            });
        }
    }
}
