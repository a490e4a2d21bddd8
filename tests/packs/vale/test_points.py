"""What each extension point finds and says."""

from __future__ import annotations

import pytest

from tests.packs.vale.conftest import Style, findings, flagged, said

HEAD = "extends: existence\nmessage: \"'%s'\"\n"


def test_existence_of_words(style: Style) -> None:
    folder = style(Tide="extends: existence\nmessage: Not '%s'.\nignorecase: true\ntokens:\n  - quays?\n  - low tide\n")
    assert flagged(folder, "Quays at low tide, quayside, the quay's end.") == ["Quays", "low tide", "quay"]
    assert said(folder, "A quay.") == ["Not 'quay'."]


def test_existence_takes_the_leftmost_then_the_first_listed(style: Style) -> None:
    folder = style(Tide=HEAD + "tokens: [low, low tide, tide mark]\n")
    assert flagged(folder, "The low tide mark.") == ["low", "tide mark"]


def test_existence_within_words_raw_and_append(style: Style) -> None:
    folder = style(Part=HEAD + "nonword: true\ntokens: [ide]\n")
    assert flagged(folder, "The tides.") == ["ide"]
    folder = style(Part=HEAD + "raw: ['the\\s', '(?:old\\s)?']\ntokens: [quay, pier]\n")
    assert flagged(folder, "By the old quay and the pier.") == ["the old quay", "the pier"]
    folder = style(Part=HEAD + "append: true\nraw: ['\\sside']\ntokens: [quay]\n")
    assert flagged(folder, "The quay side.") == ["quay side"]


def test_an_option_in_a_token_holds_for_those_behind_it(style: Style) -> None:
    folder = style(Case=HEAD + "tokens: ['pier', '(?i)quay', 'tide']\n")
    assert flagged(folder, "PIER QUAY TIDE") == ["QUAY", "TIDE"]


def test_exceptions_are_words_in_the_match_or_phrases_around_it(style: Style) -> None:
    folder = style(Tide=HEAD + "tokens: ['[A-Z]{2,}', tide]\nexceptions: [BBC, 'High (?:tide|water) Inn', neap tide]\n")
    assert flagged(folder, "BBC and UN: tide, neap tide.") == ["UN", "tide"]


def test_words_as_yaml_1_2_reads_them(style: Style) -> None:
    folder = style(Words=HEAD + "tokens: [no, on, 12]\n")
    assert flagged(folder, "It is no on 12.") == ["no", "on", "12"]


def test_substitution_names_the_wanted_first(style: Style) -> None:
    folder = style(
        Sub="extends: substitution\nmessage: Use '%s' instead of '%s'.\nignorecase: true\n"
        "swap:\n  utili[sz]e: use\n  quay: Quay\n  low tide: ebb\n  low: shallow\n"
    )
    assert said(folder, "We Utilise the quay at low tide.") == [
        "Use 'use' instead of 'Utilise'.",
        "Use 'Quay' instead of 'quay'.",
        "Use 'ebb' instead of 'low tide'.",
    ]
    assert flagged(folder, "The Quay.") == []


def test_substitution_fills_in_what_it_caught(style: Style) -> None:
    folder = style(
        Sub="extends: substitution\nmessage: Use '%s', not '%s'.\naction:\n  name: replace\n"
        "swap:\n  '(\\d+) ?knots per hour': $1 knots\n  pier head: pierhead|head of the pier\n"
    )
    first, second = findings(folder, "It made 12 knots per hour past the pier head.")
    assert [edit.text for one in first.suggestions for edit in one.edits] == ["12 knots"]
    assert second.data["said"] == "Use 'pierhead' or 'head of the pier', not 'pier head'."
    assert [edit.text for one in second.suggestions for edit in one.edits] == ["pierhead", "head of the pier"]


