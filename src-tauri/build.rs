//! Declares every command of the protocol as an inlined plugin, so that Tauri's ACL guards it.

use tauri_build::{Attributes, DefaultPermissionRule, InlinedPlugin};

fn main() {
    let attributes = sampan_protocol::commands::ALL.iter().fold(
        Attributes::new().capabilities_path_pattern("src-tauri/capabilities/**/*"),
        |attributes, (plugin, commands)| {
            attributes.plugin(
                plugin,
                InlinedPlugin::new()
                    .commands(commands)
                    .default_permission(DefaultPermissionRule::AllowAllCommands),
            )
        },
    );
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
