// The exact per-column profile in SQL that the other engines compute: count, missing, distinct, min, max, mean, std,
// quantiles, top values. The same statements for DuckDB and DuckDB-wasm.

const numeric = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U[A-Z]+INT|FLOAT|DOUBLE|DECIMAL)/;

const name = (column) => `"${column.replaceAll('"', '""')}"`;

/** @param {{name: string, type: string}} column */
export function summarySql(column, table = 't') {
  const c = name(column.name);
  const figures = [
    `count(*)`,
    `count(*) - count(${c})`,
    `count(DISTINCT ${c})`,
    `min(${c})::VARCHAR`,
    `max(${c})::VARCHAR`,
  ];
  if (numeric.test(column.type)) {
    figures.push(`avg(${c})`, `stddev_samp(${c})`, `quantile_cont(${c}, [0.05, 0.25, 0.5, 0.75, 0.95])`);
  }
  return `SELECT ${figures.join(', ')} FROM ${table}`;
}

/** @param {{name: string}} column */
export function topSql(column, table = 't') {
  const c = name(column.name);
  return `SELECT ${c}::VARCHAR, count(*) AS n FROM ${table} WHERE ${c} IS NOT NULL GROUP BY ${c} ORDER BY n DESC LIMIT 10`;
}
