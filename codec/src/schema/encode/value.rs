//! Writes what an owned value says.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::error::EncodeError;
use super::integer::Integer;
use super::parts::{Object, Run};
use super::sink::{Sink, Spot};
use crate::schema::Schema;
use crate::schema::value::{Fields, Kind, List, Value};

/// The bytes of a value as one of type `ty`.
pub(super) fn encode(schema: &Schema, ty: u32, value: &Value) -> Result<Vec<u8>, EncodeError> {
    let (mut sink, spot) = Sink::new(schema, ty)?;
    write(&mut sink, spot, value.kind())?;
    Ok(sink.finish())
}

fn write(sink: &mut Sink<'_>, spot: Spot, value: Kind<'_>) -> Result<(), EncodeError> {
    match value {
        Kind::Unit | Kind::None => sink.null(spot),
        Kind::Some(content) => {
            let spot = sink.some(spot)?;
            write(sink, spot, content.kind())
        }
        Kind::Bool(value) => sink.bool(spot, value),
        Kind::Char(value) => sink.char(spot, value),
        Kind::Uint(value) => sink.integer(spot, Integer::from(value), || value.to_string()),
        Kind::Int(value) => sink.integer(spot, Integer::from(value), || value.to_string()),
        Kind::U256(bytes) => {
            sink.integer(spot, Integer::unsigned_of(*bytes), || "more than 128 bits".into())
        }
        Kind::I256(bytes) => {
            sink.integer(spot, Integer::signed_of(*bytes), || "more than 128 bits".into())
        }
        Kind::Account(account) => sink.bytes(spot, account.as_bytes()),
        Kind::Str(text) => sink.text(spot, text),
        Kind::Bytes(bytes) => sink.bytes(spot, bytes),
        Kind::Bits(bits) => sink.bits(spot, bits.iter()),
        Kind::List(list) => write_list(sink, spot, list),
        Kind::Tuple(fields) | Kind::Struct(fields) => write_fields(sink, spot, fields),
        Kind::Variant(name, fields) => write_variant(sink, spot, name, fields),
    }
}

#[inline(never)]
fn write_list(sink: &mut Sink<'_>, spot: Spot, list: List<'_>) -> Result<(), EncodeError> {
    let mut run = Run::open(sink, spot)?;
    for element in list.iter() {
        let spot = run.next(sink)?;
        write(sink, spot, element).map_err(|error| run.locate(error))?;
    }
    run.close(sink)
}

#[inline(never)]
fn write_fields(sink: &mut Sink<'_>, spot: Spot, fields: Fields<'_>) -> Result<(), EncodeError> {
    if fields.are_named() {
        let mut object = Object::open(sink, spot)?;
        for (name, value) in fields.iter() {
            let name = name.unwrap_or_default();
            let spot = object.key(sink, name)?;
            write(sink, spot, value.kind()).map_err(|error| object.locate(error, name))?;
        }
        return object.close(sink);
    }
    let mut run = Run::open(sink, spot)?;
    for (_, value) in fields.iter() {
        let spot = run.next(sink)?;
        write(sink, spot, value.kind()).map_err(|error| run.locate(error))?;
    }
    run.close(sink)
}

#[inline(never)]
fn write_variant(
    sink: &mut Sink<'_>,
    spot: Spot,
    name: &str,
    fields: Fields<'_>,
) -> Result<(), EncodeError> {
    if fields.is_empty() {
        return sink.text(spot, name);
    }
    let spot = sink.variant(spot, name)?;
    let written = match fields.at(0) {
        Some(only) if fields.len() == 1 && !fields.are_named() => write(sink, spot, only.kind()),
        _ => write_fields(sink, spot, fields),
    };
    written.map_err(|error| error.within(name))
}
