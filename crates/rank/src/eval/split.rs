//! Splits interactions into what is known and what is to be foretold: 80 to 20, by time.

use super::dataset::Row;

/// How the rows are split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    /// The first four fifths of each user's rows are known.
    PerUser,
    /// The first four fifths of all rows are known.
    Global,
}

/// Splits `rows`, which are in the order of time, into training and test rows, in that order.
pub(crate) fn split(rows: &[Row], users: usize, how: Split) -> (Vec<Row>, Vec<Row>) {
    if how == Split::Global {
        let (train, test) = rows.split_at(rows.len() * 4 / 5);
        return (train.to_vec(), test.to_vec());
    }
    let mut left = vec![0_usize; users];
    for row in rows {
        left[row.user] += 1;
    }
    for left in &mut left {
        *left = *left * 4 / 5;
    }
    rows.iter().partition(|row| {
        let known = left[row.user] > 0;
        left[row.user] = left[row.user].saturating_sub(1);
        known
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_fifth_is_the_test() {
        let row = |user, at| Row { user, item: at as usize, at, liked: true };
        let rows: Vec<Row> = (0..10).map(|at| row(usize::from(at >= 5), at)).collect();
        let at = |rows: Vec<Row>| rows.iter().map(|row| row.at).collect::<Vec<_>>();
        let (train, test) = split(&rows, 2, Split::PerUser);
        assert_eq!((at(train), at(test)), (vec![0, 1, 2, 3, 5, 6, 7, 8], vec![4, 9]));
        let (train, test) = split(&rows, 2, Split::Global);
        assert_eq!((at(train), at(test)), ((0..8).collect(), vec![8, 9]));
    }
}
