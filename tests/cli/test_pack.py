import pytest

PACK = """\
pack: {name}
title: House style
language: en
rules:
{rules}"""
WORDS = """\
  - id: words
    check: substitution
    message: "“{matched}” is long"
    swap: {utilise: use, in order to: so as to}
    bad: ["They utilise the bus."]
    good: ["They use the bus."]
"""
TERMS = """\
  - id: terms
    check: term
    message: "“{{matched}}” is no word of ours"
    terms: [{terms}]
    exceptions: [{exceptions}]
    bad: ["They met {bad}."]
    good: ["They met."]
"""
PATTERN = """\
  - id: letters
    check: pattern
    message: "“{{matched}}” is odd"
    pattern: '{pattern}'
    bad: ["It is aaab."]
    good: ["It is."]
"""


@pytest.fixture
def pack(write):
    def make(*rules, name="house"):
        write(f"{name}/pack.yaml", PACK.format(name=name, rules="".join(rules)))
        return f"./{name}"

    return make


def _terms(terms, bad="so as to see", exceptions=""):
    return TERMS.format(terms=terms, bad=bad, exceptions=exceptions)


def test_a_new_pack_holds_and_is_never_written_over(compliance, desk):
    done = compliance("pack", "new", "house-style")
    assert done.code == 0
    path = desk / "house-style" / "pack.yaml"
    assert compliance("pack", "test", "./house-style").out.splitlines()[-1] == "3 examples: all hold"
    assert compliance("pack", "lint", "./house-style").code == 0
    path.write_text("# mine", encoding="utf-8")
    again = compliance("pack", "new", "house-style")
    assert again.code == 2
    assert "left alone" in again.err
    assert path.read_text(encoding="utf-8") == "# mine"


@pytest.mark.parametrize("name", ["House", "a/b", "..", "a b", ""])
def test_a_name_that_no_pack_can_have(compliance, desk, name):
    done = compliance("pack", "new", name)
    assert done.code == 2
    assert "cannot be a pack's name" in done.err
    assert not list(desk.iterdir())


def test_examples_that_do_not_hold_are_named(compliance, pack):
    done = compliance("pack", "test", pack(WORDS, _terms("gift", bad="nobody")))
    assert done.code == 1
    assert "house/terms bad: They met nobody." in done.out
    assert "nothing was found" in done.out
    assert done.out.splitlines()[-1] == "4 examples: 1 failed"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([WORDS, _terms("utilise")], "“utilise” is also in house/words (house/pack.yaml:8:"),
        ([WORDS, _terms("in order")], "inside “in order to”, “in order” of house/terms is found too"),
        ([WORDS, _terms("so as to")], "it writes “so as to”, in which house/terms finds “so as to”"),
        ([_terms("gift, free", exceptions="free")], "“free” can never be found"),
        ([PATTERN.format(pattern="(a+)+b")], "the pattern can run away"),
        ([PATTERN.format(pattern="a*b?")], "the pattern matches an empty text"),
    ],
)
def test_rules_that_get_into_each_others_way_are_named_with_their_place(compliance, pack, rules, said):
    done = compliance("pack", "lint", pack(*rules))
    assert done.code == 1
    assert said in done.out
    assert done.out.startswith("house/pack.yaml:")
    assert done.out.splitlines()[-1] == "1 pack: 1 problem"


def test_rules_that_never_meet_are_left_alone(compliance, pack):
    headlines = _terms("utilise").replace("bad:", "in: [headline]\n    bad:")
    captions = WORDS.replace("bad:", "in: [caption]\n    bad:")
    spanish = _terms("utilise").replace("id: terms", "id: otros").replace("bad:", "languages: [es]\n    bad:")
    done = compliance("pack", "lint", pack(headlines, captions, spanish, PATTERN.format(pattern="a+b")))
    assert (done.code, done.out) == (0, "1 pack: nothing found\n")


def test_packs_are_held_against_each_other(compliance, pack):
    done = compliance("pack", "lint", pack(WORDS), pack(_terms("utilise"), name="desk-style"))
    assert done.code == 1
    assert "desk-style/terms: “utilise” is also in house/words" in done.out


def test_each_rule_is_timed_and_the_slow_are_named(compliance, pack, write):
    write("stories/one.txt", "It is aaab, they utilise it.")
    write("stories/two.txt", "They utilise the bus.")
    house = pack(WORDS, PATTERN.format(pattern="a+b"))
    done = compliance("pack", "bench", house, "stories", "--slow", "0.001")
    assert done.code == 0
    rows = {line.split()[0]: line.split()[1] for line in done.out.splitlines() if line.startswith("house/")}
    assert rows["house/words"] == "2"
    assert "slow: house/words takes" in done.out
    assert "slow:" not in compliance("pack", "bench", house, "stories", "--slow", "1000000").out


def test_what_cannot_be_done_is_said(compliance, pack, write):
    for arguments, said in (
        (("test", "nowhere"), "there is no pack 'nowhere'"),
        (("test",), "no pack was named"),
        (("lint",), "no pack was named"),
        (("bench", pack(WORDS)), "there is no story to time the rules on"),
        (("bench", pack(WORDS), "missing.txt"), "missing.txt"),
    ):
        done = compliance("pack", *arguments)
        assert done.code == 2, arguments
        assert said in done.err
    write("broken/pack.yaml", "pack: [")
    done = compliance("pack", "lint", "./broken")
    assert done.code == 2
    assert "broken/pack.yaml:2:1" in done.err


