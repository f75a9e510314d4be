//! Runtime calls and constants by descriptor, and several calls in one message.

mod dynamic;
mod view;

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use futures::FutureExt;
use futures::future::{try_join, try_join_all};
use subwire_codec::codec::{Decode, Encode};
use subwire_codec::descriptor::BoundRuntimeApi;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{Constant, RuntimeApi};
use subwire_transport::{Params, Request, Transport};

pub use self::dynamic::DynamicCall;
use crate::{At, Error};

const STATE_CALL: &str = "state_call";

/// How many calls go in one message. Nodes limit the size of the answer to a whole message, which
/// is the sum of those to its calls.
const CALLS_PER_MESSAGE: usize = 100;

impl<T: Transport> At<T> {
    /// Calls a runtime API. One request.
    ///
    /// Metadata of version 14 describes no runtime APIs: of a runtime that has no other, the
    /// descriptor's own layout is taken.
    ///
    /// # Errors
    ///
    /// The transport's, the runtime's as [`subwire_transport::Error::Rpc`], [`Error::Unsupported`]
    /// where it has no such method, [`Error::Bind`] where it is another, and [`Error::Decode`] or
    /// [`Error::Value`] where the bytes are none of its outputs.
    pub async fn call<A, O>(&self, method: &RuntimeApi<A, O>, args: A) -> Result<O, Error>
    where
        A: Encode + TypeInfo + 'static,
        O: Decode + TypeInfo + 'static,
    {
        let (name, args) = (method.name(), method.encode_args(&args));
        // Of a method that the runtime lacks, the node's error says less than the decoder's.
        let output = self.call_raw(&name, &args).map(Ok);
        let (output, decoder) = try_join(output, self.call_decoder(method)).await?;
        decoder.decode(&output?)
    }

    /// Calls a runtime API by its whole name, `Api_method`, with SCALE bytes for arguments, and
    /// gives the bytes that it returned. One request.
    ///
    /// # Errors
    ///
    /// The transport's, and the runtime's as [`subwire_transport::Error::Rpc`].
    pub async fn call_raw(&self, name: &str, args: &[u8]) -> Result<Vec<u8>, Error> {
        let params = Params::new().text(name).hex(args).hex(self.hash().as_bytes());
        let reply = self.client().transport().request(STATE_CALL, params).await;
        reply.and_then(|reply| reply.hex()).map_err(Error::of(STATE_CALL))
    }

    /// Calls a method of a runtime API many times. One message with a request for each call, and
    /// another one, beside it, for each hundred more.
    ///
    /// Each call has its own outcome, so that one that the runtime refuses spoils no other.
    ///
    /// # Errors
    ///
    /// Outside, what concerns all calls: the transport's, [`Error::Unsupported`] where the runtime
    /// has no such method, and [`Error::Bind`] where it is another. Inside as [`call`](Self::call).
    pub async fn call_many<A, O>(
        &self,
        method: &RuntimeApi<A, O>,
        args: impl IntoIterator<Item = A>,
    ) -> Result<Vec<Result<O, Error>>, Error>
    where
        A: Encode + TypeInfo + 'static,
        O: Decode + TypeInfo + 'static,
    {
        let name = method.name();
        let calls = args.into_iter().map(|args| (name.clone(), method.encode_args(&args)));
        let calls: Vec<_> = calls.collect();
        if calls.is_empty() {
            return Ok(Vec::new());
        }
        let (outputs, decoder) =
            try_join(self.call_raw_many(&calls), self.call_decoder(method)).await?;
        Ok(outputs.into_iter().map(|output| decoder.decode(&output?)).collect())
    }

    /// Makes several runtime calls by their whole names, `Api_method`, with SCALE bytes for
    /// arguments, and gives the bytes that each returned. Requests as
    /// [`call_many`](Self::call_many).
    ///
    /// # Errors
    ///
    /// Outside the transport's where it cannot take them on at all, inside as
    /// [`call_raw`](Self::call_raw).
    pub async fn call_raw_many(
        &self,
        calls: &[(String, Vec<u8>)],
    ) -> Result<Vec<Result<Vec<u8>, Error>>, Error> {
        let hash = self.hash();
        let request = |(name, args): &(String, Vec<u8>)| {
            let params = Params::new().text(name).hex(args).hex(hash.as_bytes());
            Request::new(STATE_CALL, params)
        };
        let messages = calls
            .chunks(CALLS_PER_MESSAGE)
            .map(|calls| self.client().transport().batch(calls.iter().map(request).collect()));
        let replies = try_join_all(messages).await;
        let replies = replies.map_err(Error::of(STATE_CALL))?.into_iter().flatten();
        let outputs = replies.map(|reply| reply.and_then(|reply| reply.hex()));
        Ok(outputs.map(|output| output.map_err(Error::of(STATE_CALL))).collect())
    }

    /// Reads a constant of the runtime. No request of its own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`runtime`](Self::runtime), [`Error::Unsupported`] where it has no such constant, and
    /// [`Error::Bind`] where it is another.
    pub async fn constant<V>(&self, constant: &Constant<V>) -> Result<V, Error>
    where
        V: Decode + TypeInfo + 'static,
    {
        let runtime = self.runtime().await?;
        let value = constant.read(runtime.metadata());
        value.map_err(|error| Error::unbound(constant, runtime.spec(), error))
    }

    /// What decodes the method's outputs.
    async fn call_decoder<A, O>(
        &self,
        method: &RuntimeApi<A, O>,
    ) -> Result<CallDecoder<A, O>, Error>
    where
        A: TypeInfo + 'static,
        O: Decode + TypeInfo + 'static,
    {
        let Some(spec) = self.call_spec().await? else { return Ok(CallDecoder::Plain(*method)) };
        if method.is_missing_in(spec.name(), spec.version()) {
            return Err(Error::unsupported(method, &spec));
        }
        if method.is_same_in(spec.name(), spec.version()) {
            return Ok(CallDecoder::Plain(*method));
        }
        match self.trusted_next_runtime().await? {
            Some(runtime) if runtime.metadata().describes_apis() => {
                let bound = runtime.runtime_api(method);
                let bound = bound.map_err(|error| Error::unbound(method, runtime.spec(), error));
                Ok(CallDecoder::Bound(bound?))
            }
            _ => Ok(CallDecoder::Plain(*method)),
        }
    }
}

/// What decodes the outputs of a method of a runtime API.
enum CallDecoder<A, O> {
    /// The descriptor by itself.
    Plain(RuntimeApi<A, O>),
    /// The descriptor as the runtime's metadata has it.
    Bound(Arc<BoundRuntimeApi<A, O>>),
}

impl<A, O: Decode + TypeInfo + 'static> CallDecoder<A, O> {
    fn decode(&self, output: &[u8]) -> Result<O, Error> {
        match self {
            Self::Plain(method) => Ok(method.decode(output)?),
            Self::Bound(method) => Ok(method.decode(output)?),
        }
    }
}