def test_substitution_keeps_capitals_where_told(style: Style) -> None:
    folder = style(
        Sub="extends: substitution\nmessage: '%s|%s'\ncapitalize: true\nignorecase: true\n"
        "swap: {quayside: waterfront}\n"
    )
    assert said(folder, "Quayside and quayside.") == ["Waterfront|Quayside", "waterfront|quayside"]


def test_substitution_leaves_what_the_replacement_matches(style: Style) -> None:
    folder = style(Sub="extends: substitution\nmessage: '%s|%s'\nignorecase: true\nswap: {'co-?op': '[Cc]o-op'}\n")
    assert flagged(folder, "A co-op, a Co-op, a coop.") == ["coop"]


def test_occurrence_counts_in_each_stretch(style: Style) -> None:
    folder = style(
        Commas="extends: occurrence\nmessage: '%s commas'\nscope: sentence\nmax: 2\ntoken: ','\n",
        Names="extends: occurrence\nmessage: 'only %s'\nscope: paragraph\nmin: 1\ntoken: 'Karsholm'\n",
    )
    story = "One, two, three, four. Karsholm, five.\n\nSix.\n"
    assert said(folder, story) == ["3 commas", "only 0"]
    assert flagged(folder, story) == [",", "Six."]


def test_repetition(style: Style) -> None:
    folder = style(
        Twice="extends: repetition\nmessage: \"'%s' twice\"\nalpha: true\nignorecase: true\ntokens: ['[^\\s]+']\n"
        "exceptions: [that that]\naction: {name: edit, params: [truncate, ' ']}\n"
    )
    (finding,) = findings(folder, "The the quay, 12 12, that that.")
    assert (finding.data["matched"], finding.data["said"]) == ("The the", "'the' twice")
    assert finding.suggestions[0].edits[0].text == "The"


def test_consistency_flags_the_second_form(style: Style) -> None:
    folder = style(Form="extends: consistency\nmessage: \"'%s'?\"\nignorecase: true\neither: {harbor: harbour}\n")
    assert flagged(folder, "The harbor.\n\nThe Harbor.\n") == []
    assert flagged(folder, "The harbor.\n\nThe harbour, and the harbor.\n\nThe harbour.\n") == ["harbor", "harbour"]


def test_conditional_wants_the_explanation_first(style: Style) -> None:
    folder = style(
        Short="extends: conditional\nmessage: \"'%s'?\"\nfirst: '\\b([A-Z]{3,5})\\b'\n"
        "second: '(?:[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'\nexceptions: [BBC]\n"
    )
    story = "KHA spoke.\n\nThe Karsholm Harbour Authority (KHA) and the BBC.\n\nKHA closed.\n"
    assert flagged(folder, story) == ["KHA"]
    assert flagged(folder, story, "story.txt") == []


def test_conditional_without_a_group_wants_it_in_the_same_stretch(style: Style) -> None:
    folder = style(Both="extends: conditional\nmessage: \"'%s'?\"\nfirst: 'tide'\nsecond: 'source:'\n")
    assert flagged(folder, "The tide.\n\nThe tide, source: table.\n") == ["tide"]


@pytest.mark.parametrize(
    ("keys", "heading", "wanted"),
    [
        ("match: $title", "Harbour Towns Sign a Pact", None),
        ("match: $title", "Harbour towns sign a pact", "Harbour Towns Sign a Pact"),
        ("match: $title", "Harbour Towns Sign The Pact On Tides", "Harbour Towns Sign the Pact on Tides"),
        ("match: $title\nstyle: Chicago", "A Walk through the Harbour Towns", None),
        ("match: $title\nthreshold: 0.4", "Harbour towns Sign a pact", None),
        ("match: $title\nexceptions: [pH]", "The pH of the Harbour", None),
        ("match: $sentence", "Harbour towns sign a pact", None),
        ("match: $sentence", "Harbour Towns Sign a Pact", "Harbour towns sign a pact"),
        ("match: $sentence", "harbour towns sign a pact", "Harbour towns sign a pact"),
        ("match: $sentence\nexceptions: [Karsholm, EFE]", "Towns of Karsholm tell EFE", None),
        ("match: $sentence\nindicators: [':']", "Karsholm: Towns sign", None),
        ("match: $sentence\nprefix: '\\d+\\. '", "1. Towns sign a pact", None),
        ("match: $lower", "towns sign", None),
        ("match: $upper", "TOWNS sign", "TOWNS SIGN"),
        ("match: '^[^.]+$'", "Towns sign", None),
        ("match: '^[^.]+$'", "Towns sign. Done", "^[^.]+$"),
    ],
)
def test_capitalization(style: Style, keys: str, heading: str, wanted: str | None) -> None:
    folder = style(Heads=f"extends: capitalization\nmessage: '%s|%s'\nscope: heading\n{keys}\n")
    told = said(folder, f"# {heading}\n\nA story.\n")
    assert told == ([f"{heading}|{wanted}"] if wanted else [])


