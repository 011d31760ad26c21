//! A whole knowledge base: the folder `kb/`, read and checked as one, and its catalogue.

use super::{Article, Category, PRODUCTS, Part, Problem, parse};
use crate::command::Input;
use crate::index::languages::Languages;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Articles and declarations of one folder.
pub struct Base {
    /// Path below its `articles/`, with `/`, and the article; by category, then title.
    pub articles: Vec<(String, Article)>,
    /// The categories, in the order in which they are shown.
    pub categories: Vec<Category>,
    /// The placeholders that articles may use.
    pub inputs: Vec<Input>,
    /// Localised messages and words.
    pub languages: Languages,
}

/// What lists need of all articles, without reading them: embedded beside the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Catalog<'a> {
    /// One card an article; an article's number is its place here.
    #[serde(borrow)]
    pub cards: Vec<Card<'a>>,
    /// The categories, in the order in which they are shown.
    pub categories: Vec<Category>,
    /// The placeholders that articles may use.
    pub inputs: Vec<Input>,
}

/// What a list shows of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card<'a> {
    /// See [`super::Meta::id`].
    pub id: &'a str,
    /// See [`super::Meta::title`].
    pub title: &'a str,
    /// See [`super::Meta::summary`].
    pub summary: &'a str,
    /// See [`super::Meta::category`].
    pub category: &'a str,
    /// See [`super::Meta::updated`].
    pub updated: &'a str,
    /// See [`super::Meta::codes`].
    #[serde(borrow)]
    pub codes: Vec<&'a str>,
    /// See [`super::Meta::redirects`].
    #[serde(borrow)]
    pub redirects: Vec<&'a str>,
    /// Headings of the article's sections, in order.
    #[serde(borrow)]
    pub sections: Vec<&'a str>,
    /// The section to open at when nothing says more: the first cause under `Fix`, or the first.
    pub opening: u16,
    /// Path of the file below `kb/articles/`.
    pub path: &'a str,
}

impl Base {
    /// The catalogue of these articles.
    pub fn catalog(&self) -> Catalog<'_> {
        Catalog {
            cards: self
                .articles
                .iter()
                .map(|(path, article)| card(path, article))
                .collect(),
            categories: self.categories.clone(),
            inputs: self.inputs.clone(),
        }
    }
}

fn card<'a>(path: &'a str, article: &'a Article) -> Card<'a> {
    let meta = &article.meta;
    Card {
        id: &meta.id,
        title: &meta.title,
        summary: &meta.summary,
        category: &meta.category,
        updated: &meta.updated,
        codes: meta.codes.iter().map(String::as_str).collect(),
        redirects: meta.redirects.iter().map(String::as_str).collect(),
        sections: article
            .sections
            .iter()
            .map(super::Section::heading)
            .collect(),
        opening: opening(article) as u16,
        path,
    }
}

fn opening(article: &Article) -> usize {
    let fix = article.section_of(Part::Fix);
    fix.filter(|at| article.sections[*at].blocks.is_empty())
        .map_or(fix.unwrap_or(0), |at| at + 1)
}

/// Reads and checks a folder with `categories.yaml`, `inputs.yaml`, `languages.yaml` and `articles/`.
///
/// # Errors
/// Every problem of every file.
pub fn read(folder: &Path) -> Result<Base, Vec<Problem>> {
    let categories: Vec<Category> = yaml(&folder.join("categories.yaml"))?;
    let inputs: Vec<Input> = yaml(&folder.join("inputs.yaml"))?;
    let languages: Languages = yaml(&folder.join("languages.yaml"))?;
    let mut files = Vec::new();
    markdown_files(&folder.join("articles"), &mut files).map_err(|e| unreadable(folder, &e))?;
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        let name = slashed(&file);
        match fs::read_to_string(&file).map_err(|e| unreadable(&file, &e)) {
            Ok(source) => match parse::article(&name, &source) {
                Ok(article) => articles.push((name, article)),
                Err(found) => problems.extend(found),
            },
            Err(found) => problems.extend(found),
        }
    }
    let order: HashMap<&str, usize> = categories
        .iter()
        .enumerate()
        .map(|(at, category)| (category.id.as_str(), at))
        .collect();
    articles.sort_by(|(_, a), (_, b)| {
        let key = |article: &Article| {
            let overview = article.meta.id.starts_with("overview-");
            let category = order.get(article.meta.category.as_str()).copied();
            (category, !overview, article.meta.title.clone())
        };
        key(a).cmp(&key(b))
    });
    problems.extend(inconsistencies(&articles, &categories, &inputs));
    problems.extend(languages.cut_words().map(|word| Problem {
        file: slashed(&folder.join("languages.yaml")),
        line: 1,
        message: format!("word `{word}` is not one word: name each of its parts"),
    }));
    let root = format!("{}/", slashed(&folder.join("articles")));
    for (name, _) in &mut articles {
        *name = name.strip_prefix(&root).unwrap_or(name).to_owned();
    }
    if problems.is_empty() {
        Ok(Base {
            articles,
            categories,
            inputs,
            languages,
        })
    } else {
        Err(problems)
    }
}

