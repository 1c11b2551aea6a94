//! The last day before the world is looked at: what stands on top of Mei's lists.

use super::{Deed, Draft, Who, cny, money};
use crate::features::Category;
use crate::features::wallet_label::Label;
use sampan_protocol::Timestamp;
use sampan_protocol::rails::Way;

/// What Mei wants to spend each month, by category.
pub(super) const BUDGETS: &[(Option<Category>, i64)] =
    &[(None, 1_000_000), (Some(Category::Food), 150_000), (Some(Category::Groceries), 120_000)];

/// What Mei wrote upon her payments: how many minutes ago, and what.
const WRITTEN: &[(i64, Option<Category>, &[&str], &str)] = &[
    (1_290, None, &["家用", "weekend"], ""),
    (560, None, &["报销"], "周五前贴发票"),
    (290, None, &["报销", "team"], "Lunch with the Shanghai team"),
    (76, Some(Category::Leisure), &["gift"], "给小雨的生日礼物"),
];

/// Adds the last day.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60 - 13);
    draft.pay(ago(1_290), Who::MEI, Who::GREEN_BASKET, cny(8_640), "Weekend groceries");
    draft.pay(ago(1_150), Who::LIWEI, Who::TOM, cny(4_200), "球票");
    draft.pay(ago(1_010), Who::XIAOYU, Who::MEI, cny(15_000), "还你的演出票钱");
    draft.pay(ago(560), Who::MEI, Who::HARBOUR_CABS, cny(3_150), "去公司");
    draft.pay(ago(515), Who::MEI, Who::ALLEY_COFFEE, cny(2_600), "燕麦拿铁");
    draft.pay(ago(290), Who::MEI, Who::HAMA_SUSHI, cny(5_600), "Lunch set B");
    draft.pay(ago(194), Who::ANNA, Who::MEI, money(4_500, "USD"), "Museum tickets");
    draft.add(ago(4_100), Who::MEI, Deed::Exchange(cny(50_000), money(0, "JPY").currency));
    draft.add(ago(3_000), Who::MEI, Deed::KeepBanks(cny(0).currency));
    draft.add(ago(2_900), Who::MEI, Deed::PayOut(cny(40_000)));
    draft.add(ago(2_880), Who::MEI, Deed::PayOut(cny(15_000)));
    draft.add(ago(230), Who::MEI, Deed::PayOut(cny(60_000)));
    draft.add(ago(2_050), Who::MEI, Deed::Order(Way::In, cny(50_000)));
    // The rail fails amounts that end so: the money is back, with the reason.
    draft.add(ago(1_950), Who::MEI, Deed::Order(Way::Out, cny(30_013)));
    draft.add(ago(330), Who::MEI, Deed::Rates);
    draft.add(ago(300), Who::MEI, Deed::Exchange(money(6_000, "USD"), cny(0).currency));
    draft.pay(ago(76), Who::MEI, Who::PAPER_BOAT, cny(12_800), "画册");
    draft.pay(ago(21), Who::TOM, Who::MEI, cny(3_200), "Thanks for the coffee!");
    draft.pay(ago(4), Who::MEI, Who::ALLEY_COFFEE, cny(2_200), "拿铁");

    let coffee = (cny(5_000), cny(20_000));
    let shop = (Who::ALLEY_COFFEE, Who::MEI);
    let club = draft.ask_mandate(ago(1_300), shop, "咖啡月卡", coffee);
    draft.add(ago(1_296), Who::MEI, Deed::Agree(club, coffee));
    let note = "每月一袋豆子";
    let charge = Deed::Charge { asked: club, payer: Who::MEI, amount: cny(4_800), note };
    draft.add(ago(1_200), Who::ALLEY_COFFEE, charge);
    let box_of_greens = (cny(12_000), cny(40_000));
    let shop = (Who::GREEN_BASKET, Who::MEI);
    draft.ask_mandate(ago(55), shop, "Weekly vegetable box", box_of_greens);
    for (minutes, category, tags, note) in WRITTEN {
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let label = Label { category: *category, tags, note: (*note).to_owned() };
        draft.add(ago(*minutes).plus_seconds(5), Who::MEI, Deed::Label(label));
    }

    draft.ask(ago(1_260), Who::ZHOUTING, Who::MEI, cny(12_000), "瑜伽课拼单");
    draft.ask(ago(410), Who::PRIYA, Who::MEI, cny(6_800), "Team lunch");
    draft.ask(ago(9), Who::KENJI, Who::MEI, money(1_800, "JPY"), "お土産");
    draft.ask(ago(1_330), Who::MEI, Who::WANGFANG, cny(9_900), "KTV AA");
    draft.ask(ago(130), Who::MEI, Who::OMAR, money(2_400, "USD"), "Cab to the airport");
}
