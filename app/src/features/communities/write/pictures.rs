//! Pictures of a post: those that it has, and those that are picked from files.

use super::super::shot::Shot;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::communities::PICTURES;

/// The most bytes of a file that is read.
const LIMIT: f64 = 12_000_000.0;

/// Pictures of a post.
#[derive(Clone, Copy)]
pub(super) struct Pictures {
    /// SHA-256 of those that it has.
    pub(super) kept: RwSignal<Vec<String>>,
    /// `data:` addresses of those that were picked.
    picked: RwSignal<Vec<String>>,
}

impl Pictures {
    /// Those that a post has.
    pub(super) fn of(kept: Vec<String>) -> Self {
        Self { kept: RwSignal::new(kept), picked: RwSignal::new(Vec::new()) }
    }

    /// Base64 (RFC 4648) of those that were picked.
    pub(super) fn base64(self) -> Vec<String> {
        let base64 = |address: &String| Some(address.split_once("base64,")?.1.to_owned());
        self.picked.with_untracked(|all| all.iter().filter_map(base64).collect())
    }

    fn count(self) -> usize {
        self.kept.with(Vec::len) + self.picked.with(Vec::len)
    }
}

/// Shows the pictures, lets some be taken out, and others be picked.
#[component]
pub(super) fn PicturesField(
    /// The pictures.
    pictures: Pictures,
    /// Whether others can be picked.
    may_pick: bool,
) -> View {
    let shown = move || {
        let kept = pictures.kept.get().into_iter().map(|name| {
            let this = name.clone();
            one(view! { <Shot name /> }, Callback::new(move |()| take_out(pictures.kept, &this)))
        });
        let picked = pictures.picked.get().into_iter().map(|address| {
            let this = address.clone();
            let image = view! { <img src=address alt=t!("communities.picture") /> };
            one(image, Callback::new(move |()| take_out(pictures.picked, &this)))
        });
        kept.chain(picked).collect_view()
    };
    let add = move || (may_pick && pictures.count() < PICTURES).then(|| view! { <Add pictures /> });
    let is_worth_it = move || may_pick || pictures.count() > 0;
    let field = move || {
        view! {
            <div class="field">
                <span class="pictures-label">{t!("communities.pictures")}</span>
                <div class="pictures">{shown}{add}</div>
                {may_pick.then(|| view! { <p class="field-foot">{t!("communities.pictures.hint", n = PICTURES)}</p> })}
            </div>
        }
    };
    let field_or_none = Memo::new(is_worth_it);
    view! { {move || field_or_none.get().then(field)} }
}

fn take_out(all: RwSignal<Vec<String>>, this: &str) {
    all.update(|all| all.retain(|one| one != this));
}

fn one(image: View, take_out: Callback<()>) -> View {
    view! {
        <span class="picture-chosen" data-test="picture-chosen">
            {image}
            <button class="picture-out" type="button" aria-label=t!("ui.picture_remove") on:click=move |_| take_out.run(()) data-test="picture-out">
                <Icon name="x" size=16 />
            </button>
        </span>
    }
}

#[component]
fn Add(pictures: Pictures) -> View {
    let id = fresh_id("post-pictures");
    let input = NodeRef::<html::Input>::new();
    let toasts = use_toasts();
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = input.files();
        let count = files.as_ref().map_or(0, web_sys::FileList::length);
        for file in (0..count).filter_map(|at| files.as_ref()?.get(at)) {
            if file.size() > LIMIT {
                toasts.say(t!("ui.picture_too_large"));
                continue;
            }
            read_file(&file, move |address| {
                if untrack(|| pictures.count()) < PICTURES {
                    pictures.picked.try_update(|all| {
                        if !all.contains(&address) {
                            all.push(address);
                        }
                    });
                }
            });
        }
        // The same file can be picked again after it was taken out.
        input.set_value("");
    };
    view! {
        <label class="picture-add" for=id.clone()>
            <Icon name="image" />
            <span>{t!("communities.pictures.add")}</span>
        </label>
        <input node_ref=input id=id class="sr-only" type="file" multiple accept="image/png,image/jpeg,image/webp,image/gif" on:change=pick data-test="post-pictures" />
    }
}
