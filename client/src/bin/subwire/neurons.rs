//! `subwire neurons`

use core::iter::once;
use std::borrow::Cow;

use futures::future::{TryFutureExt, try_join_all};
use serde::Serialize;
use subwire::codec::Alpha;
use subwire::codec::subtensor::{NetUid, NeuronInfo, NeuronInfoLite};
use subwire::transport::Transport;
use subwire::{At, Block, Error, Subtensor};

use crate::args::Subnets;
use crate::output::{self, Answer, Column, JsonParts, Page, Table, alpha, fraction};
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
        let neurons = Neurons(try_join_all(each).await?);
        neurons.note_if_none(subnets);
        Ok(Box::new(neurons))
    } else {
        let each = netuids.map(|netuid| at.neurons_lite(netuid).inspect_ok(|_| progress.inc(1)));
        let neurons = Neurons(try_join_all(each).await?);
        neurons.note_if_none(subnets);
        Ok(Box::new(neurons))
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

/// The neurons of each subnet. They stay in the lists that they came in: one list of all would be
/// a second copy of them.
struct Neurons<N>(Vec<Vec<N>>);

impl<N: Listed> Neurons<N> {
    fn iter(&self) -> impl Iterator<Item = &N> {
        self.0.iter().flatten()
    }

    /// The subnet that all are of, if there is one.
    fn netuid(&self) -> Option<NetUid> {
        let mut lists = self.0.iter().filter_map(|neurons| neurons.first());
        let first = lists.next()?.lite().netuid;
        lists.next().is_none().then_some(first)
    }

    /// The chain answers for a subnet that it does not have as for one without neurons.
    fn note_if_none(&self, subnets: Subnets) {
        match subnets {
            Subnets::One(netuid) if self.iter().next().is_none() => {
                output::say(&format!("subnet {netuid} does not exist or has no neurons"));
            }
            _ => {}
        }
    }
}

impl<N: Listed> Answer for Neurons<N> {
    fn json(&self) -> Result<String, serde_json::Error> {
        self.json_parts().collect()
    }

    /// Neuron by neuron: the text of all is twice as long as they are large.
    fn json_parts(&self) -> JsonParts<'_> {
        let neurons = self.iter().enumerate().map(|(at, neuron)| {
            let comma = if at == 0 { "" } else { "," };
            Ok(format!("{comma}{}", serde_json::to_string(neuron)?))
        });
        Box::new(once(Ok("[".into())).chain(neurons).chain(once(Ok("]".into()))))
    }

    /// Those of one subnet have a token in common, and a total.
    fn page(&self) -> Page {
        let netuid = self.netuid();
        let token = netuid.map_or_else(|| "α".into(), |netuid| token::symbol(netuid, ""));
        let more = N::MORE.iter().map(|name| Column::number(name));
        let mut table = Table::new(columns(&token).into_iter().chain(more));
        for neuron in self.iter() {
            table.row(cells(&neuron.lite()).into_iter().chain(neuron.more()));
        }
        if netuid.is_some() {
            let sum = |sum: Option<Alpha>| sum.map_or_else(|| "too much".into(), alpha);
            let stake = self.iter().try_fold(Alpha::ZERO, |sum, neuron| {
                neuron.lite().total_stake().and_then(|stake| sum.checked_add(stake))
            });
            let emission = self.iter().map(|neuron| neuron.lite().emission).sum();
            table.total(["total".into(), String::new(), sum(stake), sum(emission)]);
        }
        table.into()
    }
}

/// A neuron with or without its weights and bonds.
trait Listed: Serialize {
    /// The columns that it fills beside those of all.
    const MORE: &[&str];

    fn lite(&self) -> Cow<'_, NeuronInfoLite>;

    /// What is in its own columns.
    fn more(&self) -> impl Iterator<Item = String>;
}

impl Listed for NeuronInfoLite {
    const MORE: &[&str] = &[];

    fn lite(&self) -> Cow<'_, Self> {
        Cow::Borrowed(self)
    }

    fn more(&self) -> impl Iterator<Item = String> {
        core::iter::empty()
    }
}

impl Listed for NeuronInfo {
    const MORE: &[&str] = &["weights", "bonds"];

    fn lite(&self) -> Cow<'_, NeuronInfoLite> {
        Cow::Owned(self.clone().into())
    }

    fn more(&self) -> impl Iterator<Item = String> {
        [self.weights.len(), self.bonds.len()].into_iter().map(|count| count.to_string())
    }
}

/// How many columns a neuron without weights and bonds fills.
const LITE: usize = 14;

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
