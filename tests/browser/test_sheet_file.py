"""A saved sheet: what waits in it, photos and voice notes too, comes back once, and what is settled not at all."""

from collections.abc import Callable

from playwright.sync_api import Page

ANY_PAGE = "/en/styleguide/"
PREPARED = """
  const { savedPieces, arePieces, pieceOf, MOST_BYTES } = await import('/static/rooms/js/sheet-file-evidence.js');
  const { EvidenceQueue } = await import('/static/rooms/js/evidence-queue.js');
  const { Outbox } = await import('/static/rooms/js/outbox.js');
  const competitor = crypto.randomUUID();
  const queue = () => Object.assign(new EvidenceQueue('room:judge:me', '/nowhere/'), { send: async () => undefined });
"""


def asked(page: Page, body: str) -> object:
    """Return what the script finds with the modules of the sheet."""
    page.goto(ANY_PAGE)
    answer: object = page.evaluate(f"async () => {{ {PREPARED} {body} }}")
    return answer


def test_photos_and_voice_notes_that_wait_come_back_once(new_person: Callable[..., Page]) -> None:
    body = """
      const first = queue();
      await first.add({ competitor, aspect: 7, kind: 'photo', blob: new Blob(['\\u0000picture'], { type: 'image/jpeg' }) });
      await first.add({ competitor, aspect: 7, kind: 'voice', blob: new Blob(['sound'], { type: 'audio/webm;codecs=opus' }) });
      first.pieces[1].state = 'refused';
      await first.add({ competitor, aspect: 8, kind: 'voice', blob: new Blob(['word'], { type: 'audio/mp4' }) });
      const { saved, leftOut } = await savedPieces(first.pieces);
      const read = JSON.parse(JSON.stringify(saved));
      const second = queue();
      const brought = [await second.bring(read.map(pieceOf), {}), await second.bring(read.map(pieceOf), {})];
      second.drop(second.pieces[0].id);
      brought.push(await second.bring(read.map(pieceOf), {}));
      brought.push(await queue().bring(read.map(pieceOf), { [read[1].id]: {} }));
      localStorage.clear();
      const other = new EvidenceQueue('room:judge:me', '/nowhere/');
      other.post = async ({ id }) => ({ ok: true, removed: id === read[0].id });
      brought.push(await other.bring(read.map(pieceOf), {}));
      while (other.busy) await new Promise((resolve) => setTimeout(resolve));
      brought.push(other.pieces.map(({ id }) => id === read[1].id));
      const texts = await Promise.all(read.map(pieceOf).map(({ blob }) => blob.text()));
      return [arePieces(read), leftOut, texts, read.map(pieceOf).map(({ blob }) => blob.type), brought];
    """
    told = asked(new_person(), body)
    assert told == [True, 0, ["\0picture", "word"], ["image/jpeg", "audio/mp4"], [2, 0, 0, 0, 2, [True]]]


def test_a_file_is_bounded_and_what_was_changed_is_not_taken(new_person: Callable[..., Page]) -> None:
    body = """
      const big = new Blob([new Uint8Array(MOST_BYTES / 2 + 1)], { type: 'image/jpeg' });
      const pieces = [1, 2].map((order) => (
        { id: crypto.randomUUID(), competitor, aspect: 7, kind: 'photo', order, blob: big, state: 'waiting' }
      ));
      const { saved, leftOut } = await savedPieces(pieces);
      const [piece] = saved;
      const changes = [{ id: 'x' }, { kind: 'film' }, { aspect: '7' }, { content: 'data:text/html;base64,AAAA' }, { order: null }];
      return [saved.length, leftOut, changes.map((change) => arePieces([{ ...piece, ...change }])), arePieces('x')];
    """
    assert asked(new_person(), body) == [1, 1, [False] * 5, False]


def test_what_is_settled_stays_away_also_after_a_reload(new_person: Callable[..., Page]) -> None:
    body = """
      localStorage.clear();
      const entry = (id, order) => (
        { id, order, scope: 'room:judge:me', type: 'comment.write', data: {}, state: 'waiting', sent: true, waited: true }
      );
      const file = [entry('one', 1), entry('two', 2), entry('three', 3)];
      const copies = () => file.map((each) => ({ ...each }));
      const outbox = new Outbox('room:judge:me');
      const brought = [await outbox.bring(copies())];
      outbox.refuse('one', { code: 'changed_meanwhile', message: '' }, 'conflict');
      outbox.dismiss('one');
      outbox.accept('two', 5);
      outbox.release(5);
      brought.push(await outbox.bring(copies()));
      brought.push(await new Outbox('room:judge:me').bring(copies()));
      brought.push(await new Outbox('room:judge:another').bring(copies()));
      return brought;
    """
    assert asked(new_person(), body) == [3, 0, 1, 3]


def test_a_half_written_comment_survives_a_reload_and_is_one_seats_alone(new_person: Callable[..., Page]) -> None:
    page = new_person()
    write = """
      const { CommentDrafts } = await import('/static/rooms/js/comment-drafts.js');
      const drafts = new CommentDrafts('room:judge:me');
      drafts.set('1:7', 'The tag is');
      drafts.set('1:8', 'gone');
      drafts.delete('1:8');
    """
    read = """
      const { CommentDrafts } = await import('/static/rooms/js/comment-drafts.js');
      const other = new CommentDrafts('room:judge:another');
      const mine = new CommentDrafts('room:judge:me');
      return [mine.get('1:7'), mine.get('1:8') ?? null, other.get('1:7') ?? null];
    """
    asked(page, write)
    assert asked(page, read) == ["The tag is", None, None]


def test_a_microphone_that_was_only_asked_for_is_not_used_any_more(new_person: Callable[..., Page]) -> None:
    body = """
      const { VoiceNote } = await import('/static/rooms/js/evidence-capture.js');
      let allow, stopped = 0;
      const stream = { getTracks: () => [{ stop: () => { stopped += 1; } }] };
      Object.defineProperty(navigator, 'mediaDevices', {
        configurable: true, value: { getUserMedia: () => new Promise((resolve) => { allow = () => resolve(stream); }) },
      });
      const note = new VoiceNote(() => undefined);
      const recorded = note.record();
      note.stop();
      allow();
      return [(await recorded).size, stopped];
    """
    assert asked(new_person(), body) == [0, 1]
