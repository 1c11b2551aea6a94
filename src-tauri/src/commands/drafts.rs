//! Commands about drafts.

use sampan_protocol::drafts::{GetDraft, KeepDraft};

super::forward! { "drafts";
    get_draft: GetDraft,
    keep_draft: KeepDraft,
}
