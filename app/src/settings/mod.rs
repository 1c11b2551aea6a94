//! Settings of this device and of the account.

mod about;
mod device_row;
mod devices;
mod export;
mod features_off;
mod licences;
mod look;
mod overview;
mod pin;
mod service;
mod storage;

pub(crate) use about::AboutScreen;
pub(crate) use devices::DevicesScreen;
pub(crate) use licences::LicencesScreen;
pub(crate) use look::LookScreen;
pub(crate) use overview::SettingsScreen;
pub(crate) use pin::PinScreen;
pub(crate) use service::ServiceScreen;
pub(crate) use storage::StorageScreen;
