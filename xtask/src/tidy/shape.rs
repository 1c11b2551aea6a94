//! The shape of files: their length and opening, their functions' length, their names.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::source::{Finding, Source};

/// Lines of a file.
const FILE: usize = 400;
/// Lines of a function.
const FUNCTION: usize = 70;
/// How a longer file gives its reason, near its top.
const REASON: &str = "Long because: ";
/// Words that say nothing about what a thing is.
const EMPTY_WORDS: &[&str] = &["util", "utils", "helper", "helpers", "manager", "managers"];

/// Files have at most 400 lines, or say near the top why they have more.
pub(super) fn length(source: &Source) -> Vec<Finding> {
    let lines = source.text.lines().count();
    let reason = source.text.lines().take(30).filter_map(|line| line.split_once(REASON));
    let excused = reason.map(|(_, why)| why.trim()).any(|why| !why.is_empty());
    if lines <= FILE || excused {
        return Vec::new();
    }
    let text = format!("{lines} lines: split it below {FILE}, or say near its top `{REASON}…`");
    vec![Finding::at(&source.path, 0, text)]
}

/// Every module opens with `//!` and one sentence.
pub(super) fn opening(source: &Source) -> Vec<Finding> {
    if !source.is_rust() {
        return Vec::new();
    }
    let doc = source.text.lines().map_while(|line| line.strip_prefix("//!"));
    let paragraph: Vec<&str> = doc.map(str::trim).take_while(|line| !line.is_empty()).collect();
    match paragraph.last() {
        None => vec![Finding::at(
            &source.path,
            1,
            "open the module with `//!` and one sentence about it",
        )],
        Some(last) if !last.ends_with(['.', ':', '!', '?']) => {
            vec![Finding::at(
                &source.path,
                paragraph.len(),
                "end the module's first sentence with a full stop",
            )]
        }
        Some(_) => Vec::new(),
    }
}

/// The bodies of functions have at most 70 lines.
pub(super) fn functions(source: &Source) -> Vec<Finding> {
    let Some(syntax) = &source.syntax else {
        return if source.is_rust() {
            vec![Finding::at(&source.path, 0, "this is not Rust that parses")]
        } else {
            Vec::new()
        };
    };
    let mut functions = Functions::default();
    functions.visit_file(syntax);
    let long = functions.found.into_iter().filter(|(_, _, lines)| *lines > FUNCTION);
    long.map(|(name, line, lines)| {
        Finding::at(&source.path, line, format!("`{name}` has {lines} lines; at most {FUNCTION}"))
    })
    .collect()
}

/// Nothing is named after what it is not: no util, helper or manager.
pub(super) fn names(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    let empty = |name: &str| words(name).iter().any(|word| EMPTY_WORDS.contains(&word.as_str()));
    if source.path.split(['/', '.']).any(empty) {
        found.push(Finding::at(
            &source.path,
            0,
            "name the file after what it does, not util, helper or manager",
        ));
    }
    let mut items = Items::default();
    if let Some(syntax) = &source.syntax {
        items.visit_file(syntax);
    }
    for (name, line) in items.found.into_iter().filter(|(name, _)| empty(name)) {
        found.push(Finding::at(&source.path, line, format!("name `{name}` after what it does")));
    }
    found
}

/// The words of a name in snake or camel case, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        if letter.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

/// Every function: its name, its first line and how many lines its body has.
#[derive(Default)]
struct Functions {
    found: Vec<(String, usize, usize)>,
}

impl Functions {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.span().start().line;
        // The body alone: the documented properties of a component are its signature.
        let (open, close) = (block.span().start().line, block.span().end().line);
        self.found.push((signature.ident.to_string(), first, close + 1 - open));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.add(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

/// The names that a file gives, with their lines.
#[derive(Default)]
struct Items {
    found: Vec<(String, usize)>,
}

impl Items {
    fn add(&mut self, ident: &syn::Ident) {
        self.found.push((ident.to_string(), ident.span().start().line));
    }
}

impl<'ast> Visit<'ast> for Items {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(&item.ident);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.add(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.add(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.add(&item.ident);
        visit::visit_item_mod(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.add(&signature.ident);
        visit::visit_signature(self, signature);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_without_a_reason_is_found() {
        let long = "// x\n".repeat(401);
        assert_eq!(length(&Source::new("a.css", &*long)).len(), 1, "401 lines are too many");
        assert!(
            length(&Source::new("a.css", "// x\n".repeat(400))).is_empty(),
            "400 lines are not"
        );
        let reasoned = format!("//! A table. Long because: it is one table.\n{long}");
        assert!(length(&Source::new("a.rs", reasoned)).is_empty(), "a reason excuses");
        let hollow = format!("//! Long because: \n{long}");
        assert_eq!(length(&Source::new("a.rs", hollow)).len(), 1, "an empty reason does not");
    }

    #[test]
    fn a_module_without_an_opening_is_found() {
        assert!(
            opening(&Source::new("a.rs", "//! Does it.\nfn a() {}")).is_empty(),
            "a sentence is enough"
        );
        assert!(
            opening(&Source::new("a.rs", "//! Does\n//! it.\n//!\n//! More")).is_empty(),
            "it may take two lines"
        );
        assert_eq!(
            opening(&Source::new("a.rs", "fn a() {}")).len(),
            1,
            "a planted bare module is found"
        );
        assert_eq!(
            opening(&Source::new("a.rs", "//! does it\nfn a() {}")).len(),
            1,
            "half a sentence is found"
        );
        assert!(opening(&Source::new("a.css", "a {}")).is_empty(), "style sheets have no modules");
    }

    #[test]
    fn a_long_function_is_found_wherever_it_is() {
        let body = "\n    let _ = 1;".repeat(70);
        for planted in [
            format!("fn long() {{{body}\n}}"),
            format!("impl A {{ fn long(&self) {{{body}\n}} }}"),
            format!("trait A {{ fn long(&self) {{{body}\n}} }}"),
            format!("mod m {{ fn short() {{ fn long() {{{body}\n}} }} }}"),
        ] {
            let found = functions(&Source::new("a.rs", planted));
            assert!(
                found.iter().any(|finding| finding.text.contains("`long` has")),
                "a planted long function is found"
            );
        }
        let fits = format!("fn fits() {{{}\n}}", "\n    let _ = 1;".repeat(68));
        assert!(functions(&Source::new("a.rs", fits)).is_empty(), "70 lines are not too many");
        assert_eq!(functions(&Source::new("a.rs", "fn (")).len(), 1, "what does not parse is told");
    }

    #[test]
    fn names_that_say_nothing_are_found() {
        assert_eq!(names(&Source::new("app/src/utils.rs", "//! x.")).len(), 1, "a file");
        assert_eq!(names(&Source::new("app/src/helpers/x.rs", "//! x.")).len(), 1, "a folder");
        for planted in [
            "struct CacheManager;",
            "fn test_helper() {}",
            "mod util {}",
            "impl A { fn util(&self) {} }",
        ] {
            assert_eq!(names(&Source::new("a.rs", planted)).len(), 1, "{planted}");
        }
        assert!(
            names(&Source::new("a.rs", "struct Utility; fn manage() {}")).is_empty(),
            "whole words only"
        );
    }
}
