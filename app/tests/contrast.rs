//! Recomputes the contrasts that the tokens promise (WCAG 2.2, relative luminance).

use std::collections::HashMap;
use std::fs;

/// Colours of one theme by token.
type Theme = HashMap<String, [f64; 3]>;

fn themes() -> (Theme, Theme) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/styles/tokens.css");
    let sheet = fs::read_to_string(path).expect("the tokens stand in assets/styles/tokens.css");
    let (mut light, mut dark) = (Theme::new(), Theme::new());
    for line in sheet.lines() {
        let Some((name, value)) =
            line.trim().strip_prefix("--").and_then(|line| line.split_once(':'))
        else {
            continue;
        };
        let value = value.trim().trim_end_matches(';');
        let pair = value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')'));
        let (first, second) = pair.and_then(|pair| pair.split_once(',')).unwrap_or((value, value));
        if let (Some(first), Some(second)) = (colour(first), colour(second)) {
            light.insert(name.to_owned(), first);
            dark.insert(name.to_owned(), second);
        }
    }
    (light, dark)
}

fn colour(text: &str) -> Option<[f64; 3]> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part =
        |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(|n| f64::from(n) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |c: f64| {
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn assert_contrasts(pairs: &[(String, String)], least: f64) {
    let (light, dark) = themes();
    for (name, theme) in [("light", &light), ("dark", &dark)] {
        for (front, ground) in pairs {
            let of = |token: &str| {
                *theme.get(token).unwrap_or_else(|| panic!("token --{token} has a colour"))
            };
            let found = contrast(of(front), of(ground));
            assert!(
                found >= least,
                "--{front} on --{ground} ({name}) has {found:.2}, and needs {least}"
            );
        }
    }
}

fn pairs(fronts: &[&str], grounds: &[&str]) -> Vec<(String, String)> {
    let all = fronts.iter().flat_map(|front| {
        grounds.iter().map(move |ground| ((*front).to_owned(), (*ground).to_owned()))
    });
    all.collect()
}

#[test]
fn the_formula_is_that_of_the_standard() {
    let black_on_white = contrast([0.0; 3], [1.0; 3]);
    assert!((black_on_white - 21.0).abs() < 1e-9, "black on white has 21, not {black_on_white}");
}

#[test]
fn text_can_be_read_on_every_surface() {
    let grounds = ["surface", "canvas", "raised", "sunken"];
    assert_contrasts(&pairs(&["text", "text-2"], &grounds), 4.5);
    assert_contrasts(&pairs(&["text", "text-2"], &["sunken-on-raised"]), 4.5);
    assert_contrasts(&pairs(&["text-3"], &["surface", "canvas", "raised"]), 4.5);
}

#[test]
fn meaning_can_be_read() {
    let meanings = ["brand", "danger", "success", "warning", "price", "live"];
    assert_contrasts(&pairs(&meanings, &["surface", "raised"]), 4.5);
    for meaning in ["brand", "danger", "success", "warning"] {
        assert_contrasts(&pairs(&[meaning], &[&format!("{meaning}-soft"), "canvas"]), 4.5);
    }
    assert_contrasts(&pairs(&["text"], &["warning-soft", "danger-soft"]), 4.5);
}

#[test]
fn labels_can_be_read_on_what_is_pressed() {
    assert_contrasts(&pairs(&["on-brand"], &["brand", "brand-strong"]), 4.5);
    assert_contrasts(&pairs(&["on-danger"], &["danger"]), 4.5);
    assert_contrasts(&pairs(&["on-hero", "on-hero-2"], &["hero", "hero-2"]), 4.5);
}

#[test]
fn controls_and_hues_can_be_seen() {
    assert_contrasts(&pairs(&["border"], &["surface"]), 3.0);
    for hue in 0..=8 {
        let hue = format!("hue-{hue}");
        assert_contrasts(&pairs(&[&hue], &["surface", "canvas", &format!("{hue}-soft")]), 3.0);
        assert_contrasts(&pairs(&["text"], &[&format!("{hue}-soft")]), 4.5);
    }
}

#[test]
fn white_can_be_read_over_a_white_picture() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/styles/tokens.css");
    let sheet = fs::read_to_string(path).expect("the tokens stand in assets/styles/tokens.css");
    for token in ["over-scrim", "over-deep"] {
        let begins = format!("--{token}: rgb(0 0 0 / ");
        let shade = sheet.lines().find_map(|line| {
            let shade = line.trim().strip_prefix(begins.as_str())?.strip_suffix(");")?;
            shade.parse::<f64>().ok()
        });
        let shade = shade.unwrap_or_else(|| panic!("token --{token} is a shade"));
        assert!(shade >= 0.55, "--{token} is dark enough for white over video: {shade}");
        let found = contrast([1.0; 3], [1.0 - shade; 3]);
        assert!(found >= 4.5, "white on --{token} over white has {found:.2}, and needs 4.5");
    }
    assert_contrasts(&pairs(&["over"], &["over-mark", "stage", "stage-2"]), 4.5);
}
