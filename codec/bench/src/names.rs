//! Finds a type in a registry by its name in Rust, as the index of the recorded values gives it.

use scale_info::form::PortableForm;
use scale_info::{
    Path, PortableRegistry, PortableType, Type, TypeDef, TypeDefCompact, TypeDefPrimitive,
    TypeDefSequence, TypeDefTuple,
};

/// The id of a type such as `Vec<(DelegateInfo, Compact<u64>)>`. A list, tuple, compact or
/// primitive that the registry lacks is added; a struct or enum must be there, under the last
/// segment of its path.
///
/// # Panics
///
/// Where a struct or enum is not there, or where the name is none.
pub fn find_or_add(types: &mut PortableRegistry, name: &str) -> u32 {
    if let Some(element) = argument(name, "Vec") {
        let element = find_or_add(types, element);
        return add(types, TypeDef::Sequence(TypeDefSequence::new(element.into())));
    }
    if let Some(inner) = argument(name, "Compact") {
        let inner = find_or_add(types, inner);
        return add(types, TypeDef::Compact(TypeDefCompact::new(inner.into())));
    }
    if let Some(inner) = argument(name, "Option") {
        let inner = find_or_add(types, inner);
        let is_it = |ty: &Type<PortableForm>| {
            ty.path.segments == ["Option"]
                && ty.type_params.iter().any(|param| param.ty.is_some_and(|ty| ty.id == inner))
        };
        return find(types, is_it).unwrap_or_else(|| panic!("no {name} in the registry"));
    }
    if let Some(fields) = name.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        // No tuple of the index holds a type with two arguments.
        let fields: Vec<_> =
            fields.split(',').map(|field| find_or_add(types, field.trim()).into()).collect();
        return add(types, TypeDef::Tuple(TypeDefTuple::new_portable(fields)));
    }
    if let Some(primitive) = primitive(name) {
        return add(types, TypeDef::Primitive(primitive));
    }
    let is_it = |ty: &Type<PortableForm>| ty.path.segments.last().is_some_and(|last| last == name);
    find(types, is_it).unwrap_or_else(|| panic!("no {name} in the registry"))
}

fn argument<'n>(name: &'n str, outer: &str) -> Option<&'n str> {
    name.strip_prefix(outer)?.strip_prefix('<')?.strip_suffix('>')
}

fn primitive(name: &str) -> Option<TypeDefPrimitive> {
    Some(match name {
        "bool" => TypeDefPrimitive::Bool,
        "u8" => TypeDefPrimitive::U8,
        "u16" => TypeDefPrimitive::U16,
        "u32" => TypeDefPrimitive::U32,
        "u64" => TypeDefPrimitive::U64,
        "u128" => TypeDefPrimitive::U128,
        _ => return None,
    })
}

fn find(types: &PortableRegistry, is_it: impl Fn(&Type<PortableForm>) -> bool) -> Option<u32> {
    types.types.iter().find(|one| is_it(&one.ty)).map(|one| one.id)
}

/// The id of the type without a path that is defined so.
fn add(types: &mut PortableRegistry, def: TypeDef<PortableForm>) -> u32 {
    if let Some(id) = find(types, |ty| ty.path.segments.is_empty() && ty.type_def == def) {
        return id;
    }
    let id = u32::try_from(types.types.len()).expect("a registry has fewer types");
    let ty = Type { path: Path::default(), type_params: Vec::new(), type_def: def, docs: vec![] };
    types.types.push(PortableType::new(id, ty));
    id
}
