//! Screen `feed.keepers`: who manages an account, and giving roles.

use super::super::links;
use super::super::reads::{KINDS, id_in_path, read_managed};
use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::listing::{rows_or, state_of};
use crate::operate::PersonChoice;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{Keeper, ListKeepers, Role, SetKeeper};
use sampan_protocol::ids::LifeId;
use sampan_protocol::people::Person;

/// Who manages an account.
#[component]
pub(crate) fn KeepersScreen() -> View {
    let id = id_in_path("life", LifeId(Default::default()));
    let list = read(KINDS, move || ListKeepers { account: id });
    let managed = read_managed();
    let owns = Memo::new(move || {
        let all = managed.get().and_then(Result::ok).unwrap_or_default();
        all.iter().any(|one| one.account.id == id && one.role == Role::Owner)
    });
    let giving = Giving::new(id);
    let adding = RwSignal::new(false);
    let me = use_session().with_untracked(|session| session.me.as_ref().map(|me| me.person.id));
    let row = move |Keeper { person, role, since }: Keeper| {
        let (face, who) = (person.clone(), person.clone());
        let others = owns.get() && Some(person.id) != me;
        let lead = move || view! { <PersonAvatar person=face.clone() size=40 /> };
        let tail = move || view! { <Badge>{t!(&format!("feed.role.{}", role.word()))}</Badge> };
        let detail = t!("feed.since", time = format::day(since));
        let test = format!("keeper-{}", person.handle);
        view! { <ListItem title=person.name detail lead tail disabled=!others on_press=move |()| giving.begin(who.clone(), Some(role)) test /> }
    };
    let rows = move || {
        let all = list.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
        view! { <ListSection>{all.into_iter().map(row).collect_view()}</ListSection> }
    };
    let add = move || {
        owns.get().then(|| view! {
        <Button block=true icon="user-round-plus" on_press=move |()| adding.set(true) test="keeper-add">{t!("feed.keepers.add")}</Button>
        <p class="list-foot">{t!("feed.keepers.text")}</p>
    })
    };
    let chosen = Callback::new(move |person: Person| {
        adding.set(false);
        giving.begin(person, None);
    });
    let shown = move || view! { <div>{rows}</div> };
    view! {
        <Screen name="feed.keepers" title=t!("feed.keepers") back=links::MINE state=state_of(list)>
            <div class="stack">{rows_or(list, View::none, shown)}{add}</div>
            <Sheet open=adding title=t!("feed.keepers.add") test="keeper-sheet"><PersonChoice chosen /></Sheet>
            <GivingSheet giving />
        </Screen>
    }
}

/// Who is being given a role.
#[derive(Clone, Copy)]
struct Giving {
    account: LifeId,
    open: RwSignal<bool>,
    person: RwSignal<Option<Person>>,
    role: RwSignal<Option<Role>>,
}

impl Giving {
    fn new(account: LifeId) -> Self {
        let open = RwSignal::new(false);
        Self { account, open, person: RwSignal::new(None), role: RwSignal::new(None) }
    }

    fn begin(self, person: Person, role: Option<Role>) {
        self.person.set(Some(person));
        self.role.set(role);
        self.open.set(true);
    }
}

#[component]
fn GivingSheet(giving: Giving) -> View {
    let (act, handing) = (Act::new(), RwSignal::new(false));
    let give = Callback::new(move |role: Option<Role>| {
        let Some(person) = giving.person.get_untracked() else { return };
        let command = SetKeeper { op: new_op(), account: giving.account, person, role };
        act.run_aloud(command, move |()| {
            giving.open.try_set(false);
        });
    });
    let title = Signal::derive(move || giving.person.get().map(|person| person.name));
    let row = move |role: Role, test: &'static str| {
        let tail = move || {
            (giving.role.get() == Some(role)).then(|| view! { <Icon name="check" /> }).view()
        };
        let (title, detail) = (
            t!(&format!("feed.role.{}", role.word())),
            t!(&format!("feed.role.{}.text", role.word())),
        );
        view! { <ListItem title detail tail on_press=move |()| give.run(Some(role)) test /> }
    };
    let more = move || {
        giving.role.get().map(|_| view! {
        <Button block=true kind=ButtonKind::Soft on_press=move |()| handing.set(true) test="hand-over">{t!("feed.hand_over")}</Button>
        <Button block=true kind=ButtonKind::Danger on_press=move |()| give.run(None) test="role-take">{t!("feed.role.take")}</Button>
    })
    };
    view! {
        <Sheet open=giving.open title test="role-sheet">
            <div class="form">
                <ListSection>{row(Role::Editor, "role-editor")}{row(Role::Analyst, "role-analyst")}</ListSection>
                {more}
            </div>
        </Sheet>
        <Confirm open=handing danger=true title=t!("feed.hand_over.ask") text=t!("feed.hand_over.text") confirm=t!("feed.hand_over")
            on_confirm=move |()| give.run(Some(Role::Owner)) test="hand-over-ask" />
    }
}
