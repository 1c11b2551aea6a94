//! One style sheet of many: tokens, base, design system, features.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stamp::files;

/// All sheets in their order, each under its name.
pub(super) fn concatenate(styles: &Path) -> anyhow::Result<String> {
    let mut sheet = String::new();
    for file in order(styles)? {
        let name = file.strip_prefix(styles)?.display().to_string();
        sheet.push_str(&format!("/* {name} */\n{}\n", fs::read_to_string(&file)?.trim_end()));
    }
    Ok(sheet)
}

fn order(styles: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut order = Vec::new();
    for part in ["tokens.css", "base.css", "ui", "features"] {
        order.extend(
            files(&styles.join(part))?
                .into_iter()
                .filter(|file| file.extension().is_some_and(|e| e == "css")),
        );
    }
    let unknown = files(styles)?.into_iter().find(|file| !order.contains(file));
    match unknown {
        Some(file) => anyhow::bail!(
            "{}: sheets are tokens.css, base.css, ui/*.css and features/*.css",
            file.display()
        ),
        None => Ok(order),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_come_in_the_order_that_later_ones_may_rely_on() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        for (name, text) in [
            ("base.css", "B"),
            ("tokens.css", "T"),
            ("features/wallet.css", "W"),
            ("ui/a.css", "A"),
        ] {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().unwrap_or(dir.path()))?;
            fs::write(file, text)?;
        }
        let sheet = concatenate(dir.path())?;
        let found: String = sheet.lines().filter(|line| line.len() == 1).collect();
        assert_eq!(found, "TBAW", "tokens, base, design system, features");
        fs::write(dir.path().join("stray.css"), "S")?;
        assert!(concatenate(dir.path()).is_err(), "a sheet that would be forgotten is refused");
        Ok(())
    }
}