/// What is wrong between files, or in front matter: names that nothing declares, things that
/// stand twice.
pub fn inconsistencies(
    articles: &[(String, Article)],
    categories: &[Category],
    inputs: &[Input],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let ids: HashSet<&str> = articles
        .iter()
        .map(|(_, article)| article.meta.id.as_str())
        .collect();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (file, article) in articles {
        let mut say = |line: usize, message: String| {
            problems.push(Problem {
                file: file.clone(),
                line,
                message,
            });
        };
        let meta = &article.meta;
        let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str());
        if stem != Some(&meta.id) {
            say(1, format!("id `{}` is not the file's name", meta.id));
        }
        if !categories
            .iter()
            .any(|category| category.id == meta.category)
        {
            say(
                1,
                format!("category `{}` is not in categories.yaml", meta.category),
            );
        }
        for product in meta
            .applies_to
            .iter()
            .filter(|name| !PRODUCTS.contains(&name.as_str()))
        {
            say(
                1,
                format!("applies_to `{product}`: use one of {}", PRODUCTS.join(", ")),
            );
        }
        for related in meta.related.iter().filter(|id| !ids.contains(id.as_str())) {
            say(1, format!("related `{related}` is no article's id"));
        }
        if !is_date(&meta.updated) {
            say(
                1,
                format!("updated `{}`: write it as 2026-11-23", meta.updated),
            );
        }
        if meta.sources.is_empty() || meta.sources.iter().any(|s| !s.url.starts_with("https://")) {
            say(
                1,
                "sources: at least one, each with an https address".into(),
            );
        }
        let names = [
            format!("id `{}`", meta.id),
            format!("title `{}`", meta.title),
        ]
        .into_iter()
        .chain(meta.redirects.iter().map(|id| format!("id `{id}`")));
        for name in names {
            if let Some(other) = seen.insert(name.clone(), file) {
                say(1, format!("{name} stands in {other} too"));
            }
        }
        for (line, name) in placeholders(article) {
            if !inputs.iter().any(|input| input.name == name) {
                say(line, format!("placeholder <{name}> is not in inputs.yaml"));
            }
        }
    }
    problems
}

/// The placeholders of an article's signatures (line 1) and commands (line of the fence).
fn placeholders(article: &Article) -> Vec<(usize, String)> {
    use crate::command::{Language, Template};
    let signatures = article
        .meta
        .signatures
        .iter()
        .map(|text| (1, Template::parse(Language::Text, text)));
    let commands = article
        .commands()
        .map(|(_, command)| (command.line, command.template.clone()));
    signatures
        .chain(commands)
        .flat_map(|(line, template)| {
            let names: Vec<String> = template
                .placeholders()
                .into_iter()
                .map(str::to_owned)
                .collect();
            names.into_iter().map(move |name| (line, name))
        })
        .collect()
}

fn is_date(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { c })
        .collect();
    shape == "9999-99-99"
}

fn yaml<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, Vec<Problem>> {
    let text = fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
    serde_yaml::from_str(&text).map_err(|error| {
        let line = error.location().map_or(1, |at| at.line());
        vec![Problem {
            file: slashed(file),
            line,
            message: error.to_string(),
        }]
    })
}

fn unreadable(file: &Path, error: &io::Error) -> Vec<Problem> {
    vec![Problem {
        file: slashed(file),
        line: 1,
        message: format!("can't be read: {error}"),
    }]
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// All `.md` files below a folder, in a fixed order.
///
/// # Errors
/// When a folder can't be listed.
pub fn markdown_files(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            markdown_files(&path, into)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            into.push(path);
        }
    }
    Ok(())
}
