//! A gathering, as it is typed.

use super::rhythm::{Choice, RulePick};
use super::{KINDS, times};
use crate::answer::read;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use crate::words::tell;
use sampan_protocol::communities::gatherings::{ListZones, LookAhead, Plan, When};
use sampan_protocol::communities::{AskMembers, ListMembers};
use sampan_protocol::ids::{CommunityId, PersonId};
use sampan_protocol::{Currency, Money};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    title: RwSignal<String>,
    about: RwSignal<String>,
    area: RwSignal<String>,
    address: RwSignal<String>,
    spot: RwSignal<String>,
    day: RwSignal<String>,
    time: RwSignal<String>,
    zone: RwSignal<String>,
    minutes: RwSignal<String>,
    capacity: RwSignal<String>,
    guests: RwSignal<String>,
    price: RwSignal<String>,
    refund_hours: RwSignal<String>,
    questions: RwSignal<String>,
    hosts: RwSignal<Vec<PersonId>>,
    rule: Choice,
    currency: StoredValue<Currency>,
}

impl Typed {
    /// What a plan says, or what a new one begins with.
    pub(super) fn of(plan: Option<&Plan>) -> Self {
        let text = |value: Option<String>, none: &str| {
            RwSignal::new(value.unwrap_or_else(|| none.to_owned()))
        };
        let own = use_session().with_untracked(|session| {
            let service = session.service.as_ref();
            service.and_then(|service| service.settings.currencies.first().copied())
        });
        let price = plan.and_then(|plan| plan.price);
        let currency = price.map(|price| price.currency).or(own);
        let starts = plan.map(|plan| plan.when.starts.clone()).unwrap_or_default();
        let (day, time) = starts.split_once('T').unwrap_or(("", "19:00"));
        let number = |value: Option<i64>, none: &str| text(value.map(|n| n.to_string()), none);
        Self {
            title: text(plan.map(|p| p.title.clone()), ""),
            about: text(plan.map(|p| p.about.clone()), ""),
            area: text(plan.map(|p| p.area.clone()), ""),
            address: text(plan.map(|p| p.address.clone()), ""),
            spot: text(plan.map(|p| p.spot.clone()), ""),
            day: text(Some(day.to_owned()), ""),
            time: text(Some(time.to_owned()), "19:00"),
            zone: text(plan.map(|p| p.when.zone.clone()), ""),
            minutes: number(plan.map(|p| p.when.minutes), "120"),
            capacity: number(plan.map(|p| p.capacity), "12"),
            guests: number(plan.map(|p| p.guests), "1"),
            price: text(price.map(Money::to_plain), ""),
            refund_hours: number(plan.map(|p| p.refund_hours), "24"),
            questions: text(plan.map(|p| p.questions.join("\n")), ""),
            hosts: RwSignal::new(plan.map(|p| p.hosts.clone()).unwrap_or_default()),
            rule: Choice::of(plan.and_then(|plan| plan.when.rule.as_ref())),
            currency: StoredValue::new(currency.unwrap_or_else(fallback)),
        }
    }

    /// The plan; tracked. What is no number is refused by its check.
    pub(super) fn plan(self) -> Plan {
        let trimmed = |text: RwSignal<String>| text.with(|text| text.trim().to_owned());
        let number = |text: RwSignal<String>| text.with(|t| t.trim().parse::<i64>().unwrap_or(-1));
        let currency = self.currency.get_value();
        let price = trimmed(self.price);
        Plan {
            title: trimmed(self.title),
            about: trimmed(self.about),
            area: trimmed(self.area),
            address: trimmed(self.address),
            spot: trimmed(self.spot),
            when: self.when(),
            capacity: number(self.capacity),
            guests: number(self.guests),
            price: (!price.is_empty())
                .then(|| Money::parse(&price, currency).unwrap_or(Money::new(-1, currency))),
            refund_hours: number(self.refund_hours),
            questions: self.questions.with(|text| {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.map(str::to_owned).collect()
            }),
            hosts: self.hosts.get(),
        }
    }

    fn when(self) -> When {
        let starts = format!("{}T{}", self.day.get(), self.time.get());
        When {
            rule: self.rule.rule(&starts),
            starts,
            zone: self.zone.get(),
            minutes: self.minutes.with(|text| text.trim().parse().unwrap_or(-1)),
        }
    }

    /// Whether something that is needed is missing.
    pub(super) fn incomplete(self) -> Signal<bool> {
        let empty = |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
        Signal::derive(move || [self.title, self.area, self.day, self.time].into_iter().any(empty))
    }
}

/// A currency where the service has not been seen yet.
fn fallback() -> Currency {
    "EUR".parse().unwrap_or_else(|_| unreachable!("the euro is listed"))
}

