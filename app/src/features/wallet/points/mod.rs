//! Points: what there is, how it came, when it ends, and what it is worth.

mod ending;
mod history;
mod operate;
mod screen;

pub(crate) use ending::PointsEnding;
pub(crate) use operate::OperatePointsScreen;
pub(crate) use screen::PointsScreen;

/// Address of the points.
pub(crate) const PATH: &str = "/wallet/points";
/// Address of how points are given, for operators.
pub(crate) const OPERATE: &str = "/wallet/operate/points";
