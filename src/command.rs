//! Commands as templates: text with `<Placeholders>`, filled safely for the place each stands in.
//!
//! [`Template::parse`] finds what each placeholder stands in (a string, a bare word, a string in a
//! filter …); [`Template::fill`] writes each value so that it stays one literal there.

mod content;
mod inputs;
mod kinds;
mod place;
mod powershell;
mod records;
mod template;

#[allow(
    unused_imports,
    reason = "the build script shares this module and needs less"
)]
pub use inputs::{Input, Origin, Value, Values};
#[allow(
    unused_imports,
    reason = "the build script shares this module and needs less"
)]
pub use kinds::{Kind, Refusal};
#[allow(
    unused_imports,
    reason = "the build script shares this module and needs less"
)]
pub use template::{Filled, Language, Slot, Template};

#[cfg(test)]
mod tests;
