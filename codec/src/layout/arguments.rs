//! What goes to the chain: keys, arguments of calls and of runtime APIs.
//!
//! These are written by the Rust type's own `Encode`, so each must be what the chain reads: every value
//! of the chain's type in the same bytes. A Rust type may have values beside, such as variants that
//! came later; the chain refuses those.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::Layout;
use super::difference::{Mismatch, Why};
use crate::encoded_call::is_call;
use crate::registry::{Registry, TypeDef};
use crate::schema::Schema;

/// Compares the parts of a Rust type, a tuple or a struct, with the arguments that the chain takes:
/// each one's name and type, in their order.
///
/// A tuple's go by place. A struct's names must be the chain's.
pub(crate) fn arguments<'c>(
    chain: &Schema,
    takes: impl ExactSizeIterator<Item = (&'c str, u32)>,
    (registry, ty): (Registry, u32),
) -> Result<(), Mismatch> {
    let rust = Schema::new(registry);
    let given: Vec<(&str, u32)> = match rust.registry().get(ty).map(|ty| ty.def()) {
        Some(TypeDef::Tuple(members)) => members.iter().map(|member| ("", *member)).collect(),
        Some(TypeDef::Composite(fields)) => {
            fields.iter().map(|field| (field.name(), field.ty())).collect()
        }
        _ => vec![("", ty)],
    };
    if takes.len() != given.len() {
        let (chain, rust) = (takes.len() as u32, given.len() as u32);
        return Err(Mismatch::new("", Why::Length { chain, rust }));
    }
    for (place, ((name, theirs), (our_name, ours))) in takes.zip(given).enumerate() {
        let path = if name.is_empty() { format!("{place}") } else { name.into() };
        // Pallets mark arguments that they ignore.
        if !our_name.is_empty() && our_name != name.trim_start_matches('_') {
            return Err(Mismatch::new(path, Why::Missing));
        }
        argument(chain, &path, theirs, &rust, ours)?;
    }
    Ok(())
}

/// Compares one argument.
pub(crate) fn argument(
    chain: &Schema,
    path: &str,
    theirs: u32,
    rust: &Schema,
    ours: u32,
) -> Result<(), Mismatch> {
    if is_call(chain.registry(), theirs, rust.registry(), ours) {
        return Ok(());
    }
    match Layout::between(chain, theirs, rust, ours) {
        Layout::Same => Ok(()),
        Layout::Adapt(plan) if plan.keeps_bytes() => Ok(()),
        Layout::Adapt(_) => Err(Mismatch::new(path, Why::Argument)),
        Layout::Incompatible(inner) => {
            let dot = if inner.path().is_empty() { "" } else { "." };
            Err(Mismatch::new(format!("{path}{dot}{}", inner.path()), inner.why()))
        }
    }
}
