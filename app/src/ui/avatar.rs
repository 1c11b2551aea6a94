//! Pictures of people; an initial on a colour of their own where there is none.

use super::{Icon, letter};
use crate::prelude::*;
use sampan_protocol::people::{Kind, Person};

/// Where pictures are served from; provided at the root.
#[derive(Clone, Copy)]
pub(crate) struct MediaBase(pub(crate) Signal<String>);

/// How many colours there are.
const HUES: u32 = 8;

/// The colour of a name: the same on every device.
pub(crate) fn hue_of(name: &str) -> u8 {
    let hash = name
        .bytes()
        .fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    u8::try_from((hash >> 16) % HUES).unwrap_or_default()
}

/// What stands for a name without a picture: its first letter; of a Chinese person the last
/// character, where the family name says less than the given one.
pub(crate) fn initial(name: &str, merchant: bool) -> String {
    let han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let name = name.trim();
    let sign = match name.chars().last().filter(han) {
        Some(last) if !merchant && name.chars().count() <= 4 => Some(last),
        _ => name.chars().find(|c| letter::is_alphanumeric(*c)),
    };
    sign.map(letter::upper).unwrap_or_default()
}

/// The picture for a name.
#[component]
pub(crate) fn Avatar(
    /// Whose.
    #[prop(into)]
    name: String,
    /// SHA-256 of the picture, if there is one.
    #[prop(optional_no_strip, into)]
    picture: Option<String>,
    /// Pixels a side.
    #[prop(default = 44)]
    size: u16,
    /// Whether it is square, as for merchants.
    #[prop(optional)]
    square: bool,
) -> View {
    let base = use_context::<MediaBase>();
    let (broken, set_broken) = signal(false);
    let address =
        picture.zip(base).map(|(sha256, base)| move || format!("{}/{sha256}", base.0.get()));
    let letter = initial(&name, square);
    let inside = move || match address.clone().filter(|_| !broken.get()) {
        Some(address) => {
            view! { <img src=address alt="" loading="lazy" decoding="async" on:error=move |_| set_broken.set(true) /> }
        }
        None if letter.is_empty() => {
            let name = if square { "store" } else { "user-round" };
            view! { <Icon name size=size / 2 /> }
        }
        None => view! { <span aria-hidden="true">{letter.clone()}</span> },
    };
    view! {
        <span
            class=format!("avatar hue-{}", hue_of(&name))
            class:square=square
            style=("--size", format!("{size}px"))
        >
            {inside}
        </span>
    }
}

/// The picture of a person or merchant.
#[component]
pub(crate) fn PersonAvatar(
    /// Who.
    person: Person,
    /// Pixels a side.
    #[prop(default = 44)]
    size: u16,
) -> View {
    view! { <Avatar name=person.name picture=person.avatar size square=person.kind == Kind::Merchant /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_what_people_are_called_by() {
        for (name, expected) in [
            ("mei lin", "M"),
            ("陈美", "美"),
            ("王小明", "明"),
            ("“O’Brien”", "O"),
            ("", ""),
            ("🍜", ""),
            ("老街面馆有限公司", "老"),
        ] {
            assert_eq!(initial(name, false), expected, "the initial of {name}");
        }
        assert_eq!(initial("老街面馆", true), "老", "a shop goes by how its name begins");
    }

    #[test]
    fn colours_are_spread_and_stay() {
        let names = ["Mei", "Li Wei", "Ana", "Tom", "陈美", "Noor", "Kofi", "Yuki", "Zoe", "Ivan"];
        let mut hues: Vec<u8> = names.map(hue_of).to_vec();
        assert!(hues.iter().all(|hue| u32::from(*hue) < HUES), "every colour exists");
        hues.sort_unstable();
        hues.dedup();
        assert!(hues.len() >= 4, "ten people do not all look the same: {hues:?}");
    }
}
