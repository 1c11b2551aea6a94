//! The window `main` may call every command of ours; any other window, none; and nobody Tauri's own.

use sampan::{Arguments, Core, Home};
use serde_json::Value;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{WebviewWindow, WebviewWindowBuilder};

fn app(folder: &std::path::Path) -> tauri::App<MockRuntime> {
    let home = Home::open(folder.to_owned()).expect("a home");
    sampan::build(mock_builder())
        .manage(Core::new(home, Arguments::default()))
        .build(tauri::generate_context!())
        .expect("the app builds from the real configuration")
}

fn window(app: &tauri::App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, tauri::WebviewUrl::default()).build().expect("a window")
}

/// What a call without arguments is answered: refused by the ACL, or let through and found wanting.
fn answer(window: &WebviewWindow<MockRuntime>, command: &str) -> String {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: window.url().expect("an address"),
        body: InvokeBody::default(),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    match get_ipc_response(window, request) {
        Ok(_) => "answered".to_owned(),
        Err(Value::String(text)) => text,
        Err(other) => other.to_string(),
    }
}

fn every_command() -> impl Iterator<Item = String> {
    sampan_protocol::commands::ALL.iter().flat_map(|(plugin, commands)| {
        commands.iter().map(move |command| format!("plugin:{plugin}|{command}"))
    })
}

#[test]
fn the_main_window_may_call_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let main = window(&app, "main");
    for command in every_command() {
        let answer = answer(&main, &command);
        assert!(
            answer.contains("missing required key"),
            "{command} is let through to its handler, which misses its argument: {answer}"
        );
    }
}

#[test]
fn another_window_may_call_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let other = window(&app, "other");
    for command in every_command() {
        let answer = answer(&other, &command);
        assert!(answer.contains("not allowed"), "{command} is refused to other windows: {answer}");
    }
}

#[test]
fn nobody_may_call_what_tauri_brings() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let main = window(&app, "main");
    for command in [
        "plugin:window|close",
        "plugin:webview|create_webview",
        "plugin:path|resolve_directory",
        "plugin:notification|notify",
        "plugin:deep-link|register",
    ] {
        let answer = answer(&main, command);
        assert!(answer.contains("not allowed"), "{command} is refused: {answer}");
    }
}
