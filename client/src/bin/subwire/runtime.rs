//! `subwire call` and `subwire constant`: what a runtime knows by name.

use serde_json::{Deserializer, Serializer};
use subwire::codec::storage_key::Argument;
use subwire::transport::Transport;
use subwire::{At, Dynamic, Error};

use crate::args::Name;
use crate::output::{Answer, Page};

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

    fn page(&self) -> Page {
        pretty(&self.0).into()
    }
}

/// JSON with a line for each of its parts, which keep their order: it is the chain's. What is nested
/// too deeply for that stays as it is.
pub(crate) fn pretty(json: &str) -> String {
    let mut lines = Serializer::pretty(Vec::new());
    let written = serde_transcode::transcode(&mut Deserializer::from_str(json), &mut lines);
    let lines = written.ok().and_then(|()| String::from_utf8(lines.into_inner()).ok());
    lines.unwrap_or_else(|| json.into())
}
