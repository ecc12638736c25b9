// A check that could not run waits for a role: here it is given to a column at once.
import { h } from './dom.js';

/**
 * @param {import('./words.js').Words} words
 * @param {{id: string, order: number, assignable: string[]}} check
 * @param {{name: string}[]} columns
 * @param {(edits: object[]) => void} edit
 */
export function wantedRoles(words, check, columns, edit) {
  if (check.assignable.length === 0) return null;
  const option = (value, text) => h('option', { value }, text);
  const choice = (role) => {
    const name = words.named('role', role);
    // The options come when somebody looks at them.
    const fill = ({ target }) => {
      if (target.options.length === 1) target.append(...columns.map((column) => option(column.name, column.name)));
    };
    const given = ({ target }) => target.value && edit([{ edit: 'toggle_role', column: target.value, role }]);
    return h(
      'label',
      {},
      `${words.text('column.give_role', { role: name })} `,
      h(
        'select',
        {
          key: `give-${check.order}-${role}`,
          'data-give': role,
          on: { focus: fill, pointerdown: fill, change: given },
        },
        option('', words.text('column.which')),
      ),
    );
  };
  return h('p', { class: 'wanted' }, ...check.assignable.flatMap((role) => [choice(role), ' ']));
}
