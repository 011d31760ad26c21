//! The settings file in a folder of its own: written, read back, damaged, private.

use super::*;

fn store(folder: &Path, private: bool) -> Store {
    Store::between(None, Some(folder.to_owned()), private)
}

fn some_settings() -> Settings {
    Settings {
        remember: Some(true),
        values: BTreeMap::from([("Server".into(), "EX01".into())]),
        bookmarks: vec!["enable-tls-1-2".into()],
    }
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the test made it");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("readable").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_saved_is_loaded_again_and_no_draft_stays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = store(&folder.path().join("new"), false);
    store.save(&some_settings()).expect("saved");
    store.save(&some_settings()).expect("saved over itself");
    assert_eq!(store.load(), (some_settings(), None));
    assert_eq!(files(&folder.path().join("new")), [FILE]);
}

#[test]
fn nothing_is_written_before_the_user_said_yes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for remember in [None, Some(false)] {
        let settings = Settings {
            remember,
            ..some_settings()
        };
        store(folder.path(), false)
            .save(&settings)
            .expect("nothing to do");
    }
    store(folder.path(), true)
        .save(&some_settings())
        .expect("private");
    assert_eq!(files(folder.path()), [""; 0]);
}

#[test]
fn a_damaged_file_is_set_aside_and_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for n in 1..=2 {
        fs::write(folder.path().join(FILE), b"values: [unclosed\n").expect("written");
        let (settings, warning) = store(folder.path(), false).load();
        assert_eq!(settings, Settings::default());
        let kept = format!("hybridkb.damaged-{n}.yaml");
        assert!(warning.expect("a warning").0.contains(&kept));
        assert!(folder.path().join(kept).exists());
    }
    assert!(!folder.path().join(FILE).exists());
}

#[test]
fn a_damaged_file_stays_where_it_is_in_private() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join(FILE), [0xff, 0xfe, 0x00]).expect("written");
    let (_, warning) = store(folder.path(), true).load();
    assert!(warning.is_some());
    assert_eq!(files(folder.path()), [FILE]);
}

#[test]
fn people_may_write_yes_and_no_and_a_byte_order_mark() {
    let read = |text: &str| parse(text.as_bytes()).map(|settings| settings.remember);
    assert_eq!(read("\u{feff}remember: yes\n"), Ok(Some(true)));
    assert_eq!(read("remember: No\r\n"), Ok(Some(false)));
    assert_eq!(read("remember: true\n"), Ok(Some(true)));
    assert_eq!(read("remember:\n"), Ok(None));
    assert_eq!(read("# nothing yet\n\n"), Ok(None));
    assert!(read("remember: perhaps\n").is_err());
}

#[test]
fn secrets_are_not_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut settings = some_settings();
    settings
        .values
        .insert("AdminPassword".into(), "hunter2".into());
    store(folder.path(), false).save(&settings).expect("saved");
    let text = fs::read_to_string(folder.path().join(FILE)).expect("there");
    assert!(text.contains("EX01") && !text.contains("hunter2"), "{text}");
}

#[test]
fn a_file_beside_the_program_makes_it_portable() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = folder.path().join("hybridkb.exe");
    let elsewhere = Some(folder.path().join("elsewhere"));
    let at_home = Store::between(Some(&program), elsewhere.clone(), false);
    assert!(!at_home.is_portable());
    fs::write(folder.path().join(FILE), "").expect("written");
    let portable = Store::between(Some(&program), elsewhere, false);
    assert!(portable.is_portable());
    assert_eq!(portable.path(), Some(folder.path().join(FILE).as_path()));
}

#[test]
fn the_configuration_folder_follows_the_system() {
    let set = |known: &'static str, value: &'static str| {
        move |name: &str| (name == known).then(|| PathBuf::from(value))
    };
    assert_eq!(
        configuration_folder(true, set("APPDATA", "appdata")),
        Some(PathBuf::from("appdata").join("hybridkb"))
    );
    if cfg!(unix) {
        assert_eq!(
            configuration_folder(false, set("XDG_CONFIG_HOME", "/x")),
            Some("/x/hybridkb".into())
        );
        assert_eq!(
            configuration_folder(false, set("HOME", "/home/a")),
            Some("/home/a/.config/hybridkb".into())
        );
        assert_eq!(
            configuration_folder(false, set("XDG_CONFIG_HOME", "relative")),
            None
        );
    }
}

#[test]
fn forgetting_deletes_the_file_and_may_be_repeated() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = store(folder.path(), false);
    store.save(&some_settings()).expect("saved");
    store.forget().expect("deleted");
    store.forget().expect("nothing left to delete");
    assert_eq!(files(folder.path()), [""; 0]);
}
