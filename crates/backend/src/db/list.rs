//! Lists of values in a statement, of few lengths, so that few statements have to be prepared.

use super::Value;
use super::pool::held;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The longest list.
const MOST: usize = 64;

/// How many of so many rows go into the next statement.
const fn at_once(rows: usize) -> usize {
    match rows {
        MOST.. => MOST,
        0 | 1 => 1,
        _ => 1 << rows.ilog2(),
    }
}

/// `($1, $2), ($3, $4)`: rows of so many columns each.
pub(super) fn tuples(rows: usize, columns: usize) -> Arc<str> {
    static WRITTEN: Mutex<BTreeMap<(usize, usize), Arc<str>>> = Mutex::new(BTreeMap::new());
    let mut written = held(&WRITTEN);
    let text = written.entry((rows, columns)).or_insert_with(|| write(rows, columns).into());
    text.clone()
}

/// The next rows of those to be inserted: how their values are written, and the values.
pub(super) fn next_rows(
    rows: &mut std::vec::IntoIter<Vec<Value>>,
) -> Option<(Arc<str>, Vec<Value>)> {
    let columns = rows.as_slice().first().map(Vec::len)?;
    let many = at_once(rows.len());
    let params = rows.by_ref().take(many).flatten().collect();
    Some((tuples(many, columns), params))
}

fn write(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        numbers(&mut text, row * columns, columns);
        text.push(')');
    }
    text
}

/// `($1, $2, $3, $4)` with its values, for `IN`; where there are fewer, the last one stands there
/// again. What is asked for is asked for in so many parts.
pub(crate) fn any_of(values: Vec<Value>) -> impl Iterator<Item = (Arc<str>, Vec<Value>)> {
    let mut values = values.into_iter();
    std::iter::from_fn(move || {
        let mut part: Vec<Value> = values.by_ref().take(MOST).collect();
        let last = part.last()?.clone();
        part.resize(part.len().next_power_of_two(), last);
        Some((tuples(1, part.len()), part))
    })
}

fn numbers(text: &mut String, after: usize, count: usize) {
    for number in after + 1..=after + count {
        text.push_str(if number == after + 1 { "$" } else { ", $" });
        text.push_str(&number.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_in_parts_of_few_sizes() {
        let mut left = 64 + 64 + 31;
        let mut parts = Vec::new();
        while left > 0 {
            parts.push(at_once(left));
            left -= at_once(left);
        }
        assert_eq!(
            parts,
            [64, 64, 16, 8, 4, 2, 1],
            "all of them go, and each size is a power of 2"
        );
        assert_eq!(&*tuples(2, 2), "($1, $2), ($3, $4)", "numbers go on from row to row");
    }

    #[test]
    fn a_list_is_filled_up_with_its_last() {
        let values = |count: i64| (1..=count).map(Value::Int).collect::<Vec<_>>();
        let parts: Vec<_> = any_of(values(67)).collect();
        assert_eq!(parts.len(), 2, "64, and the rest");
        assert_eq!(&*parts[1].0, "($1, $2, $3, $4)", "3 are filled up to 4");
        assert_eq!(parts[1].1[2..], [Value::Int(67), Value::Int(67)], "by the last one");
        assert_eq!(any_of(Vec::new()).count(), 0, "nothing is asked for where nothing is named");
    }
}
