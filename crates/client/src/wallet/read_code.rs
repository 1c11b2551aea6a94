//! Reads a payment code out of text or out of a picture.

use super::link::{Meant, plain, understand};
use super::picture;
use crate::Client;
use crate::db::blocking;
use crate::table::person;
use sampan_protocol::people::{ByHandle, Kind, Person, check_name};
use sampan_protocol::wallet::code::{Read, Terms};
use sampan_protocol::wallet::{CheckCode, Code, ReadCode};
use sampan_protocol::{Code as ErrorCode, Error, Reply};

impl Client {
    /// Answers [`ReadCode`]. Offline, a code of ours is read but not checked; that happens when
    /// the payment is sent.
    ///
    /// # Errors
    /// `Invalid` for what is no code, `Refused` for one that cannot be paid, `NotFound` for a handle
    /// that nobody has, `Offline` for one that this device never saw.
    pub async fn read_code(&self, request: ReadCode) -> Reply<ReadCode> {
        match request {
            ReadCode::Text(text) => {
                let meant = understand(&text)?;
                self.resolve(text.trim(), meant).await
            }
            ReadCode::Picture(base64) => {
                let texts = blocking(move || Ok(picture::codes(&base64)?)).await?;
                let (text, meant) = most_payable(texts)?;
                self.resolve(&text, meant).await
            }
        }
    }

    async fn resolve(&self, text: &str, meant: Meant) -> Result<Code, Error> {
        match meant {
            Meant::Foreign(code) | Meant::Packet(code) => Ok(code),
            Meant::PayCode(digits) => Ok(Code::PayCode { digits }),
            Meant::Ours(read) => self.ours(text, *read).await,
            Meant::Handle { handle, amount, currency, note } => {
                let (payee, checked) = self.by_handle(&handle).await?;
                let currency = currency.or(amount.map(|a| a.currency));
                Ok(Code::Payee { payee, amount, currency, note, code: None, checked })
            }
        }
    }

    async fn ours(&self, payload: &str, read: Read) -> Result<Code, Error> {
        let terms = read.terms;
        if let Ok(service) = self.core.service() {
            terms.check(&service.service_id, self.core.service_now(), None)?;
        }
        let asked = self.core.wire.ask(&CheckCode { payload: payload.to_owned() }).await;
        let (payee, checked) = match asked {
            Ok(payee) => {
                self.remember(vec![payee.clone()]).await;
                (payee, true)
            }
            Err(error) if error.code == ErrorCode::Offline => {
                let id = terms.person;
                let known = self.core.cached(move |db| person::get(db, id)).await?;
                (known.unwrap_or_else(|| stranger(&terms)), false)
            }
            Err(error) => return Err(error),
        };
        Ok(Code::Payee {
            payee,
            amount: terms.amount(),
            currency: Some(terms.currency),
            note: plain(&terms.note),
            code: Some(payload.to_owned()),
            checked,
        })
    }

    /// Somebody by handle, and whether the service said so just now.
    async fn by_handle(&self, handle: &str) -> Result<(Person, bool), Error> {
        match self.core.wire.ask(&ByHandle { handle: handle.to_owned() }).await {
            Ok(person) => {
                self.remember(vec![person.clone()]).await;
                Ok((person, true))
            }
            Err(error) if error.code == ErrorCode::Offline => {
                let wanted = handle.to_owned();
                let known = self.core.cached(move |db| person::by_handle(db, &wanted)).await?;
                let unseen = || {
                    Error::new(ErrorCode::Offline, "error.wallet.payee_offline")
                        .with("handle", handle)
                };
                Ok((known.ok_or_else(unseen)?, false))
            }
            Err(error) => Err(error),
        }
    }
}

/// Of several codes in one picture, the one that can be paid best.
fn most_payable(texts: Vec<String>) -> Result<(String, Meant), Error> {
    let rank = |meant: &Result<Meant, Error>| match meant {
        Ok(Meant::Ours(_)) => 0,
        Ok(Meant::Handle { .. } | Meant::Packet(_)) => 1,
        Ok(Meant::PayCode(_)) => 2,
        Ok(Meant::Foreign(_)) => 3,
        Err(_) => 4,
    };
    let best = texts
        .into_iter()
        .map(|text| {
            let meant = understand(&text);
            (text.trim().to_owned(), meant)
        })
        .min_by_key(|(_, meant)| rank(meant));
    let (text, meant) = best.ok_or_else(|| Error::invalid("error.wallet.no_code"))?;
    Ok((text, meant?))
}

/// Somebody whom only their code tells of.
fn stranger(terms: &Terms) -> Person {
    let name = plain(terms.name.trim());
    let merchant = terms.mcc.is_some();
    Person {
        id: terms.person,
        handle: String::new(),
        name: if check_name(&name).is_ok() { name } else { String::new() },
        avatar: None,
        kind: if merchant { Kind::Merchant } else { Kind::Person },
        mcc: terms.mcc,
    }
}
