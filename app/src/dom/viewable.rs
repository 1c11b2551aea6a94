//! What can stand in a hole of a template.

use super::view::{Kind, Live, View};
use crate::reactive::{MaybeProp, Memo, RwSignal, Signal};
use std::borrow::Cow;

/// What can be shown, or be the value of an attribute.
pub(crate) trait Viewable {
    /// It as data.
    fn view(self) -> View;
}

impl Viewable for View {
    fn view(self) -> View {
        self
    }
}

impl Viewable for () {
    fn view(self) -> View {
        View::none()
    }
}

impl Viewable for &'static str {
    fn view(self) -> View {
        View::still(self)
    }
}

impl Viewable for String {
    fn view(self) -> View {
        View::text(self)
    }
}

impl Viewable for Cow<'static, str> {
    fn view(self) -> View {
        View::of(Kind::Text(self))
    }
}

impl Viewable for bool {
    fn view(self) -> View {
        View::of(Kind::Flag(self))
    }
}

impl<V: Viewable> Viewable for Option<V> {
    fn view(self) -> View {
        self.map_or_else(View::none, V::view)
    }
}

impl<V: Viewable> Viewable for Vec<V> {
    fn view(self) -> View {
        View::of(Kind::Several(self.into_iter().map(V::view).collect()))
    }
}

/// What changes by itself: it is called again when what it reads changes.
impl<F, V> Viewable for F
where
    F: FnMut() -> V + Send + 'static,
    V: Viewable,
{
    fn view(self) -> View {
        View::live(Box::new(self))
    }
}

impl<F, V> Live for F
where
    F: FnMut() -> V + Send,
    V: Viewable,
{
    fn now(&mut self) -> Option<View> {
        Some(self().view())
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Viewable for $number {
            fn view(self) -> View {
                View::text(self.to_string())
            }
        }
    )*};
}
numbers!(i32, i64, u8, u16, u32, u64, usize);

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T> Viewable for $signal<T>
        where
            T: Viewable + Clone + Send + Sync + 'static,
        {
            fn view(self) -> View {
                View::live(Box::new(self))
            }
        }

        impl<T> Live for $signal<T>
        where
            T: Viewable + Clone + Send + Sync + 'static,
        {
            fn now(&mut self) -> Option<View> {
                self.try_get().map(T::view)
            }
        }
    )*};
}
signals!(Signal, Memo, RwSignal);

impl<T> Viewable for MaybeProp<T>
where
    T: Viewable + Clone + Send + Sync + 'static,
{
    fn view(self) -> View {
        View::live(Box::new(self))
    }
}

impl<T> Live for MaybeProp<T>
where
    T: Viewable + Clone + Send + Sync + 'static,
{
    fn now(&mut self) -> Option<View> {
        self.try_get().map(Option::view)
    }
}
