//! Runtime calls, view functions and constants by name.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use subwire_codec::codec::Encode;
use subwire_codec::metadata::{ApiMethod, Metadata, Pallet, Param};
use subwire_codec::schema::Schema;
use subwire_codec::storage_key::Argument;
use subwire_transport::Transport;

use super::view;
use crate::{At, Dynamic, Error, Runtime};

/// A runtime call by name, for [`At::call_many_dynamic`].
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "a call has these")]
pub struct DynamicCall<'a> {
    /// The name of the runtime API, `NeuronInfoRuntimeApi`.
    pub api: &'a str,
    /// The name of its method, `get_neurons`.
    pub method: &'a str,
    /// What it takes, in this order.
    pub args: &'a [Argument<'a>],
}

impl<T: Transport> At<T> {
    /// Calls a method of a runtime API by name. One request, once the runtime's metadata is known:
    /// by that the arguments are checked before anything is sent, and the output is told.
    ///
    /// Old runtimes wrap some outputs in a `Vec<u8>`. Where the metadata names what is inside, it
    /// is unwrapped; where it names the `Vec<u8>`, as that of Subtensor's spec version 218 does,
    /// the bytes are all that can be told, and only a descriptor knows more.
    ///
    /// ```no_run
    /// use subwire::codec::storage_key::Argument;
    /// use subwire::{Client, Error};
    ///
    /// # async fn run<T: subwire::transport::Transport>(client: Client<T>) -> Result<(), Error> {
    /// let head = client.at_head().await?;
    /// let args = [Argument::Json("1")];
    /// let neurons = head.call_dynamic("NeuronInfoRuntimeApi", "get_neurons_lite", args).await?;
    /// println!("{}", neurons.to_json()?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`next_runtime`](Self::next_runtime) and [`call_raw`](Self::call_raw);
    /// [`Error::Metadata`] where it is of version 14, which describes no calls;
    /// [`Error::Missing`] where there is no such method, [`Error::Argument`] or [`Error::Arguments`]
    /// where the arguments are none of its own, [`Error::Read`] where the output is not what the
    /// metadata says.
    pub async fn call_dynamic<'a>(
        &self,
        api: &str,
        method: &str,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<Dynamic, Error> {
        let args: Vec<_> = args.into_iter().collect();
        let runtime = self.next_runtime().await?;
        let call = DynamicCall { api, method, args: &args };
        let method = find(&runtime, &call)?;
        let (name, args) = compose(&runtime, &method, call.args)?;
        output(&runtime, &method, &self.call_raw(&name, &args).await?)
    }

