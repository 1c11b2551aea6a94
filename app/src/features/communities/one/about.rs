//! What a community is about, how one joins, and its rules.

use super::super::entrance::rules;
use super::super::gatherings::map;
use super::super::interests::path;
use crate::prelude::*;
use crate::t;
use crate::ui::format;
use sampan_protocol::communities::Community;

/// What a community is about.
pub(in super::super) fn about(community: &Community) -> View {
    let told = (!community.about.is_empty())
        .then(|| view! { <p class="about-text selectable">{community.about.clone()}</p> });
    let joining = t!(&format!("communities.joining.{}.text", community.joining.word()));
    let facts = [
        ("communities.topic", path(community)),
        ("communities.place", community.place.clone()),
        ("communities.joining", joining),
        ("communities.created", format::day(community.created)),
    ];
    let fact = |(label, value): (&'static str, String)| {
        (!value.is_empty())
            .then(|| view! { <div class="fact"><dt>{t!(label)}</dt><dd>{value}</dd></div> })
    };
    view! {
        <div class="about" data-test="about">
            <h3 class="about-title">{t!("communities.about.title", name = community.name)}</h3>
            {told}
            <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl>
            {map(&community.spot)}
            {rules(&community.rules)}
        </div>
    }
}