def test_metric_says_its_result(style: Style) -> None:
    folder = style(
        Long="extends: metric\nmessage: '%s words a sentence'\nformula: words / sentences\ncondition: '> 4'\n",
        Heads="extends: metric\nmessage: '%s'\nformula: heading.h1 + list + math.sqrt(4)\n"
        "condition: '>= 5 && result < 6'\n",
    )
    story = "# Head\n\nOne two three four five. Six seven eight nine ten.\n\n- one\n- two\n"
    assert said(folder, story) == ["5.00"]
    assert said(folder, "# Head\n\nOne two three four five. Six.\n") == []
    assert said(folder, "One two three four five.\n") == ["5.00 words a sentence"]


def test_readability(style: Style) -> None:
    folder = style(Grade="extends: readability\nmessage: 'grade %s'\nmetrics: [Flesch-Kincaid]\ngrade: 8\n")
    hard = "Intergovernmental negotiations concerning agricultural subsidies deteriorated considerably yesterday."
    assert [one.startswith("grade ") for one in said(folder, hard)] == [True]
    assert said(folder, "The cat sat. The dog ran.") == []


@pytest.mark.parametrize(
    ("action", "word", "written"),
    [
        ("{name: replace, params: [ebb, flow]}", "tide", ["ebb", "flow"]),
        ("{name: remove}", "tide", [""]),
        ("{name: edit, params: [regex, 't(i)', 'T$1']}", "tide", ["Tide"]),
        ("{name: edit, params: [trim_right, e]}", "tide", ["tid"]),
        ("{name: edit, params: [trim_left, t]}", "tide", ["ide"]),
        ("{name: edit, params: [split, d, '1']}", "tide", ["e"]),
        ("{name: convert, params: [simple]}", "lowTide", ["low tide"]),
        ("{name: suggest, params: [spellings]}", "tide", []),
        ("{name: edit, params: [split, d, '7']}", "tide", []),
    ],
)
def test_actions_become_suggestions(style: Style, action: str, word: str, written: list[str]) -> None:
    folder = style(Tide=HEAD + f"tokens: [{word}]\naction: {action}\n")
    (finding,) = findings(folder, f"The {word} turns.")
    assert [edit.text for one in finding.suggestions for edit in one.edits] == written


def test_messages_put_each_fact_in_its_place(style: Style) -> None:
    folder = style(
        Sub="extends: substitution\nmessage: 100%% '%[2]s' → '%s %[1]s'\ndescription: Say %s.\nswap: {tide: ebb}\n"
    )
    (finding,) = findings(folder, "The tide.")
    assert finding.data["said"] == "100% 'tide' → ' ebb'"
    assert finding.data["described"] == "Say ebb."


def test_limit_and_level(style: Style) -> None:
    folder = style(Tide=HEAD + "limit: 2\nlevel: error\nlink: https://example.org/tide\ntokens: [tide]\n")
    found = findings(folder, "The tide, the tide, the tide.")
    assert [(one.severity.value, one.kind.value, one.basis[0].url) for one in found] == [
        ("error", "fail", "https://example.org/tide")
    ] * 2
