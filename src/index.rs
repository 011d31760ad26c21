//! The index: what the build script writes and the search reads.
//!
//! One tantivy segment without stored text, and beside it the [`phrases`] that articles claim as
//! their signs, token by token, for the comparison with a pasted text.

pub mod languages;
pub mod phrases;
pub mod tokens;

use crate::kb::{Article, Block, Inline, Part, Section, parse::plain};
use phrases::{DESCRIPTION, NO_SECTION, Phrase};
use std::path::Path;
use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Directory, Index, IndexSettings, TantivyDocument};
use tokens::{GAP, Tokens, hash, tokenize};

/// The fields of the index. A document's number is its article's place in the catalogue.
pub struct Fields {
    /// Title, aliases, summary and codes.
    pub head: Field,
    /// Everything: the head, the signatures and the body.
    pub text: Field,
    /// Identifiers as [`tokens::code`] spells them.
    pub code: Field,
}

/// The schema, the same at build time and when searching.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    // Fields are filled with tokens cut by `tokens`, so the tokenizer named here never runs.
    let options = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqs),
    );
    let fields = Fields {
        head: builder.add_text_field("head", options.clone()),
        text: builder.add_text_field("text", options.clone()),
        code: builder.add_text_field("code", options),
    };
    (builder.build(), fields)
}

/// What the build script embeds.
pub struct Built {
    /// The tantivy files by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// The table of [`phrases`].
    pub phrases: Vec<u8>,
}

/// Indexes articles in the order given.
///
/// # Errors
/// Whatever tantivy reports; nothing depends on the articles' content.
pub fn build(articles: &[Article]) -> tantivy::Result<Built> {
    let (schema, fields) = schema();
    let directory = RamDirectory::create();
    let mut writer = Index::builder()
        .schema(schema)
        .settings(IndexSettings::default())
        .single_segment_index_writer(directory.clone(), 50_000_000)?;
    let mut hashes = Vec::new();
    for article in articles {
        let (head, text) = words(article);
        hashes.push(text.iter().map(|word| hash(word)).collect());
        writer.add_document(document(article, &fields, head, text))?;
    }
    let index = writer.finalize()?;
    let weights = phrases::weights(&hashes);
    let rarest = phrases::idf(articles.len() as f32, 1.0);
    let signs: Vec<Phrase> = (0u32..)
        .zip(articles)
        .flat_map(|(at, article)| signs(at, article))
        .collect();
    let weight = |token| weights.get(&token).copied().unwrap_or(rarest);
    Ok(Built {
        files: files(&index, &directory)?,
        phrases: phrases::write(&signs, weight),
    })
}

/// The words of an article's head, and of all of it.
fn words(article: &Article) -> (Vec<String>, Vec<String>) {
    let meta = &article.meta;
    let mut head = Tokens::default();
    for text in [&meta.title, &meta.title, &meta.summary]
        .into_iter()
        .chain(&meta.aliases)
        .chain(&meta.codes)
    {
        head.extend(tokenize(text));
    }
    let mut text = Tokens::default();
    for signature in &meta.signatures {
        text.extend(tokenize(signature));
    }
    for section in &article.sections {
        text.extend(tokenize(section.heading()));
        for_each_text(&section.blocks, &mut |part| text.extend(tokenize(part)));
    }
    text.extend(head.clone());
    (head.words().collect(), text.words().collect())
}

fn document(
    article: &Article,
    fields: &Fields,
    head: Vec<String>,
    text: Vec<String>,
) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    let codes = article.meta.codes.iter().map(|code| tokens::code(code));
    add(&mut document, fields.code, codes);
    add(&mut document, fields.head, head.into_iter());
    add(&mut document, fields.text, text.into_iter());
    document
}

