// Building HTML without innerHTML: nothing from a file is ever read as markup.

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
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
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
