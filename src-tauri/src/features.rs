//! The only file of the shell that names features: their plugins, and what the system is told of.

use crate::commands::{
    communities, device, drafts, feed, messages, moderation, notices, operate, people, search,
    wallet,
};
use crate::notify::News;
use sampan_client::Client;
use sampan_protocol::Timestamp;
use sampan_protocol::locale::Language;
use tauri::{Builder, Runtime};

/// Adds the plugins of base modules and features.
pub(crate) fn add_to<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    let builder = builder.plugin(device::plugin()).plugin(operate::plugin());
    let builder = builder.plugin(drafts::plugin()).plugin(messages::plugin());
    let builder =
        builder.plugin(notices::plugin()).plugin(moderation::plugin()).plugin(search::plugin());
    let builder = builder.plugin(people::plugin()).plugin(wallet::plugin());
    builder.plugin(communities::plugin()).plugin(feed::plugin())
}

/// Says whether rows of these kinds may be news.
pub(crate) fn may_be_news(kinds: &[String]) -> bool {
    let known = [messages::NEWS_KINDS, notices::NEWS_KINDS, wallet::NEWS_KINDS];
    kinds.iter().any(|kind| known.iter().any(|known| known.contains(&kind.as_str())))
}

/// What happened since `told` that the system may be told of.
pub(crate) async fn news(client: &Client, told: Timestamp, language: Language) -> Vec<News> {
    let mut news = messages::news(client, told, language).await;
    news.extend(wallet::news(client, told, language).await);
    news.extend(notices::news(client, told, language).await);
    news
}

/// Says whether rows of these kinds may change how much is unread.
#[cfg(desktop)]
pub(crate) fn may_be_unread(kinds: &[String]) -> bool {
    kinds.iter().any(|kind| messages::NEWS_KINDS.contains(&kind.as_str()))
}

/// How many messages are unread.
#[cfg(desktop)]
pub(crate) async fn unread(client: &Client) -> i64 {
    messages::unread(client).await
}
