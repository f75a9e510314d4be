//! `subwire subnets` and `subwire subnet`: what subnets there are, and one of them.

use futures::try_join;
use serde_json::{Value, json};
use subwire::At;
use subwire::codec::Tao;
use subwire::codec::subtensor::{DynamicInfo, NetUid, SubnetInfoV2};
use subwire::transport::Transport;

use crate::Failure;
use crate::output::{Answer, Column, Page, Table, alpha, decimal, tao, with_texts};
use crate::token;

pub(crate) async fn all<T: Transport>(at: &At<T>) -> Result<Box<dyn Answer>, Failure> {
    let subnets = at.dynamic_infos().await?;
    Ok(Box::new(Subnets(subnets)))
}

pub(crate) async fn one<T: Transport>(
    at: &At<T>,
    netuid: NetUid,
) -> Result<Box<dyn Answer>, Failure> {
    let (dynamic, info, price) =
        try_join!(at.dynamic_info(netuid), at.subnet_info(netuid), at.alpha_price(netuid))?;
    match (dynamic, info) {
        (Some(dynamic), Some(info)) => Ok(Box::new(Subnet { dynamic, info, price })),
        _ => Err(Failure::no_subnet(netuid)),
    }
}

struct Subnets(Vec<DynamicInfo>);

impl Answer for Subnets {
    fn json(&self) -> Result<String, serde_json::Error> {
        let subnets: Result<Vec<Value>, _> = self.0.iter().map(document).collect();
        Ok(Value::Array(subnets?).to_string())
    }

    fn page(&self) -> Page {
        let mut table = Table::new([
            Column::number("netuid"),
            Column::text("name"),
            Column::text("token"),
            Column::number("moving price").unit("τ"),
            Column::number("pool").unit("τ"),
            Column::number("pool").unit("token"),
            Column::number("outside").unit("token").spare(),
            Column::number("emission").unit("τ a block"),
            Column::number("tempo").spare(),
            Column::address("owner").spare(),
        ]);
        for subnet in &self.0 {
            table.row(cells(subnet));
        }
        let sum = |of: fn(&DynamicInfo) -> Tao| {
            self.0.iter().map(of).sum::<Option<Tao>>().map_or_else(String::new, tao)
        };
        let (pool, emission) = (sum(|subnet| subnet.tao_in), sum(|subnet| subnet.tao_in_emission));
        table.total(["", "total", "", "", &pool, "", "", &emission]);
        table.into()
    }
}

/// The chain's struct, in which texts and the moving price can be read.
fn document(subnet: &DynamicInfo) -> Result<Value, serde_json::Error> {
    let mut document = with_texts(serde_json::to_value(subnet)?);
    document["moving_price"] = subnet.moving_price.to_string().into();
    Ok(document)
}

fn cells(subnet: &DynamicInfo) -> [String; 10] {
    [
        subnet.netuid.to_string(),
        subnet.subnet_name.to_string(),
        token::symbol(subnet.netuid, &subnet.token_symbol.to_str_lossy()),
        format!("{:.9}", subnet.moving_price),
        tao(subnet.tao_in),
        alpha(subnet.alpha_in),
        alpha(subnet.alpha_out),
        tao(subnet.tao_in_emission),
        subnet.tempo.to_string(),
        subnet.owner_coldkey.to_string(),
    ]
}

/// One subnet: its token and pool, and its rules.
struct Subnet {
    dynamic: DynamicInfo,
    info: SubnetInfoV2,
    /// What one of its tokens costs.
    price: Tao,
}

impl Answer for Subnet {
    /// The fields of both of the chain's structs, and the price as `stake` gives it.
    fn json(&self) -> Result<String, serde_json::Error> {
        let mut all = with_texts(serde_json::to_value(&self.info)?);
        if let (Value::Object(all), Value::Object(more)) = (&mut all, document(&self.dynamic)?) {
            all.extend(more);
            all.insert("price".into(), json!(self.price));
            all.insert("price_tao".into(), json!(decimal(self.price)));
        }
        Ok(all.to_string())
    }

    fn page(&self) -> Page {
        let (subnet, info) = (&self.dynamic, &self.info);
        let token = token::symbol(subnet.netuid, &subnet.token_symbol.to_str_lossy());
        let mut facts = Table::facts();
        let mut fact = |name: &str, value: String| facts.row([name.to_string(), value]);
        fact("subnet", format!("{} {}", subnet.netuid, subnet.subnet_name));
        fact("token", token.clone());
        fact("owner", subnet.owner_coldkey.to_string());
        fact("owner's hotkey", subnet.owner_hotkey.to_string());
        fact("registered", format!("at block {}", subnet.network_registered_at));
        let moving = format!("{:.9}", subnet.moving_price);
        fact("price", format!("{} τ, {moving} τ as a moving average", tao(self.price)));
        fact("pool", format!("{} τ and {} {token}", tao(subnet.tao_in), alpha(subnet.alpha_in)));
        fact("outside", format!("{} {token}", alpha(subnet.alpha_out)));
        let (out, into) = (alpha(subnet.alpha_out_emission), alpha(subnet.alpha_in_emission));
        let tao_in = tao(subnet.tao_in_emission);
        fact(
            "emission a block",
            format!("{out} {token}; into the pool {tao_in} τ and {into} {token}"),
        );
        fact("pending", format!("{} {token}", alpha(subnet.pending_alpha_emission)));
        let last = subnet.blocks_since_last_step;
        fact("epoch", format!("every {} blocks, the last {last} ago", subnet.tempo));
        fact("neurons", format!("{} of {}", info.subnetwork_n, info.max_allowed_uids));
        fact("validators", format!("up to {}", info.max_allowed_validators));
        fact("registration", format!("{} τ", tao(info.burn)));
        fact("immunity", format!("{} blocks", info.immunity_period));
        let identity = subnet.subnet_identity.as_ref().or(info.identity.as_ref());
        let texts = identity.into_iter().flat_map(|identity| {
            [
                ("about", &identity.description),
                ("url", &identity.subnet_url),
                ("code", &identity.github_repo),
                ("contact", &identity.subnet_contact),
                ("discord", &identity.discord),
                ("logo", &identity.logo_url),
                ("more", &identity.additional),
            ]
        });
        for (name, text) in texts.filter(|(_, text)| !text.is_empty()) {
            fact(name, text.to_string());
        }
        facts.into()
    }
}
