//! What the user asked to be remembered: values for placeholders and bookmarks, in one readable
//! file. Nothing is written before the user said yes, never pasted text, never secrets.

use anyhow::Context;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of the file, beside the executable or in the configuration folder.
const FILE: &str = "hybridkb.yaml";

const HEADER: &str = "# What hybridkb remembers because you said yes. Edit or delete it freely;\n\
                      # with `remember: no` nothing more is written.\n";

/// What is remembered between sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether to remember: `None` until the user was asked.
    #[serde(with = "yes_or_no", skip_serializing_if = "Option::is_none")]
    pub remember: Option<bool>,
    /// Values by placeholder name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Ids of articles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bookmarks: Vec<String>,
}

/// The place of the settings file, and whether it may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    path: Option<PathBuf>,
    portable: bool,
    private: bool,
}

/// Something to tell the user once; the program goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Warning(pub String);

impl Store {
    /// Finds the place: the file beside the executable if there is one, else the configuration
    /// folder. `private` forbids every write.
    pub fn locate(private: bool) -> Store {
        let executable = std::env::current_exe().ok();
        let folder = configuration_folder(cfg!(windows), |name| {
            std::env::var_os(name).map(PathBuf::from)
        });
        Store::between(executable.as_deref(), folder, private)
    }

    fn between(executable: Option<&Path>, folder: Option<PathBuf>, private: bool) -> Store {
        let beside = executable
            .map(|program| program.with_file_name(FILE))
            .filter(|path| path.is_file());
        Store {
            portable: beside.is_some(),
            path: beside.or_else(|| folder.map(|folder| folder.join(FILE))),
            private,
        }
    }

    /// The settings file, whether or not it exists; `None` where there is no home folder.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether the file lies beside the executable.
    pub fn is_portable(&self) -> bool {
        self.portable
    }

    /// Whether nothing may be written.
    pub fn is_private(&self) -> bool {
        self.private
    }

    /// Reads the settings; defaults where there are none. A file that can't be understood is set
    /// aside under a new name, and the warning says which.
    pub fn load(&self) -> (Settings, Option<Warning>) {
        let Some(path) = self.path() else {
            return Default::default();
        };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
            Err(error) => {
                let told = format!("cannot read {}: {error}", path.display());
                return (Settings::default(), Some(Warning(told)));
            }
        };
        match parse(&bytes) {
            Ok(settings) => (settings, None),
            Err(wrong) => (Settings::default(), Some(self.set_aside(path, &wrong))),
        }
    }

    /// Writes the settings, whole or not at all. Does nothing unless the user said yes
    /// ([`Settings::remember`]), or if the store is private.
    ///
    /// # Errors
    /// When the folder or file can't be written.
    pub fn save(&self, settings: &Settings) -> anyhow::Result<()> {
        if self.private || settings.remember != Some(true) {
            return Ok(());
        }
        let path = self
            .path()
            .context("no folder for settings: set XDG_CONFIG_HOME or HOME")?;
        let mut kept = settings.clone();
        kept.values.retain(|name, _| !is_secret(name));
        let yaml = serde_yaml::to_string(&kept).context("settings as YAML")?;
        write_whole(path, &format!("{HEADER}{yaml}"))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Deletes what was remembered, unless the store is private.
    ///
    /// # Errors
    /// When the file is there but can't be deleted.
    pub fn forget(&self) -> anyhow::Result<()> {
        match self.path() {
            Some(path) if !self.private => match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    Err(error).with_context(|| format!("cannot delete {}", path.display()))
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Renames a file that isn't understood, so that the next save doesn't overwrite it.
    fn set_aside(&self, path: &Path, wrong: &str) -> Warning {
        let shown = path.display();
        if self.private {
            return Warning(format!("{shown} is damaged ({wrong}) and was not used"));
        }
        let free = (1..=u32::MAX)
            .map(|n| path.with_extension(format!("damaged-{n}.yaml")))
            .find(|candidate| !candidate.exists())
            .expect("a folder holds finitely many files");
        Warning(match fs::rename(path, &free) {
            Ok(()) => format!(
                "{shown} is damaged ({wrong}); it is now {}, and remembering starts anew",
                free.display()
            ),
            Err(error) => format!(
                "{shown} is damaged ({wrong}) and can't be renamed ({error}): repair or delete it"
            ),
        })
    }
}

fn parse(bytes: &[u8]) -> Result<Settings, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8 text".to_owned())?;
    let text = text.trim_start_matches('\u{feff}');
    let blank = |line: &str| line.trim().is_empty() || line.starts_with('#');
    if text.lines().all(blank) {
        return Ok(Settings::default());
    }
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

/// Where the system keeps configuration: `%APPDATA%\hybridkb`, or the XDG folder.
fn configuration_folder(
    windows: bool,
    variable: impl Fn(&str) -> Option<PathBuf>,
) -> Option<PathBuf> {
    // Empty and relative values are to be ignored, says the XDG specification.
    let folder = |name| variable(name).filter(|path| path.is_absolute() || windows);
    let folder = |name| folder(name).filter(|path| !path.as_os_str().is_empty());
    if windows {
        return folder("APPDATA").map(|path| path.join("hybridkb"));
    }
    folder("XDG_CONFIG_HOME")
        .or_else(|| folder("HOME").map(|home| home.join(".config")))
        .map(|path| path.join("hybridkb"))
}

/// Writes beside the file and renames, so that no reader ever sees half a file.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = target.with_extension(format!("{}.tmp", std::process::id()));
    let written = draft_file(&draft).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        drop(file);
        fs::rename(&draft, &target)
    });
    if written.is_err() {
        // The first error is the one to report; a draft left behind would only confuse.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// A new file that only its owner may read, where the system knows such a thing.
fn draft_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether a placeholder's name says that its value must not be written down.
fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    ["password", "secret", "token", "credential"]
        .iter()
        .any(|word| name.contains(word))
}

/// `yes` and `no` as people write them; YAML itself knows only `true` and `false`.
mod yes_or_no {
    use super::{Deserialize, Deserializer, Serializer};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's `with` asks for this signature"
    )]
    pub fn serialize<S: Serializer>(value: &Option<bool>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(if *value == Some(true) { "yes" } else { "no" })
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Bool(bool),
        Word(String),
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
        match Option::<Written>::deserialize(from)? {
            None => Ok(None),
            Some(Written::Bool(value)) => Ok(Some(value)),
            Some(Written::Word(word)) => match word.to_lowercase().as_str() {
                "yes" | "on" => Ok(Some(true)),
                "no" | "off" => Ok(Some(false)),
                _ => Err(serde::de::Error::custom("`remember` is `yes` or `no`")),
            },
        }
    }
}

#[cfg(test)]
mod tests;
