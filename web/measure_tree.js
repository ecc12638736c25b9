// The questions that lead to a fairness measure, as nested sections that open: the same tree as in the drawing (src/app/model/measure_choice.cpp).
import { h } from './dom.js';

const tree = {
  reason: { yes: 'conditional', no: '?outcome' },
  outcome: { yes: '?trust', no: 'parity' },
  trust: { yes: '?harm', no: 'parity', unknown: 'parity' },
  harm: { passed_over: 'opportunity', wrongly_selected: 'fpr', both: 'odds', promise: 'predictive' },
};

function question(t, name) {
  return [h('p', {}, h('b', {}, t(`q.${name}`)), ` ${t(`q.${name}.why`)}`),
    ...Object.entries(tree[name]).map(([answer, end]) => h('details', {}, h('summary', {}, t(`a.${answer}`)),
      ...(end.startsWith('?') ? question(t, end.slice(1)) : [h('p', {}, h('b', {}, `${t('result')}: ${t(`r.${end}`)}`), ` ${t(`r.${end}.text`)}`)])))];
}

/** @param {import('./words.js').Words} words */
export function measureTree(words) {
  const t = (key) => words.text(`tree.${key}`);
  return h('section', { id: 'measure-tree' }, h('h3', {}, t('title')), h('p', {}, t('text')), ...question(t, 'reason'));
}
