//! Extrinsics and calls as JSON.

use alloc::string::String;

use super::{DecodedCall, Extrinsic, Preamble};
use crate::part::Json;
use crate::schema::{Accounts, ReadError};

impl Extrinsic<'_, '_> {
    /// Writes it as JSON text. Values have the form of [`Schema::to_json`].
    ///
    /// ```json
    /// {"version":4,"signed":{"address":…,"signature":…,"extensions":{"CheckNonce":7,…}},
    ///  "call":{"pallet":"Balances","name":"transfer_keep_alive","args":{"dest":…,"value":9}},
    ///  "hash":"0x…"}
    /// ```
    ///
    /// `signed` is `null` in bare ones, and in general ones, which have `extension_version` and
    /// `extensions` behind it.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the text is longer than the schema's limit, or a value holds more items.
    ///
    /// [`Schema::to_json`]: crate::schema::Schema::to_json
    pub fn to_json(&self, accounts: Accounts) -> Result<String, ReadError> {
        let mut json = Json::new(self.call.args.schema(), accounts);
        json.format(format_args!("{{\"version\":{},\"signed\":", self.version));
        match self.preamble {
            Preamble::Bare => json.raw("null"),
            Preamble::General { version, extensions } => {
                json.format(format_args!("null,\"extension_version\":{version},\"extensions\":"));
                json.object(extensions)?;
            }
            Preamble::Signed { address, signature, extensions } => {
                json.raw("{\"address\":");
                json.part(address)?;
                json.raw(",\"signature\":");
                json.part(signature)?;
                json.raw(",\"extensions\":");
                json.object(extensions)?;
                json.raw("}");
            }
        }
        json.raw(",\"call\":");
        self.call.json(&mut json)?;
        json.raw(",\"hash\":");
        json.hex(&self.hash());
        json.raw("}");
        Ok(json.finish())
    }
}

impl DecodedCall<'_, '_> {
    /// Writes it as JSON text: `{"pallet":…,"name":…,"args":{…}}`. Values have the form of
    /// [`Schema::to_json`].
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the text is longer than the schema's limit, or a value holds more items.
    ///
    /// [`Schema::to_json`]: crate::schema::Schema::to_json
    pub fn to_json(&self, accounts: Accounts) -> Result<String, ReadError> {
        let mut json = Json::new(self.args.schema(), accounts);
        self.json(&mut json)?;
        Ok(json.finish())
    }

    fn json(&self, json: &mut Json<'_>) -> Result<(), ReadError> {
        json.raw("{\"pallet\":");
        json.name(self.pallet.name());
        json.raw(",\"name\":");
        json.name(self.name());
        json.raw(",\"args\":");
        json.object(self.args)?;
        json.raw("}");
        Ok(())
    }
}
