//! Which cmdlets, scripts and programs there are, where, and with which parameters:
//! `assets/cmdlets.txt`, read when first asked for.

use crate::kb::Shell;
use std::collections::HashMap;
use std::sync::OnceLock;

static SOURCE: &str = include_str!("../../assets/cmdlets.txt");

/// Parameters that every cmdlet has, with their short names.
const COMMON: [(&str, &str); 12] = [
    ("Debug", "db"),
    ("ErrorAction", "ea"),
    ("ErrorVariable", "ev"),
    ("InformationAction", "infa"),
    ("InformationVariable", "iv"),
    ("OutBuffer", "ob"),
    ("OutVariable", "ov"),
    ("PipelineVariable", "pv"),
    ("ProgressAction", "proga"),
    ("Verbose", "vb"),
    ("WarningAction", "wa"),
    ("WarningVariable", "wv"),
];

/// Everything that a command's name can stand for.
pub(super) struct Facts {
    by_name: HashMap<String, Entry>,
}

/// What a name stands for.
pub(super) struct Entry {
    /// The name as its makers write it.
    pub(super) name: &'static str,
    /// `onprem`, `online`, `compliance`, a module's name, `script`, `program` or `alias`.
    places: &'static str,
    rest: &'static str,
}

/// A parameter as the facts have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parameter {
    /// The full name.
    pub(super) name: &'static str,
    /// Whether it takes no value.
    pub(super) switch: bool,
    /// On cmdlets that are both on-premises and online: where alone it is.
    pub(super) only: Option<Only>,
}

/// Where alone a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    /// Exchange Server.
    OnPremises,
    /// Exchange Online.
    Online,
    /// PowerShell 7.
    Seven,
}

/// What became of looking for a parameter.
pub(super) enum Lookup {
    /// It is this one.
    Found(Parameter),
    /// More than one parameter begins so.
    Ambiguous(Vec<&'static str>),
    /// None is called so; the nearest name.
    Unknown(Option<&'static str>),
}

impl Facts {
    /// The facts that were built into the program.
    pub(super) fn embedded() -> &'static Facts {
        static FACTS: OnceLock<Facts> = OnceLock::new();
        FACTS.get_or_init(|| Facts {
            by_name: SOURCE.lines().filter_map(entry).collect(),
        })
    }

    /// What a name stands for, whatever its case; an alias for its cmdlet, a program with or
    /// without `.exe`.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        let lower = name.to_ascii_lowercase();
        let entry = self
            .by_name
            .get(&lower)
            .or_else(|| self.by_name.get(lower.strip_suffix(".exe")?))?;
        if entry.places == "alias" {
            return self.by_name.get(&entry.rest.to_ascii_lowercase());
        }
        Some(entry)
    }

    /// The name that is spelt most like a name, of those that can be run in a shell.
    pub(super) fn nearest(&self, name: &str, shell: Shell) -> Option<&'static str> {
        let there = self.by_name.values().filter(|entry| entry.is_in(shell));
        nearest(name, there.map(|entry| entry.name))
    }
}

fn entry(line: &'static str) -> Option<(String, Entry)> {
    let mut fields = line.splitn(3, '\t');
    let (name, places) = (fields.next()?, fields.next()?);
    let rest = fields.next().unwrap_or_default();
    Some((name.to_ascii_lowercase(), Entry { name, places, rest }))
}

/// The name nearest to a name, if it is near at all.
pub(super) fn nearest(
    name: &str,
    names: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let name = name.to_lowercase();
    let scored = names.map(|known| {
        (
            crate::library::distance(&name, &known.to_lowercase()),
            known,
        )
    });
    let best = scored.min();
    best.filter(|(distance, _)| *distance <= 2 + name.len() / 6)
        .map(|(_, known)| known)
}

impl Entry {
    fn has(&self, place: &str) -> bool {
        self.places.split(',').any(|known| known == place)
    }

    /// Whether it is a cmdlet of Exchange, on-premises or online, and of no Windows module.
    pub(super) fn is_exchange(&self) -> bool {
        let exchange = ["onprem", "online", "compliance"];
        self.places
            .split(',')
            .all(|place| exchange.contains(&place))
    }

