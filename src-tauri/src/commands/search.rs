//! Commands about looking for anything.

use sampan_protocol::search::{ForgetRecent, KeepRecent, ListRecent, Search};

super::forward! { "search";
    search: Search,
    list_recent: ListRecent,
    keep_recent: KeepRecent,
    forget_recent: ForgetRecent,
}
