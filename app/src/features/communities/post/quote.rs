//! Quoting what somebody said, or a passage of it, in one's own comment.

use crate::prelude::*;
use sampan_protocol::communities::Comment;
use wasm_bindgen::JsCast;

/// What stands for something in Markdown, and would not be read as it is meant.
const MARKS: &str = "\\`*_{}[]()<>#+-.!|~";

/// What somebody said, as Markdown quotes it, under what is typed already. What they quoted themselves is
/// left out.
fn quoted(typed: &str, name: &str, said: &str) -> String {
    let mut text = typed.trim_end().to_owned();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str("> **");
    for letter in name.chars() {
        if MARKS.contains(letter) {
            text.push('\\');
        }
        text.push(letter);
    }
    text.push_str("**\n>\n");
    let lines = said.trim().lines().filter(|line| !line.trim_start().starts_with('>'));
    let mut blank = true;
    for line in lines {
        let is_blank = line.trim().is_empty();
        if !(is_blank && blank) {
            text.push_str(if is_blank { ">" } else { "> " });
            text.push_str(line.trim_end());
            text.push('\n');
        }
        blank = is_blank;
    }
    text.push('\n');
    text
}

/// A comment, or the passage of it that is selected, quoted under what is typed.
pub(super) fn quote(typed: &str, comment: &Comment) -> String {
    let said = passage(&comment.id.to_string()).unwrap_or_else(|| comment.body.clone());
    quoted(typed, &comment.author.name, &said)
}

/// What is selected within the text of a comment.
fn passage(id: &str) -> Option<String> {
    let selection = window().get_selection().ok()??;
    let text = String::from(selection.to_string());
    let within = |node: Option<web_sys::Node>| {
        let node = node?;
        let element = node.dyn_ref::<web_sys::Element>().cloned().or_else(|| node.parent_element());
        let written = element?.closest(".written").ok()??;
        let comment = written.closest("[data-comment]").ok()??;
        (comment.get_attribute("data-comment")? == id).then_some(())
    };
    within(selection.anchor_node())?;
    within(selection.focus_node())?;
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_says_who_said_it() {
        let text = quoted("", "Li Wei", "Rye.\n\n\nThree quarters.");
        assert_eq!(text, "> **Li Wei**\n>\n> Rye.\n>\n> Three quarters.\n\n", "line by line");
        let under = quoted("I agree. ", "A*b", "Yes");
        assert_eq!(under, "I agree.\n\n> **A\\*b**\n>\n> Yes\n\n", "a name is no mark");
        let once = quoted("", "Ada", "> **Ben**\n> No\n\nYes");
        assert_eq!(once, "> **Ada**\n>\n> Yes\n\n", "quotes do not pile up");
    }
}
