//! Screen `packet-new`: gives a packet to named people, or to whoever has its link.

use super::{PACKETS, path};
use crate::answer::read;
use crate::features::wallet::amount::Verdict;
use crate::features::wallet::money::{AmountForm, Confirmation, Form, Place, first_currency};
use crate::features::wallet::pin_gate::{Gate, GateSheets, submit};
use crate::features::wallet::reads::{Read, accounts, read_wallet};
use crate::people::PeopleChoice;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::messages::Place as Chat;
use sampan_protocol::people::{self, Person};
use sampan_protocol::wallet::packet::{GREETING_LIMIT, GivePacket, MOST_SHARES, Sharing};
use sampan_protocol::wallet::{GetPayee, Wallet};
use sampan_protocol::{Currency, Money};

/// Gives a packet: `/wallet/packets/new?to=<person>`.
#[component]
pub(crate) fn GivePacketScreen() -> View {
    let wallet = read_wallet();
    let ready = Memo::new(move || {
        wallet.answer.with(|answer| match answer.as_ref()? {
            Ok(wallet) => first_currency(wallet, None).map(Ok),
            Err(error) => Some(Err(error.clone())),
        })
    });
    move || match ready.get() {
        Some(Ok(currency)) => view! { <GiveForm wallet currency /> },
        answer => {
            let state = ScreenState::of(&answer, |_| false);
            let content = match answer {
                Some(Err(error)) => failed(&error, wallet.again),
                _ => view! { <SkeletonBlock lines=4 /> },
            };
            view! { <Screen name="packet-new" title=t!("wallet.packet.give") back=PACKETS state>{content}</Screen> }
        }
    }
}

/// What is being filled in besides the amount.
#[derive(Clone, Copy)]
struct Gift {
    form: Form,
    /// 0 for named people, 1 for whoever has the link.
    whom: RwSignal<u8>,
    to: RwSignal<Vec<Person>>,
    /// 0 for random shares, 1 for equal ones.
    sharing: RwSignal<u8>,
    shares: RwSignal<String>,
    /// The chat that it is sent from, and how many others are in it.
    chat: Option<(Chat, u32)>,
}

impl Gift {
    /// Whether anybody with the link may open it.
    fn by_link(self) -> bool {
        self.whom.get() == 1
    }

    /// How many others are in the group that it is for; none where it is for no group.
    fn in_group(self) -> Option<u32> {
        self.chat.filter(|(place, _)| matches!(place, Chat::Group(_))).map(|(_, others)| others)
    }

    /// How many may open it at most.
    fn most(self) -> u32 {
        let named = || u32::try_from(self.to.with(Vec::len)).unwrap_or(MOST_SHARES);
        let most = match self.in_group() {
            Some(others) => others,
            None if self.by_link() => MOST_SHARES,
            None => named(),
        };
        most.min(MOST_SHARES)
    }

    /// In how many shares, as typed; as many as people while nothing is typed.
    fn shares(self) -> Option<u32> {
        let most = self.most();
        let typed = self.shares.with(|typed| typed.trim().to_owned());
        let shares = match typed.as_str() {
            "" if self.by_link() => return None,
            "" => most,
            typed => typed.parse().ok()?,
        };
        (1..=most).contains(&shares).then_some(shares)
    }

    /// What everybody gets where all get the same.
    fn each(self) -> Option<Money> {
        let amount = self.form.verdict.with(Verdict::money)?;
        let shares = i64::from(self.shares()?);
        (self.sharing.get() == 1 && shares > 1)
            .then(|| Money::new(amount.minor / shares, amount.currency))
    }
}

