//! Questions that are asked at the same time share one answer.

/// What was asked since the shell was last heard of, and what will answer it.
///
/// Whoever hears something may ask because of it: an answer on its way may be older than what was
/// heard. So nothing is shared across it, or a screen would stay with what it showed before.
pub(super) struct Together<P>(Vec<(String, P)>);

impl<P: Clone> Together<P> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// What will answer this question, if it was asked already.
    pub(super) fn find(&self, question: &str) -> Option<P> {
        self.0.iter().find(|(other, _)| other == question).map(|(_, answer)| answer.clone())
    }

    /// Remembers what will answer a question.
    pub(super) fn asked(&mut self, question: String, answer: P) {
        self.0.push((question, answer));
    }

    /// Forgets everything, as the shell was heard of or the turn is over.
    pub(super) fn heard(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_shared_until_something_is_heard() {
        let mut together = Together::new();
        together.asked("packet".to_owned(), 1);
        assert_eq!(together.find("packet"), Some(1), "the same question");
        assert_eq!(together.find("packets"), None, "another");
        together.heard();
        assert_eq!(together.find("packet"), None, "what is heard may have changed it");
        together.asked("packet".to_owned(), 2);
        assert_eq!(together.find("packet"), Some(2), "asked anew");
    }
}