    /// Whether it is of Exchange Server.
    pub(super) fn is_on_premises(&self) -> bool {
        self.has("onprem")
    }

    /// Whether it is of Exchange Online or of Security & Compliance.
    pub(super) fn is_online(&self) -> bool {
        self.has("online") || self.has("compliance")
    }

    /// Whether it is of Microsoft Graph PowerShell.
    pub(super) fn is_graph(&self) -> bool {
        self.places.starts_with("Microsoft.Graph.")
    }

    /// Whether it is a program, whose arguments have their own syntax.
    fn is_program(&self) -> bool {
        self.has("program")
    }

    /// Whether it is a script by Microsoft's Exchange support.
    fn is_script(&self) -> bool {
        self.has("script")
    }

    /// Whether its parameters are not known: of a program, and of a script without any.
    pub(super) fn takes_anything(&self) -> bool {
        self.is_program() || (self.is_script() && self.rest.is_empty())
    }

    /// Whether it can be run in a shell.
    pub(super) fn is_in(&self, shell: Shell) -> bool {
        match shell {
            _ if self.places == "alias" => false,
            _ if self.is_program() || self.is_script() => true,
            Shell::Ems => self.is_on_premises() || !(self.is_exchange() || self.is_graph()),
            Shell::Exo => self.is_online() || !(self.is_exchange() || self.is_graph()),
            Shell::Graph => !self.is_exchange(),
            Shell::Admin => !(self.is_exchange() || self.is_graph()),
            Shell::Cmd | Shell::Dns => false,
        }
    }

    /// Its own parameters.
    fn parameters(&self) -> impl Iterator<Item = Parameter> {
        let words = self
            .rest
            .split(' ')
            .filter(|word| !word.is_empty() && !word.contains('='));
        words.map(|word| {
            let name = word.trim_end_matches(['!', '<', '>', '+']);
            let marks = &word[name.len()..];
            let only = match marks.trim_start_matches('!') {
                "<" => Some(Only::OnPremises),
                ">" => Some(Only::Online),
                "+" => Some(Only::Seven),
                _ => None,
            };
            let switch = marks.starts_with('!');
            Parameter { name, switch, only }
        })
    }

    /// Finds a parameter by its name, an alias, or a beginning that only one has.
    pub(super) fn parameter(&self, name: &str) -> Lookup {
        let same = |known: &str| known.eq_ignore_ascii_case(name);
        let aliases = self.rest.split(' ').filter_map(|word| word.split_once('='));
        let target = aliases
            .clone()
            .find(|(alias, _)| same(alias))
            .map(|(_, target)| target);
        let wanted = target.unwrap_or(name);
        let all: Vec<Parameter> = self.parameters().chain(common(self.is_script())).collect();
        let exact = |parameter: &&Parameter| parameter.name.eq_ignore_ascii_case(wanted);
        if let Some(parameter) = all.iter().find(exact) {
            return Lookup::Found(*parameter);
        }
        if let Some((long, _)) = COMMON.iter().find(|(_, short)| same(short)) {
            return Lookup::Found(common_one(long));
        }
        let begins = |known: &str| {
            let head = known.get(..name.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(name))
        };
        let found: Vec<Parameter> = all.iter().copied().filter(|p| begins(p.name)).collect();
        match found.as_slice() {
            [one] => Lookup::Found(*one),
            [] => Lookup::Unknown(nearest(name, all.iter().map(|parameter| parameter.name))),
            many => Lookup::Ambiguous(many.iter().map(|parameter| parameter.name).collect()),
        }
    }
}

/// What every cmdlet takes, and a script with `[CmdletBinding(SupportsShouldProcess)]` too.
fn common(script: bool) -> impl Iterator<Item = Parameter> {
    let asks = ["WhatIf", "Confirm"].into_iter().filter(move |_| script);
    let names = COMMON.iter().map(|(name, _)| *name);
    names.chain(asks).map(common_one)
}

fn common_one(name: &'static str) -> Parameter {
    let switch = ["Debug", "Verbose", "WhatIf", "Confirm"].contains(&name);
    let only = None;
    Parameter { name, switch, only }
}
