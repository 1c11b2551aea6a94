//! Writes types of the protocol as values of JavaScript, as JSON would have them.

use super::read::Misfit;
use js_sys::{Array, Object, Reflect};
use serde::ser::{
    Error, Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, Serializer,
};
use std::fmt;
use wasm_bindgen::JsValue;

/// The largest whole number that arrives exactly: 2^53 − 1.
const SAFE: i64 = 9_007_199_254_740_991;

/// Writes one value.
#[derive(Clone, Copy)]
pub(super) struct Writer;

/// A list that is being written.
pub(super) struct List(Array);

/// A struct that is being written, and the variant that it is of.
pub(super) struct Struct(Object, Option<&'static str>);

impl Error for Misfit {
    fn custom<T: fmt::Display>(why: T) -> Self {
        <Self as serde::de::Error>::custom(why)
    }
}

fn put(object: &Object, name: &str, value: &JsValue) -> Result<(), Misfit> {
    Reflect::set(object, &name.into(), value).map(|_| ()).map_err(|_| Misfit)
}

fn whole(number: i64) -> Result<JsValue, Misfit> {
    #[expect(clippy::cast_precision_loss, reason = "exact within these bounds")]
    let float = number as f64;
    if (-SAFE..=SAFE).contains(&number) { Ok(float.into()) } else { Err(Misfit) }
}

/// A variant that holds something: an object with the variant's name as its only one.
fn within(variant: &str, value: &JsValue) -> Result<JsValue, Misfit> {
    let object = Object::new();
    put(&object, variant, value)?;
    Ok(object.into())
}

macro_rules! whole_numbers {
    ($($method:ident $number:ty),+) => {
        $(fn $method(self, number: $number) -> Result<JsValue, Misfit> {
            whole(i64::try_from(number).map_err(|_| Misfit)?)
        })+
    };
}

impl Serializer for Writer {
    type Ok = JsValue;
    type Error = Misfit;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = Impossible<JsValue, Misfit>;
    type SerializeTupleVariant = Impossible<JsValue, Misfit>;
    type SerializeMap = Impossible<JsValue, Misfit>;
    type SerializeStruct = Struct;
    type SerializeStructVariant = Struct;

    whole_numbers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64
    }

    fn serialize_bool(self, it: bool) -> Result<JsValue, Misfit> {
        Ok(it.into())
    }

    fn serialize_f32(self, number: f32) -> Result<JsValue, Misfit> {
        Ok(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<JsValue, Misfit> {
        Ok(number.into())
    }

    fn serialize_char(self, it: char) -> Result<JsValue, Misfit> {
        self.serialize_str(it.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<JsValue, Misfit> {
        Ok(text.into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<JsValue, Misfit> {
        Err(Misfit)
    }

    fn serialize_none(self) -> Result<JsValue, Misfit> {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, Misfit> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<JsValue, Misfit> {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<JsValue, Misfit> {
        Ok(JsValue::NULL)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<JsValue, Misfit> {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<JsValue, Misfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<JsValue, Misfit> {
        within(variant, &value.serialize(self)?)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Misfit> {
        Ok(List(Array::new()))
    }

    fn serialize_tuple(self, length: usize) -> Result<List, Misfit> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Misfit> {
        Err(Misfit)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Misfit> {
        Err(Misfit)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Misfit> {
        Err(Misfit)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Struct, Misfit> {
        Ok(Struct(Object::new(), None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Struct, Misfit> {
        Ok(Struct(Object::new(), Some(variant)))
    }
}

impl SerializeSeq for List {
    type Ok = JsValue;
    type Error = Misfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Misfit> {
        self.0.push(&value.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Result<JsValue, Misfit> {
        Ok(self.0.into())
    }
}

impl SerializeTuple for List {
    type Ok = JsValue;
    type Error = Misfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Misfit> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<JsValue, Misfit> {
        SerializeSeq::end(self)
    }
}

impl SerializeStruct for Struct {
    type Ok = JsValue;
    type Error = Misfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Misfit> {
        put(&self.0, name, &value.serialize(Writer)?)
    }

    fn end(self) -> Result<JsValue, Misfit> {
        match self.1 {
            Some(variant) => within(variant, &self.0),
            None => Ok(self.0.into()),
        }
    }
}

impl SerializeStructVariant for Struct {
    type Ok = JsValue;
    type Error = Misfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Misfit> {
        SerializeStruct::serialize_field(self, name, value)
    }

    fn end(self) -> Result<JsValue, Misfit> {
        SerializeStruct::end(self)
    }
}
