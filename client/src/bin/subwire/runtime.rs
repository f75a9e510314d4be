//! `subwire call` and `subwire constant`: what a runtime knows by name.

use serde_json::Value;
use subwire::codec::storage_key::Argument;
use subwire::transport::Transport;
use subwire::{At, Dynamic, Error};

use crate::args::Name;
use crate::output::Answer;

pub(crate) async fn call<T: Transport>(
    at: &At<T>,
    method: &Name,
    args: &[String],
) -> Result<Box<dyn Answer>, Error> {
    let args = args.iter().map(|arg| Argument::Word(arg));
    one(&at.call_dynamic(&method.owner, &method.item, args).await?)
}

pub(crate) async fn constant<T: Transport>(
    at: &At<T>,
    name: &Name,
) -> Result<Box<dyn Answer>, Error> {
    one(&at.constant_dynamic(&name.owner, &name.item).await?)
}

fn one(value: &Dynamic) -> Result<Box<dyn Answer>, Error> {
    Ok(Box::new(One(value.to_json()?)))
}

/// A value, as JSON text.
struct One(String);

impl Answer for One {
    fn json(&self) -> Result<String, serde_json::Error> {
        Ok(format!("{{\"value\":{}}}", self.0))
    }

    fn text(&self) -> String {
        pretty(&self.0)
    }
}

/// JSON with a line for each of its parts.
pub(crate) fn pretty(json: &str) -> String {
    let value: Result<Value, _> = serde_json::from_str(json);
    value.and_then(|value| serde_json::to_string_pretty(&value)).unwrap_or_else(|_| json.into())
}
