// Asks before something is lost: what a person changed, decided or noted and did not save. The browser asks when the
// page itself is left.
import { h } from './dom.js';

/** @param {() => boolean} losing whether something would be lost */
export function askBeforeUnload(window, losing) {
  window.addEventListener('beforeunload', (event) => {
    if (losing()) event.preventDefault();
  });
}

/**
 * @param {import('./words.js').Words} words
 * @param {() => Promise<boolean>} save
 * @returns {Promise<boolean>} whether to go on
 */
export function askBeforeLosing(words, save) {
  const dialog = document.getElementById('leaving-dialog');
  if (dialog.open) return Promise.resolve(false);
  const t = (key) => words.text(`record.leaving.${key}`);
  const before = document.activeElement;
  return new Promise((resolve) => {
    const end = (goOn) => {
      dialog.close();
      before?.focus?.({ preventScroll: true });
      resolve(goOn);
    };
    const button = (key, act) => h('button', { type: 'button', 'data-leave': key, on: { click: act } }, t(key));
    dialog.lang = words.lang;
    dialog.replaceChildren(
      h('h2', { id: 'leaving-title' }, t('title')),
      h('p', {}, t('text')),
      button('save', async () => end(await save())),
      ' ',
      button('lose', () => end(true)),
      ' ',
      button('stay', () => end(false)),
    );
    dialog.setAttribute('aria-labelledby', 'leaving-title');
    dialog.oncancel = (event) => {
      event.preventDefault();
      end(false);
    };
    dialog.showModal();
  });
}

/** Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z, but where somebody types (in the drawing, too: an input stands behind it). */
export function listenToSteps(window, { undo, redo }) {
  window.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target.closest?.('input, textarea, dialog')) return;
    const key = event.key.toLowerCase();
    const act = key === 'z' ? (event.shiftKey ? redo : undo) : key === 'y' ? redo : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
}
