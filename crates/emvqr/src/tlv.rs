//! Reads and writes data objects: two digits of ID, two digits of length, then the value.
//!
//! Lengths and offsets count Unicode scalar values, not bytes: `5907ร้านค้า` holds a name of seven.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::fmt::Write;

use crate::{
    fault::{ErrorCode, Fault},
    id::Id,
};

/// The longest value that two digits of length can announce.
pub const MAX_VALUE: usize = 99;

/// One data object, and those inside it if it is a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    id: Id,
    value: String,
    sub: Option<Vec<Object>>,
}

impl Object {
    /// A data object with a plain value.
    #[must_use]
    pub fn new(id: Id, value: impl Into<String>) -> Object {
        Object { id, value: value.into(), sub: None }
    }

    /// A data object whose value is other data objects.
    #[must_use]
    pub fn template(id: Id, sub: Vec<Object>) -> Object {
        Object { id, value: write(&sub), sub: Some(sub) }
    }

    /// Its two digits.
    #[must_use]
    pub fn id(&self) -> Id {
        self.id
    }

    /// Its value as written in the payload.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The data objects inside it, if it is a template that could be read as such.
    #[must_use]
    pub fn sub(&self) -> Option<&[Object]> {
        self.sub.as_deref()
    }
}

/// Reads data objects one after another, and opens none of them.
///
/// The first object that cannot be read ends the reading. Its fault is, in this order of
/// precedence: `TRUNCATED_HEADER` if fewer than four characters are left, `BAD_TAG` if the first
/// two are not ASCII digits (both at the object's first character), `BAD_LENGTH` if the next two
/// are not (at the length), `VALUE_OVERRUN` if the value is shorter than announced (at the object's
/// first character). A length of `00` is read as an empty value: EMVCo asks for at least one
/// character, but the vectors let `5900` pass with a warning only.
///
/// # Errors
/// The first fault met, with its offset.
pub fn read(text: &str) -> Result<Vec<Object>, Fault> {
    let mut objects = Vec::new();
    let mut rest = text;
    let mut offset = 0;
    while !rest.is_empty() {
        let fault = |code, at| Fault::at(code, offset + at);
        let (head, tail) = split_chars(rest, 2).ok_or(fault(ErrorCode::TruncatedHeader, 0))?;
        let (length, tail) = split_chars(tail, 2).ok_or(fault(ErrorCode::TruncatedHeader, 0))?;
        let id = two_digits(head).and_then(Id::new).ok_or(fault(ErrorCode::BadTag, 0))?;
        let length = usize::from(two_digits(length).ok_or(fault(ErrorCode::BadLength, 2))?);
        let (value, tail) = split_chars(tail, length).ok_or(fault(ErrorCode::ValueOverrun, 0))?;
        objects.push(Object::new(id, value));
        rest = tail;
        offset += 4 + length;
    }
    Ok(objects)
}

/// Reads a whole payload, and opens the templates at its root (see [`Id::is_template`]), one level
/// deep.
///
/// A template that holds something else keeps its text and has no [`Object::sub`].
///
/// # Errors
/// The first fault met at the root.
pub fn read_payload(text: &str) -> Result<Vec<Object>, Fault> {
    let mut objects = read(text)?;
    for object in &mut objects {
        if object.id.is_template() {
            object.sub = read(&object.value).ok();
        }
    }
    Ok(objects)
}

/// Writes data objects one after another; the opposite of [`read`] for values of at most
/// [`MAX_VALUE`] characters.
#[must_use]
pub fn write(objects: &[Object]) -> String {
    let mut text = String::new();
    for Object { id, value, .. } in objects {
        // Writing to a string cannot fail.
        let _ = write!(text, "{id}{:02}{value}", value.chars().count());
    }
    text
}

/// The first data object of that name.
#[must_use]
pub fn find(objects: &[Object], id: Id) -> Option<&Object> {
    objects.iter().find(|object| object.id == id)
}

/// The value of the first data object of that name.
#[must_use]
pub fn value(objects: &[Object], id: Id) -> Option<&str> {
    find(objects, id).map(Object::value)
}

