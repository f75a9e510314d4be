//! Events as JSON.

use alloc::string::String;

use super::{EventRecord, Events, Phase};
use crate::part::Json;
use crate::schema::{Accounts, ReadError};

impl Events<'_, '_> {
    /// Writes those that are left as a JSON array of what [`EventRecord::to_json`] writes.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where an event does not read, where the text is longer than the schema's limit,
    /// or a value holds more items.
    pub fn to_json(self, accounts: Accounts) -> Result<String, ReadError> {
        let mut json = Json::new(self.metadata.schema(), accounts);
        let mut before = "[";
        for record in self {
            json.raw(before);
            record?.json(&mut json)?;
            before = ",";
        }
        json.raw(if before == "[" { "[]" } else { "]" });
        Ok(json.finish())
    }
}

impl EventRecord<'_, '_> {
    /// Writes it as JSON text. Values have the form of [`Schema::to_json`], and so have the fields
    /// together: an object where they have names; else `null`, the value or an array.
    ///
    /// ```json
    /// {"phase":{"ApplyExtrinsic":1},"pallet":"Balances","name":"Transfer",
    ///  "fields":{"from":…,"to":…,"amount":9},"topics":[]}
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the text is longer than the schema's limit, or a value holds more items.
    ///
    /// [`Schema::to_json`]: crate::schema::Schema::to_json
    pub fn to_json(&self, accounts: Accounts) -> Result<String, ReadError> {
        let mut json = Json::new(self.metadata.schema(), accounts);
        self.json(&mut json)?;
        Ok(json.finish())
    }

    fn json(&self, json: &mut Json<'_>) -> Result<(), ReadError> {
        json.raw("{\"phase\":");
        match self.phase {
            Phase::ApplyExtrinsic(at) => json.format(format_args!("{{\"ApplyExtrinsic\":{at}}}")),
            Phase::Finalization => json.raw("\"Finalization\""),
            Phase::Initialization => json.raw("\"Initialization\""),
        }
        json.raw(",\"pallet\":");
        json.name(self.pallet.name());
        json.raw(",\"name\":");
        json.name(self.name());
        json.raw(",\"fields\":");
        json.fields(self.fields)?;
        json.raw(",\"topics\":");
        json.part(self.topics)?;
        json.raw("}");
        Ok(())
    }
}
