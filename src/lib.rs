//! hybridkb: an offline knowledge base for Microsoft Exchange hybrid troubleshooting.
//!
//! ```text
//! "pasted text"
//!   │ 1  Query::from_text(&str)        search/query.rs   what it is, codes, inner cause, values, words
//!   ▼
//!   │ 2  library.search(&query)        search.rs         Results: verdict, hits with reasons
//!   ▼
//!   │ 3  library.article(hit.article)  library.rs        the article, opened at hit.section
//!   ▼
//!   │ 4  template.fill(&values)        command.rs        the command with the user's own names
//!   ▼
//!   5  clipboard::copy(&text)          clipboard.rs      where it went
//! ```
//!
//! Every step but the last is a pure function. The command line ([`cli`]) takes these steps in a
//! row and prints; the terminal UI (`tui`) takes them behind messages. The core knows nothing
//! of terminals, clocks or the environment:
//!
//! | module | subject |
//! |---|---|
//! | [`kb`] | articles as data: parse, check |
//! | [`command`] | templates, placeholders, quoting |
//! | [`index`] | tokens, tantivy schema, what the build script writes |
//! | [`search`] | reading a paste, ranking, reasons, confidence |
//! | [`check`] | whether articles and their commands are right: PowerShell syntax, cmdlets, risk |
//! | [`export`] | what leaves the program: text, Markdown, scripts, notes, masks |
//! | [`library`] | articles and index together: the façade that both edges use |
//! | [`clipboard`] | text onto the user's clipboard: native, OSC 52, or an honest no |
//! | [`input`] | bytes to text, whatever Windows wrote them in |
//! | [`save`] | a file that the user asked for |
//! | [`settings`] | what the user asked to be remembered |
//! | [`today`] | the date |

pub mod check;
pub mod cli;
pub mod clipboard;
pub mod command;
pub mod export;
pub mod index;
pub mod input;
pub mod kb;
pub mod library;
pub mod save;
pub mod search;
pub mod settings;
pub mod today;
pub mod tui;
