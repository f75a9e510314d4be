//! Definitions of structs and enums.

use core::fmt::Write;
use std::collections::BTreeMap;

use subwire::codec::registry::{Field, Fields, Type, TypeDef, Variants};

use super::super::module::{ATTRIBUTES, Module, Uses};
use super::super::names;
use super::{Refused, Types};

/// One module for each crate of the chain, under a common one.
pub(super) fn module(types: &Types<'_>) -> Result<Module, Refused> {
    let mut crates: BTreeMap<String, Module> = BTreeMap::new();
    for id in &types.defined {
        let ty = types.get(*id)?;
        let of = ty.path().split("::").next().filter(|of| !of.is_empty()).unwrap_or("unnamed");
        let name = names::snake(of);
        let module = crates.entry(name.clone()).or_insert_with(|| Module {
            docs: format!(
                "Types of the crate `{}`.",
                of.replace(|c: char| !c.is_ascii_graphic(), "")
            ),
            name,
            is_file: true,
            is_private: true,
            ..Module::default()
        });
        define(types, &ty, module)?;
    }
    let names = crates.keys();
    let body =
        names.fold(String::new(), |body, name| body + &format!("pub use self::{name}::*;\n"));
    Ok(Module {
        name: "types".into(),
        docs: "The chain's types, each under a name of its own.".into(),
        body,
        children: crates.into_values().collect(),
        is_file: true,
        ..Module::default()
    })
}

fn define(types: &Types<'_>, ty: &Type<'_>, module: &mut Module) -> Result<(), Refused> {
    let name = types.names.get(&ty.id()).ok_or("a type without a name")?;
    let uses = &mut module.uses;
    let mut derives = vec!["Clone", "Debug", "Decode", "Encode", "Eq", "PartialEq", "TypeInfo"];
    for path in ["$::codec::Decode", "$::codec::Encode", "$::scale_info::TypeInfo"] {
        uses.insert(path.into());
    }
    if types.compact.contains(&ty.id()) {
        derives.insert(1, "CompactAs");
        uses.insert("$::codec::CompactAs".into());
    }
    let definition = match ty.def() {
        TypeDef::Composite(fields) => {
            let text = write_fields(types, ty.id(), fields, "pub ", uses)?;
            let end = if text.ends_with('}') { "" } else { ";" };
            format!("pub struct {name}{text}{end}")
        }
        TypeDef::Variant(variants) => {
            format!("pub enum {name} {{\n{}}}", write_variants(types, ty.id(), variants, uses)?)
        }
        _ => return Err("neither a struct nor an enum".into()),
    };
    module.defines.insert(format!("^::types::{name}"));
    let derives = derives.join(", ");
    let _ = writeln!(module.body, "\n#[derive({derives})]\n{ATTRIBUTES}{definition}");
    Ok(())
}

fn write_variants(
    types: &Types<'_>,
    ty: u32,
    variants: Variants<'_>,
    uses: &mut Uses,
) -> Result<String, Refused> {
    let mut text = String::new();
    for (at, variant) in variants.iter().enumerate() {
        if usize::from(variant.index()) != at {
            let _ = writeln!(text, "#[codec(index = {})]", variant.index());
        }
        let fields = write_fields(types, ty, variant.fields(), "", uses)?;
        let _ = writeln!(text, "{}{fields},", names::ident(variant.name()));
    }
    Ok(text)
}

/// The fields with their brackets; nothing where there are none.
fn write_fields(
    types: &Types<'_>,
    ty: u32,
    fields: Fields<'_>,
    visibility: &str,
    uses: &mut Uses,
) -> Result<String, Refused> {
    if fields.is_empty() {
        return Ok(String::new());
    }
    let named = fields.iter().all(|field| !field.name().is_empty());
    let mut text = String::from(if named { " {\n" } else { "(" });
    for (at, field) in fields.iter().enumerate() {
        let (attribute, of) = write_field(types, ty, field, uses)?;
        if named {
            let name = names::ident(field.name());
            let _ = writeln!(text, "{attribute}{visibility}{name}: {of},");
        } else {
            let comma = if at == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}{attribute}{visibility}{of}");
        }
    }
    text.push(if named { '}' } else { ')' });
    Ok(text)
}

/// What stands before a field, and its type.
fn write_field(
    types: &Types<'_>,
    around: u32,
    field: Field<'_>,
    uses: &mut Uses,
) -> Result<(&'static str, String), Refused> {
    let (is_compact, text) = types.field(Some(around), &field, uses)?;
    Ok((if is_compact { "#[codec(compact)] " } else { "" }, text))
}
