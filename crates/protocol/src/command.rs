//! The shape of what the UI asks of the shell.

use crate::error::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A question or an act of the UI, answered once.
///
/// It reaches the shell as `plugin:<PLUGIN>|<NAME>` with the command itself as argument `request`.
pub trait Command: Serialize + DeserializeOwned + Send + 'static {
    /// The inlined plugin that answers: a feature, or a base module.
    const PLUGIN: &'static str;
    /// The command's name in its plugin.
    const NAME: &'static str;
    /// What is answered.
    type Reply: Serialize + DeserializeOwned + Send + 'static;
}

/// A command whose answers go on until the UI leaves; they come through argument `channel`.
pub trait Stream: Command<Reply = ()> {
    /// What is told again and again.
    type Event: Serialize + DeserializeOwned + Send + 'static;
}

/// The answer to a command.
pub type Reply<C> = Result<<C as Command>::Reply, Error>;

/// Declares commands of one plugin, and the list of their names.
macro_rules! commands {
    ($plugin:literal; $($command:ident => $name:literal -> $reply:ty),+ $(,)?) => {
        /// The commands of this plugin, by name.
        pub const COMMANDS: &[&str] = &[$($name),+];
        $(impl $crate::command::Command for $command {
            const PLUGIN: &'static str = $plugin;
            const NAME: &'static str = $name;
            type Reply = $reply;
        })+
    };
}
pub(crate) use commands;
