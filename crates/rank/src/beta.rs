//! Draws from Beta distributions, for Thompson sampling.

use crate::Random;

/// Draws from Beta(`successes`, `failures`), both above 0: the quotient of Gamma draws.
pub(crate) fn beta(successes: f64, failures: f64, random: &mut Random) -> f64 {
    if (successes - 1.0).abs() < f64::EPSILON && failures > 0.0 {
        // The distribution function is 1 - (1 - x)^failures: its inverse is quick.
        return 1.0 - random.unit().powf(1.0 / failures);
    }
    let won = gamma(successes, random);
    let lost = gamma(failures, random);
    if won + lost > 0.0 { won / (won + lost) } else { 0.5 }
}

/// Draws from Gamma(`shape`, 1) (Marsaglia and Tsang 2000; below shape 1 their boost).
fn gamma(shape: f64, random: &mut Random) -> f64 {
    let shape = if shape.is_finite() { shape.max(1e-3) } else { 1.0 };
    if shape < 1.0 {
        return gamma(shape + 1.0, random) * random.unit().powf(1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    // Each round succeeds with more than 95 in a hundred; the bound is for the reader of loops.
    for _ in 0..64 {
        let x = random.normal();
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && random.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_mean_and_spread_of_the_distribution() {
        for (a, b) in [(0.5, 2.0), (1.0, 9.0), (30.0, 10.0)] {
            let mut random = Random::seeded(5);
            let draws: Vec<f64> = (0..20_000).map(|_| beta(a, b, &mut random)).collect();
            let mean = draws.iter().sum::<f64>() / 20_000.0;
            let variance = draws.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 20_000.0;
            let expected = a * b / ((a + b).powi(2) * (a + b + 1.0));
            assert!((mean - a / (a + b)).abs() < 0.01, "mean of Beta({a}, {b}) is {mean}");
            assert!((variance / expected - 1.0).abs() < 0.1, "variance of Beta({a}, {b})");
        }
    }
}
