//! Writes upon a bill: its category, tags and a note of one's own.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::LabelBill;
use sampan_protocol::wallet::label::{Labelled, SET_LABEL};

impl Client {
    /// Answers [`LabelBill`]; works offline, and for bills that wait, too.
    ///
    /// # Errors
    /// `Invalid` for tags or a note that are too long.
    pub async fn label_bill(&self, request: LabelBill) -> Reply<LabelBill> {
        let args = Labelled { bill: request.bill, label: request.label.tidied()? };
        let draft = Draft::new(request.op, SCOPE, SET_LABEL, &args, None)?;
        self.core.make(draft).await.map(drop)
    }
}
