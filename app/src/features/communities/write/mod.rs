//! Writing posts and comments: Markdown with a few marks, pictures, a draft.

pub(super) mod area;
mod fields;
mod marks;
mod naming;
mod new;
mod pictures;
mod poll;
mod rewrite;

pub(crate) use new::WriteScreen;
pub(crate) use rewrite::RewriteScreen;
