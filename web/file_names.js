// What files are called that are made of another one.

const stem = (fileName) => fileName.replace(/\.gz$/i, '').replace(/\.[A-Za-z0-9]{1,5}$/, '') || 'klarsicht';

/** `kunden.csv` → `kunden-klarsicht.html` */
export const reportName = (fileName, format) => `${stem(fileName)}-klarsicht.${format}`;
/** `kunden.csv` → `kunden-klarsicht-plan.json` */
export const planName = (fileName) => `${stem(fileName)}-klarsicht-plan.json`;
/** `kunden.csv` → `kunden-klarsicht-neu.csv` */
export const remediedName = (fileName, suffix) => `${stem(fileName)}-klarsicht-${suffix}.csv`;
/** `kunden.csv` → `kunden-klarsicht-zeilen.csv` */
export const rowsName = (fileName, lang) => remediedName(fileName, lang === 'de' ? 'zeilen' : 'rows');
/** `kunden.csv` → `kunden.klarsicht` */
export const workName = (fileName) => `${stem(fileName)}.klarsicht`;

/** By the format of a report. */
export const reportTypes = {
  html: 'text/html;charset=utf-8',
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
  'counts.csv': 'text/csv;charset=utf-8',
  md: 'text/markdown;charset=utf-8',
};
