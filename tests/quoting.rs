//! Whatever a value holds, the filled command means what the template meant: it parses to the
//! same tree as with a harmless value, and the value stays one literal.

use hybridkb::command::{Language, Origin, Template, Values};
use hybridkb::library::Library;
use proptest::prelude::*;

/// Templates with a placeholder in every place that PowerShell has.
const TEMPLATES: [&str; 39] = [
    r"Get-Thing -Identity <Server>",
    r"Get-Thing <Server> -Force",
    r"Get-Thing -Identity:<Server> -Force:$true",
    r"Get-Thing -Identity \\<Server>\share\x.txt",
    r"Get-Thing -Identity <Server>,<Name>",
    r"Get-Thing -Identity <Server>\<Name> | Format-List Name",
    r"& <Path> /quiet",
    r"w32tm /stripchart /computer:<Server> /samples:5",
    r"Get-Thing -Identity '<Server>'",
    r"Get-Thing -Identity 'a <Server> b <Name>'",
    r#"Get-Thing -Identity "<Server>""#,
    r#"Get-Thing -Identity "<Server>\EWS (Default Web Site)""#,
    r#"Get-Thing -Identity "a $name <Server> `$ $($x.Name)<Name>""#,
    r#"Get-Thing -Filter "EmailAddresses -eq 'smtp:<Address>'""#,
    r#"Get-Thing -Filter "Name -eq '<Name>' -and Alias -like '<Text>*'""#,
    r#"Get-Thing -Filter "Name -eq <Name>""#,
    r#"Get-Thing -Filter 'Name -eq "<Name>"'"#,
    r"Get-Thing -Filter 'Name -eq ''<Name>'''",
    r#"Get-Thing -Filter {Name -eq "<Name>"}"#,
    r"Get-Thing -Filter {Name -eq '<Name>'}",
    r"powershell.exe -Command 'Get-Thing -Name \<Name>'",
    r#"powershell.exe -Command "Get-Thing -Name '<Name>'""#,
    r#"Get-Thing | Where-Object { $_.Name -eq "<Name>" -and $_.Other -ne '<Text>' }"#,
    r"Get-Thing | Where-Object { $_.Name -eq <Name> }",
    r#"Set-Thing -Values @{Add="<Name>","<Text>"; Remove='<Server>'}"#,
    r"Set-Thing -Values @{Add=<Name>; <Text>=1}",
    r"$x = <Name>",
    r#"$x = "<Name>" + '<Text>'"#,
    r#"foreach ($name in "<Name>", "<Text>") { Get-Thing -Identity $name }"#,
    r"if ($x -eq <Name>) { Get-Thing <Server> } else { $y = @(<Text>) }",
    r#"(New-Object System.Net.WebClient).DownloadString("https://mta-sts.<Domain>/x.txt")"#,
    r"[System.Net.Dns]::GetHostEntry('<Server>').HostName",
    r"(Get-Thing -Identity <Server>).Name",
    r#"Get-Thing -Text "a $(Get-Other -Name '<Name>') b""#,
    r#"Get-Thing -Text "a $(Get-Other -Name "<Name>") b""#,
    "Get-Thing # about <Name>\nGet-Other",
    "<# about <Name> #>\nGet-Other",
    "$x = @'\n<Name>\nb <Text>\n'@\nGet-Other",
    "$x = @\"\n<Name>\nb <Text>\n\"@\nGet-Other",
];

/// A value that needs quotes and nothing else.
const HARMLESS: &str = "a b";

fn filled(template: &Template, value: &str) -> String {
    let mut values = Values::default();
    for name in template.placeholders() {
        values.set(name, value, Origin::Typed);
    }
    template.fill(&values).text
}

/// The kinds of all nodes, nested as in the source.
fn tree(source: &str) -> String {
    let mut parser = tree_sitter::Parser::new();
    parser
        .set_language(&tree_sitter_powershell::LANGUAGE.into())
        .expect("the grammar fits the parser");
    let tree = parser.parse(source, None).expect("no limit was set");
    tree.root_node().to_sexp()
}

/// The source as PowerShell sees it: typographic quotes quote as the plain ones do. The grammar
/// doesn't know that.
fn plain_quotes(source: &str) -> String {
    source
        .replace(['\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'], "'")
        .replace(['\u{201C}', '\u{201D}', '\u{201E}'], "\"")
}