def test_a_phrase_of_another_pack_is_no_problem_where_it_weighs_less_or_differs_in_kind(compliance, pack):
    note = _terms("utilise").replace("bad:", "severity: note\n    bad:", 1)
    once = "  - {id: one, check: consistency, message: m, either: [[utilise, use]], bad: [x], good: [y]}\n"
    done = compliance("pack", "lint", pack(WORDS), pack(note, name="notes"), pack(once, name="forms"))
    assert (done.code, done.out) == (0, "3 packs: nothing found\n")


def test_what_a_pack_extends_must_be_there(compliance, pack):
    done = compliance("pack", "lint", pack(WORDS, "extends: [identiti]\n"))
    assert done.code == 2
    assert "there is no pack 'identiti'" in done.err


@pytest.mark.parametrize("pattern", ["(?:(?R)|b)", "(a+)+b"])
def test_a_pattern_that_takes_all_memory_or_time_is_named(compliance, pack, pattern):
    done = compliance("pack", "lint", pack(PATTERN.format(pattern=pattern)))
    assert done.code == 1
    assert "the pattern can run away" in done.out


def test_an_example_that_is_no_story_fails_and_the_others_run(compliance, pack):
    broken = WORDS.replace("bad: [", "bad: [{body: 3}, ", 1)
    done = compliance("pack", "test", pack(broken))
    assert done.code == 1
    assert "this is no story:" in done.out


def test_the_rules_of_a_pack_are_listed_and_explained(compliance, pack):
    folder = pack(WORDS)
    assert "house/words" in compliance("rules", "house", "--pack", folder).out
    assert compliance("explain", "house/words", "--pack", folder).out.startswith("house/words\n")
    assert "--pack" in compliance("explain", "house/words").err


def test_what_check_says_to_type_finds_the_rule(compliance, pack, write):
    write("story.txt", "They utilise the bus.")
    folder = pack(WORDS)
    done = compliance("check", "story.txt", "--pack", folder, "--profile", "strict")
    assert "compliance explain house/words --pack ./house --profile strict tells more of a rule" in done.out
    spaced = pack(WORDS, name="my-house").replace("./my-house", "./my house")
    write("my house/pack.yaml", PACK.format(name="my-house", rules=WORDS))
    done = compliance("check", "story.txt", "--pack", spaced)
    assert "compliance explain my-house/words --pack './my house' tells" in " ".join(done.out.split())
    assert "--pack" not in compliance("check", "story.txt", "--select", "copy/*").out


@pytest.mark.parametrize("command", [("check", "story.txt"), ("rules",), ("explain", "house/words")])
@pytest.mark.parametrize("empty", ["", " ", ","])
def test_a_pack_without_a_name_is_refused(compliance, write, command, empty):
    write("story.txt", "They utilise the bus.")
    done = compliance(*command, "--pack", empty)
    assert done.code == 2
    assert "the name of a pack is empty" in done.err


def test_a_folder_written_in_two_ways_is_one_pack(compliance, pack, write, desk):
    write("story.txt", "They utilise the bus.")
    folder = pack(WORDS)
    done = compliance("check", "story.txt", "--pack", folder, "--pack", str(desk / "house"), "--pack", "house/../house")
    assert (done.code, done.err) == (1, "")
    assert done.out.count("“utilise” is long") == 1


def test_bench_lists_rules_that_ran_on_no_story(compliance, pack, write):
    write("stories/one.txt", "They utilise the bus.")
    done = compliance("pack", "bench", pack(WORDS, _terms("end result")), "stories")
    rows = {line.split()[0]: line for line in done.out.splitlines() if line.startswith("house/")}
    assert rows["house/words"].split()[1] == "1"
    assert rows["house/terms"].split()[1:] == ["0", "ran", "on", "no", "story"]


def test_a_rule_of_metadata_says_in_words_what_it_asks_for(compliance, pack):
    rule = """\
  - id: section
    check: metadata
    message: "no section of ours"
    field: section
    required: true
    one_of: [news, sport]
    max_length: 9
    bad: [{section: arts}]
    good: [{section: news}]
"""
    said = " ".join(compliance("explain", "house/section", "--pack", pack(rule)).out.split())
    assert "A story whose “section” is missing or is none of “news”, “sport” or has more than 9 characters." in said


def test_a_variant_is_explained_by_its_own_page(compliance, pack):
    joined = "".join(
        _terms(term, bad=term).replace(
            "id: terms", f"id: {term}\n    reports_as: sensitive/words\n    reason: Of {term}."
        )
        for term in ("apples", "pears")
    )
    folder = pack(joined)
    whole = compliance("explain", "sensitive/words", "--pack", folder).out
    assert "Of apples." in whole
    assert "Of pears." in whole
    said = compliance("explain", "sensitive/words:pears", "--pack", folder)
    assert said.out.startswith("sensitive/words:pears\n")
    assert "Of pears." in said.out
    assert "apples" not in said.out
    wrong = compliance("explain", "sensitive/words:pear", "--pack", folder)
    assert wrong.code == 2
    assert "did you mean 'pears'?" in wrong.err
