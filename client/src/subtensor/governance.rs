//! Reads about the triumvirate, which the chain had up to spec version 320.

use subwire_codec::subtensor::gone::{VOTING, Votes};
use subwire_transport::Transport;

use crate::{At, Error};

impl<T: Transport> At<T> {
    /// How the triumvirate votes on a proposal, by the proposal's BLAKE2b-256 hash; `None` where there
    /// is no such vote. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and [`Error::Unsupported`] where the runtime has no triumvirate:
    /// since spec version 343.
    pub async fn vote_data(&self, proposal_hash: &[u8; 32]) -> Result<Option<Votes>, Error> {
        self.fetch(&VOTING, (proposal_hash,)).await
    }
}
