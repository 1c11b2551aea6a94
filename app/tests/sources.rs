//! Reads the sources: every key has its words, every icon its drawing, every screen its address.

use sampan_protocol::locale::Language;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const APP: &str = env!("CARGO_MANIFEST_DIR");

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The code of every source, without what is told about it.
fn sources() -> Vec<String> {
    let code = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a source is text");
        text.lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    files(&Path::new(APP).join("src")).into_iter().map(code).collect()
}

/// What stands in quotes right after one of these beginnings, anywhere in the sources.
fn quoted_after(beginnings: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for code in sources() {
        for beginning in beginnings {
            for (at, _) in code.match_indices(beginning) {
                let rest = code[at + beginning.len()..].trim_start();
                if let Some((word, _)) =
                    rest.strip_prefix('"').and_then(|rest| rest.split_once('"'))
                {
                    found.insert(word.to_owned());
                }
            }
        }
    }
    found
}

fn assert_told(key: &str) {
    for language in Language::ALL {
        assert_ne!(language.text(key, &[]), key, "{} has no words for {key}", language.tag());
    }
}

#[test]
fn every_key_has_words_in_both_languages() {
    let keys = quoted_after(&[" t!(", "(t!(", "=t!(", "{t!(", "label: "]);
    assert!(keys.len() > 150, "the sources were read: {} keys", keys.len());
    keys.iter().filter(|key| key.contains('.')).for_each(|key| assert_told(key));
}

#[test]
fn every_counted_key_has_both_forms() {
    let keys = quoted_after(&["tn!("]);
    assert!(keys.len() >= 3, "the sources were read: {keys:?}");
    for key in keys {
        assert_told(&format!("{key}.other"));
        assert_told(&format!("{key}.one"));
    }
}

#[test]
fn both_languages_have_the_same_keys_and_names() {
    let read = |language: &str, file: &Path| -> serde_json::Map<String, serde_json::Value> {
        let path = file
            .parent()
            .and_then(Path::parent)
            .expect("a folder of catalogues")
            .join(language)
            .join(file.file_name().expect("a name"));
        serde_json::from_str(&fs::read_to_string(path).expect("both languages have the file"))
            .expect("a catalogue is a JSON object")
    };
    let names = |message: &serde_json::Value| -> BTreeSet<String> {
        let message = message.as_str().expect("messages are text");
        message
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    for file in files(&Path::new(APP).join("../assets/locales/en")) {
        let (english, chinese) = (read("en", &file), read("zh-CN", &file));
        let keys = |all: &serde_json::Map<String, serde_json::Value>| {
            all.keys().cloned().collect::<BTreeSet<_>>()
        };
        assert_eq!(
            keys(&english),
            keys(&chinese),
            "{} has the same keys in both languages",
            file.display()
        );
        for (key, message) in &english {
            let (here, there) = (names(message), names(&chinese[key]));
            // One thing is counted without its number in English, where Chinese still says it.
            let counted = key.ends_with(".one");
            assert!(
                here == there || counted,
                "{key} is filled with {here:?} in English and {there:?} in Chinese"
            );
        }
    }
}

#[test]
fn the_bridge_can_read_every_type_of_the_protocol() {
    // It reads fields and variants by their position: see app/src/bridge/read.rs.
    // What is left out reads as nothing: good for an option or a map, never for a list.
    let plain = ["transparent", "default"];
    let named = [
        "rename_all = ",
        "rename = ",
        "skip_serializing_if = \"Option::is_none\"",
        "skip_serializing_if = \"BTreeMap::is_empty\"",
    ];
    let mut read = 0;
    for file in files(&Path::new(APP).join("../crates/protocol/src")) {
        let text = fs::read_to_string(&file).expect("a source is text");
        for attribute in text.split("#[serde(").skip(1) {
            let inside = attribute.split(")]").next().unwrap_or_default();
            for part in inside.split(", ") {
                read += 1;
                assert!(
                    plain.contains(&part) || named.iter().any(|name| part.starts_with(name)),
                    "{}: the bridge does not know `{part}`",
                    file.display()
                );
            }
        }
    }
    assert!(read > 10, "the sources were read: {read} attributes");
}

#[test]
fn every_icon_is_drawn() {
    let folder = Path::new(APP).join("../assets/icons");
    let list = fs::read_to_string(folder.join("icons.txt")).expect("the list of icons");
    let mut drawn: BTreeSet<String> = list.lines().map(|line| line.trim().to_owned()).collect();
    drawn.extend(
        files(&folder).iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())),
    );
    let mut used = quoted_after(&["<Icon name=", " icon=", "icon: ", "tile("]);
    used.extend(icons_of_entries());
    assert!(used.len() > 30, "the sources were read: {used:?}");
    for icon in used.iter().filter(|icon| !icon.is_empty()) {
        assert!(drawn.contains(icon), "icon {icon} stands in assets/icons/icons.txt");
    }
}

/// The icons of what features give to the shell: the third text of each `entry("…", "…", "…", …)`, and
/// the second of each `=> ("wallet.…", "…")`.
fn icons_of_entries() -> BTreeSet<String> {
    let mut icons = BTreeSet::new();
    let roots = files(&Path::new(APP).join("src/features"));
    for file in roots.iter().filter(|file| file.ends_with("mod.rs")) {
        let text = fs::read_to_string(file).expect("a source is text");
        for (before, at) in [("entry(\"", 2), ("=> (\"wallet.", 1)] {
            for call in text.split(before).skip(1) {
                let call = call.split(')').next().unwrap_or_default();
                let named = call.split(',').nth(at).and_then(|part| part.split('"').nth(1));
                icons.extend(named.map(str::to_owned));
            }
        }
    }
    icons
}

#[test]
fn every_screen_has_an_address() {
    let page = fs::read_to_string(Path::new(APP).join("index.html")).expect("the page");
    let list = |name: &str| {
        let (_, rest) = page.split_once(&format!("{name}=\"")).expect("a list of screens");
        rest.split_once('"').expect("that ends").0.to_owned()
    };
    // What lies over a screen stands after a `+`, and is no screen.
    let listed: BTreeSet<String> = format!("{} {}", list("data-screens"), list("data-inside"))
        .split_whitespace()
        .filter_map(|pair| Some(pair.split_once('=')?.0.split('+').next()?.to_owned()))
        .collect();
    let made = quoted_after(&["<Screen name=", "data-screen="]);
    assert!(made.len() > 20, "the sources were read: {made:?}");
    // These show what the person of the demo world has none of.
    let of_others =
        ["refund", "charge-state", "bank-line", "bank-statement", "rail-line", "communities.edit"];
    for screen in made.iter().filter(|screen| !of_others.contains(&screen.as_str())) {
        assert!(
            listed.contains(screen),
            "screen {screen} is listed in data-screens or data-inside of app/index.html"
        );
    }
    let sources = sources();
    for screen in &listed {
        let named = format!("\"{screen}\"");
        assert!(
            sources.iter().any(|code| code.contains(&named)),
            "screen {screen} is listed in app/index.html, and made nowhere"
        );
    }
}
