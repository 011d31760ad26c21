//! Values in every place, as they come out.

use super::{Language, Origin, Template, Values};

fn fill(language: Language, source: &str, value: &str) -> super::Filled {
    let template = Template::parse(language, source);
    let mut values = Values::default();
    for name in template.placeholders() {
        values.set(name, value, Origin::Typed);
    }
    template.fill(&values)
}

fn assert_filled(language: Language, cases: &[(&str, &str, &str)]) {
    for (source, value, expected) in cases {
        assert_eq!(fill(language, source, value).text, *expected, "{source}");
    }
}

#[test]
fn powershell_values_are_quoted_for_their_place() {
    assert_filled(
        Language::PowerShell,
        &[
            ("Get-X <Server>", "EX01", "Get-X EX01"),
            (
                "Get-X <Server>",
                "anna@contoso.com",
                "Get-X anna@contoso.com",
            ),
            ("Get-X <Server>", "-Force", "Get-X '-Force'"),
            ("Get-X <Server>", "a,b", "Get-X 'a,b'"),
            ("Get-X <Count>", "25", "Get-X 25"),
            ("Get-X <Count>", "1e5", "Get-X '1e5'"),
            ("Get-X <Count>", "007", "Get-X '007'"),
            ("Get-X -S <Count>MB", "25", "Get-X -S 25MB"),
            ("$x = <Server>", "EX01", "$x = 'EX01'"),
            ("$x = <Count>MB", "25", "$x = 25MB"),
            ("$x[<Count>]", "0", "$x[0]"),
            ("$x.<Name>", "a b", "$x.'a b'"),
            (
                "'<Name>'",
                "O'Brien\u{2019}s",
                "'O''Brien\u{2019}\u{2019}s'",
            ),
            ("\"<Name>\"", "a\"$b`\u{201D}", "\"a`\"`$b```\u{201D}\""),
            (
                "Get-X -Filter \"N -eq '<Name>'\"",
                "O'B\u{2019}\"",
                "Get-X -Filter \"N -eq 'O''B\u{2019}`\"'\"",
            ),
            (
                "Get-X -Filter 'N -eq ''<Name>'''",
                "O'B",
                "Get-X -Filter 'N -eq ''O''''B'''",
            ),
            (
                "Get-X -Text \"don't <Name>\"",
                "O'B",
                "Get-X -Text \"don't O'B\"",
            ),
        ],
    );
}

#[test]
fn other_languages_have_their_own_escapes() {
    assert_filled(
        Language::Cmd,
        &[
            ("ping <Server>", "EX01", "ping EX01"),
            ("ping <Server>", "a & b", "ping \"a & b\""),
            (
                "copy \\\\<Server>\\x <Path>",
                "a b",
                "copy \"\\\\a b\\x\" \"a b\"",
            ),
            ("ping \"<Server>\"", "a & b", "ping \"a & b\""),
        ],
    );
    assert_filled(
        Language::Dns,
        &[
            (
                "<Domain>. IN MX 10 <Fqdn>.",
                "contoso.com",
                "contoso.com. IN MX 10 contoso.com.",
            ),
            (
                "x IN TXT \"<Text>\"",
                "a\"; b\\",
                "x IN TXT \"a\\\"; b\\\\\"",
            ),
            ("x IN TXT <Text>", "a; b", "x IN TXT a\\;\\032b"),
            ("x IN A 1.1.1.1 ; <Text>", "a; b", "x IN A 1.1.1.1 ; a; b"),
        ],
    );
    assert_filled(
        Language::Xml,
        &[
            (
                "<x a=\"<Url>\"/>",
                "a\"&<b>'",
                "<x a=\"a&quot;&amp;&lt;b&gt;&apos;\"/>",
            ),
            ("<x><Text></x>", "a<b", "<x>a&lt;b</x>"),
            ("<!-- <Text> --><x/>", "a-b", "<!-- a-b --><x/>"),
        ],
    );
    assert_filled(Language::Text, &[("mx: <Fqdn>", "a'b\"\nc", "mx: a'b\" c")]);
}

#[test]
fn a_value_that_nothing_keeps_together_is_left_out_with_a_reason() {
    let cases = [
        (Language::Cmd, "ping \"<Server>\"", "a\"b", "quotation mark"),
        (Language::Cmd, "ping <Server>", "%PATH%", "%"),
        (Language::Xml, "<!-- <Text> -->", "a--b", "hyphens"),
        (Language::Xml, "<![CDATA[<Text>]]>", "]]>", "bracket"),
        (Language::PowerShell, "\"$(Get-X '<Name>')\"", "a)", "$( )"),
    ];
    for (language, source, value, why) in &cases {
        let filled = fill(*language, source, value);
        assert_eq!(filled.text, *source);
        assert!(!filled.slots[0].filled);
        let refused = filled.slots[0].refused.expect(source);
        assert!(refused.contains(why), "{source}: {refused}");
    }
}

#[test]
fn placeholders_in_names_are_misplaced() {
    let sources = [
        "Get-<Name> -x",
        "Get-X -<Name> 1",
        "$<Name>",
        "$env:<Name>",
        "\"$<Name>\"",
        "\"$x<Name>\"",
        "\"$x:<Name>\"",
        "${<Name>}",
        "Get-X <Name>$x",
        "Get-X 'a'<Name>",
        "Get-X --% <Name>",
        "Get-X `<Name> <Name>",
        "\"`<Name>\"",
    ];
    for source in sources {
        let template = Template::parse(Language::PowerShell, source);
        assert!(template.misplaced().count() > 0, "{source}");
        assert!(
            fill(Language::PowerShell, source, "x")
                .text
                .contains("<Name>"),
            "{source}"
        );
    }
    let fine = [
        "Get-X \"`$<Name>\"",
        "\"$($x)<Name>\"",
        "\"$x.<Name>\"",
        "\"${x}<Name>\"",
        "# <Name>",
    ];
    for source in fine {
        let template = Template::parse(Language::PowerShell, source);
        assert_eq!(template.misplaced().count(), 0, "{source}");
    }
}

#[test]
fn slots_say_where_the_values_stand() {
    let template = Template::parse(Language::PowerShell, "Get-X <Server>\\<Name> \"<Text>\"");
    let mut values = Values::default();
    values.set("Server", "a 'b", Origin::Typed);
    values.set("Text", "$", Origin::Remembered);
    let filled = template.fill(&values);
    assert_eq!(filled.text, "Get-X 'a ''b\\<Name>' \"`$\"");
    let slots: Vec<_> = filled
        .slots
        .iter()
        .map(|slot| (&filled.text[slot.range.clone()], slot.filled))
        .collect();
    assert_eq!(slots, [("a ''b", true), ("<Name>", false), ("`$", true)]);
    assert_eq!(filled.missing(), ["Name"]);
}

#[test]
fn a_single_letter_is_no_placeholder() {
    let template = Template::parse(Language::PowerShell, "\"<I>$($c.Issuer)<S>$($c.Subject)\"");
    assert!(template.placeholders().is_empty());
}