fn assert_same_tree(template: &Template, value: &str) -> Result<(), TestCaseError> {
    let expected = tree(&filled(template, HARMLESS));
    prop_assert!(
        !expected.contains("ERROR"),
        "{}\n{}",
        template.source(),
        expected
    );
    let text = filled(template, value);
    prop_assert_eq!(&tree(&text), &expected, "{}", text);
    let text = plain_quotes(&text);
    prop_assert_eq!(&tree(&text), &expected, "{}", text);
    Ok(())
}

/// Text of the pieces that end literals somewhere.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("'"),
        Just("\""),
        Just("`"),
        Just("$"),
        Just("$("),
        Just(")"),
        Just("("),
        Just(";"),
        Just("\n"),
        Just("\r\n"),
        Just("\u{2018}"),
        Just("\u{2019}"),
        Just("\u{201A}"),
        Just("\u{201B}"),
        Just("\u{201C}"),
        Just("\u{201D}"),
        Just("\u{201E}"),
        Just("\u{2028}"),
        Just("\0"),
        Just("%"),
        Just("&"),
        Just("|"),
        Just("{"),
        Just("}"),
        Just("#"),
        Just("#>"),
        Just("<#"),
        Just("'@"),
        Just("\"@"),
        Just("@"),
        Just("--%"),
        Just("-"),
        Just("\u{2013}"),
        Just(","),
        Just(" "),
        Just("a"),
        Just("EX01"),
        Just("$x"),
        Just("${x}"),
        Just("\\"),
        Just("="),
        Just("<Name>"),
        Just("*"),
        Just("1"),
        Just("[0]"),
        Just(".b"),
        Just("é"),
    ];
    let pieces = proptest::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn a_value_never_changes_the_tree(value in hostile(), at in 0..TEMPLATES.len()) {
        let template = Template::parse(Language::PowerShell, TEMPLATES[at]);
        // In a double-quoted string the grammar takes `#` behind a variable or an escaped
        // character for a comment.
        let hash = if template.source().contains('"') { "+" } else { "#" };
        // The mark makes every value one that a bare word has to quote.
        assert_same_tree(&template, &format!("{}\u{B6}", value.replace('#', hash)))?;
    }

    #[test]
    fn a_quoted_value_reads_back_as_it_was(value in hostile()) {
        let line = value.replace(breaks_line, " ");
        prop_assume!(!line.is_empty());
        let text = filled(&Template::parse(Language::PowerShell, "'<Name>'"), &value);
        prop_assert_eq!(read_single(&text), Some(line.clone()), "{}", text);
        let text = filled(&Template::parse(Language::PowerShell, "\"<Name>\""), &value);
        prop_assert_eq!(read_double(&text), Some(line.clone()), "{}", text);
        let text = filled(&Template::parse(Language::PowerShell, "Get-Thing <Name>"), &value);
        let argument = text.strip_prefix("Get-Thing ").expect("the template begins so");
        let read = read_single(argument).or_else(|| is_word(argument).then(|| argument.to_owned()));
        prop_assert_eq!(read, Some(line), "{}", text);
    }

    #[test]
    fn a_filled_command_stays_on_its_lines(value in any::<String>(), at in 0..TEMPLATES.len()) {
        let template = Template::parse(Language::PowerShell, TEMPLATES[at]);
        let lines = |text: &str| text.matches(breaks_line).count();
        prop_assert_eq!(lines(&filled(&template, &value)), lines(template.source()));
    }
}

fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a bare argument means itself.
fn is_word(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || "._-\\/:@".contains(c))
        && !text.starts_with(['-', '@'])
}

/// The value of a single-quoted string, by PowerShell's rule: of two quotes in a row, the second.
fn read_single(text: &str) -> Option<String> {
    let quote = |c: &char| ['\'', '\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'].contains(c);
    let mut chars = text.chars().peekable();
    chars.next().filter(quote)?;
    let mut value = String::new();
    while let Some(c) = chars.next() {
        if !quote(&c) {
            value.push(c);
        } else if let Some(second) = chars.next_if(quote) {
            value.push(second);
        } else {
            return chars.next().is_none().then_some(value);
        }
    }
    None
}

/// The value of a double-quoted string in which nothing is expanded.
fn read_double(text: &str) -> Option<String> {
    let quote = |c: &char| ['"', '\u{201C}', '\u{201D}', '\u{201E}'].contains(c);
    let mut chars = text.chars().peekable();
    chars.next().filter(quote)?;
    let mut value = String::new();
    while let Some(c) = chars.next() {
        match c {
            '$' => return None,
            '`' => value.push(chars.next().filter(|c| !c.is_alphanumeric())?),
            _ if !quote(&c) => value.push(c),
            _ => return chars.next().is_none().then_some(value),
        }
    }
    None
}

