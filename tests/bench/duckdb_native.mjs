// DuckDB native, one thread unless THREADS says otherwise: parse a CSV file and profile every column.
import { DuckDBInstance } from '@duckdb/node-api';
import { summarySql, topSql } from './profile_sql.mjs';

const instance = await DuckDBInstance.create(':memory:', { threads: process.env.THREADS ?? '1' });
const connection = await instance.connect();
const rowsOf = async (sql) => (await connection.runAndReadAll(sql)).getRows();

const start = performance.now();
await connection.run('CREATE TABLE t AS SELECT * FROM read_csv(?)', [process.argv[2]]);
const parsed = performance.now();
const columns = (await rowsOf('DESCRIBE t')).map((row) => ({ name: String(row[0]), type: String(row[1]) }));
let rows = 0;
const distinct = {};
for (const column of columns) {
  const [values] = await rowsOf(summarySql(column));
  rows = Number(values[0]);
  distinct[column.name] = Number(values[2]);
  await rowsOf(topSql(column));
}
const done = performance.now();
console.log(
  JSON.stringify({ parse_ms: parsed - start, profile_ms: done - parsed, rows, columns: columns.length, distinct }),
);
