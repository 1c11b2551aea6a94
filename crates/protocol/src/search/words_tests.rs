//! Words, as people expect them to be found.

use super::*;
use proptest::prelude::*;

fn of(text: &str) -> Vec<String> {
    tokens(&composed(text)).into_iter().map(|token| token.term).collect()
}

fn finds(typed: &str, title: &str, text: &str) -> bool {
    Query::new(typed).weigh(&terms(Kind::Post, title, text)).is_some()
}

#[test]
fn case_and_diacritics_do_not_count() {
    assert_eq!(of("Crème BRÛLÉE"), ["creme", "brulee"], "letters with marks");
    assert_eq!(of("Cre\u{301}me"), ["creme"], "marks by themselves");
    assert_eq!(of("Straße Ångström Łódź Ørsted"), ["strasse", "angstrom", "lodz", "orsted"]);
    assert_eq!(of("ＭＥＩ１２"), ["mei12"], "full-width forms");
    assert_eq!(of("O’Brien & li_wei"), ["o", "brien", "li", "wei"], "parted by what is no letter");
    assert_eq!(of("Йога Ελλάδα"), ["иога", "ελλαδα"], "in other alphabets, too");
    assert!(of("— … !? 👍").is_empty(), "nothing to look for");
}

#[test]
fn what_has_no_spaces_is_taken_in_pairs() {
    assert_eq!(of("上海咖啡"), ["上海", "海咖", "咖啡", "啡"], "pairs, and the last one alone");
    assert_eq!(of("早"), ["早"], "one alone");
    assert_eq!(of("iPhone手机"), ["iphone", "手机", "机"], "mixed");
    assert_eq!(of("ラーメン 김치"), ["ラー", "ーメ", "メン", "ン", "김치", "치"]);
    assert_eq!(of("か\u{3099}"), of("が"), "composed or not");
    assert_ne!(of("か"), of("が"), "which are different letters");
}

#[test]
fn the_last_word_may_be_unfinished() {
    assert!(finds("cof", "Coffee in Berlin", ""), "a beginning");
    assert!(finds("berlin cof", "Coffee in Berlin", ""), "in any order");
    assert!(!finds("cof berlin", "Coffee in Berlin", ""), "the first word is finished");
    assert!(!finds("offee", "Coffee in Berlin", ""), "not its middle");
    assert!(!finds("coffee tea", "Coffee in Berlin", ""), "all of them have to be there");
    assert!(finds("coffee kreuzberg", "Coffee in Berlin", "Near Kreuzberg"), "in title or text");
}

#[test]
fn characters_are_found_alone_and_in_a_row() {
    for typed in ["咖", "啡", "咖啡", "海咖", "上海咖啡", "咖啡 上"] {
        assert!(finds(typed, "上海咖啡", ""), "{typed} finds it");
    }
    for typed in ["啡咖", "茶", "咖啡馆"] {
        assert!(!finds(typed, "上海咖啡", ""), "{typed} does not");
    }
}

#[test]
fn names_weigh_more_than_titles_and_titles_more_than_texts() {
    let weigh = |kind, title: &str, text: &str| {
        Query::new("mei").weigh(&terms(kind, title, text)).expect("it is there")[0]
    };
    let name = weigh(Kind::Person, "Mei Chen", "@mc");
    assert_eq!(weigh(Kind::Person, "Chen", "@mei"), name, "a handle is a name");
    let title = weigh(Kind::Post, "Mei", "");
    let text = weigh(Kind::Post, "", "mei");
    assert!(name > title && title > text, "{name}, {title}, {text}");
    assert!(title > weigh(Kind::Post, "Meier", "") && weigh(Kind::Post, "Meier", "") > text);
}

#[test]
fn words_are_bounded() {
    let long = "x".repeat(1_000);
    assert_eq!(of(&long)[0].chars().count(), LONGEST, "cut");
    assert!(finds(&long, &long, ""), "and found all the same");
    let many: String = (0..1_000).map(|n| format!("w{n} ")).collect();
    let kept = terms(Kind::Post, "title", &many);
    assert_eq!(kept.len(), TERMS, "so many at most");
    assert!(kept.contains_key("title") && kept.contains_key("w0"), "the first ones");
    assert_eq!(Query::new(&many).words.len(), WORDS_LIMIT, "of what is looked for, too");
    assert_eq!(beginnings("coffee").collect::<Vec<_>>(), ["c", "co", "cof", "coff", "coffe"]);
    assert_eq!(beginnings("咖啡").collect::<Vec<_>>(), ["咖"]);
    assert_eq!(beginnings("咖").count(), 0, "it is the word itself");
}

proptest! {
    #[test]
    fn what_was_written_is_found_by_any_of_its_words(text in "\\PC{0,60}", more in "\\PC{0,20}") {
        let kept = terms(Kind::Note, &text, &more);
        for token in tokens(&composed(&text)).into_iter().filter(|t| !t.term.is_empty()) {
            let composed = composed(&text);
            let typed = &composed[token.begin..token.end];
            prop_assert!(Query::new(typed).weigh(&kept).is_some(), "{typed:?} of {text:?}");
        }
    }

    #[test]
    fn a_beginning_finds_its_word(word in "[a-zA-Zäöüéñ]{1,12}", cut in 1usize..12) {
        let typed: String = word.chars().take(cut).collect();
        prop_assert!(finds(&typed, &word, ""), "{typed} finds {word}");
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,60}") {
        let once = of(&text);
        for term in once.iter().filter(|term| !term.is_empty()) {
            prop_assert!(of(term).first().is_some_and(|first| first == term), "{term:?}");
        }
    }

    #[test]
    fn places_lie_on_letters_and_in_order(text in "\\PC{0,60}") {
        let text = composed(&text);
        for token in tokens(&text) {
            prop_assert!(token.begin < token.first && token.first <= token.end);
            prop_assert!(text.get(token.begin..token.end).is_some() && text.is_char_boundary(token.first));
        }
    }
}
