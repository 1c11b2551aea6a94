//! Screen `bank-desk`: what operators have to do about the bank.

use super::lines::line_row;
use super::read::ReadFile;
use super::{read_desk, statement_path};
use crate::act::Act;
use crate::operate::{Proposal, ProposeSheet, Proposer, only};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::bank::desk::acts::{GIVE_BACK, GiveBack, MAKE_FILE, MakeFile, files};
use sampan_protocol::wallet::bank::desk::{
    BankStatement, Payout, PayoutFile, PayoutState, WHY_LIMIT,
};
use sampan_protocol::wallet::bank::{BankDesk, SaveBankFile};

/// How many files, statements and payouts are shown.
const MOST: usize = 50;

/// The desk.
#[component]
pub(crate) fn BankDeskScreen() -> View {
    let all = read_desk();
    let state = Signal::derive(move || ScreenState::of(&all.get(), |_| false));
    let body = only(move || {
        let ready = move || loaded(all.get(), move |()| all.refetch(), desk);
        view! { {ready} }
    });
    view! { <Screen name="bank-desk" title=t!("wallet.desk.title") back="/operate" state>{body}</Screen> }
}

fn desk(desk: BankDesk) -> View {
    let waits = files(&desk.payouts);
    let to_pay = match waits.is_empty() {
        true => view! { <p class="callout">{t!("wallet.desk.none_waits")}</p> },
        false => {
            let rows = waits.into_iter().map(to_pay).collect_view();
            view! { <ListSection title=t!("wallet.desk.waiting") foot=t!("wallet.desk.waiting.foot")>{rows}</ListSection> }
        }
    };
    let open = desk.lines.iter().filter(|line| line.is_open()).map(line_row).collect::<Vec<_>>();
    let open = (!open.is_empty()).then(|| {
        view! { <ListSection title=t!("wallet.desk.open")>{open.into_iter().collect_view()}</ListSection> }
    });
    let filed = desk.payouts.iter().filter(|payout| payout.state == PayoutState::Filed).take(MOST);
    let filed = filed.map(|payout| view! { <Filed payout=payout.clone() /> }).collect::<Vec<_>>();
    let filed = (!filed.is_empty()).then(|| {
        view! { <ListSection title=t!("wallet.desk.filed")>{filed.into_iter().collect_view()}</ListSection> }
    });
    let files = desk.files.into_iter().take(MOST).map(|file| view! { <File file /> });
    let files = files.collect::<Vec<_>>();
    let files = (!files.is_empty()).then(|| {
        view! { <ListSection title=t!("wallet.desk.files")>{files.into_iter().collect_view()}</ListSection> }
    });
    let told = desk.statements.iter().take(MOST).map(statement_row).collect::<Vec<_>>();
    let told = (!told.is_empty()).then(|| {
        view! { <ListSection title=t!("wallet.desk.statements")>{told.into_iter().collect_view()}</ListSection> }
    });
    view! {
        <div class="stack">
            {open}
            {to_pay}
            <ReadFile />
            {told}
            {filed}
            {files}
            <Button kind=ButtonKind::Quiet block=true href="/operate/bank/accounts" test="bank-house">{t!("wallet.desk.house")}</Button>
        </div>
    }
}

fn to_pay(file: MakeFile) -> View {
    let proposer = Proposer::new();
    let (title, sum) = (t!("wallet.desk.payouts", count = file.count), file.sum);
    let make = Callback::new(move |()| proposer.ask(Proposal::new(MAKE_FILE, &file)));
    let tail = move || {
        view! {
            <Button small=true on_press=make test="bank-make-file">{t!("wallet.desk.make_file")}</Button>
        }
    };
    view! {
        <ListItem title detail=format::money(sum) tail test="bank-waiting">
            <ProposeSheet proposer />
        </ListItem>
    }
}

#[component]
fn Filed(payout: Payout) -> View {
    let (open, proposer) = (RwSignal::new(false), Proposer::new());
    let why = RwSignal::new(String::new());
    let given = StoredValue::new(payout.clone());
    let blank = Signal::derive(move || why.with(|why| why.trim().is_empty()));
    let give_back = move |()| {
        let why = why.with_untracked(|why| why.trim().to_owned());
        open.set(false);
        given.with_value(|payout| {
            let proposal = Proposal::new(GIVE_BACK, &GiveBack::of(payout, why));
            proposer.ask(match payout.person.clone() {
                Some(person) => proposal.about(person),
                None => proposal,
            });
        });
    };
    let to = payout.account.holder.clone();
    let whose = payout.person.map_or(to.clone(), |person| person.name);
    let detail = format!("{to} · {}", payout.account.number.shown());
    let tail = move || view! { <MoneyText money=payout.amount /> };
    view! {
        <ListItem title=whose detail tail on_press=move |()| open.set(true) test="bank-filed">
            <Sheet open title=t!("wallet.desk.give_back") test="bank-give-back-sheet">
                <div class="form">
                    <p class="lead">{t!("wallet.desk.give_back.text")}</p>
                    <Field label=t!("wallet.desk.why") value=why max=WHY_LIMIT as u32 test="bank-why" />
                    <Button block=true disabled=blank on_press=give_back test="bank-give-back">{t!("wallet.desk.give_back")}</Button>
                </div>
            </Sheet>
            <ProposeSheet proposer />
        </ListItem>
    }
}

#[component]
fn File(file: PayoutFile) -> View {
    let (act, toasts, id) = (Act::new(), use_toasts(), file.id);
    let save = move |()| {
        act.run_aloud(SaveBankFile { file: id }, move |saved| {
            toasts.say(t!("wallet.desk.saved", path = saved.path));
        })
    };
    let title =
        format!("{} · {}", t!("wallet.desk.payouts", count = file.count), format::money(file.sum));
    let tail = move || view! { <IconButton icon="download" label=t!("wallet.desk.save") on_press=save test="bank-save-file" /> };
    view! { <ListItem title detail=format::full(file.at) tail test="bank-file" /> }
}

fn statement_row(told: &BankStatement) -> View {
    let title = format!("{} · {}", told.name, told.day);
    let open = told.open;
    let wrong = told.gap || told.ledger != told.closing;
    let tail = move || match (open, wrong) {
        (0, false) => view! { <Badge tone=Tone::Success>{t!("wallet.desk.all_matched")}</Badge> },
        (0, true) => view! { <Badge tone=Tone::Warning>{t!("wallet.desk.differs")}</Badge> },
        (count, _) => {
            view! { <Badge tone=Tone::Danger>{t!("wallet.desk.open_count", count = count)}</Badge> }
        }
    };
    view! { <ListItem title detail=format::money(told.closing) tail href=statement_path(told.id) test="bank-statement" /> }
}
