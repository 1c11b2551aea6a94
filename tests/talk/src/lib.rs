//! Communities with more in them than anybody writes by hand: a thread of thousands of comments that
//! people really wrote, and a community of a million posts to measure how its order is read.

pub mod crowd;
pub mod hot;
