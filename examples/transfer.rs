//! A transfer by //Alice: composed for the runtime that will execute it, signed, submitted, and
//! watched until a final block has it.
//!
//!     cargo run -p subwire-examples --bin transfer [demo|local|URL] [TO] [TAO]
//!
//! `demo`, and no network, is a chain in memory that takes whatever comes and executes nothing: that it
//! went well, and what everybody has afterwards, is written into the block by this program.

use core::error::Error;

use subwire::codec::codec::{Compact, Encode};
use subwire::codec::subtensor::AccountInfo;
use subwire::codec::subtensor::pallets::balances::calls::TRANSFER_KEEP_ALIVE;
use subwire::codec::subtensor::pallets::system::storage::{ACCOUNT, EVENTS, NUMBER};
use subwire::codec::subtensor::types::MultiAddress;
use subwire::codec::{AccountId, Tao};
use subwire::transport::mock::Chain;
use subwire::tx::TxOptions;
use subwire::{Demo, Keypair, Network, Runtime, Signer, Subtensor};

/// //Bob, should nobody else be named.
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let network = args.next().map_or(Ok(Network::Demo), |name| name.parse())?;
    let to: AccountId = args.next().as_deref().unwrap_or(BOB).parse()?;
    let amount: Tao = args.next().as_deref().unwrap_or("1.5").parse()?;
    smol::block_on(async {
        let alice = Keypair::sr25519("//Alice")?;
        let (subtensor, chain) = match network {
            Network::Demo => {
                let chain = Demo::builder().metadata(METADATA).build()?;
                (Subtensor::new(chain.clone()).erased(), Some(chain))
            }
            network => (Subtensor::connect(network).await?, None),
        };

        let head = subtensor.at_head().await?;
        let before = head.balance(&to).await?;
        let call =
            head.compose(&TRANSFER_KEEP_ALIVE, &(MultiAddress::Id(to), Compact(amount))).await?;
        println!("{}", call.to_json()?);
        let client = subtensor.client();
        let signed = client.sign(&call, &alice, &TxOptions::new()).await?;
        println!("{} bytes, extrinsic {}", signed.bytes().len(), signed.hash());
        // From here on a failure may leave it in the pool. It is never sent twice.
        let watched = signed.submit_and_watch().await?;
        if let Some(chain) = chain {
            include(&chain, call.runtime(), (alice.account(), to, amount))?;
        }
        let in_block = watched.wait_finalized().await?;
        // In a block and failed are no contradiction: this is where the chain says which.
        in_block.success()?;
        let after = in_block.at().balance(&to).await?;
        println!("final in block {}, {}", in_block.at().number().await?, in_block.block());
        println!("{to} had {before:#} and has {after:#}");
        Ok(())
    })
}

const METADATA: &[u8] = include_bytes!("data/metadata.scale");

/// What the chain's events say of an extrinsic that went well.
const SUCCESS: &str = r#"[{"phase":{"ApplyExtrinsic":0},"topics":[],"event":{"System":{"ExtrinsicSuccess":{
    "dispatch_info":{"weight":{"ref_time":1,"proof_size":0},"class":"Normal","pays_fee":"Yes"}}}}}]"#;

/// Builds the block that has the transfer, and those that make it final.
fn include(
    chain: &Chain,
    runtime: &Runtime,
    (from, to, amount): (AccountId, AccountId, Tao),
) -> Result<(), Box<dyn Error>> {
    let metadata = runtime.metadata();
    let events = metadata.storage_item("System", "Events").ok_or("no events")?;
    let events = metadata.schema().encode_json(events.value(), SUCCESS)?;
    let info = |who: AccountId| ACCOUNT.decode(chain.state().get(&ACCOUNT.key((who,))));
    let (mut poorer, mut richer): (AccountInfo, AccountInfo) = (info(from)?, info(to)?);
    poorer.data.free = poorer.data.free.checked_sub(amount).ok_or("//Alice has less")?;
    richer.data.free = richer.data.free.checked_add(amount).ok_or("more than there can be")?;
    let number = chain.number() + 1;
    chain.build_block(|block| {
        let block = block.set(NUMBER.key(()), number.encode());
        let block = block.set(ACCOUNT.key((from,)), poorer.encode());
        block.set(ACCOUNT.key((to,)), richer.encode()).set(EVENTS.key(()), events)
    });
    chain.advance(2);
    Ok(())
}
