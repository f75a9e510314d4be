//! Writes what serde says of a value: a serializer that is guided by the type to be written.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Display;

use serde::ser::{self, Impossible, Serialize};

use super::error::{EncodeError, EncodeErrorKind};
use super::integer::Integer;
use super::parts::{Object, Run};
use super::sink::{Sink, Spot};
use crate::schema::{Node, Schema, Table};

/// The bytes of a value as one of type `ty`.
pub(super) fn encode<T: Serialize + ?Sized>(
    schema: &Schema,
    ty: u32,
    value: &T,
) -> Result<Vec<u8>, EncodeError> {
    let (mut sink, spot) = Sink::new(schema, ty)?;
    value.serialize(Serializer { sink: &mut sink, spot })?;
    Ok(sink.finish())
}

impl ser::Error for EncodeError {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(EncodeErrorKind::Custom, message.to_string(), String::new())
    }
}

struct Serializer<'a, 's> {
    sink: &'a mut Sink<'s>,
    spot: Spot,
}

macro_rules! integer {
    ($($method:ident($int:ty) as $wide:ty;)*) => {$(
        fn $method(self, value: $int) -> Result<(), EncodeError> {
            self.sink.integer(self.spot, Integer::from(<$wide>::from(value)), || value.to_string())
        }
    )*};
}

impl<'a, 's> ser::Serializer for Serializer<'a, 's> {
    type Ok = ();
    type Error = EncodeError;
    type SerializeSeq = Elements<'a, 's>;
    type SerializeTuple = Elements<'a, 's>;
    type SerializeTupleStruct = Elements<'a, 's>;
    type SerializeTupleVariant = VariantElements<'a, 's>;
    type SerializeMap = Entries<'a, 's>;
    type SerializeStruct = Fields<'a, 's>;
    type SerializeStructVariant = VariantFields<'a, 's>;

    integer! {
        serialize_i8(i8) as i128;
        serialize_i16(i16) as i128;
        serialize_i32(i32) as i128;
        serialize_i64(i64) as i128;
        serialize_i128(i128) as i128;
        serialize_u8(u8) as u64;
        serialize_u16(u16) as u64;
        serialize_u32(u32) as u64;
        serialize_u64(u64) as u64;
        serialize_u128(u128) as u128;
    }

    fn serialize_bool(self, value: bool) -> Result<(), EncodeError> {
        self.sink.bool(self.spot, value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), EncodeError> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), EncodeError> {
        let spot = self.sink.filled(self.spot)?;
        Err(self.sink.mismatch(spot, || format!("{value:?}, no whole number")))
    }

    fn serialize_char(self, value: char) -> Result<(), EncodeError> {
        self.sink.char(self.spot, value)
    }

    fn serialize_str(self, value: &str) -> Result<(), EncodeError> {
        self.sink.text(self.spot, value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), EncodeError> {
        self.sink.bytes(self.spot, value)
    }

    fn serialize_none(self) -> Result<(), EncodeError> {
        self.sink.null(self.spot)
    }

    /// A `Some` for what is no option is the value.
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        let spot = self.sink.some(self.spot)?;
        value.serialize(Serializer { spot, ..self })
    }

