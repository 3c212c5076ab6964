// Keeps what a reader has opened or closed as it is when its part of the page is loaded again.

const chosen = new Map();

document.addEventListener('toggle', ({ target }) => {
  if (target.matches('details[id]')) {
    chosen.set(target.id, target.open);
  }
}, true);

document.body.addEventListener('htmx:afterSwap', () => {
  for (const [id, open] of chosen) {
    const part = document.getElementById(id);
    if (part && part.open !== open) {
      part.open = open;
    }
  }
});
