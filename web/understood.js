// What the file was taken for, in sentences, and what it cannot tell by itself: each answer is an edit of the plan.
import { h } from './dom.js';

/**
 * @param {{title: string, sentences: string[], questions: object[]}} understanding docs/contract.md, `understanding`
 * @param {(edits: object[]) => void} edit
 */
export function understood({ title, sentences, questions }, edit) {
  return h(
    'section',
    { id: 'understood' },
    h('h3', {}, title),
    h('ul', {}, ...sentences.map((sentence) => h('li', {}, sentence))),
    ...questions.map(({ id, column, text, changes, answers }) =>
      h(
        'fieldset',
        { 'data-question': id, 'data-column': column },
        h('legend', {}, text),
        h('p', {}, changes),
        ...answers.map(({ label, edits }, place) =>
          h(
            'button',
            { type: 'button', key: `answer-${id}-${column}-${place}`, on: { click: () => edit(edits) } },
            label,
          ),
        ),
      ),
    ),
  );
}

/** What stands before the findings: all of it where something is asked, else one sentence and the way to the others. */
export function understoodFirst(words, understanding, edit) {
  const { sentences, questions } = understanding;
  if (questions.length) return understood(understanding, edit);
  return h('p', {}, `${sentences[0]} `, h('a', { href: '#/columns' }, words.text('page.understood.all')));
}
