//! The owner makes somebody a moderator, a member again, or the owner in their place.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::{Role, SetRole};
use sampan_protocol::ids::CommunityId;
use sampan_protocol::people::Person;

/// Whose role is being changed.
#[derive(Clone, Copy)]
pub(super) struct Roles {
    open: RwSignal<bool>,
    hand_over: RwSignal<bool>,
    whose: RwSignal<Option<(Person, Role)>>,
    act: Act,
}

impl Roles {
    /// Nobody's.
    pub(super) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            hand_over: RwSignal::new(false),
            whose: RwSignal::new(None),
            act: Act::new(),
        }
    }

    /// Asks what somebody is to be.
    pub(super) fn ask(self, person: Person, role: Role) {
        self.whose.set(Some((person, role)));
        self.open.set(true);
    }

    fn set(self, community: CommunityId, role: Role) {
        let Some((person, _)) = self.whose.get_untracked() else { return };
        let command = SetRole { op: new_op(), community, person: person.id, role };
        self.act.run_aloud(command, move |()| {
            self.open.try_set(false);
        });
    }

    fn name(self) -> String {
        self.whose.with(|whose| whose.as_ref().map(|(p, _)| p.name.clone()).unwrap_or_default())
    }

    /// The sheet to choose in, and the question before a community is given away.
    pub(super) fn sheets(self, community: CommunityId) -> View {
        let moderates = move || {
            self.whose.with(|whose| whose.as_ref().is_some_and(|(_, role)| role.moderates()))
        };
        let choice = move || match moderates() {
            true => view! {
                <ListItem title=t!("communities.role.make_member") on_press=move |()| self.set(community, Role::Member) test="make-member"
                    lead=|| view! { <Icon name="user-round" /> } />
            },
            false => view! {
                <ListItem title=t!("communities.role.make_moderator") detail=t!("communities.role.make_moderator.text")
                    on_press=move |()| self.set(community, Role::Moderator) test="make-moderator" lead=|| view! { <Icon name="shield-check" /> } />
            },
        };
        let title = Signal::derive(move || self.name());
        let ask = Signal::derive(move || t!("communities.role.hand_over.ask", name = self.name()));
        let give = move |()| {
            self.open.set(false);
            self.hand_over.set(true);
        };
        view! {
            <Sheet open=self.open title test="role-sheet">
                <ul class="list">
                    {choice}
                    <ListItem title=t!("communities.role.hand_over") danger=true on_press=give test="hand-over" lead=|| view! { <Icon name="send" /> } />
                </ul>
            </Sheet>
            <Confirm open=self.hand_over danger=true title=ask text=t!("communities.role.hand_over.text") confirm=t!("communities.role.hand_over")
                on_confirm=move |()| self.set(community, Role::Owner) test="hand-over-ask" />
        }
    }
}
