//! `subwire watch`: what happens, line by line, until somebody stops it.

use std::sync::Arc;

use futures::{Stream, TryStreamExt};
use serde_json::json;
use subwire::codec::storage_key::Argument;
use subwire::transport::Transport;
use subwire::transport::clock::SystemClock;
use subwire::{BlockHash, Client, Dynamic, Error, Follow, Head, HeadEvent, StorageNotice};

use crate::args::{Name, Watch};
use crate::output;
use crate::{Failure, POLL, is_unsupported};

pub(crate) async fn run<T: Transport>(
    client: &Client<T>,
    what: &Watch,
    as_json: bool,
) -> Result<(), Failure> {
    match what {
        Watch::Heads => {
            let heads = match client.heads().await {
                Err(error) if is_unsupported(&error) => client.heads_with(polling()).await?,
                heads => heads?,
            };
            write_all(heads.map_ok(|event| head_event(&event, as_json))).await
        }
        Watch::Finalized => {
            let heads = match client.finalized_heads().await {
                Err(error) if is_unsupported(&error) => {
                    client.finalized_heads_with(polling()).await?
                }
                heads => heads?,
            };
            write_all(heads.map_ok(|head| vec![head_line(&head, as_json, false)])).await
        }
        Watch::Storage { item, args } => storage(client, item, args, as_json).await,
    }
}

fn polling() -> Follow {
    Follow::new().polling(Arc::new(SystemClock::new()), POLL)
}

async fn write_all(lines: impl Stream<Item = Result<Vec<String>, Error>>) -> Result<(), Failure> {
    let mut lines = core::pin::pin!(lines);
    while let Some(lines) = lines.try_next().await? {
        for line in lines {
            if !output::line(line)? {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Blocks that the chain has given up, the newest first, and then those that it has instead.
fn head_event<T: Transport>(event: &HeadEvent<T>, as_json: bool) -> Vec<String> {
    let retracted = event.retracted().iter().map(|head| head_line(head, as_json, true));
    let enacted = event.enacted().iter().map(|head| head_line(head, as_json, false));
    retracted.chain(enacted).collect()
}

fn head_line<T: Transport>(head: &Head<T>, as_json: bool, retracted: bool) -> String {
    let (number, hash) = (head.number(), head.hash());
    if as_json {
        let parent = head.header().parent_hash();
        let mut line = json!({ "number": number, "hash": hash, "parent_hash": parent });
        if retracted {
            line["retracted"] = true.into();
        }
        return line.to_string();
    }
    let given_up = if retracted { "  given up" } else { "" };
    format!("{number}  {hash}{given_up}")
}

async fn storage<T: Transport>(
    client: &Client<T>,
    item: &Name,
    args: &[String],
    as_json: bool,
) -> Result<(), Failure> {
    let entry = client.at_head().await?.storage(&item.owner, &item.item).await?;
    let args = args.iter().map(|arg| Argument::Word(arg));
    let changes = entry.subscribe([args]).await?;
    let lines = changes.and_then(|notice| async move {
        match notice {
            StorageNotice::Changed(changed) => {
                let values = changed.values.iter();
                values.map(|one| change_line(changed.at.hash(), &one.value, as_json)).collect()
            }
            StorageNotice::Lagged(blocks) => {
                output::note(&format!("{blocks} blocks with changes came too fast"));
                Ok(Vec::new())
            }
            StorageNotice::Resumed { gap, .. } => {
                output::note(&format!("nothing was heard for {:.1} s", gap.as_secs_f64()));
                Ok(Vec::new())
            }
            _ => Ok(Vec::new()),
        }
    });
    write_all(lines).await
}

fn change_line(block: BlockHash, value: &Option<Dynamic>, as_json: bool) -> Result<String, Error> {
    let value = value.as_ref().map_or_else(|| Ok("null".into()), Dynamic::to_json)?;
    Ok(if as_json {
        format!("{{\"block\":\"{block}\",\"value\":{value}}}")
    } else {
        format!("{block}  {value}")
    })
}
