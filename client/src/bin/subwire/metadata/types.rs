//! The names of types, for people.

use subwire::codec::registry::{Registry, TypeDef};

/// Types within types are named so far down.
const MAX_DEPTH: u8 = 4;

/// A type as a person would write it: `Vec<(AccountId32, u64)>`.
pub(super) fn type_name(registry: &Registry, ty: u32) -> String {
    name(registry, ty, MAX_DEPTH)
}

fn name(registry: &Registry, id: u32, depth: u8) -> String {
    let (Some(ty), Some(below)) = (registry.get(id), depth.checked_sub(1)) else {
        return "…".into();
    };
    let inner = |id| name(registry, id, below);
    match ty.def() {
        TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
        TypeDef::Sequence(of) => format!("Vec<{}>", inner(of)),
        TypeDef::Array { len, of, .. } => format!("[{}; {len}]", inner(of)),
        TypeDef::Compact(of) => format!("Compact<{}>", inner(of)),
        TypeDef::Tuple(of) => {
            let parts: Vec<String> = of.iter().map(|id| inner(*id)).collect();
            format!("({})", parts.join(", "))
        }
        _ => {
            let params: Vec<String> = ty.params().filter_map(|(_, id)| id).map(inner).collect();
            if params.is_empty() || ty.name().is_empty() {
                ty.name().into()
            } else {
                format!("{}<{}>", ty.name(), params.join(", "))
            }
        }
    }
}
