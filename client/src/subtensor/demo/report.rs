//! A subnet as the runtime reports of it: what `SubnetInfoRuntimeApi` gives.

use subwire_codec::subtensor::{
    AlphaDividend, Column, CompactText, DynamicInfo, Metagraph, NetUid, SubnetInfo, SubnetInfoV2,
    SubnetState,
};
use subwire_codec::{AccountId, Alpha, Tao};

use super::subnet::{Neuron, Subnet};
use super::world::{WHOLE, World};

/// How much alpha each block gives to a subnet's neurons.
pub(super) const ALPHA_OUT: Alpha = Alpha::from_rao(WHOLE);

/// The chain's own default.
pub(super) const SCALING_LAW_POWER: u16 = 50;

impl Subnet {
    /// The hotkey and the coldkey of the owner: those of its first neuron; nobody's where it has none.
    pub(super) fn owner(&self) -> (AccountId, AccountId) {
        let first = self.neurons.first().filter(|_| self.netuid != NetUid::ROOT);
        first.map_or_else(
            || (AccountId::from([0; 32]), AccountId::from([0; 32])),
            |neuron| (neuron.hotkey, neuron.coldkey),
        )
    }

    /// How many blocks before this one an epoch has ended, by the rule that all subnets end theirs
    /// at different blocks.
    pub(super) fn blocks_since_last_step(&self, number: u32) -> u64 {
        super::blocks::since_last_step(self.netuid, self.traits.hyper.tempo, number)
    }

    /// The block of the last epoch; 0 where there was none.
    pub(super) fn last_step(&self, number: u32) -> u64 {
        if self.netuid == NetUid::ROOT {
            return 0;
        }
        u64::from(number).saturating_sub(self.blocks_since_last_step(number))
    }

    /// All alpha that is staked.
    pub(super) fn staked(&self) -> Alpha {
        let stakes = self.neurons.iter().map(Neuron::total_stake);
        stakes.sum::<Option<_>>().unwrap_or(Alpha::MAX)
    }

    /// The TAO in the pool; on the root network, what is staked there.
    pub(super) fn tao_in(&self) -> Tao {
        if self.netuid == NetUid::ROOT {
            Tao::from_rao(self.staked().rao())
        } else {
            self.pool.tao_in
        }
    }

    /// How much TAO each block brings into the pool.
    pub(super) fn tao_in_emission(&self) -> Tao {
        let outside = self.netuid != NetUid::ROOT;
        Tao::from_rao(if outside { self.pool.price().rao() / 2 } else { 0 })
    }

    /// How much alpha each block brings into the pool, for that TAO at the price.
    pub(super) fn alpha_in_emission(&self) -> Alpha {
        let outside = self.netuid != NetUid::ROOT;
        Alpha::from_rao(if outside { WHOLE / 2 } else { 0 })
    }

    pub(super) fn alpha_out_emission(&self) -> Alpha {
        if self.netuid == NetUid::ROOT { Alpha::ZERO } else { ALPHA_OUT }
    }

    /// What is kept until the epoch ends.
    pub(super) fn pending_alpha(&self, number: u32) -> Alpha {
        let blocks = self.blocks_since_last_step(number);
        Alpha::from_rao(self.alpha_out_emission().rao().saturating_mul(blocks))
    }

    pub(super) fn volume(&self) -> u128 {
        u128::from(self.tao_in().rao()) * 7
    }

    pub(super) fn info(&self, number: u32) -> SubnetInfo {
        let v2 = self.info_v2(number);
        SubnetInfo {
            netuid: v2.netuid,
            rho: v2.rho,
            kappa: v2.kappa,
            difficulty: v2.difficulty,
            immunity_period: v2.immunity_period,
            max_allowed_validators: v2.max_allowed_validators,
            min_allowed_weights: v2.min_allowed_weights,
            max_weights_limit: v2.max_weights_limit,
            scaling_law_power: v2.scaling_law_power,
            subnetwork_n: v2.subnetwork_n,
            max_allowed_uids: v2.max_allowed_uids,
            blocks_since_last_step: v2.blocks_since_last_step,
            tempo: v2.tempo,
            network_modality: v2.network_modality,
            network_connect: v2.network_connect,
            emission_values: v2.emission_value,
            burn: v2.burn,
            owner: v2.owner,
        }
    }

    pub(super) fn info_v2(&self, number: u32) -> SubnetInfoV2 {
        let hyper = &self.traits.hyper;
        SubnetInfoV2 {
            netuid: self.netuid,
            rho: hyper.rho,
            kappa: hyper.kappa,
            difficulty: hyper.difficulty,
            immunity_period: hyper.immunity_period,
            max_allowed_validators: hyper.max_validators,
            min_allowed_weights: hyper.min_allowed_weights,
            max_weights_limit: hyper.max_weights_limit,
            scaling_law_power: SCALING_LAW_POWER,
            subnetwork_n: self.size(),
            max_allowed_uids: self.max_uids(),
            blocks_since_last_step: self.blocks_since_last_step(number),
            tempo: hyper.tempo,
            network_modality: 0,
            network_connect: [].into(),
            emission_value: 0,
            burn: self.traits.burn,
            owner: self.owner().1,
            identity: self.traits.identity.clone(),
        }
    }

    pub(super) fn size(&self) -> u16 {
        self.neurons.len() as u16
    }

    pub(super) fn max_uids(&self) -> u16 {
        self.size().max(256)
    }