fn add(document: &mut TantivyDocument, field: Field, words: impl Iterator<Item = String>) {
    let tokens = words
        .enumerate()
        .map(|(position, text)| Token {
            position,
            text,
            ..Token::default()
        })
        .collect();
    document.add_pre_tokenized_text(
        field,
        PreTokenizedString {
            text: String::new(),
            tokens,
        },
    );
}

/// Calls `f` with every text of some blocks, in reading order.
pub fn for_each_text(blocks: &[Block], f: &mut impl FnMut(&str)) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => f(&plain(inlines)),
            Block::List(_, items) => items.iter().for_each(|item| for_each_text(item, f)),
            Block::Quote(blocks) => for_each_text(blocks, f),
            Block::Table(header, rows) => {
                for cell in header.iter().chain(rows.iter().flatten()) {
                    f(&plain(cell));
                }
            }
            Block::Command(command) => {
                f(&command.title);
                f(command.template.source());
            }
            Block::Sample(sample) => f(&sample.text),
        }
    }
}

/// The signs of an article: its signatures, how people describe it, and for each cause under
/// `Fix` the code spans by which its heading and first paragraph say how to recognise it.
fn signs(at: u32, article: &Article) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = article
        .meta
        .signatures
        .iter()
        .map(|text| Phrase {
            article: at,
            section: NO_SECTION,
            tokens: tokens::phrase(text),
        })
        .collect();
    let described = article.meta.aliases.iter().chain([&article.meta.title]);
    found.extend(described.map(|text| Phrase {
        article: at,
        section: DESCRIPTION,
        tokens: tokens::phrase(text),
    }));
    for (number, section) in (0u32..).zip(&article.sections) {
        if section.part == Part::Fix && section.cause.is_some() {
            found.extend(cues(section).map(|tokens| Phrase {
                article: at,
                section: number,
                tokens,
            }));
        }
    }
    found.retain(|phrase| phrase.tokens.iter().any(|token| *token != GAP));
    found
}

/// The heading, and the code spans of the first sentence, which says how to recognise the cause.
fn cues(section: &Section) -> impl Iterator<Item = Vec<u32>> {
    let first: &[Inline] = match section.blocks.first() {
        Some(Block::Paragraph(inlines)) => inlines,
        _ => &[],
    };
    let ends = |inline: &Inline| !inline.code && (inline.text.contains(". ") || inline.text == ".");
    let sentence = first.iter().position(ends).unwrap_or(first.len());
    let spans: Vec<String> = first[..sentence]
        .iter()
        .filter(|inline| inline.code)
        .map(|inline| inline.text.replace('…', " <Text> "))
        .collect();
    spans
        .into_iter()
        .chain([section.heading().to_owned()])
        .map(|text| tokens::phrase(&text))
}

/// The files of a one-segment index, under names that are the same in every build.
fn files(index: &Index, directory: &RamDirectory) -> tantivy::Result<Vec<(String, Vec<u8>)>> {
    const FIXED: &str = "00000000000000000000000000000000";
    let metas = index.load_metas()?;
    let id = metas
        .segments
        .first()
        .map(|meta| meta.id().uuid_string())
        .unwrap_or_default();
    let json = directory.atomic_read(Path::new("meta.json"))?;
    let json = String::from_utf8_lossy(&json)
        .replace(&id, FIXED)
        .replace(&dashed(&id), &dashed(FIXED));
    let mut files = vec![("meta.json".to_owned(), json.into_bytes())];
    for path in metas.list_segment_files() {
        if directory.exists(&path)? {
            let bytes = directory
                .open_read(&path)?
                .read_bytes()?
                .as_slice()
                .to_vec();
            files.push((path.to_string_lossy().replace(&id, FIXED), bytes));
        }
    }
    files.sort();
    Ok(files)
}

/// A UUID of 32 digits with its four dashes, as `meta.json` spells it.
fn dashed(id: &str) -> String {
    let cut = [0..8, 8..12, 12..16, 16..20, 20..32];
    cut.map(|range| id.get(range).unwrap_or_default()).join("-")
}
