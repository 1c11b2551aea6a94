//! Message catalogues: the same keys and placeholders in every language, each key used and each used key there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;

use super::source::{Finding, Source};

/// Beginnings of keys that are put together where no format string shows it.
const DYNAMIC: &[&str] = &["error."];

/// One language: its messages by key, each with the file that it stands in.
pub(super) struct Catalogue {
    language: String,
    messages: BTreeMap<String, (String, String)>,
}

/// Reads `<language>.json`, or every file of `<language>/`.
pub(super) fn read(folder: &Path) -> anyhow::Result<Vec<Catalogue>> {
    let mut catalogues: BTreeMap<String, Catalogue> = BTreeMap::new();
    for file in crate::stamp::files(folder)? {
        let inside = file.strip_prefix(folder)?.with_extension("");
        let language = inside
            .iter()
            .next()
            .map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default();
        let name = format!("assets/locales/{}", file.strip_prefix(folder)?.display());
        let text = fs::read_to_string(&file)?;
        let messages: BTreeMap<String, String> =
            serde_json::from_str(&text).with_context(|| name.clone())?;
        let entry = catalogues.entry(language.clone());
        let catalogue = entry.or_insert_with(|| Catalogue { language, messages: BTreeMap::new() });
        for (key, message) in messages {
            let known = catalogue.messages.insert(key.clone(), (message, name.clone()));
            anyhow::ensure!(known.is_none(), "{name}: {key:?} stands in another file, too");
        }
    }
    Ok(catalogues.into_values().collect())
}

/// All languages have the same keys with the same placeholders, and no message is empty.
pub(super) fn agreement(catalogues: &[Catalogue]) -> Vec<Finding> {
    let mut found = Vec::new();
    let all: BTreeSet<&String> =
        catalogues.iter().flat_map(|catalogue| catalogue.messages.keys()).collect();
    for key in all {
        let there: Vec<_> =
            catalogues.iter().filter_map(|catalogue| catalogue.messages.get(key)).collect();
        for catalogue in catalogues.iter().filter(|catalogue| !catalogue.messages.contains_key(key))
        {
            let place = format!("assets/locales/{}", catalogue.language);
            found.push(Finding::at(&place, 0, format!("{key:?} is missing")));
        }
        for (message, file) in &there {
            if message.trim().is_empty() {
                found.push(Finding::at(file, 0, format!("{key:?} says nothing")));
            }
            if placeholders(message) != placeholders(&there[0].0) {
                let text = format!("{key:?} has other placeholders than in {}", there[0].1);
                found.push(Finding::at(file, 0, text));
            }
        }
    }
    found
}

/// Every literal key of the code is in the catalogues, and every key of the catalogues is used.
pub(super) fn usage(catalogues: &[Catalogue], sources: &[Source]) -> Vec<Finding> {
    let Some(catalogue) = catalogues.first() else {
        return vec![Finding::at("assets/locales", 0, "there are no messages")];
    };
    let mut found = Vec::new();
    let mut literals = BTreeSet::new();
    let mut beginnings: BTreeSet<String> = DYNAMIC.iter().map(ToString::to_string).collect();
    for source in
        sources.iter().filter(|source| source.is_rust() && !source.path.starts_with("xtask/"))
    {
        for (line, key, is_count) in asked(source) {
            let wanted = if is_count {
                vec![format!("{key}.one"), format!("{key}.other")]
            } else {
                vec![key]
            };
            for key in wanted.iter().filter(|key| !catalogue.messages.contains_key(*key)) {
                found.push(Finding::at(&source.path, line, format!("{key:?} is in no catalogue")));
            }
        }
        for (_, text) in source.strings() {
            if let Some((beginning, _)) =
                text.split_once('{').filter(|(beginning, _)| beginning.contains('.'))
            {
                beginnings.insert(beginning.to_owned());
            }
            literals.insert(text);
        }
    }
    let is_used = |key: &str| {
        let stem = key.strip_suffix(".one").or_else(|| key.strip_suffix(".other"));
        literals.contains(key)
            || stem.is_some_and(|stem| literals.contains(stem))
            || beginnings.iter().any(|beginning| key.starts_with(beginning.as_str()))
    };
    let unused = catalogue.messages.iter().filter(|(key, _)| !is_used(key));
    found.extend(
        unused.map(|(key, (_, file))| Finding::at(file, 0, format!("{key:?} is used nowhere"))),
    );
    found
}

