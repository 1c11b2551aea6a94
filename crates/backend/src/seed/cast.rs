//! Who lives in the demo world: twelve people and eight shops of a bilingual town.

use sampan_protocol::people::Kind;

/// Somebody in the demo world.
pub(super) struct Character {
    /// Handle.
    pub(super) handle: &'static str,
    /// Name.
    pub(super) name: &'static str,
    /// Merchant category code, for shops.
    pub(super) mcc: Option<u16>,
    /// Their picture, a JPEG file.
    pub(super) picture: &'static [u8],
}

impl Character {
    /// Person or merchant.
    pub(super) const fn kind(&self) -> Kind {
        match self.mcc {
            Some(_) => Kind::Merchant,
            None => Kind::Person,
        }
    }
}

macro_rules! people {
    ($($handle:literal $name:literal),+ $(,)?) => {
        [$(Character {
            handle: $handle,
            name: $name,
            mcc: None,
            picture: include_bytes!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/../../assets/demo/people/", $handle, ".jpg"
            )),
        }),+]
    };
}

macro_rules! shops {
    ($($handle:literal $name:literal $mcc:literal),+ $(,)?) => {
        [$(Character {
            handle: $handle,
            name: $name,
            mcc: Some($mcc),
            picture: include_bytes!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/../../assets/demo/merchants/", $handle, ".jpg"
            )),
        }),+]
    };
}

/// The people; the first is the one whom the demo app speaks for.
const PEOPLE: [Character; 12] = people! {
    "mei" "陈美 Mei Chen",
    "liwei" "李伟",
    "anna" "Anna Schmidt",
    "wangfang" "王芳",
    "tom" "Tom Baker",
    "zhaoqiang" "赵强",
    "priya" "Priya Nair",
    "xiaoyu" "林小雨",
    "kenji" "佐藤健二",
    "maria" "María López",
    "zhouting" "周婷",
    "omar" "Omar Haddad",
};

/// The shops.
const SHOPS: [Character; 8] = shops! {
    "alley_coffee" "巷口咖啡 Alley Coffee" 5814,
    "hama_sushi" "滨寿司 Hama Sushi" 5812,
    "green_basket" "青果鲜生 Green Basket" 5411,
    "harbour_cabs" "Harbour Cabs 港湾出租" 4121,
    "paper_boat" "纸船书店 Paper Boat Books" 5942,
    "anju_homes" "安居公寓 Anju Homes" 6513,
    "arcade" "1UP Arcade 电玩城" 7994,
    "orbit_labs" "Orbit Labs 轨道科技" 7372,
};

/// One of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Who(usize);

impl Who {
    pub(super) const MEI: Self = Self(0);
    pub(super) const LIWEI: Self = Self(1);
    pub(super) const ANNA: Self = Self(2);
    pub(super) const WANGFANG: Self = Self(3);
    pub(super) const TOM: Self = Self(4);
    pub(super) const ZHAOQIANG: Self = Self(5);
    pub(super) const PRIYA: Self = Self(6);
    pub(super) const XIAOYU: Self = Self(7);
    pub(super) const KENJI: Self = Self(8);
    pub(super) const MARIA: Self = Self(9);
    pub(super) const ZHOUTING: Self = Self(10);
    pub(super) const OMAR: Self = Self(11);
    pub(super) const ALLEY_COFFEE: Self = Self(12);
    pub(super) const HAMA_SUSHI: Self = Self(13);
    pub(super) const GREEN_BASKET: Self = Self(14);
    pub(super) const HARBOUR_CABS: Self = Self(15);
    pub(super) const PAPER_BOAT: Self = Self(16);
    pub(super) const ANJU_HOMES: Self = Self(17);
    pub(super) const ARCADE: Self = Self(18);
    pub(super) const ORBIT_LABS: Self = Self(19);

    /// Everybody, people first.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..PEOPLE.len() + SHOPS.len()).map(Self)
    }

    /// What is known of them.
    pub(super) const fn character(self) -> &'static Character {
        const { assert!(PEOPLE.len() == 12 && SHOPS.len() == 8) };
        static ALL: ([Character; 12], [Character; 8]) = (PEOPLE, SHOPS);
        if self.0 < ALL.0.len() { &ALL.0[self.0] } else { &ALL.1[self.0 - ALL.0.len()] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::people::{check_handle, check_name};

    #[test]
    fn everybody_may_register_and_has_a_picture_of_their_own() {
        let mut pictures = Vec::new();
        for who in Who::all() {
            let character = who.character();
            assert!(check_handle(character.handle).is_ok(), "{} fits", character.handle);
            assert!(check_name(character.name).is_ok(), "{} fits", character.name);
            assert!(character.picture.len() <= 20 * 1024, "{} is small", character.handle);
            assert!(!pictures.contains(&character.picture), "{} is alone", character.handle);
            pictures.push(character.picture);
        }
        assert_eq!(pictures.len(), 20, "twelve people and eight shops");
    }
}
