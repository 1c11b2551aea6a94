//! Plays what the script has of operators.

use super::play::Stage;
use super::script::{Asked, Duty, Who};
use crate::features::wallet_bank::desk::acts as desk;
use crate::features::wallet_operate as acts;
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{self, About, Change, Configure, digest, ops};
use serde::Serialize;

/// An act that was proposed: its identifier, its kind and its arguments.
pub(super) type Proposed = (OpId, &'static str, String);

impl Stage {
    /// Does one of these things.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn duty(&mut self, who: Who, asked: Asked, duty: &Duty) -> Result<(), Error> {
        match duty {
            Duty::Appoint(other) => {
                let args = About { person: self.id(*other)? };
                self.propose(who, asked, operate::APPOINT, &args).await
            }
            Duty::Issue(amount, reason) => {
                let reason = (*reason).to_owned();
                let args = acts::Issue { person: None, amount: *amount, reason };
                self.propose(who, asked, acts::ISSUE, &args).await
            }
            Duty::Freeze(other, reason) => {
                let (person, reason) = (self.id(*other)?, (*reason).to_owned());
                let args = acts::Freeze { person, reason };
                self.propose(who, asked, acts::FREEZE, &args).await
            }
            Duty::Change(name, from, to) => {
                let (name, from, to) = ((*name).to_owned(), from.to_string(), to.to_string());
                let args = Configure { changes: vec![Change { name, from, to }] };
                self.propose(who, asked, operate::CONFIGURE, &args).await
            }
            Duty::MakeFile(currency) => {
                let args = self.file_of(*currency)?;
                self.propose(who, asked, desk::MAKE_FILE, &args).await
            }
            Duty::BookStatement(currency) => {
                let args = self.read_statement(who, *currency).await?;
                self.propose(who, asked, desk::BOOK, &args).await
            }
            Duty::Confirm(of) => {
                let (act, kind, args) = self.proposed(*of)?;
                let args = ops::Confirm { act, digest: digest(act, kind, &args) };
                self.act(who, operate::SCOPE, ops::CONFIRM, &args, true).await.map(drop)
            }
            Duty::Decline(of, why) => {
                let (act, ..) = self.proposed(*of)?;
                let args = ops::Decline { act, why: (*why).to_owned() };
                self.act(who, operate::SCOPE, ops::DECLINE, &args, false).await.map(drop)
            }
        }
    }

    async fn propose(
        &mut self,
        who: Who,
        asked: Asked,
        kind: &'static str,
        args: &impl Serialize,
    ) -> Result<(), Error> {
        let args = serde_json::to_value(args).map_err(|_| Error::internal())?;
        let propose = ops::Propose { kind: kind.to_owned(), args: args.clone() };
        let act = self.act(who, operate::SCOPE, ops::PROPOSE, &propose, true).await?;
        self.acts.insert(asked, (act, kind, args.to_string()));
        Ok(())
    }

    fn proposed(&self, asked: Asked) -> Result<Proposed, Error> {
        self.acts.get(&asked).cloned().ok_or_else(Error::internal)
    }
}
