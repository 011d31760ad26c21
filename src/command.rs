//! Commands as templates: text with `<Placeholders>`, filled safely for the place each stands in.

mod inputs;
mod template;

#[allow(
    unused_imports,
    reason = "the build script shares this module and needs less"
)]
pub use inputs::{Input, Kind, Origin, Refusal, Value, Values};
#[allow(
    unused_imports,
    reason = "the build script shares this module and needs less"
)]
pub use template::{Filled, Language, Slot, Template};
