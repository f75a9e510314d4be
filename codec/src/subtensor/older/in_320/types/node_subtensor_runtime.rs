//! Types of the crate `node_subtensor_runtime`.

use super::super::types::RawOrigin;
use crate::codec::{Decode, Encode};
use crate::describe;
use crate::subtensor::types::{EthereumRawOrigin, SupportRawOrigin};

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum OriginCaller {
    system(SupportRawOrigin),
    #[codec(index = 8)]
    Triumvirate(RawOrigin),
    #[codec(index = 21)]
    Ethereum(EthereumRawOrigin),
}

describe!(enum OriginCaller {
    0 system(SupportRawOrigin),
    8 Triumvirate(RawOrigin),
    21 Ethereum(EthereumRawOrigin),
});
