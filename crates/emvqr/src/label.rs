//! Names what the additional data of a payload may say.

use crate::id::Id;

/// A data object that EMVCo defines inside the additional data template.
///
/// `***` as its text asks the payer to fill it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// Number of the bill or invoice.
    BillNumber,
    /// Mobile number, to be topped up or to pay a bill for.
    MobileNumber,
    /// Store.
    StoreLabel,
    /// Loyalty card.
    LoyaltyNumber,
    /// Reference of the payment, chosen by merchant or acquirer.
    ReferenceLabel,
    /// Customer.
    CustomerLabel,
    /// Terminal.
    TerminalLabel,
    /// Purpose of the payment.
    Purpose,
    /// What the payer's wallet shall send along: `A`ddress, `M`obile number, `E`-mail.
    ConsumerDataRequest,
    /// Tax number of the merchant.
    MerchantTaxId,
    /// Medium, place and presence of the merchant, one digit each.
    MerchantChannel,
}

impl Label {
    /// Every label, in the order of their IDs.
    pub const ALL: [Label; 11] = [
        Label::BillNumber,
        Label::MobileNumber,
        Label::StoreLabel,
        Label::LoyaltyNumber,
        Label::ReferenceLabel,
        Label::CustomerLabel,
        Label::TerminalLabel,
        Label::Purpose,
        Label::ConsumerDataRequest,
        Label::MerchantTaxId,
        Label::MerchantChannel,
    ];

    /// The label of a data object inside the template.
    #[must_use]
    pub fn of(id: Id) -> Option<Label> {
        let at = usize::from(id.get()).checked_sub(1)?;
        Label::ALL.get(at).copied()
    }

    /// The data object inside the template: `01` to `11`.
    #[must_use]
    pub const fn id(self) -> Id {
        Id::of(self as u8 + 1)
    }

    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Label::BillNumber => "bill_number",
            Label::MobileNumber => "mobile_number",
            Label::StoreLabel => "store_label",
            Label::LoyaltyNumber => "loyalty_number",
            Label::ReferenceLabel => "reference_label",
            Label::CustomerLabel => "customer_label",
            Label::TerminalLabel => "terminal_label",
            Label::Purpose => "purpose",
            Label::ConsumerDataRequest => "consumer_data_request",
            Label::MerchantTaxId => "merchant_tax_id",
            Label::MerchantChannel => "merchant_channel",
        }
    }

    /// The longest text, in characters.
    pub(crate) const fn max(self) -> usize {
        match self {
            Label::ConsumerDataRequest | Label::MerchantChannel => 3,
            Label::MerchantTaxId => 20,
            _ => 25,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_labels_go_there_and_back() {
        for (at, label) in Label::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(label.id().get()), at + 1);
            assert_eq!(Label::of(label.id()), Some(label));
        }
        assert_eq!(Label::of(Id::of(0)), None);
        assert_eq!(Label::of(Id::of(12)), None);
    }
}
