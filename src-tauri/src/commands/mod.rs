//! The commands of the protocol as inlined plugins: each handler is one line.

pub(crate) mod communities;
pub(crate) mod device;
pub(crate) mod drafts;
pub(crate) mod feed;
pub(crate) mod messages;
pub(crate) mod moderation;
pub(crate) mod notices;
pub(crate) mod operate;
pub(crate) mod people;
pub(crate) mod search;
pub(crate) mod wallet;

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
        pub(crate) fn plugin<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
            tauri::plugin::Builder::new($plugin)
                .invoke_handler(tauri::generate_handler![$($name,)+ $($($own,)+)?])
                .build()
        }
    };
}
use forward;
