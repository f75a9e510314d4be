//! What a runtime call returned, and old runtimes' wrapping of it.

use crate::cursor::Cursor;
use crate::metadata::{ApiMethod, Metadata};
use crate::part::Part;
use crate::registry::TypeDef;
use crate::schema::ReadError;

/// Methods of Subtensor that wrapped an `Option` with its tag: seen of the runtime of spec 218. All
/// others wrapped the bare value, or nothing. Only the name tells: many bytes read as both.
const WITH_TAG: [&str; 2] = ["get_dynamic_info", "get_subnet_state"];

/// Whether what a method wraps of an `Option` is all of it.
pub(crate) fn keeps_tag(api: &str, method: &str) -> bool {
    api == "SubnetInfoRuntimeApi" && WITH_TAG.contains(&method)
}

impl Metadata {
    /// Finds the value in what `state_call` returned for a method.
    ///
    /// Some of Subtensor's runtimes up to spec version 218 encode it once more, as a `Vec<u8>`, and
    /// most of their methods then leave out the tag of an `Option`; their metadata does not say so, and
    /// V14 describes no method at all. So bytes that are not what the metadata says are looked at as
    /// such a `Vec<u8>`. Bytes that are both are what the metadata says.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the bytes are neither; it is that of the type in the metadata.
    pub fn call_output<'m, 'b>(
        &'m self,
        method: &ApiMethod<'_>,
        bytes: &'b [u8],
    ) -> Result<Part<'m, 'b>, ReadError> {
        let schema = self.schema();
        let output = method.output();
        let Err(error) = schema.validate(output, bytes) else {
            return Part::first(schema, output, bytes);
        };
        let mut cursor = Cursor::new(bytes);
        let content = match cursor.bytes() {
            Ok(content) if cursor.rest.is_empty() => content,
            _ => return Err(error),
        };
        // Wrapped nothing is the byte 0: what the metadata calls `None`.
        let ty = match self.some_of(output) {
            Some(some) if !keeps_tag(method.api(), method.name()) => some,
            _ => output,
        };
        schema.validate(ty, content).map_err(|_| error)?;
        Part::first(schema, ty, content)
    }

    /// Of an `Option`, the type inside.
    fn some_of(&self, ty: u32) -> Option<u32> {
        let ty = self.registry().get(ty).filter(|ty| ty.path() == "Option")?;
        match ty.def() {
            TypeDef::Variant(variants) => Some(variants.named("Some")?.fields().get(0)?.ty()),
            _ => None,
        }
    }
}
