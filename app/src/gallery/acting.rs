//! Buttons, choices, lists.

use super::Case;
use crate::prelude::*;
use crate::t;
use crate::ui::*;

/// The cases.
pub(crate) fn cases() -> View {
    view! {
        <Case name="Button" show=buttons />
        <Case name="IconButton, Menu" show=icon_buttons />
        <Case name="Chip, Badge" show=marks />
        <Case name="Tabs, Segmented, Select" show=choices />
        <Case name="ListSection, ListItem, Switch" show=lists />
    }
}

fn buttons() -> View {
    let word = || t!("gallery.button");
    view! {
        <div class="gallery-row">
            <Button>{word()}</Button>
            <Button kind=ButtonKind::Soft>{word()}</Button>
            <Button kind=ButtonKind::Quiet>{word()}</Button>
            <Button kind=ButtonKind::Grave>{word()}</Button>
            <Button kind=ButtonKind::Danger>{word()}</Button>
        </div>
        <div class="gallery-row">
            <Button icon="send">{word()}</Button>
            <Button busy=true>{word()}</Button>
            <Button disabled=true>{word()}</Button>
            <Button small=true>{word()}</Button>
            <Button kind=ButtonKind::Soft small=true>{word()}</Button>
        </div>
        <Button block=true>{word()}</Button>
    }
}

fn icon_buttons() -> View {
    let down = RwSignal::new(true);
    view! {
        <div class="gallery-row">
            <IconButton icon="search" label=t!("ui.search") />
            <IconButton icon="eye" label=t!("gallery.toggle") pressed=down on_press=move |()| down.update(|down| *down = !*down) />
            <Menu label=t!("gallery.menu")>
                <MenuItem label=t!("gallery.item") icon="pencil" on_press=|()| {} />
                <MenuItem label=t!("gallery.item_danger") icon="trash-2" danger=true on_press=|()| {} />
            </Menu>
            <CopyButton text="Sampan" label=t!("ui.copy") />
        </div>
    }
}

fn marks() -> View {
    let chosen = RwSignal::new(true);
    let word = || t!("gallery.word");
    view! {
        <div class="gallery-row">
            <Chip label=word() selected=chosen on_press=move |()| chosen.update(|chosen| *chosen = !*chosen) />
            <Chip label=word() icon="list-filter" on_press=|()| {} />
        </div>
        <div class="gallery-row">
            <Badge>{word()}</Badge>
            <Badge tone=Tone::Brand>{word()}</Badge>
            <Badge tone=Tone::Success>{word()}</Badge>
            <Badge tone=Tone::Warning>{word()}</Badge>
            <Badge tone=Tone::Danger>{word()}</Badge>
        </div>
    }
}

fn choices() -> View {
    let options = || {
        (1..=3).map(|n| (n, format!("{} {n}", t!("gallery.word")))).collect::<Vec<(u8, String)>>()
    };
    view! {
        <Tabs label=t!("gallery.choice") options=options() value=RwSignal::new(1_u8) />
        <Segmented label=t!("gallery.choice") options=options() value=RwSignal::new(2_u8) />
        <Select label=t!("gallery.choice") options=options() value=RwSignal::new(3_u8) hint=t!("gallery.hint") />
    }
}

fn lists() -> View {
    let on = RwSignal::new(true);
    view! {
        <ListSection title=t!("gallery.section") foot=t!("gallery.hint")>
            <ListItem title=t!("gallery.item") detail=t!("gallery.hint") href="/gallery" lead=|| view! { <span class="tile hue-4"><Icon name="palette" size=20 /></span> } />
            <ListItem title=t!("gallery.item") tail=|| "42" on_press=|()| {} />
            <Switch label=t!("gallery.toggle") detail=t!("gallery.hint") checked=on on_change=move |now| on.set(now) />
            <Switch label=t!("gallery.toggle") checked=false disabled=true on_change=|_| {} />
            <ListItem title=t!("gallery.item_danger") danger=true on_press=|()| {} />
        </ListSection>
    }
}
