//! A name for each type that gets a definition: the last part of its path, with the name of its
//! crate or module in front where several types would share it.

use std::collections::{BTreeMap, BTreeSet};

use subwire::codec::registry::{Field, TypeDef, Variant};

use super::super::names;
use super::Types;

/// What the prelude has, or what each module of types uses.
const TAKEN: [&str; 17] = [
    "AccountId",
    "BTreeMap",
    "BTreeSet",
    "Box",
    "Clone",
    "Compact",
    "CompactAs",
    "Debug",
    "Decode",
    "Encode",
    "Err",
    "None",
    "Option",
    "Result",
    "String",
    "TypeInfo",
    "Vec",
];

/// Types of one path, with the same parts.
type Alike<'m> = (&'m str, Vec<u32>);

/// Names the types.
pub(super) fn assign(types: &mut Types<'_>, found: &[u32]) {
    let mut groups = group(types, found);
    let mut sharing: BTreeMap<String, usize> = BTreeMap::new();
    for (path, _) in &groups {
        *sharing.entry(short(path)).or_default() += 1;
    }
    let is_shared = |path: &str| sharing.get(&short(path)).is_some_and(|count| *count > 1);
    // Those that share no name come first, so that none of the others takes theirs.
    groups.sort_by_key(|(path, _)| is_shared(path));
    let mut taken: BTreeSet<String> =
        types.config.type_names().chain(TAKEN).map(String::from).collect();
    for (path, ids) in groups {
        let name = free(path, is_shared(path), &taken);
        taken.insert(name.clone());
        types.defined.extend(ids.first());
        types.names.extend(ids.into_iter().map(|id| (id, name.clone())));
    }
    let names = &types.names;
    types.defined.sort_by_key(|id| names.get(id));
}

/// Several types of one path differ in their parameters, and perhaps in nothing that is written.
fn group<'m>(types: &Types<'m>, found: &[u32]) -> Vec<Alike<'m>> {
    let mut groups: Vec<Alike<'m>> = Vec::new();
    let mut by_path: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for id in found {
        let path = types.registry.get(*id).map_or("", |ty| ty.path());
        let same_path = by_path.entry(path).or_default();
        let alike = same_path.iter().find(|at| same_parts(types, groups[**at].1[0], *id));
        if let Some(at) = alike {
            groups[*at].1.push(*id);
        } else {
            same_path.push(groups.len());
            groups.push((path, vec![*id]));
        }
    }
    groups
}

/// Whether two types have the same fields or variants.
fn same_parts(types: &Types<'_>, one: u32, other: u32) -> bool {
    let def = |id| types.registry.get(id).map(|ty| ty.def());
    let field = |field: Field<'_>| (field.name().to_string(), field.ty());
    match (def(one), def(other)) {
        (Some(TypeDef::Composite(one)), Some(TypeDef::Composite(other))) => {
            one.iter().map(field).eq(other.iter().map(field))
        }
        (Some(TypeDef::Variant(one)), Some(TypeDef::Variant(other))) => {
            let variant = |variant: Variant<'_>| {
                let fields: Vec<_> = variant.fields().iter().map(field).collect();
                (variant.index(), variant.name().to_string(), fields)
            };
            one.iter().map(variant).eq(other.iter().map(variant))
        }
        _ => false,
    }
}

/// The first name for a path that nothing else has.
fn free(path: &str, is_shared: bool, taken: &BTreeSet<String>) -> String {
    let short = short(path);
    let long = qualified(path).map(|qualifier| qualifier + &short);
    let mut names = Some(short.clone()).filter(|_| !is_shared).into_iter().chain(long);
    if let Some(name) = names.find(|name| !taken.contains(name)) {
        return name;
    }
    let numbered = (2..=u32::MAX).map(|n| format!("{short}{n}"));
    numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or(short)
}

fn short(path: &str) -> String {
    let last = path.rsplit("::").next().filter(|last| !last.is_empty()).unwrap_or("Unnamed");
    names::ident(last).replace("r#", "")
}

/// What stands in front of a name: of the crate, then of crate and module.
fn qualified(path: &str) -> impl Iterator<Item = String> {
    let parts: Vec<&str> = path.split("::").collect();
    let around = &parts[..parts.len() - 1];
    let bare = |part: &str| {
        let prefixes = ["pallet_", "frame_", "sp_"];
        let rest = prefixes.iter().find_map(|prefix| part.strip_prefix(prefix));
        names::camel(rest.unwrap_or(part))
    };
    let first = around.first().map(|first| bare(first));
    let both = match around {
        [first, .., inner] => Some(bare(first) + &bare(inner)),
        _ => None,
    };
    first.into_iter().chain(both)
}
