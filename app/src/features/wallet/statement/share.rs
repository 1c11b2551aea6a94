//! Saves the receipt of a bill: as a picture, or as a document.

use super::saved::SavedPlace;
use crate::act::Act;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use crate::words::language;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::statement::{ReceiptFormat, SaveReceipt, Saved};

/// A button, and the sheet that it opens.
#[component]
pub(crate) fn ShareReceipt(
    /// Whose receipt.
    bill: BillId,
) -> View {
    let open = RwSignal::new(false);
    view! {
        <Button block=true kind=ButtonKind::Soft icon="share-2" on_press=move |()| open.set(true) test="share-receipt">
            {t!("wallet.receipt.share")}
        </Button>
        <Sheet open title=t!("wallet.receipt.share") test="receipt-sheet">
            <Choices bill />
        </Sheet>
    }
}

#[component]
fn Choices(bill: BillId) -> View {
    let saved = RwSignal::new(None::<Saved>);
    let act = Act::new();
    let save = move |format: ReceiptFormat| {
        let (language, utc_offset) = (language(), format::utc_offset());
        act.run_aloud(SaveReceipt { bill, format, language, utc_offset }, move |file| {
            saved.try_set(Some(file));
        });
    };
    view! {
        <p class="sheet-text">{t!("wallet.receipt.share.hint")}</p>
        <div class="order">
            <Button block=true kind=ButtonKind::Soft icon="image" busy=act.busy() on_press=move |()| save(ReceiptFormat::Picture) test="receipt-picture">
                {t!("wallet.receipt.picture")}
            </Button>
            <Button block=true kind=ButtonKind::Soft icon="file-text" busy=act.busy() on_press=move |()| save(ReceiptFormat::Pdf) test="receipt-pdf">
                {t!("wallet.receipt.pdf")}
            </Button>
            <SavedPlace saved />
        </div>
    }
}
