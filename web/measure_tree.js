// The questions that lead to a fairness measure, as sections that open. The tree is the report's: which answer leads
// where is not decided here.
import { h } from './dom.js';

function question(words, questions, id) {
  const asked = questions.find((one) => one.id === id);
  return [
    h('p', {}, h('b', {}, asked.text), ` ${asked.why}`),
    ...asked.answers.map((answer) =>
      h(
        'details',
        {},
        h('summary', {}, answer.text),
        ...(answer.measure ? end(words, answer.measure) : question(words, questions, answer.question)),
      ),
    ),
  ];
}

function end(words, { name, text }) {
  return [h('p', {}, h('b', {}, `${words.text('tree.result')}: ${name}`), ` ${text}`)];
}

/** @param {import('./words.js').Words} words @param {{questions: object[]}} tree docs/contract.md, `measure_tree` */
export function measureTree(words, { questions }) {
  return h(
    'section',
    { id: 'measure-tree' },
    h('h3', {}, words.text('tree.title')),
    h('p', {}, words.text('tree.text')),
    ...question(words, questions, questions[0].id),
  );
}