/// Valid PowerShell that the grammar takes for something else, so that trees say nothing:
/// a variable that a bare argument goes on after, and quotes in the middle of a bare argument.
#[test]
fn words_that_the_grammar_does_not_know_are_quoted_all_the_same() {
    let cases = [
        (
            r"Get-Thing -Path $env:TEMP\<Name>",
            r"Get-Thing -Path $env:TEMP\'a''; b'",
        ),
        (r"Get-Thing -Name *<Name>*", r"Get-Thing -Name *'a''; b'*"),
        (
            r#"netsh x proxy="<Name>:80""#,
            r#"netsh x proxy="a'; b:80""#,
        ),
        (r"netsh x list='<Name>'", r"netsh x list='a''; b'"),
    ];
    for (source, expected) in cases {
        let template = Template::parse(Language::PowerShell, source);
        assert_eq!(filled(&template, "a'; b"), expected);
    }
}

#[test]
fn commands_of_the_articles_keep_their_tree() {
    let library = Library::embedded();
    for number in 0..library.cards().len() {
        for (_, command) in library.article(number).commands() {
            let source = quotes_first(command.template.source());
            let template = &Template::parse(command.template.language(), &source);
            if template.language() != Language::PowerShell || template.placeholders().is_empty() {
                continue;
            }
            let id = library.cards()[number].id;
            assert_eq!(template.misplaced().next(), None, "{id}: {}", command.title);
            let expected = tree(&filled(template, HARMLESS));
            for value in HOSTILE {
                let text = filled(template, value);
                assert_eq!(tree(&text), expected, "{id}: {text}");
                let text = plain_quotes(&text);
                assert_eq!(tree(&text), expected, "{id}: {text}");
            }
        }
    }
}

/// `name="a value"` and `/name:"a value"` with the quote before the name, which is the same
/// argument: the grammar doesn't know quotes in the middle of a word.
fn quotes_first(source: &str) -> String {
    let words = source.split(' ').map(|word| match word.split_once('"') {
        Some((name, value))
            if name.ends_with('=') && !name.contains(['{', '$', ';'])
                || name.starts_with('/') && name.ends_with(':') =>
        {
            format!("\"{name}{value}")
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Values that end a literal if nothing escapes them.
const HOSTILE: [&str; 8] = [
    "x'; Remove-Item C:\\ -Recurse #",
    "x\"; Remove-Item C:\\ -Recurse #",
    "x$(Remove-Item C:\\) `",
    "x\u{2019}; calc; \u{2018}",
    "x\u{201D}; calc; \u{201C}",
    "x\ncalc\r\ncalc\u{2028}\0",
    "x | calc & calc %PATH% > y",
    "'@ \"@ #> --% ${x} $x",
];

/// Pieces of which templates are made, some sensible, some not.
fn any_template() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => Just("<Name>"), 1 => Just("Get-Thing "), 1 => Just("-Identity "), 1 => Just("-Filter "),
        1 => Just("'"), 1 => Just("\""), 1 => Just("`"), 1 => Just("$x"), 1 => Just("$("), 1 => Just("("),
        1 => Just(")"), 1 => Just("{ "), 1 => Just(" }"), 1 => Just("@{"), 1 => Just("a = "), 1 => Just("; "),
        1 => Just(" | "), 1 => Just(", "), 1 => Just("."), 1 => Just("\n"), 1 => Just(" "), 1 => Just("@'\n"),
        1 => Just("\n'@"), 1 => Just("@\"\n"), 1 => Just("\n\"@"),
        1 => Just(" -eq "), 1 => Just("b"), 1 => Just("[int]"), 1 => Just("$a = "), 1 => Just("\\"), 1 => Just("& "),
        1 => Just("$x.Foo("), 1 => Just("1"), 1 => Just("if ("), 1 => Just("\u{2019}"), 1 => Just("\u{201C}"),
    ];
    proptest::collection::vec(piece, 1..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(2000)
    })]

    #[test]
    fn any_text_can_be_a_template(source in any_template()) {
        let template = Template::parse(Language::PowerShell, &source);
        prop_assert_eq!(&template.fill(&Values::default()).text, &source);
        let mut values = Values::default();
        values.set("Name", "x'; calc \u{201D}", Origin::Typed);
        let filled = template.fill(&values);
        prop_assert_eq!(filled.slots.len(), source.matches("<Name>").count());
        for slot in filled.slots {
            let text = &filled.text[slot.range];
            prop_assert_eq!(slot.filled, text != "<Name>", "{}", text);
        }
    }
}
