// A lesson while somebody goes through it, with an engine that answers when it is told to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cancelled } from '../../web/engine_client.js';
import { Training } from '../../web/training.js';

const lessons = [
  { id: 'coupons', title: 'Coupons', shows: ['bias.group_gaps'] },
  { id: 'optout', title: 'Late', shows: [] },
];

/** Answers in the order in which it was asked, one at a time. */
function started() {
  const asked = [];
  const said = [];
  const heard = { changed: 0, moved: 0 };
  const training = new Training({
    app: { send: (message) => said.push(message) },
    changed: () => (heard.changed += 1),
    moved: () => (heard.moved += 1),
  });
  const client = { ask: (ask) => new Promise((resolve, reject) => asked.push({ ask, resolve, reject })) };
  /** Answers the oldest question that waits. */
  const answer = async (given) => {
    const { ask, resolve } = asked.shift();
    resolve(given ?? { lesson: lessonOf(ask), view: { checks: [] } });
    await new Promise((done) => setTimeout(done));
    return ask;
  };
  return { training, client, asked, said, heard, answer };
}

const lessonOf = ({ id, settings }) => ({
  id,
  act: { options: [{ set: { gap: 1 } }, { set: { gap: 0 } }] },
  quiz: [{ answers: [{ right: true }, { right: false }] }, { answers: [{ right: false }, { right: true }] }],
  run: { settings: { gap: 1, ...settings } },
});

async function inLesson() {
  const all = started();
  const loaded = all.training.load('en', all.client);
  await all.answer({ lessons });
  await loaded;
  all.training.follow('coupons');
  await all.answer();
  return all;
}

test('a lesson that is not there leaves the list, before and after there is one', async () => {
  const { training, client, asked, answer } = started();
  training.follow('coupons');
  assert.equal(asked.length, 0, 'nobody can be asked yet');
  const loaded = training.load('en', client);
  await answer({ lessons });
  await loaded;
  training.follow('weather');
  assert.equal(training.id, '');
  assert.equal(asked.length, 0);
});

test('who moves a slider faster than it is reckoned sees the last place', async () => {
  const { training, asked, heard, answer } = await inLesson();
  const before = heard.changed;
  for (const place of [0.1, 0.2, 0.3]) training.slide('gap', place);
  assert.equal(asked.length, 1);
  assert.equal((await answer()).settings.gap, 0.1);
  assert.equal(asked.length, 1, 'two places were passed over');
  assert.equal((await answer()).settings.gap, 0.3);
  assert.equal(asked.length, 0);
  assert.equal(training.lesson.run.settings.gap, 0.3);
  assert.equal(heard.changed, before, 'the slider is not built anew');
  assert.equal(heard.moved, 1);
});

test('an answer for a lesson that was left is not shown', async () => {
  const { training, answer, said } = await inLesson();
  training.choose(1);
  training.follow('optout');
  await answer(); // of the one that was left
  assert.equal(training.lesson, null);
  await answer();
  assert.equal(training.lesson.id, 'optout');
  assert.equal(said.at(-1).id, 'optout');
});

test('the first answer counts, and the score is of the right ones', async () => {
  const { training } = await inLesson();
  training.answer(0, 1);
  training.answer(0, 0);
  training.answer(1, 1);
  assert.deepEqual(training.answers, [1, 1]);
  assert.equal(training.right, 1);
});

test('once more are other people from the first step on', async () => {
  const { training, answer } = await inLesson();
  training.choose(1);
  await answer();
  training.go(4);
  training.answer(0, 0);
  training.anew();
  const { seed, settings } = await answer();
  assert.deepEqual([seed, settings], [2, {}]);
  assert.deepEqual([training.step, training.option, training.answers.length], [0, null, 0]);
});

test('another language is the same place in the lesson', async () => {
  const { training, answer } = await inLesson();
  training.choose(0);
  await answer();
  training.go(2);
  const loaded = training.load('de');
  await answer({ lessons });
  assert.equal((await answer()).settings.gap, 1);
  await loaded;
  assert.deepEqual([training.step, training.option], [2, 0]);
});

test('an address that names no lesson shows the list, from another lesson too', async () => {
  const { training, said } = await inLesson();
  training.follow('weather');
  assert.deepEqual([training.id, training.lesson, said.at(-1).id], ['', null, '']);
});

test('a lesson whose engine was restarted is asked for again, and so is the list', async () => {
  const { training, client, asked, answer } = started();
  const loaded = training.load('en', client);
  asked.shift().reject(new Cancelled());
  await new Promise((done) => setTimeout(done));
  await answer({ lessons });
  await loaded;
  training.follow('coupons');
  asked.shift().reject(new Cancelled());
  await new Promise((done) => setTimeout(done));
  assert.equal((await answer()).id, 'coupons');
  assert.deepEqual([training.lesson.id, training.error], ['coupons', '']);
});
