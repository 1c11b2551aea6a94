//! What people are found by: every beginning of their handle, of their name, and of its words.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::people::Person;
use std::collections::BTreeSet;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE person_terms (
        term TEXT NOT NULL,
        person TEXT NOT NULL,
        PRIMARY KEY (term, person)
    );
    CREATE INDEX person_terms_by_person ON person_terms (person);";

/// The longest beginning that is kept, in characters.
pub(crate) const LONGEST: usize = 16;

/// Keeps what a person is found by now.
pub(crate) fn replace(sql: &mut dyn Sql, person: &Person) -> Result<(), DbError> {
    sql.execute("DELETE FROM person_terms WHERE person = $1", &params![person.id])?;
    for term in terms(person) {
        sql.execute(
            "INSERT INTO person_terms (term, person) VALUES ($1, $2)",
            &params![term, person.id],
        )?;
    }
    Ok(())
}

/// What was typed, in the spelling in which terms are kept.
pub(crate) fn folded(text: &str) -> String {
    text.trim().trim_start_matches('@').to_lowercase()
}

/// Whether a person's handle, name, or a word of it begins with the folded text.
pub(crate) fn begins(person: &Person, folded: &str) -> bool {
    sources(person).iter().any(|source| source.starts_with(folded))
}

fn terms(person: &Person) -> BTreeSet<String> {
    sources(person)
        .iter()
        .flat_map(|source| {
            let ends = source.char_indices().map(|(at, character)| at + character.len_utf8());
            ends.take(LONGEST).map(|end| source[..end].to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

fn sources(person: &Person) -> Vec<String> {
    let name = person.name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).chain([person.handle.clone(), name.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::people::Kind;

    fn person(handle: &str, name: &str) -> Person {
        let id = "018f0000-0000-7000-8000-000000000001".parse().expect("an identifier");
        let (handle, name) = (handle.to_owned(), name.to_owned());
        Person { id, handle, name, avatar: None, kind: Kind::Person, mcc: None }
    }

    #[test]
    fn people_are_found_by_every_beginning() {
        let terms = terms(&person("mei88", "陈美 Mei-Lin"));
        for term in ["m", "mei88", "陈", "陈美", "lin", "陈美 mei-lin"] {
            assert!(terms.contains(term), "{term} finds her");
        }
        assert!(!terms.contains("ei"), "the middle of a word does not");
    }

    #[test]
    fn long_names_keep_short_terms() {
        let long = person("mei", &"美".repeat(40));
        assert!(terms(&long).iter().all(|t| t.chars().count() <= LONGEST), "terms are short");
        assert!(begins(&long, &"美".repeat(40)), "the rest is compared afterwards");
    }
}
