//! Requests for money that are open: to me, to be paid or declined; from me, to be taken back.

use crate::bridge;
use crate::clock::new_op;
use crate::features::wallet::links::{self, PayLink};
use crate::features::wallet::reads::{Read, read_wallet};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use leptos::task::spawn_local;
use sampan_protocol::ids::RequestId;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::{CloseRequest, MoneyRequest, RequestState, Wallet};

/// Open requests for the home screen, which has not read the wallet itself.
#[component]
pub(crate) fn OpenRequests() -> View {
    view! { <RequestList wallet=read_wallet() most=2 /> }
}

/// The open requests of a wallet, those to me first; nothing where there are none.
#[component]
pub(crate) fn RequestList(
    /// The wallet.
    wallet: Read<Wallet>,
    /// At most so many; the others stand on their own screen.
    most: usize,
) -> View {
    let requests = wallet.part(|w| open(&w.requests));
    let me = my_person();
    move || {
        let all = requests.get();
        if all.is_empty() {
            return View::none();
        }
        let (mine, others): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|r| me.with(|me| me.as_ref().is_some_and(|me| r.asker.id == me.id)));
        let more = (mine.len() + others.len()).saturating_sub(most);
        let shown =
            others.into_iter().chain(mine).take(most).map(|r| request_row(&r)).collect_view();
        view! {
            <section class="list-section" data-test="open-requests">
                <header class="section-head">
                    <h2 class="list-title">{t!("wallet.requests.title")}</h2>
                    <a class="link-button" href=links::REQUESTS data-test="all-requests">
                        {if more > 0 { t!("wallet.requests.more", n = more) } else { t!("wallet.requests.all") }}
                    </a>
                </header>
                <ul class="list">{shown}</ul>
            </section>
        }
    }
}

/// The requests that are still open.
pub(crate) fn open(requests: &[MoneyRequest]) -> Vec<MoneyRequest> {
    requests.iter().filter(|r| r.state == RequestState::Open).cloned().collect()
}

/// The person whom this device speaks for.
pub(crate) fn my_person() -> Signal<Option<Person>> {
    let session = use_session();
    Signal::derive(move || session.with(|s| s.me.as_ref().map(|me| me.person.clone())))
}

/// One request with what can be done about it.
pub(crate) fn request_row(request: &MoneyRequest) -> View {
    let mine =
        my_person().with_untracked(|me| me.as_ref().is_some_and(|me| me.id == request.asker.id));
    let other = if mine { request.payer.clone() } else { request.asker.clone() };
    let (says, close, question, done) = if mine {
        (
            "wallet.requests.asked",
            "wallet.requests.cancel",
            "wallet.requests.cancel.ask",
            "wallet.requests.cancelled",
        )
    } else {
        (
            "wallet.requests.asks",
            "wallet.requests.decline",
            "wallet.requests.decline.ask",
            "wallet.requests.declined",
        )
    };
    let amount = format::money(request.amount);
    let reminded = request.reminded.filter(|_| !mine).map(|_| {
        view! { <Badge tone=Tone::Warning>{t!("wallet.requests.reminded")}</Badge> }
    });
    let below = [
        Some(request.note.clone()).filter(|note| !note.is_empty()),
        Some(if request.pending {
            t!("wallet.requests.unsent")
        } else {
            format::moment(request.at)
        }),
    ];
    let below: Vec<String> = below.into_iter().flatten().collect();
    let asked = RwSignal::new(false);
    let title = t!(question, name = other.name, amount = amount);
    let id = request.id;
    let close_test = if mine { "request-cancel" } else { "request-decline" };
    view! {
        <li class="request-row" data-test="request" data-request=id.to_string()>
            <PersonAvatar person=other.clone() size=40 />
            <span class="request-text">
                <span class="request-says">{t!(says, name = other.name)}{reminded}</span>
                <MoneyText money=request.amount size=MoneySize::Title />
                <span class="request-note">{below.join(" · ")}</span>
            </span>
            <span class="request-answers">
                {(!mine).then(|| view! {
                    <Button small=true href=PayLink::answer(request).path() test="request-pay">
                        {t!("wallet.requests.pay")}
                    </Button>
                })}
                <Button small=true kind=ButtonKind::Soft on_press=move |()| asked.set(true) test=close_test>
                    {t!(close)}
                </Button>
            </span>
            <Confirm
                open=asked
                title=title
                confirm=t!(close)
                danger=true
                on_confirm=move |()| close_request(id, done)
            />
        </li>
    }
}

fn close_request(request: RequestId, done: &'static str) {
    let toasts = use_toasts();
    let command = CloseRequest { op: new_op(), request };
    spawn_local(async move {
        match bridge::call(&command).await {
            Ok(()) => toasts.say(t!(done)),
            Err(error) => toasts.fail(&error),
        }
    });
}
