//! Subnets that a crowdloan paid for, and that somebody runs for its contributors.

use alloc::collections::BTreeMap;

use subwire_codec::AccountId;
use subwire_codec::fixed::U64F64;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    SUBNET_LEASE_SHARES, SUBNET_LEASES, SUBNET_UID_TO_LEASE_ID,
};
use subwire_codec::subtensor::{NetUid, SubnetLease};
use subwire_transport::Transport;

use super::gather;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// A lease by its id; `None` where there is none, or none any more. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime knows no leases: up to
    /// spec version 233.
    pub async fn lease(&self, id: u32) -> Result<Option<SubnetLease>, Error> {
        self.fetch(&SUBNET_LEASES, (id,)).await
    }

    /// All leases by their ids. Two requests, one after the other.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as [`lease`](Self::lease).
    pub async fn leases(&self) -> Result<BTreeMap<u32, SubnetLease>, Error> {
        gather::stored(self.iter(&SUBNET_LEASES), |(id,)| id).await
    }

    /// The id of a subnet's lease; `None` where it is not leased. One request.
    ///
    /// # Errors
    ///
    /// As [`lease`](Self::lease).
    pub async fn lease_of_subnet(&self, netuid: impl Into<NetUid>) -> Result<Option<u32>, Error> {
        self.fetch(&SUBNET_UID_TO_LEASE_ID, (netuid.into(),)).await
    }

    /// The part of a lease's dividends that each contributor gets; the beneficiary gets the rest. Two
    /// requests for each 1000 contributors.
    ///
    /// # Errors
    ///
    /// As [`iter`](Self::iter), and [`Error::Unsupported`] as [`lease`](Self::lease).
    pub async fn lease_shares(&self, id: u32) -> Result<BTreeMap<AccountId, U64F64>, Error> {
        gather::entries(self.iter_under(&SUBNET_LEASE_SHARES, (id,)), |(_, who)| who).await
    }
}
