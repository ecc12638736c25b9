// Small Excel workbooks for the tests of the page.

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const step = (crc, byte) => table[(crc ^ byte) & 255] ^ (crc >>> 8);
const crc32 = (bytes) => (bytes.reduce(step, 0xffffffff) ^ 0xffffffff) >>> 0;

/** A ZIP file that packs nothing. @param {Record<string, string>} files */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const common = Buffer.alloc(22); // flags … size of the name
    common.writeUInt32LE(crc32(data), 8);
    common.writeUInt32LE(data.length, 12);
    common.writeUInt32LE(data.length, 16);
    common.writeUInt16LE(name.length, 20);
    const tail = Buffer.alloc(16); // comment … offset
    tail.writeUInt32LE(offset, 12);
    const mark = Buffer.from('PK\x03\x04\x14\0', 'latin1');
    const local = Buffer.concat([mark, common, Buffer.alloc(2), Buffer.from(name), data]);
    directory.push(Buffer.from('PK\x01\x02\x14\0\x14\0', 'latin1'), common, tail, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const cell = (value) =>
  typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;

/** @param {Record<string, (string|number)[][]>} sheets rows by name, the header first */
export function workbook(sheets) {
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const names = Object.keys(sheets);
  const links = (list) =>
    `<Relationships>${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  return zip({
    '_rels/.rels': links([['r1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns:r="${types}"><sheets>${names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="s${i}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': links(names.map((_, i) => [`s${i}`, 'worksheet', `sheet${i}.xml`])),
    ...Object.fromEntries(
      names.map((name, i) => [
        `xl/sheet${i}.xml`,
        `<worksheet><sheetData>${sheets[name].map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
      ]),
    ),
  });
}
