//! Definitions of structs and enums.

use core::fmt::Write;
use std::collections::BTreeMap;

use subwire::codec::registry::{Fields, Type, TypeDef, Variants};

use super::super::module::{ATTRIBUTES, Module, Uses};
use super::super::names;
use super::{Refused, Types};

/// The chain calls variants as it likes, and so do we: those of its calls are in lower case.
const NAMES_OF_THE_CHAIN: &str =
    "#![allow(non_camel_case_types, reason = \"the chain has these names\")]\n\n";

/// One module for each crate of the chain, under a common one.
pub(super) fn module(types: &Types<'_>) -> Result<Module, Refused> {
    let mut has_lower_case = false;
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
        has_lower_case |= is_in_lower_case(&ty);
    }
    let names = crates.keys();
    let body =
        names.fold(String::new(), |body, name| body + &format!("pub use self::{name}::*;\n"));
    Ok(Module {
        name: "types".into(),
        docs: "The chain's types, each under a name of its own.".into(),
        attributes: if has_lower_case { NAMES_OF_THE_CHAIN } else { "" },
        body,
        children: crates.into_values().collect(),
        is_file: true,
        ..Module::default()
    })
}

/// Whether a variant is called as Rust would not call it.
fn is_in_lower_case(ty: &Type<'_>) -> bool {
    let TypeDef::Variant(variants) = ty.def() else { return false };
    variants.iter().any(|variant| variant.name().starts_with(|c: char| c.is_ascii_lowercase()))
}

fn define(types: &Types<'_>, ty: &Type<'_>, module: &mut Module) -> Result<(), Refused> {
    let name = types.names.get(&ty.id()).ok_or("a type without a name")?;
    let uses = &mut module.uses;
    let mut derives = vec!["Clone", "Debug", "Decode", "Encode", "Eq", "PartialEq"];
    for path in ["$::codec::Decode", "$::codec::Encode", "$::describe"] {
        uses.insert(path.into());
    }
    if types.compact.contains(&ty.id()) {
        derives.insert(1, "CompactAs");
        uses.insert("$::codec::CompactAs".into());
    }
    let (definition, description) = match ty.def() {
        TypeDef::Composite(fields) => {
            let Written { definition, description } =
                write_fields(types, ty.id(), fields, "pub ", uses)?;
            let end = if definition.ends_with('}') { "" } else { ";" };
            (format!("pub struct {name}{definition}{end}"), format!("{name}{description}"))
        }
        TypeDef::Variant(variants) => {
            let Written { definition, description } =
                write_variants(types, ty.id(), variants, uses)?;
            (
                format!("pub enum {name} {{\n{definition}}}"),
                format!("enum {name} {{\n{description}}}"),
            )
        }
        _ => return Err("neither a struct nor an enum".into()),
    };
    module.defines.insert(format!("^::types::{name}"));
    let derives = derives.join(", ");
    let _ = writeln!(module.body, "\n#[derive({derives})]\n{ATTRIBUTES}{definition}");
    let _ = writeln!(module.body, "\ndescribe!({description});");
    Ok(())
}

/// Fields or variants as the type has them, and as its description does.
#[derive(Default)]
struct Written {
    definition: String,
    description: String,
}

fn write_variants(
    types: &Types<'_>,
    ty: u32,
    variants: Variants<'_>,
    uses: &mut Uses,
) -> Result<Written, Refused> {
    let mut text = Written::default();
    for (at, variant) in variants.iter().enumerate() {
        let (index, name) = (variant.index(), names::ident(variant.name()));
        if usize::from(index) != at {
            let _ = writeln!(text.definition, "#[codec(index = {index})]");
        }
        let fields = write_fields(types, ty, variant.fields(), "", uses)?;
        let _ = writeln!(text.definition, "{name}{},", fields.definition);
        // rustfmt leaves the arguments of a macro as they are.
        let fields = fields.description.replace(",\n    ", ", ").replace(['\n'], " ");
        let fields = fields.replace("{     ", "{ ");
        let _ = writeln!(text.description, "    {index} {name}{fields},");
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
) -> Result<Written, Refused> {
    if fields.is_empty() {
        return Ok(Written::default());
    }
    let named = fields.iter().all(|field| !field.name().is_empty());
    let (start, separator, end) =
        if named { (" {\n    ", ",\n    ", "\n}") } else { ("(", ", ", ")") };
    let (mut definitions, mut descriptions) = (Vec::new(), Vec::new());
    for field in fields.iter() {
        let (is_compact, of) = types.field(Some(ty), &field, uses)?;
        let name = if named { names::ident(field.name()) + ": " } else { String::new() };
        let attribute = if is_compact { "#[codec(compact)] " } else { "" };
        definitions.push(format!("{attribute}{visibility}{name}{of}"));
        descriptions.push(if is_compact {
            uses.insert("$::codec::Compact".into());
            format!("{name}Compact<{of}>")
        } else {
            format!("{name}{of}")
        });
    }
    let join = |parts: Vec<String>| [start, &parts.join(separator), end].concat();
    Ok(Written { definition: join(definitions), description: join(descriptions) })
}
