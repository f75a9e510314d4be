//! `subwire tx` and `subwire transfer`

use std::io::{IsTerminal, Write, stderr, stdin};
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use subwire::codec::storage_key::Argument;
use subwire::codec::{AccountId, Tao};
use subwire::transport::Transport;
use subwire::transport::clock::SystemClock;
use subwire::tx::{CallArgs, ComposedCall, DryRun, Signed, TxError, TxInBlock, TxOptions};
use subwire::{Client, Error, Follow, Keypair, Signer};

use crate::args::{Assignment, Name, Sending, Stage};
use crate::output::{ACCOUNTS, Answer, Page, Table};
use crate::{Failure, POLL, is_unsupported, secret};

/// Any call, its arguments by name.
pub(crate) async fn any<T: Transport>(
    client: &Client<T>,
    call: &Name,
    args: &[Assignment],
    sending: &Sending,
) -> Result<Box<dyn Answer>, Failure> {
    let signer = secret::read(&sending.signer)?;
    let args = args
        .iter()
        .fold(CallArgs::new(), |args, arg| args.named(&arg.name, Argument::Word(&arg.value)));
    let at = client.at_head().await?;
    let call = at.compose_dynamic(&call.owner, &call.item, &args).await?;
    send(client, call, &signer, sending).await
}

/// A transfer of TAO.
pub(crate) async fn transfer<T: Transport>(
    client: &Client<T>,
    to: &AccountId,
    amount: Tao,
    allow_death: bool,
    sending: &Sending,
) -> Result<Box<dyn Answer>, Failure> {
    let signer = secret::read(&sending.signer)?;
    let name = if allow_death { "transfer_allow_death" } else { "transfer_keep_alive" };
    let (to, amount) = (to.to_string(), amount.rao().to_string());
    let args = CallArgs::new();
    let args = args.named("dest", Argument::Word(&to)).named("value", Argument::Word(&amount));
    let call = client.at_head().await?.compose_dynamic("Balances", name, &args).await?;
    send(client, call, &signer, sending).await
}

/// Signs a call and does with it what is wanted.
async fn send<T: Transport>(
    client: &Client<T>,
    call: ComposedCall,
    signer: &Keypair,
    sending: &Sending,
) -> Result<Box<dyn Answer>, Failure> {
    let prepared = client.prepare(&call, &signer.account(), &TxOptions::new()).await?;
    // Not every chain can estimate a fee, and none has to.
    let fee = prepared.fee(signer.scheme()).await.ok().map(|fee| fee.partial_fee);
    let mut report = Report::new(&call, &signer.account(), prepared.unsigned().nonce(), fee)?;
    if !sending.dry_run && !sending.yes && !confirmed(&report)? {
        return Err(Failure { status: 1, message: "not sent".into() });
    }
    let blocks = (prepared.unsigned().birth_number(), prepared.unsigned().last_block());
    let signed = prepared.sign(signer).await?;
    report.hash = signed.hash().to_string();
    if sending.dry_run {
        match signed.dry_run().await {
            Ok(verdict) => report.would(verdict),
            Err(TxError::Unsupported { .. }) => {
                report.dry_run = Some("unknown: the node does not try it out".into());
            }
            Err(error) => return Err(error.into()),
        }
        return Ok(Box::new(report));
    }
    match sending.wait {
        None => drop(signed.submit().await?),
        Some(stage) => report.is_in(wait(client, signed, blocks, stage).await?)?,
    }
    Ok(Box::new(report))
}

/// Over HTTP nobody tells: the blocks that can hold it are looked through, from the one behind its
/// birth to the last.
async fn wait<T: Transport>(
    client: &Client<T>,
    signed: Signed<T>,
    (birth, last): (Option<u32>, Option<u32>),
    stage: Stage,
) -> Result<TxInBlock<T>, TxError> {
    let again = signed.bytes().to_vec();
    match signed.submit_and_watch().await {
        Err(TxError::Chain(error)) if is_unsupported(&error) => {
            // Nothing was sent.
            let submitted = client.signed(again).between(birth, last).submit().await?;
            let follow = Follow::new().polling(Arc::new(SystemClock::new()), POLL);
            match stage {
                Stage::InBlock => submitted.wait_in_block_with(follow).await,
                Stage::Finalized => submitted.wait_finalized_with(follow).await,
            }
        }
        progress => match stage {
            Stage::InBlock => progress?.wait_in_block().await,
            Stage::Finalized => progress?.wait_finalized().await,
        },
    }
}

