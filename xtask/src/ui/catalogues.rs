//! One compact catalogue for each language, merged from its files: the app reads the one it needs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// Writes `<to>/<language>.json` for every folder of `from`.
pub(super) fn write(from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut catalogues: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in crate::stamp::files(from)? {
        let place = file.strip_prefix(from)?.display().to_string();
        let (language, _) =
            place.split_once(['/', '\\']).with_context(|| format!("{place} has no language"))?;
        let messages: BTreeMap<String, String> =
            serde_json::from_str(&fs::read_to_string(&file)?).with_context(|| place.clone())?;
        let catalogue = catalogues.entry(language.to_owned()).or_default();
        for (key, message) in messages {
            let known = catalogue.insert(key.clone(), message);
            anyhow::ensure!(known.is_none(), "{place}: {key:?} stands in another file, too");
        }
    }
    fs::create_dir_all(to)?;
    for (language, messages) in catalogues {
        let text = serde_json::to_string(&messages)?;
        fs::write(to.join(format!("{language}.json")), text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_language_become_one() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        let put = |place: &str, text: &str| -> anyhow::Result<()> {
            let file = from.join(place);
            fs::create_dir_all(file.parent().unwrap_or(&from))?;
            Ok(fs::write(file, text)?)
        };
        put("en/b.json", "{\n  \"b\": \"B {n}\"\n}\n")?;
        put("en/a.json", "{\"a\": \"A\"}")?;
        put("zh-CN/a.json", "{\"a\": \"甲\"}")?;
        write(&from, &to)?;
        let english = fs::read_to_string(to.join("en.json"))?;
        assert_eq!(english, r#"{"a":"A","b":"B {n}"}"#, "both files, without blanks");
        assert_eq!(fs::read_to_string(to.join("zh-CN.json"))?, r#"{"a":"甲"}"#, "its own file");
        put("en/c.json", "{\"a\": \"again\"}")?;
        assert!(write(&from, &to).is_err(), "a key that stands in two files is refused");
        Ok(())
    }
}
