//! Makes the pay code of this moment, offline too.

use super::{SCOPE, accounts, charges, pay_token};
use crate::Client;
use crate::device::draw_symbol::symbol;
use sampan_protocol::Reply;
use sampan_protocol::caps::Caps;
use sampan_protocol::wallet::pay_code::{STEP_SECONDS, end_of, make, step_at};
use sampan_protocol::wallet::{MakePayCode, PayCode};

impl Client {
    /// Answers [`MakePayCode`]. A code that was charged is not shown again: the next minute's is,
    /// which is good already.
    ///
    /// # Errors
    /// `Offline` on a device that never got what codes are made from.
    pub async fn make_pay_code(&self, _: MakePayCode) -> Reply<MakePayCode> {
        let core = &self.core;
        let token = pay_token::good(core).await?;
        let caps = core.service()?.settings.caps;
        let now = core.service_now();
        let read = core.view(SCOPE, move |db, view| {
            let currencies: Vec<_> = accounts(db, view)?.iter().map(|a| a.currency).collect();
            Ok((charges::to_me(db, view)?, currencies))
        });
        let (charged, currencies) = read.await?;
        let this = step_at(now);
        let is_new = |step: &i64| charged.iter().all(|charge| charge.step != Some(*step));
        let step = [this, this + 1].into_iter().find(is_new);
        let digits = step.map(|step| make(&token, step)).transpose()?;
        let symbol = digits.as_deref().map(symbol).transpose()?;
        let left = (end_of(this).micros() - now.micros() + 999_999).div_euclid(1_000_000);
        let latest = charged.into_iter().max_by_key(|charge| (charge.at, charge.id));
        Ok(PayCode {
            digits,
            symbol,
            seconds: u32::try_from(left.clamp(1, STEP_SECONDS)).unwrap_or(1),
            caps: currencies.iter().map(|c| Caps::money(caps.code_each, *c)).collect(),
            latest: latest.map(|charge| charge.at(now)),
        })
    }
}
