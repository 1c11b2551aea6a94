//! Reads values of JavaScript as types of the protocol.
//!
//! The protocol's types are plain: structs, enums with their variant's name outside, lists, options.
//! So a struct is read as the sequence of its fields, and a variant by its position: what serde
//! makes of a type is then a fraction of what it makes to look names up. What is missing is read as
//! nothing: none, false, an empty map.

use serde::de::value::{StringDeserializer, U32Deserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;
use wasm_bindgen::prelude::*;

/// A value that is being read.
pub(super) struct Value(pub(super) JsValue);

/// A value is not of the shape that was expected. Why is said in a debug build only: the words for
/// it would take more room than the reader.
#[derive(Debug)]
pub(super) struct Misfit;

#[wasm_bindgen]
extern "C" {
    type Thing;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn field(this: &Thing, name: &str) -> JsValue;
    #[wasm_bindgen(method, structural, indexing_getter)]
    fn item(this: &Thing, at: u32) -> JsValue;
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another shape")
    }
}

impl std::error::Error for Misfit {}

impl Error for Misfit {
    fn custom<T: fmt::Display>(why: T) -> Self {
        if cfg!(debug_assertions) {
            leptos::logging::error!("{why}");
        }
        Self
    }

    fn invalid_type(what: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::told(what, expected)
    }

    fn invalid_value(what: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::told(what, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::told(Unexpected::Unsigned(length as u64), expected)
    }

    fn unknown_variant(name: &str, _: &'static [&'static str]) -> Self {
        Self::named(name)
    }

    fn unknown_field(name: &str, _: &'static [&'static str]) -> Self {
        Self::named(name)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::named(name)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::named(name)
    }
}

impl Misfit {
    fn told(what: Unexpected<'_>, expected: &dyn Expected) -> Self {
        if cfg!(debug_assertions) {
            leptos::logging::error!("{what} instead of {expected}");
        }
        Self
    }

    fn named(name: &str) -> Self {
        if cfg!(debug_assertions) {
            leptos::logging::error!("{name} does not fit");
        }
        Self
    }
}

/// The names of an object's own fields.
fn names(of: &JsValue) -> js_sys::Array {
    js_sys::Object::keys(of.unchecked_ref::<js_sys::Object>()).unchecked_into()
}

impl Value {
    fn is_nothing(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    fn text(&self) -> Result<String, Misfit> {
        self.0.as_string().ok_or(Misfit)
    }

    /// Whole numbers arrive as floats, which hold them exactly up to 2^53.
    fn whole(&self) -> Result<i64, Misfit> {
        let number = self.0.as_f64().ok_or(Misfit)?;
        #[expect(clippy::cast_possible_truncation, reason = "what does not come back is refused")]
        let whole = number as i64;
        #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "whether it is exact")]
        let exact = whole as f64 == number;
        exact.then_some(whole).ok_or(Misfit)
    }

    fn items(self) -> Result<Items, Misfit> {
        let list: js_sys::Array = self.0.dyn_into().map_err(|_| Misfit)?;
        Ok(Items { end: list.length(), list: list.unchecked_into(), at: 0 })
    }

    fn object(self) -> Result<Thing, Misfit> {
        if self.0.is_object() { Ok(self.0.unchecked_into()) } else { Err(Misfit) }
    }
}

macro_rules! whole_numbers {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            visitor.visit_i64(self.whole()?)
        })+
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Misfit> {
        Err(Misfit)
    }

    forward_to_deserialize_any! { f32 f64 char bytes byte_buf identifier ignored_any i128 u128 }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_bool(!self.is_nothing() && self.0.as_bool().ok_or(Misfit)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.is_nothing() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.is_nothing() { visitor.visit_unit() } else { Err(Misfit) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let names = match self.is_nothing() {
            true => js_sys::Array::new(),
            false => names(&self.0),
        };
        visitor.visit_map(Entries { names: Value(names.into()).items()?, map: self.0, value: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_seq(Fields { of: self.object()?, names: fields })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_enum(Variant::of(self, variants)?)
    }
}

/// The fields of a struct, in its own order.
struct Fields {
    of: Thing,
    names: &'static [&'static str],
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit> {
        let Some((name, rest)) = self.names.split_first() else {
            return Ok(None);
        };
        self.names = rest;
        seed.deserialize(Value(self.of.field(name))).map(Some)
    }
}

/// The items of a list.
struct Items {
    list: Thing,
    at: u32,
    end: u32,
}

impl Items {
    fn next(&mut self) -> Option<Value> {
        (self.at < self.end).then(|| {
            self.at += 1;
            Value(self.list.item(self.at - 1))
        })
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit> {
        self.next().map(|item| seed.deserialize(item)).transpose()
    }
}

/// The entries of a map.
struct Entries {
    names: Items,
    map: JsValue,
    value: Option<JsValue>,
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misfit> {
        let Some(name) = self.names.next() else {
            return Ok(None);
        };
        let name = name.text()?;
        self.value = Some(self.map.unchecked_ref::<Thing>().field(&name));
        let name: StringDeserializer<Misfit> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(Value(self.value.take().ok_or(Misfit)?))
    }
}

/// A variant by its position, and what it holds.
struct Variant {
    at: u32,
    inside: Value,
}

impl Variant {
    /// A name alone, or an object with that name as its only one.
    fn of(value: Value, variants: &[&str]) -> Result<Self, Misfit> {
        let (name, inside) = match value.0.as_string() {
            Some(name) => (name, JsValue::UNDEFINED),
            None => {
                let of = value.object()?;
                let names = names(&of);
                let name = names.get(0).as_string().ok_or(Misfit)?;
                let inside = of.field(&name);
                (name, inside)
            }
        };
        let at = variants.iter().position(|known| *known == name);
        let at = at.ok_or_else(|| Misfit::named(&name))?;
        Ok(Self { at: u32::try_from(at).map_err(|_| Misfit)?, inside: Value(inside) })
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Misfit;
    type Variant = Value;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Value), Misfit> {
        let at: U32Deserializer<Misfit> = self.at.into_deserializer();
        Ok((seed.deserialize(at)?, self.inside))
    }
}

impl<'de> VariantAccess<'de> for Value {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        if self.is_nothing() { Ok(()) } else { Err(Misfit) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(self.items()?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_seq(Fields { of: self.object()?, names: fields })
    }
}
