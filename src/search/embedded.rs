//! A read-only tantivy directory over files in static memory.

use include_dir::Dir;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, FileSlice, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

/// Files embedded into the program; reading them copies nothing.
#[derive(Debug, Clone, Copy)]
pub struct Embedded(pub &'static Dir<'static>);

impl Embedded {
    fn bytes(self, path: &Path) -> Result<&'static [u8], OpenReadError> {
        let missing = || OpenReadError::FileDoesNotExist(path.to_owned());
        self.0
            .get_file(path)
            .map(include_dir::File::contents)
            .ok_or_else(missing)
    }
}

fn read_only() -> io::Error {
    io::Error::new(
        io::ErrorKind::ReadOnlyFilesystem,
        "the embedded index is read-only",
    )
}

impl Directory for Embedded {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(OwnedBytes::new(self.bytes(path)?)))
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        let bytes = OwnedBytes::new(self.bytes(path)?);
        Ok(FileSlice::new(Arc::new(bytes)))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.0.get_file(path).is_some())
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.bytes(path).map(<[u8]>::to_vec)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::FileDoesNotExist(path.to_owned()))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
