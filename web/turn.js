/** Ends a task of the page and begins the next: between the two it answers whoever uses it. */
export const turn = () => new Promise((resolve) => setTimeout(resolve));
