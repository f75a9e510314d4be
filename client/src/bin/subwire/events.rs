//! `subwire events`

use subwire::codec::events::Phase;
use subwire::transport::Transport;
use subwire::{At, BlockEvents, Error};

use crate::output::{ACCOUNTS, Answer, Column, Page, Table};

pub(crate) async fn answer<T: Transport>(at: &At<T>) -> Result<Box<dyn Answer>, Error> {
    let events = at.events().await?;
    // Read once to the end here, where an error is one of the answer.
    let rows = rows(&events)?;
    Ok(Box::new(Events { json: events.to_json()?, rows }))
}

struct Events {
    json: String,
    rows: Vec<[String; 3]>,
}

fn rows(events: &BlockEvents) -> Result<Vec<[String; 3]>, Error> {
    let rows = events.iter()?.map(|record| {
        let record = record?;
        let phase = match record.phase() {
            Phase::ApplyExtrinsic(index) => index.to_string(),
            other => format!("{other:?}").to_lowercase(),
        };
        let name = format!("{}.{}", record.pallet().name(), record.name());
        Ok([phase, name, record.fields().to_json(ACCOUNTS)?])
    });
    rows.collect()
}

impl Answer for Events {
    fn json(&self) -> Result<String, serde_json::Error> {
        Ok(self.json.clone())
    }

    fn page(&self) -> Page {
        let columns = [Column::number("extrinsic"), Column::text("event"), Column::text("fields")];
        let mut table = Table::new(columns);
        for row in &self.rows {
            table.row(row.clone());
        }
        table.into()
    }
}
