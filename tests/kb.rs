//! The knowledge base that is built in passes its own check.

use std::path::Path;

#[test]
fn every_article_passes_the_check() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kb");
    let problems = hybridkb::check::articles(&folder);
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", lines.join("\n"));
}
