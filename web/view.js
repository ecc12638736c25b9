// What the page's own HTML shows of a report: small enough to hand from the worker to the page, and to build without a pause.

const shownGroups = 40;
const gravity = { fail: 0, warn: 1, info: 2, not_assessed: 3, pass: 4 };
const weight = { high: 0, medium: 1, low: 2, none: 3 };

/** Gravest first: by status, then severity, else as the report has them. */
export function gravestFirst(checks) {
  return [...checks].sort((a, b) => gravity[a.status] - gravity[b.status] || weight[a.severity] - weight[b.severity]);
}

/** Of a group of so few people only the name is told, not what was decided about them (`least_people_shown` in src/audit/groups.h). */
const leastPeople = 5;
const told = (group) => ('selection_rate' in group && group.n < leastPeople ? { group: group.group } : group);

const plain = (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

/**
 * The figures of a check as a table of at most `shownGroups` rows: what its chart shows, else its groups as far as they are plain values.
 * `unit` is the chart's, for its columns value, low and high.
 */
function tableOf({ chart, groups, status }) {
  if (status === 'not_assessed') return { columns: [], rows: [], more: 0 };
  const drawn = (chart?.rows ?? []).map(({ section, label, value, low, high, n }) => ({ label: section ? `${section}: ${label}` : label, value, low, high, n }));
  const rows = drawn.length ? drawn : (groups ?? []).map(({ label, ...group }) => told(label === undefined ? group : { ...group, group: label }));
  const named = [...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => plain(row[key]))))];
  const columns = named.filter((column) => rows.some((row) => row[column] !== null && row[column] !== undefined && row[column] !== ''));
  return {
    columns,
    rows: rows.slice(0, shownGroups).map((row) => columns.map((column) => (plain(row[column]) ? row[column] : null))),
    more: Math.max(0, rows.length - shownGroups),
    ...(drawn.length ? { title: chart.title, axis: chart.axis, unit: chart.unit } : {}),
  };
}

/** @param {object} report CONTRACT.md, "The report" */
export function viewOf(report) {
  const { name, rows, columns, bytes, sheet = null, sheets = [] } = report.source;
  return {
    source: { name, rows, columns, bytes, sheet, sheets },
    plan: report.plan,
    valuesShown: report.values_shown,
    areas: report.areas,
    checks: gravestFirst(report.checks).map((check) => ({
      id: check.id,
      area: check.area,
      status: check.status,
      severity: check.severity,
      subject: check.subject,
      name: check.name,
      title: check.title,
      summary: check.summary,
      headline: check.headline,
      headlineNote: check.headline_note,
      why: check.why,
      limits: check.limits_of_this_check,
      remedy: check.remedy,
      needs: check.needs,
      sources: check.sources,
      explanations: check.explanations ?? [],
      ...(check.id === 'bias.mitigation' && check.metrics?.costs ? { costs: check.metrics.costs } : {}),
      table: tableOf(check),
    })),
    columns: report.columns.map(({ name: title, kind, meaning, meaning_title: meaningTitle, roles, rows: all, missing, invalid, distinct }) =>
      ({ name: title, kind, meaning: meaningTitle || meaning || '', roles, rows: all, missing, invalid, distinct })),
  };
}
