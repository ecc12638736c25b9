// Building HTML without innerHTML: nothing from a file is ever read as markup.

// Characters that act instead of being seen: the same ones as in src/base/visible_text.cpp.
const invisible = new RegExp(
  '[\\0-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u206F]' +
    '|[\\uFEFF\\uFFF9-\\uFFFB\\u{E0000}-\\u{E007F}]|\\p{NChar}',
  'gu',
);

/** A text that cannot turn what stands around it, nor hide: U+FFFD for every such character. */
export const visibleText = (text) => String(text).replace(invisible, '\uFFFD');

/** What a person reads or hears of an attribute; others (`value`) are exact. */
const shown = new Set(['title', 'aria-label', 'aria-description', 'placeholder', 'alt']);

/**
 * @param {string} tag
 * @param {object} attributes `on` holds listeners by event, `key` marks what keeps the focus when the page is built
 * anew @param {...(Node|string|null|undefined)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === 'key') element.dataset.key = value;
    else element.setAttribute(name, value === true ? '' : shown.has(name) ? visibleText(value) : value);
  }
  for (const child of children)
    if (child !== null && child !== undefined && child !== '')
      element.append(child instanceof Node ? child : visibleText(child));
  return element;
}

/** Lets the browser do what waits: drawing, input. */
export const pause = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/**
 * Builds what a generator yields, a few milliseconds at a time.
 * @param {Iterable<Node>} nodes
 * @param {() => boolean} wanted false once it is to stop
 * @returns {Promise<DocumentFragment|null>}
 */
export async function buildInSlices(nodes, wanted, sliceMs = 8) {
  const fragment = document.createDocumentFragment();
  let start = performance.now();
  for (const node of nodes) {
    fragment.append(node);
    if (performance.now() - start < sliceMs) continue;
    await pause();
    if (!wanted()) return null;
    start = performance.now();
  }
  return fragment;
}
