//! The shell: a Tauri window that composes the client with its backend.

mod args;
mod commands;
mod core;
mod features;
mod home;
#[cfg(desktop)]
mod instance;
mod licences;
mod logging;
mod notify;
#[cfg(mobile)]
mod presence;
mod session;
#[cfg(desktop)]
mod tray;
mod window;

pub use args::Arguments;
pub use core::Core;
pub use home::Home;

use std::sync::Arc;
use tauri::{App, Builder, Manager, Runtime};

/// The app's plugins and commands, without windows; [`start`] sets it going.
#[must_use]
pub fn build<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    features::add_to(builder)
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_deep_link::init())
}

/// Configuration, permissions and the UI, put into the program when it is compiled.
#[cfg(not(test))]
fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// The unit tests need none of it. Cargo compiles them beside the library, and where both put the UI
/// into the same folder at once, one of them takes files that the other has not finished.
#[cfg(test)]
fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::test::mock_context(tauri::test::noop_assets())
}

/// Opens the last profile and the main window.
///
/// # Errors
/// If the window cannot be made.
pub fn start<R: Runtime>(
    app: &App<R>,
    home: Home,
    arguments: Arguments,
) -> tauri::Result<Arc<Core>> {
    let home = match app.path().resource_dir() {
        Ok(folder) => home.with_resources(&folder),
        Err(_) => home,
    };
    let core = Core::new(home, arguments);
    app.manage(core.clone());
    #[cfg(mobile)]
    core.use_presence(Arc::new(presence::Phone(app.handle().clone())));
    core.start();
    window::open(app.handle(), &core)?;
    notify::listen(app.handle(), &core);
    Ok(core)
}

/// Runs the desktop program to its end.
#[cfg(desktop)]
#[must_use]
pub fn run_desktop() -> std::process::ExitCode {
    use clap::Parser;
    use instance::{Claim, Instance};
    use std::process::ExitCode;

    let arguments = Arguments::parse();
    logging::start();
    let link = arguments.uri();
    let claim = Home::of(&arguments).map_err(|error| error.to_string()).and_then(|home| {
        Instance::claim(home.folder(), link.as_deref())
            .map(|claim| (home, claim))
            .map_err(|error| error.to_string())
    });
    match claim {
        Ok((_, Claim::Taken)) => ExitCode::SUCCESS,
        Ok((home, Claim::Ours(instance))) => run(home, arguments, &instance),
        Err(error) => {
            tracing::error!(%error, "the profile folder cannot be used");
            ExitCode::FAILURE
        }
    }
}

#[cfg(desktop)]
fn run(home: Home, arguments: Arguments, instance: &instance::Instance) -> std::process::ExitCode {
    let app = build(Builder::default()).build(context());
    let started = app.and_then(|app| {
        let core = start(&app, home, arguments)?;
        window::listen_for_links(app.handle(), &core, instance);
        tray::start(app.handle(), &core);
        app.run(|_, _| {});
        Ok(())
    });
    match started {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            std::process::ExitCode::FAILURE
        }
    }
}

/// Entry point on phones.
#[cfg(mobile)]
#[allow(unsafe_code, reason = "the entry point is called by the system, by its unmangled name")]
mod mobile {
    /// Runs the app to its end.
    #[tauri::mobile_entry_point]
    fn run() {
        use tauri::Manager;

        crate::logging::start();
        let result = crate::build(tauri::Builder::default())
            .plugin(tauri_plugin_biometric::init())
            .setup(|app| {
                let home = crate::Home::open(app.path().app_data_dir()?)?;
                crate::start(app, home, crate::Arguments::default())?;
                Ok(())
            })
            .run(crate::context());
        if let Err(error) = result {
            tracing::error!(%error, "the app cannot start");
        }
    }
}
