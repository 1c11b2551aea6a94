//! How good a ranking is.

use std::collections::BTreeSet;

/// Normalised discounted cumulative gain of the first `k`, with binary gain (Järvelin and Kekäläinen
/// 2002): `Σ 1/log2(place + 1)` over the relevant, by what the best order would get; 0 to 1.
#[must_use]
pub fn ndcg(ranked: &[usize], relevant: &BTreeSet<usize>, k: usize) -> f64 {
    let gain = |place: usize| 1.0 / ((place + 2) as f64).log2();
    let best: f64 = (0..k.min(relevant.len())).map(gain).sum();
    let got: f64 = ranked
        .iter()
        .take(k)
        .enumerate()
        .filter(|(_, item)| relevant.contains(item))
        .map(|(place, _)| gain(place))
        .sum();
    if best > 0.0 { got / best } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_order_gets_one_and_later_places_less() {
        let relevant = BTreeSet::from([1, 2]);
        assert!((ndcg(&[2, 1, 5], &relevant, 10) - 1.0).abs() < 1e-12);
        let expected = (1.0 / 3_f64.log2()) / (1.0 + 1.0 / 3_f64.log2());
        assert!((ndcg(&[5, 1], &relevant, 10) - expected).abs() < 1e-12);
        assert!(ndcg(&[5, 1], &relevant, 1).abs() < 1e-12);
        assert!(ndcg(&[1], &BTreeSet::new(), 10).abs() < 1e-12);
    }
}
