//! Bittensor's reads of a real runtime, spec version 218, which wraps what its runtime calls return and
//! lacks much of what came later: what they say is what storage says, read by names.
//!
//! Ignored unless asked for: it starts a node of `SUBWIRE_SHARED` (by default the folder `shared`
//! beside the workspace) with node and npm, and needs `NODE_DIR`, a folder for npm's packages.
//!
//!     NODE_DIR=… cargo test -p subwire --test real_node_subtensor -- --ignored

#[path = "../../transport/tests/real_node/node.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod node;
#[path = "real_node_tx/world.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod world;

use serde_json::{Value, json};
use subwire::codec::storage_key::Argument;
use subwire::codec::subtensor::NeuronInfo;
use subwire::transport::{Params, Transport, WebSocket};
use subwire::tx::TxOptions;
use subwire::{At, Error, Keypair, Signer};

use node::{Node, free_port};
use world::World;

const TAO: u64 = 1_000_000_000;

/// How many blocks there are from one epoch of subnet 1 to the next, and one more.
const EPOCH: usize = 12;

/// Which storage each hyperparameter is from.
const HYPERPARAMETERS: [(&str, &str); 22] = [
    ("activity_cutoff", "ActivityCutoff"),
    ("adjustment_alpha", "AdjustmentAlpha"),
    ("adjustment_interval", "AdjustmentInterval"),
    ("bonds_moving_avg", "BondsMovingAverage"),
    ("commit_reveal_weights_enabled", "CommitRevealWeightsEnabled"),
    ("difficulty", "Difficulty"),
    ("immunity_period", "ImmunityPeriod"),
    ("kappa", "Kappa"),
    ("liquid_alpha_enabled", "LiquidAlphaOn"),
    ("max_burn", "MaxBurn"),
    ("max_difficulty", "MaxDifficulty"),
    ("max_regs_per_block", "MaxRegistrationsPerBlock"),
    ("max_validators", "MaxAllowedValidators"),
    ("min_allowed_weights", "MinAllowedWeights"),
    ("min_burn", "MinBurn"),
    ("min_difficulty", "MinDifficulty"),
    ("registration_allowed", "NetworkRegistrationAllowed"),
    ("rho", "Rho"),
    ("serving_rate_limit", "ServingRateLimit"),
    ("target_regs_per_interval", "TargetRegistrationsPerInterval"),
    ("tempo", "Tempo"),
    ("weights_version", "WeightsVersionKey"),
];

#[test]
#[ignore = "needs node and npm"]
fn reads_say_what_storage_says() {
    let node = Node::start(free_port(), Some("storage-example.json"));
    let (rpc, driver) = WebSocket::builder().endpoint(node.url("ws")).build();
    smol::block_on(driver.run(async {
        let world = World::new(rpc).await;
        populate(&world).await;
        let head = world.client.at_head().await.unwrap();
        neurons(&head).await;
        stakes(&head, &world).await;
        hyperparameters(&head).await;
        delegates(&head).await;
        what_came_later(&head, &world).await;
    }));
}

/// //Alice and //Bob register hotkeys on subnet 1 and stake, after an epoch one of them votes, and
/// another epoch goes by.
async fn populate(world: &World) {
    let bob = Keypair::sr25519("//Bob").unwrap();
    for (coldkey, suri, amount) in
        [(&world.alice, "//Alice//hotkey", 5000 * TAO), (&bob, "//Bob//hotkey", 3 * TAO)]
    {
        let hotkey = Keypair::sr25519(suri).unwrap().account().to_string();
        let amount = amount.to_string();
        let (netuid, hotkey) = (("netuid", "1"), ("hotkey", hotkey.as_str()));
        let stake = [hotkey, netuid, ("amount_staked", &amount)];
        for (call, args) in [
            ("burned_register", &[netuid, hotkey][..]),
            ("become_delegate", &[hotkey]),
            ("add_stake", &stake),
        ] {
            let call = world.call("SubtensorModule", call, args);
            let done = world.finalized(&call, coldkey, &TxOptions::new()).await.unwrap();
            done.success().unwrap();
        }
    }
    blocks(world, EPOCH).await;
    let weights = [("dests", "[0,2]"), ("weights", "[20000,65535]"), ("version_key", "0")];
    let weights = [&[("netuid", "1")], &weights[..]].concat();
    let vote = world.call("SubtensorModule", "set_weights", &weights);
    let hotkey = Keypair::sr25519("//Alice//hotkey").unwrap();
    let done = world.finalized(&vote, &hotkey, &TxOptions::new()).await.unwrap();
    done.success().unwrap();
    blocks(world, EPOCH).await;
}

async fn blocks(world: &World, count: usize) {
    for _ in 0..count {
        let built = world.client.transport().request("dev_newBlock", Params::new()).await;
        built.expect("the node builds a block");
    }
}

/// A storage item of this pallet by its name, as JSON.
async fn stored<T: Transport>(at: &At<T>, item: &str, args: &[&str]) -> Value {
    let item = at.storage("SubtensorModule", item).await.unwrap();
    let found = item.fetch(args.iter().map(|word| Argument::Word(word))).await.unwrap();
    found.map_or(Value::Null, |value| serde_json::from_str(&value.to_json().unwrap()).unwrap())
}

