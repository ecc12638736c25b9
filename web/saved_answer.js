// Charts and the answer on one page as files: asked of the engine, and saved.
import { reportName } from './file_names.js';

/** Twice the size, for slides and sharp screens. */
const scale = 2;

/** The picture of an SVG. @param {ArrayBuffer} svg @returns {Promise<Blob>} PNG */
async function pictureOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new TextDecoder().decode(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: image.width * scale, height: image.height * scale });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

/** @param {import('./session.js').Session} session @param {{check: number, format: string, all?: boolean}} chart */
export async function saveChart(session, { check, format, all = false }, theme) {
  const name = session.file?.name;
  const answer = await session.askInView({ request: 'chart', check, all, theme });
  if (!answer) return;
  const bytes = format === 'png' ? await pictureOf(answer.bytes) : answer.bytes;
  const word = session.lang === 'de' ? 'diagramm' : 'chart';
  session.hears.save(
    bytes,
    reportName(name, `${word}-${check + 1}.${format}`),
    format === 'png' ? 'image/png' : 'image/svg+xml',
  );
}

/** @param {{contact?: number|null, sale?: number|null}} amounts */
export async function savePage(session, { contact = null, sale = null }) {
  const name = session.file?.name;
  const answer = await session.askInView({ request: 'one_page', contact, sale });
  if (!answer) return;
  session.hears.app.send({ type: 'rendered', format: 'one-page.html', bytes: answer.bytes.byteLength });
  session.hears.save(answer.bytes, reportName(name, 'one-page.html'), 'text/html;charset=utf-8');
}
