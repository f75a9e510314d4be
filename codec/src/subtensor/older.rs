//! What the catalogue has in a form that older runtimes do not take: keys and arguments that came, went
//! or changed. Named for the newest recorded runtime that takes this form.
//!
//! Written by `subwire codegen`, as the catalogue is.

pub mod in_315;
pub mod in_320;
pub mod in_343;

use crate::Descriptor;

/// All of them.
#[inline]
pub(super) fn all() -> impl Iterator<Item = &'static dyn Descriptor> {
    let lists =
        [in_315::pallets::ALL, in_320::pallets::ALL, in_320::apis::ALL, in_343::pallets::ALL];
    lists.into_iter().flatten().flat_map(|all| all.iter().copied())
}
