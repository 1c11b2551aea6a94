//! The main window: its size, its look before the UI is there, and links that reach it.

use crate::core::Core;
use sampan_protocol::device::Theme;
use std::sync::Arc;
use tauri::{AppHandle, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The label of the one window.
pub(crate) const MAIN: &str = "main";

/// Opens the window.
///
/// # Errors
/// If the system cannot.
pub(crate) fn open<R: Runtime>(
    app: &AppHandle<R>,
    core: &Arc<Core>,
) -> tauri::Result<WebviewWindow<R>> {
    let builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .initialization_script(first_look(core));
    #[cfg(desktop)]
    let builder = {
        let (width, height) = core.window_size().unwrap_or((1_120, 780));
        builder
            .title("Sampan")
            .inner_size(f64::from(width), f64::from(height))
            .min_inner_size(320.0, 480.0)
            .theme(match core.settings().theme {
                Theme::System => None,
                Theme::Light => Some(tauri::Theme::Light),
                Theme::Dark => Some(tauri::Theme::Dark),
            })
    };
    let window = builder.build()?;
    #[cfg(target_os = "linux")]
    if !has_gpu() {
        paint_plainly(&window)?;
    }
    #[cfg(desktop)]
    watch_closing(&window, core);
    Ok(window)
}

/// Whether the kernel offers a GPU to draw with.
#[cfg(target_os = "linux")]
fn has_gpu() -> bool {
    let names = |folder: std::fs::ReadDir| folder.flatten().map(|entry| entry.file_name());
    std::fs::read_dir("/dev/dri")
        .is_ok_and(|folder| names(folder).any(|name| name.to_string_lossy().starts_with("renderD")))
}

/// Has WebKit paint by itself: without a GPU it would have the processor play one, at half the speed.
#[cfg(target_os = "linux")]
fn paint_plainly<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Sets theme, platform and language before the first paint, so that nothing flashes.
fn first_look(core: &Core) -> String {
    let settings = core.settings();
    let theme = match settings.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let platform = std::env::consts::OS;
    let language = settings.language.map_or("", sampan_protocol::locale::Language::tag);
    // On phones this stands in the page itself, where a `<` could end it.
    let look = serde_json::to_string(&core.take_look()).unwrap_or_default().replace('<', "\\u003c");
    let set = format!(
        "(() => {{ const set = () => {{ const root = document.documentElement; if (!root) return; \
         root.dataset.theme = '{theme}'; root.dataset.platform = '{platform}'; if ('{language}') root.lang = '{language}'; }}; \
         set(); document.addEventListener('DOMContentLoaded', set); }})();"
    );
    set + &LAST_LOOK.replace("LOOK", &look)
}

/// Shows the home screen as it was, in the place of what stands there before the app does.
const LAST_LOOK: &str = "(look => {
    const boot = () => document.getElementById('boot');
    const show = () => {
        if (!boot()) return false;
        if (look && look.width === innerWidth) {
            const last = document.createElement('div');
            last.id = 'look';
            last.inert = true;
            last.innerHTML = look.html;
            boot().before(last);
            performance.mark('last-look');
        }
        return true;
    };
    const watch = new MutationObserver(() => show() && watch.disconnect());
    watch.observe(document, { childList: true, subtree: true });
})(LOOK);";

#[cfg(desktop)]
fn watch_closing<R: Runtime>(window: &WebviewWindow<R>, core: &Arc<Core>) {
    use tauri::Manager;

    let (core, of) = (core.clone(), window.clone());
    window.on_window_event(move |event| {
        let tauri::WindowEvent::CloseRequested { api, .. } = event else { return };
        note_size(of.app_handle(), &core);
        if core.settings().keep_running && crate::tray::is_there(of.app_handle()) {
            api.prevent_close();
            if let Err(error) = of.hide() {
                tracing::warn!(%error, "the window cannot be hidden");
            }
        }
    });
}

/// Has the next start open the window as large as it is now.
#[cfg(desktop)]
pub(crate) fn note_size<R: Runtime>(app: &AppHandle<R>, core: &Core) {
    use tauri::Manager;

    let Some(window) = app.get_webview_window(MAIN) else { return };
    if let (Ok(size), Ok(scale)) = (window.inner_size(), window.scale_factor()) {
        let size = size.to_logical::<u32>(scale);
        core.remember_size((size.width, size.height));
    }
}

/// Brings the window to the front, from wherever it is.
#[cfg(desktop)]
pub(crate) fn bring_back<R: Runtime>(app: &AppHandle<R>) {
    use tauri::Manager;

    let Some(window) = app.get_webview_window(MAIN) else { return };
    // Each of these has an effect only where the window is not so already.
    let _ = window.show();
    let _ = window.unminimize();
    let _ = window.set_focus();
}

/// Brings the window to the front and opens links that other starts, or the system, hand over.
#[cfg(desktop)]
pub(crate) fn listen_for_links<R: Runtime>(
    app: &AppHandle<R>,
    core: &Arc<Core>,
    instance: &crate::instance::Instance,
) {
    use tauri_plugin_deep_link::DeepLinkExt;

    let (handle, opener) = (app.clone(), core.clone());
    let opened = move |link: String| {
        bring_back(&handle);
        if crate::args::is_ours(&link) {
            opener.open_link(link);
        }
    };
    let from_system = opened.clone();
    app.deep_link().on_open_url(move |event| {
        event.urls().into_iter().for_each(|url| from_system(url.to_string()));
    });
    if let Err(error) = instance.listen(opened) {
        tracing::warn!(%error, "later starts cannot hand links over");
    }
}
