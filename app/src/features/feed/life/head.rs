//! The head of an account: who it is, how many follow it, when it is open, what one may do.

use super::super::links;
use super::FollowButton;
use crate::operate::Proposer;
use crate::operate::{Proposal, ProposeSheet};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::hours::Openness;
use sampan_protocol::feed::{Account, LifeShown, Role, VERIFY, Verify};

/// The head of an account.
pub(super) fn head(shown: &LifeShown) -> Option<View> {
    let account = shown.account.clone()?;
    let role = shown.role;
    let Account { id, name, verified, .. } = account.clone();
    let mark = verified.then(|| view! { <span class="verified" title=t!("feed.verified") data-test="verified"><Icon name="badge-check" size=20 /></span> });
    let kind = t!(&format!("feed.kind.{}", account.kind.word()));
    let category = t!(&format!("feed.category.{}", account.category.word()));
    let count = |n: i64, label: String, test: &'static str| {
        view! { <span class="life-count"><strong data-test=test>{format::number(n)}</strong>{label}</span> }
    };
    let follow = role.is_none().then(|| view! { <FollowButton id follows=account.follows /> });
    let write = role.is_some_and(Role::publishes).then(|| view! {
        <Button small=true icon="pencil" href=links::write(id) test="life-write">{t!("feed.write")}</Button>
    });
    Some(view! {
        <header class="life-head">
            <Avatar name=name.clone() picture=account.picture.clone() size=72 />
            <div class="life-who">
                <h2 class="life-name" data-test="life-name">{name}{mark}</h2>
                <p class="life-kind">{format!("{kind} · {category}")}</p>
                {open(shown.open)}
            </div>
            <p class="life-counts">
                {count(account.followers, t!("feed.count.followers"), "followers")}
                {count(account.notes, t!("feed.count.notes"), "note-count")}
                {count(account.likes, t!("feed.count.likes"), "like-count")}
            </p>
            <div class="life-acts">{follow}{write}</div>
            {about(&account)}
        </header>
    })
}

fn open(open: Openness) -> View {
    let (class, words) = match open {
        Openness::Unsaid => return View::none(),
        Openness::Always => ("life-open", t!("feed.open.always")),
        Openness::Open { until } => {
            ("life-open", t!("feed.open.until", time = format::clock_time(until)))
        }
        Openness::Closed { opens: Some(opens) } => {
            ("life-closed", t!("feed.closed.until", time = format::moment_within(opens)))
        }
        Openness::Closed { opens: None } => ("life-closed", t!("feed.closed")),
    };
    view! { <p class=class data-test="open-now"><Icon name="clock" size=16 />{words}</p> }
}

fn about(account: &Account) -> View {
    let (about, place) = (account.about.clone(), account.place.clone());
    let words = (!about.is_empty()).then(|| view! { <p class="life-about selectable">{about}</p> });
    let place = (!place.is_empty()).then(
        || view! { <p class="life-place selectable"><Icon name="map-pin" size=16 />{place}</p> },
    );
    view! { {words}{place} }
}

/// For operators: verifies the account's name, or takes that back.
#[component]
pub(super) fn Verifying(
    /// The account.
    account: Memo<Option<Account>>,
) -> View {
    let session = use_session();
    let operates = Memo::new(move || session.with(|s| s.me.as_ref().is_some_and(|me| me.operator)));
    let proposer = Proposer::new();
    let button = move || {
        let found = account.get().filter(|_| operates.get())?;
        let (name, verified) = (found.name.clone(), !found.verified);
        let label = if verified { t!("feed.verify") } else { t!("feed.verify.not") };
        let ask = move |()| {
            let verify = Verify { account: found.id, name: name.clone(), verified };
            proposer.ask(Proposal::new(VERIFY, &verify).takes_two(false));
        };
        Some(
            view! { <Button block=true kind=ButtonKind::Soft icon="badge-check" on_press=ask test="verify">{label}</Button> },
        )
    };
    view! { {button}<ProposeSheet proposer /> }
}