/// Asks the person at the terminal.
fn confirmed(report: &Report) -> Result<bool, Failure> {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(Failure::arguments("--yes is wanted where nobody can be asked"));
    }
    let failed = |error: std::io::Error| Failure { status: 1, message: error.to_string() };
    write!(stderr(), "{}\n\nSend it? [y/N] ", report.page().plain()).map_err(failed)?;
    let mut answer = String::new();
    stdin().read_line(&mut answer).map_err(failed)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// What was sent, or would be, and what became of it.
#[derive(Serialize)]
struct Report {
    call: Box<RawValue>,
    signer: AccountId,
    nonce: u64,
    /// In the chain's smallest unit, as all fees here.
    #[serde(skip_serializing_if = "Option::is_none")]
    estimated_fee: Option<Value>,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dry_run: Option<String>,
    #[serde(flatten)]
    included: Option<Included>,
    #[serde(skip)]
    failure: Option<String>,
}

#[derive(Serialize)]
struct Included {
    block: String,
    index: u32,
    success: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fee: Option<Value>,
    events: Vec<Box<RawValue>>,
}

impl Report {
    fn new(
        call: &ComposedCall,
        signer: &AccountId,
        nonce: u64,
        fee: Option<u128>,
    ) -> Result<Self, Failure> {
        let call = call.to_json()?;
        let wrong = |error: serde_json::Error| Failure { status: 1, message: error.to_string() };
        Ok(Self {
            call: RawValue::from_string(call).map_err(wrong)?,
            signer: *signer,
            nonce,
            estimated_fee: fee.map(number),
            hash: String::new(),
            dry_run: None,
            included: None,
            failure: None,
        })
    }

    /// What would become of it. Where the chain says no, so does the exit status.
    fn would(&mut self, verdict: DryRun) {
        let (succeeds, said) = match verdict {
            DryRun::Success => (true, "it would succeed".into()),
            DryRun::Failed(error) => (false, format!("it would fail: {error}")),
            DryRun::Invalid(reason) => (false, format!("the chain would not take it: {reason}")),
            other => (false, format!("{other:?}")),
        };
        self.failure = Some(said.clone()).filter(|_| !succeeds);
        self.dry_run = Some(said);
    }

    /// What became of it in its block.
    fn is_in<T: Transport>(&mut self, tx: TxInBlock<T>) -> Result<(), Failure> {
        let events = tx.events().iter()?.map(|event| {
            let json = event?.to_json(ACCOUNTS)?;
            Ok(RawValue::from_string(json).ok())
        });
        let events: Vec<Option<Box<RawValue>>> = events.collect::<Result<_, Error>>()?;
        let error = tx.success().err().map(|error| error.to_string());
        self.failure.clone_from(&error);
        self.included = Some(Included {
            block: tx.block().to_string(),
            index: tx.index(),
            success: error.is_none(),
            error,
            fee: tx.fee_paid()?.map(number),
            events: events.into_iter().flatten().collect(),
        });
        Ok(())
    }
}

/// A number where every reader of JSON takes it, else its text.
fn number(number: u128) -> Value {
    const LARGEST: u128 = 1 << 53;
    match u64::try_from(number) {
        Ok(small) if number <= LARGEST => small.into(),
        _ => number.to_string().into(),
    }
}

impl Answer for Report {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        let mut table = Table::facts();
        table.row(["call", self.call.get()]);
        table.row(["signer", &self.signer.to_string()]);
        table.row(["nonce", &self.nonce.to_string()]);
        let mut row = |name: &str, value: &Option<String>| {
            if let Some(value) = value {
                table.row([name, value.as_str()]);
            }
        };
        let plain = |number: &Option<Value>| number.as_ref().map(ToString::to_string);
        row("estimated fee, in the smallest unit", &plain(&self.estimated_fee));
        row("hash", &Some(self.hash.clone()).filter(|hash| !hash.is_empty()));
        row("dry run", &self.dry_run);
        if let Some(included) = &self.included {
            row("block", &Some(included.block.clone()));
            row("index", &Some(included.index.to_string()));
            row("fee, in the smallest unit", &plain(&included.fee));
            let outcome = included.error.clone().unwrap_or_else(|| "success".into());
            row("outcome", &Some(outcome));
            for event in &included.events {
                row("event", &Some(event.get().into()));
            }
        }
        table.into()
    }

    fn failure(&self) -> Option<String> {
        self.failure.clone()
    }
}
