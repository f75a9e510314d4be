//! The pallet `Utility`.

use crate::Descriptor;

pub mod calls {
    //! Calls.

    use super::super::super::types::OriginCaller;
    use crate::{Call, EncodedCall};

    /// Takes `as_origin`, `call`.
    pub const DISPATCH_AS: Call<(OriginCaller, EncodedCall)> = Call::new("Utility", "dispatch_as");

    /// Takes `as_origin`, `call`.
    pub const DISPATCH_AS_FALLIBLE: Call<(OriginCaller, EncodedCall)> =
        Call::new("Utility", "dispatch_as_fallible");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[&calls::DISPATCH_AS, &calls::DISPATCH_AS_FALLIBLE];
