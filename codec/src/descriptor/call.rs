//! Calls: what an extrinsic asks a pallet to do.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::Encode;
use scale_info::{MetaType, TypeInfo};

use super::{BindError, BindErrorKind, Descriptor, Kind, Missing, Verdict, verdict};
use crate::layout::arguments;
use crate::metadata::Metadata;
use crate::registry::Registry;

/// A call of a pallet.
///
/// `Args` is the tuple of its arguments, or a struct whose fields have the arguments' names; either
/// in the chain's order, and each exactly what the chain takes. Where the chain writes an argument
/// as a `Compact`, so does `Args`.
///
/// ```
/// use subwire_codec::descriptor::BindError;
/// use subwire_codec::{Call, Metadata};
///
/// const SET_WEIGHTS: Call<(u16, Vec<u16>, Vec<u16>, u64)> =
///     Call::new("SubtensorModule", "set_weights");
///
/// fn all_on_uid_0(metadata: &Metadata) -> Result<Vec<u8>, BindError> {
///     Ok(SET_WEIGHTS.bind(metadata)?.encode(&(1, vec![0], vec![65535], 0)))
/// }
/// ```
pub struct Call<Args> {
    pallet: &'static str,
    name: &'static str,
    types: PhantomData<fn() -> Args>,
}

/// A call of one runtime: its indices are known.
pub struct BoundCall<Args> {
    call: Call<Args>,
    indices: [u8; 2],
}

impl<Args> Call<Args> {
    /// Describes the call `name` of `pallet`, both named as in the chain's metadata.
    #[must_use]
    pub const fn new(pallet: &'static str, name: &'static str) -> Self {
        Self { pallet, name, types: PhantomData }
    }

    /// The pallet's name.
    #[must_use]
    pub const fn pallet(&self) -> &'static str {
        self.pallet
    }

    /// The call's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<Args: TypeInfo + 'static> Call<Args> {
    /// Compares the call with a runtime's metadata, and gives what encodes it there.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the call is missing or takes other arguments.
    pub fn bind(&self, metadata: &Metadata) -> Result<BoundCall<Args>, BindError> {
        self.try_bind(metadata).map_err(|kind| BindError::new(self, kind))
    }

    fn try_bind(&self, metadata: &Metadata) -> Result<BoundCall<Args>, BindErrorKind> {
        let indices = indices(self.pallet, self.name, &MetaType::new::<Args>(), metadata)?;
        Ok(BoundCall { call: *self, indices })
    }
}

/// The indices of the pallet and of the call, where the call takes these arguments.
fn indices(
    pallet: &str,
    name: &str,
    args: &MetaType,
    metadata: &Metadata,
) -> Result<[u8; 2], BindErrorKind> {
    let pallet = metadata.pallet(pallet).ok_or(Missing::Owner(Kind::Call))?;
    let calls = pallet.calls().ok_or(Missing::Item(Kind::Call))?;
    let call = calls.named(name).ok_or(Missing::Item(Kind::Call))?;
    let fields = call.fields();
    let takes = fields.iter().map(|field| (field.name(), field.ty()));
    arguments(metadata.schema(), takes, Registry::of_meta(args))?;
    Ok([pallet.index(), call.index()])
}

impl<Args> BoundCall<Args> {
    /// The descriptor.
    #[must_use]
    pub fn call(&self) -> Call<Args> {
        self.call
    }

    /// The index of the pallet and that of the call, with which its bytes start.
    #[must_use]
    pub fn indices(&self) -> [u8; 2] {
        self.indices
    }
}

impl<Args: Encode> BoundCall<Args> {
    /// The call's bytes, as an extrinsic holds them.
    #[must_use]
    pub fn encode(&self, args: &Args) -> Vec<u8> {
        let mut bytes = self.indices.to_vec();
        args.encode_to(&mut bytes);
        bytes
    }
}

impl<Args: TypeInfo + 'static> Descriptor for Call<Args> {
    fn kind(&self) -> Kind {
        Kind::Call
    }

    fn owner(&self) -> &'static str {
        self.pallet
    }

    fn item(&self) -> &'static str {
        self.name
    }

    #[inline(never)]
    fn verify(&self, metadata: &Metadata) -> Verdict {
        let args = MetaType::new::<Args>();
        verdict(indices(self.pallet, self.name, &args, metadata).map(|_| Vec::new()))
    }
}

super::descriptor!(Call<Args>, pallet, name);

impl<Args> fmt::Debug for BoundCall<Args> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound{:?} = {:?}", self.call, self.indices)
    }
}
