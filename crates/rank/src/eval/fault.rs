//! What can be wrong with a file of interactions, and what to do about it.

use std::fmt;

/// Says what is wrong with the input. Lines are counted from 1, the header line included.
#[derive(Debug)]
pub enum Fault {
    /// The file could not be read.
    Read(std::io::Error),
    /// There is nothing in the file, or nothing below the header line.
    Empty,
    /// The header line lacks a column.
    MissingColumn {
        /// The column.
        column: &'static str,
        /// The header line as it is.
        header: String,
    },
    /// A line has too few or too many fields.
    Fields {
        /// The line.
        line: usize,
        /// Fields it has.
        found: usize,
        /// Fields the header line has.
        expected: usize,
    },
    /// A rating or timestamp is not a number.
    Number {
        /// The line.
        line: usize,
        /// The column.
        column: &'static str,
        /// What is there.
        value: String,
    },
    /// A user or item is empty.
    Unnamed {
        /// The line.
        line: usize,
        /// The column.
        column: &'static str,
    },
    /// A quotation mark is not closed on its line.
    Quote {
        /// The line.
        line: usize,
    },
    /// A line is not UTF-8.
    Encoding {
        /// The line.
        line: usize,
    },
    /// No user has a like to be tested with.
    Untestable,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "the file cannot be read: {error}"),
            Self::Empty => write!(
                f,
                "there are no interactions; give a file with the header line \
                 user,item,rating,timestamp and one interaction a line"
            ),
            Self::MissingColumn { column, header } => write!(
                f,
                "line 1: there is no column {column} in the header line {header:?}; make the first \
                 line user,item,rating,timestamp"
            ),
            Self::Fields { line, found, expected } => write!(
                f,
                "line {line}: {found} fields, but the header line has {expected}; give each line as \
                 many, and put what contains a comma into quotation marks"
            ),
            Self::Number { line, column, value } => {
                let wanted = if *column == "timestamp" { "whole Unix seconds" } else { "a number" };
                write!(f, "line {line}: {column} {value:?} is not a number; write {wanted}")
            }
            Self::Unnamed { line, column } => {
                write!(f, "line {line}: {column} is empty; write its id, or leave the line out")
            }
            Self::Quote { line } => {
                write!(f, "line {line}: a quotation mark is not closed; close it on the same line")
            }
            Self::Encoding { line } => {
                write!(f, "line {line}: this is not UTF-8; save the file as UTF-8")
            }
            Self::Untestable => write!(
                f,
                "no user has a like (rating 4 or more) to be tested with; give interactions with at \
                 least two likes of one user, at different items"
            ),
        }
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => Some(error),
            _ => None,
        }
    }
}
