//! Arguments that are more than text.

use core::fmt;
use core::str::FromStr;
use std::path::PathBuf;

use subwire::codec::subtensor::NetUid;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Subnets {
    All,
    One(NetUid),
}

impl FromStr for Subnets {
    type Err = WrongNetUid;

    fn from_str(text: &str) -> Result<Self, WrongNetUid> {
        match text {
            "all" => Ok(Self::All),
            number => number.parse().map(Self::One).map_err(|_| WrongNetUid),
        }
    }
}

/// Where a metagraph comes from.
#[derive(Clone, Debug)]
pub(crate) enum MetagraphOf {
    Subnet(NetUid),
    File(PathBuf),
}

/// A number is a subnet. A file of such a name is reached through its folder: `./1`.
impl FromStr for MetagraphOf {
    type Err = WrongMetagraph;

    fn from_str(text: &str) -> Result<Self, WrongMetagraph> {
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().map(Self::Subnet).map_err(|_| WrongMetagraph);
        }
        Ok(Self::File(text.into()))
    }
}

#[derive(Debug)]
pub(crate) struct WrongNetUid;

impl fmt::Display for WrongNetUid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a netuid is a number up to 65535, or `all`")
    }
}

impl core::error::Error for WrongNetUid {}

#[derive(Debug)]
pub(crate) struct WrongMetagraph;

impl fmt::Display for WrongMetagraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a netuid is a number up to 65535; a file of digits is reached by its folder, `./1`",
        )
    }
}

impl core::error::Error for WrongMetagraph {}

/// Two names with a dot between them: `SubtensorModule.Tempo`.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) owner: String,
    pub(crate) item: String,
}

impl FromStr for Name {
    type Err = WrongName;

    fn from_str(text: &str) -> Result<Self, WrongName> {
        match text.split_once('.') {
            Some((owner, item)) if !owner.is_empty() && !item.is_empty() => {
                Ok(Self { owner: owner.into(), item: item.into() })
            }
            _ => Err(WrongName),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.owner, self.item)
    }
}

#[derive(Debug)]
pub(crate) struct WrongName;

impl fmt::Display for WrongName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("two names with a dot between them are wanted, such as System.Account")
    }
}

impl core::error::Error for WrongName {}

/// An argument of a call by its name: `value=17`.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) name: String,
    pub(crate) value: String,
}

impl FromStr for Assignment {
    type Err = WrongAssignment;

    fn from_str(text: &str) -> Result<Self, WrongAssignment> {
        match text.split_once('=') {
            Some((name, value)) if !name.is_empty() => {
                Ok(Self { name: name.into(), value: value.into() })
            }
            _ => Err(WrongAssignment),
        }
    }
}

#[derive(Debug)]
pub(crate) struct WrongAssignment;

impl fmt::Display for WrongAssignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an argument's name, `=` and its value are wanted")
    }
}

impl core::error::Error for WrongAssignment {}
