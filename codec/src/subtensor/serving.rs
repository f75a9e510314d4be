//! Where a neuron serves: its axon and its prometheus endpoint.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// A neuron's axon: where it answers queries.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct AxonInfo {
    /// The block at which it was announced.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u64"))]
    pub block: u64,
    /// The version of the neuron's software.
    pub version: u32,
    /// The address as a number; see [`ip_addr`](Self::ip_addr).
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u128"))]
    pub ip: u128,
    /// The port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
    /// The application protocol, as the neuron announced it.
    pub protocol: u8,
    /// Unused by the chain.
    pub placeholder1: u8,
    /// Unused by the chain.
    pub placeholder2: u8,
}

/// A neuron's prometheus endpoint: where its metrics are read.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct PrometheusInfo {
    /// The block at which it was announced.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u64"))]
    pub block: u64,
    /// The version of the neuron's software.
    pub version: u32,
    /// The address as a number; see [`ip_addr`](Self::ip_addr).
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u128"))]
    pub ip: u128,
    /// The port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
}

impl AxonInfo {
    /// The address, or `None` where none is announced or it does not fit its type.
    #[must_use]
    pub fn ip_addr(&self) -> Option<IpAddr> {
        ip_addr(self.ip, self.ip_type)
    }
}

impl PrometheusInfo {
    /// The address, or `None` where none is announced or it does not fit its type.
    #[must_use]
    pub fn ip_addr(&self) -> Option<IpAddr> {
        ip_addr(self.ip, self.ip_type)
    }
}

fn ip_addr(ip: u128, ip_type: u8) -> Option<IpAddr> {
    match (ip, ip_type) {
        (0, _) => None,
        (_, 4) => u32::try_from(ip).ok().map(|bits| Ipv4Addr::from_bits(bits).into()),
        (_, 6) => Some(Ipv6Addr::from_bits(ip).into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn addresses_fit_their_type_or_are_none() {
        // From a recorded axon: 581830346 with type 4.
        assert_eq!(ip_addr(581_830_346, 4).unwrap().to_string(), "34.174.6.202");
        assert_eq!(ip_addr(1, 6).unwrap().to_string(), "::1");
        assert_eq!(ip_addr(1 << 32, 4), None);
        assert_eq!(ip_addr(0, 4), None);
        assert_eq!(ip_addr(1, 5), None);
    }
}
