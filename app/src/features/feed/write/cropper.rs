//! Choosing what of a picked picture is kept: its form, and which part.

use super::super::crop::{Form, part};
use crate::act::{Act, problem};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::feed::{HandInShot, PICTURES, Shot};

/// Pictures that were picked and are not handed in yet; each is a `data:` address.
#[derive(Clone, Copy)]
pub(super) struct Picked {
    open: RwSignal<bool>,
    waiting: RwSignal<Vec<String>>,
}

impl Picked {
    /// None are.
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), waiting: RwSignal::new(Vec::new()) }
    }

    /// One more is.
    pub(super) fn add(self, address: String) {
        self.waiting.try_update(|all| all.push(address));
        self.open.try_set(true);
    }
}

/// Shows one picked picture after the other.
#[component]
pub(super) fn CropSheet(
    /// What was picked.
    picked: Picked,
    /// Where they go.
    shots: RwSignal<Vec<Shot>>,
) -> View {
    Effect::new(move |_| {
        // Closing it lets the rest go.
        if !picked.open.get() {
            picked.waiting.set(Vec::new());
        }
    });
    view! {
        <Sheet open=picked.open title=t!("feed.crop") test="crop-sheet"><Cropper picked shots /></Sheet>
    }
}

#[component]
fn Cropper(picked: Picked, shots: RwSignal<Vec<Shot>>) -> View {
    let (form, shift) = (RwSignal::new(Form::default()), RwSignal::new(500_u32));
    let image = NodeRef::<html::Img>::new();
    let act = Act::new();
    let first = Memo::new(move || picked.waiting.with(|all| all.first().cloned()));
    let next = move || {
        shift.try_set(500);
        picked.waiting.try_update(|all| {
            if !all.is_empty() {
                all.remove(0);
            }
        });
        if picked.waiting.try_with_untracked(Vec::is_empty) == Some(true) {
            picked.open.try_set(false);
        }
    };
    let take = move |()| {
        let (Some(address), Some(image)) = (first.get_untracked(), image.get_untracked()) else {
            return;
        };
        let base64 = address.split_once("base64,").map(|(_, base64)| base64.to_owned());
        let pixels = (image.natural_width(), image.natural_height());
        let crop = part(form.get_untracked(), pixels, shift.get_untracked());
        let command = HandInShot { crop, base64: base64.unwrap_or_default() };
        act.run(command, move |kept| {
            let shot = Shot {
                sha256: kept.sha256,
                width: kept.width,
                height: kept.height,
                tags: Vec::new(),
            };
            shots.try_update(|all| {
                if all.len() < PICTURES {
                    all.push(shot);
                }
            });
            next();
        });
    };
    let options = Form::ALL.map(|one| {
        (
            one.word(),
            match one {
                Form::Whole => t!("feed.crop.whole"),
                _ => one.word().to_owned(),
            },
        )
    });
    let word = RwSignal::new(Form::default().word());
    Effect::new(move |_| {
        let found = Form::ALL.into_iter().find(|one| one.word() == word.get());
        form.set(found.unwrap_or_default());
    });
    let ratio = move || form.get().sides().map(|(wide, high)| format!("{wide} / {high}"));
    let place = move || format!("{}%", shift.get() / 10);
    let shown =
        move || {
            first.get().map(|address| view! {
        <img node_ref=image src=address alt=t!("feed.picture") data-test="crop-picture" />
    })
        };
    view! {
        <div class="form">
            <div class="crop" class:whole=move || form.get() == Form::Whole style=("--ratio", move || ratio().unwrap_or_else(|| "auto".to_owned())) style=("--shift", place)>{shown}</div>
            <Segmented label=t!("feed.crop.form") options=options.to_vec() value=word test="crop-form" />
            <label class="crop-shift">
                <span>{t!("feed.crop.part")}</span>
                <input type="range" min="0" max="1000" prop:value=move || shift.get().to_string()
                    on:input=move |ev| shift.set(event_target_value(&ev).parse().unwrap_or(500)) data-test="crop-shift" />
            </label>
            {problem(act)}
            <Button block=true busy=act.busy() on_press=take test="crop-take">{t!("feed.crop.take")}</Button>
        </div>
    }
}
