//! One exchange of a recording, as JSON that a `Replay` reads.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::{Params, Reply, RpcError};

/// A request and its result. Errors where it could not be read again.
pub(super) fn answered(method: &str, params: &Params, reply: &Reply) -> Result<String, String> {
    Ok(start(method, params)? + r#","result":"# + json(reply)? + "}")
}

/// A request and the node's error.
pub(super) fn refused(method: &str, params: &Params, error: &RpcError) -> Result<String, String> {
    let (code, message) = (error.code, text(&error.message));
    let data = match &error.data {
        Some(data) => format!(r#","data":{}"#, json(data)?),
        None => String::new(),
    };
    let error = format!(r#","error":{{"code":{code},"message":{message}{data}}}}}"#);
    Ok(start(method, params)? + &error)
}

/// A subscription that was made, and its items with commas between them.
pub(super) fn subscribed(
    method: &str,
    params: &Params,
    id: &str,
    items: &str,
) -> Result<String, String> {
    let result = format!(r#","result":{},"notifications":["#, text(id));
    Ok(start(method, params)? + &result + items + "]}")
}

/// The text of a reply, where it is JSON: a transport of somebody's own may have made it of
/// anything.
pub(super) fn json(reply: &Reply) -> Result<&str, String> {
    let raw = reply.read::<&RawValue>("JSON").map_err(|error| error.to_string())?;
    Ok(raw.get())
}

fn start(method: &str, params: &Params) -> Result<String, String> {
    let params = params.as_json();
    // Parameters are read as values, which are not as deep and not as large as JSON may be.
    serde_json::from_str::<Vec<Value>>(params)
        .map_err(|error| format!("the parameters of {method} cannot be read again: {error}"))?;
    Ok(format!(r#"{{"method":{},"params":{params}"#, text(method)))
}

fn text(text: &str) -> String {
    Value::from(text).to_string()
}
