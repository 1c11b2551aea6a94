//! Joining: the rules are read first, then one press joins, or asks to be let in.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{Community, JoinCommunity, Joining, LeaveCommunity, Role};
use sampan_protocol::ids::CommunityId;

/// The community at whose door one stands.
#[derive(Clone, Copy)]
pub(super) struct Entrance {
    open: RwSignal<bool>,
    community: RwSignal<Option<Community>>,
}

impl Entrance {
    /// One stands at none.
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), community: RwSignal::new(None) }
    }

    /// Shows the rules of a community.
    fn read(self, community: Community) {
        self.community.set(Some(community));
        self.open.set(true);
    }
}

/// The button that joins, or says how it stands.
#[component]
pub(super) fn JoinButton(
    /// The community.
    community: Community,
    /// What I am there.
    role: Option<Role>,
    /// Where its rules are shown.
    entrance: Entrance,
    /// Whether it is small.
    #[prop(optional)]
    small: bool,
) -> View {
    let (act, id) = (Act::new(), community.id);
    let label = match (role, community.joining) {
        (None, Joining::Open) => t!("communities.join"),
        (None, Joining::Request) => t!("communities.ask"),
        (None, Joining::Invitation) => {
            return view! { <Badge>{t!("communities.joining.invitation")}</Badge> };
        }
        (Some(Role::Invited), _) => t!("communities.accept"),
        (Some(Role::Asking), _) => {
            let leave = move |()| leave(act, id);
            return view! {
                <Button kind=ButtonKind::Soft small busy=act.busy() on_press=leave test="take-back">{t!("communities.asked")}</Button>
            };
        }
        (Some(_), _) => {
            return view! { <Badge tone=Tone::Brand>{t!("communities.joined")}</Badge> };
        }
    };
    let decline = (role == Some(Role::Invited)).then(|| {
        let leave = move |()| leave(act, id);
        view! { <Button kind=ButtonKind::Quiet small busy=act.busy() on_press=leave test="decline">{t!("communities.decline")}</Button> }
    });
    let knock = move |()| entrance.read(community.clone());
    view! { <Button small on_press=knock test="join">{label}</Button>{decline} }
}

/// Leaves a community, or takes back that one asked, or was asked.
pub(super) fn leave(act: Act, community: CommunityId) {
    act.run_aloud(LeaveCommunity { op: new_op(), community }, |()| {});
}

/// The rules of a community, and one press to join it.
#[component]
pub(super) fn EntranceSheet(
    /// The community at whose door one stands.
    entrance: Entrance,
) -> View {
    let (act, toasts) = (Act::new(), use_toasts());
    let name = Signal::derive(move || {
        entrance.community.with(|one| one.as_ref().map(|one| one.name.clone()).unwrap_or_default())
    });
    let by_request = Memo::new(move || {
        entrance.community.with(|one| one.as_ref().is_some_and(|o| o.joining == Joining::Request))
    });
    let join = move |()| {
        let Some(community) = entrance.community.get_untracked() else { return };
        let asks = by_request.get_untracked();
        let name = community.name.clone();
        act.run_aloud(JoinCommunity { op: new_op(), community }, move |()| {
            entrance.open.try_set(false);
            toasts.say(if asks {
                t!("communities.asked.told")
            } else {
                t!("communities.joined.told", name = name)
            });
        });
    };
    let read = move || entrance.community.with(|one| one.as_ref().map(|one| rules(&one.rules)));
    let word =
        move || if by_request.get() { t!("communities.ask") } else { t!("communities.join") };
    view! {
        <Sheet open=entrance.open title=name test="join-sheet">
            <div class="form">
                {read}
                <Button block=true busy=act.busy() on_press=join test="join-confirm">{word}</Button>
            </div>
        </Sheet>
    }
}

/// Rules, one a line, or that there are none.
pub(super) fn rules(rules: &str) -> View {
    let all: Vec<String> =
        rules.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if all.is_empty() {
        return view! { <p class="lead">{t!("communities.rules.none")}</p> };
    }
    let rule = |text: String| view! { <li>{text}</li> };
    view! {
        <div class="rules" data-test="rules">
            <h3 class="rules-title">{t!("communities.rules")}</h3>
            <ol>{all.into_iter().map(rule).collect_view()}</ol>
        </div>
    }
}