    /// Makes several runtime calls by name. Requests as [`call_many`](Self::call_many), once the
    /// runtime's metadata is known.
    ///
    /// # Errors
    ///
    /// Outside, before anything is sent, as [`call_dynamic`](Self::call_dynamic) where any of the
    /// calls cannot be made; inside where the runtime refuses one, or where its output is not what
    /// the metadata says.
    pub async fn call_many_dynamic(
        &self,
        calls: &[DynamicCall<'_>],
    ) -> Result<Vec<Result<Dynamic, Error>>, Error> {
        let runtime = self.next_runtime().await?;
        let methods = calls.iter().map(|call| find(&runtime, call));
        let methods: Vec<_> = methods.collect::<Result<_, _>>()?;
        let composed = calls.iter().zip(&methods);
        let composed = composed.map(|(call, method)| compose(&runtime, method, call.args));
        let composed: Vec<_> = composed.collect::<Result<_, _>>()?;
        let outputs = self.call_raw_many(&composed).await?;
        let outputs = outputs.into_iter().zip(&methods);
        Ok(outputs.map(|(bytes, method)| output(&runtime, method, &bytes?)).collect())
    }

    /// Calls a view function of a pallet by name, as [`call_view`](Self::call_view) and
    /// [`call_dynamic`](Self::call_dynamic) do.
    ///
    /// # Errors
    ///
    /// Theirs, with [`Error::Missing`] where the runtime has no such function.
    pub async fn call_view_dynamic<'a>(
        &self,
        pallet: &str,
        function: &str,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<Dynamic, Error> {
        let args: Vec<_> = args.into_iter().collect();
        let runtime = self.next_runtime().await?;
        let metadata = runtime.metadata();
        let place = [pallet, ".", function].concat();
        let owner = find_pallet(metadata, pallet)?;
        let found = owner.view_function(function).ok_or_else(|| {
            let names = owner.view_functions().map(|one| one.name());
            Error::missing("view function", &*place).among(names)
        })?;
        let args = encode(metadata.schema(), &place, found.inputs(), &args)?;
        let returned = self.call_raw(view::VIEW, &(*found.id(), args).encode()).await?;
        let (ty, bytes) = (found.output(), view::content(&returned)?);
        metadata.schema().validate(ty, &bytes)?;
        Ok(Dynamic::new(runtime.clone(), ty, bytes))
    }

    /// Reads a constant by name. No request of its own: it stands in the metadata.
    ///
    /// # Errors
    ///
    /// As [`runtime`](Self::runtime), and [`Error::Missing`].
    pub async fn constant_dynamic(&self, pallet: &str, name: &str) -> Result<Dynamic, Error> {
        let runtime = self.runtime().await?;
        let metadata = runtime.metadata();
        let owner = find_pallet(metadata, pallet)?;
        let constant = owner.constant(name).ok_or_else(|| {
            let names = owner.constants().map(|one| one.name());
            Error::missing("constant", [pallet, ".", name].concat()).among(names)
        })?;
        Ok(Dynamic::new(runtime.clone(), constant.ty(), constant.value().to_vec()))
    }
}

fn find_pallet<'m>(metadata: &'m Metadata, name: &str) -> Result<Pallet<'m>, Error> {
    let missing =
        || Error::missing("pallet", name).among(metadata.pallets().map(|pallet| pallet.name()));
    metadata.pallet(name).ok_or_else(missing)
}

fn find<'r>(runtime: &'r Runtime, call: &DynamicCall<'_>) -> Result<ApiMethod<'r>, Error> {
    let metadata = runtime.metadata();
    if !metadata.describes_apis() {
        let reason = format!("version {} describes no runtime calls", metadata.version());
        return Err(Error::Metadata { spec: runtime.spec().clone(), reason });
    }
    let api = metadata.api(call.api).ok_or_else(|| {
        Error::missing("runtime API", call.api).among(metadata.apis().map(|api| api.name()))
    })?;
    api.method(call.method).ok_or_else(|| {
        let names = api.methods().map(|method| method.name());
        Error::missing("runtime call", [call.api, ".", call.method].concat()).among(names)
    })
}

/// The name and the arguments as `state_call` takes them.
fn compose(
    runtime: &Runtime,
    method: &ApiMethod<'_>,
    args: &[Argument<'_>],
) -> Result<(String, Vec<u8>), Error> {
    let place = [method.api(), ".", method.name()].concat();
    let args = encode(runtime.metadata().schema(), &place, method.inputs(), args)?;
    Ok(([method.api(), "_", method.name()].concat(), args))
}

/// The bytes of the arguments, each checked against what is taken in its place.
fn encode<'m>(
    schema: &Schema,
    place: &str,
    takes: impl ExactSizeIterator<Item = Param<'m>>,
    args: &[Argument<'_>],
) -> Result<Vec<u8>, Error> {
    let (wanted, given) = (takes.len(), args.len());
    if wanted != given {
        return Err(Error::Arguments { place: place.into(), wanted, given });
    }
    let mut encoded = Vec::new();
    for (param, argument) in takes.zip(args) {
        let bytes = argument.encode(schema, param.ty()).map_err(|error| {
            let place = [place, ", ", param.name()].concat();
            Error::Argument { place, error: Box::new(error) }
        })?;
        encoded.extend_from_slice(&bytes);
    }
    Ok(encoded)
}

fn output(runtime: &Runtime, method: &ApiMethod<'_>, bytes: &[u8]) -> Result<Dynamic, Error> {
    let found = runtime.metadata().call_output(method, bytes)?;
    Ok(Dynamic::new(runtime.clone(), found.ty(), found.bytes().to_vec()))
}
