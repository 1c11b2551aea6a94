//! Kept accounts with what waiting operations will make of them.

use super::super::overlay::{Waiting, WaitingState};
use super::{KeptBank, ops};

/// Kept accounts, oldest first, with what waits on this device.
#[must_use]
pub fn seen(known: &[KeptBank], waiting: &[Waiting]) -> Vec<KeptBank> {
    let mut all = known.to_vec();
    for w in waiting.iter().filter(|w| !matches!(w.state, WaitingState::Rejected(_))) {
        match w.name.as_str() {
            ops::KEEP_BANK => {
                let args = serde_json::from_value::<ops::KeepBank>(w.args.clone());
                if let Some(args) = args.ok().filter(|_| all.iter().all(|kept| kept.id != w.op_id))
                {
                    let account = args.account;
                    all.push(KeptBank { id: w.op_id, account, at: w.at, pending: true });
                }
            }
            ops::DROP_BANK => {
                if let Ok(args) = serde_json::from_value::<ops::DropBank>(w.args.clone()) {
                    all.retain(|kept| kept.id != args.bank);
                }
            }
            _ => {}
        }
    }
    all.sort_by_key(|kept| (kept.at, kept.id));
    all
}
