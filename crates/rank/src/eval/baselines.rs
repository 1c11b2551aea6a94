//! What the model is compared with.

use super::model::{Model, Request};

/// A way to rank without the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Baseline {
    /// Likes in training.
    Popularity,
    /// Likes in the 14 days up to the time of serving.
    Popularity14d,
    /// Cosines of binary like vectors, summed over what the user liked.
    ItemCosine,
}

const FOURTEEN_DAYS: i64 = 14 * 86_400;

impl Baseline {
    /// Serves a request `k` items of training that are in no training row of its user; ties by id.
    pub(crate) fn serve(
        self,
        model: &Model<'_>,
        likes: &Likes,
        request: &Request,
        k: usize,
    ) -> Vec<usize> {
        let scores = match self {
            Self::Popularity => likes.counts.clone(),
            Self::Popularity14d => likes.within(model, request.at),
            Self::ItemCosine => likes.cosine(request.user),
        };
        let mut open = likes.known.clone();
        for row in &model.by_user()[request.user] {
            open[row.item] = false;
        }
        let mut order: Vec<usize> = (0..scores.len()).filter(|item| open[*item]).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        order.truncate(k);
        order
    }
}

/// The likes of training, both ways.
pub(crate) struct Likes {
    counts: Vec<f64>,
    known: Vec<bool>,
    by_user: Vec<Vec<usize>>,
    by_item: Vec<Vec<usize>>,
}

impl Likes {
    pub(crate) fn of(model: &Model<'_>, items: usize) -> Self {
        let mut likes = Self {
            counts: vec![0.0; items],
            known: vec![false; items],
            by_user: vec![Vec::new(); model.by_user().len()],
            by_item: vec![Vec::new(); items],
        };
        for row in model.rows() {
            likes.known[row.item] = true;
        }
        for like in model.likes() {
            likes.counts[like.item] += 1.0;
            likes.by_user[like.user].push(like.item);
            likes.by_item[like.item].push(like.user);
        }
        likes
    }

    fn within(&self, model: &Model<'_>, at: i64) -> Vec<f64> {
        let mut counts = vec![0.0; self.counts.len()];
        let first =
            model.likes().partition_point(|like| like.at <= at.saturating_sub(FOURTEEN_DAYS));
        for like in model.likes()[first..].iter().take_while(|like| like.at <= at) {
            counts[like.item] += 1.0;
        }
        counts
    }

    /// `Σ_j |likers of i and j| / √(nᵢ nⱼ)` over the user's likes j, summed person by person.
    fn cosine(&self, user: usize) -> Vec<f64> {
        let mut kinship = vec![0.0; self.by_user.len()];
        for item in &self.by_user[user] {
            for other in &self.by_item[*item] {
                kinship[*other] += 1.0 / self.counts[*item].sqrt();
            }
        }
        let mut scores = vec![0.0; self.counts.len()];
        for (other, kinship) in kinship.iter().enumerate().filter(|(_, kinship)| **kinship > 0.0) {
            for item in &self.by_user[other] {
                scores[*item] += kinship;
            }
        }
        for (score, count) in scores.iter_mut().zip(&self.counts) {
            *score /= count.max(1.0).sqrt();
        }
        scores
    }
}
