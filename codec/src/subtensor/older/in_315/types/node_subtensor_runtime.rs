//! Types of the crate `node_subtensor_runtime`.

use super::super::types::{CollectiveRawOrigin, EthereumRawOrigin, SupportRawOrigin};
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum OriginCaller {
    system(SupportRawOrigin),
    #[codec(index = 8)]
    Triumvirate(CollectiveRawOrigin),
    #[codec(index = 21)]
    Ethereum(EthereumRawOrigin),
}

describe!(enum OriginCaller {
    0 system(SupportRawOrigin),
    8 Triumvirate(CollectiveRawOrigin),
    21 Ethereum(EthereumRawOrigin),
});
