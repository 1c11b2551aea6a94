//! A real window of the app, driven as a person would, where there is no screen.
//!
//! ```no_run
//! use sampan_window::{App, Display, Size, Window};
//!
//! # fn main() -> Result<(), sampan_window::Error> {
//! let display = Display::start(Size::DESKTOP)?;
//! let app = App::new("target/debug/sampan").demo().size(Size::PHONE).language("en");
//! let window = Window::open(&display, &app)?;
//! window.wait_screen("home", "ready")?;
//! window.click("pay")?;
//! window.fill("amount", "12.50")?;
//! window.screenshot("target/pay.png".as_ref())?;
//! # Ok(())
//! # }
//! ```
//!
//! Every wait is bounded and its error says what the window showed instead. Whatever was started ends when its
//! value is dropped.

mod app;
mod display;
mod driver;
mod error;
mod process;
mod program;
mod server;
mod session;
mod window;

pub use app::{App, Size};
pub use display::Display;
pub use error::{Error, Result};
pub use process::{Memory, descendants, memory_of, memory_of_process};
pub use program::Program;
pub use server::Server;
pub use window::{Key, Window};
