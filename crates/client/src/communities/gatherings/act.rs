//! What one does about gatherings: what can be told at once is, the rest waits in the outbox.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_calendar as calendar;
use sampan_protocol::auth::to_hex;
use sampan_protocol::communities::gatherings::{
    CallOffGathering, KeepGathering, KeepMemory, LetIn, RenewCalendar, SignOffFrom, SignUpFor,
    check_plan, check_words, ops, pass, spot,
};
use sampan_protocol::communities::rows::PAGE;
use sampan_protocol::ids::OpId;
use sampan_protocol::{Code, Error, Reply};
use serde::Serialize;

impl Client {
    /// Answers [`KeepGathering`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what no gathering says, or the refusal.
    pub async fn keep_gathering(&self, request: KeepGathering) -> Reply<KeepGathering> {
        let KeepGathering { op, gathering, community, mut plan } = request;
        plan.spot =
            spot::read(&plan.spot).ok_or_else(|| Error::invalid("error.gatherings.spot"))?;
        check_plan(&plan)?;
        calendar::first(&plan.when)?;
        match community {
            Some(community) => {
                self.try_there(op, ops::GATHER, &ops::Gather { gathering, community, plan }).await
            }
            None => self.try_there(op, ops::CHANGE, &ops::Change { gathering, plan }).await,
        }
    }

    /// Answers [`CallOffGathering`]; works offline.
    ///
    /// # Errors
    /// The refusal.
    pub async fn call_off_gathering(&self, request: CallOffGathering) -> Reply<CallOffGathering> {
        let CallOffGathering { op, gathering, at } = request;
        self.try_there(op, ops::CALL_OFF, &ops::CallOff { gathering, at }).await
    }

    /// Answers [`SignUpFor`]; what is free works offline, what costs money happens now or never.
    ///
    /// # Errors
    /// `NeedsPin` without one, the refusal, or `Offline`.
    pub async fn sign_up_for(&self, request: SignUpFor) -> Reply<SignUpFor> {
        let SignUpFor { op, gathering, at, guests, answers, amount, pin } = request;
        let args = ops::SignUp { gathering, at, guests, answers, amount };
        if amount.is_none() {
            return self.try_there(op, ops::SIGN_UP, &args).await;
        }
        let pin = pin.ok_or_else(|| Error::new(Code::NeedsPin, "error.pin.needed"))?;
        let draft = Draft::new(op, SCOPE, ops::BOOK, &args, None)?;
        self.core.now_or_never(draft, &pin).await?;
        self.look_again();
        Ok(())
    }

    /// Answers [`SignOffFrom`]; works offline.
    ///
    /// # Errors
    /// The refusal.
    pub async fn sign_off_from(&self, request: SignOffFrom) -> Reply<SignOffFrom> {
        let SignOffFrom { op, gathering, at } = request;
        self.try_there(op, ops::SIGN_OFF, &ops::SignOff { gathering, at }).await
    }

    /// Answers [`LetIn`].
    ///
    /// # Errors
    /// The refusal: no guest shows this code now.
    pub async fn let_in(&self, request: LetIn) -> Reply<LetIn> {
        let LetIn { op, gathering, at, code } = request;
        let code = pass::tidy(&code);
        self.try_there(op, ops::CHECK_IN, &ops::CheckIn { gathering, at, code }).await
    }

    /// Answers [`KeepMemory`].
    ///
    /// # Errors
    /// `Offline` if the picture cannot be handed in now, or the refusal.
    pub async fn keep_memory(&self, request: KeepMemory) -> Reply<KeepMemory> {
        let KeepMemory { op, memory, gathering, picture, words } = request;
        check_words(&words)?;
        let picture = self.hand_in(picture, true).await?;
        let args = ops::Remember { memory, gathering, picture, words };
        self.try_there(op, ops::REMEMBER, &args).await
    }

    /// Answers [`RenewCalendar`].
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn renew_calendar(&self, request: RenewCalendar) -> Reply<RenewCalendar> {
        let mut bytes = [0; 32];
        self.core.random.fill(&mut bytes);
        let args = ops::Calendar { token: to_hex(&bytes) };
        self.try_there(request.op, ops::CALENDAR, &args).await
    }

    /// Does something, and says at once what the service says to it, if it is reached.
    async fn try_there(
        &self,
        op: OpId,
        name: &'static str,
        args: &(impl Serialize + Sync),
    ) -> Result<(), Error> {
        let op = self.core.make(Draft::new(op, SCOPE, name, args, None)?).await?;
        self.core.see_through(op, None).await?;
        self.look_again();
        Ok(())
    }

    /// Has lists asked for anew: what was done has changed them.
    fn look_again(&self) {
        self.core.asked.forget();
        self.core.status.tell_rows(vec![PAGE.to_owned()]);
    }
}
