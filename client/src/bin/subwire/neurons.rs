//! `subwire neurons`

use futures::future::{TryFutureExt, try_join_all};
use subwire::codec::subtensor::{NetUid, NeuronInfo, NeuronInfoLite};
use subwire::transport::Transport;
use subwire::{At, Block, Error, Subtensor};

use crate::args::Subnets;
use crate::output::{self, Answer, table};

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
        let neurons = try_join_all(each).await?.concat();
        note_if_none(&neurons, subnets);
        Ok(Box::new(neurons))
    } else {
        let each = netuids.map(|netuid| at.neurons_lite(netuid).inspect_ok(|_| progress.inc(1)));
        let neurons = try_join_all(each).await?.concat();
        note_if_none(&neurons, subnets);
        Ok(Box::new(neurons))
    }
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

const COLUMNS: [&str; 16] = [
    ">netuid",
    ">uid",
    ">stake",
    ">emission",
    ">incentive",
    ">dividends",
    ">consensus",
    ">trust",
    ">vtrust",
    ">updated",
    "active",
    "permit",
    "axon",
    "hotkey",
    ">weights",
    ">bonds",
];
/// How many of the columns a neuron without weights and bonds fills.
const LITE: usize = 14;

impl Answer for Vec<NeuronInfoLite> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn text(&self) -> String {
        let mut columns = [""; LITE];
        columns.copy_from_slice(&COLUMNS[..LITE]);
        let mut table = table(columns);
        table.add_rows(self.iter().map(cells));
        table.trim_fmt()
    }
}

impl Answer for Vec<NeuronInfo> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn text(&self) -> String {
        let mut table = table(COLUMNS);
        for neuron in self {
            let counts = [neuron.weights.len().to_string(), neuron.bonds.len().to_string()];
            table.add_row(cells(&neuron.clone().into()).into_iter().chain(counts));
        }
        table.trim_fmt()
    }
}

fn cells(neuron: &NeuronInfoLite) -> [String; LITE] {
    let yes = |what: bool| if what { "yes" } else { "" }.to_string();
    let axon = &neuron.axon_info;
    [
        neuron.netuid.to_string(),
        neuron.uid.to_string(),
        neuron.total_stake().map_or_else(|| "too much".into(), |stake| format!("{stake:#}")),
        neuron.emission.to_string(),
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

/// A part of 65535 with five decimals, rounded to the nearest.
fn fraction(part: u16) -> String {
    if part == 0 {
        return "0".into();
    }
    let parts = (u64::from(part) * 100_000 + 32_767) / 65_535;
    format!("{}.{:05}", parts / 100_000, parts % 100_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_rounded_to_the_nearest() {
        for (part, text) in [
            (0, "0"),
            (1, "0.00002"),
            (32_767, "0.49999"),
            (32_768, "0.50001"),
            (65_535, "1.00000"),
        ] {
            assert_eq!(fraction(part), text);
        }
    }
}
