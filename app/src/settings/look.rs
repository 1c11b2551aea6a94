//! Language and theme; both take effect at once.

use crate::prelude::*;
use crate::session::{change_settings, use_live, use_session};
use crate::t;
use crate::ui::*;
use sampan_protocol::device::Theme;
use sampan_protocol::locale::Language;

/// Language and theme.
#[component]
pub(crate) fn LookScreen() -> View {
    let live = use_live();
    let settings = use_session().with_untracked(|session| session.settings.clone());
    let theme = RwSignal::new(settings.theme);
    let language = RwSignal::new(settings.language);
    Effect::new(move |before: Option<Theme>| {
        let now = theme.get();
        if before.is_some_and(|before| before != now) {
            change_settings(live, |settings| settings.theme = now);
        }
        now
    });
    let themes = vec![
        (Theme::System, t!("look.theme_system")),
        (Theme::Light, t!("look.theme_light")),
        (Theme::Dark, t!("look.theme_dark")),
    ];
    // Each language is called what it calls itself.
    let languages = [
        (None, t!("look.language_system")),
        (Some(Language::En), "English".to_owned()),
        (Some(Language::ZhCn), "简体中文".to_owned()),
    ];
    let row = move |(option, word): (Option<Language>, String)| {
        let chosen = move || language.get() == option;
        let choose = move |()| {
            language.set(option);
            change_settings(live, |settings| settings.language = option);
        };
        let test = format!("language-{}", option.map_or("system", Language::tag));
        view! {
            <ListItem title=word on_press=choose test
                tail=move || chosen().then(|| view! { <span class="chosen"><Icon name="check" size=20 /><span class="sr-only">{t!("ui.chosen")}</span></span> }) />
        }
    };
    view! {
        <Screen name="settings.look" title=t!("look.title") back="/settings">
            <div class="stack">
                <section class="list-section">
                    <h2 class="list-title">{t!("look.theme")}</h2>
                    <Segmented label=t!("look.theme") options=themes value=theme test="theme" />
                </section>
                <ListSection title=t!("look.language")>{languages.into_iter().map(row).collect_view()}</ListSection>
            </div>
        </Screen>
    }
}