/// The literal keys that `t!` and `tn!` are asked for: line, key, and whether it is a count.
fn asked(source: &Source) -> Vec<(usize, String, bool)> {
    let tokens = source.tokens();
    let mut found = Vec::new();
    for window in tokens.windows(4) {
        let [name, bang, _, proc_macro2::TokenTree::Literal(literal)] = window else {
            continue;
        };
        let name = name.to_string();
        if bang.to_string() == "!"
            && matches!(&*name, "t" | "tn")
            && let syn::Lit::Str(key) = syn::Lit::new(literal.clone())
        {
            found.push((literal.span().start().line, key.value(), name == "tn"));
        }
    }
    found
}

fn placeholders(message: &str) -> BTreeSet<&str> {
    let parts = message.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(language: &str, messages: &[(&str, &str)]) -> Catalogue {
        let messages = messages.iter().map(|(key, message)| {
            ((*key).to_owned(), ((*message).to_owned(), format!("{language}.json")))
        });
        Catalogue { language: language.to_owned(), messages: messages.collect() }
    }

    #[test]
    fn catalogues_that_differ_are_found() {
        let en = || catalogue("en", &[("a.b", "Hello {name}"), ("a.c", "Bye")]);
        let same = catalogue("zh-CN", &[("a.b", "{name}，你好"), ("a.c", "再见")]);
        assert!(agreement(&[en(), same]).is_empty(), "the same keys and placeholders pass");
        let missing = catalogue("zh-CN", &[("a.b", "{name}，你好")]);
        assert_eq!(agreement(&[en(), missing]).len(), 1, "a missing key is found");
        let more = catalogue("zh-CN", &[("a.b", "{name}"), ("a.c", "再见"), ("a.d", "多")]);
        assert_eq!(agreement(&[en(), more]).len(), 1, "a key too many is found");
        let other = catalogue("zh-CN", &[("a.b", "{who}，你好"), ("a.c", "再见")]);
        assert_eq!(agreement(&[en(), other]).len(), 1, "another placeholder is found");
        let empty = catalogue("zh-CN", &[("a.b", "{name}"), ("a.c", " ")]);
        assert_eq!(agreement(&[en(), empty]).len(), 1, "an empty message is found");
    }

    #[test]
    fn keys_without_messages_and_messages_without_use_are_found() {
        let messages =
            [("a.b", "x"), ("n.one", "x"), ("n.other", "x"), ("kind.pay", "x"), ("label.x", "x")];
        let catalogues = [catalogue("en", &messages)];
        let code = r#"
            fn f() { t!("a.b"); view! { <p>{tn!("n", 3)}</p> }; text(&format!("kind.{kind}")); g(Entry { label: "label.x" }) }
        "#;
        let fine = [Source::new("app/src/a.rs", code)];
        assert!(
            usage(&catalogues, &fine).is_empty(),
            "literal, counted, formatted and passed on: {:?}",
            usage(&catalogues, &fine)
        );
        let planted = [Source::new(
            "app/src/a.rs",
            format!("{code} fn g() {{ t!(\"a.typo\"); tn!(\"a.b\", 1) }}"),
        )];
        assert_eq!(
            usage(&catalogues, &planted).len(),
            3,
            "a typo, and a count without its two forms"
        );
        let unused = [Source::new("app/src/a.rs", code.replace("a.b", "label.x"))];
        assert_eq!(usage(&catalogues, &unused).len(), 1, "a message that nobody asks for");
    }

    #[test]
    fn a_key_in_two_files_is_refused() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        fs::create_dir(dir.path().join("en"))?;
        fs::write(dir.path().join("en/a.json"), r#"{"x": "1"}"#)?;
        assert_eq!(read(dir.path())?.len(), 1, "one language is read");
        fs::write(dir.path().join("en/b.json"), r#"{"x": "2"}"#)?;
        assert!(read(dir.path()).is_err(), "the same key twice is told");
        Ok(())
    }
}
