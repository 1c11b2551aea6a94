//! Randomness from a seed, the same on every machine.

/// Gives reproducible random numbers: `SplitMix64` (Steele, Lea, Flood 2014). Not for secrets.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// Starts at `seed`: equal seeds give equal numbers.
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Draws 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Draws a number above 0 and below 1, evenly.
    pub fn unit(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Draws from the normal distribution of mean 0 and variance 1 (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.unit().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_even_and_repeat_with_the_seed() {
        let mut random = Random::seeded(7);
        let draws: Vec<f64> = (0..10_000).map(|_| random.unit()).collect();
        let mean = draws.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "the mean of even numbers is a half, not {mean}");
        assert!(draws.iter().all(|draw| *draw > 0.0 && *draw < 1.0));
        assert_eq!(Random::seeded(7).bits(), Random::seeded(7).bits());
    }

    #[test]
    fn normal_numbers_have_variance_one() {
        let mut random = Random::seeded(7);
        let sum: f64 = (0..20_000).map(|_| random.normal().powi(2)).sum();
        assert!((sum / 20_000.0 - 1.0).abs() < 0.05);
    }
}
