//! `subwire neurons`

use futures::future::{TryFutureExt, try_join_all};
use subwire::codec::Alpha;
use subwire::codec::subtensor::{NetUid, NeuronInfo, NeuronInfoLite};
use subwire::transport::Transport;
use subwire::{At, Block, Error, Subtensor};

use crate::args::Subnets;
use crate::output::{self, Answer, Column, Page, Table, alpha, fraction};
use crate::token;

pub(crate) async fn answer<T: Transport>(
    subtensor: &Subtensor<T>,
    at: Option<Block>,
    subnets: Subnets,
    full: bool,
) -> Result<Box<dyn Answer>, Error> {
    let (at, netuids) = choose(subtensor, at, subnets).await?;
    let progress = output::progress("subnets", netuids.len());
    let netuids = netuids.into_iter();
    if full {
        let each = netuids.map(|netuid| at.neurons(netuid).inspect_ok(|_| progress.inc(1)));
        let neurons = together(try_join_all(each).await?);
        note_if_none(&neurons, subnets);
        Ok(Box::new(neurons))
    } else {
        let each = netuids.map(|netuid| at.neurons_lite(netuid).inspect_ok(|_| progress.inc(1)));
        let neurons = together(try_join_all(each).await?);
        note_if_none(&neurons, subnets);
        Ok(Box::new(neurons))
    }
}

/// One list of all, without a second copy of any.
fn together<N>(lists: Vec<Vec<N>>) -> Vec<N> {
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    lists.into_iter().for_each(|list| all.extend(list));
    all
}

/// The chain answers for a subnet that it does not have as for one without neurons.
fn note_if_none<N>(neurons: &[N], subnets: Subnets) {
    match subnets {
        Subnets::One(netuid) if neurons.is_empty() => {
            output::say(&format!("subnet {netuid} does not exist or has no neurons"));
        }
        _ => {}
    }
}

/// The block to read at, and the subnets that are meant. One round trip at the most.
async fn choose<T: Transport>(
    subtensor: &Subtensor<T>,
    at: Option<Block>,
    subnets: Subnets,
) -> Result<(At<T>, Vec<NetUid>), Error> {
    match (at, subnets) {
        (None, Subnets::All) => subtensor.at_head_with_netuids().await,
        (None, Subnets::One(netuid)) => Ok((subtensor.at_head().await?, vec![netuid])),
        (Some(block), Subnets::All) => {
            let at = subtensor.at(block).await?;
            let netuids = at.netuids().await?;
            Ok((at, netuids))
        }
        (Some(block), Subnets::One(netuid)) => Ok((subtensor.at(block).await?, vec![netuid])),
    }
}

/// How many columns a neuron without weights and bonds fills.
const LITE: usize = 14;

impl Answer for Vec<NeuronInfoLite> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        table(self, [], |_| []).into()
    }
}

impl Answer for Vec<NeuronInfo> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        let lite: Vec<NeuronInfoLite> = self.iter().cloned().map(Into::into).collect();
        let columns = [Column::number("weights"), Column::number("bonds")];
        let counts = |at: usize| [self[at].weights.len(), self[at].bonds.len()];
        table(&lite, columns, |at| counts(at).map(|count| count.to_string())).into()
    }
}

/// The neurons with some columns more. Those of one subnet have a token in common, and a total.
fn table<const N: usize>(
    neurons: &[NeuronInfoLite],
    more: [Column; N],
    cells_of: impl Fn(usize) -> [String; N],
) -> Table {
    let netuid = neurons.first().map(|neuron| neuron.netuid);
    let netuid = netuid.filter(|one| neurons.iter().all(|neuron| neuron.netuid == *one));
    let token = netuid.map_or_else(|| "α".into(), |netuid| token::symbol(netuid, ""));
    let mut table = Table::new(columns(&token).into_iter().chain(more));
    for (at, neuron) in neurons.iter().enumerate() {
        table.row(cells(neuron).into_iter().chain(cells_of(at)));
    }
    if netuid.is_some() {
        let sum = |sum: Option<Alpha>| sum.map_or_else(|| "too much".into(), alpha);
        let stake = neurons.iter().try_fold(Alpha::ZERO, |sum, neuron| {
            neuron.total_stake().and_then(|stake| sum.checked_add(stake))
        });
        let emission = neurons.iter().map(|neuron| neuron.emission).sum();
        table.total(["total".into(), String::new(), sum(stake), sum(emission)]);
    }
    table
}

/// Amounts are in the token of the neuron's own subnet.
fn columns(token: &str) -> [Column; LITE] {
    [
        Column::number("netuid"),
        Column::number("uid"),
        Column::number("stake").unit(token),
        Column::number("emission").unit(token),
        Column::number("incentive"),
        Column::number("dividends"),
        Column::number("consensus").spare(),
        Column::number("trust").spare(),
        Column::number("vtrust").spare(),
        Column::number("updated").spare(),
        Column::text("active").spare(),
        Column::text("permit").spare(),
        Column::text("axon").spare(),
        Column::address("hotkey"),
    ]
}

fn cells(neuron: &NeuronInfoLite) -> [String; LITE] {
    let yes = |what: bool| if what { "yes" } else { "" }.to_string();
    let axon = &neuron.axon_info;
    [
        neuron.netuid.to_string(),
        neuron.uid.to_string(),
        neuron.total_stake().map_or_else(|| "too much".into(), alpha),
        alpha(neuron.emission),
        fraction(neuron.incentive),
        fraction(neuron.dividends),
        fraction(neuron.consensus),
        fraction(neuron.trust),
        fraction(neuron.validator_trust),
        neuron.last_update.to_string(),
        yes(neuron.active),
        yes(neuron.validator_permit),
        axon.ip_addr()
            .map_or_else(String::new, |ip| core::net::SocketAddr::new(ip, axon.port).to_string()),
        neuron.hotkey.to_string(),
    ]
}
