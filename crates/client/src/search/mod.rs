//! Looking for anything: at the service, or on this device where it is not reached.

mod find;
mod recent;
