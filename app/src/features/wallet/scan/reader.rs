//! Asks what a code says, and goes to the payment if it is one of this service.

use crate::bridge;
use crate::features::wallet::handed;
use crate::features::wallet::links::{self, PayLink};
use crate::prelude::*;
use crate::router::NavigateOptions;
use crate::router::{use_navigate, use_query_map};
use leptos::task::spawn_local;
use sampan_protocol::Error;
use sampan_protocol::wallet::{Code, ReadCode};

/// What reading came to, where it did not lead to a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A code of another network.
    Foreign(Code),
    /// It cannot be paid, or there is none.
    Problem(Error),
}

/// Reads one code at a time.
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    /// Whether an answer is awaited.
    pub(crate) busy: RwSignal<bool>,
    /// What the last reading came to.
    pub(crate) outcome: RwSignal<Option<Outcome>>,
    open: Callback<String>,
    /// What was typed where a payer's code is to be charged.
    charge: StoredValue<[Option<String>; 3]>,
}

impl Reader {
    /// A reader that goes to the payment by itself.
    pub(crate) fn new() -> Self {
        let navigate = use_navigate();
        let open = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
        let query = use_query_map();
        let given = ["amount", "currency", "note"].map(|n| query.with_untracked(|q| q.get(n)));
        let charge = StoredValue::new(given);
        Self { busy: RwSignal::new(false), outcome: RwSignal::new(None), open, charge }
    }

    /// Reads what a person chose; tells also that there is no code in it.
    pub(crate) fn read(self, source: ReadCode) {
        self.ask(source, |_| true);
    }

    /// Reads a frame of the camera; that there is no code in it is not worth a word.
    pub(crate) fn glance(self, source: ReadCode) {
        self.ask(source, is_about_a_code);
    }

    /// Tells what went wrong before anything could be read.
    pub(crate) fn fail(self, error: Error) {
        self.outcome.set(Some(Outcome::Problem(error)));
    }

    /// Where a payer's code is charged, with what was typed there before.
    fn to_charge(self, digits: String) -> String {
        let [amount, currency, note] = self.charge.get_value();
        let pairs =
            [("code", Some(digits)), ("amount", amount), ("currency", currency), ("note", note)];
        links::with_query(links::CHARGE, &pairs)
    }

    fn ask(self, source: ReadCode, worth_telling: fn(&Error) -> bool) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let reader = self;
        spawn_local(async move {
            let answer = bridge::call(&source).await;
            // The screen may be gone by now.
            if !reader.busy.try_set(false) {
                return;
            }
            match answer {
                Ok(Code::Coupon { campaign }) => {
                    reader.open.run(crate::features::wallet::coupon::path(campaign));
                }
                Ok(Code::Packet { packet, secret }) => {
                    reader.open.run(crate::features::wallet::packet::path(packet, secret));
                }
                Ok(Code::PayCode { digits }) => reader.open.run(reader.to_charge(digits)),
                Ok(code) => match PayLink::of_code(&code) {
                    Some(link) => {
                        handed::over(&code);
                        reader.open.run(link.path());
                    }
                    None => reader.outcome.set(Some(Outcome::Foreign(code))),
                },
                Err(error) if worth_telling(&error) => reader.fail(error),
                Err(_) => {}
            }
        });
    }
}

/// Whether an error is about a code that was found, rather than about a picture without one.
fn is_about_a_code(error: &Error) -> bool {
    error.key != "error.wallet.no_code"
}
