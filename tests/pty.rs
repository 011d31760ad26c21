//! The program in a terminal: what it paints, what it copies, and that it leaves the terminal as
//! it was. Waits for text with a deadline, never for time.
#![cfg(unix)]

mod terminal;

use base64::Engine as _;
use portable_pty::CommandBuilder;
use std::time::Duration;
use terminal::Terminal;

const PASTE: &str = include_str!("data/hcw8078.txt");
const HIT: &str = "HCW8078: the migration endpoint";
const PATIENCE: Duration = Duration::from_secs(30);

fn start(clipboard: &str) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_hybridkb"));
    command.args(["--private", "--clipboard", clipboard]);
    Terminal::start(command, PATIENCE)
}

/// What the terminal was last told to put on its clipboard.
fn copied(terminal: &Terminal) -> Option<String> {
    let bytes = String::from_utf8_lossy(&terminal.bytes);
    let (_, rest) = bytes.rsplit_once("\u{1b}]52;c;")?;
    let end = rest.find(['\u{7}', '\u{1b}'])?;
    let decoded = base64::engine::general_purpose::STANDARD.decode(&rest[..end]);
    Some(String::from_utf8(decoded.expect("base64")).expect("UTF-8"))
}

/// Waits for the end; the terminal must be as it was.
fn end(mut terminal: Terminal) -> portable_pty::ExitStatus {
    terminal.wait_for_restored();
    terminal.child.wait().expect("it ends")
}

fn bracketed(text: &str) -> String {
    format!("\u{1b}[200~{text}\u{1b}[201~")
}

#[test]
fn a_pasted_error_leads_to_its_command_on_the_clipboard() {
    let mut terminal = start("osc52");
    terminal.wait_for("Paste an error here");
    assert!(terminal.screen.screen().alternate_screen());
    assert!(terminal.screen.screen().bracketed_paste());
    terminal.press(&bracketed(PASTE));
    terminal.wait_for(HIT);
    terminal.wait_for("strong");
    terminal.press("c");
    terminal.wait_for("Copied, but Server is still <Server>");
    let command = copied(&terminal).expect("OSC 52");
    assert!(command.contains("-Identity \"<Server>\\EWS"), "{command}");
    terminal.wait_for("for example EX01");
    terminal.press("EXCH7");
    terminal.wait_for("> EXCH7");
    terminal.press("\r");
    terminal.wait_for("Copied [");
    let command = copied(&terminal).expect("OSC 52");
    let start = "Set-WebServicesVirtualDirectory -Identity \"EXCH7\\EWS (Default Web Site)\"";
    assert!(command.starts_with(start), "{command}");
    assert!(!command.contains('<') && !command.ends_with('\n'));
    assert!(!command.contains('│'), "borders were copied: {command}");
    terminal.press("q");
    assert!(end(terminal).success());
}

#[test]
fn a_burst_of_keys_is_one_paste_and_presses_no_shortcut() {
    let mut terminal = start("osc52");
    terminal.wait_for("Paste an error here");
    terminal.press(&PASTE.replace('\n', "\r"));
    terminal.wait_for("7 lines pasted");
    terminal.wait_for(HIT);
    assert_eq!(copied(&terminal), None, "the c of a word was pressed");
    // Now the list has the focus, where q would quit and c would copy.
    terminal.press("quick check: connection to the cloud\rquit quietly\rcopy");
    terminal.wait_for("3 lines pasted");
    assert_eq!(copied(&terminal), None);
    terminal.press("\u{3}");
    terminal.wait_for("Ctrl+C again quits");
    terminal.press("\u{3}");
    assert!(end(terminal).success());
}

#[test]
fn a_long_burst_loses_nothing() {
    let mut terminal = start("osc52");
    terminal.wait_for("Paste an error here");
    let line = "quick: a line of a log that is long enough to be one\r";
    let text = format!("{}{}", PASTE.replace('\n', "\r"), line.repeat(400));
    terminal.press_many(text, "407 lines pasted");
    terminal.press("\u{3}");
    terminal.wait_for("Ctrl+C again quits");
    terminal.press("\u{3}");
    assert!(end(terminal).success());
}

#[test]
fn a_resize_lays_everything_out_again() {
    let mut terminal = start("osc52");
    terminal.press(&bracketed(PASTE));
    terminal.wait_for("403 Forbidden: MRS Proxy off");
    for (cols, rows, text) in [
        (39, 9, "too small"),
        (40, 10, "HCW8078: the migration"),
        (90, 24, "c copy"),
        (160, 50, "403 Forbidden: MRS Proxy off"),
    ] {
        terminal.resize(cols, rows);
        terminal.wait_for(text);
    }
    terminal.press("q");
    assert!(end(terminal).success());
}

#[test]
fn sigterm_gives_the_terminal_back() {
    let mut terminal = start("osc52");
    terminal.wait_for("Paste an error here");
    let id = terminal.child.process_id().expect("it runs").to_string();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &id])
        .status();
    assert!(killed.expect("kill").success());
    assert!(!end(terminal).success());
}

#[test]
fn a_megabyte_is_pasted_and_the_screen_still_answers() {
    let mut terminal = start("osc52");
    terminal.wait_for("Paste an error here");
    let noise = "2026.11.23 10:00:00.000         10276 [Client=UX] START Get-Mailbox\n";
    let text = format!("{PASTE}\n{}", noise.repeat((1 << 20) / noise.len()));
    terminal.press_many(bracketed(&text), "lines pasted");
    terminal.wait_for(HIT);
    terminal.press("j");
    terminal.press("\u{1b}OP");
    terminal.wait_for("Everywhere");
    terminal.press("\u{3}\u{3}");
    assert!(end(terminal).success());
}

#[test]
fn keys_work_while_a_text_is_piped_in() {
    let mut command = CommandBuilder::new("/bin/sh");
    let program = env!("CARGO_BIN_EXE_hybridkb");
    command.args([
        "-c",
        &format!("printf 'HCW8078' | '{program}' --clipboard osc52 --private"),
    ]);
    let mut terminal = Terminal::start(command, PATIENCE);
    terminal.wait_for(HIT);
    terminal.press("\r");
    terminal.wait_for("next command");
    terminal.press("\u{3}");
    terminal.wait_for("Ctrl+C again quits");
    terminal.press("\u{3}");
    assert!(end(terminal).success());
}

#[test]
fn without_a_clipboard_the_command_stands_on_a_blank_page() {
    let mut terminal = start("none");
    terminal.press(&bracketed(PASTE));
    terminal.wait_for(HIT);
    terminal.press("c");
    terminal.wait_for("Values for this command");
    terminal.press("\u{1b}");
    terminal.wait("page without the form", |terminal| {
        terminal.text().contains("Select the text with the mouse")
            && !terminal.text().contains("Values for this command")
    });
    let text = terminal.text();
    assert!(text.contains("\nSet-WebServicesVirtualDirectory"), "{text}");
    terminal.press("\u{1b}");
    terminal.wait_for(HIT);
    terminal.press("q");
    assert!(end(terminal).success());
}