#[component]
fn GiveForm(wallet: Read<Wallet>, currency: Currency) -> View {
    let limits = wallet.part(|w| w.limits.clone());
    let form = Form::open(accounts(wallet), limits, currency, true);
    let gift = Gift {
        form,
        whom: RwSignal::new(0),
        to: RwSignal::new(Vec::new()),
        sharing: RwSignal::new(0),
        shares: RwSignal::new(String::new()),
        chat: chat_of_address(),
    };
    begin_with(gift.to);
    let blocked = Signal::derive(move || gift.shares().is_none());
    let made = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    form.movement.on_done(move |_| {
        if let Some(path) = made.get_untracked() {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&path, options);
        }
    });
    let gate = Gate::of(form);
    let send = Callback::new(move |pin| send(gift, made, pin));
    let words = form.words("wallet.packet.confirm", "wallet.packet.confirm.amount");
    let confirmation = move |place| {
        view! {
            <Confirmation form place blocked confirm=words short=t!("wallet.packet.confirm") on_confirm=gate.ask />
        }
    };
    let hint = Signal::derive(move || {
        gift.each().map(|each| t!("wallet.packet.each", amount = format::money(each)))
    });
    let foot = move || confirmation(Place::Foot);
    let enter = Callback::new(move |()| {
        if !blocked.get_untracked() {
            gate.ask.run(());
        }
    });
    let whom = vec![(0_u8, t!("wallet.packet.to.people")), (1, t!("wallet.packet.to.link"))];
    let for_whom = move || match (gift.in_group(), gift.by_link()) {
        (Some(_), _) => {
            view! { <p class="packet-form-hint" data-test="packet-for-group">{t!("wallet.packet.to.group")}</p> }
        }
        (None, false) => view! { <PeopleChoice chosen=gift.to /> },
        (None, true) => {
            view! { <p class="packet-form-hint">{t!("wallet.packet.to.link.hint")}</p> }
        }
    };
    let asked = gift.chat.is_none().then(|| view! { <Segmented label=t!("wallet.packet.to") options=whom value=gift.whom test="packet-to" /> });
    view! {
        <Screen name="packet-new" title=t!("wallet.packet.give") back=PACKETS foot>
            <div class="packet-form">
                {asked}
                {for_whom}
                <AmountForm form account_label=t!("wallet.pay.from") hint on_enter=enter>
                    <Details gift />
                </AmountForm>
                {confirmation(Place::Behind)}
            </div>
            <GateSheets gate says=t!("wallet.packet.pin") send touch=true />
        </Screen>
    }
}

#[component]
fn Details(gift: Gift) -> View {
    let sharing = vec![(0_u8, t!("wallet.packet.random")), (1, t!("wallet.packet.equal"))];
    let most = Signal::derive(move || {
        gift.shares.with(|typed| !typed.trim().is_empty()) && gift.shares().is_none()
    });
    let wrong = Signal::derive(move || {
        let limit = gift.most();
        (most.get() && limit > 0).then(|| t!("wallet.packet.shares.wrong", limit = limit))
    });
    let hint = Signal::derive(move || (!gift.by_link()).then(|| t!("wallet.packet.shares.hint")));
    let usual = Signal::derive(move || match gift.by_link() {
        true => String::new(),
        false => match gift.most() {
            0 => String::new(),
            most => most.to_string(),
        },
    });
    view! {
        <Segmented label=t!("wallet.packet.sharing") options=sharing value=gift.sharing test="packet-sharing" />
        <Field label=t!("wallet.packet.shares") value=gift.shares mode="numeric" max=3 placeholder=usual hint error=wrong test="packet-shares" />
        <Field label=t!("wallet.packet.greeting") value=gift.form.note max=GREETING_LIMIT as u32 placeholder=t!("wallet.packet.wish") test="packet-greeting" />
    }
}

/// The chat of the address, with how many others are in it.
fn chat_of_address() -> Option<(Chat, u32)> {
    use_query_map().with_untracked(|query| {
        let place = query.get("chat")?.parse().ok()?;
        Some((place, query.get("others").and_then(|n| n.parse().ok()).unwrap_or(1)))
    })
}

/// Puts the person of the address among those whom it is for.
fn begin_with(to: RwSignal<Vec<Person>>) {
    let given =
        use_query_map().with_untracked(|q| q.get("to").and_then(|id| id.parse::<PersonId>().ok()));
    let Some(person) = given else { return };
    let found = read(&[people::rows::CONTACT], move || GetPayee { person });
    Effect::new(move |done: Option<bool>| match found.get() {
        Some(Ok(person)) if done != Some(true) => {
            to.update(|to| to.push(person));
            true
        }
        _ => done == Some(true),
    });
}

fn send(gift: Gift, made: RwSignal<Option<String>>, pin: Option<String>) {
    let (Some(amount), Some(shares)) = (gift.form.money(), untrack(move || gift.shares())) else {
        return;
    };
    let to = if gift.whom.get_untracked() == 1 { Vec::new() } else { gift.to.get_untracked() };
    let chat = gift.chat.map(|(place, _)| place);
    let greeting = gift.form.note.with_untracked(|note| note.trim().to_owned());
    let sharing = if gift.sharing.get_untracked() == 1 { Sharing::Equal } else { Sharing::Random };
    gift.form.movement.send(Some(amount), move |op| {
        let command = GivePacket { op, amount, shares, sharing, greeting, to, chat, pin };
        submit(&command, made, |packet| path(packet.id, None))
    });
}
