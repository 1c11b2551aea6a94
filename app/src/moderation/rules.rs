//! Screen `moderation.rules`: which words and links a place takes, and its slow mode.

use super::decide::{DecideSheet, Deciding};
use super::force;
use super::parts::listed;
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::listing::state_of;
use crate::prelude::*;
use crate::router::use_params_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::rows::PAGE;
use sampan_protocol::moderation::{Effect, GetRules, Rule, RulesOf, SetRulesOf, Target, What};

/// The rules of a place; of the whole service where the path names none.
#[component]
pub(crate) fn RulesScreen() -> View {
    let params = use_params_map().with_untracked(|params| (params.get("kind"), params.get("id")));
    let target = match params {
        (Some(kind), Some(id)) => Some(Target { kind, id }),
        _ => None,
    };
    let place = target.as_ref().map(Target::key).unwrap_or_default();
    let asked = place.clone();
    let rules = read(&[PAGE], move || GetRules { place: asked.clone() });
    let (act, deciding) = (Act::new(), Deciding::new());
    let none = || view! { <SkeletonRows /> };
    let rows = move |all: Vec<RulesOf>| {
        all.into_iter().next().map(|of| editor(&place, of, act, (deciding, target.clone()))).view()
    };
    view! {
        <Screen name="moderation.rules" title=t!("moderation.rules") back="/moderation" state=state_of(rules)>
            {listed(rules, none, rows)}
            <DecideSheet deciding />
        </Screen>
    }
}

fn editor(place: &str, of: RulesOf, act: Act, slow: (Deciding, Option<Target>)) -> View {
    let (kind, effect) = (RwSignal::new(0_u8), RwSignal::new(Effect::Refuse));
    let word = RwSignal::new(String::new());
    let (before, home) = (of.rules.clone(), place.to_owned());
    let add = move |()| {
        let text = word.get_untracked().trim().to_owned();
        let what = match kind.get_untracked() {
            0 => What::Word(text),
            1 => What::Domain(text),
            _ => What::OtherLinks,
        };
        let mut rules: Vec<Rule> =
            before.iter().filter(|rule| rule.what != what).cloned().collect();
        rules.push(Rule { what, effect: effect.get_untracked() });
        act.run(SetRulesOf { op: new_op(), place: home.clone(), rules }, move |()| {
            word.try_set(String::new());
        });
    };
    let kinds = vec![
        (0_u8, t!("moderation.rule.word")),
        (1, t!("moderation.rule.domain")),
        (2, t!("moderation.rule.other_links")),
    ];
    let effects = Effect::ALL
        .into_iter()
        .map(|effect| (effect, t!(&format!("moderation.effect.{}", effect.word()))))
        .collect();
    let rows = of.rules.iter().map(|rule| row(place, rule, &of.rules, act)).collect_view();
    let (deciding, target) = slow;
    let now = match of.slow {
        0 => t!("moderation.time.0"),
        seconds => t!("moderation.slow.now", seconds = format::number(seconds)),
    };
    let slow = target.map(|target| {
        let change = move |()| deciding.ask(target.clone(), Vec::new(), false);
        view! { <ListItem title=t!("moderation.slow") detail=now on_press=change test="slow-mode" /> }
    });
    let in_force = force::path(place);
    let name =
        (!of.name.is_empty()).then(|| view! { <h2 class="list-title">{of.name.clone()}</h2> });
    view! {
        <div class="stack" data-test="rules">
            {name}
            <section class="card stack">
                <Select label=t!("moderation.rule.kind") options=kinds value=kind test="rule-kind" />
                {move || (kind.get() < 2).then(|| view! { <Field label=t!("moderation.rule.text") value=word max=80 test="rule-word" /> })}
                <Select label=t!("moderation.rule.effect") options=effects value=effect test="rule-effect" />
                {problem(act)}
                <Button busy=act.busy() on_press=add test="rule-add">{t!("moderation.rule.add")}</Button>
            </section>
            <ListSection foot=t!("moderation.rules.foot")>{rows}</ListSection>
            <ListSection>
                {slow}
                <ListItem title=t!("moderation.in_force") detail=t!("moderation.in_force.text") href=in_force test="in-force-link" />
            </ListSection>
        </div>
    }
}

fn row(place: &str, rule: &Rule, all: &[Rule], act: Act) -> View {
    let title = match &rule.what {
        What::Word(word) => t!("moderation.rule.of_word", word = word.clone()),
        What::Domain(domain) => t!("moderation.rule.of_domain", domain = domain.clone()),
        What::OtherLinks => t!("moderation.rule.other_links"),
    };
    let detail = t!(&format!("moderation.effect.{}", rule.effect.word()));
    let rest: Vec<Rule> = all.iter().filter(|other| *other != rule).cloned().collect();
    let place = place.to_owned();
    let press = move |()| {
        let set = SetRulesOf { op: new_op(), place: place.clone(), rules: rest.clone() };
        act.run_aloud(set, |()| {});
    };
    let tail = move || view! { <Icon name="x" size=20 /> };
    view! { <ListItem title detail on_press=press tail test="rule-remove" /> }
}
