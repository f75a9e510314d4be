//! A metagraph as people see it.

use core::net::SocketAddr;

use subwire::codec::subtensor::{Metagraph, MetagraphRow};
use subwire::codec::{Alpha, Tao};

use crate::output::{Column, Table, alpha, fraction, tao};
use crate::token;

/// How many columns the neurons' table has.
const COLUMNS: usize = 16;

/// The subnet's number, name and token.
pub(super) fn title(metagraph: &Metagraph) -> String {
    let name = metagraph.name.to_str_lossy();
    format!("subnet {} {name} ({})", metagraph.netuid, symbol(metagraph))
}

/// What there is to say about the subnet as a whole.
pub(super) fn facts(metagraph: &Metagraph) -> Table {
    let (token, m) = (symbol(metagraph), metagraph);
    let mut facts = Table::facts();
    facts.row(["subnet", &format!("{} {} ({token})", m.netuid, m.name)]);
    facts.row(["block", &m.block.to_string()]);
    facts.row(["owner", &m.owner_coldkey.to_string()]);
    facts.row(["registered", &format!("at block {}", m.network_registered_at)]);
    facts.row([
        "neurons",
        &format!("{} of {}, {} may validate", m.num_uids, m.max_uids, m.max_validators),
    ]);
    let epoch = format!("every {} blocks, the last {} ago", m.tempo, m.blocks_since_last_step);
    facts.row(["epoch", &epoch]);
    facts.row(["price", &format!("{:.9} τ as a moving average", m.moving_price)]);
    let pool = format!("{} τ and {} {token}", tao(m.tao_in), alpha(m.alpha_in));
    facts.row(["pool", &pool]);
    facts.row(["outside", &format!("{} {token}", alpha(m.alpha_out))]);
    let registration = match m.registration_allowed {
        true => format!("{} τ", tao(m.burn)),
        false => "closed".into(),
    };
    facts.row(["registration", &registration]);
    let identity = m.identity.iter().flat_map(|identity| {
        [
            ("about", &identity.description),
            ("url", &identity.subnet_url),
            ("code", &identity.github_repo),
        ]
    });
    for (name, text) in identity.filter(|(_, text)| !text.is_empty()) {
        facts.row([name, &text.to_str_lossy()]);
    }
    facts
}

/// The neurons by uid, and what they have together.
pub(super) fn neurons<'m>(
    metagraph: &Metagraph,
    rows: impl Iterator<Item = MetagraphRow<'m>>,
) -> Table {
    let token = symbol(metagraph);
    let mut table = Table::new([
        Column::number("uid"),
        Column::number("weight"),
        Column::number("stake").unit(&token),
        Column::number("root stake").unit("τ").spare(),
        Column::number("emission").unit(&token),
        Column::number("incentive"),
        Column::number("dividends"),
        Column::number("consensus").spare(),
        Column::number("trust").spare(),
        Column::number("updated").unit("blocks ago").spare(),
        Column::text("active").spare(),
        Column::text("permit").spare(),
        Column::text("axon").spare(),
        Column::address("hotkey"),
        Column::text("name").spare(),
        Column::address("coldkey").spare(),
    ]);
    for row in rows {
        table.row(cells(metagraph.block, &row));
    }
    let sum = |column: &[Tao]| column.iter().sum::<Option<Tao>>().map_or_else(String::new, tao);
    let sum_alpha =
        |column: &[Alpha]| column.iter().sum::<Option<Alpha>>().map_or_else(String::new, alpha);
    table.total([
        "total".into(),
        sum(&metagraph.total_stake),
        sum_alpha(&metagraph.alpha_stake),
        sum(&metagraph.tao_stake),
        sum_alpha(&metagraph.emission),
    ]);
    table
}

fn cells(block: u64, row: &MetagraphRow<'_>) -> [String; COLUMNS] {
    let yes = |what: bool| if what { "yes" } else { "" }.to_string();
    let axon = row.axon.ip_addr().map(|ip| SocketAddr::new(ip, row.axon.port).to_string());
    [
        row.uid.to_string(),
        tao(row.total_stake),
        alpha(row.alpha_stake),
        tao(row.tao_stake),
        alpha(row.emission),
        fraction(row.incentive),
        fraction(row.dividends),
        fraction(row.consensus),
        fraction(row.trust),
        block.saturating_sub(row.last_update).to_string(),
        yes(row.active),
        yes(row.validator_permit),
        axon.unwrap_or_default(),
        row.hotkey.to_string(),
        row.identity.map_or_else(String::new, |identity| identity.name.to_string()),
        row.coldkey.to_string(),
    ]
}

fn symbol(metagraph: &Metagraph) -> String {
    token::symbol(metagraph.netuid, &metagraph.symbol.to_str_lossy())
}
