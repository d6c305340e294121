"""The record in the browser: saved means written and read back, in one tab or in several."""


def test_an_answer_survives_a_reload(page, event):
    found = page(
        """
        const box = new FakeStorage();
        const first = createRecord(box);
        const said = [first.append(event(2)), first.append(event(1)), first.append(event(2))];
        const again = createRecord(box);
        answer({ said, events: again.events(), latest: again.latest("IMP-1.2"),
          none: again.latest("X-1"), other: again.events("X-1"), keys: Object.keys(box.all),
          lasting: again.lasting, notices: again.notices });
        """
    )
    assert found["said"] == [True, True, False]
    assert found["events"] == [event(1), event(2)]
    assert found["latest"] == event(2)
    assert found["none"] is None
    assert found["other"] == []
    assert sorted(found["keys"]) == [f"nl:event:{event(n)['id']}" for n in (1, 2)]
    assert found["lasting"] is True
    assert found["notices"] == []


def test_two_tabs_share_and_never_overwrite(page, event):
    found = page(
        """
        const box = new FakeStorage();
        const tabs = new EventTarget();
        const [a, b] = [createRecord(box, tabs), createRecord(box, tabs)];
        const heard = [];
        const end = b.onChange(() => heard.push(b.events().length));
        const other = (key) => tabs.dispatchEvent(Object.assign(new Event("storage"), { key }));
        a.append(event(1)); other("nl:event:x");
        other("nl:draft:IMP-1.2"); other("theme");
        b.append(event(2));
        box.removeItem("nl:event:" + event(1).id); other(null);
        end(); a.append(event(3)); other("nl:event:y");
        answer({ heard, a: a.events(), b: b.events() });
        """
    )
    assert found["heard"] == [1, 2, 1]
    assert found["a"] == found["b"] == [event(2), event(3)]


def test_a_listener_that_fails_does_not_unsave(page, event):
    found = page(
        """
        const reported = [];
        globalThis.reportError = (error) => reported.push(error.message);
        const record = createRecord(new FakeStorage());
        let heard = 0;
        record.onChange(() => { throw new Error("mine"); });
        record.onChange(() => { heard += 1; });
        const said = [record.append(event(1)), record.append(event(1))];
        answer({ said, heard, reported });
        """
    )
    assert found == {"said": [True, False], "heard": 1, "reported": ["mine"]}


def test_a_new_event_is_checked_and_follows_the_last(page, event):
    found = page(
        """
        const record = createRecord(new FakeStorage());
        const future = Date.now() + 1e9;
        record.append(event(1, { at: future }));
        const given = { item: "IMP-1.2", version: 1, response: [1], score: 1, ms: 12.6 };
        const next = record.newEvent(given);
        record.append(next);
        const free = newEvent({ ...given, item: "PSA-1" });
        const whole = globalThis.crypto;
        Object.defineProperty(globalThis, "crypto", { configurable: true,
          value: { getRandomValues: (bytes) => whole.getRandomValues(bytes) } });
        const plain = newEvent(given);
        answer({ after: next.at - future, ms: next.ms, confidence: next.confidence,
          latest: record.latest("IMP-1.2").id === next.id, near: Math.abs(free.at - Date.now()),
          count: record.events().length, id: plain.id, differ: plain.id !== newEvent(given).id,
          bad: caught(() => record.newEvent({ ...given, score: 2 })).message });
        """
    )
    assert found["after"] == 1
    assert found["ms"] == 13
    assert found["confidence"] is None
    assert found["latest"] is True
    assert found["near"] < 5000
    assert found["count"] == 2, "newEvent saves nothing"
    assert found["id"][14] == "4"
    assert found["id"][19] in "89ab"
    assert found["differ"] is True
    assert found["bad"] == "score: must be a number from 0 to 1, but is 2"


def test_what_is_handed_out_cannot_change_the_record(page, event):
    found = page(
        """
        const record = createRecord(new FakeStorage());
        record.append(event(1));
        const tried = caught(() => { record.events()[0].response.picked = 9; }).error;
        record.events().pop();
        answer({ tried, events: record.events() });
        """
    )
    assert found == {"tried": "TypeError", "events": [event(1)]}


