//! What the program can be started with.

use clap::Parser;
use clap::builder::PossibleValuesParser;
use sampan_protocol::device::Theme;
use sampan_protocol::locale::Language;
use std::path::PathBuf;

/// Sampan: a super-app of your own.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "sampan", version, about, long_about = None)]
pub struct Arguments {
    /// Folder that holds settings and profiles [default: the user's data folder].
    #[arg(long, value_name = "DIR")]
    pub profile: Option<PathBuf>,
    /// Server to use instead of the last profile.
    #[arg(long, value_name = "URL", conflicts_with = "demo")]
    pub server: Option<String>,
    /// Opens the demo world.
    #[arg(long)]
    pub demo: bool,
    /// Language, for this start only.
    #[arg(long, value_name = "LANG", value_parser = PossibleValuesParser::new(["en", "zh-CN"]))]
    pub lang: Option<String>,
    /// Light, dark or as the system says, for this start only.
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(["light", "dark", "system"]))]
    pub theme: Option<String>,
    /// Size of the window in CSS pixels, e.g. 390x844.
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<(u32, u32)>,
    /// Link to open, e.g. sampan://pay/mei.
    #[arg(long, value_name = "URI")]
    pub open: Option<String>,
    /// The same as --open, as the desktop hands links over.
    #[arg(value_name = "URI", conflicts_with = "open")]
    pub link: Option<String>,
}

impl Arguments {
    /// The language asked for, if one was.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        self.lang.as_deref().map(Language::from_tag)
    }

    /// The theme asked for, if one was.
    #[must_use]
    pub fn theme(&self) -> Option<Theme> {
        self.theme.as_deref().map(|theme| match theme {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        })
    }

    /// The link to open, if it is one of ours.
    #[must_use]
    pub fn uri(&self) -> Option<String> {
        self.open.clone().or_else(|| self.link.clone()).filter(|uri| is_ours(uri))
    }
}

/// Says whether `uri` is a link to this app; anything else that is handed over is ignored.
#[must_use]
pub(crate) fn is_ours(uri: &str) -> bool {
    uri.len() <= 2_048 && uri.starts_with("sampan://") && !uri.chars().any(char::is_control)
}

fn parse_size(text: &str) -> Result<(u32, u32), String> {
    let size = text.split_once(['x', 'X']).and_then(|(width, height)| {
        let side = |text: &str| text.parse::<u32>().ok().filter(|n| (200..=10_000).contains(n));
        Some((side(width)?, side(height)?))
    });
    size.ok_or_else(|| "write width x height between 200 and 10000, e.g. 390x844".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_strictly() {
        assert_eq!(parse_size("390x844"), Ok((390, 844)), "a phone");
        for bad in ["390", "x", "0x0", "-1x5", "390x844x2", "１００x１００", "99999x844"] {
            assert!(parse_size(bad).is_err(), "{bad} is not a size");
        }
    }

    #[test]
    fn only_our_links_are_opened() {
        let args = |link: &str| Arguments { link: Some(link.to_owned()), ..Arguments::default() };
        assert_eq!(args("sampan://pay/mei").uri().as_deref(), Some("sampan://pay/mei"), "ours");
        assert_eq!(args("https://example.org").uri(), None, "not ours");
        assert_eq!(args("sampan://pay/\n").uri(), None, "control characters are hostile");
    }

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
