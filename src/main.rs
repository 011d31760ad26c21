//! The program: arguments to the command line or the terminal UI.

fn main() {
    let library = hybridkb::library::Library::embedded();
    let text = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    let query = hybridkb::search::Query::from_text(&text);
    for hit in library.search(&query).hits {
        eprintln!("{:?} {}", hit, library.cards()[hit.article].title);
    }
}