    fn serialize_unit(self) -> Result<(), EncodeError> {
        self.sink.null(self.spot)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EncodeError> {
        self.sink.null(self.spot)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), EncodeError> {
        self.sink.text(self.spot, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        let spot = self.sink.variant(self.spot, variant)?;
        value.serialize(Serializer { spot, ..self }).map_err(|error| error.within(variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'a, 's>, EncodeError> {
        let run = Run::open(self.sink, self.spot)?;
        Ok(Elements { sink: self.sink, run })
    }

    fn serialize_tuple(self, len: usize) -> Result<Elements<'a, 's>, EncodeError> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        len: usize,
    ) -> Result<Elements<'a, 's>, EncodeError> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<VariantElements<'a, 's>, EncodeError> {
        let spot = self.sink.variant(self.spot, variant)?;
        let elements = Serializer { spot, ..self }.serialize_seq(Some(len));
        elements.map_err(|error| error.within(variant)).map(|it| VariantElements { it, variant })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a, 's>, EncodeError> {
        let spot = self.sink.filled(self.spot)?;
        let kind = if holds_pairs(self.sink.table(), spot.node) {
            EntriesKind::Pairs { run: Run::open(self.sink, spot)?, pair: None }
        } else {
            EntriesKind::Object { object: Object::open(self.sink, spot)?, open: None }
        };
        Ok(Entries { sink: self.sink, kind })
    }

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Fields<'a, 's>, EncodeError> {
        let object = if len == 0 && self.spot.node == Node::Null {
            None
        } else {
            Some(Object::open(self.sink, self.spot)?)
        };
        Ok(Fields { sink: self.sink, object })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<VariantFields<'a, 's>, EncodeError> {
        let spot = self.sink.variant(self.spot, variant)?;
        let fields = Serializer { spot, ..self }.serialize_struct(name, len);
        fields.map_err(|error| error.within(variant)).map(|it| VariantFields { it, variant })
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), EncodeError> {
        self.serialize_str(&value.to_string())
    }
}

/// Whether it is a sequence of pairs, as which a map is kept.
fn holds_pairs(table: &Table, node: Node) -> bool {
    let Node::Sequence(of) = node else { return false };
    let Node::Struct(group) = table.child(of) else { return false };
    let group = table.group(group);
    group.names.is_none() && group.fields.len() == 2
}

struct Elements<'a, 's> {
    sink: &'a mut Sink<'s>,
    run: Run,
}

impl Elements<'_, '_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let spot = self.run.next(self.sink)?;
        let written = value.serialize(Serializer { sink: self.sink, spot });
        written.map_err(|error| self.run.locate(error))
    }

    fn close(self) -> Result<(), EncodeError> {
        self.run.close(self.sink)
    }
}

impl ser::SerializeSeq for Elements<'_, '_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.element(value)
    }

    fn end(self) -> Result<(), EncodeError> {
        self.close()
    }
}

impl ser::SerializeTuple for Elements<'_, '_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.element(value)
    }

    fn end(self) -> Result<(), EncodeError> {
        self.close()
    }
}

impl ser::SerializeTupleStruct for Elements<'_, '_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.element(value)
    }

    fn end(self) -> Result<(), EncodeError> {
        self.close()
    }
}

struct VariantElements<'a, 's> {
    it: Elements<'a, 's>,
    variant: &'static str,
}

impl ser::SerializeTupleVariant for VariantElements<'_, '_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        self.it.element(value).map_err(|error| error.within(self.variant))
    }

    fn end(self) -> Result<(), EncodeError> {
        self.it.close().map_err(|error| error.within(self.variant))
    }
}

struct Fields<'a, 's> {
    sink: &'a mut Sink<'s>,
    /// `None` for a struct without fields that stands where no bytes are.
    object: Option<Object>,
}

impl Fields<'_, '_> {
    fn field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        let Some(object) = &mut self.object else {
            return Err(ser::Error::custom("a field in a struct that said it had none"));
        };
        let spot = object.key(self.sink, name)?;
        let written = value.serialize(Serializer { sink: self.sink, spot });
        written.map_err(|error| object.locate(error, name))
    }

    fn close(self) -> Result<(), EncodeError> {
        self.object.map_or(Ok(()), |object| object.close(self.sink))
    }
}

impl ser::SerializeStruct for Fields<'_, '_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), EncodeError> {
        self.close()
    }
}

struct VariantFields<'a, 's> {
    it: Fields<'a, 's>,
    variant: &'static str,
}

impl ser::SerializeStructVariant for VariantFields<'_, '_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), EncodeError> {
        self.it.field(name, value).map_err(|error| error.within(self.variant))
    }

    fn end(self) -> Result<(), EncodeError> {
        self.it.close().map_err(|error| error.within(self.variant))
    }
}

struct Entries<'a, 's> {
    sink: &'a mut Sink<'s>,
    kind: EntriesKind,
}

enum EntriesKind {
    /// A struct, an enum or an option, by names. `open` is the name whose value comes next.
    Object { object: Object, open: Option<(String, Spot)> },
    /// A sequence of pairs; `pair` is one of which the key is there.
    Pairs { run: Run, pair: Option<Run> },
}