/// A copy of the value of the first data object of that name.
pub(crate) fn text(objects: &[Object], id: Id) -> Option<String> {
    value(objects, id).map(ToString::to_string)
}

/// The first name that stands twice on this level.
pub(crate) fn duplicate(objects: &[Object]) -> Option<Id> {
    let mut seen = 0_u128;
    objects.iter().map(Object::id).find(|id| {
        let bit = 1 << id.get();
        let known = seen & bit != 0;
        seen |= bit;
        known
    })
}

/// Splits after `count` characters, if there are that many.
fn split_chars(text: &str, count: usize) -> Option<(&str, &str)> {
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.nth(count).and_then(|at| text.split_at_checked(at))
}

fn two_digits(text: &str) -> Option<u8> {
    let [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = text.as_bytes() else {
        return None;
    };
    Some((tens - b'0') * 10 + (ones - b'0'))
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec};

    use super::*;

    fn fault(text: &str) -> (ErrorCode, usize) {
        let fault = read(text).expect_err("a fault");
        (fault.code, fault.offset.expect("an offset"))
    }

    #[test]
    fn names_the_first_fault_and_where_it_is() {
        use ErrorCode::{BadLength, BadTag, TruncatedHeader, ValueOverrun};
        for (text, code, offset) in [
            ("0", TruncatedHeader, 0),
            ("000", TruncatedHeader, 0),
            ("000201\r", TruncatedHeader, 6),
            ("000201 00", TruncatedHeader, 6),
            (" 000201", BadTag, 0),
            ("\u{feff}000201", BadTag, 0),
            ("A002", BadTag, 0),
            ("AAAA", BadTag, 0),
            ("０002xx", BadTag, 0),
            ("\0\0\0\0", BadTag, 0),
            ("000201-102xx", BadTag, 6),
            ("00A201", BadLength, 2),
            ("00 201", BadLength, 2),
            ("00+201", BadLength, 2),
            ("00-101", BadLength, 2),
            ("00０201", BadLength, 2),
            ("00٠٢01", BadLength, 2),
            ("00020158XXTH", BadLength, 8),
            ("0003ab", ValueOverrun, 0),
            ("0099", ValueOverrun, 0),
            ("0002最佳5905Hey!", ValueOverrun, 6),
        ] {
            assert_eq!(fault(text), (code, offset), "{text:?}");
        }
    }

    #[test]
    fn counts_characters_and_not_bytes() {
        let objects = read("5907ร้านค้า6002🚣é").expect("two objects");
        assert_eq!(objects, [Object::new(Id::NAME, "ร้านค้า"), Object::new(Id::CITY, "🚣é")]);
        assert_eq!(write(&objects), "5907ร้านค้า6002🚣é");
    }

    #[test]
    fn an_empty_text_has_no_objects_and_an_empty_value_is_one() {
        assert_eq!(read(""), Ok(vec![]));
        assert_eq!(read("5900"), Ok(vec![Object::new(Id::NAME, "")]));
    }

    #[test]
    fn opens_templates_one_level_deep() {
        let objects = read_payload("02040000260800040000620301a65040000").expect("four objects");
        let opened: Vec<_> =
            objects.iter().map(|object| object.sub().map(<[Object]>::len)).collect();
        assert_eq!(opened, [None, Some(1), None, None]);
        assert_eq!(objects[1].sub().expect("opened")[0].sub(), None);
    }

    #[test]
    fn a_name_is_a_duplicate_only_on_its_own_level() {
        let of = |text: &str| duplicate(&read(text).expect("objects"));
        assert_eq!(of("0000010099009900"), Some(Id::of(99)));
        assert_eq!(of("000001009900"), None);
    }

    #[test]
    fn a_huge_text_takes_linear_time() {
        let text = "9900".repeat(1 << 18);
        assert_eq!(read(&text).expect("objects").len(), 1 << 18);
        assert_eq!(fault(&format!("{text}1")), (ErrorCode::TruncatedHeader, 1 << 20));
    }
}
