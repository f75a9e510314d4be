//! `subwire storage`

use futures::stream::{self, Stream, StreamExt, TryStreamExt};
use serde_json::json;
use subwire::codec::storage_key::Argument;
use subwire::transport::Transport;
use subwire::{At, Dynamic, DynamicKey, Error, StorageEntry};

use crate::Failure;
use crate::args::Storage;
use crate::output::{self, Answer, Page};
use crate::runtime::pretty;

/// Answers with one value or a number; writes the entries of a map as they come.
pub(crate) async fn answer<T: Transport>(
    at: &At<T>,
    wanted: &Storage,
    as_json: bool,
) -> Result<Option<Box<dyn Answer>>, Failure> {
    let entry = at.storage(&wanted.item.owner, &wanted.item.item).await?;
    let args: Vec<Argument<'_>> = wanted.args.iter().map(|arg| Argument::Word(arg)).collect();
    if args.len() >= entry.keys().len() {
        return one(&entry, &args, wanted, as_json).await;
    }
    let below = entry.map_under(args)?;
    if wanted.count {
        return Ok(Some(Box::new(Count(below.count().await?))));
    }
    let write = |line: Result<Line, Error>| line.and_then(|line| line.text(as_json));
    if wanted.keys {
        let keys = below.keys().map(|key| key.map(|key| Line::new(&entry, key, None)));
        write_all(keys.map(write), wanted.limit).await?;
    } else {
        let entries = below
            .iter()
            .map(|found| found.map(|(key, value)| Line::new(&entry, key, Some(Some(value)))));
        write_all(entries.map(write), wanted.limit).await?;
    }
    Ok(None)
}

/// Answers where all arguments are given: there is one key, and something is stored there or not.
async fn one<T: Transport>(
    entry: &StorageEntry<T>,
    args: &[Argument<'_>],
    wanted: &Storage,
    as_json: bool,
) -> Result<Option<Box<dyn Answer>>, Failure> {
    let key = DynamicKey::new(entry.runtime().clone(), entry.key(args.iter().copied())?);
    let args = args.iter().copied();
    if wanted.count || wanted.keys {
        let stored = entry.fetch_stored(args).await?;
        if wanted.count {
            return Ok(Some(Box::new(Count(stored.is_some().into()))));
        }
        let line = stored.map(|_| Line::new(entry, key, None).text(as_json)).transpose()?;
        write_all(stream::iter(line.map(Ok)), wanted.limit).await?;
        return Ok(None);
    }
    let value = entry.fetch(args).await?;
    Ok(Some(Box::new(Line::new(entry, key, Some(value)).one()?)))
}

/// Writes lines as they come, as long as anybody reads them.
async fn write_all(
    lines: impl Stream<Item = Result<String, Error>>,
    limit: Option<usize>,
) -> Result<(), Failure> {
    let progress = output::counter("entries");
    let mut lines = core::pin::pin!(lines.take(limit.unwrap_or(usize::MAX)));
    while let Some(line) = lines.try_next().await? {
        progress.inc(1);
        if !progress.suspend(|| output::line(line))? {
            break;
        }
    }
    Ok(())
}

/// An entry of a map, or a single value.
struct Line {
    item: String,
    pallet: String,
    key: DynamicKey,
    /// None where only the key is wanted; nothing stored of an optional item within.
    value: Option<Option<Dynamic>>,
}

impl Line {
    fn new<T: Transport>(
        entry: &StorageEntry<T>,
        key: DynamicKey,
        value: Option<Option<Dynamic>>,
    ) -> Self {
        Self { item: entry.name().into(), pallet: entry.pallet().into(), key, value }
    }

    fn text(&self, as_json: bool) -> Result<String, Error> {
        if as_json { self.json() } else { self.plain() }
    }

    /// For programs, in the form of `subwire decode`. Where an argument is lost in a hash the key
    /// stands for it.
    fn json(&self) -> Result<String, Error> {
        let (pallet, item) = (json!(self.pallet), json!(self.item));
        let key = match self.key.to_json()? {
            Some(args) => format!("\"args\":{args}"),
            None => format!("\"args\":null,\"key\":\"{}\"", self.hex()),
        };
        let value = match self.value()? {
            Some(value) => format!(",\"value\":{value}"),
            None => String::new(),
        };
        Ok(format!("{{\"pallet\":{pallet},\"item\":{item},{key}{value}}}"))
    }

    /// For people: the arguments, and the value behind them.
    fn plain(&self) -> Result<String, Error> {
        let key = self.key.to_json()?.unwrap_or_else(|| self.hex());
        let value = self.value()?.map(|value| format!("  {value}"));
        Ok(format!("{key}{}", value.unwrap_or_default()))
    }

    fn value(&self) -> Result<Option<String>, Error> {
        let Some(value) = &self.value else { return Ok(None) };
        let null = || Ok("null".into());
        value.as_ref().map_or_else(null, Dynamic::to_json).map(Some)
    }

    fn hex(&self) -> String {
        const_hex::encode_prefixed(self.key.bytes())
    }

    fn one(&self) -> Result<One, Error> {
        let value = self.value()?.unwrap_or_default();
        Ok(One { json: self.json()?, value })
    }
}

/// A single value.
struct One {
    json: String,
    value: String,
}

impl Answer for One {
    fn json(&self) -> Result<String, serde_json::Error> {
        Ok(self.json.clone())
    }

    fn page(&self) -> Page {
        pretty(&self.value).into()
    }
}

struct Count(u64);

impl Answer for Count {
    fn json(&self) -> Result<String, serde_json::Error> {
        Ok(json!({ "count": self.0 }).to_string())
    }

    fn page(&self) -> Page {
        self.0.to_string().into()
    }
}
