"""How what waits at a judge's browser reaches a room that takes only so much at once, and what of it is saved."""

from typing import Any

import pytest
from playwright.sync_api import Page

from coaching.rooms.allowance import BURST, PER_SECOND
from tests.browser.room_modules import run

# A room in the page's own time: what is sent arrives, and is answered, when all that comes before has happened.
DELIVERED = """
  const { Outbox } = await import('/static/rooms/js/outbox.js');
  const waiting = Array.from({ length: x.count }, (_, order) => (
    { id: `c${order}`, order, type: 'comment.write', data: { order }, state: 'waiting', sent: false, waited: true }
  ));
  const outbox = new Outbox('memory');
  outbox.entries = waiting;
  const session = new m.RoomSession({ room: 'r', view: 'judge', participant: 'j1', snapshot: null }, outbox);
  const due = [];
  const done = [];
  const told = { most: 0, lost: 0, late: 0, seconds: 0 };
  let [now, left, at, least, under] = [0, x.burst, 0, 1, 0];
  const then = (wait, action) => due.push({ time: now + wait, action });
  const allowed = () => {
    left = Math.min(x.burst, left + (now - at) / 1000 * x.perSecond);
    at = now;
    const isAllowed = left >= least;
    least = isAllowed ? 1 : x.least;
    if (isAllowed) left -= 1;
    return isAllowed;
  };
  const answered = (id, error) => then(x.trip, () => {
    under -= 1;
    session.take({ type: 'reply', id, ok: !error, seq: 1, error: error && { code: error, message: error } });
  });
  const arrived = ({ id, data }) => {
    if (!allowed()) return answered(id, 'too_fast');
    if (x.broken.includes(data.order)) return answered(id, 'failed');
    done.push(data.order);
    answered(id);
  };
  Object.assign(session.connection, { phase: x.phase, socket: { close: () => undefined }, later: (action, wait) => then(wait, action) });
  session.connection.send = (content) => {
    under += 1;
    told.most = Math.max(told.most, under);
    then(x.trip, () => arrived(content));
    return true;
  };
  session.connection.lose = () => { told.lost += 1; };
  session.delivery.go();
  while (due.length) {
    due.sort((a, b) => a.time - b.time);
    const next = due.shift();
    now = next.time;
    next.action();
    if (outbox.waiting.length) told.seconds = Math.ceil(now / 1000);
  }
  const left_over = outbox.entries.filter((entry) => entry.state !== 'accepted').map((entry) => [entry.data.order, entry.state]);
  return { ...told, isInOrder: done.every((order, index) => !index || done[index - 1] < order), done: done.length, left: left_over };
"""
ALLOWANCE = {"burst": BURST, "perSecond": PER_SECOND, "least": PER_SECOND}


def _delivered(page: Page, **changes: Any) -> dict[str, Any]:
    wanted = {"count": 1_200, "trip": 40, "phase": "live", "broken": [], **ALLOWANCE, **changes}
    found: dict[str, Any] = run(page, "session.js", DELIVERED, wanted)
    return found


@pytest.mark.parametrize("trip", [1, 40, 400, 2_000])
def test_a_whole_days_commands_arrive_in_order_though_the_room_takes_only_so_many_at_once(
    page: Page, trip: int
) -> None:
    found = _delivered(page, trip=trip)
    assert (found["isInOrder"], found["done"], found["left"], found["lost"]) == (True, 1_200, [], 0)
    assert found["most"] == 50
    assert found["seconds"] < 120 + 50 * trip / 1000


def test_over_plain_http_nothing_overtakes_what_was_put_off_by_whichever_process(page: Page) -> None:
    found = _delivered(page, count=300, phase="slow", burst=20, least=1, trip=5)
    assert (found["isInOrder"], found["done"], found["left"], found["most"]) == (True, 300, [], 1)


def test_what_the_server_fails_at_again_and_again_is_refused_and_the_rest_goes_on(page: Page) -> None:
    found = _delivered(page, count=120, broken=[3])
    assert (found["done"], found["left"], found["lost"]) == (119, [[3, "refused"]], 0)


def test_a_command_that_is_not_written_down_yet_is_not_sent_nor_what_comes_after_it(page: Page) -> None:
    body = """
      let wrote;
      const writing = new Promise((resolve) => { wrote = resolve; });
      const journal = { note: () => null, done: () => undefined, holds: () => false, read: () => new Map() };
      const box = new m.Outbox('memory', journal);
      await box.add('comment.write', {});
      box.store = { put: () => writing };
      const second = box.add('comment.write', {});
      const before = box.ready.length;
      wrote();
      await second;
      return [before, box.ready.length];
    """
    assert run(page, "outbox.js", body) == [1, 2]


def test_what_was_refused_is_saved_too_and_what_was_given_anew_does_not_come_back_from_the_file(page: Page) -> None:
    body = """
      const { Outbox } = await import('/static/rooms/js/outbox.js');
      localStorage.clear();
      const box = new Outbox('r:judge:j1');
      const state = { room: { id: 'r', title: '' }, you: {}, competitors: [], aspects: [], marks: {} };
      const about = (aspect) => ({ data }) => data.aspect === aspect;
      for (const aspect of [1, 2, 3, 4]) await box.add('measurement.record', { aspect }, about(aspect));
      const [waits, refused, overtaken, accepted] = box.entries.map(({ id }) => id);
      box.refuse(refused, { code: 'mark_out_of_range', message: '' });
      box.refuse(overtaken, { code: 'changed_meanwhile', message: '' }, 'conflict');
      box.accept(accepted, 1);
      const { commands } = m.sheetFile(state, box.entries, 1, []);
      await box.add('measurement.record', { aspect: 2 }, about(2));
      box.entries = [];
      const brought = await box.bring(commands.map((command) => ({ ...command, state: 'waiting' })));
      return [commands.map(({ data }) => data.aspect), brought, box.waiting.map(({ data }) => data.aspect)];
    """
    assert run(page, "sheet-file.js", body) == [[1, 2, 3], 2, [1, 3]]


def test_over_plain_http_what_the_room_could_not_read_is_answered_and_the_next_one_goes_out(page: Page) -> None:
    body = """
      const heard = [];
      const way = new m.PlainWay({ state: '/s', commands: '/c' }, { heard: (content) => heard.push(content), lost: () => heard.push('lost') });
      way.lookSoon = () => undefined;
      way.post = async () => new Response(JSON.stringify({ type: 'error', code: 'too_big', message: 'No' }), { status: 413 });
      way.send({ id: 'a', type: 'comment.write' });
      await way.last;
      return heard;
    """
    error = {"code": "too_big", "message": "No"}
    assert run(page, "plain-way.js", body) == [{"type": "reply", "id": "a", "ok": False, "error": error}]
