//! Merkle trees of RFC 6962 (certificate transparency) over the hashes of lines.

use sampan_protocol::wallet::proof::{leaf_hash, node_hash};

/// A tree that grows leaf by leaf and keeps no more than a hash for each power of two.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Whole subtrees from left to right: how many leaves, and the hash.
    whole: Vec<(u64, String)>,
}

impl Tree {
    /// Adds the next leaf: the hash of a line, lower-case hexadecimal.
    pub fn push(&mut self, line: &str) {
        let mut new = (1, leaf_hash(line));
        while let Some((size, left)) = self.whole.pop_if(|(size, _)| *size == new.0) {
            new = (size * 2, node_hash(&left, &new.1));
        }
        self.whole.push(new);
    }

    /// The tree's hash; that of nothing is empty.
    #[must_use]
    pub fn root(&self) -> String {
        let mut subtrees = self.whole.iter().rev().map(|(_, hash)| hash);
        let Some(last) = subtrees.next() else {
            return String::new();
        };
        subtrees.fold(last.clone(), |right, left| node_hash(left, &right))
    }
}

/// The hashes beside the way from leaf `at` up to the root, lowest first.
#[must_use]
pub fn path(lines: &[String], at: usize) -> Vec<String> {
    let (mut from, mut to) = (0, lines.len());
    let mut path = Vec::new();
    while to - from > 1 {
        let middle = from + split(to - from);
        let (beside, next) =
            if at < middle { (middle..to, (from, middle)) } else { (from..middle, (middle, to)) };
        let mut tree = Tree::default();
        lines[beside].iter().for_each(|line| tree.push(line));
        path.push(tree.root());
        (from, to) = next;
    }
    path.reverse();
    path
}

/// The largest power of two below `leaves`, which is at least 2.
const fn split(leaves: usize) -> usize {
    1 << (leaves - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::wallet::proof::root_of;

    fn lines(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("{n:064x}")).collect()
    }

    fn root(lines: &[String]) -> String {
        let mut tree = Tree::default();
        lines.iter().for_each(|line| tree.push(line));
        tree.root()
    }

    #[test]
    fn every_leaf_of_every_tree_is_proved() {
        for count in 1..40 {
            let lines = lines(count);
            for at in 0..count {
                let path = path(&lines, at);
                let found = root_of(&lines[at], at as u64, count as u64, &path);
                assert_eq!(found, Some(root(&lines)), "leaf {at} of {count}");
            }
        }
    }

    #[test]
    fn another_leaf_place_or_path_proves_nothing() {
        let lines = lines(11);
        let (path, right) = (path(&lines, 5), Some(root(&lines)));
        assert_ne!(root_of(&lines[4], 5, 11, &path), right, "another leaf");
        assert_ne!(root_of(&lines[5], 4, 11, &path), right, "another place");
        assert_ne!(root_of(&lines[5], 5, 11, &path[1..]), right, "a shorter path");
        let longer: Vec<String> = path.iter().cloned().chain([lines[0].clone()]).collect();
        assert_ne!(root_of(&lines[5], 5, 11, &longer), right, "a longer path");
        let mut other = path;
        other[1] = lines[3].clone();
        assert_ne!(root_of(&lines[5], 5, 11, &other), right, "another path");
    }
}
