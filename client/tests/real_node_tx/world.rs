//! The chain that is acted on, and who acts.

use subwire::codec::AccountId;
use subwire::codec::storage_key::Argument;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::transport::WebSocket;
use subwire::tx::{CallArgs, ComposedCall, TxError, TxInBlock, TxOptions};
use subwire::{Client, Keypair, Runtime, Signer};

/// Ten times what Alice has at the start.
pub(crate) const TOO_MUCH: u64 = 10_000_000_000_000_000;

/// A client, its chain's runtime, and the sudo key.
pub(crate) struct World {
    pub(crate) client: Client<WebSocket>,
    pub(crate) runtime: Runtime,
    pub(crate) alice: Keypair,
}

impl World {
    pub(crate) async fn new(websocket: WebSocket) -> Self {
        let client = Client::new(websocket);
        let runtime = client.at_head().await.unwrap().next_runtime().await.unwrap();
        Self { client, runtime, alice: Keypair::sr25519("//Alice").unwrap() }
    }

    /// A call by names; arguments are JSON or bare words.
    pub(crate) fn call(&self, pallet: &str, name: &str, args: &[(&str, &str)]) -> ComposedCall {
        let named = args
            .iter()
            .fold(CallArgs::new(), |all, (name, word)| all.named(name, Argument::Word(word)));
        self.runtime.compose_dynamic(pallet, name, &named).unwrap()
    }

    pub(crate) fn transfer(&self, to: &AccountId, rao: u64) -> ComposedCall {
        let (dest, value) = (to.to_string(), rao.to_string());
        self.call("Balances", "transfer_keep_alive", &[("dest", &dest), ("value", &value)])
    }

    /// Signs, submits, and waits until a final block has it.
    pub(crate) async fn finalized(
        &self,
        call: &ComposedCall,
        signer: &Keypair,
        options: &TxOptions,
    ) -> Result<TxInBlock<WebSocket>, TxError> {
        let signed = self.client.sign(call, signer, options).await?;
        signed.submit_and_watch().await?.wait_finalized().await
    }

    /// The same by Alice with the usual options, and everything must succeed.
    pub(crate) async fn done(&self, call: &ComposedCall) -> TxInBlock<WebSocket> {
        let in_block = self.finalized(call, &self.alice, &TxOptions::new()).await.unwrap();
        in_block.success().unwrap();
        in_block
    }

    /// What an account has, in rao.
    pub(crate) async fn free(&self, account: &AccountId) -> u64 {
        let (_, info) = self.client.fetch_at_head(&ACCOUNT, (account,)).await.unwrap();
        info.data.free.rao()
    }

    pub(crate) fn alice(&self) -> AccountId {
        self.alice.account()
    }
}
