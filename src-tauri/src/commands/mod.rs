//! The commands of the protocol as inlined plugins: each handler is one line.

mod device;
mod people;
mod wallet;

use tauri::{Builder, Runtime};

/// Adds every plugin.
#[must_use]
pub(crate) fn add_to<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.plugin(device::plugin()).plugin(people::plugin()).plugin(wallet::plugin())
}

/// Makes handlers that pass a command on to the client of the present profile, and their plugin.
macro_rules! forward {
    ($plugin:literal; $($name:ident: $request:ty),+ $(,)? $(; also $($own:ident),+)?) => {
        $(
            #[tauri::command]
            async fn $name(
                core: tauri::State<'_, std::sync::Arc<crate::core::Core>>,
                request: $request,
            ) -> sampan_protocol::Reply<$request> {
                core.client().await?.$name(request).await
            }
        )+

        /// The plugin with these commands.
        pub(super) fn plugin<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
            tauri::plugin::Builder::new($plugin)
                .invoke_handler(tauri::generate_handler![$($name,)+ $($($own,)+)?])
                .build()
        }
    };
}
use forward;
