// Files in and out of the page: dropped, pasted, chosen; saved and copied. And whose software is in it.
import { h } from './dom.js';

/** Taken before `stayHere`: nobody else is to make addresses that a page can go to. */
const blobAddress = URL.createObjectURL.bind(URL);

/** @param {BlobPart} bytes */
export function save(bytes, name, type) {
  const address = blobAddress(new Blob([bytes], { type }));
  const link = h('a', { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed in some frames; the old way still is.
    const area = h('textarea', { 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

/** Whose software is in the page, under which licence. @param {import('./words.js').Words} words */
export function showLicences(words) {
  const t = (key) => words.text(key);
  const dialog = document.getElementById('licences-dialog');
  dialog.lang = words.lang;
  dialog.setAttribute('aria-label', t('page.licences'));
  dialog.replaceChildren(
    h('h2', {}, t('page.licences')),
    h('p', {}, t('page.licences.hint')),
    h('pre', { tabindex: 0, lang: 'en' }, document.getElementById('licences').textContent),
    h('button', { type: 'button', autofocus: true, on: { click: () => dialog.close() } }, t('page.licences.close')),
  );
  dialog.showModal();
}

/**
 * @param {{open: (files: FileList|File[]) => void, over: (on: boolean) => void, refuse: (key: string) => void}} hears
 *        over: files are held over the page, or no longer
 */
export function listenToFiles({ open, over, refuse }) {
  const holdsFiles = (event) => event.dataTransfer?.types.includes('Files');
  let depth = 0;
  window.addEventListener('dragenter', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    if (depth++ === 0) over(true);
  });
  window.addEventListener('dragleave', (event) => {
    if (holdsFiles(event) && --depth === 0) over(false);
  });
  // Without this the browser would leave the page and show the file.
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    const folder = [...(event.dataTransfer?.items ?? [])].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (folder) refuse('error.page.several_files');
    else open(event.dataTransfer?.files ?? []);
  });
  window.addEventListener('paste', (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    open(event.clipboardData.files);
  });
  const chooser = document.getElementById('file');
  chooser.addEventListener('change', () => {
    open(chooser.files);
    chooser.value = ''; // the same file may be chosen again
  });
}
