//! What every form about money has: the amount, the account, the note, the confirmation.

mod account_pick;
mod amount_form;
mod method_pick;
mod note_field;

pub(crate) use account_pick::AccountPick;
pub(crate) use amount_form::{AmountForm, Confirmation, Form, Place, first_currency};
pub(crate) use method_pick::{MethodPick, card_of, method_name, use_method};
pub(crate) use note_field::NoteField;
