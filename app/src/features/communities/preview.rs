//! What is at the other end of a post's link, as the service saw it.

use super::shot::Shot;
use crate::outward::Outward;
use crate::prelude::*;
use crate::t;
use crate::ui::Icon;
use sampan_protocol::communities::Preview;

/// A preview that leads nowhere by itself.
pub(super) fn card(preview: &Preview) -> View {
    view! { <span class="preview" data-test="preview">{inside(preview)}</span> }
}

/// A preview that tells where its link leads.
pub(super) fn link(preview: Preview) -> View {
    let outward = use_context::<Outward>();
    let shown = inside(&preview);
    let tell = move |_| {
        if let Some(outward) = outward {
            outward.tell(preview.url.clone());
        }
    };
    view! {
        <button class="preview" type="button" title=t!("communities.preview") on:click=tell data-test="preview">{shown}</button>
    }
}

fn inside(preview: &Preview) -> View {
    let Preview { site, title, text, picture, .. } = preview.clone();
    let picture = picture.map(|name| view! { <span class="preview-shot"><Shot name /></span> });
    let text = (!text.is_empty()).then(|| view! { <span class="preview-text">{text}</span> });
    view! {
        {picture}
        <span class="preview-words">
            <span class="preview-title">{title}</span>
            {text}
            <span class="preview-site"><Icon name="link" size=16 />{site}</span>
        </span>
    }
}
