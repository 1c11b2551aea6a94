//! The last thing that took long to make of rows, kept until they change.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

/// The last thing that was made, and what of.
#[derive(Default)]
pub(crate) struct Made(Mutex<Option<(String, Arc<dyn Any + Send + Sync>)>>);

impl Made {
    /// What was made of this, if it is the last.
    pub(crate) fn get<T: Send + Sync + 'static>(&self, of: &str) -> Option<Arc<T>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, made) = last.as_ref().filter(|(key, _)| key == of)?;
        made.clone().downcast().ok()
    }

    /// Keeps what was made of this.
    pub(crate) fn keep<T: Send + Sync + 'static>(&self, of: String, made: Arc<T>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((of, made));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_thing_is_kept_and_only_for_what_it_was_made_of() {
        let made = Made::default();
        made.keep("a".into(), Arc::new(1_u32));
        assert_eq!(made.get::<u32>("a").as_deref(), Some(&1), "it is there");
        assert_eq!(made.get::<u32>("b"), None, "not for something else");
        assert_eq!(made.get::<String>("a"), None, "nor as something else");
        made.keep("b".into(), Arc::new(2_u32));
        assert_eq!(made.get::<u32>("a"), None, "and goes when another one comes");
    }
}
