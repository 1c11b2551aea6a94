//! Which rows of a long list are in sight, as a pure rule.

use std::ops::Range;

/// Rows under one heading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Group {
    /// Height of the heading; 0 for none.
    pub(crate) header: f64,
    /// How many rows.
    pub(crate) rows: usize,
}

/// Where everything of a list stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Layout {
    row: f64,
    groups: Vec<Placed>,
    height: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    top: f64,
    header: f64,
    first: usize,
    rows: usize,
}

/// A group that is in sight, with those of its rows that are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seen {
    /// Which group.
    pub(crate) group: usize,
    /// Its distance from the top of the list.
    pub(crate) top: f64,
    /// Its whole height.
    pub(crate) height: f64,
    /// The height of its heading.
    pub(crate) header: f64,
    /// Its first row, counted over all groups.
    pub(crate) first: usize,
    /// The rows in sight, counted over all groups.
    pub(crate) rows: Range<usize>,
}

impl Layout {
    /// Places groups of rows of one height.
    pub(crate) fn new(groups: &[Group], row: f64) -> Self {
        let mut placed = Vec::with_capacity(groups.len());
        let (mut top, mut first) = (0.0, 0);
        for group in groups {
            placed.push(Placed { top, header: group.header, first, rows: group.rows });
            top += group.header + row * as_f64(group.rows);
            first += group.rows;
        }
        Self { row, groups: placed, height: top }
    }

    /// The height of the whole list.
    pub(crate) const fn height(&self) -> f64 {
        self.height
    }

    /// What is between `top` and `bottom`, measured from the top of the list.
    pub(crate) fn seen(&self, top: f64, bottom: f64) -> Vec<Seen> {
        let begin = self.groups.partition_point(|group| self.end(group) <= top);
        let in_sight =
            self.groups.iter().enumerate().skip(begin).take_while(|(_, group)| group.top < bottom);
        in_sight
            .map(|(at, group)| {
                let rows = group.top + group.header;
                let from = self.index(top - rows).min(group.rows);
                let to = (self.index(bottom - rows) + 1).min(group.rows);
                Seen {
                    group: at,
                    top: group.top,
                    height: self.end(group) - group.top,
                    header: group.header,
                    first: group.first,
                    rows: group.first + from..group.first + to.max(from),
                }
            })
            .collect()
    }

    fn end(&self, group: &Placed) -> f64 {
        group.top + group.header + self.row * as_f64(group.rows)
    }

    /// The row at a distance from the first one; 0 for what is before it.
    fn index(&self, distance: f64) -> usize {
        if self.row <= 0.0 || distance <= 0.0 {
            return 0;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive, and no list is that long"
        )]
        let index = (distance / self.row) as usize;
        index
    }
}

#[expect(clippy::cast_precision_loss, reason = "no list has 2^52 rows")]
const fn as_f64(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> Layout {
        Layout::new(
            &[
                Group { header: 40.0, rows: 10 },
                Group { header: 40.0, rows: 0 },
                Group { header: 40.0, rows: 5 },
            ],
            60.0,
        )
    }

    #[test]
    fn the_whole_list_is_as_high_as_its_parts() {
        assert!((layout().height() - 1_020.0).abs() < 1e-9, "three headings and fifteen rows");
        assert_eq!(Layout::new(&[], 60.0).seen(0.0, 1e9), vec![], "nothing is seen of nothing");
    }

    #[test]
    fn only_what_is_in_sight_is_seen() {
        let seen = layout().seen(0.0, 200.0);
        assert_eq!(seen.len(), 1, "the other groups are below");
        assert_eq!(seen[0].rows, 0..3, "two whole rows and a part of the third");
        let seen = layout().seen(610.0, 800.0);
        let found: Vec<_> = seen.iter().map(|s| (s.group, s.rows.clone())).collect();
        assert_eq!(
            found,
            vec![(0, 9..10), (1, 10..10), (2, 10..12)],
            "the end of one, a group without rows, the next one's beginning"
        );
    }

    #[test]
    fn every_row_is_seen_where_it_stands() {
        let layout = Layout::new(&[Group { header: 0.0, rows: 10_000 }], 64.0);
        for row in [0_usize, 1, 4_999, 9_999] {
            let top = as_f64(row) * 64.0;
            let seen = layout.seen(top, top + 64.0);
            assert!(seen[0].rows.contains(&row), "row {row} is where it stands");
            assert!(seen[0].rows.len() <= 2, "and hardly more than it: {:?}", seen[0].rows);
        }
    }

    #[test]
    fn beyond_the_ends_nothing_is_seen() {
        assert_eq!(layout().seen(5_000.0, 6_000.0), vec![], "below the list");
        assert_eq!(layout().seen(-500.0, 0.0), vec![], "above the list");
        let rows: usize = layout().seen(-500.0, 6_000.0).iter().map(|s| s.rows.len()).sum();
        assert_eq!(rows, 15, "a huge window sees each row once");
    }
}
