//! Screens `feed.new` and `feed.life_edit`: opens an account, or changes how one presents itself.

use super::super::links;
use super::super::reads::{KINDS, id_in_path};
use super::hours::DAYS;
use super::typed::{Typed, TypedService};
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::{BrowserClock, BrowserRandom, new_op};
use crate::prelude::*;
use crate::router::{NavigateOptions, use_navigate};
use crate::t;
use crate::ui::*;
use sampan_protocol::feed::{
    ABOUT_LIMIT, Account, Category, GetLife, LifeKind, NAME_LIMIT, OpenLife, PLACE_LIMIT,
    SERVICE_LIMIT, SERVICE_TEXT_LIMIT, SERVICES, UpdateLife,
};
use sampan_protocol::ids::{LifeId, uuid_v7};

/// Opens an account.
#[component]
pub(crate) fn NewScreen() -> View {
    let typed = Typed::new();
    let (act, op) = (Act::new(), new_op());
    let account = LifeId(uuid_v7(&BrowserClock, &BrowserRandom));
    let navigate = StoredValue::new_local(use_navigate());
    let make = move |()| {
        let Some(face) = untrack(|| typed.face(None)) else { return };
        act.run(OpenLife { op, account, face, picture: typed.picked() }, move |()| {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.try_with_value(|go| go(&links::life(account), options));
        });
    };
    view! {
        <Screen name="feed.new" title=t!("feed.new") back=links::ROOT>
            <div class="form">
                <Fields typed current=None />
                {problem(act)}
                <Button block=true busy=act.busy() disabled=typed.incomplete() on_press=make test="life-make">{t!("feed.make")}</Button>
            </div>
        </Screen>
    }
}

/// Changes how an account presents itself.
#[component]
pub(crate) fn EditScreen() -> View {
    let id = id_in_path("life", LifeId(Default::default()));
    let answer = read(KINDS, move || GetLife { account: id });
    // What the form begins with: it is not made anew while somebody types.
    let start = RwSignal::new(None::<Account>);
    Effect::new(move |_| {
        let found = answer.get().and_then(Result::ok).and_then(|shown| shown.account);
        if let Some(account) = found.filter(|_| start.with_untracked(Option::is_none)) {
            start.set(Some(account));
        }
    });
    let state = Signal::derive(move || match start.with(Option::is_some) {
        true => ScreenState::Ready,
        false => ScreenState::of(&answer.get(), |shown| shown.account.is_none()),
    });
    let body = move || match start.get() {
        Some(account) => view! { <Change account /> },
        None => loaded(
            answer.get(),
            move |()| answer.refetch(),
            |_| view! { <SkeletonBlock lines=6 /> },
        ),
    };
    view! { <Screen name="feed.life_edit" title=t!("feed.life.change") back=links::MINE state>{body}</Screen> }
}

#[component]
fn Change(account: Account) -> View {
    let typed = Typed::of(&account);
    let (act, op, id, current) = (Act::new(), new_op(), account.id, account.picture);
    let back = go_back(links::MINE);
    let picture = current.clone();
    let save = move |()| {
        let Some(face) = untrack(|| typed.face(picture.clone())) else { return };
        let command = UpdateLife { op, account: id, face, picture: typed.picked() };
        act.run(command, move |()| back.run(()));
    };
    let hint = account.verified.then(|| view! { <p class="hint">{t!("feed.name.verified")}</p> });
    view! {
        <div class="form">
            {hint}
            <Fields typed current />
            {problem(act)}
            <Button block=true busy=act.busy() disabled=typed.incomplete() on_press=save test="life-save">{t!("ui.save")}</Button>
        </div>
    }
}

#[component]
fn Fields(typed: Typed, #[prop(optional_no_strip)] current: Option<String>) -> View {
    let limit = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    let kinds = LifeKind::ALL
        .iter()
        .map(|one| (one.word().to_owned(), t!(&format!("feed.kind.{}", one.word()))));
    let categories = Category::ALL
        .iter()
        .map(|one| (one.word().to_owned(), t!(&format!("feed.category.{}", one.word()))));
    view! {
        <PictureField value=typed.picture name=typed.name current=MaybeProp::from(current) />
        <Field label=t!("feed.name") value=typed.name max=limit(NAME_LIMIT) test="life-name" />
        <Select label=t!("feed.kind") options=kinds.collect() value=typed.kind test="life-kind" />
        <Select label=t!("feed.category") options=categories.collect() value=typed.category test="life-category" />
        <TextArea label=t!("feed.about") value=typed.about rows=3 max=limit(ABOUT_LIMIT) test="life-about" />
        <Field label=t!("feed.place") value=typed.place max=limit(PLACE_LIMIT) test="life-place" />
        <Week typed />
        <Services typed />
    }
}

#[component]
fn Week(typed: Typed) -> View {
    let days = move || {
        typed.says_hours.get().then(|| {
            let field = |(day, value): (&'static str, RwSignal<String>)| {
                let label = t!(&format!("feed.day.{day}"));
                view! { <Field label value placeholder="08:00-12:00, 14:00-20:00" max=60 test="hours" /> }
            };
            let all = DAYS.into_iter().zip(typed.days).map(field).collect_view();
            view! { <div class="hours-typed">{all}<p class="field-foot">{t!("feed.hours.hint")}</p></div> }
        })
    };
    view! {
        <ListSection>
            <Switch label=t!("feed.hours.say") checked=typed.says_hours on_change=move |on| typed.says_hours.set(on) test="says-hours" />
        </ListSection>
        {days}
    }
}

#[component]
fn Services(typed: Typed) -> View {
    let limit = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    let one = move |(at, service): (usize, TypedService)| {
        let out = move |()| {
            typed.services.update(|all| {
                if at < all.len() {
                    all.remove(at);
                }
            });
        };
        let currency = service.currency.map(|c| c.code().to_owned()).unwrap_or_default();
        view! {
            <fieldset class="service-typed">
                <Field label=t!("feed.service.title") value=service.title max=limit(SERVICE_LIMIT) test="service-title" />
                <Field label=t!("feed.service.text") value=service.text max=limit(SERVICE_TEXT_LIMIT) test="service-text" />
                <Field label=t!("feed.service.price", currency = currency) value=service.price max=20 mode="decimal" test="service-price" />
                <Button small=true kind=ButtonKind::Quiet icon="trash-2" on_press=out test="service-out">{t!("feed.service.out")}</Button>
            </fieldset>
        }
    };
    let all = move || typed.services.get().into_iter().enumerate().map(one).collect_view();
    let add = move |()| typed.services.update(|all| all.push(TypedService::new()));
    // It stands still while there are more: what is typed belongs to where it was added.
    let full = Signal::derive(move || typed.services.with(Vec::len) >= SERVICES);
    view! {
        <div class="services-typed">
            <h3>{t!("feed.services")}</h3>
            {all}
            <Button block=true kind=ButtonKind::Soft icon="plus" disabled=full on_press=add test="service-add">{t!("feed.service.add")}</Button>
        </div>
    }
}