def test_unreadable_entries_are_passed_over_kept_and_told(page, event):
    found = page(
        """
        const box = new FakeStorage();
        const cut = "nl:event:" + event(1).id, newer = "nl:event:" + event(2).id;
        box.setItem(cut, '{"id": "0000');
        box.setItem(newer, JSON.stringify({ ...event(2), mood: "glad" }));
        box.setItem("nl:event:" + event(3).id, JSON.stringify(event(4)));
        box.setItem("other", "not ours");
        const record = createRecord(box);
        const before = { ...box.all };
        const told = record.notices.length;
        record.append(event(5));
        const events = record.events();
        const text = record.exportText();
        const same = Object.entries(before).every(([k, v]) => box.all[k] === v);
        const mended = record.append(event(1));
        answer({ told, events, same, mended, after: record.events(), notices: record.notices,
          aside: box.all["nl:unreadable:" + event(1).id], exported: JSON.parse(text).events });
        """
    )
    assert found["told"] == 3
    assert found["events"] == found["exported"] == [event(5)]
    assert found["same"] is True
    assert found["mended"] is True, "a whole copy takes the place of a cut one"
    assert found["aside"] == '{"id": "0000'
    assert found["after"] == [event(1), event(5)]
    assert len(found["notices"]) == 2
    assert "could not be read. It was left as it is" in found["notices"][0]


def test_export_and_import(page, event):
    found = page(
        """
        const [a, b] = [createRecord(new FakeStorage()), createRecord(new FakeStorage())];
        a.append(event(1)); a.append(event(2)); b.append(event(2)); b.append(event(3));
        const text = a.exportText();
        const first = b.importText("\\uFEFF" + text), second = b.importText(text);
        const empty = createRecord(new FakeStorage()).exportText();
        answer({ head: JSON.parse(text), first, second, events: b.events(),
          empty: b.importText(empty) });
        """
    )
    assert list(found["head"]) == ["format", "version", "exported", "events"]
    assert found["head"]["format"] == "new-localism-record"
    assert found["first"] == {"added": 1, "already": 1}
    assert found["second"] == {"added": 0, "already": 2}
    assert found["empty"] == {"added": 0, "already": 0}
    assert found["events"] == [event(1), event(2), event(3)]


def test_a_malformed_file_is_refused_whole(page, event):
    found = page(
        """
        const record = createRecord(new FakeStorage());
        const head = { format: "new-localism-record", version: 1, exported: "" };
        const files = ["", "[1", "[]", "null", '{"format": "other"}', { ...head, version: "1" },
          { ...head, version: 2 }, { ...head, events: {} },
          { ...head, events: [event(1), event(2, { score: 80 }), event(3)] }];
        const said = files.map((file) => caught(() =>
          record.importText(typeof file === "string" ? file : JSON.stringify(file))));
        answer({ said, events: record.events() });
        """
    )
    assert found["events"] == []
    assert all(one["error"] == "RecordError" for one in found["said"])
    messages = [one["message"] for one in found["said"]]
    assert all(m.startswith("Nothing was imported from this file: ") for m in messages)
    assert "it is not JSON" in messages[0]
    assert 'it lacks "format"' in messages[2]
    assert 'it lacks "format"' in messages[3]
    assert '"version" must be 1' in messages[5]
    assert "newer version of the course" in messages[6]
    assert '"events" must be a list' in messages[7]
    assert "event 2 of 3: score: must be a number from 0 to 1, but is 80" in messages[8]


def test_drafts(page):
    found = page(
        """
        const box = new FakeStorage();
        const record = createRecord(box);
        const none = record.draft("A-1") === undefined;
        const kept = record.setDraft("A-1", { text: "half a th" });
        const again = createRecord(box).draft("A-1");
        record.setDraft("B-1", 0);
        record.clearDraft("A-1");
        box.setItem("nl:draft:C-1", "{cut");
        answer({ none, kept, again, cleared: record.draft("A-1") === undefined,
          other: record.draft("B-1"), cut: record.draft("C-1") === undefined,
          odd: caught(() => record.setDraft("A-1", () => 1)), count: record.events().length });
        """
    )
    assert found["none"] is found["kept"] is found["cleared"] is found["cut"] is True
    assert found["again"] == {"text": "half a th"}
    assert found["other"] == 0
    assert found["odd"]["field"] == "draft"
    assert found["count"] == 0
