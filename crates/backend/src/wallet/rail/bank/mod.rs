//! The rail of the bank: payments out by file (pain.001), statements in (camt.053), and what belongs
//! together.

pub(crate) mod acts;
mod book;
pub(crate) mod camt;
mod charset;
mod desk;
pub(in crate::wallet) mod give_back;
pub(in crate::wallet) mod keep;
mod make_file;
mod moves;
pub(crate) mod pain;
pub(crate) mod reconcile;
pub(in crate::wallet) mod refer;
mod see_to;
pub(in crate::wallet) mod statements;
pub(in crate::wallet) mod withdraw;
