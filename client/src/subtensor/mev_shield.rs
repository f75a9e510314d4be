//! Reads about the keys to which extrinsics are encrypted, so that nobody runs ahead of them.

use alloc::boxed::Box;
use alloc::vec::Vec;

use subwire_codec::Storage;
use subwire_codec::subtensor::pallets::mev_shield::storage::{CURRENT_KEY, NEXT_KEY};
use subwire_transport::{Error as TransportError, Transport};

use crate::{At, Error};

/// The bytes of an ML-KEM-768 encapsulation key.
const KEY_LEN: usize = 1184;

impl<T: Transport> At<T> {
    /// The ML-KEM-768 key of the block's author; `None` where nobody announced one. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch), and where the chain holds a key of another length;
    /// [`Error::Unsupported`] before spec version 365.
    pub async fn mev_shield_key(&self) -> Result<Option<Box<[u8; KEY_LEN]>>, Error> {
        self.shield_key(&CURRENT_KEY).await
    }

    /// The ML-KEM-768 key of the next block's author, to which an extrinsic for that block is
    /// encrypted; `None` where nobody announced one. One request.
    ///
    /// # Errors
    ///
    /// As [`mev_shield_key`](Self::mev_shield_key).
    pub async fn next_mev_shield_key(&self) -> Result<Option<Box<[u8; KEY_LEN]>>, Error> {
        self.shield_key(&NEXT_KEY).await
    }

    async fn shield_key(
        &self,
        item: &Storage<(), Option<Vec<u8>>>,
    ) -> Result<Option<Box<[u8; KEY_LEN]>>, Error> {
        let Some(bytes) = self.fetch(item, ()).await? else { return Ok(None) };
        let found = bytes.len();
        let key = <Box<[u8; KEY_LEN]>>::try_from(bytes.into_boxed_slice());
        key.map(Some).map_err(|_| {
            let reason = format!("found {found} bytes");
            Error::of("state_getStorage")(TransportError::bad_reply("a key of 1184 bytes", reason))
        })
    }
}