    pub(super) fn dynamic(&self, number: u32) -> DynamicInfo {
        let (owner_hotkey, owner_coldkey) = self.owner();
        DynamicInfo {
            netuid: self.netuid,
            owner_hotkey,
            owner_coldkey,
            subnet_name: CompactText::from(self.traits.name.as_str()),
            token_symbol: CompactText::from(self.traits.symbol.as_str()),
            tempo: self.traits.hyper.tempo,
            last_step: self.last_step(number),
            blocks_since_last_step: self.blocks_since_last_step(number),
            emission: 0,
            alpha_in: self.pool.alpha_in,
            alpha_out: self.staked(),
            tao_in: self.tao_in(),
            alpha_out_emission: self.alpha_out_emission(),
            alpha_in_emission: self.alpha_in_emission(),
            tao_in_emission: self.tao_in_emission(),
            pending_alpha_emission: self.pending_alpha(number),
            pending_root_emission: Tao::ZERO,
            subnet_volume: self.volume(),
            network_registered_at: self.traits.registered_at,
            subnet_identity: self.traits.identity.clone(),
            moving_price: self.pool.exact_price(),
        }
    }

    pub(super) fn state(&self) -> SubnetState {
        let stake: Column<Alpha> = self.column(Neuron::total_stake).into();
        SubnetState {
            netuid: self.netuid,
            hotkeys: self.column(|one| one.hotkey),
            coldkeys: self.column(|one| one.coldkey),
            active: self.column(|one| one.active),
            validator_permit: self.column(|one| one.validates),
            pruning_score: self.column(|_| u16::MAX).into(),
            last_update: self.column(|one| one.last_update).into(),
            emission: self.column(Neuron::emission).into(),
            dividends: self.column(|one| one.dividends).into(),
            incentives: self.column(|one| one.incentive).into(),
            consensus: self.column(|one| one.incentive).into(),
            trust: self.column(Neuron::trust).into(),
            rank: self.column(|one| one.incentive).into(),
            block_at_registration: self.column(Neuron::registered_at).into(),
            total_stake: stake.iter().map(|stake| Tao::from_rao(stake.rao())).collect(),
            alpha_stake: stake,
            tao_stake: self.column(|_| Tao::ZERO).into(),
            emission_history: [].into(),
        }
    }

    pub(super) fn metagraph(&self, world: &World, number: u32) -> Metagraph {
        let (state, dynamic) = (self.state(), self.dynamic(number));
        let hyper = &self.traits.hyper;
        let dividends = self.neurons.iter().filter(|one| one.validates);
        let dividends = dividends.map(|one| AlphaDividend(one.hotkey, one.emission()));
        Metagraph {
            netuid: self.netuid,
            name: dynamic.subnet_name,
            symbol: dynamic.token_symbol,
            identity: dynamic.subnet_identity,
            network_registered_at: dynamic.network_registered_at,
            owner_hotkey: dynamic.owner_hotkey,
            owner_coldkey: dynamic.owner_coldkey,
            block: number.into(),
            tempo: dynamic.tempo,
            last_step: dynamic.last_step,
            blocks_since_last_step: dynamic.blocks_since_last_step,
            subnet_emission: dynamic.emission,
            alpha_in: dynamic.alpha_in,
            alpha_out: dynamic.alpha_out,
            tao_in: dynamic.tao_in,
            alpha_out_emission: dynamic.alpha_out_emission,
            alpha_in_emission: dynamic.alpha_in_emission,
            tao_in_emission: dynamic.tao_in_emission,
            pending_alpha_emission: dynamic.pending_alpha_emission,
            pending_root_emission: dynamic.pending_root_emission,
            subnet_volume: dynamic.subnet_volume,
            moving_price: dynamic.moving_price,
            rho: hyper.rho,
            kappa: hyper.kappa,
            min_allowed_weights: hyper.min_allowed_weights,
            max_weights_limit: hyper.max_weights_limit,
            weights_version: hyper.weights_version,
            weights_rate_limit: hyper.weights_rate_limit,
            activity_cutoff: hyper.activity_cutoff,
            max_validators: hyper.max_validators,
            num_uids: self.size(),
            max_uids: self.max_uids(),
            burn: self.traits.burn,
            difficulty: hyper.difficulty,
            registration_allowed: hyper.registration_allowed,
            pow_registration_allowed: false,
            immunity_period: hyper.immunity_period,
            min_difficulty: hyper.min_difficulty,
            max_difficulty: hyper.max_difficulty,
            min_burn: hyper.min_burn,
            max_burn: hyper.max_burn,
            adjustment_alpha: hyper.adjustment_alpha,
            adjustment_interval: hyper.adjustment_interval,
            target_regs_per_interval: hyper.target_regs_per_interval,
            max_regs_per_block: hyper.max_regs_per_block,
            serving_rate_limit: hyper.serving_rate_limit,
            commit_reveal_weights_enabled: hyper.commit_reveal_weights_enabled,
            commit_reveal_period: hyper.commit_reveal_period,
            liquid_alpha_enabled: hyper.liquid_alpha_enabled,
            alpha_high: hyper.alpha_high,
            alpha_low: hyper.alpha_low,
            bonds_moving_avg: hyper.bonds_moving_avg,
            hotkeys: state.hotkeys,
            identities: state.coldkeys.iter().map(|who| world.identity(who)).collect(),
            coldkeys: state.coldkeys,
            axons: self.column(|one| one.axon.clone()),
            active: state.active,
            validator_permit: state.validator_permit,
            pruning_score: state.pruning_score,
            last_update: state.last_update,
            emission: state.emission,
            dividends: state.dividends,
            incentives: state.incentives,
            consensus: state.consensus,
            trust: state.trust,
            rank: state.rank,
            block_at_registration: state.block_at_registration,
            alpha_stake: state.alpha_stake,
            tao_stake: state.tao_stake,
            total_stake: state.total_stake,
            tao_dividends_per_hotkey: [].into(),
            alpha_dividends_per_hotkey: dividends.collect(),
        }
    }
}
