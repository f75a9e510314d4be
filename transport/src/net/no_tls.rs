//! What stands for TLS in a build without it: an error that says so.

use alloc::string::String;
use alloc::vec::Vec;

use super::endpoint::Endpoint;
use super::stream::BoxIo;
use crate::Error;

#[derive(Clone)]
pub(super) struct Tls;

impl Tls {
    pub(super) fn new(_more_roots: &[Vec<u8>]) -> Result<Self, String> {
        Ok(Self)
    }

    pub(super) async fn connect(&self, to: &Endpoint, _stream: BoxIo) -> Result<BoxIo, Error> {
        Err(Error::Tls {
            endpoint: to.shown.clone(),
            reason: "this build has no feature `tls`".into(),
            interrupted: false,
        })
    }
}