/// The fields.
#[component]
pub(super) fn Fields(
    /// What is typed.
    typed: Typed,
    /// Whose gathering it is.
    of: CommunityId,
) -> View {
    let currency = Signal::derive(move || typed.currency.get_value());
    let starts = Signal::derive(move || typed.day.get());
    view! {
        <Field label=t!("communities.gathering.title") value=typed.title max=80 placeholder=t!("communities.gathering.title.example") test="gathering-title" />
        <TextArea label=t!("communities.gathering.about") value=typed.about rows=3 max=5_000 test="gathering-about" />
        <div class="field-pair">
            <Field label=t!("communities.gathering.day") value=typed.day kind="date" test="gathering-date" />
            <Field label=t!("communities.gathering.time") value=typed.time kind="time" test="gathering-time" />
        </div>
        <Zones zone=typed.zone />
        <Field label=t!("communities.gathering.duration") value=typed.minutes mode="numeric" max=5 test="gathering-minutes" />
        <RulePick choice=typed.rule starts />
        <Ahead typed />
        <Field label=t!("communities.gathering.area") value=typed.area max=80 hint=t!("communities.gathering.area.hint") test="gathering-area" />
        <Field label=t!("communities.gathering.address") value=typed.address max=200 hint=t!("communities.gathering.address.hint") test="gathering-address" />
        <Field label=t!("communities.gathering.spot") value=typed.spot max=40 hint=t!("communities.gathering.spot.hint") test="gathering-spot" />
        <div class="field-pair">
            <Field label=t!("communities.gathering.capacity") value=typed.capacity mode="numeric" max=6 test="gathering-capacity" />
            <Field label=t!("communities.gathering.guests_each") value=typed.guests mode="numeric" max=1 test="gathering-guests" />
        </div>
        <AmountField label=t!("communities.gathering.price_each") value=typed.price currency test="gathering-price" />
        <Field label=t!("communities.gathering.deadline") value=typed.refund_hours mode="numeric" max=3 hint=t!("communities.gathering.deadline.hint") test="gathering-deadline" />
        <TextArea label=t!("communities.gathering.questions") value=typed.questions rows=2 hint=t!("communities.gathering.questions.hint") test="gathering-questions" />
        <Hosts hosts=typed.hosts of />
    }
}

/// The time zone: the device's own one first.
#[component]
fn Zones(zone: RwSignal<String>) -> View {
    let zones = read(&[], || ListZones {});
    let known = Memo::new(move || zones.get().and_then(Result::ok).unwrap_or_default());
    Effect::new(move |_| {
        let first = known.with(|known| known.first().cloned());
        if let Some(first) = first
            && zone.with_untracked(String::is_empty)
        {
            zone.set(first);
        }
    });
    move || {
        known.with(|known| !known.is_empty()).then(|| {
            let options = known.get().into_iter().map(|name| (name.clone(), name)).collect();
            view! { <Select label=t!("communities.gathering.zone") options value=zone test="gathering-zone" /> }
        })
    }
}

/// The first dates, or why there are none.
#[component]
fn Ahead(typed: Typed) -> View {
    let ahead = read(&[], move || LookAhead { when: typed.when() });
    let ready = Memo::new(move || {
        !typed.day.with(String::is_empty)
            && !typed.time.with(String::is_empty)
            && !typed.zone.with(String::is_empty)
    });
    move || {
        if !ready.get() {
            return View::none();
        }
        match ahead.get() {
            Some(Ok(ahead)) => {
                let mut days: Vec<String> = ahead.dates.into_iter().map(times::begins).collect();
                if ahead.more {
                    days.push("…".to_owned());
                }
                view! { <p class="hint" data-test="ahead">{days.join(" · ")}</p> }
            }
            Some(Err(error)) => {
                view! { <p class="callout danger" role="alert" data-test="ahead-wrong">{tell(&error)}</p> }
            }
            None => View::none(),
        }
    }
}

/// Who hosts it, too.
#[component]
fn Hosts(hosts: RwSignal<Vec<PersonId>>, of: CommunityId) -> View {
    let members = read(KINDS, move || ListMembers {
        list: AskMembers { community: of, asking: false },
        parts: 1,
    });
    let me = super::super::reads::my_id();
    let chips = move || {
        let all = members.get().and_then(Result::ok).map(|list| list.items).unwrap_or_default();
        let others = all.into_iter().filter(|member| Some(member.person.id) != me);
        let chip = move |member: sampan_protocol::communities::Member| {
            let id = member.person.id;
            let selected = Signal::derive(move || hosts.with(|hosts| hosts.contains(&id)));
            let turn = move |()| {
                hosts.update(|hosts| match hosts.iter().position(|one| *one == id) {
                    Some(at) => drop(hosts.remove(at)),
                    None => hosts.push(id),
                });
            };
            view! { <Chip label=member.person.name selected on_press=turn test="co-host" /> }
        };
        others.map(chip).collect_view()
    };
    view! {
        <div class="field">
            <span class="field-label">{t!("communities.gathering.cohosts")}</span>
            <div class="chips">{chips}</div>
        </div>
    }
}