impl ser::SerializeMap for Entries<'_, '_> {
    type Ok = ();
    type Error = EncodeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EncodeError> {
        match &mut self.kind {
            EntriesKind::Object { open: Some(_), .. }
            | EntriesKind::Pairs { pair: Some(_), .. } => {
                return Err(ser::Error::custom("a key without a value"));
            }
            EntriesKind::Object { object, open } => {
                let name = key.serialize(Name)?;
                let spot = object.key(self.sink, &name)?;
                *open = Some((name, spot));
            }
            EntriesKind::Pairs { run, pair } => {
                let spot = run.next(self.sink)?;
                let mut halves = Run::open(self.sink, spot)?;
                let spot = halves.next(self.sink)?;
                let written = key.serialize(Serializer { sink: self.sink, spot });
                written.map_err(|error| run.locate(halves.locate(error)))?;
                *pair = Some(halves);
            }
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EncodeError> {
        let no_key = || ser::Error::custom("a value without a key");
        match &mut self.kind {
            EntriesKind::Object { object, open } => {
                let (name, spot) = open.take().ok_or_else(no_key)?;
                let written = value.serialize(Serializer { sink: self.sink, spot });
                written.map_err(|error| object.locate(error, &name))
            }
            EntriesKind::Pairs { run, pair } => {
                let mut halves = pair.take().ok_or_else(no_key)?;
                let spot = halves.next(self.sink)?;
                let written = value.serialize(Serializer { sink: self.sink, spot });
                written.map_err(|error| run.locate(halves.locate(error)))?;
                halves.close(self.sink)
            }
        }
    }

    fn end(self) -> Result<(), EncodeError> {
        match self.kind {
            EntriesKind::Object { object, open: None } => object.close(self.sink),
            EntriesKind::Pairs { run, pair: None } => run.close(self.sink),
            _ => Err(ser::Error::custom("a key without a value")),
        }
    }
}

/// Takes the key of a map, which must be a text.
struct Name;

macro_rules! no_name {
    ($($method:ident($($ty:ty),*) $(<$param:ident>)? -> $ok:ty;)*) => {$(
        fn $method $(<$param: Serialize + ?Sized>)? (
            self,
            $(_: $ty),*
        ) -> Result<$ok, EncodeError> {
            Err(not_a_name())
        }
    )*};
}

fn not_a_name() -> EncodeError {
    EncodeError::new(EncodeErrorKind::Mismatch, "a text as the key".to_owned(), String::new())
}

impl ser::Serializer for Name {
    type Ok = String;
    type Error = EncodeError;
    type SerializeSeq = Impossible<String, EncodeError>;
    type SerializeTuple = Impossible<String, EncodeError>;
    type SerializeTupleStruct = Impossible<String, EncodeError>;
    type SerializeTupleVariant = Impossible<String, EncodeError>;
    type SerializeMap = Impossible<String, EncodeError>;
    type SerializeStruct = Impossible<String, EncodeError>;
    type SerializeStructVariant = Impossible<String, EncodeError>;

    fn serialize_str(self, value: &str) -> Result<String, EncodeError> {
        Ok(value.to_owned())
    }

    fn serialize_char(self, value: char) -> Result<String, EncodeError> {
        Ok(value.to_string())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<String, EncodeError> {
        Ok(variant.to_owned())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<String, EncodeError> {
        value.serialize(self)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<String, EncodeError> {
        Ok(value.to_string())
    }

    no_name! {
        serialize_bool(bool) -> String;
        serialize_i8(i8) -> String;
        serialize_i16(i16) -> String;
        serialize_i32(i32) -> String;
        serialize_i64(i64) -> String;
        serialize_i128(i128) -> String;
        serialize_u8(u8) -> String;
        serialize_u16(u16) -> String;
        serialize_u32(u32) -> String;
        serialize_u64(u64) -> String;
        serialize_u128(u128) -> String;
        serialize_f32(f32) -> String;
        serialize_f64(f64) -> String;
        serialize_bytes(&[u8]) -> String;
        serialize_none() -> String;
        serialize_some(&T) <T> -> String;
        serialize_unit() -> String;
        serialize_unit_struct(&'static str) -> String;
        serialize_newtype_variant(&'static str, u32, &'static str, &T) <T> -> String;
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct(&'static str, usize) -> Self::SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeStructVariant;
    }
}
