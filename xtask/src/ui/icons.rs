//! One SVG sprite of all icons: those named in assets/icons/icons.txt, and our own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// Attributes that a symbol takes over from its drawing.
const KEPT: &[&str] = &["viewBox", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"];

/// The sprite: put into the page, where `<use href="#icon-wallet">` draws one.
pub(super) fn sprite(root: &Path) -> anyhow::Result<String> {
    let folder = root.join("assets/icons");
    let mut drawings = BTreeMap::new();
    let list = fs::read_to_string(folder.join("icons.txt")).unwrap_or_default();
    for name in
        list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let file = root.join("node_modules/lucide-static/icons").join(format!("{name}.svg"));
        let svg = fs::read_to_string(&file)
            .with_context(|| format!("assets/icons/icons.txt: no icon {name:?}"))?;
        drawings.insert(name.to_owned(), svg);
    }
    let own = |file: &&std::path::PathBuf| {
        file.parent() == Some(&*folder) && file.extension().is_some_and(|e| e == "svg")
    };
    for file in crate::stamp::files(&folder)?.iter().filter(own) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        drawings.insert(name, fs::read_to_string(file)?);
    }
    let mut sprite = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sprite\" aria-hidden=\"true\">\n",
    );
    for (name, svg) in &drawings {
        let symbol =
            symbol(name, svg).with_context(|| format!("icon {name:?} is not a plain SVG"))?;
        sprite.push_str(&symbol);
    }
    sprite.push_str("</svg>\n");
    Ok(sprite)
}

/// One drawing as a symbol, on one line.
fn symbol(name: &str, svg: &str) -> Option<String> {
    let start = svg.find("<svg")?;
    let open = start + svg[start..].find('>')?;
    let close = svg.rfind("</svg>")?;
    let head = &svg[start..open];
    let kept: Vec<String> = KEPT
        .iter()
        .filter_map(|key| Some(format!("{key}=\"{}\"", attribute(head, key)?)))
        .collect();
    let body: Vec<&str> =
        svg[open + 1..close].lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Some(format!("<symbol id=\"icon-{name}\" {}>{}</symbol>\n", kept.join(" "), body.join("")))
}

fn attribute<'a>(head: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = head
        .split_once(&format!(" {key}=\""))
        .or_else(|| head.split_once(&format!("\n{key}=\"")))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_a_symbol_of_the_same_look() {
        let svg = "<!-- x -->\n<svg\n  class=\"y\"\n  viewBox=\"0 0 24 24\"\n  stroke-width=\"2\"\n>\n  <path d=\"M1 1\" />\n</svg>";
        let expected = "<symbol id=\"icon-a\" viewBox=\"0 0 24 24\" stroke-width=\"2\"><path d=\"M1 1\" /></symbol>\n";
        assert_eq!(
            symbol("a", svg).as_deref(),
            Some(expected),
            "what draws is kept, the rest is not"
        );
        assert_eq!(symbol("a", "no drawing"), None, "what is no drawing is refused");
    }
}
