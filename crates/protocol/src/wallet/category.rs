//! What money is spent on: categories, told from merchant category codes (ISO 18245).

use serde::{Deserialize, Serialize};

/// What a bill is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Between people.
    Transfer,
    /// Restaurants, canteens, cafés.
    Food,
    /// Food and drink to take home.
    Groceries,
    /// Getting from place to place.
    Transport,
    /// Clothes, books, electronics, gifts.
    Shopping,
    /// Rent, power, water, telephone.
    Home,
    /// Doctors, pharmacies, sport.
    Health,
    /// Cinema, games, events.
    Leisure,
    /// Courses and schools.
    Education,
    /// Journeys and hotels.
    Travel,
    /// Money put in or taken out.
    Cash,
    /// Money put aside.
    Pot,
    /// Everything else.
    Other,
}

impl Category {
    /// All of them, in the order of a legend.
    pub const ALL: [Self; 13] = [
        Self::Food,
        Self::Groceries,
        Self::Transport,
        Self::Shopping,
        Self::Home,
        Self::Health,
        Self::Leisure,
        Self::Education,
        Self::Travel,
        Self::Transfer,
        Self::Cash,
        Self::Pot,
        Self::Other,
    ];

    /// The word for it in files and catalogues.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Food => "food",
            Self::Groceries => "groceries",
            Self::Transport => "transport",
            Self::Shopping => "shopping",
            Self::Home => "home",
            Self::Health => "health",
            Self::Leisure => "leisure",
            Self::Education => "education",
            Self::Travel => "travel",
            Self::Cash => "cash",
            Self::Pot => "pot",
            Self::Other => "other",
        }
    }

    /// The category with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.word() == word)
    }

    /// What a payment to a merchant with this code is for.
    #[must_use]
    pub const fn of_mcc(mcc: u16) -> Self {
        match mcc {
            5811..=5814 => Self::Food,
            5411 | 5422 | 5441 | 5451 | 5462 | 5499 | 5921 => Self::Groceries,
            4111..=4118 | 4121..=4131 | 4784 | 4789 | 5541 | 5542 | 7512 | 7523 => Self::Transport,
            3000..=3999 | 4411 | 4511 | 4722 | 7011..=7033 => Self::Travel,
            4812..=4816 | 4899 | 4900 | 6513 | 1520..=1799 => Self::Home,
            5122 | 5912 | 5975..=5977 | 7941 | 7997 | 8011..=8099 => Self::Health,
            7829..=7833 | 7841 | 7911..=7933 | 7991..=7996 | 7998 | 7999 => Self::Leisure,
            8211..=8299 => Self::Education,
            5200..=5399 | 5611..=5799 | 5931..=5999 | 7251 => Self::Shopping,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_a_word_of_its_own() {
        for category in Category::ALL {
            assert_eq!(Category::from_word(category.word()), Some(category), "words read back");
        }
    }

    #[test]
    fn merchants_fall_where_people_expect_them() {
        for (mcc, expected) in [
            (5812, Category::Food),
            (5411, Category::Groceries),
            (5912, Category::Health),
            (4111, Category::Transport),
            (5942, Category::Shopping),
            (0, Category::Other),
        ] {
            assert_eq!(Category::of_mcc(mcc), expected, "MCC {mcc}");
        }
    }
}
