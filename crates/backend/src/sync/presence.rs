//! Who is there: whose devices listen for wake-ups in this process.

use sampan_protocol::ids::PersonId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Whose devices listen, and how many of them. Like the bus, it knows of this process only.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<PersonId, u32>>);

impl Presence {
    /// Whether a device of this person listens.
    #[must_use]
    pub fn is_here(&self, person: PersonId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&person)
    }

    /// Notes that a device of a person listens, until what is answered is dropped.
    pub fn arrive(self: &Arc<Self>, person: PersonId) -> Here {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(person).or_default() += 1;
        Here { presence: self.clone(), person }
    }
}

/// That a device listens.
#[derive(Debug)]
pub struct Here {
    presence: Arc<Presence>,
    person: PersonId,
}

impl Drop for Here {
    fn drop(&mut self) {
        let mut here = self.presence.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(devices) = here.get_mut(&self.person) {
            *devices -= 1;
            if *devices == 0 {
                here.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_here_until_the_last_device_leaves() {
        let presence = Arc::new(Presence::default());
        let person = PersonId(uuid::Uuid::from_u128(1));
        let (one, other) = (presence.arrive(person), presence.arrive(person));
        drop(one);
        assert!(presence.is_here(person), "one of two devices is left");
        drop(other);
        assert!(!presence.is_here(person), "nobody listens any more");
    }
}
