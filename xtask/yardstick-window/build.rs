//! Prepares Tauri's context.

fn main() {
    tauri_build::build();
}
