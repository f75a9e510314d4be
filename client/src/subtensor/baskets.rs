//! Baskets: what validators make of the earnings of stakes on the root network. After spec version
//! 425.
//!
//! No metadata with baskets is at hand, so only amounts have Rust types here. The rest is
//! [`Dynamic`], as the runtime itself describes it.

use futures::future::try_join3;
use subwire_codec::storage_key::Argument;
use subwire_codec::{AccountId, Tao};
use subwire_transport::Transport;

use crate::{At, Dynamic, Error};

const API: &str = "BetaBasketRuntimeApi";

/// A validator's basket, and what a share of it is worth.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ValidatorBasket {
    /// What is in it, and what that is worth: `get_validator_basket_summary`.
    pub summary: Dynamic,
    /// What the runtime says its shares cost: `get_beta_pricing`.
    pub pricing: Dynamic,
    /// How many shares a rao on the root network has earned: `BasketRate`; `None` where it has none.
    pub rate: Option<Dynamic>,
}

impl<T: Transport> At<T> {
    /// The TAO that a coldkey would have by redeeming all that its stakes on the root network have
    /// earned. One request.
    ///
    /// # Errors
    ///
    /// As [`call_dynamic`](Self::call_dynamic), and [`Error::Unsupported`] where the runtime knows no
    /// baskets: up to spec version 425.
    pub async fn root_basket_owed(&self, coldkey: &AccountId) -> Result<Tao, Error> {
        self.call_by_name(API, "get_root_basket_owed", &[coldkey]).await?.decode()
    }

    /// As [`root_basket_owed`](Self::root_basket_owed), validator by validator. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn root_basket_owed_breakdown(&self, coldkey: &AccountId) -> Result<Dynamic, Error> {
        self.call_by_name(API, "get_root_basket_positions", &[coldkey]).await
    }

    /// A coldkey's part of a validator's basket. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn basket_position(
        &self,
        coldkey: &AccountId,
        hotkey: &AccountId,
    ) -> Result<Dynamic, Error> {
        self.call_by_name(API, "get_basket_position", &[hotkey, coldkey]).await
    }

    /// A coldkey's parts of all baskets. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn root_basket_portfolio(&self, coldkey: &AccountId) -> Result<Dynamic, Error> {
        self.call_by_name(API, "get_root_basket_portfolio", &[coldkey]).await
    }

    /// What is in a validator's basket, subnet by subnet. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn validator_basket(&self, hotkey: &AccountId) -> Result<Dynamic, Error> {
        self.call_by_name(API, "get_validator_basket", &[hotkey]).await
    }

    /// A validator's basket, and what a share of it is worth. Three requests side by side.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn validator_basket_summary(
        &self,
        hotkey: &AccountId,
    ) -> Result<ValidatorBasket, Error> {
        let accounts = [hotkey];
        let (summary, pricing, rate) = try_join3(
            self.call_by_name(API, "get_validator_basket_summary", &accounts),
            self.call_by_name(API, "get_beta_pricing", &accounts),
            self.basket_rate(hotkey),
        )
        .await?;
        Ok(ValidatorBasket { summary, pricing, rate })
    }

    /// The baskets of all validators. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn root_baskets(&self) -> Result<Dynamic, Error> {
        self.call_by_name(API, "get_all_validator_baskets", &[]).await
    }

    /// What the runtime says the shares of all baskets cost. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn root_basket_prices(&self) -> Result<Dynamic, Error> {
        self.call_by_name(API, "get_all_beta_pricing", &[]).await
    }

    /// The TAO that all of a validator's basket would give. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn validator_basket_nav(&self, hotkey: &AccountId) -> Result<Tao, Error> {
        self.call_by_name(API, "get_validator_basket_nav", &[hotkey]).await?.decode()
    }

    /// Whether and when a validator can trade with its basket. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn basket_trading_status(&self, hotkey: &AccountId) -> Result<Dynamic, Error> {
        self.call_by_name(API, "get_basket_trading_status", &[hotkey]).await
    }

    /// The TAO that all baskets together would give. One request.
    ///
    /// # Errors
    ///
    /// As [`root_basket_owed`](Self::root_basket_owed).
    pub async fn root_basket_total_nav(&self) -> Result<Tao, Error> {
        self.call_by_name(API, "get_root_basket_total_nav", &[]).await?.decode()
    }

    /// How many shares of a validator's basket a rao on the root network has earned.
    async fn basket_rate(&self, hotkey: &AccountId) -> Result<Option<Dynamic>, Error> {
        let rates = self.item_by_name("SubtensorModule", "BasketRate").await?;
        rates.fetch([Argument::Encoded(hotkey.as_bytes())]).await
    }
}
