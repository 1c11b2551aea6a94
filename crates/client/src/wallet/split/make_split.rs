//! Splits a bill.

use super::super::SCOPE;
use super::splits;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::ids::SplitId;
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::split::{MakeSplit, SPLIT, Sharer, SplitBill, check_title, parts};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`MakeSplit`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what does not add up, with what is missing; or the refusal.
    pub async fn make_split(&self, request: MakeSplit) -> Reply<MakeSplit> {
        let core = &self.core;
        let limits = core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        check_title(&request.title)?;
        let me = core.me()?.id;
        if request.people.iter().all(|person| person.id == me) {
            return Err(Error::invalid("error.wallet.split_alone"));
        }
        let weights = request.weights.iter().copied().chain(std::iter::repeat(1));
        let people = request.people.iter().zip(weights);
        let args = SplitBill {
            title: request.title,
            amount: request.amount,
            way: request.way,
            people: people.map(|(person, weight)| Sharer { person: person.id, weight }).collect(),
            items: request.items,
            bill: request.bill,
        };
        parts(&args)?;
        self.remember(request.people).await;
        let draft = Draft::new(request.op, SCOPE, SPLIT, &args, None)?;
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await?;
        let all = core.view(SCOPE, splits).await?;
        let found = all.into_iter().find(|split| split.id == SplitId(op_id.0));
        found.ok_or_else(Error::internal)
    }
}
