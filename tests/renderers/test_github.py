def test_annotations(outcomes, rendered, snapshot):
    snapshot("github.txt", rendered("github", outcomes()))


def test_a_message_cannot_end_its_own_command(kit, seen, rendered):
    article = kit["story"]("One,  two", name="a,b:c%.txt")
    found = kit["spacing"].finding(kit["place"](article, "  "), message="50% off\n::error::x")
    lines = rendered("github", [seen(kit["report"](article, [found]))]).splitlines()
    assert len(lines) == 1
    assert "file=a%2Cb%3Ac%25.txt," in lines[0]
    assert lines[0].endswith("::50%25 off%0A::error::x")
