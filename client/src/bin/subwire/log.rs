//! Tells of what passes, for `-v`.

use subwire::transport::{Error, Reply, Request, Subscribe, Subscription, Transport, async_trait};

use crate::output;

/// How many characters of a frame are told.
const HEAD: usize = 100;

/// A transport that says on stderr what goes through it, each frame by its beginning.
pub(crate) struct Log<T>(pub(crate) T);

#[async_trait]
impl<T: Transport> Transport for Log<T> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        let method = request.method;
        asked(&request);
        let result = self.0.send(request).await;
        answered(method, &result);
        result
    }

    async fn batch(&self, requests: Vec<Request<'_>>) -> Result<Vec<Result<Reply, Error>>, Error> {
        let methods: Vec<&str> = requests.iter().map(|request| request.method).collect();
        requests.iter().for_each(asked);
        let results = self.0.batch(requests).await?;
        methods.iter().zip(&results).for_each(|(method, result)| answered(method, result));
        Ok(results)
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        asked(&subscribe.request);
        self.0.subscribe(subscribe).await
    }
}

fn asked(request: &Request<'_>) {
    output::note(&format!("-> {} {}", request.method, head(request.params.as_json())));
}

fn answered(method: &str, result: &Result<Reply, Error>) {
    match result {
        Ok(reply) => {
            let text = String::from_utf8_lossy(reply.as_json());
            output::note(&format!("<- {method} {} ({} bytes)", head(&text), text.len()));
        }
        Err(error) => output::note(&format!("<- {method}: {error}")),
    }
}

fn head(text: &str) -> String {
    match text.char_indices().nth(HEAD) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}
