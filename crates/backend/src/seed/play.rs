//! Plays the script: each event is a request that somebody's device signs and sends.

use super::cast::Who;
use super::clock::Hand;
use super::desk::Proposed;
use super::dice::Dice;
use super::films::Reel;
use super::meet::Meeting;
use super::perks::Perks;
use super::script::{Asked, Circle, Deed, Event, Given, Jar, Leaf, Lent, Meet, Said, Shopfront};
use super::{DemoWorld, PIN};
use crate::backend::Backend;
use crate::features::talks::Target;
use crate::features::{wallet_budget, wallet_label, wallet_ops as ops};
use crate::local_device::LocalDevice;
use crate::people::table::person;
use crate::service;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::ids::{
    BillId, CardId, ChatId, CommunityId, DeviceId, LifeId, NoteId, OpId, PacketId, PersonId, PotId,
    RequestId, TagId,
};
use sampan_protocol::operate::SCOPE;
use sampan_protocol::people::{Person, ops as people_ops};
use sampan_protocol::rails::Way;
use sampan_protocol::request::Request;
use sampan_protocol::service::{AskToLink, KeepPicture};
use sampan_protocol::sync::{Answer, Headers, Outcome, Scope, SyncProtocol};
use sampan_protocol::{Clock, Currency, Error, Money, Random, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a world is made: the backend, its time, and who has come so far.
pub(super) struct Stage {
    pub(super) backend: Backend,
    pub(super) clock: Hand,
    dice: Dice,
    actors: BTreeMap<Who, Actor>,
    requests: BTreeMap<Asked, RequestId>,
    pub(super) packets: BTreeMap<Given, PacketId>,
    /// What operators proposed.
    pub(super) acts: BTreeMap<Asked, Proposed>,
    pub(super) pots: BTreeMap<Jar, PotId>,
    pub(super) cards: BTreeMap<Lent, CardId>,
    /// When the world is looked at.
    end: Timestamp,
    pub(super) perks: Perks,
    /// The bill that each of them paid last.
    pub(super) paid: BTreeMap<Who, BillId>,
    /// What each of them disputed last.
    pub(super) disputes: BTreeMap<Who, OpId>,
    /// The bank account that was kept last.
    pub(super) kept_bank: Option<OpId>,
    /// The group in which people write.
    pub(super) group: Option<ChatId>,
    pub(super) circles: BTreeMap<Circle, CommunityId>,
    /// Tags of circles, by their names.
    pub(super) tags: BTreeMap<(Circle, &'static str), TagId>,
    /// What people meet for: which, when next, what it costs.
    pub(super) meets: BTreeMap<Meet, Meeting>,
    pub(super) fronts: BTreeMap<Shopfront, LifeId>,
    pub(super) leaves: BTreeMap<Leaf, NoteId>,
    /// What was said in them.
    pub(super) sayings: BTreeMap<Said, Target>,
    /// What was decided about them.
    pub(super) decisions: BTreeMap<Said, OpId>,
    /// What was taken out to banks.
    pub(super) payouts: Vec<(OpId, Money)>,
    /// The short videos that there are to publish.
    pub(super) reel: Reel,
    app: Option<(DeviceId, [u8; 32])>,
}

/// Somebody who has come, with their device.
struct Actor {
    person: Person,
    device: LocalDevice,
}

impl Stage {
    /// An empty stage.
    pub(super) fn new(backend: Backend, clock: Hand, dice: Dice, reel: Reel) -> Self {
        let (actors, requests, paid) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (packets, acts, disputes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (pots, cards) = (BTreeMap::new(), BTreeMap::new());
        let (perks, end, app, kept_bank) = (Perks::default(), Timestamp::default(), None, None);
        Self {
            backend,
            clock,
            dice,
            actors,
            requests,
            packets,
            acts,
            pots,
            cards,
            perks,
            end,
            paid,
            disputes,
            kept_bank,
            group: None,
            circles: BTreeMap::new(),
            tags: BTreeMap::new(),
            meets: BTreeMap::new(),
            fronts: BTreeMap::new(),
            leaves: BTreeMap::new(),
            sayings: BTreeMap::new(),
            decisions: BTreeMap::new(),
            payouts: Vec::new(),
            reel,
            app,
        }
    }

    /// Plays every event, each at its time.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn play(
        mut self,
        events: &[Event],
        now: Timestamp,
    ) -> Result<DemoWorld, Error> {
        self.end = now;
        for event in events {
            self.clock.set(event.at);
            self.one(event).await.inspect_err(|error| {
                tracing::error!(%error, ?event, "the demo world could not be played");
            })?;
        }
        self.clock.set(now);
        let (device, secret_key) = self.app.ok_or_else(Error::internal)?;
        Ok(DemoWorld {
            me: self.actors.get(&Who::MEI).ok_or_else(Error::internal)?.person.id,
            people: self.actors.into_values().map(|actor| actor.person).collect(),
            device,
            secret_key,
            pin: PIN,
            operations: events.len(),
        })
    }

    async fn one(&mut self, event: &Event) -> Result<(), Error> {
        let who = event.who;
        match &event.deed {
            Deed::Join => self.join(who).await,
            Deed::Link => self.link(who).await,
            Deed::Know(other, note) => self.know(who, *other, note).await,
            Deed::Open(currency) => self.open(who, *currency).await,
            Deed::TopUp(amount) => self.at_once(who, Way::In, *amount).await,
            Deed::KeepBanks(currency) => self.keep_banks(who, *currency).await,
            Deed::PayOut(amount) => self.pay_out(who, *amount).await,
            Deed::Rates => self.set_rates(who).await,
            Deed::Order(way, amount) => self.order(who, *way, *amount).await,
            Deed::Exchange(sell, buy) => self.exchange(who, *sell, *buy).await,
            Deed::Withdraw(amount) => self.at_once(who, Way::Out, *amount).await,
            Deed::Pay { to, amount, note, answers } => {
                self.pay(who, *to, *amount, note, *answers).await
            }
            Deed::Ask { asked, payer, amount, note } => {
                let payer = self.id(*payer)?;
                let args = ops::Ask { payer, amount: *amount, note: note.clone() };
                let op = self.wallet(who, ops::ASK, &args).await?;
                self.requests.insert(*asked, RequestId(op.0));
                Ok(())
            }
            Deed::Decline(asked) => {
                let args = ops::Decline { request: self.request(*asked)? };
                self.wallet(who, ops::DECLINE, &args).await.map(drop)
            }
            Deed::AskMandate { asked, payer, text, caps: (each, month) } => {
                let (payer, text) = (self.id(*payer)?, (*text).to_owned());
                let args = ops::AskMandate { payer, text, each: *each, month: *month };
                let op = self.wallet(who, ops::ASK_MANDATE, &args).await?;
                self.requests.insert(*asked, RequestId(op.0));
                Ok(())
            }
            Deed::Agree(asked, (each, month)) => {
                let mandate = OpId(self.request(*asked)?.0);
                let args = ops::AgreeMandate { mandate, each: *each, month: *month };
                self.wallet(who, ops::AGREE_MANDATE, &args).await.map(drop)
            }
            Deed::Charge { asked, amount, note, .. } => {
                let mandate = OpId(self.request(*asked)?.0);
                let note = (*note).to_owned();
                let args = ops::ChargeMandate { mandate, amount: *amount, note };
                self.wallet(who, ops::CHARGE_MANDATE, &args).await.map(drop)
            }
            Deed::Label(label) => self.label(who, label.clone()).await,
            Deed::Budget(set) => self.wallet(who, wallet_budget::SET_BUDGET, set).await.map(drop),
            Deed::Cancel(asked) => {
                let args = ops::Cancel { request: self.request(*asked)? };
                self.wallet(who, ops::CANCEL, &args).await.map(drop)
            }
            Deed::Duty(asked, duty) => self.duty(who, *asked, duty).await,
            Deed::Perk(perk) => self.perk(who, perk).await,
            Deed::Gift(gift) => self.gift(who, gift, event.at).await,
            Deed::Save(save) => self.save(who, save, self.end).await,
            Deed::Complain(complaint) => self.complain(who, complaint).await,
            Deed::Talk(talk) => self.talk(who, talk).await,
            Deed::Decent(decent) => self.keep_decent(who, decent).await,
            Deed::Daily(daily) => self.live(who, daily).await,
            Deed::Chat(chat) => self.chat(who, chat).await,
        }
    }

    /// Puts somebody into the address book.
    async fn know(&mut self, who: Who, other: Who, note: &str) -> Result<(), Error> {
        let args = people_ops::SetContact { person: self.id(other)?, note: note.to_owned() };
        self.act(who, "person", "people.set_contact", &args, false).await.map(drop)
    }

    /// Writes upon what somebody paid last.
    async fn label(&mut self, who: Who, label: wallet_label::Label) -> Result<(), Error> {
        let bill = self.paid.get(&who).copied().ok_or_else(Error::internal)?;
        let args = wallet_label::Labelled { bill, label };
        self.wallet(who, wallet_label::SET_LABEL, &args).await.map(drop)
    }

    async fn open(&mut self, who: Who, currency: Currency) -> Result<(), Error> {
        self.wallet(who, ops::OPEN_ACCOUNT, &ops::OpenAccount { currency }).await.map(drop)
    }

    /// Registers somebody with a first device, and sets their picture.
    async fn join(&mut self, who: Who) -> Result<(), Error> {
        let character = who.character();
        let id = PersonId::new(&self.clock, &self.dice);
        let mut device = LocalDevice::new(&self.backend, &self.clock, &self.dice);
        let me = device
            .register(id, character.handle, character.name, character.kind(), character.mcc, PIN)
            .await?;
        let picture = KeepPicture { base64: STANDARD.encode(character.picture), fine: false };
        let kept = device.ask(&picture).await?;
        let mut person = me.person;
        person.avatar = Some(kept.sha256);
        let update =
            people_ops::Update { name: person.name.clone(), avatar: person.avatar.clone() };
        self.actors.insert(who, Actor { person, device });
        self.act(who, "person", "people.update", &update, false).await.map(drop)
    }

    /// Lets the device of the app in.
    async fn link(&mut self, who: Who) -> Result<(), Error> {
        let mut secret = [0; 32];
        self.dice.fill(&mut secret);
        let id = DeviceId::new(&self.clock, &self.dice);
        let mut app = LocalDevice::with_key(&self.backend, id, &secret);
        let handle = who.character().handle.to_owned();
        app.ask(&AskToLink { handle, device: app.introduction("Sampan Demo") }).await?;
        let args = people_ops::ApproveDevice { device: id };
        self.act(who, "person", "people.approve_device", &args, true).await?;
        self.app = Some((id, secret));
        Ok(())
    }

    async fn pay(
        &mut self,
        who: Who,
        to: Who,
        amount: Money,
        note: &str,
        answers: Option<Asked>,
    ) -> Result<(), Error> {
        let request = answers.map(|asked| self.request(asked)).transpose()?;
        let (to, note) = (self.id(to)?, note.to_owned());
        let args = ops::Transfer { to, amount, note, request, code: None, chat: None };
        let op = self.wallet(who, ops::TRANSFER, &args).await?;
        self.paid.insert(who, BillId(op.0));
        Ok(())
    }

    /// Has somebody run the service.
    pub(super) fn appoint(&self, who: Who) -> Result<(), Error> {
        let id = self.id(who)?;
        Ok(self.backend.db().write(|sql| person::set_operator(sql, id, true))?)
    }

    /// The time in the world.
    pub(super) fn time(&self) -> Timestamp {
        self.clock.now()
    }

    /// Asks the backend something, as somebody.
    pub(super) async fn ask<R: Request>(
        &mut self,
        who: Who,
        request: &R,
    ) -> Result<R::Reply, Error> {
        self.actors.get_mut(&who).ok_or_else(Error::internal)?.device.ask(request).await
    }

    /// Sends a request with headers, as somebody.
    pub(super) async fn send_with(
        &mut self,
        who: Who,
        (method, path): (&str, &str),
        headers: Headers,
        body: Vec<u8>,
    ) -> Result<Answer, Error> {
        let actor = self.actors.get_mut(&who).ok_or_else(Error::internal)?;
        let signed = actor.device.signed(method, path, body);
        Ok(self.backend.send_with(signed, headers).await?.0)
    }

    pub(super) async fn wallet(
        &mut self,
        who: Who,
        name: &str,
        args: &impl Serialize,
    ) -> Result<OpId, Error> {
        self.act(who, "wallet", name, args, ops::needs_pin(name)).await
    }

    /// Does one thing, which has to succeed.
    pub(super) async fn act(
        &mut self,
        who: Who,
        scope_word: &str,
        name: &str,
        args: &impl Serialize,
        needs_pin: bool,
    ) -> Result<OpId, Error> {
        let op = OpId::new(&self.clock, &self.dice);
        let actor = self.actors.get_mut(&who).ok_or_else(Error::internal)?;
        let scope = match scope_word {
            SCOPE => Scope::of(SCOPE, service::info(&self.backend)?.service_id),
            word => Scope::of(word, actor.person.id),
        };
        let pin = needs_pin.then_some(PIN);
        match actor.device.act(op, &scope, name, args, pin).await? {
            Outcome::Applied { .. } => Ok(op),
            Outcome::Rejected(error) => Err(error),
            Outcome::NeedsApproval | Outcome::Halted => Err(Error::internal()),
        }
    }

    /// An identifier that nobody has.
    pub(super) fn fresh(&self) -> OpId {
        OpId::new(&self.clock, &self.dice)
    }

    pub(super) fn id(&self, who: Who) -> Result<PersonId, Error> {
        self.actors.get(&who).map(|actor| actor.person.id).ok_or_else(Error::internal)
    }

    fn request(&self, asked: Asked) -> Result<RequestId, Error> {
        self.requests.get(&asked).copied().ok_or_else(Error::internal)
    }
}
