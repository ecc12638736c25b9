// DuckDB-wasm in Node, one thread: parse a CSV file and profile every column. Prints {parse_ms, profile_ms, rows,
// columns, distinct}.
import { createRequire } from 'node:module';
import path from 'node:path';
import { summarySql, topSql } from './profile_sql.mjs';

const require = createRequire(import.meta.url);
const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
const dist = path.dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs'));

const bundles = {
  mvp: { mainModule: path.join(dist, 'duckdb-mvp.wasm'), mainWorker: path.join(dist, 'duckdb-node-mvp.worker.cjs') },
  eh: { mainModule: path.join(dist, 'duckdb-eh.wasm'), mainWorker: path.join(dist, 'duckdb-node-eh.worker.cjs') },
};
const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
await db.instantiate();
db.open({ query: { castBigIntToDouble: true } });
const connection = db.connect();
const file = path.resolve(process.argv[2]);
db.registerFileURL('file.csv', file, duckdb.DuckDBDataProtocol.NODE_FS, true);

const start = performance.now();
connection.query("CREATE TABLE t AS SELECT * FROM read_csv('file.csv')");
const parsed = performance.now();
const columns = connection
  .query('DESCRIBE t')
  .toArray()
  .map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
let rows = 0;
const distinct = {};
for (const column of columns) {
  const values = Object.values(connection.query(summarySql(column)).toArray()[0].toJSON());
  rows = Number(values[0]);
  distinct[column.name] = Number(values[2]);
  connection.query(topSql(column)).toArray();
}
const done = performance.now();
console.log(
  JSON.stringify({ parse_ms: parsed - start, profile_ms: done - parsed, rows, columns: columns.length, distinct }),
);
