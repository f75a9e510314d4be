//! Runtime API descriptors: a constant that knows a call's name, arguments and output.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::{Decode, Encode};

use crate::error::DecodeError;
use crate::input::decode_exact;
use crate::runtimes::Runtimes;

/// A method of a runtime API, for a node's `state_call`.
///
/// `Args` is the tuple of its arguments, `Output` what it returns.
///
/// ```
/// use subwire_codec::RuntimeApi;
///
/// const PRICE: RuntimeApi<(u16,), u64> = RuntimeApi::new("SwapRuntimeApi", "current_alpha_price");
/// assert_eq!(PRICE.encode_args(&(1,)), [1, 0]);
/// assert_eq!(PRICE.decode(&[1, 0, 0, 0, 0, 0, 0, 0]), Ok(1));
/// ```
pub struct RuntimeApi<Args, Output> {
    api: &'static str,
    method: &'static str,
    may_be_wrapped: bool,
    runtimes: Option<&'static Runtimes>,
    missing: Option<&'static Runtimes>,
    types: PhantomData<fn() -> (Args, Output)>,
}

impl<Args, Output> RuntimeApi<Args, Output> {
    /// Describes `method` of `api`, both named as in the chain's metadata.
    #[must_use]
    pub const fn new(api: &'static str, method: &'static str) -> Self {
        Self {
            api,
            method,
            may_be_wrapped: false,
            runtimes: None,
            missing: None,
            types: PhantomData,
        }
    }

    /// Names runtimes whose metadata it was compared with and found the same: there it may be used
    /// without metadata.
    #[must_use]
    pub const fn same_in(mut self, runtimes: &'static Runtimes) -> Self {
        self.runtimes = Some(runtimes);
        self
    }

    /// Whether [`same_in`](Self::same_in) names this runtime.
    #[must_use]
    pub fn is_same_in(&self, spec_name: &str, spec_version: u32) -> bool {
        self.runtimes.is_some_and(|runtimes| runtimes.contains(spec_name, spec_version))
    }

    /// Names runtimes that were found not to have it.
    #[must_use]
    pub const fn missing_in(mut self, runtimes: &'static Runtimes) -> Self {
        self.missing = Some(runtimes);
        self
    }

    /// Whether [`missing_in`](Self::missing_in) names any runtime.
    #[must_use]
    pub const fn is_missing_somewhere(&self) -> bool {
        self.missing.is_some()
    }

    /// Whether [`missing_in`](Self::missing_in) names this runtime.
    #[must_use]
    pub fn is_missing_in(&self, spec_name: &str, spec_version: u32) -> bool {
        self.missing.is_some_and(|runtimes| runtimes.contains(spec_name, spec_version))
    }

    pub(crate) const fn missing(&self) -> Option<&'static Runtimes> {
        self.missing
    }

    pub(crate) const fn runtimes(&self) -> Option<&'static Runtimes> {
        self.runtimes
    }

    /// The API's name.
    #[must_use]
    pub const fn api(&self) -> &'static str {
        self.api
    }

    /// The method's name.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The name that `state_call` takes: `Api_method`.
    #[must_use]
    pub fn name(&self) -> String {
        [self.api, "_", self.method].concat()
    }
}

impl<Args, Element> RuntimeApi<Args, Vec<Element>> {
    /// Also accepts the list wrapped in a `Vec<u8>`, as some of Subtensor's runtimes of the specs
    /// 208 to 218 return it.
    ///
    /// For lists of structs, of which no wrapped one reads as a bare one: the wrapper's length would
    /// claim more elements than there are bytes. What remains is a list cut off after its first
    /// byte or two: the bytes `04 00` are a wrapped empty list, whatever they were meant to be.
    #[must_use]
    pub const fn or_wrapped(mut self) -> Self {
        self.may_be_wrapped = true;
        self
    }
}

impl<Args: Encode, Output> RuntimeApi<Args, Output> {
    /// The SCALE bytes of the arguments.
    #[must_use]
    pub fn encode_args(&self, args: &Args) -> Vec<u8> {
        args.encode()
    }
}

impl<Args, Output: Decode> RuntimeApi<Args, Output> {
    /// Decodes what the call returned.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where the bytes are not exactly one `Output`. Of a wrapped output its offsets
    /// count from the start of the content.
    pub fn decode(&self, bytes: &[u8]) -> Result<Output, DecodeError> {
        let error = match decode_exact(bytes) {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        let error = match self.unwrap(bytes) {
            Some(content) => match decode_exact(&content) {
                Ok(output) => return Ok(output),
                Err(error) => error,
            },
            None => error,
        };
        Err(error.at(self.api, self.method))
    }

    fn unwrap(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        if !self.may_be_wrapped {
            return None;
        }
        decode_exact(bytes).ok()
    }
}

impl<Args, Output> Clone for RuntimeApi<Args, Output> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Args, Output> Copy for RuntimeApi<Args, Output> {}

impl<Args, Output> fmt::Debug for RuntimeApi<Args, Output> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RuntimeApi({}.{})", self.api, self.method)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec;

    use super::*;

    const LIST: RuntimeApi<(), Vec<(u64, u64)>> = RuntimeApi::new("Api", "list").or_wrapped();
    const BARE: RuntimeApi<(), Vec<(u64, u64)>> = RuntimeApi::new("Api", "list");

    #[test]
    fn a_wrapped_output_is_unwrapped_where_allowed() {
        for value in [vec![], vec![(1, 2)], vec![(3, 4); 100]] {
            let bare = value.encode();
            let wrapped = bare.encode();
            assert_eq!(LIST.decode(&bare), Ok(value.clone()));
            assert_eq!(LIST.decode(&wrapped), Ok(value));
            assert!(BARE.decode(&wrapped).is_err());
        }
    }

    #[test]
    fn errors_name_the_method() {
        let error = LIST.decode(&[4]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "Api.list: Vec<(u64, u64)> ends early: 8 more bytes wanted at byte 1, 0 left"
        );
    }
}
