//! Commands about notices, and what the system is told of them.

use crate::notify::News;
use sampan_client::Client;
use sampan_protocol::locale::Language;
use sampan_protocol::notices::{ClearNotices, ListNotices, Notice, QuietNotices, SeeNotices, rows};
use sampan_protocol::{Arg, Timestamp};

super::forward! { "notices";
    list_notices: ListNotices,
    see_notices: SeeNotices,
    clear_notices: ClearNotices,
    quiet_notices: QuietNotices,
}

/// Kinds of rows that may be news.
pub(crate) const NEWS_KINDS: &[&str] = &[rows::NOTICE];

/// How many the system is told of at once, at most.
const AT_ONCE: usize = 5;

/// What I was told of since `told` and have not seen.
pub(crate) async fn news(client: &Client, told: Timestamp, language: Language) -> Vec<News> {
    let Ok(mine) = client.list_notices(ListNotices {}).await else {
        return Vec::new();
    };
    let new = mine.notices.iter().filter(|n| n.at > told && n.at > mine.seen);
    new.take(AT_ONCE).map(|notice| tell(notice, language)).collect()
}

fn tell(notice: &Notice, language: Language) -> News {
    let args: Vec<(&str, String)> =
        notice.args.iter().map(|(name, arg)| (name.as_str(), argument(arg))).collect();
    let title = language.text(&notice.message(), &args);
    News { title, text: String::new(), at: notice.at, link: notice.link.clone() }
}

fn argument(arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Count(count) => count.to_string(),
        Arg::Money(money) => money.to_string(),
        Arg::Time(time) => {
            let (year, month, day) = time.date(0);
            format!("{year}-{month:02}-{day:02}")
        }
    }
}
