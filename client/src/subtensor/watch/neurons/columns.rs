//! The columns, and the storage items that hold them.

use alloc::vec::Vec;

use subwire_codec::codec::Decode;
use subwire_codec::descriptor::DescribeKeys;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::subtensor::pallets::subtensor_module::storage::{
    ACTIVE, CONSENSUS, DIVIDENDS, EMISSION, INCENTIVE, KEYS, LAST_UPDATE, SUBNETWORK_N,
    VALIDATOR_PERMIT, VALIDATOR_TRUST,
};
use subwire_codec::subtensor::{NetUid, PerU16};
use subwire_codec::{AccountId, Alpha, Storage};
use subwire_transport::Transport;

use crate::storage::Stored;
use crate::{At, Error};

macro_rules! columns {
    ($($(#[$doc:meta])* $column:ident, $field:ident: $value:ty = $item:ident;)+) => {
        /// The neurons of a subnet at one block, in columns: what stands at a place belongs to the
        /// neuron with that uid. Of a subnet with several mechanisms, `last_update` and `incentive`
        /// are those of the first.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct NeuronColumns {
            /// The subnet.
            pub netuid: NetUid,
            /// The neurons' keys.
            pub hotkeys: Vec<AccountId>,
            $($(#[$doc])* pub $field: Vec<$value>,)+
        }

        /// A column of [`NeuronColumns`], by the name of its field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the fields have them")]
        pub enum NeuronColumn {
            Hotkeys,
            $($column,)+
        }

        /// Which neurons there are, the columns, and the hotkeys, in this order.
        pub(super) fn keys(netuid: NetUid, count: u16) -> Vec<Vec<u8>> {
            let columns = [SUBNETWORK_N.key((netuid,)), $($item.key((netuid,)),)+];
            columns.into_iter().chain((0..count).map(|uid| KEYS.key((netuid, uid)))).collect()
        }

        impl NeuronColumns {
            pub(super) fn blank(netuid: NetUid, count: u16) -> Self {
                let count = usize::from(count);
                let mut columns = Self { netuid, ..Self::default() };
                columns.hotkeys.resize(count, AccountId::from([0; 32]));
                $(columns.$field.resize(count, <$value>::default());)+
                columns
            }

            /// Takes over what is stored under some of the [`keys`], told by their places. Gives the
            /// number of neurons where it is among them.
            pub(super) async fn apply<T: Transport>(
                &mut self,
                at: &At<T>,
                values: Vec<(usize, Stored)>,
            ) -> Result<Option<u16>, Error> {
                let mut count = None;
                let columns = [None, $(Some(NeuronColumn::$column),)+];
                for (place, stored) in values {
                    match columns.get(place) {
                        Some(None) => {
                            count = Some(or_default(at, &SUBNETWORK_N, &stored).await?);
                        }
                        $(Some(Some(NeuronColumn::$column)) => {
                            self.$field = or_default(at, &$item, &stored).await?;
                            // The chain fills them as it needs them.
                            self.$field.resize(self.hotkeys.len(), <$value>::default());
                        })+
                        Some(Some(NeuronColumn::Hotkeys)) | None => {
                            let uid = place.saturating_sub(columns.len());
                            let Some(hotkey) = self.hotkeys.get_mut(uid) else { continue };
                            let none = || AccountId::from([0; 32]);
                            *hotkey = decoded(at, &KEYS, &stored).await?.unwrap_or_else(none);
                        }
                    }
                }
                Ok(count)
            }

            /// The columns that are others than those.
            pub(super) fn differing(&self, known: &Self) -> Vec<NeuronColumn> {
                let mut differing = Vec::new();
                if self.hotkeys != known.hotkeys {
                    differing.push(NeuronColumn::Hotkeys);
                }
                $(if self.$field != known.$field {
                    differing.push(NeuronColumn::$column);
                })+
                differing
            }
        }
    };
}

columns! {
    /// Whether the neuron has set weights or served lately.
    Active, active: bool = ACTIVE;
    /// Whether it may set weights that count.
    ValidatorPermit, validator_permit: bool = VALIDATOR_PERMIT;
    /// The block of its last weights.
    LastUpdate, last_update: u64 = LAST_UPDATE;
    /// What its last epoch gave it.
    Emission, emission: Alpha = EMISSION;
    /// Its share of the miners' part.
    Incentive, incentive: PerU16 = INCENTIVE;
    /// Its share of the validators' part.
    Dividends, dividends: PerU16 = DIVIDENDS;
    /// What the validators agree that it is worth.
    Consensus, consensus: PerU16 = CONSENSUS;
    /// How far its weights agree with those of the others.
    ValidatorTrust, validator_trust: PerU16 = VALIDATOR_TRUST;
}

impl NeuronColumns {
    /// How many neurons there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hotkeys.len()
    }

    /// Whether there are none, as where the subnet does not exist.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hotkeys.is_empty()
    }
}

async fn or_default<T, K, V>(at: &At<T>, item: &Storage<K, V>, stored: &Stored) -> Result<V, Error>
where
    T: Transport,
    K: DescribeKeys + 'static,
    V: Decode + Default + TypeInfo + 'static,
{
    Ok(decoded(at, item, stored).await?.unwrap_or_default())
}

/// A value that is stored.
async fn decoded<T, K, V>(
    at: &At<T>,
    item: &Storage<K, V>,
    stored: &Stored,
) -> Result<Option<V>, Error>
where
    T: Transport,
    K: DescribeKeys + 'static,
    V: Decode + TypeInfo + 'static,
{
    match stored {
        None => Ok(None),
        Some(_) => Ok(Some(at.decode(item, stored.as_deref()).await?)),
    }
}
