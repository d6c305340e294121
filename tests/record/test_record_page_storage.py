"""A browser whose storage is full, forbidden or false: the page says what is not saved."""


def test_full_storage_is_said_and_what_was_saved_stays(page, event):
    found = page(
        """
        const box = new FakeStorage();
        const record = createRecord(box);
        record.append(event(1));
        box.room = 400;
        let heard = 0;
        record.onChange(() => { heard += 1; });
        const said = caught(() => record.append(event(2, { response: "x".repeat(400) })));
        const draft = record.setDraft("IMP-1.2", "y".repeat(400));
        const held = record.draft("IMP-1.2").length;
        const file = JSON.stringify({ format: "new-localism-record", version: 1,
          events: [event(3), event(4, { response: "x".repeat(400) })] });
        const imported = caught(() => record.importText(file));
        const during = record.events();
        const opened = createRecord(box);
        box.room = 1;
        const crowded = createRecord(box);
        const read = crowded.events();
        box.room = Infinity;
        answer({ said, draft, held, imported, during, heard, read, lasting: crowded.lasting,
          later: record.append(event(2)), redraft: record.setDraft("IMP-1.2", "z"),
          reread: createRecord(box).draft("IMP-1.2"), cleared: (record.clearDraft("IMP-1.2"),
          record.draft("IMP-1.2") === undefined) });
        """
    )
    assert found["said"]["error"] == "RecordError"
    assert "Your answer was not saved." in found["said"]["message"]
    assert "storage for this site is full. Export your record" in found["said"]["message"]
    assert found["draft"] is False
    assert found["held"] == 400, "the draft lives as long as the page"
    assert found["imported"]["message"].startswith("Nothing was imported. The browser's storage")
    assert found["during"] == [event(1)], "an import that does not fit leaves nothing behind"
    assert found["heard"] == 0
    assert found["read"] == [event(1)], "a full storage is still read"
    assert found["lasting"] is True
    assert found["later"] is True
    assert (found["redraft"], found["reread"], found["cleared"]) == (True, "z", True)


def test_private_mode_works_in_memory_and_says_so(page, event):
    script = """
        const record = createRecord(box);
        const said = record.append(event(1));
        const draft = record.setDraft("A-1", "d");
        answer({ said, draft, read: record.draft("A-1"), events: record.events(),
          text: JSON.parse(record.exportText()).events, lasting: record.lasting,
          notices: record.notices, left: createRecord(box).events() });
    """
    forbidden = "const box = new FakeStorage(); box.forbidden = true;"
    no_quota = "const box = new FakeStorage(); box.room = 0;"
    forgets = "const box = new FakeStorage(); box.getItem = () => null;"
    for begin in (forbidden, no_quota, forgets, "const box = null;"):
        found = page(begin + script)
        assert found["said"] is True, begin
        assert found["draft"] is False, "it will not outlive the page"
        assert found["read"] == "d"
        assert found["events"] == found["text"] == [event(1)]
        assert found["lasting"] is False
        assert len(found["notices"]) == 1
        assert "are gone when the page is closed" in found["notices"][0]
        assert found["left"] == []


def test_naming_the_storage_may_throw(page, event):
    found = page(
        """
        Object.defineProperty(globalThis, "localStorage", { configurable: true,
          get() { throw new DOMException("denied", "SecurityError"); } });
        const denied = createRecord();
        const own = new FakeStorage();
        Object.defineProperty(globalThis, "localStorage", { configurable: true, value: own });
        const granted = createRecord();
        granted.append(event(1));
        answer({ denied: [denied.lasting, denied.append(event(1))], granted: granted.lasting,
          stored: Object.keys(own.all).length });
        """
    )
    assert found == {"denied": [False, True], "granted": True, "stored": 1}


def test_access_withdrawn_later_is_said(page, event):
    found = page(
        """
        const box = new FakeStorage();
        const record = createRecord(box);
        record.append(event(1));
        box.forbidden = true;
        const given = { item: "IMP-1.2", version: 1, response: 1, score: 1 };
        const marked = record.newEvent(given).score;
        const said = [() => record.append(event(2)), () => record.events(), record.exportText]
          .map((act) => caught(act));
        const draft = [record.setDraft("A-1", 1), record.draft("A-1")];
        record.clearDraft("A-1");
        box.forbidden = false;
        answer({ said, draft, marked, events: record.events() });
        """
    )
    assert [one["error"] for one in found["said"]] == ["RecordError"] * 3
    assert found["said"][0]["message"].startswith("Your answer was not saved. The browser does not")
    assert "SecurityError" in found["said"][0]["message"]
    assert found["said"][1]["message"].startswith("Your record could not be read.")
    assert found["draft"] == [False, 1]
    assert found["marked"] == 1, "marking goes on without storage"
    assert found["events"] == [event(1)]


def test_a_write_that_is_not_kept_is_no_save(page, event):
    found = page(
        """
        const box = new FakeStorage();
        const record = createRecord(box);
        const set = box.setItem;
        box.setItem = () => undefined;
        const lost = caught(() => record.append(event(1)));
        box.setItem = (key, value) => set.call(box, key, value.slice(0, 20));
        const cut = caught(() => record.append(event(2)));
        answer([lost, cut]);
        """
    )
    for said in found:
        assert said["error"] == "RecordError"
        assert "The browser took it, but did not give it back" in said["message"]
