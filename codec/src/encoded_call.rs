//! A call within another call.

use alloc::vec::Vec;

use parity_scale_codec::{Encode, EncodeLike, Output};
use scale_info::build::Fields;
use scale_info::{Path, Type, TypeInfo};

use crate::registry::{self, Registry, TypeDef};

/// A call of any pallet in its SCALE bytes, for arguments that are themselves calls: of `Utility.batch`,
/// `Proxy.proxy`, `Sudo.sudo`. [`BoundCall::encode`](crate::descriptor::BoundCall::encode) makes them.
///
/// It is written as it is. Whether the bytes are a call of the runtime, nobody looks.
///
/// ```
/// use subwire_codec::descriptor::BindError;
/// use subwire_codec::subtensor::pallets::{system, utility};
/// use subwire_codec::{EncodedCall, Metadata};
///
/// fn remarks(metadata: &Metadata) -> Result<Vec<u8>, BindError> {
///     let remark = system::calls::REMARK.bind(metadata)?;
///     let calls = [b"one", b"two"].map(|text| EncodedCall::from(remark.encode(&(text.to_vec(),))));
///     Ok(utility::calls::BATCH.bind(metadata)?.encode(&(calls.to_vec(),)))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedCall(Vec<u8>);

impl EncodedCall {
    /// Its bytes: the pallet's index, the call's index, the arguments.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for EncodedCall {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<EncodedCall> for Vec<u8> {
    fn from(call: EncodedCall) -> Self {
        call.0
    }
}

impl Encode for EncodedCall {
    fn size_hint(&self) -> usize {
        self.0.len()
    }

    fn encode_to<T: Output + ?Sized>(&self, dest: &mut T) {
        dest.write(&self.0);
    }
}

impl EncodeLike for EncodedCall {}

const CRATE: &str = "subwire_codec";
const NAME: &str = "EncodedCall";

impl TypeInfo for EncodedCall {
    type Identity = Self;

    fn type_info() -> Type {
        let fields = Fields::unnamed().field(|field| field.ty::<Vec<u8>>());
        Type::builder().path(Path::new(NAME, CRATE)).composite(fields)
    }
}

/// Whether the one type is the calls of a chain and the other an [`EncodedCall`], perhaps both in lists
/// or in Options.
pub(crate) fn is_call(chain: &Registry, theirs: u32, rust: &Registry, ours: u32) -> bool {
    let (mut theirs, mut ours) = (theirs, ours);
    loop {
        let (Some(chain_type), Some(rust_type)) = (chain.get(theirs), rust.get(ours)) else {
            return false;
        };
        if rust_type.name() == NAME && rust_type.path().starts_with(CRATE) {
            let is_enum = matches!(chain_type.def(), TypeDef::Variant(_));
            return is_enum && chain_type.name() == "RuntimeCall";
        }
        match (inner(&chain_type), inner(&rust_type)) {
            // A Rust type holds itself nowhere here: this comes to an end with it.
            (Some((list, their)), Some((our_list, our))) if list == our_list && our != ours => {
                (theirs, ours) = (their, our);
            }
            _ => return false,
        }
    }
}

/// Whether a type is a list, if it is that or an Option, and what it holds.
fn inner(ty: &registry::Type<'_>) -> Option<(bool, u32)> {
    match ty.def() {
        TypeDef::Sequence(of) => Some((true, of)),
        TypeDef::Variant(_) if ty.path() == "Option" => Some((false, ty.params().next()?.1?)),
        _ => None,
    }
}
