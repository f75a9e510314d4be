//! The same by subxt, with its legacy backend and pages of a thousand: it pages by 64 unless told
//! otherwise. Its users' types for the values, as its code generation would make them.

use std::error::Error;
use std::sync::Arc;

use futures::future::try_join_all;
use subxt::backend::LegacyBackend;
use subxt::dynamic::storage;
use subxt::ext::scale_decode::DecodeAsType;
use subxt::rpcs::RpcClient;
use subxt::utils::AccountId32;
use subxt::{OnlineClient, SubstrateConfig};

use crate::accounts::{ACCOUNTS, BALANCES, account};
use crate::scenarios::{Scenario, sum_of_all};

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct AccountInfo {
    data: AccountData,
}

#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct AccountData {
    free: u64,
}

/// Connects, reads and checks what was read. It has nothing that reads a map in parallel: there it
/// is in order as well.
pub fn run(url: &str, scenario: Scenario) -> Result<(), Box<dyn Error>> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let rpc = RpcClient::from_insecure_url(url).await?;
        let backend = LegacyBackend::builder().storage_page_size(1000).build(rpc);
        let api = OnlineClient::<SubstrateConfig>::from_backend(Arc::new(backend)).await?;
        let block = api.at_current_block().await?;
        let all = storage::<(AccountId32,), AccountInfo>("System", "Account");
        let accounts = block.storage().entry(all)?;
        let free = async |n| {
            let id = AccountId32::from(<[u8; 32]>::from(account(n)));
            let info = accounts.fetch((id,)).await?.decode()?;
            Ok::<_, Box<dyn Error>>(info.data.free)
        };
        match scenario {
            Scenario::Balance => assert_eq!(free(7).await?, 7),
            Scenario::Balances => {
                let found = try_join_all((0..BALANCES).map(free)).await?;
                assert!((0..).zip(found).all(|(n, free)| free == n));
            }
            Scenario::Map | Scenario::Parallel(_) => {
                let mut entries = accounts.iter(()).await?;
                let (mut count, mut sum) = (0, 0);
                while let Some(entry) = entries.next().await {
                    let entry = entry?;
                    entry.key()?.decode()?;
                    count += 1;
                    sum += entry.value().decode()?.data.free;
                }
                assert_eq!((count, sum), (ACCOUNTS, sum_of_all()));
            }
        }
        Ok(())
    })
}
