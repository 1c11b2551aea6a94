//! Sampan: the shell.