async fn neurons<T: Transport>(at: &At<T>) {
    let neurons = at.neurons(1).await.unwrap();
    assert_eq!(neurons.len(), 3);
    assert_eq!(at.subnet_size(1).await.unwrap(), Some(3));
    type Read = fn(&NeuronInfo) -> Value;
    let columns: [(&str, Read); 11] = [
        ("Active", |neuron| json!(neuron.active)),
        ("Consensus", |neuron| json!(neuron.consensus)),
        ("Dividends", |neuron| json!(neuron.dividends)),
        ("Emission", |neuron| json!(neuron.emission)),
        ("Incentive", |neuron| json!(neuron.incentive)),
        ("LastUpdate", |neuron| json!(neuron.last_update)),
        ("Rank", |neuron| json!(neuron.rank)),
        ("StakeWeight", |neuron| json!(neuron.stake[0].1)),
        ("Trust", |neuron| json!(neuron.trust)),
        ("ValidatorPermit", |neuron| json!(neuron.validator_permit)),
        ("ValidatorTrust", |neuron| json!(neuron.validator_trust)),
    ];
    for (item, read) in columns {
        let ours: Vec<_> = neurons.iter().map(read).collect();
        assert_eq!(Value::from(ours), stored(at, item, &["1"]).await, "{item}");
    }
    for neuron in &neurons {
        let uid = neuron.uid.to_string();
        assert_eq!(json!(neuron.hotkey), stored(at, "Keys", &["1", &uid]).await);
        let hotkey = neuron.hotkey.to_string();
        assert_eq!(json!(neuron.coldkey), stored(at, "Owner", &[&hotkey]).await);
        assert_eq!(json!(neuron.weights), stored(at, "Weights", &["1", &uid]).await);
        assert_eq!(json!(neuron.bonds), stored(at, "Bonds", &["1", &uid]).await);
        let alone = at.neuron(1, neuron.uid).await.unwrap();
        assert_eq!(alone.as_ref(), Some(neuron));
    }
    assert!(neurons[1].weights.len() == 2 && neurons[1].emission.rao() > 0);
    let lite = at.neurons_lite(1).await.unwrap();
    let both = |neuron: &NeuronInfo| (neuron.hotkey, neuron.coldkey, neuron.emission);
    let lite = lite.iter().map(|neuron| (neuron.hotkey, neuron.coldkey, neuron.emission));
    assert!(lite.eq(neurons.iter().map(both)));
}

async fn stakes(at: &At<WebSocket>, world: &World) {
    let state = at.subnet_state(1).await.unwrap().unwrap();
    assert_eq!(state.netuid.0, 1);
    assert_eq!(at.subnet_state(9).await.unwrap(), None);
    for (uid, hotkey) in state.hotkeys.iter().enumerate() {
        let text = hotkey.to_string();
        let total = stored(at, "TotalHotkeyAlpha", &[&text, "1"]).await;
        assert_eq!(json!(state.alpha_stake[uid]), total);
        assert_eq!(json!(at.stake_for_hotkey(hotkey, 1).await.unwrap()), total);
        assert_eq!(json!(state.coldkeys[uid]), stored(at, "Owner", &[&text]).await);
    }
    assert_eq!(json!(state.emission), stored(at, "Emission", &["1"]).await);
    assert_eq!(json!(at.total_stake().await.unwrap()), stored(at, "TotalStake", &[]).await);
    assert!(at.total_stake().await.unwrap().rao() > 5000 * TAO);
    let hotkey = Keypair::sr25519("//Alice//hotkey").unwrap().account();
    let owned = at.owned_hotkeys(&world.alice()).await.unwrap();
    assert_eq!(owned, [hotkey]);
    assert_eq!(at.hotkey_owner(&hotkey).await.unwrap(), Some(world.alice()));
}

async fn hyperparameters<T: Transport>(at: &At<T>) {
    let all = json!(at.hyperparameters(1).await.unwrap().unwrap());
    for (name, item) in HYPERPARAMETERS {
        // Large numbers are text in what a value says by itself.
        let [ours, theirs] = [&all[name], &stored(at, item, &["1"]).await].map(Value::to_string);
        assert_eq!(ours.trim_matches('"'), theirs.trim_matches('"'), "{name}");
    }
    assert_eq!((&all["tempo"], &all["rho"]), (&json!(10), &json!(10)));
    assert_eq!(at.hyperparameters(9).await.unwrap(), None);
}

async fn delegates<T: Transport>(at: &At<T>) {
    let delegates = at.delegates().await.unwrap();
    assert_eq!(delegates.len(), 2);
    for delegate in delegates {
        let hotkey = delegate.delegate_ss58.to_string();
        assert_eq!(json!(delegate.take), stored(at, "Delegates", &[&hotkey]).await);
        assert_eq!(json!(delegate.owner_ss58), stored(at, "Owner", &[&hotkey]).await);
        assert_eq!(at.delegate_take(&delegate.delegate_ss58).await.unwrap(), delegate.take);
        assert!(at.is_delegate(&delegate.delegate_ss58).await.unwrap());
    }
}

/// What this runtime lacks, with a runtime that has it.
async fn what_came_later(at: &At<WebSocket>, world: &World) {
    fn from<V: core::fmt::Debug>(result: Result<V, Error>) -> u32 {
        match result {
            Err(Error::Unsupported { since_spec: None, from_spec: Some(from), .. }) => from,
            other => panic!("{other:?}"),
        }
    }
    let alice = world.alice();
    assert_eq!(from(at.metagraph(1).await), 315);
    assert_eq!(from(at.metagraph_fields(1, &[]).await), 315);
    assert_eq!(from(at.mechagraph(1, 0).await), 320);
    assert_eq!(from(at.alpha_price(1).await), 315);
    assert_eq!(from(at.stake(&alice, &alice, 1).await), 315);
    assert_eq!(from(at.identity(&alice).await), 233);
}
