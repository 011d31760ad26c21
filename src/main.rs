//! The program: arguments to the command line or the terminal UI.

use hybridkb::cli::run::{self, Exit, Next};
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = run::arguments().map(|arguments| match run::run(&arguments) {
        Ok(Next::Done(exit)) => exit,
        Ok(Next::Open(_)) => {
            run::say("the screen is not built in yet; to print: hybridkb search TEXT");
            Exit::Error
        }
        Err(error) => {
            run::say(&format!("hybridkb: {error:#}"));
            Exit::Error
        }
    });
    ExitCode::from(exit.unwrap_or_else(|exit| exit) as u8)
}
