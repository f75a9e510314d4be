//! Reads about one subnet's epochs; of many subnets in one request: [`At::epochs`].

use futures::future::try_join;
use subwire_codec::subtensor::NetUid;
use subwire_codec::subtensor::later::{GET_NEXT_EPOCH_START_BLOCK, PENDING_EPOCH_AT};
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ADMIN_FREEZE_WINDOW, BLOCKS_SINCE_LAST_STEP, LAST_UPDATE,
};
use subwire_codec::subtensor::pallets::system::storage::NUMBER;
use subwire_transport::Transport;

use super::Epoch;
use super::subnets::storage_index;
use super::watch::not_before;
use crate::{At, Error};

impl<T: Transport> At<T> {
    /// How a subnet stands in its epoch; `None` where it does not exist. One request; since spec
    /// version 425 two, side by side.
    ///
    /// The next epoch is where the chain's rule has it, as in [`epochs`](Self::epochs). Since spec
    /// version 425 the runtime itself is asked, whose rule may change again.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch) and [`call`](Self::call).
    pub async fn epoch(&self, netuid: impl Into<NetUid>) -> Result<Option<Epoch>, Error> {
        let netuid = netuid.into();
        if !self.has_method(&GET_NEXT_EPOCH_START_BLOCK).await? {
            return Ok(self.epochs([netuid]).await?.pop());
        }
        let next = self.call(&GET_NEXT_EPOCH_START_BLOCK, (netuid,));
        let (mut epochs, next) = try_join(self.epochs([netuid]), next).await?;
        Ok(epochs.pop().map(|epoch| {
            let next = next.map(|next| not_before(epoch.block, next));
            // It is told of the root network too, which runs none.
            Epoch { next: epoch.next.and(next), ..epoch }
        }))
    }

    /// The block of a subnet's next epoch, which is after this one; `None` where the subnet has
    /// none: where it does not exist, its tempo is 0, or it is the root network. Requests as
    /// [`epoch`](Self::epoch).
    ///
    /// # Errors
    ///
    /// As [`epoch`](Self::epoch).
    pub async fn next_epoch(&self, netuid: impl Into<NetUid>) -> Result<Option<u64>, Error> {
        // The runtime alone would tell one of a subnet that does not exist, and one that is past.
        Ok(self.epoch(netuid).await?.and_then(|epoch| epoch.next))
    }

    /// How many blocks it takes until a subnet's next epoch has run; `None` where the subnet has
    /// none. Requests as [`epoch`](Self::epoch).
    ///
    /// # Errors
    ///
    /// As [`epoch`](Self::epoch).
    pub async fn blocks_until_next_epoch(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<u64>, Error> {
        Ok(self.epoch(netuid).await?.and_then(|epoch| epoch.blocks_until_next()))
    }

    /// How many blocks ago a subnet's last epoch was; `None` where it does not exist. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch).
    pub async fn blocks_since_last_step(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<Option<u64>, Error> {
        self.of_subnet(&BLOCKS_SINCE_LAST_STEP, netuid.into()).await
    }

    /// How many blocks ago a neuron last set weights for a mechanism of its subnet, 0 being the
    /// first; `None` where there is no such neuron. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Missing`] where there cannot be such a mechanism, from 16
    /// on.
    pub async fn blocks_since_last_update(
        &self,
        netuid: impl Into<NetUid>,
        mechanism: u8,
        uid: u16,
    ) -> Result<Option<u64>, Error> {
        let index = storage_index(netuid.into(), mechanism)?;
        let reads = self.reads().value(&NUMBER, ()).value(&LAST_UPDATE, (index,));
        let (block, updates) = reads.fetch().await?;
        let update = updates.get(usize::from(uid));
        Ok(update.map(|update| u64::from(block).saturating_sub(*update)))
    }

    /// The blocks before an epoch in which a subnet's owner cannot change hyperparameters. One
    /// request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Unsupported`] up to spec version 315.
    pub async fn admin_freeze_window(&self) -> Result<u16, Error> {
        self.fetch(&ADMIN_FREEZE_WINDOW, ()).await
    }

    /// Whether a subnet's owner cannot change hyperparameters in this block, since an epoch is near.
    /// One request beside those of [`epoch`](Self::epoch).
    ///
    /// # Errors
    ///
    /// As [`admin_freeze_window`](Self::admin_freeze_window) and [`epoch`](Self::epoch).
    pub async fn is_in_admin_freeze_window(
        &self,
        netuid: impl Into<NetUid>,
    ) -> Result<bool, Error> {
        let netuid = netuid.into();
        let window = self.reads().value(&ADMIN_FREEZE_WINDOW, ());
        let (epoch, window, asked_for) = if self.has_item(&PENDING_EPOCH_AT).await? {
            let reads = window.value(&PENDING_EPOCH_AT, (netuid,)).fetch();
            let (epoch, (window, asked_for)) = try_join(self.epoch(netuid), reads).await?;
            (epoch, window, asked_for)
        } else {
            let (epoch, (window,)) = try_join(self.epoch(netuid), window.fetch()).await?;
            (epoch, window, 0)
        };
        let Some(epoch) = epoch else { return Ok(false) };
        let Some(left) = epoch.blocks_until_next() else { return Ok(false) };
        // To the chain an epoch's own block has none left, and so is the last of the window. An
        // epoch that the owner asked for closes it at once.
        let is_near = left % (u64::from(epoch.tempo) + 1) < window.into();
        Ok(is_near || asked_for > epoch.block)
    }
}
