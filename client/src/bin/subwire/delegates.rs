//! `subwire delegates`

use subwire::At;
use subwire::codec::Tao;
use subwire::codec::subtensor::{DelegateInfo, NetUid};
use subwire::transport::Transport;

use crate::Failure;
use crate::output::{Answer, Column, Page, Table, sum, tao};

pub(crate) async fn answer<T: Transport>(at: &At<T>) -> Result<Box<dyn Answer>, Failure> {
    Ok(Box::new(Delegates(at.delegates().await?)))
}

/// In the chain's order.
struct Delegates(Vec<DelegateInfo>);

impl Answer for Delegates {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.0)
    }

    /// The greatest stake on the root network first: stakes in tokens of different subnets cannot
    /// be compared.
    fn page(&self) -> Page {
        let mut table = Table::new([
            Column::address("hotkey"),
            Column::number("root stake").unit("τ"),
            Column::number("take").unit("%"),
            Column::number("nominators"),
            Column::number("subnets"),
            Column::number("permits").spare(),
            Column::address("owner").spare(),
        ]);
        let mut delegates: Vec<(Option<Tao>, &DelegateInfo)> =
            self.0.iter().map(|delegate| (root_stake(delegate), delegate)).collect();
        delegates.sort_by(|(a, _), (b, _)| b.cmp(a));
        for (root, delegate) in &delegates {
            table.row([
                delegate.delegate_ss58.to_string(),
                root.map_or_else(|| "too much".into(), tao),
                delegate.take.percent().to_string().trim_end_matches('%').into(),
                delegate.nominators.len().to_string(),
                delegate.registrations.len().to_string(),
                delegate.validator_permits.len().to_string(),
                delegate.owner_ss58.to_string(),
            ]);
        }
        if let Some(sum) = sum(delegates.iter().map(|(root, _)| *root)) {
            table.total(["total".into(), tao(sum)]);
        }
        table.into()
    }
}

/// What is staked on a delegate on the root network, where alpha is TAO; none where the sum is no
/// amount.
fn root_stake(delegate: &DelegateInfo) -> Option<Tao> {
    delegate.stake_in(NetUid::ROOT).map(|stake| Tao::from_rao(stake.rao()))
}
