//! A file that the user asked for: written whole, and never over another one unless told.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum Unsaved {
    /// Something of that name is there already.
    #[error("{} is there already and was not overwritten", .0.display())]
    Exists(PathBuf),
    /// The system refused, and what it says.
    #[error("cannot write {}: {}", .0.display(), .1)]
    Failed(PathBuf, io::Error),
}

/// Writes a file, over an existing one only where `over` says so; returns where it is, from the
/// root on.
///
/// # Errors
/// When there is such a file already, or the system refuses.
pub fn write(path: &Path, bytes: &[u8], over: bool) -> Result<PathBuf, Unsaved> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut options = OpenOptions::new();
    options.write(true).create_new(!over);
    options.create(over).truncate(over);
    let mut file = options.open(&whole).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Unsaved::Exists(whole.clone()),
        _ => Unsaved::Failed(whole.clone(), error),
    })?;
    if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        drop(file);
        // The first error is the one to report; half a script must not stay.
        let _ = fs::remove_file(&whole);
        return Err(Unsaved::Failed(whole, error));
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::{Unsaved, write};

    #[test]
    fn another_file_is_overwritten_only_when_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.ps1");
        assert_eq!(write(&path, b"one", false).expect("written"), path);
        let refused = write(&path, b"two", false);
        assert!(matches!(refused, Err(Unsaved::Exists(_))), "{refused:?}");
        assert_eq!(std::fs::read(&path).expect("readable"), b"one");
        write(&path, b"2", true).expect("written");
        assert_eq!(std::fs::read(&path).expect("readable"), b"2");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let refused = write(&folder.path().join("no/a.ps1"), b"", false);
        let told = refused.expect_err("there is no such folder").to_string();
        assert!(told.starts_with("cannot write ") && told.contains("a.ps1"));
    }
}
