//! Noise for counts, so that nobody's like can be read out of what the service publishes.

use crate::Random;

/// Draws whole-numbered noise of mean 0: the two-sided geometric distribution, the discrete kin of
/// Laplace's (Ghosh, Roughgarden, Sundararajan 2009). `scale` is in likes, 1 ÷ ε; 0 gives none.
///
/// The difference of two geometric numbers with ratio `exp(-1 / scale)`.
pub fn two_sided_geometric(scale: f64, random: &mut Random) -> i64 {
    if !scale.is_finite() || scale <= 0.0 {
        return 0;
    }
    let mut geometric = || (random.unit().ln() * -scale).floor().min(1e15) as i64;
    let up = geometric();
    up - geometric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_even_and_as_wide_as_asked() {
        let mut random = Random::seeded(3);
        let draws: Vec<i64> = (0..40_000).map(|_| two_sided_geometric(2.0, &mut random)).collect();
        let mean = draws.iter().sum::<i64>() as f64 / 40_000.0;
        let variance = draws.iter().map(|d| (d * d) as f64).sum::<f64>() / 40_000.0;
        let ratio = (-0.5_f64).exp();
        let expected = 2.0 * ratio / (1.0 - ratio).powi(2);
        assert!(mean.abs() < 0.06, "mean {mean}");
        assert!((variance / expected - 1.0).abs() < 0.06, "variance {variance}, not {expected}");
    }

    #[test]
    fn no_scale_is_no_noise() {
        for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(two_sided_geometric(scale, &mut Random::seeded(1)), 0);
        }
    }
}
