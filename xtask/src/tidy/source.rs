//! The files that rules look at, and what rules say of them.

use std::fmt;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::stamp;

/// The folders with files of ours.
const FOLDERS: &[&str] = &["app", "assets/styles", "crates", "src-tauri", "tests", "xtask"];
/// What rules can read.
const KINDS: &[&str] = &["rs", "css", "js", "html", "sql"];

/// A broken rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Finding {
    /// Where.
    pub(super) path: String,
    /// On which line, from 1; 0 is the whole.
    pub(super) line: usize,
    /// What is wrong, and what would be right.
    pub(super) text: String,
}

impl Finding {
    /// Says what is wrong in a place.
    pub(super) fn at(path: &str, line: usize, text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, text: text.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.path, self.text)
        } else {
            write!(f, "{}:{}: {}", self.path, self.line, self.text)
        }
    }
}

/// A file: its path from the root, with `/`, its text, and its syntax when it is Rust.
pub(super) struct Source {
    /// From the root.
    pub(super) path: String,
    /// As it is.
    pub(super) text: String,
    /// Its syntax tree; none for what is not Rust, or not parsed.
    pub(super) syntax: Option<syn::File>,
}

impl Source {
    /// Reads a text as the file at a path.
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let syntax = path.ends_with(".rs").then(|| syn::parse_file(&text).ok()).flatten();
        Self { path, text, syntax }
    }

    /// Whether it is Rust.
    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Every token of a Rust file, groups opened, in order; comments are none.
    pub(super) fn tokens(&self) -> Vec<TokenTree> {
        let mut flat = Vec::new();
        if self.is_rust()
            && let Ok(stream) = self.text.parse::<TokenStream>()
        {
            flatten(stream, &mut flat);
        }
        flat
    }

    /// Every string of a Rust file with its line.
    pub(super) fn strings(&self) -> Vec<(usize, String)> {
        let tokens = self.tokens();
        let literals = tokens.iter().filter_map(|token| match token {
            TokenTree::Literal(literal) => Some(literal),
            _ => None,
        });
        literals
            .filter_map(|literal| match syn::Lit::new(literal.clone()) {
                syn::Lit::Str(text) => Some((literal.span().start().line, text.value())),
                _ => None,
            })
            .collect()
    }
}

fn flatten(stream: TokenStream, flat: &mut Vec<TokenTree>) {
    for token in stream {
        match token {
            TokenTree::Group(group) => {
                // The group itself stays as a border, so that what stands around it is not taken for neighbours.
                flat.push(TokenTree::Punct(proc_macro2::Punct::new(
                    ',',
                    proc_macro2::Spacing::Alone,
                )));
                flatten(group.stream(), flat);
                flat.push(TokenTree::Punct(proc_macro2::Punct::new(
                    ',',
                    proc_macro2::Spacing::Alone,
                )));
            }
            other => flat.push(other),
        }
    }
}

/// Reads all files of ours.
pub(super) fn gather(root: &Path) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        for file in stamp::files(&root.join(folder))? {
            if file.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known)) {
                let path = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
                sources.push(Source::new(path, fs::read_to_string(&file)?));
            }
        }
    }
    Ok(sources)
}
