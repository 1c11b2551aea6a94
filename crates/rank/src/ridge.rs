//! Ridge regression of one item's likes on those of others, from co-like counts alone.

/// Solves `(a + penalty · 1) x = b` for the symmetric `a` (row by row, `b.len()` squared) by Cholesky's
/// decomposition. Noise can make `a` indefinite: then the penalty grows tenfold until it is not.
pub(crate) fn solve(a: &[f64], b: &[f64], penalty: f64) -> Vec<f64> {
    let size = b.len();
    let mut penalty = penalty.max(1e-6);
    for _ in 0..12 {
        let mut lower = a.to_vec();
        for at in 0..size {
            lower[at * size + at] += penalty;
        }
        if decompose(&mut lower, size) {
            return substitute(&lower, b);
        }
        penalty *= 10.0;
    }
    vec![0.0; size]
}

/// Replaces the lower half by L with `L Lᵀ` = what was there; false if it is not positive definite.
fn decompose(a: &mut [f64], size: usize) -> bool {
    for row in 0..size {
        let (above, rest) = a.split_at_mut(row * size);
        let this = &mut rest[..size];
        for column in 0..row {
            let other = &above[column * size..column * size + size];
            let dot: f64 = this[..column].iter().zip(&other[..column]).map(|(x, y)| x * y).sum();
            this[column] = (this[column] - dot) / other[column];
        }
        let squares: f64 = this[..row].iter().map(|x| x * x).sum();
        let pivot = this[row] - squares;
        if !pivot.is_finite() || pivot <= 1e-9 {
            return false;
        }
        this[row] = pivot.sqrt();
    }
    true
}

fn substitute(lower: &[f64], b: &[f64]) -> Vec<f64> {
    let size = b.len();
    let mut x = b.to_vec();
    for row in 0..size {
        let dot: f64 = (0..row).map(|column| lower[row * size + column] * x[column]).sum();
        x[row] = (x[row] - dot) / lower[row * size + row];
    }
    for row in (0..size).rev() {
        let dot: f64 = (row + 1..size).map(|below| lower[below * size + row] * x[below]).sum();
        x[row] = (x[row] - dot) / lower[row * size + row];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let x = solve(&[3.0, 1.0, 1.0, 2.0], &[9.0, 9.0], 1.0);
        assert!((4.0 * x[0] + x[1] - 9.0).abs() < 1e-9);
        assert!((x[0] + 3.0 * x[1] - 9.0).abs() < 1e-9);
    }

    #[test]
    fn noise_cannot_break_it() {
        let x = solve(&[1.0, 50.0, 50.0, 1.0], &[1.0, 1.0], 1.0);
        assert!(x.iter().all(|x| x.is_finite()) && x[0] > 0.0, "{x:?}");
        assert_eq!(solve(&[f64::NAN], &[1.0], 1.0), [0.0]);
    }
}
