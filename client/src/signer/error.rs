//! Why nothing was signed.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use core::error::Error;
use core::fmt;

/// A signature that was not given.
///
/// Its texts come from the signer: one must put no secret there.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SignError {
    /// The signer, or the person who holds it, will not sign this.
    #[non_exhaustive]
    Refused {
        /// Why, for a person.
        reason: String,
    },
    /// The signer cannot be reached, or broke.
    #[non_exhaustive]
    Failed {
        /// What went wrong.
        error: Arc<dyn Error + Send + Sync>,
    },
}

impl SignError {
    /// The signer will not sign this, for this reason.
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::Refused { reason: reason.into() }
    }

    /// The signer cannot sign now. Takes errors and texts.
    pub fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Failed { error: Arc::from(error.into()) }
    }

    /// Whether the same signer might sign the same later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { reason } => write!(f, "the signer refuses: {reason}"),
            Self::Failed { error } => write!(f, "the signer failed: {error}"),
        }
    }
}

impl Error for SignError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Refused { .. } => None,
            Self::Failed { error } => Some(&**error),
        }
    }
}
