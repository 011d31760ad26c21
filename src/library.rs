//! Articles and index together: what the command line and the terminal UI use.

use crate::command::{Input, Origin, Values};
use crate::index::tokens;
use crate::kb::base::{Card, Catalog};
use crate::kb::builds::{self, BuildReport, Builds};
use crate::kb::{Article, Category, parse};
use crate::search::{Query, Results, Searcher};
use include_dir::{Dir, include_dir};
use std::sync::OnceLock;

static FILES: Dir<'static> = include_dir!("$OUT_DIR/base");
static ARTICLES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/kb/articles");

/// The built-in knowledge base. Opening it reads the catalogue only; the index and each article
/// are read when first asked for.
pub struct Library {
    catalog: Catalog<'static>,
    articles: Vec<OnceLock<Article>>,
    searcher: OnceLock<Searcher>,
    builds: OnceLock<Builds>,
}

/// What an id or code leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One article.
    Found(usize),
    /// Several articles carry the code, best first.
    Several(Vec<usize>),
    /// Nothing; the nearest ids and codes.
    Unknown(Vec<String>),
}

impl Default for Library {
    fn default() -> Self {
        Library::embedded()
    }
}

impl Library {
    /// The knowledge base that was built into the program.
    ///
    /// # Panics
    /// Only if the program was built from a damaged catalogue.
    pub fn embedded() -> Library {
        let bytes = FILES
            .get_file("catalog")
            .expect("the build script writes it")
            .contents();
        let catalog: Catalog<'static> =
            postcard::from_bytes(bytes).expect("written by the same version of the same types");
        let articles = catalog.cards.iter().map(|_| OnceLock::new()).collect();
        Library {
            catalog,
            articles,
            searcher: OnceLock::new(),
            builds: OnceLock::new(),
        }
    }

    /// One card an article, by category, then title; an article's number is its place here.
    pub fn cards(&self) -> &[Card<'static>] {
        &self.catalog.cards
    }

    /// The categories, in the order in which they are shown.
    pub fn categories(&self) -> &[Category] {
        &self.catalog.categories
    }

    /// The placeholders that articles may use.
    pub fn inputs(&self) -> &[Input] {
        &self.catalog.inputs
    }

    /// The declaration of a placeholder.
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.catalog.inputs.iter().find(|input| input.name == name)
    }

    /// The article with this number.
    ///
    /// # Panics
    /// When there is no such number in the catalogue.
    pub fn article(&self, number: usize) -> &Article {
        self.articles[number].get_or_init(|| {
            let path = self.catalog.cards[number].path;
            let file = ARTICLES
                .get_file(path)
                .expect("the build script read it from there");
            let source = file
                .contents_utf8()
                .expect("the build script read it as UTF-8");
            parse::article(path, source).expect("the build script parsed it")
        })
    }

    /// The markdown file of an article, front matter included.
    pub fn source(&self, number: usize) -> &'static str {
        let path = self.catalog.cards[number].path;
        ARTICLES
            .get_file(path)
            .and_then(include_dir::File::contents_utf8)
            .unwrap_or_default()
    }

    /// The number of the article with this id, or that took it over.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        let same = |name: &&str| name.eq_ignore_ascii_case(id);
        self.catalog
            .cards
            .iter()
            .position(|card| same(&card.id) || card.redirects.iter().any(same))
    }

    /// Finds an article by its id, a code, or the beginning of an id that only one has.
    pub fn lookup(&self, name: &str) -> Lookup {
        if let Some(number) = self.by_id(name.trim()) {
            return Lookup::Found(number);
        }
        let wanted = tokens::code(name);
        let matching = |matches: &dyn Fn(&Card) -> bool| -> Vec<usize> {
            let cards = self.catalog.cards.iter().enumerate();
            cards
                .filter(|(_, card)| matches(card))
                .map(|(number, _)| number)
                .collect()
        };
        let carrying = matching(&|card| card.codes.iter().any(|code| tokens::code(code) == wanted));
        let found = if carrying.is_empty() && !wanted.is_empty() {
            matching(&|card| card.id.starts_with(&wanted))
        } else {
            carrying
        };
        match found.as_slice() {
            [] => Lookup::Unknown(self.nearest(name)),
            [number] => Lookup::Found(*number),
            _ => Lookup::Several(found),
        }
    }

    /// The three ids or codes that are spelt most like a name.
    fn nearest(&self, name: &str) -> Vec<String> {
        let name = name.trim().to_lowercase();
        let cards = self.catalog.cards.iter();
        let names = cards.flat_map(|card| card.codes.iter().copied().chain([card.id]));
        let mut scored: Vec<(usize, &str)> = names
            .map(|known| (distance(&name, &known.to_lowercase()), known))
            .filter(|(distance, known)| *distance <= known.len().max(name.len()) / 2)
            .collect();
        scored.sort_unstable();
        scored.dedup();
        scored
            .into_iter()
            .take(3)
            .map(|(_, known)| known.to_owned())
            .collect()
    }

    /// Ranks all articles for a query. A build number also stands for the update that it is: its
    /// KB number counts as if it were in the text.
    ///
    /// # Panics
    /// Only if the program was built from a damaged index.
    pub fn search(&self, query: &Query) -> Results {
        let open = || Searcher::open(&FILES).expect("the build script wrote a whole index");
        let implied: Vec<String> = self
            .reports(query)
            .filter(BuildReport::is_exact)
            .filter_map(|report| report.build.kb.clone())
            .collect();
        self.searcher
            .get_or_init(open)
            .search(query, &implied, &self.catalog.cards)
    }

    /// What is known of the builds in a query's text.
    pub fn reports<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = BuildReport<'a>> {
        let numbers = query.builds.iter();
        numbers.filter_map(|number| self.builds().report(*number))
    }

    /// The known builds of Exchange Server.
    ///
    /// # Panics
    /// Only if the program was built from a damaged list.
    pub fn builds(&self) -> &Builds {
        self.builds.get_or_init(|| {
            let file = FILES
                .get_file("builds")
                .expect("the build script writes it");
            postcard::from_bytes(file.contents()).expect("written by the same version")
        })
    }

    /// What is known of the first build number in a text, in any spelling; `None` where there is
    /// none, or none of that product is known.
    pub fn build(&self, text: &str) -> Option<BuildReport<'_>> {
        let (number, _) = builds::find_all(text).into_iter().next()?;
        self.builds().report(number)
    }

    /// Values for placeholders that a pasted text holds.
    pub fn values(&self, query: &Query) -> Values {
        let mut values = Values::default();
        for input in self.inputs() {
            let found = input
                .recognise
                .iter()
                .find_map(|place| query.values.iter().find(|value| value.place == place));
            if let Some(found) = found.filter(|found| input.kind.check(&found.text).is_ok()) {
                let origin = Origin::Paste(found.line, found.place.to_owned());
                values.set(&input.name, &found.text, origin);
            }
        }
        values
    }
}

/// Levenshtein distance in characters.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
